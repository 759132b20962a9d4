import type { Reading, Schemas, Span } from "../api/types";
import { counting } from "../parts/characters";
import type { Kept } from "./kept";

export type EventPart = Schemas["EventPart"];
export type StatementPart = Schemas["StatementPart"];
export type ActorPart = Schemas["ActorPart"];
export type PlacePart = Schemas["PlacePart"];
export type FlagPart = Schemas["FlagPart"];
export type When = NonNullable<EventPart["when"]>;

/** What can be shown and hidden; flags and the words that a link asks for always show. */
export const LAYERS = ["actors", "places", "statements", "events", "left"] as const;
export type Layer = (typeof LAYERS)[number];
export type Look = "person" | "body" | "place" | "date" | "said" | "cue" | "event" | "figure" | "left" | "flag" | "asked";

/** What a mark leads to; `id` is that of the record, or made from its place where a record has none. */
export type Target =
  | { kind: "event"; id: string; event: EventPart }
  | { kind: "statement"; id: string; statement: StatementPart }
  | { kind: "actor"; id: string; actor: ActorPart }
  | { kind: "place"; id: string; place: PlacePart }
  | { kind: "date"; id: string; when: When; of: string[] }
  | { kind: "flag"; id: string; flag: FlagPart }
  | { kind: "left"; id: string; left: Schemas["Rejected"] }
  | { kind: "asked"; id: string };

/** Words of the text that are marked; `start` and `end` are indices of the string. */
export interface Mark {
  key: string;
  layer: Layer | null;
  look: Look;
  start: number;
  end: number;
  target: Target;
}

/** A reading made ready to be shown: its blocks, every mark in the order of the text, and what the marks lead to. */
export interface Book {
  reading: Reading;
  kept: Kept;
  blocks: { kind: Schemas["BlockPart"]["kind"]; start: number; end: number }[];
  marks: Mark[];
  targets: Map<string, Target>;
}

/** The id that stands for the words that a link asks for. */
export const ASKED = "asked";
const PUBLISHED = "published";

type Place = Pick<Span, "start" | "end">;
type Put = (target: Target, layer: Layer | null, look: Look, spans: readonly (Place | null)[]) => void;

const place = (span: Place): string => `${span.start}-${span.end}`;

/** Leave out spans that lie within a longer one of the same record: "army" in "The army". */
function outermost(spans: readonly Span[]): Span[] {
  return spans.filter(
    (one) => !spans.some((other) => other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start),
  );
}

function dates(reading: Reading, put: Put): void {
  const found = new Map<string, Target & { kind: "date" }>();
  const add = (when: When | null, of: string) => {
    if (!when) return;
    const id = `date-${place(when.span)}`;
    const target = found.get(id) ?? { kind: "date", id, when, of: [] };
    target.of.push(of);
    found.set(id, target);
  };
  const { date, basis, span } = reading.report.published;
  if (span) add({ start: date, end: date, precision: "day", basis: basis === "metadata" ? "stated" : basis, span }, PUBLISHED);
  for (const { when, id } of [...reading.events, ...reading.statements]) add(when, id);
  for (const target of found.values()) put(target, "places", "date", [target.when.span]);
}

function events(reading: Reading, kept: Kept, put: Put): void {
  const figures = new Set<string>();
  for (const event of reading.events) {
    const target: Target = { kind: "event", id: event.id, event };
    put(target, "events", "event", [event.trigger, ...outermost(kept.events.get(event.id)?.mentions ?? [])]);
    for (const { span } of event.counts) {
      // several events can have one figure
      if (!figures.has(place(span))) put(target, "events", "figure", [span]);
      figures.add(place(span));
    }
  }
}

/** Make a reading ready: what the desk keeps beside it is in `kept`, and `asked` are words that a link asks for. */
export function makeBook(reading: Reading, kept: Kept, asked?: Place): Book {
  const { toIndex } = counting(reading.report.text);
  const marks = new Map<string, Mark>();
  const targets = new Map<string, Target>();
  const put: Put = (target, layer, look, spans) => {
    targets.set(target.id, target);
    for (const span of spans) {
      if (!span || span.end <= span.start) continue;
      const key = `${target.id}_${look}_${place(span)}`;
      marks.set(key, { key, layer, look, start: toIndex(span.start), end: toIndex(span.end), target });
    }
  };
  for (const actor of reading.actors) {
    const look = actor.kind === "person" ? "person" : "body";
    put({ kind: "actor", id: actor.id, actor }, "actors", look, outermost(actor.mentions));
  }
  for (const each of reading.places) put({ kind: "place", id: each.id, place: each }, "places", "place", outermost(each.mentions));
  dates(reading, put);
  for (const statement of reading.statements) {
    const target: Target = { kind: "statement", id: statement.id, statement };
    put(target, "statements", "said", statement.content);
    put(target, "statements", "cue", [statement.cue]);
  }
  events(reading, kept, put);
  for (const left of kept.left) put({ kind: "left", id: left.id, left }, "left", "left", [left.span]);
  reading.flags.forEach((flag, index) => put({ kind: "flag", id: flagId(index), flag }, null, "flag", flag.spans));
  if (asked) put({ kind: "asked", id: ASKED }, null, "asked", [asked]);
  return {
    reading,
    kept,
    blocks: reading.report.blocks.map(({ kind, start, end }) => ({ kind, start: toIndex(start), end: toIndex(end) })),
    marks: [...marks.values()].sort((one, other) => one.start - other.start || other.end - one.end),
    targets,
  };
}

/** The id by which the pages know a flag of a reading. */
export const flagId = (index: number): string => `flag-${index}`;

/** The mark to which a jump to a target leads: the words that tell it best. */
export function firstMark(book: Book, id: string): Mark | undefined {
  const own = book.marks.filter((mark) => mark.target.id === id);
  const target = own[0]?.target;
  if (target?.kind !== "event") return own.find((mark) => mark.look !== "cue") ?? own[0];
  const { toIndex } = counting(book.reading.report.text);
  const start = toIndex(target.event.trigger.start);
  return own.find((mark) => mark.look === "event" && mark.start === start) ?? own[0];
}
