import type { Event, Incident } from "../../api/types";
import { KindName } from "../../parts/EventLine";
import { Days } from "../../parts/Time";
import { t } from "../../text/en/incident";
import { outletOf } from "./saying";

interface Props {
  incident: Incident;
  events: readonly Event[];
  out: ReadonlySet<string>;
  problem: string | undefined;
  onChange: (out: ReadonlySet<string>) => void;
}

/** Choose the events that are another happening: single ones, or all of an account. */
export function Split({ incident, events, out, problem, onChange }: Props) {
  const put = (ids: readonly string[], taken: boolean) => {
    const next = new Set(out);
    for (const id of ids) {
      if (taken) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  return (
    <fieldset class="incident-options" aria-invalid={problem ? "true" : undefined} aria-describedby={problem ? "incident-split-problem" : undefined}>
      <legend>{t("splitEvents")}</legend>
      {problem && (
        <p class="incident-problem small" id="incident-split-problem">
          {problem}
        </p>
      )}
      {incident.accounts.map((account) => {
        const own = events.filter((event) => event.report.id === account.report);
        if (own.length === 0) return null;
        const ids = own.map((event) => event.id);
        return (
          <div key={account.report} class="incident-account-choice">
            {own.length > 1 && (
              <label class="incident-option">
                <input type="checkbox" checked={ids.every((id) => out.has(id))} onChange={(event) => put(ids, event.currentTarget.checked)} />
                <bdi>{t("splitAccount", { outlet: outletOf(account) })}</bdi>
              </label>
            )}
            {own.map((each) => (
              <label key={each.id} class={own.length > 1 ? "incident-option incident-option-in" : "incident-option"}>
                <input type="checkbox" value={each.id} checked={out.has(each.id)} onChange={(event) => put([each.id], event.currentTarget.checked)} />
                <span>
                  {own.length === 1 && (
                    <>
                      <bdi>{outletOf(account)}</bdi>:{" "}
                    </>
                  )}
                  <KindName type={each.type} mode={each.mode} /> <q dir="auto">{each.trigger.quote}</q>{" "}
                  <span class="quiet small">
                    <Days start={each.start} end={each.end} precision={each.precision} />
                  </span>
                </span>
              </label>
            ))}
          </div>
        );
      })}
    </fieldset>
  );
}
