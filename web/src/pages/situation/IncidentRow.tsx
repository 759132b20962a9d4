import type { Incident } from "../../api/types";
import { figure, whatName } from "../../parts/figures";
import { KindMark } from "../../parts/KindMark";
import { kindName } from "../../parts/kinds";
import { SpotName } from "../../parts/Names";
import { Days } from "../../parts/Time";
import { useStore } from "../../state/store";
import { common } from "../../text/en/common";
import { t } from "../../text/en/situation";
import { hovered, select, selected } from "./selection";

// figures of people come first, the gravest before the others
const ORDER: readonly string[] = ["killed", "casualties", "injured", "missing", "abducted", "arrested", "displaced", "released"];
const FIGURES = 3;
const rank = (what: string): number => (ORDER.includes(what) ? ORDER.indexOf(what) : ORDER.length);

/** Name what accounts of an incident contradict each other on, each once. */
export function contestedOn(incident: Incident): string[] {
  const fields = incident.disagreements.filter(({ kind }) => kind === "contradiction").map(({ field }) => field as string);
  const denied = incident.responsibility.some(({ kind }) => kind === "denied");
  const named = fields.map((field) => t.maybe(`field_${field}`) ?? whatName(field));
  return [...new Set([...named, ...(denied && !fields.includes("actor") ? [t("field_denied")] : [])])];
}

function Figures({ incident }: { incident: Incident }) {
  const shown = [...incident.rollups].sort((a, b) => rank(a.what) - rank(b.what)).slice(0, FIGURES);
  if (shown.length === 0) return null;
  return (
    <span class="incident-figures">
      {shown.map((rollup) => (
        <span key={rollup.what} class={`figure-${rollup.what}`}>
          {common("figureOf", { figure: figure({ low: rollup.low, high: rollup.high, approximate: false }), what: whatName(rollup.what) })}
        </span>
      ))}
    </span>
  );
}

/** One incident in short; it is pointed out on the map while the pointer or the focus is on it. */
export function IncidentRow({ incident }: { incident: Incident }) {
  const [over, chosen] = [useStore(hovered) === incident.id, useStore(selected) === incident.id];
  const { spot } = incident;
  const fields = contestedOn(incident);
  const leave = () => hovered.get() === incident.id && hovered.set(null);
  return (
    <li
      class={`incident${over ? " over" : ""}${chosen ? " selected" : ""}`}
      data-id={incident.id}
      onPointerEnter={() => hovered.set(incident.id)}
      onPointerLeave={leave}
      onFocusIn={() => hovered.set(incident.id)}
      onFocusOut={leave}
      onClick={(event) => {
        if (event.target instanceof Element && !event.target.closest("a")) select(chosen ? null : incident.id);
      }}
    >
      <p class="incident-title">
        <KindMark type={incident.type} />
        <span class="unseen">{kindName(incident.type)}: </span>
        <a href={`/incidents/${encodeURIComponent(incident.id)}`} dir="auto" aria-current={chosen ? "true" : undefined}>
          {incident.title}
        </a>
      </p>
      <p class="incident-about">
        <span>{spot ? <SpotName spot={spot} /> : common("placeUnknown")}</span>
        <Days start={incident.start} end={incident.end} />
        <span>{t("sourcesAndReports", { sources: t("sourcesCount", { n: incident.sources }), reports: t("reportsCount", { n: incident.reports }) })}</span>
      </p>
      {(incident.rollups.length > 0 || incident.contested) && (
        <p class="incident-about">
          <Figures incident={incident} />
          {incident.contested && (
            <span class="contested-chip">{fields.length > 0 ? t("contestedOn", { fields: fields.join(", ") }) : common("contested")}</span>
          )}
        </p>
      )}
    </li>
  );
}
