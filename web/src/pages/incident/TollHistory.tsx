import { DataTable } from "../../parts/DataTable";
import { whatName } from "../../parts/figures";
import { Day } from "../../parts/Time";
import { t } from "../../text/en/incident";
import { number } from "../../text/numbers";
import { day } from "../../text/times";
import type { RollUp } from "./saying";
import type { ReportedDay } from "./tolls";

const WIDTH = 360;
const HEIGHT = 96;
const SIDE = { left: 36, right: 12, top: 10, bottom: 20 };
const DAY = 86_400_000;

interface Drawn {
  days: readonly ReportedDay[];
  what: string;
}

function scales(days: readonly ReportedDay[]) {
  const times = days.map((each) => Date.parse(each.day));
  const first = Math.min(...times);
  const span = Math.max(Math.max(...times) - first, DAY);
  const top = Math.max(...days.map((each) => each.high), 1);
  const x = (iso: string) => SIDE.left + ((WIDTH - SIDE.left - SIDE.right) * (Date.parse(iso) - first)) / span;
  const y = (value: number) => HEIGHT - SIDE.bottom - ((HEIGHT - SIDE.top - SIDE.bottom) * value) / top;
  return { x, y, top };
}

function Chart({ days, what }: Drawn) {
  const { x, y, top } = scales(days);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const steps = days.map((each, index) => (index === 0 ? `M${x(each.day)} ${y(each.most)}` : `H${x(each.day)}V${y(each.most)}`));
  const told = { what: whatName(what), first: number(first.most), firstDay: day(first.day), last: number(last.most), lastDay: day(last.day) };
  const right = WIDTH - SIDE.right;
  return (
    <svg class="toll-history" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("historyOf", told)}>
      {[0, top].map((value) => (
        <g key={value}>
          <path class="toll-grid" d={`M${SIDE.left} ${y(value)}H${right}`} />
          <text class="toll-text toll-text-end" x={SIDE.left - 6} y={y(value) + 4}>
            {number(value)}
          </text>
        </g>
      ))}
      <path class="toll-steps" d={`${steps.join("")}H${right}`} />
      {days.map((each) => (
        <g key={each.day}>
          {each.low !== each.high && <path class="toll-spread" d={`M${x(each.day)} ${y(each.low)}V${y(each.high)}`} />}
          {each.all.map((value) => (
            <circle key={value} class={value === each.most ? "toll-dot" : "toll-dot toll-dot-other"} cx={x(each.day)} cy={y(value)} r="3.500" />
          ))}
        </g>
      ))}
      <text class="toll-text" x={SIDE.left} y={HEIGHT - 4}>
        {day(first.day)}
      </text>
      <text class="toll-text toll-text-end" x={right} y={HEIGHT - 4}>
        {day(last.day)}
      </text>
    </svg>
  );
}

/** How a toll was reported over time, as steps from one day of publication to the next, and as a table. */
export function TollHistory({ rollup, days }: { rollup: RollUp; days: readonly ReportedDay[] }) {
  if (days.length < 2) return null;
  return (
    <div class="toll-over-time">
      <p class="quiet small">{t("history")}</p>
      <Chart days={days} what={rollup.what} />
      <details>
        <summary class="small">{t("historyTable")}</summary>
        <DataTable
          caption={`${whatName(rollup.what)}: ${t("history")}`}
          rows={days}
          rowKey={(row) => row.day}
          columns={[
            { key: "day", head: t("historyDay"), names: true, cell: (row) => <Day iso={row.day} /> },
            { key: "low", head: t("historyLow"), numeric: true, cell: (row) => number(row.low) },
            { key: "most", head: t("historyLast"), numeric: true, cell: (row) => number(row.most) },
            { key: "high", head: t("historyHigh"), numeric: true, cell: (row) => number(row.high) },
          ]}
        />
      </details>
    </div>
  );
}
