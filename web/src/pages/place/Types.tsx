import type { Got } from "../../api/types";
import { useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { KindMark } from "../../parts/KindMark";
import { kindName, kindOf } from "../../parts/kinds";
import { Loading } from "../../parts/Loading";
import { periodName, type Periods, periodsOf } from "../../parts/periods";
import { number } from "../../text/numbers";
import { t } from "../../text/en/place";

type Situation = Got<"/situation">;

// the room for the bars of one type, and how wide one may be
const ROOM = 320;
const MOST_WIDE = 32;
const TALL = 22;
const DAY = 86_400_000;

interface Kind {
  type: string;
  incidents: number;
  counts: number[];
}

const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

function kindsOf({ points, types }: Situation, periods: Periods): Kind[] {
  const at = new Map(periods.keys.map((key, index) => [key, index]));
  const found = types.map((each) => ({ type: each.value ?? "", incidents: each.incidents, counts: periods.keys.map(() => 0) }));
  points.day.forEach((day, index) => {
    const counts = found[points.type[index] ?? -1]?.counts;
    const place = day === null ? undefined : at.get(periods.of(isoDay(day)));
    if (counts && place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
  });
  return found;
}

function Line({ kind, periods, most }: { kind: Kind; periods: Periods; most: number }) {
  const told = kind.counts.flatMap((n, index) => (n > 0 ? [t("inPeriod", { when: periodName(periods.keys[index] ?? ""), n })] : []));
  const step = Math.max(4, Math.min(MOST_WIDE, Math.floor(ROOM / Math.max(1, periods.keys.length))));
  const width = Math.max(1, periods.keys.length) * step;
  return (
    <svg
      class={`type-line kind${kindOf(kind.type).colour.slice("--kind".length)}`}
      viewBox={`0 0 ${width} ${TALL}`}
      width={width}
      height={TALL}
      role="img"
      aria-label={t("bars", { type: kindName(kind.type), told: told.join(", ") || number(0) })}
    >
      <path class="type-ground" d={`M0 ${TALL - 0.5}H${width}`} />
      {kind.counts.map((n, index) => {
        const height = (n / most) * (TALL - 2);
        return n > 0 && <rect key={index} x={index * step + 1} y={TALL - 1 - height} width={step - 2} height={height} />;
      })}
    </svg>
  );
}

function Lines({ found }: { found: Situation }) {
  const periods = periodsOf(found.points.day.filter((day) => day !== null).map(isoDay));
  const kinds = kindsOf(found, periods);
  const most = Math.max(1, ...kinds.flatMap((kind) => kind.counts));
  const [first, last] = [periods.keys[0], periods.keys.at(-1)];
  return (
    <div class="table-frame types" role="region" aria-label={t("types")} tabIndex={0}>
      <table>
        <caption class="unseen">{t("types")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("head_type")}</th>
            <th scope="col">{first && last ? t("head_when", { first: periodName(first), last: periodName(last) }) : ""}</th>
            <th scope="col" class="numeric">
              {t("head_count")}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind.type}>
              <th scope="row">
                <KindMark type={kind.type} /> {kindName(kind.type)}
              </th>
              <td>
                <Line kind={kind} periods={periods} most={most} />
              </td>
              <td class="numeric">{number(kind.incidents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Incidents of a place by type, each type with its own line of time. */
export function TypesOverTime({ place }: { place: string }) {
  const { data, error, loading, reload } = useApi("/situation", { query: { place } });
  if (data && data.incidents === 0) return null;
  return (
    <section>
      <h2>{t("types")}</h2>
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data && <Lines found={data} />}
      {data && data.undated > 0 && <p class="quiet small">{t("undated", { n: data.undated })}</p>}
    </section>
  );
}
