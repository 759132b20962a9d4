import { useState } from "preact/hooks";

import { del } from "../../api/client";
import type { ApiProblem } from "../../api/problem";
import { problemFrom, useList } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { More } from "../../parts/More";
import { Time } from "../../parts/Time";
import { useStore } from "../../state/store";
import { common } from "../../text/en/common";
import { t } from "../../text/en/actor";
import { type Actor, isAbout, lastDone, type Review } from "./reviewing";

const PAGE = 500;

interface Props {
  onUndone: (review: Review) => void;
}

function Undo({ review, onUndone }: Props & { review: Review }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiProblem>();
  const undo = () => {
    setBusy(true);
    del("/reviews/{id}", { path: { id: review.id } }).then(onUndone, (problem: unknown) => {
      setBusy(false);
      setError(problemFrom(problem));
    });
  };
  return (
    <>
      <button type="button" disabled={busy} onClick={undo}>
        {t("undo")}
      </button>
      {error && <Failure error={error} />}
    </>
  );
}

/** What was decided just now, with the way to take it back. */
export function LastDone({ onUndone }: Props) {
  const done = useStore(lastDone);
  if (!done) return null;
  return (
    <div class="notice actor-done" role="status">
      <span>{done.undone ? t("undone") : t("kept")}</span>
      {!done.undone && <Undo review={done.review} onUndone={onUndone} />}
      <button type="button" class="plain" onClick={() => lastDone.set(null)}>
        {common("close")}
      </button>
    </div>
  );
}

function told({ verdict }: Review) {
  if (verdict === "merge" || verdict === "split" || verdict === "accept") return `did_${verdict}` as const;
  return "did_other";
}

/** The decisions in force on an actor. */
export function Decisions({ actor, onUndone }: Props & { actor: Actor }) {
  const list = useList("/reviews", { query: { limit: PAGE } });
  const own = list.rows.filter((review) => isAbout(review, actor));
  if (own.length === 0 && !list.more && !list.error) return null;
  return (
    <section>
      <h2>{t("decisions")}</h2>
      <ul class="rows">
        {own.map((review) => (
          <li key={review.id} class="actor-decision">
            <span>{t.rich(told(review), { author: <bdi>{review.author}</bdi>, at: <Time at={review.at} /> })}</span>
            {review.note && <bdi class="quiet">{review.note}</bdi>}
            <Undo review={review} onUndone={onUndone} />
          </li>
        ))}
      </ul>
      {(list.more || list.error) && <More list={list} />}
    </section>
  );
}
