import { useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { More } from "../../parts/More";
import { PageHead } from "../../parts/PageHead";
import { t } from "../../text/en/queue";

/** Reports as they came in. */
export default function Page() {
  const list = useList("/reports", {});
  return (
    <>
      <PageHead title={t("title")} />
      {list.rows.length === 0 && !list.loading && !list.error && <Empty title={t("none")} />}
      <ul class="rows">
        {list.rows.map((row) => (
          <li key={row.id}>
            <a href={`/reports/${row.id}`} dir="auto">{row.title ?? row.source}</a>
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
