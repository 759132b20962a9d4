import type { Label } from "../../../basemap";
import type { Colours } from "./ground";
import type { Frame } from "./sheet";
import { across, type Area, down, meet, WORLD } from "./world";

/** The names that the map can write, those that weigh most first. */
export interface Names {
  countries: readonly Label[];
  cities: readonly Label[];
}

// people that a city must have to be named at a zoom, the first line that fits; from the last on all are
const CITIES: readonly (readonly [zoom: number, people: number])[] = [
  [3, Infinity],
  [4, 4_000_000],
  [5, 1_500_000],
  [6, 500_000],
  [7, 200_000],
  [8, 100_000],
];
// steradians to the width of a country in the map's own coordinates, roughly
const WIDTH = 1 / (2 * Math.PI);
const APART = 4;
const HEIGHT = 14;

/** What names keep away from, in pixels of a frame: each other, and the marks. */
interface Taken {
  names: Area[];
  marks: readonly Area[];
}

// where the buttons of the map lie
const BUTTONS = { width: 48, height: 116 };

function free(wanted: Area, { names, marks }: Taken, { window }: Frame): boolean {
  const { left, top, right, bottom } = window;
  if (wanted.left < left || wanted.top < top || wanted.right > right || wanted.bottom > bottom) return false;
  if (wanted.right > right - BUTTONS.width && wanted.top < top + BUTTONS.height) return false;
  return !names.some((other) => meet(wanted, other)) && !marks.some((other) => meet(wanted, other));
}

function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string, halo: string): void {
  ctx.strokeStyle = halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function countries(frame: Frame, names: readonly Label[], taken: Taken, colours: Colours): void {
  const { ctx, scale } = frame;
  ctx.font = `600 11px ${colours.font}`;
  ctx.textAlign = "center";
  for (const [name, lat, lon, weight] of names) {
    const room = Math.sqrt(weight) * WIDTH * scale;
    const text = name.toUpperCase();
    const half = ctx.measureText(text).width / 2;
    // a name that is much wider than its country, or a speck in a country that fills the window, says nothing
    if (room < half * 1.1 || room > WORLD * 12) continue;
    const [x, y] = [across(lon) * scale + frame.left, down(lat) * scale + frame.top];
    const wanted = { left: x - half - APART, right: x + half + APART, top: y - HEIGHT / 2 - APART, bottom: y + HEIGHT / 2 + APART };
    if (!free(wanted, taken, frame)) continue;
    taken.names.push(wanted);
    write(ctx, text, x, y, colours.quiet, colours.halo);
  }
}

function cities(frame: Frame, names: readonly Label[], taken: Taken, colours: Colours): void {
  const { ctx, scale, zoom } = frame;
  const least = CITIES.find(([until]) => zoom < until)?.[1] ?? 0;
  ctx.font = `12px ${colours.font}`;
  ctx.textAlign = "left";
  for (const [name, lat, lon, people] of names) {
    if (people < least) break;
    const [x, y] = [across(lon) * scale + frame.left, down(lat) * scale + frame.top];
    const dot = { left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 };
    if (!meet(dot, frame.window) || taken.names.some((other) => meet(dot, other))) continue;
    const wide = ctx.measureText(name).width;
    const beside = [x + 6, x - 6 - wide].map((left) => ({ left, text: left, y }));
    const around = [...beside, ...[y - 12, y + 12].map((at) => ({ left: x - wide / 2, text: x - wide / 2, y: at }))];
    const fits = around.find(({ left, y: at }) => free(boxAt(left, at, wide), taken, frame));
    if (!fits) continue;
    taken.names.push(boxAt(fits.left, fits.y, wide), dot);
    ctx.beginPath();
    ctx.arc(x, y, 2, 0, 2 * Math.PI);
    ctx.fillStyle = colours.ink;
    ctx.fill();
    write(ctx, name, fits.text, fits.y, colours.ink, colours.halo);
  }
}

const boxAt = (left: number, y: number, wide: number): Area => ({
  left: left - APART,
  right: left + wide + APART,
  top: y - HEIGHT / 2,
  bottom: y + HEIGHT / 2,
});

/** Write the names of countries and cities where there is room: none lies over another or over a mark. */
export function paintLabels(frame: Frame, names: Names, marks: readonly Area[], colours: Colours): void {
  const { ctx } = frame;
  ctx.save();
  ctx.textBaseline = "middle";
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  const held = { names: [], marks };
  // close up, towns say more than the name of the country that one is in
  if (frame.zoom >= 6) cities(frame, names.cities, held, colours);
  countries(frame, names.countries, held, colours);
  if (frame.zoom < 6) cities(frame, names.cities, held, colours);
  ctx.restore();
}
