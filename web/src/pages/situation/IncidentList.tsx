import { useEffect, useRef } from "preact/hooks";

import type { Incident } from "../../api/types";
import { type Listed, useApi } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { More } from "../../parts/More";
import { useShortcut } from "../../parts/shortcuts";
import { useStore } from "../../state/store";
import { common } from "../../text/en/common";
import { t } from "../../text/en/situation";
import { type Order, ORDERS, orderOf } from "./asking";
import { IncidentRow } from "./IncidentRow";
import { hovered, select, selected } from "./selection";

interface Props {
  list: Listed<Incident>;
  order: Order;
  onOrder: (order: Order) => void;
  /** What to do where nothing fits. */
  onClear: () => void;
}

/** The incident that was chosen elsewhere, where the list has not come to it. */
function Chosen({ id }: { id: string }) {
  const { data } = useApi("/incidents/{id}", { path: { id } });
  if (!data || data.id !== id) return null;
  return (
    <div class="list-chosen">
      <p class="quiet small">
        {t("chosen")}{" "}
        <button type="button" class="plain" onClick={() => select(null)}>
          {t("unchoose")}
        </button>
      </p>
      <ul class="incidents">
        <IncidentRow incident={data} />
      </ul>
    </div>
  );
}

/** The incidents that fit, one below the other; j and k go through them. */
export function IncidentList({ list, order, onOrder, onClear }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chosen = useStore(selected);
  const at = list.rows.findIndex((row) => row.id === chosen);
  const go = (step: number) => {
    const next = list.rows[at < 0 ? 0 : Math.max(0, Math.min(list.rows.length - 1, at + step))];
    if (!next) return;
    select(next.id);
    element.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next.id)}"] a`)?.focus({ preventScroll: true });
  };
  useShortcut("j", t("keyNext"), () => go(1));
  useShortcut("k", t("keyPrevious"), () => go(-1));
  useShortcut("u", t("keyNone"), () => select(null));
  useEffect(() => {
    const row = chosen === null ? null : element.current?.querySelector(`[data-id="${CSS.escape(chosen)}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [chosen, at >= 0]);
  // a row that is gone never hears that the pointer left it
  useEffect(() => () => hovered.set(null), []);
  return (
    <section class="list" aria-label={t("list")}>
      <div class="list-head">
        <h2>{t("list")}</h2>
        <label>
          <span class="unseen">{common("filter_order")}</span>
          <select value={order} onChange={(event) => onOrder(orderOf(event.currentTarget.value))}>
            {ORDERS.map((each) => (
              <option key={each} value={each}>
                {common(`order_${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="list-rows" ref={element}>
        {chosen !== null && at < 0 && !list.loading && <Chosen id={chosen} />}
        <ul class="incidents">
          {list.rows.map((row) => (
            <IncidentRow key={row.id} incident={row} />
          ))}
        </ul>
        {list.none && (
          <Empty title={common("emptyFiltered")}>
            <p>{common("emptyFilteredHelp")}</p>
            <button type="button" onClick={onClear}>
              {common("filters_clear")}
            </button>
          </Empty>
        )}
        <More list={list} />
      </div>
    </section>
  );
}
