import "leaflet/dist/leaflet.css";

import { type LatLngBoundsExpression, type LeafletMouseEvent, map as makeMap } from "leaflet";

import { type Basemap, loadBasemap } from "../../../basemap";
import { colour, isDark, onTheme } from "../../../parts/colours";
import type { Box, Situation } from "../data";
import { type Cluster, gather, type Located, located, REACH } from "./clusters";
import { type Colours, type Ground, groundOf, paintGround } from "./ground";
import { type Names, paintLabels } from "./labels";
import { covered, type Drawn, marksIn, paintChosen, paintMarks } from "./marks";
import { type Frame, Sheet } from "./sheet";
import { latAt, lonAt, WORLD } from "./world";

/** Where the map looks: latitude, longitude, zoom. */
export type View = readonly [lat: number, lon: number, zoom: number];

/** What lies under the pointer: positions of points, and where on the map. */
export interface Under {
  members: readonly number[];
  x: number;
  y: number;
}

export interface Told {
  onView: (view: View, box: Box) => void;
  onUnder: (under: Under | null) => void;
  onPick: (members: readonly number[], box: Box, apart: boolean) => void;
  onDrawn: () => void;
}

/** What the map is drawn of beside incidents. */
export interface World {
  land: Basemap;
  names: Names;
}

/** The map as the page handles it. */
export interface SituationMap {
  show: (of: Situation, points: readonly number[]) => void;
  mark: (hovered: number | null, selected: number | null) => void;
  look: (view: View) => void;
  fit: (box: Box) => void;
  zoom: (steps: number) => void;
  /** Give the part of the world that is in the window. */
  seen: () => Box;
  /** Bring an incident into the window, if it is not there. */
  reveal: (at: number) => void;
  remove: () => void;
}

const TOKENS = ["--kind-force", "--kind-word", "--kind-deed", "--kind-talk", "--kind-other"];
// the detailed outlines are worth their weight from here on
const FINE = 4.5;
const MOST = 11;
const EDGES: LatLngBoundsExpression = [[-84, -180], [84, 180]];

