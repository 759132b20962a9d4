import { useApi } from "../../api/use";
import type { Event, Incident, Schemas } from "../../api/types";
import { KindName, Parties } from "../../parts/EventLine";
import { SpotName } from "../../parts/Names";
import { SpanLink } from "../../parts/SpanLink";
import { Day, Days } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/incident";
import { share } from "../../text/numbers";
import { whyJoined } from "./Accounts";
import { Neighbours } from "./Neighbours";
import { partiesOf } from "./parties";
import { outletOf } from "./saying";

type Spot = Schemas["SpotPart"];

/** Find the page of a place among those of its name; undefined until it is known. */
function usePlace(spot: Spot | null): string | undefined {
  const query = spot && { name: spot.name, ...(spot.country ? { country: spot.country } : {}), limit: 50 };
  const { data } = useApi("/places", query && { query });
  const rows = data?.rows ?? [];
  const same = rows.find((row) => spot?.gazetteer_id !== null && row.gazetteer_id === spot?.gazetteer_id);
  return (same ?? rows.find((row) => row.name === spot?.name && row.gazetteer_id === null))?.id;
}

function Place({ spot }: { spot: Spot }) {
  const id = usePlace(spot);
  return <SpotName spot={spot} province page={id && `/places/${encodeURIComponent(id)}`} />;
}

const DAY = 86_400_000;

/** The address of the situation around an incident: within 50 km and two weeks. */
function nearby({ spot, start, end }: Incident): string | undefined {
  if (!spot || spot.lat === null || spot.lon === null || start === null) return undefined;
  const moved = (iso: string, days: number) => new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);
  const about = { near: `${spot.lat},${spot.lon}`, radius_km: "50", since: moved(start, -7), until: moved(end ?? start, 7) };
  return `/?${new URLSearchParams(about).toString()}`;
}

/** Give how precisely the days are known, where an event has the very same. */
function precisionOf({ start, end }: Incident, events: readonly Event[]): string {
  return events.find((event) => event.start === start && event.end === end)?.precision ?? "day";
}

function Sources({ incident }: { incident: Incident }) {
  const groups = [...new Set(incident.accounts.map((account) => account.group))].sort((a, b) => a - b);
  const told = { sources: t("sources", { n: incident.sources }), reports: t("reports", { n: incident.reports }) };
  return (
    <details class="incident-sources">
      <summary>{t("sourcesOf", told)}</summary>
      <p class="quiet small">{t("sourcesHow")}</p>
      <ol>
        {groups.map((group) => (
          <li key={group}>
            <ul>
              {incident.accounts
                .filter((account) => account.group === group)
                .map((account) => (
                  <li key={account.report}>
                    <a href={`/reports/${encodeURIComponent(account.report)}`}>
                      <bdi>{outletOf(account)}</bdi>
                    </a>
                    {account.published && (
                      <span class="quiet">
                        , <Day iso={account.published} />
                      </span>
                    )}
                    {account.joined && <span class="quiet"> · {t("shared", { why: whyJoined(account.joined) })}</span>}
                    {account.background && <span class="quiet"> · {t("recalls")}</span>}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Where({ incident }: { incident: Incident }) {
  const near = nearby(incident);
  const others = incident.spots.filter((each) => each.name !== incident.spot?.name);
  return (
    <dd>
      {incident.spot ? <Place spot={incident.spot} /> : common("placeUnknown")}
      {others.length > 0 && (
        <span class="quiet">
          {" · "}
          {t("placeOther")} <bdi>{[...new Set(others.map((each) => each.name))].join(", ")}</bdi>
        </span>
      )}
      {near && (
        <a class="incident-near small" href={near}>
          {t("nearby")}
        </a>
      )}
    </dd>
  );
}

/** What stands beside the title of an incident: its words, whether it is contested, its neighbours, the way to review it. */
export function Beside({ incident, onReview }: { incident: Incident; onReview: () => void }) {
  const { title_evidence: words, contested } = incident;
  return (
    <>
      <SpanLink report={words.report} span={words.span} />
      <span class={contested ? "chip incident-contested" : "chip incident-agreed"} title={contested ? t("contestedHelp") : undefined}>
        {t(contested ? "contested" : "agreed")}
      </span>
      <Neighbours id={incident.id} />
      <button type="button" class="incident-review" onClick={onReview}>
        {t("reviewIncident")}
      </button>
    </>
  );
}

/** The facts of an incident: what, when, where, who, and how many independent sources tell it. */
export function Facts({ incident, events }: { incident: Incident; events: readonly Event[] }) {
  return (
    <dl class="incident-facts">
      <div>
        <dt>{t("type")}</dt>
        <dd>
          <KindName type={incident.type} mode={incident.mode} /> <span class="quiet small">{t("confidence", { share: share(incident.confidence) })}</span>
        </dd>
      </div>
      <div>
        <dt>{t("when")}</dt>
        <dd>
          <Days start={incident.start} end={incident.end} precision={precisionOf(incident, events)} />
        </dd>
      </div>
      <div>
        <dt>{t("where")}</dt>
        <Where incident={incident} />
      </div>
      {(incident.actors.length > 0 || incident.recipients.length > 0) && (
        <div>
          <dt>{t("who")}</dt>
          <dd>
            <Parties actor={partiesOf("actors", incident, events)} recipient={partiesOf("recipients", incident, events)} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t("told")}</dt>
        <dd>
          <Sources incident={incident} />
        </dd>
      </div>
    </dl>
  );
}
