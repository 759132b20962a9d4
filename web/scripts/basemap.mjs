// Cuts the countries of Natural Earth at the antimeridian and writes them as compact GeoJSON, with a point for each name.
// world-atlas is made for maps of a sphere: drawn flat as it is, what crosses the antimeridian smears over the map.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { geoArea, geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature } from "topojson-client";

const own = fileURLToPath(import.meta.url);
const require = createRequire(import.meta.url);
const target = new URL("../src/basemap/made/", import.meta.url);
const STAMP = new URL("made-of.txt", target);
// degrees: two decimals are 1 km, which is finer than either edition
const ROUND = 100;
// one pixel a degree, the equator in the middle: what comes out is degrees, with y downwards
const FLAT = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0.1);

const round = (degrees) => Math.round(degrees * ROUND) / ROUND;

function ringOf(ring) {
  const points = ring.map(([x, y]) => [round(x), round(-y)]);
  const thinned = points.filter((point, at) => at === 0 || point[0] !== points[at - 1][0] || point[1] !== points[at - 1][1]);
  return thinned.length > 3 ? thinned : null;
}

function polygonsOf(geometry) {
  const all = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return all.map((rings) => rings.map(ringOf).filter(Boolean)).filter((rings) => rings.length > 0);
}

const inside = ([x, y], ring) =>
  ring.reduce((odd, [ax, ay], at) => {
    const [bx, by] = ring[(at + 1) % ring.length];
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
  }, false);

const room = ([x, y], rings) => {
  let least = Infinity;
  for (const ring of rings) for (const [ax, ay] of ring) least = Math.min(least, Math.hypot(ax - x, ay - y));
  return least;
};

const box = (ring) => {
  const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
  return { west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) };
};
const extent = (ring) => ((b) => (b.east - b.west) * (b.north - b.south))(box(ring));

// where a name stands: the point of a grid over the largest part that is farthest from its edge
function labelOf(polygons) {
  const largest = polygons.reduce((best, each) => (extent(each[0]) > extent(best[0]) ? each : best));
  const { west, east, south, north } = box(largest[0]);
  let best = null;
  for (let i = 1; i < 24; i += 1) {
    for (let j = 1; j < 24; j += 1) {
      const point = [west + ((east - west) * i) / 24, south + ((north - south) * j) / 24];
      if (!inside(point, largest[0]) || largest.slice(1).some((hole) => inside(point, hole))) continue;
      const free = room(point, largest);
      if (!best || free > best.free) best = { point, free };
    }
  }
  return (best?.point ?? [(west + east) / 2, (south + north) / 2]).map(round);
}

function countries(edition) {
  const atlas = require(`world-atlas/countries-${edition}.json`);
  const whole = feature(atlas, atlas.objects.countries);
  return whole.features
    .map((each) => ({ name: each.properties.name, id: each.id ?? null, area: geoArea(each), flat: geoProject(each, FLAT) }))
    .filter(({ flat }) => flat.geometry)
    .map(({ name, id, area, flat }) => ({ name, id, area, polygons: polygonsOf(flat.geometry) }))
    .filter(({ polygons }) => polygons.length > 0);
}

function write(name, value) {
  const text = JSON.stringify(value);
  writeFileSync(new URL(name, target), text);
  console.log(`${name}: ${Math.round(text.length / 1000)} kB`);
}

function make() {
  const editions = { "110m": countries("110m"), "50m": countries("50m") };
  for (const [edition, found] of Object.entries(editions)) {
    const features = found.map(({ name, id, polygons }) => ({
      type: "Feature",
      ...(id === null ? {} : { id }),
      properties: { name },
      geometry: { type: "MultiPolygon", coordinates: polygons },
    }));
    write(`countries-${edition}.json`, { type: "FeatureCollection", features });
  }
  // larger ones first, so that a map can stop where there is no more room; area is in steradians
  const labels = editions["50m"].toSorted((a, b) => b.area - a.area);
  write("labels.json", labels.map(({ name, area, polygons }) => [name, ...labelOf(polygons).toReversed(), Number(area.toPrecision(3))]));
}

const versions = ["world-atlas", "d3-geo", "d3-geo-projection"].map((name) => {
  const listed = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf-8"));
  return `${name} ${listed.devDependencies[name]}`;
});
const madeOf = `${createHash("sha256").update(readFileSync(own)).digest("hex")} ${versions.join(" ")}\n`;
if (!existsSync(STAMP) || readFileSync(STAMP, "utf-8") !== madeOf) {
  mkdirSync(target, { recursive: true });
  make();
  writeFileSync(STAMP, madeOf);
}
