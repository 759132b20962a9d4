import { kindOf } from "../../../parts/kinds";
import { number } from "../../../text/numbers";
import { byColour, type Cluster, type Located } from "./clusters";
import type { Colours } from "./ground";
import type { Frame } from "./sheet";
import { type Area, meet } from "./world";

/** A mark as it was drawn, in pixels of its frame. */
export interface Drawn {
  cluster: Cluster;
  x: number;
  y: number;
  radius: number;
}

// pixels: half of a single mark, and the ring around a contested one
const HALF = 8;
const RING = 12;
const GAP = [3, 2.5];
const paths = new Map<string, Path2D>();

function shapeOf(type: string): Path2D {
  const { path } = kindOf(type);
  const made = paths.get(path) ?? new Path2D(path);
  paths.set(path, made);
  return made;
}

const radiusOf = (members: number): number => (members === 1 ? HALF : Math.min(24, 11 + 3 * Math.log10(members)));

/** Find the marks that a frame shows, in the order in which they are drawn. */
export function marksIn({ scale, left, top, area }: Frame, clusters: readonly Cluster[]): Drawn[] {
  return clusters
    .filter(({ x, y }) => meet({ left: x, right: x, top: y, bottom: y }, area))
    .map((cluster) => ({ cluster, x: cluster.x * scale + left, y: cluster.y * scale + top, radius: radiusOf(cluster.members.length) }))
    .sort((a, b) => a.cluster.members.length - b.cluster.members.length || b.y - a.y);
}

/** What the marks cover, for the names to keep away from. */
export const covered = (drawn: readonly Drawn[]): Area[] =>
  drawn.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));

function ring(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, part = 1): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * part);
}

/** Draw one incident: the shape and the colour of its type, with a broken ring where it is contested. */
export function paintOne(ctx: CanvasRenderingContext2D, x: number, y: number, type: string, contested: boolean, colours: Colours): void {
  const shape = shapeOf(type);
  ctx.save();
  if (contested) {
    ring(ctx, x, y, RING);
    ctx.fillStyle = colours.halo;
    ctx.globalAlpha = 0.75;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.setLineDash(GAP);
    ctx.lineWidth = 1.75;
    ctx.strokeStyle = colours.ink;
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.translate(x - HALF, y - HALF);
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  ctx.strokeStyle = colours.halo;
  ctx.stroke(shape);
  ctx.fillStyle = colours.kinds[kindOf(type).colour] ?? colours.ink;
  ctx.fill(shape, "evenodd");
  ctx.restore();
}

function paintMany(ctx: CanvasRenderingContext2D, { cluster, x, y, radius }: Drawn, points: Located, colours: Colours): void {
  const all = cluster.members.length;
  ring(ctx, x, y, radius);
  ctx.fillStyle = colours.halo;
  ctx.fill();
  const parts = byColour(points, cluster, Object.keys(colours.kinds));
  let from = -Math.PI / 2;
  ctx.lineWidth = 4;
  Object.values(colours.kinds).forEach((colour, at) => {
    const until = from + (2 * Math.PI * (parts[at] ?? 0)) / all;
    ctx.beginPath();
    ctx.arc(x, y, radius - 2, from, until);
    ctx.strokeStyle = colour;
    if (until > from) ctx.stroke();
    from = until;
  });
  if (cluster.contested > 0) {
    ring(ctx, x, y, radius + 3, Math.max(cluster.contested / all, 0.08));
    ctx.setLineDash(GAP);
    ctx.lineWidth = 1.75;
    ctx.strokeStyle = colours.ink;
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.font = `600 ${all > 9999 ? 10 : 11}px ${colours.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colours.ink;
  ctx.fillText(number(all), x, y + 0.5);
}

/** Draw the marks of a frame. */
export function paintMarks({ ctx }: Frame, drawn: readonly Drawn[], points: Located, colours: Colours): void {
  const { type, contested } = points.of.points;
  for (const mark of drawn) {
    const [only, second] = mark.cluster.members;
    if (only === undefined) continue;
    if (second !== undefined) paintMany(ctx, mark, points, colours);
    else paintOne(ctx, mark.x, mark.y, points.of.types[type[only] ?? -1]?.value ?? "", contested[only] ?? false, colours);
  }
}

/** Point out one incident, which is drawn at its own place even where a cluster holds it. */
export function paintChosen(frame: Frame, points: Located, at: number, firm: boolean, colours: Colours): void {
  const { ctx, scale, left, top } = frame;
  const [x, y] = [(points.x[at] ?? 0) * scale + left, (points.y[at] ?? 0) * scale + top];
  const { type, contested } = points.of.points;
  ctx.save();
  if (firm) {
    ring(ctx, x, y, 15);
    ctx.fillStyle = colours.halo;
    ctx.fill();
    paintOne(ctx, x, y, points.of.types[type[at] ?? -1]?.value ?? "", contested[at] ?? false, colours);
  }
  for (const [radius, width, colour] of [[17, 5, colours.halo], [17, 2.5, colours.accent]] as const) {
    ring(ctx, x, y, radius);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
  ctx.restore();
}
