import type { Schemas } from "../../api/types";

export type Situation = Schemas["Situation"];
export type Tally = Schemas["TallyPart"];
export type Unit = Situation["times"]["unit"];

/** A part of the map, in degrees. */
export interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}

/** What is asked of an incident that its point on the map tells; the rest only the desk can tell. */
export interface Asked {
  type?: string | undefined;
  country?: string | undefined;
  modality?: string | undefined;
  contested?: boolean | undefined;
  box?: Box | undefined;
  /** First and last day, ISO 8601. */
  since?: string | undefined;
  until?: string | undefined;
}

/** Counts of the incidents that fit; each list of values is counted without the filter on that value itself. */
export interface Counts {
  incidents: number;
  contested: number;
  undated: number;
  unplaced: number;
  types: Tally[];
  countries: Tally[];
  modalities: Tally[];
}

/** Incidents by a unit of time. */
export interface Bins {
  unit: Unit;
  /** First day of each unit, ISO 8601. */
  first: readonly string[];
  incidents: readonly number[];
  contested: readonly number[];
}

const TYPE = 1;
const COUNTRY = 2;
const MODALITY = 4;
const CONTESTED = 8;
const BOX = 16;
const TIME = 32;
const DAY_MS = 86_400_000;

/** Read SOUTH,WEST,NORTH,EAST; undefined where it is something else. */
export function boxOf(text: string | undefined): Box | undefined {
  const [south, west, north, east, more] = (text ?? "").split(",").map(Number);
  if (south === undefined || west === undefined || north === undefined || east === undefined || more !== undefined) return undefined;
  return [south, west, north, east].every(Number.isFinite) ? { south, west, north, east } : undefined;
}

/** Say whether a place lies in a box; one whose west is east of its east goes over the antimeridian. */
export function holds({ south, west, north, east }: Box, lat: number, lon: number): boolean {
  if (lat < south || lat > north) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}

// a value that no incident has is asked for too: nothing fits it
function place(tallies: readonly Tally[], value: string | undefined): number | null {
  return value === undefined ? null : tallies.findIndex((tally) => tally.value === value);
}

/** Say for each point which of the filters it does not fit, one bit a filter; nought for those that fit all. */
export function misfits(of: Situation, asked: Asked): Uint8Array {
  const { points } = of;
  const [type, country, modality] = [place(of.types, asked.type), place(of.countries, asked.country), place(of.modalities, asked.modality)];
  const since = asked.since ? dayOf(asked.since) : -Infinity;
  const until = asked.until ? dayOf(asked.until) : Infinity;
  const timed = Boolean(asked.since || asked.until);
  const found = new Uint8Array(points.id.length);
  for (let at = 0; at < found.length; at += 1) {
    let bits = 0;
    if (type !== null && points.type[at] !== type) bits |= TYPE;
    if (country !== null && points.country[at] !== country) bits |= COUNTRY;
    if (modality !== null && points.modality[at] !== modality) bits |= MODALITY;
    if (asked.contested !== undefined && points.contested[at] !== asked.contested) bits |= CONTESTED;
    if (asked.box) {
      const [lat, lon] = [points.lat[at] ?? null, points.lon[at] ?? null];
      if (lat === null || lon === null || !holds(asked.box, lat, lon)) bits |= BOX;
    }
    if (timed) {
      const first = points.day[at] ?? null;
      if (first === null || first > until || first + (points.days[at] ?? 1) - 1 < since) bits |= TIME;
    }
    found[at] = bits;
  }
  return found;
}

function tallied(values: readonly Tally[], column: readonly number[], of: Situation, bits: Uint8Array, free: number): Tally[] {
  const counted = values.map(({ value }) => ({ value, incidents: 0, contested: 0 }));
  for (let at = 0; at < bits.length; at += 1) {
    const tally = counted[column[at] ?? -1];
    if (((bits[at] ?? 0) & ~free) !== 0 || !tally) continue;
    tally.incidents += 1;
    if (of.points.contested[at]) tally.contested += 1;
  }
  return counted.sort((a, b) => b.incidents - a.incidents);
}

/** Count what fits. Where the points are not all, the desk itself was asked with every filter, and its counts hold. */
export function counts(of: Situation, bits: Uint8Array): Counts {
  if (of.left_off > 0) return of;
  const { points } = of;
  const told = { incidents: 0, contested: 0, undated: 0, unplaced: 0 };
  for (let at = 0; at < bits.length; at += 1) {
    if (bits[at] !== 0) continue;
    told.incidents += 1;
    if (points.contested[at]) told.contested += 1;
    if (points.day[at] === null) told.undated += 1;
    if (points.lat[at] === null) told.unplaced += 1;
  }
  return {
    ...told,
    types: tallied(of.types, points.type, of, bits, TYPE),
    countries: tallied(of.countries, points.country, of, bits, COUNTRY),
    modalities: tallied(of.modalities, points.modality, of, bits, MODALITY),
  };
}

/** Give the points that the map shows: those that fit all but the part of the map, for it is there to be moved. */
export function onMap({ points }: Situation, bits: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at < bits.length; at += 1) {
    if (((bits[at] ?? 0) & ~BOX) === 0 && points.lat[at] !== null && points.lon[at] !== null) found.push(at);
  }
  return found;
}

/** Count what fits by the units of time of all there is, whatever days were chosen among them. */
export function bins(of: Situation, bits: Uint8Array): Bins {
  const { times, points } = of;
  if (of.left_off > 0) return times;
  const starts = times.first.map((first) => dayOf(first));
  const incidents = new Array<number>(starts.length).fill(0);
  const contested = new Array<number>(starts.length).fill(0);
  for (let at = 0; at < bits.length; at += 1) {
    const day = points.day[at] ?? null;
    if (((bits[at] ?? 0) & ~TIME) !== 0 || day === null) continue;
    const bin = binOf(starts, day);
    incidents[bin] = (incidents[bin] ?? 0) + 1;
    if (points.contested[at]) contested[bin] = (contested[bin] ?? 0) + 1;
  }
  return { unit: times.unit, first: times.first, incidents, contested };
}

/** Days since 1970-01-01 of an ISO day. */
export const dayOf = (iso: string): number => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);

/** The ISO day so many days after 1970-01-01. */
export const isoOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Find the last of some ascending days that is not after a day; the first where all are. */
export function binOf(starts: readonly number[], day: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= day) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

/** Give the last day of the unit of time that begins on a day. */
export function lastOf(first: string, unit: Unit): string {
  const day = dayOf(first);
  if (unit !== "month") return isoOf(day + (unit === "week" ? 6 : 0));
  const next = new Date(day * DAY_MS);
  next.setUTCMonth(next.getUTCMonth() + 1, 1);
  return isoOf(next.getTime() / DAY_MS - 1);
}
