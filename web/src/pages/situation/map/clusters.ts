import { kindOf } from "../../../parts/kinds";
import type { Situation } from "../data";
import { across, type Area, down, WORLD } from "./world";

/** Incidents drawn as one mark, in the map's own coordinates. */
export interface Cluster extends Area {
  x: number;
  y: number;
  /** Positions of its points. */
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

/** Group what lies near: each takes in all that are within reach of it and that none before took. */
function grouped(x: ArrayLike<number>, y: ArrayLike<number>, ordered: readonly number[], reach: number): number[][] {
  const wide = Math.ceil(1 / reach) + 2;
  const cellOf = (at: number) => (Math.floor((y[at] ?? 0) / reach) + 1) * wide + Math.floor((x[at] ?? 0) / reach) + 1;
  const around = [-wide - 1, -wide, -wide + 1, -1, 0, 1, wide - 1, wide, wide + 1];
  const cells = new Map<number, number[]>();
  for (const at of ordered) {
    const cell = cells.get(cellOf(at));
    if (cell) cell.push(at);
    else cells.set(cellOf(at), [at]);
  }
  const taken = new Uint8Array(x.length);
  const found: number[][] = [];
  for (const seed of ordered) {
    if (taken[seed]) continue;
    const group: number[] = [];
    const near = (at: number) => ((x[at] ?? 0) - (x[seed] ?? 0)) ** 2 + ((y[at] ?? 0) - (y[seed] ?? 0)) ** 2 <= reach ** 2;
    for (const step of around) {
      const key = cellOf(seed) + step;
      const cell = cells.get(key);
      if (!cell) continue;
      const left: number[] = [];
      for (const at of cell) (near(at) ? group : left).push(at);
      // a cell is gone over for each seed around it, and must grow shorter
      cells.set(key, left);
    }
    for (const at of group) taken[at] = 1;
    found.push(group);
  }
  return found;
}

/** Gather near points to clusters, the newest first; then those whose marks would lie over each other. */
export function gather(points: Located, shown: readonly number[], zoom: number): Cluster[] {
  const reach = REACH / (WORLD * 2 ** zoom);
  const first = grouped(points.x, points.y, shown, reach).map((members) => clusterOf(points, members));
  const bySize = first.map((_, at) => at).sort((a, b) => (first[b]?.members.length ?? 0) - (first[a]?.members.length ?? 0));
  const [x, y] = [first.map((each) => each.x), first.map((each) => each.y)];
  return grouped(x, y, bySize, reach).map((group) => {
    const members = group.flatMap((at) => first[at]?.members ?? []).sort((a, b) => a - b);
    const [only, second] = group;
    return (second === undefined && first[only ?? -1]) || clusterOf(points, members);
  });
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
