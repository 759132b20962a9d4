import { useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { FilterBar } from "../../parts/FilterBar";
import { type UsedFilters, useFilters } from "../../parts/filters";
import { More } from "../../parts/More";
import { PageHead } from "../../parts/PageHead";
import { useParam } from "../../parts/params";
import { isStance } from "../../parts/stances";
import { StatementRow } from "../../parts/StatementRow";
import { Tabs } from "../../parts/Tabs";
import { common } from "../../text/en/common";
import { t } from "../../text/en/statements";
import { Speakers } from "./Speakers";

const FIELDS = ["actor", "stance", "type", "since", "until", "text", "outlet", "report", "order"] as const;
const ORDERS = ["newest", "oldest"] as const;
type Use = UsedFilters<(typeof FIELDS)[number]>;

function Nothing({ use }: { use: Use }) {
  if (use.any) return <Empty title={common("emptyFiltered")}>{<p>{common("emptyFilteredHelp")}</p>}</Empty>;
  return (
    <Empty title={t("none")}>
      <p>
        {t("noneHelp")} <a href="/read">{t("toRead")}</a>
      </p>
    </Empty>
  );
}

function useAsked(use: Use) {
  const stance = isStance(use.filters.stance) ? { stance: use.filters.stance } : {};
  return { ...use.query, ...stance };
}

function Said({ use }: { use: Use }) {
  const order = ORDERS.find((each) => each === use.filters.order);
  const list = useList("/statements", { query: { ...useAsked(use), ...(order ? { order } : {}) } });
  return (
    <>
      {list.none && <Nothing use={use} />}
      <ul class="rows">
        {list.rows.map((row) => (
          <StatementRow key={row.id} said={row} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

function Speaking({ use }: { use: Use }) {
  const list = useList("/speakers", { query: useAsked(use) });
  return (
    <>
      {list.none && <Nothing use={use} />}
      {list.rows.length > 0 && <Speakers rows={list.rows} />}
      <More list={list} />
    </>
  );
}

/** Who says what: statements one by one, or counted by who speaks. */
export default function Page() {
  const use = useFilters(FIELDS);
  const [view, setView] = useParam("view");
  const bySpeaker = view === "speakers";
  const tabs = [
    { key: "statements", label: t("viewStatements") },
    { key: "speakers", label: t("viewSpeakers") },
  ];
  return (
    <>
      <PageHead title={t("title")} />
      <FilterBar
        fields={bySpeaker ? FIELDS.filter((each) => each !== "order") : FIELDS}
        use={use}
        open={5}
        orders={ORDERS}
        labels={{ actor: t("speaker"), type: t("type") }}
      />
      <Tabs
        tabs={tabs}
        chosen={bySpeaker ? "speakers" : "statements"}
        onChoose={(key) => setView(key === "speakers" ? key : "")}
        label={t("views")}
      >
        {bySpeaker ? <Speaking use={use} /> : <Said use={use} />}
      </Tabs>
    </>
  );
}
