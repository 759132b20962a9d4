import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";

import type { Event } from "../../api/types";
import { useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { PageHead } from "../../parts/PageHead";
import { useShortcut } from "../../parts/shortcuts";
import { useStore } from "../../state/store";
import { t } from "../../text/en/incident";
import { Body, Judged } from "./Body";
import { Decide } from "./Decide";
import { Beside, Facts } from "./Head";
import "./figures.css";
import "./review.css";
import "./accounts.css";
import "./incident.css";
import { Notice } from "./Notice";
import { type Review, lastDone } from "./reviewing";

function useIncident(id: string) {
  const incident = useApi("/incidents/{id}", { path: { id } });
  const events = useApi("/incidents/{id}/events", { path: { id } });
  const reviews = useApi("/incidents/{id}/reviews", { path: { id } });
  // what is kept of another incident while this one loads is not this one
  const fresh = incident.loading && incident.data?.id !== id ? undefined : incident.data;
  return {
    incident,
    data: incident.error ? undefined : fresh,
    events: events.data?.rows ?? [],
    reviews: reviews.data?.rows ?? [],
    failed: events.error ?? reviews.error,
    reload: () => {
      incident.reload();
      events.reload();
      reviews.reload();
    },
  };
}

/** One incident: where accounts disagree, figures, who is accused, the accounts side by side, and what was decided. */
export default function Page({ params }: { params: { id: string } }) {
  const { id } = params;
  const { route } = useLocation();
  const { incident, data, events, reviews, failed, reload } = useIncident(id);
  const done = useStore(lastDone);
  const [deciding, setDeciding] = useState<{ about: Event | null } | null>(null);
  const review = (about: Event | null) => setDeciding({ about });
  useShortcut("e", t("keysReview"), () => data && review(null));

  const now = incident.loading ? undefined : data?.id;
  useEffect(() => {
    if (now === undefined || now === id) return;
    const last = lastDone.get();
    if (last?.about === id) lastDone.set({ ...last, about: now });
    route(`/incidents/${encodeURIComponent(now)}`, true);
  }, [now, id]);
  const decided = (made: Review, undone: boolean) => {
    setDeciding(null);
    lastDone.set({ review: made, about: data?.id ?? id, undone });
    reload();
  };

  const notice = done?.about === (data?.id ?? id) && <Notice key={`${done.review.id} ${done.undone}`} done={done} events={events} onUndone={(made) => decided(made, true)} />;
  // the heading stays the same while the incident loads, for it has the focus
  return (
    <article class="incident">
      <PageHead title={data?.title ?? t("title")}>{data && <Beside incident={data} onReview={() => review(null)} />}</PageHead>
      {data && <Facts incident={data} events={events} />}
      {notice}
      {!data && (incident.error ? <Failure error={incident.error} retry={reload} /> : <Loading />)}
      {data && (
        <>
          <Judged reviews={reviews} />
          {failed && <Failure error={failed} retry={reload} />}
          <Body incident={data} events={events} reviews={reviews} onReview={review} onUndone={(made) => decided(made, true)} />
        </>
      )}
      {data && deciding && (
        <Decide incident={data} events={events} about={deciding.about} onClose={() => setDeciding(null)} onDone={(made) => decided(made, false)} />
      )}
    </article>
  );
}
