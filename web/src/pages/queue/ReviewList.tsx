import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { del, get } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Row } from "../../api/types";
import { useList } from "../../api/use";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Failure } from "../../parts/Failure";
import { More } from "../../parts/More";
import { Time } from "../../parts/Time";
import { t } from "../../text/en/queue";

type Review = Row<"/reviews">;
const PAGES: Partial<Record<Review["subject"], string>> = { incident: "incidents", actor: "actors", report: "reports" };
const LISTS = { event: "/events/{id}", statement: "/statements/{id}", flag: "/flags/{id}" } as const;

const reportAt = (report: string, id: string): string => `/reports/${encodeURIComponent(report)}?at=${encodeURIComponent(id)}`;

/** Find where a decided record stands: on a page of its own, or in its report. */
async function addressOf({ subject, subject_id: id }: Review): Promise<string> {
  const page = PAGES[subject];
  if (page) return `/${page}/${encodeURIComponent(id)}`;
  const found = await get(LISTS[subject as keyof typeof LISTS], { path: { id } });
  return reportAt(found.report.id, id);
}

function What({ review }: { review: Review }) {
  const { fields, others, note } = review;
  return (
    <>
      {t("decision", { verdict: t(`verdict_${review.verdict}`), subject: t(`subject_${review.subject}`) })}
      {others.length > 0 && ` ${t("withOthers", { n: others.length })}`}
      {fields.map(([field, value]) => (
        <span key={field} class="queue-note" dir="auto">
          {t("fieldTo", { field, value })}
        </span>
      ))}
      {note && (
        <span class="queue-note quiet" dir="auto">
          {note}
        </span>
      )}
    </>
  );
}

function Acts({ review, onShow, onUndo }: { review: Review; onShow: () => void; onUndo: (() => void) | undefined }) {
  const told = { subject: t(`subject_${review.subject}`), who: review.author, verdict: t(`verdict_${review.verdict}`) };
  return (
    <span class="queue-acts">
      <button type="button" class="plain" aria-label={t("showLabel", told)} onClick={onShow}>
        {t("show")}
      </button>
      {onUndo && (
        <button type="button" class="plain" aria-label={t("undoLabel", { what: `${told.who} ${told.verdict} ${told.subject}` })} onClick={onUndo}>
          {t("undo")}
        </button>
      )}
    </span>
  );
}

/** What reviewers decided, the last first; each decision can be taken back. */
export function ReviewList({ writes }: { writes: boolean }) {
  const { route } = useLocation();
  const list = useList("/reviews", { query: { order: "newest" } });
  const [problem, setProblem] = useState<ApiProblem>();
  const [undone, setUndone] = useState(false);
  const doing = (work: Promise<void>) => {
    setProblem(undefined);
    setUndone(false);
    work.catch((error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    });
  };
  const undo = async (id: string) => {
    await del("/reviews/{id}", { path: { id } });
    setUndone(true);
    list.reload();
  };
  return (
    <>
      {problem && <Failure error={problem} />}
      <p role="status" class={undone ? "quiet" : "unseen"}>
        {undone && t("undone")}
      </p>
      {list.rows.length > 0 && (
        <DataTable
          caption={t("reviewsCaption")}
          rows={list.rows}
          rowKey={(row) => row.id}
          columns={[
            { key: "when", head: t("when"), cell: (row) => <Time at={row.at} /> },
            { key: "who", head: t("who"), names: true, cell: (row) => <bdi>{row.author}</bdi> },
            { key: "what", head: t("what"), cell: (row) => <What review={row} /> },
            {
              key: "acts",
              head: t("acts"),
              cell: (row) => (
                <Acts
                  review={row}
                  onShow={() => doing(addressOf(row).then((address) => void route(address)))}
                  onUndo={writes ? () => doing(undo(row.id)) : undefined}
                />
              ),
            },
          ]}
        />
      )}
      {list.none && (
        <Empty title={t("reviewsNone")}>
          <p>{t("reviewsNoneHelp")}</p>
        </Empty>
      )}
      <More list={list} />
    </>
  );
}
