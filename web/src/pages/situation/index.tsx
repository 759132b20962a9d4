import { useList } from "../../api/use";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { FilterBar } from "../../parts/FilterBar";
import { useFilters } from "../../parts/filters";
import { More } from "../../parts/More";
import { PageHead } from "../../parts/PageHead";
import { Days } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/situation";

const FIELDS = ["text", "since", "until", "type", "country", "near", "radius_km", "contested", "order"] as const;
const ORDERS = ["newest", "oldest", "sources"] as const;

/** Incidents that match the filters of the address. */
export default function Page() {
  const use = useFilters(FIELDS);
  const order = ORDERS.find((each) => each === use.filters.order);
  const list = useList("/incidents", { query: { ...use.query, ...(order ? { order } : {}) } });
  return (
    <>
      <PageHead title={t("title")} />
      <FilterBar fields={FIELDS} use={use} open={5} orders={ORDERS} error={list.error} />
      {list.rows.length > 0 && (
        <DataTable
          caption={t("title")}
          rows={list.rows}
          rowKey={(row) => row.id}
          order={order ?? "newest"}
          onOrder={(wanted) => use.set({ order: wanted === "newest" ? "" : wanted })}
          columns={[
            { key: "when", head: t("when"), order: "newest", cell: (row) => <Days start={row.start} end={row.end} /> },
            {
              key: "title",
              head: t("incident"),
              names: true,
              cell: (row) => (
                <a href={`/incidents/${row.id}`} dir="auto">
                  {row.title}
                </a>
              ),
            },
            { key: "sources", head: t("sources"), order: "sources", numeric: true, cell: (row) => row.sources },
          ]}
        />
      )}
      {list.rows.length === 0 && !list.loading && !list.error && (
        <Empty title={use.any ? common("emptyFiltered") : t("none")}>{use.any && <p>{common("emptyFilteredHelp")}</p>}</Empty>
      )}
      <More list={list} />
    </>
  );
}
