import { useState } from "preact/hooks";

import { del, post } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { token } from "../../api/token";
import type { Row } from "../../api/types";
import { Failure } from "../../parts/Failure";
import { SpanLink } from "../../parts/SpanLink";
import { Day } from "../../parts/Time";
import { reviewer } from "../../state/reviewer";
import { common } from "../../text/en/common";
import { t } from "../../text/en/queue";

type Flag = Row<"/flags">;
type Verdict = "accept" | "reject";

interface Decided {
  /** What was decided last; the decision can be taken back by its id. */
  verdict: Verdict | "undone";
  review: string;
}

interface Deciding {
  decided: Decided | undefined;
  problem: ApiProblem | undefined;
  busy: boolean;
  decide: (verdict: Verdict) => void;
  undo: () => void;
}

function useDeciding(flag: Flag, onNameless: () => void): Deciding {
  const [decided, setDecided] = useState<Decided>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const doing = async (work: () => Promise<Decided>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      setDecided(await work());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const decide = (verdict: Verdict) => {
    const name = reviewer.get().trim();
    if (token() === null && !name) {
      onNameless();
      return;
    }
    const author = token() === null ? { author: name } : {};
    void doing(async () => {
      const made = await post("/reviews", { subject: "flag", id: flag.id, verdict, fields: {}, others: [], note: "", ...author });
      return { verdict, review: made.id };
    });
  };
  const undo = () => {
    if (!decided) return;
    void doing(async () => {
      await del("/reviews/{id}", { path: { id: decided.review } });
      return { verdict: "undone", review: "" };
    });
  };
  return { decided, problem, busy, decide, undo };
}

function Buttons({ flag, deciding }: { flag: Flag; deciding: Deciding }) {
  const { decided, busy, decide, undo } = deciding;
  const open = decided === undefined || decided.verdict === "undone";
  return (
    <div class="queue-decide">
      <span role="status" class="small">
        {decided && t(`decided_${decided.verdict}`)}
      </span>
      {open ? (
        <>
          {flag.verdict !== "accept" && (
            <button type="button" disabled={busy} aria-label={t("acceptLabel", { flag: flag.message })} onClick={() => decide("accept")}>
              {t("accept")}
            </button>
          )}
          <button type="button" disabled={busy} aria-label={t("rejectLabel", { flag: flag.message })} onClick={() => decide("reject")}>
            {t("reject")}
          </button>
        </>
      ) : (
        <button type="button" disabled={busy} aria-label={t("undoLabel", { what: flag.message })} onClick={undo}>
          {t("undo")}
        </button>
      )}
    </div>
  );
}

/** One flag: its kind, what it says, the places in the report that it is about, and what is decided of it. */
export function FlagLine({ flag, writes, onNameless }: { flag: Flag; writes: boolean; onNameless: () => void }) {
  const deciding = useDeciding(flag, onNameless);
  const { report } = flag;
  const off = deciding.decided?.verdict === "reject";
  return (
    <li class={off ? "queue-row queue-off" : "queue-row"}>
      <div class="queue-flag">
        <div>
          <p class="queue-row-head">
            <span class="queue-row-name">{t(`flag_${flag.kind}`)}</span>
            {flag.verdict === "accept" && <span class="chip">{t("before_accept")}</span>}
          </p>
          <p dir="auto" class="queue-message">
            {flag.message}
          </p>
          <ul class="queue-places">
            {flag.spans.map((span) => (
              <li key={`${span.start}-${span.end}`}>
                <SpanLink report={report.id} span={span}>
                  <bdi>{common("quoted", { words: span.quote })}</bdi>
                </SpanLink>
              </li>
            ))}
          </ul>
          <p class="quiet small">
            <a href={`/reports/${encodeURIComponent(report.id)}?at=${encodeURIComponent(flag.id)}`} dir="auto">
              {report.title ?? common("untitled")}
            </a>
            {report.outlet && (
              <>
                {" · "}
                <bdi>{report.outlet}</bdi>
              </>
            )}
            {report.published && (
              <>
                {" · "}
                <Day iso={report.published} />
              </>
            )}
          </p>
        </div>
        {writes && <Buttons flag={flag} deciding={deciding} />}
      </div>
      {deciding.problem && <Failure error={deciding.problem} />}
    </li>
  );
}
