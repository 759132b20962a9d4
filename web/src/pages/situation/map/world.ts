// The map's own coordinates: 0 to 1 from west to east and from north to south, as Web Mercator has it.
const MOST_LATITUDE = 85.0511287798;

/** Pixels that the world is wide at zoom 0. */
export const WORLD = 256;

/** A rectangle in those coordinates. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** How far east a longitude lies. */
export const across = (lon: number): number => (lon + 180) / 360;

/** How far south a latitude lies. */
export function down(lat: number): number {
  const sine = Math.sin((Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** The longitude so far east. */
export const lonAt = (x: number): number => x * 360 - 180;

/** The latitude so far south. */
export const latAt = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Say whether two rectangles share anything. */
export const meet = (a: Area, b: Area): boolean => a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
