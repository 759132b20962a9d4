import { useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { More } from "../../parts/More";
import { PageHead } from "../../parts/PageHead";
import { EventLine } from "../../parts/EventLine";
import { t } from "../../text/en/dyads";

/** Who acts on whom. */
export default function Page() {
  const list = useList("/events", {});
  return (
    <>
      <PageHead title={t("title")} />
      {list.rows.length === 0 && !list.loading && !list.error && <Empty title={t("none")} />}
      <ul class="rows">
        {list.rows.map((row) => (
          <li key={row.id}>
            <EventLine event={row} />
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
