import type { Incident } from "../api/types";
import { common } from "../text/en/common";
import { KindName } from "./EventLine";
import { PlaceName } from "./Names";
import { Days } from "./Time";
import "./incidentRows.css";

/** Incidents one under the other: kind, title, place, days and sources. */
export function IncidentRows({ rows }: { rows: readonly Incident[] }) {
  return (
    <ul class="rows incident-rows">
      {rows.map((row) => (
        <li key={row.id} data-key={row.id}>
          <KindName type={row.type} mode={row.mode} />
          <a href={`/incidents/${encodeURIComponent(row.id)}`} dir="auto">
            {row.title}
          </a>
          <span>{row.spot && <PlaceName name={row.spot.name} gazetteerId={row.spot.gazetteer_id} />}</span>
          <span class="quiet incident-rows-end">
            <Days start={row.start} end={row.end} />
            {" · "}
            {common("incidentSources", { n: row.sources })}
          </span>
          {row.contested && <span class="chip">{common("contested")}</span>}
        </li>
      ))}
    </ul>
  );
}
