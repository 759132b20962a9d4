import cities from "./made/cities.json?url";
import coarse from "./made/countries-110m.json?url";
import fine from "./made/countries-50m.json?url";
import labels from "./made/labels.json?url";

/** A country as the map draws it: cut at the antimeridian, coordinates as longitude and latitude. */
export interface CountryShape {
  type: "Feature";
  /** ISO 3166-1 numeric, where the country has one. */
  id?: string;
  properties: { name: string };
  geometry: { type: "MultiPolygon"; coordinates: [number, number][][][] };
}

/** The countries of Natural Earth. */
export interface Basemap {
  type: "FeatureCollection";
  features: CountryShape[];
}

/** A name on the map and how much it weighs: a country's area in steradians, a city's people. Largest first. */
export type Label = readonly [name: string, lat: number, lon: number, weight: number];

async function load<T>(url: string): Promise<T> {
  const answer = await fetch(url, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
  return (await answer.json()) as T;
}

/** Load the outlines of countries: `110m` for the world (54 kB packed), `50m` for closer views (430 kB). */
export const loadBasemap = (edition: "110m" | "50m"): Promise<Basemap> => load(edition === "110m" ? coarse : fine);

/** Load the names of countries and where they stand. */
export const loadCountryNames = (): Promise<Label[]> => load(labels);

/** Load the names of cities. */
export const loadCityNames = (): Promise<Label[]> => load(cities);
