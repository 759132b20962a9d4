import { useId } from "preact/hooks";

import { number } from "../text/numbers";
import { common } from "../text/en/common";
import { type Column, DataTable } from "./DataTable";
import { periodName, type Periods, periodsOf } from "./periods";
import "./bars.css";

/** What is stacked in each bar: its name, and which of the tones of bars.css it has. */
export interface Series {
  key: string;
  name: string;
  tone: number;
}

/** How much of a series lies in a month. */
export interface Amount {
  /** A month or a day in ISO form. */
  at: string;
  key: string;
  n: number;
}

interface Props {
  title: string;
  series: readonly Series[];
  amounts: readonly Amount[];
}

interface Bar {
  key: string;
  total: number;
  parts: { series: Series; n: number }[];
}

// few bars have room for a name each
const FEW = 14;
const STEPS = { few: 58, many: 18 };
const WIDE = { few: 26, many: 13 };
const TALL = 88;
const LEFT = 30;
const FOOT = 18;

function barsOf(series: readonly Series[], amounts: readonly Amount[], periods: Periods): Bar[] {
  const sums = new Map<string, number>();
  for (const { at, key, n } of amounts) {
    const place = `${periods.of(at)} ${key}`;
    sums.set(place, (sums.get(place) ?? 0) + n);
  }
  return periods.keys.map((key) => {
    const parts = series.map((each) => ({ series: each, n: sums.get(`${key} ${each.key}`) ?? 0 }));
    return { key, parts, total: parts.reduce((sum, part) => sum + part.n, 0) };
  });
}

function told(bar: Bar): string {
  const parts = bar.parts.filter((part) => part.n > 0).map((part) => `${part.series.name} ${number(part.n)}`);
  return common("barsIn", { when: periodName(bar.key), told: parts.join(", ") || number(0) });
}

function Stack({ bar, x, most, step, wide }: { bar: Bar; x: number; most: number; step: number; wide: number }) {
  let top = TALL;
  return (
    <g>
      <title>{told(bar)}</title>
      <rect class="bars-ground" x={x} y={0} width={step} height={TALL} />
      {bar.parts.map(({ series, n }) => {
        if (n === 0) return null;
        const height = (n / most) * (TALL - 6);
        top -= height;
        return <rect key={series.key} class={`tone-${series.tone}`} x={x + (step - wide) / 2} y={top} width={wide} height={height} />;
      })}
    </g>
  );
}

function Axis({ bars, most, width, step }: { bars: readonly Bar[]; most: number; width: number; step: number }) {
  // a name takes the room of about four narrow bars
  const every = step === STEPS.few ? 1 : Math.max(4, Math.ceil(bars.length / 12));
  return (
    <g aria-hidden="true">
      <path class="bars-line" d={`M${LEFT} ${TALL + 0.5}H${width}M${LEFT} 6.5H${width}`} />
      <text class="bars-text bars-number" x={LEFT - 4} y={11}>
        {number(most)}
      </text>
      <text class="bars-text bars-number" x={LEFT - 4} y={TALL}>
        {number(0)}
      </text>
      {bars.map((bar, index) =>
        index % every === 0 ? (
          <text key={bar.key} class="bars-text" x={LEFT + index * step + 2} y={TALL + FOOT - 4}>
            {periodName(bar.key)}
          </text>
        ) : null,
      )}
    </g>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul class="bars-legend">
      {series.map((each) => (
        <li key={each.key}>
          <svg class="bars-key" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <rect class={`tone-${each.tone}`} x="1" y="1" width="10" height="10" />
          </svg>
          {each.name}
        </li>
      ))}
    </ul>
  );
}

function Table({ title, bars, series, unit }: { title: string; bars: readonly Bar[]; series: readonly Series[]; unit: Periods["unit"] }) {
  const columns: Column<Bar>[] = [
    { key: "when", head: common(unit === "month" ? "barsMonth" : "barsYear"), names: true, cell: (bar) => periodName(bar.key) },
    ...series.map((each, index) => ({
      key: each.key,
      head: each.name,
      numeric: true,
      cell: (bar: Bar) => number(bar.parts[index]?.n ?? 0),
    })),
    { key: "all", head: common("barsTotal"), numeric: true, cell: (bar) => number(bar.total) },
  ];
  return <DataTable caption={title} columns={columns} rows={bars} rowKey={(bar) => bar.key} />;
}

/** Amounts month by month as stacked bars, with the numbers in a table under them. */
export function Bars({ title, series, amounts }: Props) {
  const id = useId();
  const periods = periodsOf(amounts.map((each) => each.at));
  const present = series.filter((each) => amounts.some((amount) => amount.key === each.key && amount.n > 0));
  const bars = barsOf(present, amounts, periods);
  const most = Math.max(1, ...bars.map((bar) => bar.total));
  const room = bars.length <= FEW ? "few" : "many";
  const step = STEPS[room];
  // the last name of the axis may stand out over its bar
  const width = LEFT + bars.length * step + (room === "few" ? 0 : 2 * step);
  const size = { width, height: TALL + FOOT };
  return (
    <figure class="bars" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <div class="bars-frame" role="group" tabIndex={0} aria-label={title}>
        <svg viewBox={`0 0 ${size.width} ${size.height}`} {...size} role="img" aria-label={bars.filter((bar) => bar.total).map(told).join("; ")}>
          {bars.map((bar, index) => (
            <Stack key={bar.key} bar={bar} x={LEFT + index * step} most={most} step={step} wide={WIDE[room]} />
          ))}
          <Axis bars={bars} most={most} width={LEFT + bars.length * step} step={step} />
        </svg>
      </div>
      <Legend series={present} />
      <details>
        <summary>{common("barsTable")}</summary>
        <Table title={title} bars={bars} series={present} unit={periods.unit} />
      </details>
    </figure>
  );
}
