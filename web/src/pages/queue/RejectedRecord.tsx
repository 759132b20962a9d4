import { useApi } from "../../api/use";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Time } from "../../parts/Time";
import { webAddress } from "../../parts/web";
import { t } from "../../text/en/queue";
import { type Rejected, todoOf } from "./rejections";

function Fields({ row }: { row: Rejected }) {
  const original = webAddress(row.source);
  return (
    <>
      <dl class="queue-fields">
        <dt>{t("source")}</dt>
        <dd>
          <bdi>{row.source}</bdi>
        </dd>
        <dt>{t("reason")}</dt>
        <dd dir="auto">{row.message}</dd>
        <dt>{t("todo")}</dt>
        <dd>{todoOf(row.reason)}</dd>
        {row.span && (
          <>
            <dt>{t("characters")}</dt>
            <dd>{t("charactersFromTo", row.span)}</dd>
          </>
        )}
        <dt>{t("stage")}</dt>
        <dd>{row.stage}</dd>
        <dt>{t("name")}</dt>
        <dd>
          <code>{row.reason}</code>
        </dd>
        <dt>{t("notedAt")}</dt>
        <dd>
          <Time at={row.added} />
        </dd>
      </dl>
      <p class="buttons">
        {row.report_id && (
          <a class="button main" href={`/reports/${encodeURIComponent(row.report_id)}`}>
            {t("openReport")}
          </a>
        )}
        {original && (
          <a href={original} rel="noreferrer noopener" target="_blank">
            {t("originalPage")}
          </a>
        )}
      </p>
    </>
  );
}

/** The record of what was left out. */
export function RejectedRecord({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, loading, reload } = useApi("/rejected/{id}", { path: { id } });
  return (
    <Dialog title={t("recordTitle")} place="side" onClose={onClose}>
      {loading && !data && <Loading />}
      {error && <Failure error={error} retry={reload} />}
      {data && <Fields row={data} />}
    </Dialog>
  );
}
