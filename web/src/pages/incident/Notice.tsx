import { useApi } from "../../api/use";
import type { Event } from "../../api/types";
import { t } from "../../text/en/incident";
import { Undo, decidedWords, useSubject } from "./Decided";
import type { Done, Review } from "./reviewing";

interface Props {
  done: Done;
  events: readonly Event[];
  onUndone: (review: Review) => void;
}

/** Says what was just decided or taken back, and leads to what a split took out. */
export function Notice({ done, events, onUndone }: Props) {
  const { review, undone, about } = done;
  const told = decidedWords(review, useSubject(review, events));
  const out = !undone && review.verdict === "split" ? review.others[0] : undefined;
  const { data } = useApi("/events/{id}", out === undefined ? null : { path: { id: out } });
  const other = data?.incident !== about ? data?.incident : undefined;
  return (
    <div class="notice incident-notice" role="status">
      <p>
        <bdi>{undone ? t("undone", { what: told }) : t("saved", { what: told })}</bdi>
      </p>
      {other && (
        <p>
          {t("splitInto")} <a href={`/incidents/${encodeURIComponent(other)}`}>{t("openIt")}</a>
        </p>
      )}
      {!undone && <Undo review={review} told={told} onUndone={onUndone} />}
    </div>
  );
}
