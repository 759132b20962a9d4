import { useList } from "../../api/use";
import type { Row } from "../../api/types";
import { Count } from "../../parts/Count";
import { type Column, DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { FilterBar } from "../../parts/FilterBar";
import { useFilters } from "../../parts/filters";
import { More } from "../../parts/More";
import { Day, Time } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/queue";

type Arrival = Row<"/arrivals">;
const FIELDS = ["text", "outlet"] as const;

const COLUMNS: readonly Column<Arrival>[] = [
  {
    key: "report",
    head: t("report"),
    names: true,
    cell: ({ report }) => (
      <>
        <a href={`/reports/${encodeURIComponent(report.id)}`} dir="auto">
          {report.title ?? common("untitled")}
        </a>
        {report.version > 1 && <span class="chip">{t("version", { n: report.version })}</span>}
        <span class="queue-source quiet small">
          <bdi>{report.url ?? report.source}</bdi>
        </span>
      </>
    ),
  },
  { key: "outlet", head: t("outlet"), cell: ({ report }) => <bdi>{report.outlet ?? common("unnamedOutlet")}</bdi> },
  { key: "published", head: t("publishedOn"), cell: ({ report }) => (report.published ? <Day iso={report.published} /> : common("dayUnknown")) },
  { key: "events", head: t("events"), numeric: true, cell: ({ events }) => <Count n={events} /> },
  { key: "statements", head: t("statements"), numeric: true, cell: ({ statements }) => <Count n={statements} /> },
  {
    key: "flags",
    head: t("flags"),
    numeric: true,
    cell: ({ report, flags }) =>
      flags > 0 ? (
        <a href={`/queue?tab=flags&report=${encodeURIComponent(report.id)}`}>
          <Count n={flags} />
        </a>
      ) : (
        <Count n={0} />
      ),
  },
  { key: "kept", head: t("keptAt"), cell: ({ report }) => <Time at={report.added} /> },
];

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <Empty title={common("emptyFiltered")}>
        <p>{common("emptyFilteredHelp")}</p>
      </Empty>
    );
  }
  return (
    <Empty title={t("cameNone")}>
      <p>{t.rich("cameNoneHelp", { read: <a href="/read">{common("read")}</a> })}</p>
    </Empty>
  );
}

/** Reports as they came in, the last first, with how much was found in each. */
export function CameIn() {
  const use = useFilters(FIELDS);
  const list = useList("/arrivals", { query: use.query });
  return (
    <>
      <FilterBar fields={FIELDS} use={use} error={list.error} />
      {list.rows.length > 0 && (
        <div class="queue-came">
          <DataTable caption={t("cameCaption")} columns={COLUMNS} rows={list.rows} rowKey={({ report }) => report.id} />
        </div>
      )}
      {list.none && <Nothing filtered={use.any} />}
      <More list={list} />
    </>
  );
}
