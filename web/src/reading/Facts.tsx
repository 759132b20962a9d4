import type { ComponentChildren } from "preact";

import type { Span } from "../api/types";
import { counting } from "../parts/characters";
import { common } from "../text/en/common";
import { nameOf } from "./names";
import { placeOf, useView } from "./state";

function empty(value: ComponentChildren): boolean {
  return value === null || value === undefined || value === false || value === "" || (Array.isArray(value) && value.every(empty));
}

/** A field with its value; nothing where there is no value. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (empty(children)) return null;
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A record of the same report, which opens in the panel. */
export function Leads({ id, children }: { id: string; children?: ComponentChildren }) {
  const { book, jump } = useView();
  const target = book.targets.get(id);
  if (!target) return null;
  return (
    <button type="button" class="span-link" onClick={() => jump(id)}>
      <bdi>{children ?? nameOf(book, target)}</bdi>
    </button>
  );
}

/** Words of the text, which the page scrolls to. */
export function Words({ span }: { span: Span }) {
  const { book } = useView();
  const find = () => {
    const { toIndex } = counting(book.reading.report.text);
    const start = toIndex(span.start);
    const block = book.blocks.findIndex((each) => each.start <= start && start < each.end);
    const inside = book.marks.find((mark) => mark.start >= start && mark.start < toIndex(span.end));
    const frame = document.querySelector<HTMLElement>(".reading-text");
    const place = (frame && inside && placeOf(frame, inside.key)) ?? frame?.querySelectorAll(".block")[block];
    place?.scrollIntoView({ block: "center" });
  };
  return (
    <button type="button" class="span-link" onClick={find}>
      <bdi>{common("quoted", { words: span.quote })}</bdi>
    </button>
  );
}

/** Several values, one below the other. */
export function Each<T>({ of, children }: { of: readonly T[]; children: (value: T, index: number) => ComponentChildren }) {
  if (of.length === 0) return null;
  return <ul class="each">{of.map((value, index) => <li key={index}>{children(value, index)}</li>)}</ul>;
}