function coloursNow(): Colours {
  const land = colour("--map-land");
  return {
    land,
    dark: isDark(land),
    border: colour("--map-border"),
    ink: colour("--ink"),
    quiet: colour("--quiet"),
    halo: colour("--panel"),
    accent: colour("--accent"),
    kinds: Object.fromEntries(TOKENS.map((token) => [token, colour(token)])),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** The state of a map, and what draws it. */
class Drawing {
  colours = coloursNow();
  points: Located | null = null;
  shown: readonly number[] = [];
  hovered: number | null = null;
  selected: number | null = null;
  drawn: Drawn[] = [];
  private clusters = new Map<number, Cluster[]>();

  constructor(
    public ground: Ground,
    private readonly names: Names,
    private readonly element: HTMLElement,
  ) {}

  show(of: Situation, shown: readonly number[]): void {
    if (this.points?.of !== of) this.points = located(of);
    this.shown = shown;
    this.clusters.clear();
  }

  paintGround = (frame: Frame): void => {
    paintGround(frame, this.ground, this.colours);
    // for paper, where nothing is drawn anew: what Chromium draws while it prints comes out empty
    this.element.classList.toggle("drawn-dark", this.colours.dark);
  };

  paintMarks = (frame: Frame): void => {
    this.drawn = this.points ? marksIn(frame, this.at(frame.zoom)) : [];
    paintLabels(frame, this.names, covered(this.drawn), this.colours);
    if (this.points) paintMarks(frame, this.drawn, this.points, this.colours);
  };

  paintChosen = (frame: Frame): void => {
    if (!this.points) return;
    if (this.selected !== null) paintChosen(frame, this.points, this.selected, true, this.colours);
    if (this.hovered !== null && this.hovered !== this.selected) paintChosen(frame, this.points, this.hovered, false, this.colours);
  };

  private at(zoom: number): Cluster[] {
    const found = this.clusters.get(zoom) ?? (this.points ? gather(this.points, this.shown, zoom) : []);
    this.clusters.set(zoom, found);
    return found;
  }
}

const rounded = (degrees: number): number => Math.round(degrees * 1000) / 1000;

/** Make the map in an element, looking at a view. */
export function makeSituationMap(element: HTMLElement, view: View | Box | null, world: World, told: Told): SituationMap {
  const map = makeMap(element, {
    preferCanvas: true,
    zoomControl: false,
    attributionControl: false,
    minZoom: 1,
    maxZoom: MOST,
    zoomSnap: 0.5,
    zoomDelta: 1,
    maxBounds: EDGES,
    maxBoundsViscosity: 0.9,
    inertia: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    fadeAnimation: false,
  });
  const drawing = new Drawing(groundOf(world.land), world.names, element);
  const look = ([lat, lon, zoom]: View) => map.setView([lat, lon], zoom, { animate: false });
  const fit = ({ south, west, north, east }: Box) =>
    map.fitBounds([[south, west], [north, east < west ? east + 360 : east]], { animate: false, padding: [24, 24], maxZoom: 9 });
  if (view === null) look([15, 15, 1.5]);
  else if ("south" in view) fit(view);
  else look(view);
  const ground = new Sheet(drawing.paintGround, "tilePane");
  const marks = new Sheet(drawing.paintMarks, "overlayPane");
  const chosen = new Sheet(drawing.paintChosen, "markerPane");
  for (const sheet of [ground, marks, chosen]) sheet.addTo(map);

  const boxNow = (): Box => {
    const bounds = map.getBounds();
    const [south, west, north, east] = [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()].map(rounded);
    return { south: Math.max(south ?? 0, -90), west: Math.max(west ?? 0, -180), north: Math.min(north ?? 0, 90), east: Math.min(east ?? 0, 180) };
  };
  const under = (event: LeafletMouseEvent): Drawn | undefined => {
    const at = map.project(event.latlng);
    const scale = WORLD * 2 ** map.getZoom();
    const off = ({ cluster }: Drawn) => Math.hypot(cluster.x * scale - at.x, cluster.y * scale - at.y);
    return drawing.drawn.findLast((mark) => off(mark) <= mark.radius + 3);
  };
  let [fine, drawn] = [false, false];
  const refine = () => {
    // first the incidents: the finer outlines are large
    if (fine || !drawn || map.getZoom() < FINE) return;
    fine = true;
    loadBasemap("50m").then(
      (found) => {
        drawing.ground = groundOf(found);
        ground.later();
      },
      () => {
        fine = false;
      },
    );
  };
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    told.onView([rounded(lat), rounded(lng), map.getZoom()], boxNow());
    refine();
  });
  map.on("mousemove", (event) => {
    const found = under(event);
    element.classList.toggle("over-mark", Boolean(found));
    const { x, y } = event.containerPoint;
    told.onUnder(found ? { members: found.cluster.members, x, y } : null);
  });
  map.on("mouseout movestart", () => told.onUnder(null));
  map.on("click", (event) => {
    const found = under(event)?.cluster;
    if (!found) return told.onPick([], boxNow(), false);
    const box = { south: latAt(found.bottom), west: lonAt(found.left), north: latAt(found.top), east: lonAt(found.right) };
    told.onPick(found.members, box, Math.max(found.right - found.left, found.bottom - found.top) * WORLD * 2 ** MOST > REACH);
  });
  const endTheme = onTheme(() => {
    drawing.colours = coloursNow();
    for (const sheet of [ground, marks, chosen]) sheet.later();
  });
  const resized = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
  resized.observe(element);
  return {
    show: (of, points) => {
      drawing.show(of, points);
      marks.draw();
      chosen.draw();
      told.onDrawn();
      drawn = true;
      refine();
    },
    mark: (hovered, selected) => {
      drawing.hovered = hovered;
      drawing.selected = selected;
      chosen.later();
    },
    look,
    fit,
    seen: boxNow,
    zoom: (steps) => map.setZoom(map.getZoom() + steps),
    reveal: (at) => {
      const points = drawing.points?.of.points;
      const [lat, lon] = [points?.lat[at] ?? null, points?.lon[at] ?? null];
      if (lat !== null && lon !== null && !map.getBounds().pad(-0.05).contains([lat, lon])) map.panTo([lat, lon], { animate: false });
    },
    remove: () => {
      endTheme();
      resized.disconnect();
      map.remove();
    },
  };
}
