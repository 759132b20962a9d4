import type { Event } from "../../api/types";
import { EventLine } from "../../parts/EventLine";
import { common } from "../../text/en/common";
import { Day } from "../../parts/Time";
import { t } from "../../text/en/incident";
import { outletOf } from "./saying";

function One({ event, onReview }: { event: Event; onReview: () => void }) {
  return (
    <li data-event={event.id}>
      <EventLine event={event}>
        {event.verdict && <span class="chip">{t(`verdict_${event.verdict}`)}</span>}
        <button type="button" class="plain incident-review" aria-label={t("reviewOf", { words: event.trigger.quote })} onClick={onReview}>
          {t("review")}
        </button>
      </EventLine>
      <p class="quiet small incident-event-of">
        <a href={`/reports/${encodeURIComponent(event.report.id)}?at=${encodeURIComponent(event.id)}`}>
          <bdi>{outletOf(event.report)}</bdi>
        </a>
        , {event.report.published ? <Day iso={event.report.published} /> : common("dayUnknown")}
        {" · "}
        <q dir="auto">{event.trigger.quote}</q>
      </p>
    </li>
  );
}

/** The events of single reports that an incident is made of, each to be reviewed. */
export function Events({ events, onReview }: { events: readonly Event[]; onReview: (event: Event) => void }) {
  if (events.length === 0) return <p class="quiet">{t("eventsNone")}</p>;
  return (
    <ul class="rows">
      {events.map((event) => (
        <One key={event.id} event={event} onReview={() => onReview(event)} />
      ))}
    </ul>
  );
}
