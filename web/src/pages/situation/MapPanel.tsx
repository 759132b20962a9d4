import { useEffect, useRef, useState } from "preact/hooks";

import { loadBasemap, loadCityNames, loadCountryNames } from "../../basemap";
import { KindMark } from "../../parts/KindMark";
import { kindName } from "../../parts/kinds";
import { inAddress, putInAddress } from "../../parts/params";
import { useStore } from "../../state/store";
import { days } from "../../text/times";
import { t } from "../../text/en/situation";
import { type Box, boxOf, isoOf, type Situation } from "./data";
import type { SituationMap, Under, View } from "./map/map";
import { hovered, select, selected } from "./selection";
import type { Shown } from "./use";

interface Props {
  shown: Shown;
  /** The part of the map that is asked for, as it stands in the address. */
  box: string | undefined;
  /** Ask for a part of the map; while it is moved, no new entry of the history is made. */
  onBox: (box: string, moving: boolean) => void;
}

// of what is far from all others, this share on each side is not looked at first
const FAR = 0.1;
// degrees that are shown around a single place
const AROUND = 1.5;

// asked for as soon as the page is on its way, beside the incidents
const load = () => Promise.all([import("./map/map"), loadBasemap("110m"), loadCountryNames(), loadCityNames()]);
let loading = load();
loading.catch(() => undefined);

function viewIn(text: string | null): View | null {
  const [lat, lon, zoom, more] = (text ?? "").split(",").map(Number);
  if (lat === undefined || lon === undefined || zoom === undefined || more !== undefined) return null;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 20 ? [lat, lon, zoom] : null;
}

/** Give the part of the map that holds the points, or most of them. */
export function around({ points }: Situation, shown: readonly number[], leave = 0): Box | null {
  if (shown.length === 0) return null;
  const ends = (column: readonly (number | null)[]): [number, number] => {
    const sorted = shown.map((at) => column[at] ?? 0).sort((a, b) => a - b);
    const off = Math.floor(sorted.length * leave);
    return [sorted[off] ?? 0, sorted[sorted.length - 1 - off] ?? 0];
  };
  const [[south, north], [west, east]] = [ends(points.lat), ends(points.lon)];
  return { south: south - AROUND, north: north + AROUND, west: west - AROUND, east: east + AROUND };
}

const written = ({ south, west, north, east }: Box): string => [south, west, north, east].map((degrees) => Number(degrees.toFixed(3))).join(",");

/** What lies under the pointer, in words. */
function Hint({ of, under }: { of: Situation; under: Under }) {
  const { points, types } = of;
  const [only] = under.members;
  const place = (element: HTMLDivElement | null) => {
    element?.style.setProperty("--x", `${under.x}px`);
    element?.style.setProperty("--y", `${under.y}px`);
  };
  if (only === undefined) return null;
  const contested = under.members.filter((at) => points.contested[at]).length;
  const type = types[points.type[only] ?? -1]?.value ?? "";
  const day = points.day[only] ?? null;
  const iso = day === null ? null : isoOf(day);
  const killed = points.killed[only] ?? null;
  return (
    <div class="map-hint" ref={place} aria-hidden="true">
      {under.members.length > 1 ? (
        <>
          <strong>{t("incidents", { n: under.members.length })}</strong>
          {contested > 0 && <span>{t("ofThemContested", { n: contested })}</span>}
        </>
      ) : (
        <>
          <strong>
            <KindMark type={type} /> {kindName(type)}
          </strong>
          <span>{days(iso, iso)}</span>
          <span>{t("sourcesCount", { n: points.sources[only] ?? 0 })}</span>
          {killed !== null && <span>{t("killedUpTo", { n: killed })}</span>}
          {contested > 0 && <span>{t("contestedOne")}</span>}
        </>
      )}
    </div>
  );
}

