import { useApi } from "../../api/use";
import type { Event, Incident, Schemas } from "../../api/types";
import { KindName, Parties } from "../../parts/EventLine";
import { PageHead } from "../../parts/PageHead";
import { SpanLink } from "../../parts/SpanLink";
import { Day, Days } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/incident";
import { share } from "../../text/numbers";
import { whyJoined } from "./Accounts";
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
  const name = <bdi>{spot.name}</bdi>;
  return (
    <>
      {id ? <a href={`/places/${encodeURIComponent(id)}`}>{name}</a> : name}
      {[spot.admin1, spot.country].filter((each) => each && each !== spot.name).map((each) => (
        <span key={each}>
          , <bdi>{each}</bdi>
        </span>
      ))}
    </>
  );
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

const MOST = 3;

function names(all: readonly string[]): string {
  const rest = all.length - MOST;
  const shown = (rest > 1 ? all.slice(0, MOST) : all).join(", ");
  return rest > 1 ? `${shown} ${t("moreNames", { n: rest })}` : shown;
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

/** The head of an incident: what, when, where, who, how many independent sources, contested or not. */
export function Head({ incident, events, onReview }: { incident: Incident; events: readonly Event[]; onReview: () => void }) {
  const { title_evidence: words, contested } = incident;
  return (
    <>
      <PageHead title={incident.title}>
        <SpanLink report={words.report} span={words.span} />
        <span class={contested ? "chip incident-contested" : "chip"} title={contested ? t("contestedHelp") : undefined}>
          {t(contested ? "contested" : "agreed")}
        </span>
        <button type="button" class="incident-review" onClick={onReview}>
          {t("reviewIncident")}
        </button>
      </PageHead>
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
              <Parties actor={names(incident.actors)} recipient={names(incident.recipients)} />
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
    </>
  );
}
