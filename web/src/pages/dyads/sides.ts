import type { Got } from "../../api/types";
import { type Chosen, countOf } from "./classes";

export type Dyads = Got<"/dyads">;
export type Actor = Dyads["actors"][number];
type Kind = Actor["kind"];

const KINDS: readonly Kind[] = ["country", "organisation", "person", "group"];

/** One side of the matrix: the actors that act, or those that are acted on. */
export interface Side {
  actors: readonly Actor[];
  /** The same by kind, those with the most events first. */
  kinds: readonly { kind: Kind; actors: readonly Actor[] }[];
  /** Ids of the first of each kind. */
  begins: ReadonlySet<string>;
}

/** Name a pair as it stands in the address. */
export const pairOf = (actor: string, recipient: string): string => `${actor},${recipient}`;

/** Count the events of the chosen classes by pair; pairs without any are left out. */
export function countsOf(data: Dyads, chosen: Chosen): ReadonlyMap<string, number> {
  const counted = data.rows.map((row) => [pairOf(row.actor, row.recipient), countOf(row.events, row.quads, chosen)] as const);
  return new Map(counted.filter(([, n]) => n > 0));
}

/** Give one side of the matrix, without those for whom it would be empty. */
export function sideOf(data: Dyads, counts: ReadonlyMap<string, number>, side: "actor" | "recipient"): Side {
  const events = new Map<string, number>();
  for (const row of data.rows) {
    const n = counts.get(pairOf(row.actor, row.recipient)) ?? 0;
    if (n > 0) events.set(row[side], (events.get(row[side]) ?? 0) + n);
  }
  const shown = data.actors.filter((actor) => events.has(actor.id));
  const kinds = KINDS.map((kind) => {
    const own = shown.filter((actor) => actor.kind === kind);
    return { kind, actors: own.sort((one, other) => (events.get(other.id) ?? 0) - (events.get(one.id) ?? 0)) };
  }).filter(({ actors }) => actors.length > 0);
  const begins = new Set(kinds.flatMap(({ actors: [first] }) => (first ? [first.id] : [])));
  return { actors: kinds.flatMap(({ actors }) => actors), kinds, begins };
}
