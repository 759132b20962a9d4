import type { Reading, Span } from "../api/types";
import { useApi } from "../api/use";
import { useStore } from "../state/store";
import { common } from "../text/en/common";
import { Dialog } from "./Dialog";
import { type Shown, markAddress, shownEvidence } from "./evidence";
import { Failure } from "./Failure";
import { Loading } from "./Loading";
import { passage } from "./sentences";
import { Day } from "./Time";
import { webAddress } from "./web";

/** Words of a report in a mark, in their sentence, between the sentences beside it. */
export function Quoted({ report, span }: { report: Reading["report"]; span: Span }) {
  const found = passage(report, span);
  if (!found) {
    return (
      <>
        <p class="quiet">{common("evidenceGone")}</p>
        <blockquote dir="auto">{span.quote}</blockquote>
      </>
    );
  }
  return (
    <blockquote dir="auto" lang={report.language}>
      {found.before && <span class="quiet">{found.before}</span>}
      {found.start}
      <mark>{found.words}</mark>
      {found.end}
      {found.after && <span class="quiet">{found.after}</span>}
    </blockquote>
  );
}

function Panel({ shown }: { shown: Shown }) {
  const { data, error, loading, reload } = useApi("/reports/{id}/reading", { path: { id: shown.report } });
  const close = () => shownEvidence.set(null);
  const report = data?.report;
  const original = webAddress(report?.url);
  return (
    <Dialog title={common("evidenceTitle")} place="side" onClose={close}>
      {loading && !report && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {report && (
        <>
          <p class="evidence-head">
            <bdi class="evidence-outlet">{report.outlet ?? common("unnamedOutlet")}</bdi>
            {report.published.date && (
              <>
                {" · "}
                <Day iso={report.published.date} />
              </>
            )}
          </p>
          <h3 dir="auto">{report.title ?? common("untitled")}</h3>
          <Quoted report={report} span={shown.span} />
          <p class="buttons">
            <a class="button main" href={markAddress(shown.report, shown.span)} onClick={close}>
              {common("evidenceInReport")}
            </a>
            {original && (
              <a href={original} rel="noreferrer noopener" target="_blank">
                {common("evidenceOriginal")}
              </a>
            )}
          </p>
        </>
      )}
    </Dialog>
  );
}

/** The panel beside the page in which the words behind a value stand; the shell has one for all. */
export function Evidence() {
  const shown = useStore(shownEvidence);
  if (!shown) return null;
  return <Panel key={`${shown.report} ${shown.span.start}-${shown.span.end}`} shown={shown} />;
}