function useMap(props: Props, told: (under: Under | null) => void) {
  const element = useRef<HTMLDivElement>(null);
  const [handle, setHandle] = useState<SituationMap | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  // whether the box of the address follows the map, or was set by a link or a click and stays
  const following = useRef(Boolean(props.box && inAddress("view")));
  useEffect(() => {
    let map: SituationMap | null = null;
    let gone = false;
    loading.then(
      ([{ makeSituationMap }, land, countries, cities]) => {
        const { shown, box } = latest.current;
        if (gone || !element.current) return;
        const first = viewIn(inAddress("view")) ?? boxOf(box) ?? around(shown.whole, shown.mapped, FAR);
        map = makeSituationMap(element.current, first, { land, names: { countries, cities } }, {
          onView: (view, seen) => {
            putInAddress("view", view.join(","));
            if (following.current && latest.current.box) latest.current.onBox(written(seen), true);
          },
          onUnder: (under) => {
            told(under);
            const [only, second] = under?.members ?? [];
            const id = only !== undefined && second === undefined ? latest.current.shown.whole.points.id[only] : undefined;
            hovered.set(id ?? null);
          },
          onPick: (members, seen, apart) => {
            const [only, second] = members;
            if (only === undefined) return select(null);
            if (second === undefined) return select(latest.current.shown.whole.points.id[only] ?? null);
            if (apart) return map?.fit(seen);
            following.current = false;
            const { south, west, north, east } = seen;
            latest.current.onBox(written({ south: south - 0.001, west: west - 0.001, north: north + 0.001, east: east + 0.001 }), false);
          },
          onDrawn: () => element.current?.setAttribute("data-drawn", ""),
        });
        setHandle(map);
      },
      () => {
        setFailed(true);
        // the next time that the page is opened it is tried anew
        loading = load();
        loading.catch(() => undefined);
      },
    );
    return () => {
      gone = true;
      map?.remove();
    };
  }, []);
  return { element, handle, failed, following };
}

/** Incidents on a map of the world that this desk brings along; all that it holds stands in the list too. */
export function MapPanel(props: Props) {
  const { shown, box, onBox } = props;
  const [under, setUnder] = useState<Under | null>(null);
  const { element, handle, failed, following } = useMap(props, setUnder);
  const [over, chosen] = [useStore(hovered), useStore(selected)];
  useEffect(() => {
    setUnder(null);
    handle?.show(shown.whole, shown.mapped);
  }, [handle, shown]);
  useEffect(() => {
    const at = (id: string | null) => {
      const found = id === null ? -1 : shown.whole.points.id.indexOf(id);
      return found < 0 || shown.whole.points.lat[found] === null ? null : found;
    };
    handle?.mark(at(over), at(chosen));
  }, [handle, shown, over, chosen]);
  useEffect(() => {
    const at = chosen === null ? -1 : shown.whole.points.id.indexOf(chosen);
    if (at >= 0) handle?.reveal(at);
  }, [handle, chosen]);
  useEffect(() => {
    const back = () => {
      const wanted = viewIn(inAddress("view"));
      if (wanted) handle?.look(wanted);
    };
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, [handle]);
  const follow = (on: boolean) => {
    following.current = on;
    if (!on) return onBox("", false);
    const seen = handle?.seen();
    if (seen) onBox(written(seen), false);
  };
  const all = () => {
    const found = around(shown.whole, shown.mapped);
    if (found) handle?.fit(found);
  };
  return (
    <section class="map-panel" aria-label={t("map")}>
      <div class="map" ref={element} role="application" aria-label={t("map")} aria-describedby="map-help" />
      <p class="unseen" id="map-help">
        {t("mapHelp")}
      </p>
      {under && <Hint of={shown.whole} under={under} />}
      {failed && <p class="map-failed">{t("mapFailed")}</p>}
      <div class="map-buttons">
        <button type="button" aria-label={t("zoomIn")} title={t("zoomIn")} onClick={() => handle?.zoom(1)}>
          <span aria-hidden="true">+</span>
        </button>
        <button type="button" aria-label={t("zoomOut")} title={t("zoomOut")} onClick={() => handle?.zoom(-1)}>
          <span aria-hidden="true">−</span>
        </button>
        <button type="button" aria-label={t("showAll")} title={t("showAll")} onClick={all}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />
          </svg>
        </button>
      </div>
      <div class="map-foot">
        <label>
          <input type="checkbox" checked={Boolean(box) && following.current} onChange={(event) => follow(event.currentTarget.checked)} />
          {t("onlyShown")}
        </label>
        {shown.counts.unplaced > 0 && <span>{t("unplaced", { n: shown.counts.unplaced })}</span>}
        <span class="map-credit">{t("credit")}</span>
      </div>
    </section>
  );
}
