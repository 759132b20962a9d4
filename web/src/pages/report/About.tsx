import type { Schemas } from "../../api/types";
import { useApi } from "../../api/use";
import { DataTable } from "../../parts/DataTable";
import { Time } from "../../parts/Time";
import { Fact } from "../../reading/Facts";
import { t as reading } from "../../text/en/reading";
import { t } from "../../text/en/report";

type Rejected = Schemas["Rejected"];

function LeftOut({ left }: { left: readonly Rejected[] }) {
  return (
    <section>
      <h2>{t("left")}</h2>
      {left.length === 0 ? (
        <p class="quiet">{t("leftNothing")}</p>
      ) : (
        <DataTable
          caption={t("left")}
          rows={left}
          rowKey={(row) => row.id}
          columns={[
            { key: "why", head: t("leftWhat"), names: true, cell: (row) => <bdi>{row.message}</bdi> },
            { key: "stage", head: t("leftStage"), cell: (row) => row.stage },
          ]}
        />
      )}
    </section>
  );
}

function Reviews({ id }: { id: string }) {
  const { data } = useApi("/reviews", { query: { id } });
  if (!data) return null;
  return (
    <section>
      <h2>{t("reviews")}</h2>
      {data.rows.length === 0 && <p class="quiet">{t("noReviews")}</p>}
      <ul class="rows">
        {data.rows.map((review) => (
          <li key={review.id}>
            {reading.rich("reviewed", {
              verdict: reading(`verdict_${review.verdict}`),
              author: <bdi>{review.author}</bdi>,
              at: <Time at={review.at} />,
            })}
            {review.note && <p dir="auto">{review.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function How({ id }: { id: string }) {
  const { data: head } = useApi("/reports/{id}", { path: { id } });
  if (!head) return null;
  return (
    <section>
      <h2>{t("how")}</h2>
      <dl class="facts">
        <Fact name={t("model")}>{t("modelOf", { model: head.model, version: head.model_version })}</Fact>
        <Fact name={t("stages")}>
          <code>{head.stages}</code>
        </Fact>
        <Fact name={t("recordId")}>
          <code>{head.id}</code>
        </Fact>
      </dl>
    </section>
  );
}

/** What was left out of a report and why, what read it, and what reviewers decided. */
export function About({ id, left }: { id: string; left: readonly Rejected[] }) {
  return (
    <div class="report-about">
      <LeftOut left={left} />
      <How id={id} />
      <Reviews id={id} />
    </div>
  );
}
