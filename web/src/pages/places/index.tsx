import type { Row } from "../../api/types";
import { useList } from "../../api/use";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { FilterBar } from "../../parts/FilterBar";
import { useFilters } from "../../parts/filters";
import { More } from "../../parts/More";
import { CountryName, PlaceName } from "../../parts/Names";
import { PageHead } from "../../parts/PageHead";
import { number } from "../../text/numbers";
import { common } from "../../text/en/common";
import { precisionName, t } from "../../text/en/places";

const FIELDS = ["name", "country", "since", "until", "text", "outlet", "near", "radius_km", "box", "report"] as const;

function Places({ rows }: { rows: readonly Row<"/places">[] }) {
  return (
    <DataTable
      caption={t("caption")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "name",
          head: t("head_name"),
          names: true,
          cell: (row) => (
            <a href={`/places/${row.id}`}>
              <PlaceName name={row.name} gazetteerId={row.gazetteer_id} />
            </a>
          ),
        },
        { key: "admin1", head: t("head_admin1"), cell: (row) => <bdi>{row.admin1}</bdi> },
        { key: "country", head: t("head_country"), cell: (row) => row.country && <CountryName code={row.country} /> },
        { key: "precision", head: t("head_precision"), cell: (row) => <span class="quiet">{precisionName(row.precision)}</span> },
        { key: "reports", head: t("head_reports"), numeric: true, cell: (row) => number(row.reports) },
        { key: "events", head: t("head_events"), numeric: true, cell: (row) => number(row.events) },
        { key: "incidents", head: t("head_incidents"), numeric: true, cell: (row) => number(row.incidents) },
      ]}
    />
  );
}

/** Places across reports, those in the most reports first. */
export default function Page() {
  const use = useFilters(FIELDS);
  const list = useList("/places", { query: use.query });
  return (
    <>
      <PageHead title={t("title")} />
      <FilterBar fields={FIELDS} use={use} open={4} error={list.error} />
      {list.rows.length > 0 && <Places rows={list.rows} />}
      {list.none && (
        <Empty title={use.any ? common("emptyFiltered") : t("none")}>
          <p>
            {use.any ? common("emptyFilteredHelp") : t("noneHelp")} {!use.any && <a href="/read">{t("toRead")}</a>}
          </p>
        </Empty>
      )}
      <More list={list} />
    </>
  );
}
