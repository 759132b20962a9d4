import { useLocation } from "preact-iso";
import { useId, useState } from "preact/hooks";

import { post } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Posted } from "../../api/types";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { webAddress } from "../../parts/web";
import { t } from "../../text/en/queue";

const linesOf = (text: string): string[] => text.split("\n").map((line) => line.trim());

function AddedOne({ report, known }: { report: string; known: boolean }) {
  return (
    <div class="notice" role="status">
      <p>{known ? t("addKnown") : t("addKept")}</p>
      <a href={`/reports/${encodeURIComponent(report)}`}>{t("addOpen")}</a>
    </div>
  );
}

/** Asks for addresses, one a line, and has them read: one at once, several as a job. */
export function AddMany({ onClose }: { onClose: () => void }) {
  const id = useId();
  const { route } = useLocation();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [one, setOne] = useState<Extract<Posted<"/reports">, { report: string }>>();
  const lines = linesOf(text);
  const wanted = lines.filter(Boolean);
  const wrong = lines.findIndex((line) => line !== "" && webAddress(line) === undefined) + 1;
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy || wrong || wanted.length === 0) return;
    setBusy(true);
    setProblem(undefined);
    setOne(undefined);
    try {
      const answer = await post("/reports", { sources: wanted.map((url) => ({ url })) });
      if ("total" in answer) {
        onClose();
        route("/queue?tab=jobs");
      } else setOne(answer);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("addTitle")} onClose={onClose}>
      <form class="queue-adding" onSubmit={(event) => void send(event)}>
        <p id={`${id}-help`}>{t("addHelp")}</p>
        <label for={id}>{t("addField")}</label>
        <textarea
          id={id}
          rows={8}
          value={text}
          dir="ltr"
          spellcheck={false}
          aria-describedby={`${id}-help${wrong ? ` ${id}-wrong` : ""}`}
          aria-invalid={wrong ? true : undefined}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {wrong > 0 && (
          <p class="field-problem" id={`${id}-wrong`}>
            {t("addWrong", { n: wrong })}
          </p>
        )}
        {problem && <Failure error={problem} />}
        {one && <AddedOne report={one.report} known={one.state === "known"} />}
        {busy && <Loading />}
        <div class="buttons">
          <button type="submit" class="main" disabled={busy || wrong > 0 || wanted.length === 0}>
            {t("addSend", { n: wanted.length })}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
