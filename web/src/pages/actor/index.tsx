import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import type { Got } from "../../api/types";
import { problemFrom, useApi, useList } from "../../api/use";
import { Bars } from "../../parts/Bars";
import { Empty } from "../../parts/Empty";
import { Failure } from "../../parts/Failure";
import { IncidentRows } from "../../parts/IncidentRows";
import { Loading } from "../../parts/Loading";
import { More } from "../../parts/More";
import { CountryName } from "../../parts/Names";
import { PageHead } from "../../parts/PageHead";
import { t } from "../../text/en/actor";
import { sectorName } from "../../text/en/actors";
import { common } from "../../text/en/common";
import { Decisions, LastDone } from "./Decisions";
import { Dyads } from "./Dyads";
import { Forms } from "./Forms";
import { Merge } from "./Merge";
import { type Actor, idNow, lastDone, type Review } from "./reviewing";
import { Split } from "./Split";
import "./actor.css";

type History = Got<"/actors/{id}/history">;

function About({ actor }: { actor: Actor }) {
  return (
    <>
      <p class="quiet actor-about">
        <span>{common(`actor_${actor.kind}`)}</span>
        {actor.country && <CountryName code={actor.country} />}
        {actor.sectors.length > 0 && <span>{actor.sectors.map(sectorName).join(", ")}</span>}
        <span>{t("reports", { n: actor.reports })}</span>
        <span>{t("events", { n: actor.events })}</span>
        <a href={`/speakers/${actor.id}`}>{t("toStatements")}</a>
      </p>
      {actor.variants.length > 0 && (
        <p class="quiet">
          {t.rich("alsoAs", {
            names: actor.variants.map((each, index) => (
              <>
                {index > 0 && ", "}
                <bdi key={each}>{each}</bdi>
              </>
            )),
          })}
        </p>
      )}
    </>
  );
}

function OverTime({ months }: { months: History["months"] }) {
  if (months.length === 0) return null;
  const series = [
    { key: "acting", name: t("acting"), tone: 8 },
    { key: "receiving", name: t("receiving"), tone: 9 },
  ];
  const amounts = months.flatMap((each) => [
    { at: each.month, key: "acting", n: each.acting },
    { at: each.month, key: "receiving", n: each.receiving },
  ]);
  return (
    <section class="panel">
      <Bars title={t("over")} series={series} amounts={amounts} />
    </section>
  );
}

function Incidents({ id }: { id: string }) {
  const list = useList("/incidents", { query: { either: id } });
  return (
    <section>
      <h2>{t("incidents")}</h2>
      {list.none && (
        <Empty title={t("noIncidents")}>
          <p>{t("noIncidentsHelp")}</p>
        </Empty>
      )}
      <IncidentRows rows={list.rows} />
      <More list={list} />
    </section>
  );
}

function useDeciding(actor: Actor) {
  const { route } = useLocation();
  const [failed, setFailed] = useState<ReturnType<typeof problemFrom>>();
  const follow = (id: string, forms: Actor["members"], reload: () => void) => {
    idNow(id, actor.kind, forms).then(
      (now) => {
        if (now === undefined) route("/actors");
        else if (now === actor.id) reload();
        else route(`/actors/${now}`, true);
      },
      (problem: unknown) => setFailed(problemFrom(problem)),
    );
  };
  const decided = (review: Review, reload: () => void) => {
    lastDone.set({ review, undone: false });
    const taken = review.verdict === "split" ? review.others : [];
    follow(actor.id, actor.members.filter((member) => !taken.includes(member.form)), reload);
  };
  const undone = (review: Review, reload: () => void) => {
    lastDone.set({ review, undone: true });
    follow(review.subject_id, actor.members, reload);
  };
  return { decided, undone, failed };
}

function Whole({ actor, history, reload }: { actor: Actor; history: History; reload: () => void }) {
  const [asking, setAsking] = useState<"merge" | "split">();
  const { decided, undone, failed } = useDeciding(actor);
  const onDone = (review: Review) => {
    setAsking(undefined);
    decided(review, reload);
  };
  const onUndone = (review: Review) => undone(review, reload);
  // a decision changes what is in an actor, and which decisions are in force is asked again then
  const parts = actor.members.map((member) => member.form).join(" ");
  const onClose = () => setAsking(undefined);
  return (
    <>
      <LastDone onUndone={onUndone} />
      {failed && <Failure error={failed} />}
      <About actor={actor} />
      <section>
        <h2>{t("forms")}</h2>
        <Forms actor={actor} forms={history.forms} />
        <p class="buttons">
          <button type="button" onClick={() => setAsking("merge")}>
            {t("merge")}
          </button>
          {actor.members.length > 1 && (
            <button type="button" onClick={() => setAsking("split")}>
              {t("split")}
            </button>
          )}
        </p>
      </section>
      <OverTime months={history.months} />
      <Dyads id={actor.id} />
      <Incidents id={actor.id} />
      <Decisions key={parts} actor={actor} onUndone={onUndone} />
      {asking === "merge" && <Merge actor={actor} onDone={onDone} onClose={onClose} />}
      {asking === "split" && <Split actor={actor} forms={history.forms} onDone={onDone} onClose={onClose} />}
    </>
  );
}

/** One actor: its names and roles, what it does and what is done to it, and how it came to be one. */
export default function Page({ params }: { params: { id: string } }) {
  const actor = useApi("/actors/{id}", { path: { id: params.id } });
  const history = useApi("/actors/{id}/history", { path: { id: params.id } });
  const error = actor.error ?? history.error;
  const found = actor.data?.id === params.id ? actor.data : undefined;
  // what is kept of the actor before this one goes with it
  const own = (form: string) => found?.members.some((member) => member.form === form);
  const past = history.data?.forms.every((each) => own(each.form)) ? history.data : undefined;
  const reload = () => {
    actor.reload();
    history.reload();
  };
  return (
    <div class="actor-page">
      <PageHead title={found?.name ?? t("title")} />
      {(actor.loading || history.loading) && !(found && past) && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {found && past && <Whole key={found.id} actor={found} history={past} reload={reload} />}
    </div>
  );
}
