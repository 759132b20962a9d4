import { useState } from "preact/hooks";

import { useApi } from "../../api/use";
import type { Schemas } from "../../api/types";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { SpanLink } from "../../parts/SpanLink";
import { t } from "../../text/en/incident";
import { outletOf } from "./saying";

type Step = Schemas["StepPart"];

const PAGES: Readonly<Record<string, string>> = { incident: "incidents", account: "reports" };

function Told({ step }: { step: Step }) {
  const kind = t.maybe(`stepKind_${step.kind}`) ?? step.kind;
  const page = PAGES[step.kind];
  const { report } = step;
  return (
    <li class={`incident-step incident-depth-${Math.min(step.depth, 4)}`}>
      <span class="chip">{kind}</span> <bdi>{step.told}</bdi>{" "}
      {page === "reports" ? (
        <a class="small" href={`/reports/${encodeURIComponent(step.id)}`}>
          {step.id}
        </a>
      ) : (
        <span class="quiet small">{step.id}</span>
      )}
      {report && step.spans.map((span) => <SpanLink key={span.start} report={report} span={span} />)}
    </li>
  );
}

function Steps({ id }: { id: string }) {
  const { data, error, loading, reload } = useApi("/records/{id}/trail", { path: { id } });
  return (
    <>
      <p class="quiet small">{t("trailHelp")}</p>
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data && (
        <>
          <ol class="incident-steps">
            {data.steps.map((step, index) => (
              <Told key={`${index} ${step.id}`} step={step} />
            ))}
          </ol>
          <h3>{t("readBy")}</h3>
          <ul class="incident-readers small">
            {data.reports.map((report) => (
              <li key={report.id}>
                <bdi>{outletOf(report)}</bdi>: {t("readWith", { model: report.model, version: report.model_version, stages: report.stages })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The way from an incident back to the words and to what read them; asked for only when it is opened. */
export function Trail({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="incident-trail" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t("trail")}</h2>
      </summary>
      {open && <Steps key={id} id={id} />}
    </details>
  );
}
