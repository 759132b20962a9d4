import type { Got } from "../../api/types";
import { useApi, useList } from "../../api/use";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { EventLine } from "../../parts/EventLine";
import { Failure } from "../../parts/Failure";
import { IncidentRows } from "../../parts/IncidentRows";
import { Loading } from "../../parts/Loading";
import { More } from "../../parts/More";
import { CountryName, PlaceName } from "../../parts/Names";
import { PageHead } from "../../parts/PageHead";
import { useParam } from "../../parts/params";
import { SpanLink } from "../../parts/SpanLink";
import { Tabs } from "../../parts/Tabs";
import { names } from "../../state/names";
import { useStore } from "../../state/store";
import { placeName } from "../../text/names";
import { number } from "../../text/numbers";
import { common } from "../../text/en/common";
import { t } from "../../text/en/place";
import { precisionName } from "../../text/en/places";
import { Locator } from "./Locator";
import { TypesOverTime } from "./Types";
import "./place.css";

type InFull = Got<"/places/{id}">;

// degrees to each side of what is known to a point, and of of what is wider
const REACH: Readonly<Record<string, number>> = { country: 22, admin1: 14, border: 14 };
const NEAR = 9;

function About({ place }: { place: InFull["place"] }) {
  const known = place.lat !== null && place.lon !== null ? { lat: place.lat, lon: place.lon } : undefined;
  return (
    <p class="quiet place-about">
      {place.admin1 && <PlaceName name={place.admin1} />}
      {place.country && <CountryName code={place.country} />}
      {known && <span>{t("at", { lat: number(known.lat, 4), lon: number(known.lon, 4) })}</span>}
      <span>{t("knownTo", { precision: precisionName(place.precision) })}</span>
      <span>{place.gazetteer_id ? t("gazetteer", { id: place.gazetteer_id }) : t("noGazetteer")}</span>
      <span>{t("reports", { n: place.reports })}</span>
      <span>{t("events", { n: place.events })}</span>
      {known && <a href={`/?near=${known.lat},${known.lon}&radius_km=50`}>{t("onMap")}</a>}
    </p>
  );
}

function Names({ names }: { names: InFull["names"] }) {
  return (
    <section>
      <h2>{t("names")}</h2>
      <DataTable
        caption={t("namesCaption")}
        rows={names}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", head: t("head_name"), names: true, cell: (row) => <bdi>{row.name}</bdi> },
          { key: "reports", head: t("head_reports"), numeric: true, cell: (row) => number(row.reports) },
          {
            key: "example",
            head: t("head_example"),
            cell: (row) => (
              <SpanLink report={row.example.report} span={row.example.span}>
                <bdi>{row.example.outlet ?? common("unnamedOutlet")}</bdi>
              </SpanLink>
            ),
          },
        ]}
      />
    </section>
  );
}

function Nothing({ title }: { title: string }) {
  return (
    <Empty title={title}>
      <p>{t("noneHelp")}</p>
    </Empty>
  );
}

function Incidents({ place }: { place: string }) {
  const list = useList("/incidents", { query: { place } });
  return (
    <>
      {list.none && <Nothing title={t("noIncidents")} />}
      <IncidentRows rows={list.rows} />
      <More list={list} />
    </>
  );
}

function Events({ place }: { place: string }) {
  const list = useList("/events", { query: { place } });
  return (
    <>
      {list.none && <Nothing title={t("noEvents")} />}
      <ul class="rows">
        {list.rows.map((row) => (
          <li key={row.id}>
            <EventLine event={row}>
              {row.incident && <a href={`/incidents/${encodeURIComponent(row.incident)}`}>{common("toIncident")}</a>}
            </EventLine>
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

function Happened({ place }: { place: string }) {
  const [view, setView] = useParam("view");
  const tabs = [
    { key: "incidents", label: t("viewIncidents") },
    { key: "events", label: t("viewEvents") },
  ];
  return (
    <Tabs
      tabs={tabs}
      chosen={view === "events" ? view : "incidents"}
      onChoose={(key) => setView(key === "events" ? key : "")}
      label={t("views")}
    >
      {view === "events" ? <Events place={place} /> : <Incidents place={place} />}
    </Tabs>
  );
}

/** One place: how reports name it, where it lies, and what happened there. */
export default function Page({ params }: { params: { id: string } }) {
  const { data, error, loading, reload } = useApi("/places/{id}", { path: { id: params.id } });
  const found = data?.place.id === params.id ? data : undefined;
  const place = found?.place;
  useStore(names);
  const title = place ? placeName(place.name, place.gazetteer_id) : t("title");
  return (
    <>
      <PageHead title={title} />
      {loading && !found && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {found && place && (
        <>
          <About place={place} />
          <div class="place-top">
            <div class="place-tables">
              <Names names={found.names} />
              <TypesOverTime place={place.id} />
            </div>
            {place.lat !== null && place.lon !== null ? (
              <Locator name={title} lat={place.lat} lon={place.lon} reach={REACH[place.precision] ?? NEAR} />
            ) : (
              <p class="quiet">{t("noMap")}</p>
            )}
          </div>
          <Happened place={place.id} />
        </>
      )}
    </>
  );
}
