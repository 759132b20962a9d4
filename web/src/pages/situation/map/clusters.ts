import { kindOf } from "../../../parts/kinds";
import type { Situation } from "../data";
import { across, type Area, down, WORLD } from "./world";

/** Incidents drawn as one mark, in the map's own coordinates. */
export interface Cluster extends Area {
  x: number;
  y: number;
  /** Positions of its points, the newest first. */
  members: number[];
  contested: number;
}

/** The points of a situation, where they lie. */
export interface Located {
  of: Situation;
  x: Float64Array;
  y: Float64Array;
}

/** Pixels within which incidents are drawn as one. */
export const REACH = 40;

/** Find where the points lie; those without a place are at nought and are never shown. */
export function located(of: Situation): Located {
  const { lat, lon } = of.points;
  const found = { of, x: new Float64Array(lat.length), y: new Float64Array(lat.length) };
  for (let at = 0; at < lat.length; at += 1) {
    found.x[at] = across(lon[at] ?? 0);
    found.y[at] = down(lat[at] ?? 0);
  }
  return found;
}

function clusterOf({ of, x, y }: Located, members: number[]): Cluster {
  const found: Cluster = { x: 0, y: 0, left: 1, top: 1, right: 0, bottom: 0, members, contested: 0 };
  for (const at of members) {
    const [px, py] = [x[at] ?? 0, y[at] ?? 0];
    found.x += px / members.length;
    found.y += py / members.length;
    found.left = Math.min(found.left, px);
    found.right = Math.max(found.right, px);
    found.top = Math.min(found.top, py);
    found.bottom = Math.max(found.bottom, py);
    if (of.points.contested[at]) found.contested += 1;
  }
  return found;
}

/** Gather near points: each takes in all that lie within reach of it and that none before took; newer ones go first. */
export function gather(points: Located, shown: readonly number[], zoom: number): Cluster[] {
  const reach = REACH / (WORLD * 2 ** zoom);
  const wide = Math.ceil(1 / reach) + 2;
  const cells = new Map<number, number[]>();
  const column = (at: number) => Math.floor((points.x[at] ?? 0) / reach) + 1;
  const row = (at: number) => Math.floor((points.y[at] ?? 0) / reach) + 1;
  for (const at of shown) {
    const key = row(at) * wide + column(at);
    const cell = cells.get(key);
    if (cell) cell.push(at);
    else cells.set(key, [at]);
  }
  const taken = new Uint8Array(points.x.length);
  const found: Cluster[] = [];
  for (const seed of shown) {
    if (taken[seed]) continue;
    const members: number[] = [];
    const [sx, sy] = [points.x[seed] ?? 0, points.y[seed] ?? 0];
    const near = (at: number) => ((points.x[at] ?? 0) - sx) ** 2 + ((points.y[at] ?? 0) - sy) ** 2 <= reach ** 2;
    const middle = row(seed) * wide + column(seed);
    for (const key of [-wide - 1, -wide, -wide + 1, -1, 0, 1, wide - 1, wide, wide + 1].map((step) => middle + step)) {
      const left = (cells.get(key) ?? []).filter((at) => !near(at) || members.push(at) === 0);
      if (cells.has(key)) cells.set(key, left);
    }
    members.sort((a, b) => a - b);
    for (const at of members) taken[at] = 1;
    found.push(clusterOf(points, members));
  }
  return found;
}

/** Count the members of a cluster by the colour of their types, in the order of the colours given. */
export function byColour({ of }: Located, cluster: Cluster, colours: readonly string[]): number[] {
  const found = colours.map(() => 0);
  const placeOf = of.types.map(({ value }) => colours.indexOf(kindOf(value ?? "").colour));
  for (const at of cluster.members) {
    const place = placeOf[of.points.type[at] ?? -1] ?? -1;
    if (place >= 0) found[place] = (found[place] ?? 0) + 1;
  }
  return found;
}
