import type { Row } from "../../api/types";
import { useList } from "../../api/use";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { type Choice, FilterBar } from "../../parts/FilterBar";
import { useFilters } from "../../parts/filters";
import { More } from "../../parts/More";
import { CountryName } from "../../parts/Names";
import { PageHead } from "../../parts/PageHead";
import { number } from "../../text/numbers";
import { sectorName, t } from "../../text/en/actors";
import { common } from "../../text/en/common";

const FIELDS = ["actor", "kind", "country", "report", "incident"] as const;
// spellings that a row shows; the page of the actor has all of them
const SPELLINGS = 3;

function Variants({ variants }: { variants: readonly string[] }) {
  const left = variants.length - SPELLINGS;
  return (
    <span class="quiet">
      {variants.slice(0, SPELLINGS).map((each, index) => (
        <>
          {index > 0 && ", "}
          <bdi key={each}>{each}</bdi>
        </>
      ))}
      {left > 0 && ` ${t("variantsMore", { n: left })}`}
    </span>
  );
}

function Actors({ rows }: { rows: readonly Row<"/actors">[] }) {
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
            <a href={`/actors/${row.id}`}>
              <bdi>{row.name}</bdi>
            </a>
          ),
        },
        { key: "variants", head: t("head_variants"), cell: (row) => <Variants variants={row.variants} /> },
        { key: "kind", head: t("head_kind"), cell: (row) => common(`actor_${row.kind}`) },
        { key: "country", head: t("head_country"), cell: (row) => row.country && <CountryName code={row.country} /> },
        { key: "sectors", head: t("head_sectors"), cell: (row) => row.sectors.map(sectorName).join(", ") },
        { key: "reports", head: t("head_reports"), numeric: true, cell: (row) => number(row.reports) },
        { key: "events", head: t("head_events"), numeric: true, cell: (row) => number(row.events) },
      ]}
    />
  );
}

/** Actors across reports, those in the most reports first. */
export default function Page() {
  const use = useFilters(FIELDS);
  const list = useList("/actors", { query: use.query });
  const kinds: readonly Choice[] = [
    ["", t("kind_named")],
    ["person", t("kind_person")],
    ["organisation", t("kind_organisation")],
    ["country", t("kind_country")],
    ["group", t("kind_group")],
  ];
  return (
    <>
      <PageHead title={t("title")} />
      <FilterBar fields={FIELDS} use={use} error={list.error} options={{ kind: kinds }} labels={{ actor: t("name") }} />
      {list.rows.length > 0 && <Actors rows={list.rows} />}
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
