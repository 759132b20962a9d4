import { useState } from "preact/hooks";

import { del } from "../../api/client";
import type { ApiProblem } from "../../api/problem";
import type { Event } from "../../api/types";
import { problemFrom, useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { Time } from "../../parts/Time";
import { t } from "../../text/en/incident";
import type { Review } from "./reviewing";
import { fieldName, outletOf } from "./saying";

/** Say in words what was decided, on a record that is named already. */
export function decidedWords(review: Review, on: string): string {
  const parts = [`${t(`verdict_${review.verdict}`)}: ${on}`];
  if (review.fields.length > 0) {
    parts.push(review.fields.map(([field, value]) => t("setTo", { field: fieldName(field), value })).join(", "));
  }
  if (review.verdict === "merge") parts.push(t("joinedOthers", { n: review.others.length }));
  if (review.verdict === "split") parts.push(t("takenOut", { n: review.others.length }));
  return parts.join(" · ");
}

/** Name what a decision is on; an event that is no part of the incident any more is asked for. */
export function useSubject(review: Review | undefined, events: readonly Event[]): string {
  const here = review?.subject === "event" ? events.find((each) => each.id === review.subject_id) : undefined;
  const away = review?.subject === "event" && !here ? review.subject_id : null;
  const { data } = useApi("/events/{id}", away === null ? null : { path: { id: away } });
  const { data: report } = useApi("/reports/{id}", review?.subject === "report" ? { path: { id: review.subject_id } } : null);
  if (!review) return "";
  if (review.subject === "incident") return t("on_incident");
  const event = here ?? data;
  if (event) return `${t("on_event", { words: event.trigger.quote })} (${outletOf(event.report)})`;
  if (report) return t("on_report", { outlet: outletOf(report) });
  return t("on_other", { subject: review.subject, id: review.subject_id });
}

/** A button that takes a decision back, and says so beside itself where that fails. */
export function Undo({ review, told, onUndone }: { review: Review; told: string; onUndone: (review: Review) => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiProblem>();
  const undo = () => {
    setBusy(true);
    setError(undefined);
    del("/reviews/{id}", { path: { id: review.id } }).then(onUndone, (problem: unknown) => {
      setBusy(false);
      setError(problemFrom(problem));
    });
  };
  return (
    <>
      <button type="button" disabled={busy} aria-label={t("undoOf", { what: told })} onClick={undo}>
        {t("undo")}
      </button>
      {error && <Failure error={error} />}
    </>
  );
}

function One({ review, events, onUndone }: { review: Review; events: readonly Event[]; onUndone: (review: Review) => void }) {
  const told = decidedWords(review, useSubject(review, events));
  return (
    <li class="incident-decided" data-review={review.id}>
      <div>
        <p>
          <bdi>{told}</bdi>
        </p>
        <p class="quiet small">{t.rich("by", { author: <bdi>{review.author}</bdi>, time: <Time at={review.at} /> })}</p>
        {review.note && (
          <p class="incident-note" dir="auto">
            {review.note}
          </p>
        )}
      </div>
      <div class="incident-review">
        <Undo review={review} told={told} onUndone={onUndone} />
      </div>
    </li>
  );
}

interface Props {
  reviews: readonly Review[];
  events: readonly Event[];
  onUndone: (review: Review) => void;
}

/** The decisions in force on an incident and its events, the newest first, each to be taken back. */
export function Decided({ reviews, events, onUndone }: Props) {
  if (reviews.length === 0) return <p class="quiet">{t("reviewsNone")}</p>;
  const newest = [...reviews].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ul class="rows">
      {newest.map((review) => (
        <One key={review.id} review={review} events={events} onUndone={onUndone} />
      ))}
    </ul>
  );
}
