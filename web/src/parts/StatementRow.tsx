import { useState } from "preact/hooks";

import type { Statement } from "../api/types";
import { useApi } from "../api/use";
import { common } from "../text/en/common";
import { EventLine } from "./EventLine";
import { Failure } from "./Failure";
import { Loading } from "./Loading";
import { SpanLink } from "./SpanLink";
import { StanceName } from "./Stance";
import { Day } from "./Time";
import "./statement.css";

function About({ id }: { id: string }) {
  const { data, error, loading, reload } = useApi("/events/{id}", { path: { id } });
  return (
    <li>
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data && (
        <EventLine event={data}>{data.incident && <a href={`/incidents/${data.incident}`}>{common("toIncident")}</a>}</EventLine>
      )}
    </li>
  );
}

function AllAbout({ events }: { events: readonly string[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="said-about" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{common("saidAbout", { n: events.length })}</summary>
      {open && (
        <ul>
          {events.map((id) => (
            <About key={id} id={id} />
          ))}
        </ul>
      )}
    </details>
  );
}

/** Who spoke, leading to their page; those who are no actor of the desk have only words or nothing. */
export function SpeakerName({ id, name }: { id: string | null; name: string | null }) {
  if (name === null) return <span class="quiet">{common("somebody")}</span>;
  if (id === null) return <bdi class="said-who">{name}</bdi>;
  return (
    <a class="said-who" href={`/speakers/${encodeURIComponent(id)}`}>
      <bdi>{name}</bdi>
    </a>
  );
}

/** One statement: who says what and how, the words themselves, and where they stand. */
export function StatementRow({ said, speaker = true }: { said: Statement; speaker?: boolean }) {
  const { report } = said;
  return (
    <li class="said" data-key={said.id}>
      <p class="said-head">
        {speaker && <SpeakerName id={said.speaker_actor} name={said.speaker_name ?? said.speaker_span?.quote ?? null} />}
        <StanceName stance={said.stance} />
        {said.via_name && <span class="quiet">{common.rich("saidVia", { via: <bdi>{said.via_name}</bdi> })}</span>}
        <span class="said-where">
          <a href={`/reports/${encodeURIComponent(report.id)}`}>
            <bdi>{report.outlet ?? common("unnamedOutlet")}</bdi>
          </a>
          {report.published && (
            <>
              {" · "}
              <Day iso={report.published} />
            </>
          )}
        </span>
      </p>
      <p class="said-words" dir="auto">
        {said.content.map((span, index) => (
          <>
            {index > 0 && " … "}
            <SpanLink key={span.start} report={report.id} span={span}>
              {span.quote}
            </SpanLink>
          </>
        ))}
      </p>
      {said.about.length > 0 && <AllAbout events={said.about} />}
    </li>
  );
}
