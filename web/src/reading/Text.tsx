import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";

import { kindOf } from "../parts/kinds";
import { KindMark } from "../parts/KindMark";
import type { Book, Mark } from "./marks";
import { Notes } from "./Notes";
import { type Segment, segments } from "./segments";
import { type View, useView } from "./state";

const TAGS = { headline: "h2", subhead: "h3", paragraph: "p", caption: "p" } as const;

function classOf(mark: Mark, segment: Segment, open: string | undefined): string {
  const names = ["m", `m-${mark.look}`];
  if (mark.target.kind === "event") names.push(`m-of${kindOf(mark.target.event.type).colour.slice("--kind".length)}`);
  if (mark.start === segment.start) names.push("m-first");
  if (mark.end === segment.end) names.push("m-last");
  if (mark.target.id === open) names.push("m-open");
  return names.join(" ");
}

// marks that share words stand in each other, so that each draws its own line
function Nested({ text, segment, open }: { text: string; segment: Segment; open: string | undefined }) {
  return segment.marks.reduceRight<ComponentChildren>(
    (inside, mark) => (
      <span class={classOf(mark, segment, open)}>
        {mark.look === "event" && mark.start === segment.start && mark.target.kind === "event" && <KindMark type={mark.target.event.type} />}
        {inside}
      </span>
    ),
    text,
  );
}

// what has no letter, figure or sign in it cannot be the name of a button
const SEEN = /[^\s\p{C}]/u;

interface PieceProps {
  text: string;
  segment: Segment;
  from: number;
  view: View;
  /** The mark that the Tab key reaches. */
  stop: string | undefined;
}

function Piece({ text, segment, from, view, stop }: PieceProps) {
  if (segment.marks.length === 0) return <>{text}</>;
  // a mark begins in its first segment of the text, or where its block begins
  const first = segment.marks.filter((mark) => mark.start === segment.start || (segment.start === from && mark.start < from));
  const here = segment.marks.some((mark) => mark.key === view.here && mark.look !== "asked");
  return (
    <span
      {...(SEEN.test(text) ? { role: "button" as const } : {})}
      tabIndex={first.some((mark) => mark.key === stop) ? 0 : -1}
      class={here ? "seg seg-here" : "seg"}
      data-at={segment.marks.map((mark) => mark.key).join(" ")}
      {...(first.length > 0 ? { "data-first": first.map((mark) => mark.key).join(" ") } : {})}
    >
      <Nested text={text} segment={segment} open={view.open} />
    </span>
  );
}

function Block({ block, book, view, stop }: { block: Book["blocks"][number]; book: Book; view: View; stop: string | undefined }) {
  const { text, language } = book.reading.report;
  const pieces = useMemo(() => segments(block, view.marks), [block, view.marks]);
  const Tag = TAGS[block.kind];
  return (
    <div class={`block block-${block.kind}`}>
      <Tag dir="auto" lang={language} class="block-text">
        {pieces.map((segment) => (
          <Piece
            key={segment.start}
            text={text.slice(segment.start, segment.end)}
            segment={segment}
            from={block.start}
            view={view}
            stop={stop}
          />
        ))}
      </Tag>
      <Notes block={block} />
    </div>
  );
}

/** The text of a report in its blocks, with the marks of the layers that are shown and notes in the margin. */
export function Text() {
  const view = useView();
  const { book } = view;
  const stop = view.marks.some((mark) => mark.key === view.here) ? view.here : view.marks[0]?.key;
  return (
    <>
      {book.blocks.map((block) => (
        <Block key={block.start} block={block} book={book} view={view} stop={stop} />
      ))}
    </>
  );
}
