import { Parties } from "../parts/EventLine";
import { common } from "../text/en/common";
import type { Span } from "../api/types";
import { type Book, type EventPart } from "./marks";
import { actorName } from "./names";
import { useView } from "./state";

/** Name one side of an event: its actors, else the words for it. */
export function sideName(book: Book, ids: readonly string[], spans: readonly Span[]): string {
  const names = [...new Set(ids.map((id) => actorName(book, id)).filter((name) => name !== undefined))];
  return names.join(", ") || (spans[0] ? common("quoted", { words: spans[0].quote }) : "");
}

/** Who did what to whom, of an event of the reading. */
export function Sides({ event }: { event: EventPart }) {
  const { book } = useView();
  const kept = book.kept.events.get(event.id);
  return (
    <Parties
      actor={sideName(book, event.actors, kept?.actor_spans ?? [])}
      recipient={sideName(book, event.recipients, kept?.recipient_spans ?? [])}
    />
  );
}
