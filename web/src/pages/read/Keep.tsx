import { useEffect, useRef, useState } from "preact/hooks";

import { post } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Schemas } from "../../api/types";
import { useApi, useList } from "../../api/use";
import { KindMark } from "../../parts/KindMark";
import { t } from "../../text/en/read";
import { Problem } from "./Problem";

type Added = Schemas["Added"];

function Incidents({ report }: { report: string }) {
  const list = useList("/incidents", { query: { report } });
  if (list.loading && list.rows.length === 0) return null;
  if (list.rows.length === 0) return <p class="quiet">{t("noIncidents")}</p>;
  return (
    <>
      <h3>{t("itsIncidents")}</h3>
      <ul class="rows">
        {list.rows.map((incident) => (
          <li key={incident.id}>
            <KindMark type={incident.type} named />{" "}
            <a href={`/incidents/${encodeURIComponent(incident.id)}`} dir="auto">
              {incident.title}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Kept({ added, onAnother }: { added: Added; onAnother: () => void }) {
  const own = useRef<HTMLParagraphElement>(null);
  useEffect(() => own.current?.focus(), []);
  return (
    <section class="panel read-kept">
      <p class="notice-title" role="status" tabIndex={-1} ref={own}>
        {t(`state_${added.state}`)}
      </p>
      <p class="buttons">
        <a class="button main" href={`/reports/${encodeURIComponent(added.report)}`}>
          {t("openReport")}
        </a>
        <button type="button" onClick={onAnother}>
          {t("another")}
        </button>
      </p>
      <Incidents report={added.report} />
    </section>
  );
}

interface Props {
  source: Schemas["Source"];
  /** Id of the report that was read, by which the desk may know it already. */
  report: string;
  onDiscard: () => void;
  onAnother: () => void;
}

function isAdded(answer: Added | Schemas["Job"]): answer is Added {
  return answer.schema === "tocsin.added/1";
}

/** Keeps what was read, or not. */
export function Keep({ source, report, onDiscard, onAnother }: Props) {
  const known = useApi("/reports", { query: { report } }).data?.rows[0];
  const [added, setAdded] = useState<Added | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const keep = () => {
    setBusy(true);
    setProblem(undefined);
    post("/reports", source)
      .then(
        (answer) => isAdded(answer) && setAdded(answer),
        (error: unknown) => setProblem(error instanceof ApiProblem ? error : new ApiProblem("unreadable", String(error), 0)),
      )
      .finally(() => setBusy(false));
  };
  if (added) return <Kept added={added} onAnother={onAnother} />;
  return (
    <>
      <div class="read-keep">
        <p>
          <strong>{t("notKept")}</strong>{" "}
          {known && (
            <>
              {t("knownAlready")} <a href={`/reports/${encodeURIComponent(known.id)}`}>{t("knownOpen")}</a>
            </>
          )}
        </p>
        <button type="button" class="main" onClick={keep} disabled={busy}>
          {busy ? t("keeping") : t("keep")}
        </button>
        <button type="button" onClick={onDiscard} disabled={busy}>
          {t("discard")}
        </button>
      </div>
      {problem && <Problem problem={problem} />}
    </>
  );
}
