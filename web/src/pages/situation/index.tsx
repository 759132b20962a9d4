import "./map.css";
import "./time.css";
import "./list.css";
import "./situation.css";

import { useEffect } from "preact/hooks";

import { useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { Failure } from "../../parts/Failure";
import { FilterBar } from "../../parts/FilterBar";
import { useFilters } from "../../parts/filters";
import { Loading } from "../../parts/Loading";
import { PageHead } from "../../parts/PageHead";
import { inAddress } from "../../parts/params";
import { listed } from "../../state/listed";
import { common } from "../../text/en/common";
import { t } from "../../text/en/situation";
import { askEarly, FIELDS, listQuery, type Order, ORDER, orderOf, queryOf } from "./asking";
import type { Counts as CountsOf } from "./data";
import { Facets } from "./Facets";
import { IncidentList } from "./IncidentList";
import { MapPanel } from "./MapPanel";
import { selected } from "./selection";
import { TimeLine } from "./TimeLine";
import { type Shown, useSituation } from "./use";

const OPEN = 6;

askEarly();

type Use = ReturnType<typeof useFilters<(typeof FIELDS)[number]>>;

function Counts({ counts, use }: { counts: CountsOf; use: Use }) {
  const only = use.filters.contested === "true";
  return (
    <p class="situation-counts" role="status">
      <strong data-count="incidents">{t("incidents", { n: counts.incidents })}</strong>
      <button
        type="button"
        class="chip chip-button"
        aria-pressed={only}
        data-count="contested"
        onClick={() => use.set({ contested: only ? "" : "true" })}
      >
        {t("ofThemContested", { n: counts.contested })}
      </button>
    </p>
  );
}

function Nothing() {
  return (
    <Empty title={t("none")}>
      <p>{t.rich("noneAdd", { command: <code>{t("noneCommand")}</code> })}</p>
      <p>{t.rich("noneRead", { read: <a href="/read">{t("noneReadLink")}</a> })}</p>
    </Empty>
  );
}

interface WorkspaceProps {
  shown: Shown;
  use: Use;
  order: Order;
  onOrder: (order: Order) => void;
  list: ReturnType<typeof useList<"/incidents">>;
}

function Workspace({ shown, use, order, onOrder, list }: WorkspaceProps) {
  const { filters, set } = use;
  return (
    <div class="workspace">
      <details class="facets-frame" open={matchMedia("(min-width: 60rem)").matches}>
        <summary>{t("facets")}</summary>
        <Facets counts={shown.counts} chosen={filters} onChoose={(name, value) => set({ [name]: value })} />
      </details>
      <div class="views">
        <MapPanel shown={shown} box={filters.box} onBox={(box, moving) => set({ box }, moving)} />
        <TimeLine
          bins={shown.bins}
          since={filters.since}
          until={filters.until}
          undated={shown.counts.undated}
          onDays={(since, until) => set({ since, until })}
        />
      </div>
      <IncidentList list={list} order={order} onOrder={onOrder} onClear={use.clear} />
    </div>
  );
}

/** The situation: incidents on the map, over time and as a list, all of one selection that stands in the address. */
export default function Page() {
  const use = useFilters(FIELDS);
  const ordering = useFilters(ORDER);
  const order = orderOf(ordering.filters.order);
  const query = queryOf(use);
  const situation = useSituation(query);
  const list = useList("/incidents", { query: listQuery(query, order) });
  useEffect(() => selected.set(inAddress("at")), []);
  const ids = list.rows.map((row) => row.id).join(" ");
  useEffect(() => listed.set(ids.split(" ").filter(Boolean)), [ids]);
  const { shown } = situation;
  const empty = shown !== undefined && shown.whole.incidents === 0 && !use.any && !situation.loading;
  const error = list.error ?? situation.error;
  return (
    <div class="situation">
      <PageHead title={t("title")}>{shown && !empty && <Counts counts={shown.counts} use={use} />}</PageHead>
      {!empty && <FilterBar fields={FIELDS} use={use} open={OPEN} error={error} />}
      {empty && <Nothing />}
      {!shown && situation.error && <Failure error={situation.error} retry={situation.reload} />}
      {!shown && situation.loading && <Loading />}
      {shown && !empty && (
        <Workspace
          shown={shown}
          use={use}
          order={order}
          onOrder={(wanted) => ordering.set({ order: wanted === "newest" ? "" : wanted })}
          list={list}
        />
      )}
      {shown && situation.error && situation.error.status !== 422 && (
        <p class="situation-stale" role="alert">
          {common("wrong")}
        </p>
      )}
    </div>
  );
}
