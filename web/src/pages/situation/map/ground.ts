import type { Basemap } from "../../../basemap";
import type { Frame } from "./sheet";
import { across, type Area, down, meet, WORLD } from "./world";

/** One piece of land, ready to be drawn. */
interface Land extends Area {
  path: Path2D;
}

/** The land of an edition of the basemap. */
export type Ground = readonly Land[];

/** The colours of the map, which change with the theme. */
export interface Colours {
  land: string;
  border: string;
  ink: string;
  quiet: string;
  halo: string;
  accent: string;
  dark: boolean;
  kinds: Readonly<Record<string, string>>;
  font: string;
}

function landOf(rings: readonly (readonly [number, number][])[]): Land {
  const path = new Path2D();
  const land: Land = { path, left: 1, top: 1, right: 0, bottom: 0 };
  for (const ring of rings) {
    ring.forEach(([lon, lat], at) => {
      const [x, y] = [across(lon), down(lat)];
      land.left = Math.min(land.left, x);
      land.right = Math.max(land.right, x);
      land.top = Math.min(land.top, y);
      land.bottom = Math.max(land.bottom, y);
      if (at === 0) path.moveTo(x * WORLD, y * WORLD);
      else path.lineTo(x * WORLD, y * WORLD);
    });
    path.closePath();
  }
  return land;
}

/** Make the land of a basemap ready to be drawn. */
export const groundOf = ({ features }: Basemap): Ground => features.flatMap(({ geometry }) => geometry.coordinates.map(landOf));

/** Draw the land that a frame covers, with its borders. */
export function paintGround({ ctx, scale, left, top, area }: Frame, ground: Ground, colours: Colours): void {
  const grown = scale / WORLD;
  ctx.save();
  ctx.transform(grown, 0, 0, grown, left, top);
  ctx.fillStyle = colours.land;
  ctx.strokeStyle = colours.border;
  ctx.lineWidth = 1 / grown;
  ctx.lineJoin = "round";
  for (const land of ground) {
    // what is smaller than a third of a pixel is not seen
    if (!meet(land, area) || (land.right - land.left) * scale + (land.bottom - land.top) * scale < 0.6) continue;
    ctx.fill(land.path, "evenodd");
    ctx.stroke(land.path);
  }
  ctx.restore();
}
