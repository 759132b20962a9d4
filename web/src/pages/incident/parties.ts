import type { Event, Incident } from "../../api/types";
import { t } from "../../text/en/incident";

const MOST = 3;

interface Party {
  name: string;
  /** Named actors come before groups of people, and those before things. */
  rank: number;
  events: number;
}

// a group begins with a capital where it begins a sentence
const written = (old: string, name: string): string => (old < name ? name : old);

function ranked(all: readonly string[], side: "actors" | "recipients", events: readonly Event[]): string[] {
  const found = new Map<string, Party>(all.map((name) => [name.toLocaleLowerCase(), { name, rank: 2, events: 0 }]));
  for (const event of events) {
    for (const { name, kind } of event[side]) {
      const party = found.get(name.toLocaleLowerCase());
      if (!party) continue;
      party.events += 1;
      party.rank = Math.min(party.rank, kind === null ? 2 : kind === "group" ? 1 : 0);
      if (kind === "group") party.name = written(party.name, name);
    }
  }
  return [...found.values()].sort((one, other) => one.rank - other.rank || other.events - one.events).map(({ name }) => name);
}

/** Name who acted or was acted on: first those whom reports name, then those whom most of them tell of. */
export function partiesOf(side: "actors" | "recipients", incident: Incident, events: readonly Event[]): string {
  const all = ranked(incident[side], side, events);
  const rest = all.length - MOST;
  const shown = (rest > 1 ? all.slice(0, MOST) : all).join(", ");
  return rest > 1 ? `${shown} ${t("moreNames", { n: rest })}` : shown;
}
