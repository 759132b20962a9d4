import type { Reading, Span } from "../api/types";
import { settings } from "../state/settings";
import { counting } from "./characters";

type Report = Reading["report"];

/** Words of a report with what stands around them; indices are of the string. */
export interface Passage {
  before: string;
  /** The sentence up to the words, the words, and the rest of the sentence. */
  start: string;
  words: string;
  end: string;
  after: string;
}

// an abbreviation or an initial at its end, and a sentence goes on: "Gen. Keto", "J. Mbala"
const GOES_ON = /(?:^|[\s(])(?:\p{Lu}|[Mm]rs?|[Mm]s|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Prof|Rev|Hon|Gov|Sen|St|No)\.\s*$/u;

function sentencesOf(block: string): [number, number][] {
  const found: [number, number][] = [];
  const cutter = new Intl.Segmenter(settings().language, { granularity: "sentence" });
  for (const { index, segment } of cutter.segment(block)) {
    const last = found.at(-1);
    if (last && GOES_ON.test(block.slice(last[0], last[1]))) last[1] = index + segment.length;
    else found.push([index, index + segment.length]);
  }
  return found;
}

/** Find the sentence of a span and those beside it; undefined where the report does not hold its words. */
export function passage(report: Report, span: Span): Passage | undefined {
  const { toIndex } = counting(report.text);
  const [start, end] = [toIndex(span.start), toIndex(span.end)];
  if (report.text.slice(start, end) !== span.quote) return undefined;
  const blocks = report.blocks.map((block) => [toIndex(block.start), toIndex(block.end)] as const);
  const inside = blocks.filter(([from, to]) => from < end && start < to);
  const from = Math.min(start, ...inside.map((block) => block[0]));
  const to = Math.max(end, ...inside.map((block) => block[1]));
  const sentences = sentencesOf(report.text.slice(from, to)).map(([a, b]) => [a + from, b + from] as const);
  const first = sentences.findIndex(([, b]) => b > start);
  const last = sentences.findLastIndex(([a]) => a < end);
  const own = [sentences[first]?.[0] ?? from, sentences[last]?.[1] ?? to] as const;
  const [before, after] = [sentences[first - 1], sentences[last + 1]];
  return {
    before: before ? report.text.slice(...before) : "",
    start: report.text.slice(own[0], start),
    words: report.text.slice(start, end),
    end: report.text.slice(end, own[1]),
    after: after ? report.text.slice(...after) : "",
  };
}
