import { useEffect, useRef, useState } from "preact/hooks";

import { number } from "../../text/numbers";
import { day, days } from "../../text/times";
import { t } from "../../text/en/situation";
import { type Bins, binOf, dayOf, lastOf } from "./data";

interface Props {
  bins: Bins;
  since: string | undefined;
  until: string | undefined;
  undated: number;
  onDays: (since: string, until: string) => void;
}

/** Positions of the first and the last unit of time that are chosen. */
type Range = readonly [first: number, last: number];

const HEIGHT = 64;
const FOOT = 16;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -Infinity, End: Infinity };
// pixels that a date below the axis needs
const LABEL = 92;

function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const watching = new ResizeObserver(([entry]) => setWidth(Math.max(120, Math.floor(entry?.contentRect.width ?? 600))));
    if (element.current) watching.observe(element.current);
    return () => watching.disconnect();
  }, []);
  return { element, width };
}

function chosen({ first, unit }: Bins, since: string | undefined, until: string | undefined): Range {
  const starts = first.map(dayOf);
  const last = starts.length - 1;
  const from = since ? binOf(starts, dayOf(since)) : 0;
  const beyond = since && first[last] && lastOf(first[last], unit) < since;
  return [beyond ? last : from, until ? binOf(starts, dayOf(until)) : last];
}

function bars(values: readonly number[], most: number, step: number): string {
  const wide = Math.max(step - (step > 4 ? 1 : 0.25), 0.75);
  return values
    .map((value, at) => {
      // one incident is seen beside a thousand
      const tall = value === 0 ? 0 : Math.max((HEIGHT * value) / most, 2);
      return tall === 0 ? "" : `M${(at * step).toFixed(2)} ${HEIGHT}v-${tall.toFixed(1)}h${wide.toFixed(2)}v${tall.toFixed(1)}z`;
    })
    .join("");
}

function Axis({ bins, width, step }: { bins: Bins; width: number; step: number }) {
  const every = Math.max(1, Math.ceil(LABEL / step));
  const precision = bins.unit === "month" ? "month" : "day";
  const shown = bins.first.map((first, at) => ({ first, at })).filter(({ at }) => at % every === 0 && at * step + LABEL - 8 <= width);
  return (
    <g class="time-axis">
      <path d={`M0 ${HEIGHT}.5H${width}`} />
      {shown.map(({ first, at }) => (
        <g key={first}>
          <path d={`M${at * step + 0.5} ${HEIGHT}v4`} />
          <text x={at * step + 3} y={HEIGHT + FOOT - 3}>
            {day(first, precision)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface EdgeProps {
  which: "since" | "until";
  bins: Bins;
  range: Range;
  x: number;
  onMove: (range: Range) => void;
}

/** One edge of the chosen days, which arrow keys move. */
function Edge({ which, bins, range, x, onMove }: EdgeProps) {
  const [low, high] = which === "since" ? [0, range[1]] : [range[0], bins.first.length - 1];
  const now = which === "since" ? range[0] : range[1];
  const first = bins.first[now] ?? "";
  const move = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const to = Math.max(low, Math.min(high, now + by));
    onMove(which === "since" ? [to, range[1]] : [range[0], to]);
  };
  return (
    <g
      class="time-edge"
      role="slider"
      tabindex={0}
      aria-label={t(which === "since" ? "edgeSince" : "edgeUntil")}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={now}
      aria-valuetext={day(which === "since" ? first : lastOf(first, bins.unit))}
      data-edge={which}
      onKeyDown={move}
    >
      <path class="time-edge-line" d={`M${x} 0V${HEIGHT}`} />
      <rect x={x - 4} y={HEIGHT / 2 - 11} width="8" height="22" rx="3" />
    </g>
  );
}

/** Follow a pointer that draws a stretch of time or drags one of its edges. */
function useBrush(bins: Bins, range: Range, step: number, onRange: (range: Range) => void) {
  const [drawn, setDrawn] = useState<Range | null>(null);
  const fixed = useRef<number | null>(null);
  const binAt = (event: PointerEvent) => {
    const left = (event.currentTarget as Element).getBoundingClientRect().left;
    return Math.max(0, Math.min(bins.first.length - 1, Math.floor((event.clientX - left) / step)));
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const edge = event.target instanceof Element ? event.target.closest("[data-edge]")?.getAttribute("data-edge") : null;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    fixed.current = edge === "since" ? range[1] : edge === "until" ? range[0] : binAt(event);
    setDrawn(edge ? range : [fixed.current, fixed.current]);
  };
  const go = (event: PointerEvent) => {
    if (fixed.current === null) return;
    const at = binAt(event);
    setDrawn([Math.min(at, fixed.current), Math.max(at, fixed.current)]);
  };
  const end = () => {
    fixed.current = null;
    if (drawn) onRange(drawn);
    setDrawn(null);
  };
  const stop = () => {
    fixed.current = null;
    setDrawn(null);
  };
  return { drawn, brush: { onPointerDown: begin, onPointerMove: go, onPointerUp: end, onPointerCancel: stop } };
}

/** Incidents by day, week or month; a stretch of time is chosen by drawing over it, or with its two edges. */
export function TimeLine({ bins, since, until, undated, onDays }: Props) {
  const { element, width } = useWidth();
  const n = bins.first.length;
  const step = width / Math.max(n, 1);
  const set = ([first, last]: Range) => {
    const [from, to] = [bins.first[first], bins.first[last]];
    if (from === undefined || to === undefined) return;
    // an edge at the end of all there is asks for nothing
    onDays(first === 0 ? "" : from, last === n - 1 ? "" : lastOf(to, bins.unit));
  };
  const range = chosen(bins, since, until);
  const { drawn, brush } = useBrush(bins, range, step, set);
  const [first, last] = drawn ?? range;
  const most = Math.max(...bins.incidents, 1);
  const [left, right] = [first * step, (last + 1) * step];
  const all = first === 0 && last === n - 1;
  return (
    <section class="time" aria-label={t("timeLine")}>
      <p class="time-head">
        <span>{t(`per_${bins.unit}`)}</span>
        <span class="time-chosen">{n > 0 && days(bins.first[first] ?? null, lastOf(bins.first[last] ?? "", bins.unit))}</span>
        {undated > 0 && <span class="quiet">{t("undated", { n: undated })}</span>}
        {(since || until) && (
          <button type="button" class="plain" onClick={() => onDays("", "")}>
            {t("allDays")}
          </button>
        )}
        <span class="time-most quiet">{t("most", { n: number(most) })}</span>
      </p>
      <div ref={element} class="time-frame">
        {n > 0 && (
          <svg class={drawn ? "time-line drawing" : "time-line"} width={width} height={HEIGHT + FOOT} role="group" aria-label={t("timeLine")} {...brush}>
            <rect class="time-ground" width={width} height={HEIGHT} />
            {!all && <rect class="time-range" x={left} width={Math.max(right - left, 1)} height={HEIGHT} />}
            <path class="time-bars" d={bars(bins.incidents, most, step)} />
            <path class="time-contested" d={bars(bins.contested, most, step)} />
            {!all && <path class="time-outside" d={`M0 0H${left}V${HEIGHT}H0zM${right} 0H${width}V${HEIGHT}H${right}z`} />}
            <Axis bins={bins} width={width} step={step} />
            <Edge which="since" bins={bins} range={[first, last]} x={Math.max(left, 4)} onMove={set} />
            <Edge which="until" bins={bins} range={[first, last]} x={Math.min(right, width - 4)} onMove={set} />
          </svg>
        )}
      </div>
    </section>
  );
}
