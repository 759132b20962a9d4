import type { ComponentChildren } from "preact";

import type { Event, Incident } from "../../api/types";
import { Day } from "../../parts/Time";
import { t } from "../../text/en/incident";
import { Accounts } from "./Accounts";
import { Blame } from "./Blame";
import { Decided } from "./Decided";
import { Disagreements } from "./Disagreements";
import { Events } from "./Events";
import type { Review } from "./reviewing";
import { Tolls } from "./Tolls";
import { Trail } from "./Trail";

function Section({ title, name, children }: { title: string; name: string; children: ComponentChildren }) {
  return (
    <section class={`incident-section incident-section-${name}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Says where the whole incident was accepted or rejected: the last word counts. */
export function Judged({ reviews }: { reviews: readonly Review[] }) {
  const last = reviews.filter((each) => each.subject === "incident" && (each.verdict === "accept" || each.verdict === "reject")).at(-1);
  if (!last) return null;
  const about = { author: <bdi>{last.author}</bdi>, day: <Day iso={last.at} /> };
  return (
    <p class={last.verdict === "reject" ? "incident-judged incident-rejected" : "incident-judged"}>
      {last.verdict === "reject" ? t.rich("rejectedBy", about) : t.rich("acceptedBy", about)}
    </p>
  );
}

interface Props {
  incident: Incident;
  events: readonly Event[];
  reviews: readonly Review[];
  onReview: (about: Event) => void;
  onUndone: (review: Review) => void;
}

/** What stands under the head of an incident, from where accounts disagree down to how it came about. */
export function Body({ incident, events, reviews, onReview, onUndone }: Props) {
  return (
    <>
      <Section name="disagreements" title={t("disagreements")}>
        <Disagreements incident={incident} />
      </Section>
      <Section name="figures" title={t("figures")}>
        <Tolls incident={incident} />
      </Section>
      <Section name="blame" title={t("blame")}>
        <Blame incident={incident} />
      </Section>
      <Section name="accounts" title={t("accounts")}>
        <Accounts incident={incident} events={events} />
      </Section>
      <Section name="events" title={t("events")}>
        <Events events={events} onReview={onReview} />
      </Section>
      <Section name="reviews" title={t("reviews")}>
        <Decided reviews={reviews} events={events} onUndone={onUndone} />
      </Section>
      <Trail id={incident.id} />
    </>
  );
}
