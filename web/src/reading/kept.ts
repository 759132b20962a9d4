import { useMemo } from "preact/hooks";

import type { Event, Schemas } from "../api/types";
import { useApi } from "../api/use";
import type { ActorPart, FlagPart, PlacePart } from "./marks";

type Rows<T> = readonly T[];

/** What a desk keeps beside a reading: records across reports, reviews, and what was left out. */
export interface Kept {
  events: ReadonlyMap<string, Event>;
  statements: ReadonlyMap<string, Schemas["Statement"]>;
  flags: Rows<Schemas["Flag"]>;
  actors: Rows<Schemas["DeskActor"]>;
  places: Rows<Schemas["DeskPlace"]>;
  left: Rows<Schemas["Rejected"]>;
}

/** Of a reading that nobody keeps. */
export const NOTHING_KEPT: Kept = { events: new Map(), statements: new Map(), flags: [], actors: [], places: [], left: [] };

// more than a report has, save for very long ones
const MOST = 500;

/** Ask for what a desk keeps beside the reading of a report; what has not come yet is empty. */
export function useKept(report: string): Kept {
  const query = { report, limit: MOST };
  const events = useApi("/events", { query }).data?.rows;
  const statements = useApi("/statements", { query }).data?.rows;
  const flags = useApi("/flags", { query }).data?.rows;
  const actors = useApi("/actors", { query }).data?.rows;
  const places = useApi("/places", { query }).data?.rows;
  const left = useApi("/rejected", { query }).data?.rows;
  return useMemo(
    () => ({
      events: new Map(events?.map((each) => [each.id, each])),
      statements: new Map(statements?.map((each) => [each.id, each])),
      flags: flags ?? [],
      actors: actors ?? [],
      places: places ?? [],
      left: left ?? [],
    }),
    [events, statements, flags, actors, places, left],
  );
}

const plain = (name: string): string => name.toLowerCase();

/** Find the actor across reports that an actor of one report was taken for. */
export function deskActor(kept: Kept, actor: ActorPart): Schemas["DeskActor"] | undefined {
  const name = plain(actor.name);
  const named = kept.actors.filter(
    (each) => each.kind === actor.kind && [each.name, ...each.variants, ...each.members.map((one) => one.name)].some((one) => plain(one) === name),
  );
  return named.find((each) => each.country === actor.country) ?? named[0];
}

/** Find the place across reports that a place of one report is. */
export function deskPlace(kept: Kept, place: PlacePart): Schemas["DeskPlace"] | undefined {
  if (place.gazetteer_id) return kept.places.find((each) => each.gazetteer_id === place.gazetteer_id);
  return kept.places.find((each) => each.gazetteer_id === null && plain(each.name) === plain(place.name) && each.country === place.country);
}

/** Find the kept flag that a flag of a reading is. */
export function keptFlag(kept: Kept, flag: FlagPart): Schemas["Flag"] | undefined {
  const first = flag.spans[0];
  return kept.flags.find((each) => each.kind === flag.kind && each.message === flag.message && each.spans[0]?.start === first?.start);
}
