import { useEffect, useRef } from "preact/hooks";

import { useApi, useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { EventLine } from "../../parts/EventLine";
import { More } from "../../parts/More";
import { common } from "../../text/en/common";
import { t } from "../../text/en/dyads";
import { type Chosen, countsAll, countsType } from "./classes";

interface Props {
  actor: string;
  recipient: string;
  /** The other filters of the page. */
  query: object;
  chosen: Chosen;
  onClose: () => void;
}

const PAGE = 100;

function Head({ actor, recipient, onClose }: Pick<Props, "actor" | "recipient" | "onClose">) {
  const { data } = useApi("/dyads", { query: { actor, recipient, limit: 1 } });
  const named = data?.rows.find((row) => row.actor === actor && row.recipient === recipient);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: false }), [actor, recipient]);
  return (
    <header class="dialog-head">
      <h2 ref={heading} tabIndex={-1}>
        {named
          ? t.rich("pair", { actor: <bdi>{named.actor_name}</bdi>, recipient: <bdi>{named.recipient_name}</bdi> })
          : t("pairUnknown")}
      </h2>
      <button type="button" class="plain" onClick={onClose} aria-label={t("pairClose")}>
        <span aria-hidden="true">×</span>
      </button>
    </header>
  );
}

/** The events in which one actor acts on another, as the filters of the page have them. */
export function Pair({ actor, recipient, query, chosen, onClose }: Props) {
  const list = useList("/events", { query: { ...query, actor, recipient, limit: PAGE } });
  const rows = list.rows.filter((row) => countsType(row.type, chosen));
  const own = useRef<HTMLElement>(null);
  useEffect(() => own.current?.scrollIntoView({ block: "nearest" }), [actor, recipient]);
  return (
    <section
      class="panel dyad-pair"
      ref={own}
      aria-label={t("head_events")}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <Head actor={actor} recipient={recipient} onClose={onClose} />
      {rows.length === 0 && !list.loading && !list.error && <Empty title={t("pairNone")} />}
      {rows.length < list.rows.length && !countsAll(chosen) && <p class="quiet small">{t("pairSome")}</p>}
      <ul class="rows">
        {rows.map((row) => (
          <li key={row.id} data-key={row.id}>
            <EventLine event={row}>
              {row.incident && <a href={`/incidents/${encodeURIComponent(row.incident)}`}>{common("toIncident")}</a>}
            </EventLine>
          </li>
        ))}
      </ul>
      {(list.more || list.loading || list.error) && <More list={list} />}
    </section>
  );
}
