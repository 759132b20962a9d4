import type { Got } from "../../api/types";
import { useApi, useList } from "../../api/use";
import { Bars } from "../../parts/Bars";
import { Empty } from "../../parts/Empty";
import { Failure } from "../../parts/Failure";
import { FilterBar } from "../../parts/FilterBar";
import { useFilters } from "../../parts/filters";
import { Loading } from "../../parts/Loading";
import { More } from "../../parts/More";
import { CountryName } from "../../parts/Names";
import { PageHead } from "../../parts/PageHead";
import { useParam } from "../../parts/params";
import { isStance, STANCE_MARKS, STANCES, stanceName } from "../../parts/stances";
import { StatementRow } from "../../parts/StatementRow";
import { Tabs } from "../../parts/Tabs";
import { Days } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/speaker";
import { Positions } from "./Positions";
import "./speaker.css";

const FIELDS = ["stance", "type", "since", "until", "text", "outlet", "report"] as const;

type InFull = Got<"/speakers/{id}">;

function About({ speaker }: { speaker: InFull["speaker"] }) {
  return (
    <p class="quiet speaker-about">
      <span>{common(`actor_${speaker.kind}`)}</span>
      {speaker.country && <CountryName code={speaker.country} />}
      <span>{t("statements", { n: speaker.statements })}</span>
      <span>{t("claims", { n: speaker.claims })}</span>
      <span>{t("denies", { n: speaker.denies })}</span>
      {speaker.first && <Days start={speaker.first} end={speaker.last} />}
      <a href={`/actors/${speaker.id}`}>{t("toActor")}</a>
    </p>
  );
}

function OverTime({ months }: { months: InFull["months"] }) {
  if (months.length === 0) return null;
  const series = STANCES.map((stance) => ({ key: stance, name: stanceName(stance), tone: STANCE_MARKS[stance].tone }));
  const amounts = months.map((each) => ({ at: each.month, key: each.stance, n: each.statements }));
  return (
    <section class="panel">
      <Bars title={t("over")} series={series} amounts={amounts} />
    </section>
  );
}

function Said({ asked, any }: { asked: object & { actor: string }; any: boolean }) {
  const list = useList("/statements", { query: asked });
  return (
    <>
      {list.none && (
        <Empty title={any ? common("emptyFiltered") : t("none")}>{any && <p>{common("emptyFilteredHelp")}</p>}</Empty>
      )}
      <ul class="rows">
        {list.rows.map((row) => (
          <StatementRow key={row.id} said={row} speaker={false} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

/** What one speaker says over time, what it claims and denies, and how others answer. */
export default function Page({ params }: { params: { id: string } }) {
  const use = useFilters(FIELDS);
  const [view, setView] = useParam("view");
  const asked = { ...use.query, ...(isStance(use.filters.stance) ? { stance: use.filters.stance } : {}) };
  const { data, error, loading, reload } = useApi("/speakers/{id}", { path: { id: params.id }, query: asked });
  const found = data?.speaker.id === params.id ? data : undefined;
  const tabs = [
    { key: "positions", label: t("viewPositions") },
    { key: "statements", label: t("viewStatements") },
  ];
  return (
    <>
      <PageHead title={found?.speaker.name ?? t("title")} />
      {found && <About speaker={found.speaker} />}
      {found && <FilterBar fields={FIELDS} use={use} open={4} error={error} labels={{ type: t("type") }} />}
      {error && <Failure error={error} retry={reload} />}
      {loading && !found && <Loading />}
      {found && (
        <>
          <OverTime months={found.months} />
          <Tabs
            tabs={tabs}
            chosen={view === "statements" ? view : "positions"}
            onChoose={(key) => setView(key === "statements" ? key : "")}
            label={t("views")}
          >
            {view === "statements" ? <Said asked={{ ...asked, actor: params.id }} any={use.any} /> : <Positions of={found} />}
          </Tabs>
        </>
      )}
    </>
  );
}
