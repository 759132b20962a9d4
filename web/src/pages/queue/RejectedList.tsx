import { useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { More } from "../../parts/More";
import { useParam } from "../../parts/params";
import { Time } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/queue";
import { Chooser } from "./Chooser";
import { RejectedRecord } from "./RejectedRecord";
import { type Rejected, todoOf } from "./rejections";

const KINDS = ["acquire", "document", "run"] as const;

function Line({ row, onOpen }: { row: Rejected; onOpen: () => void }) {
  return (
    <li class="queue-row">
      <p class="queue-row-head">
        <bdi class="queue-row-name">{row.source}</bdi>
        <span class="chip">{row.report_id ? t("partOfReport") : t("wholeSource")}</span>
        <span class="quiet small">{t.rich("noted", { time: <Time at={row.added} /> })}</span>
        <button type="button" class="plain" aria-haspopup="dialog" aria-label={t("recordLabel", { source: row.source })} onClick={onOpen}>
          {t("record")}
        </button>
      </p>
      <p dir="auto" class="queue-message">
        {row.message}
      </p>
      <p class="quiet small">{t("todoIs", { todo: todoOf(row.reason) })}</p>
    </li>
  );
}

/** What was left out, why, and what to do about it. */
export function RejectedList() {
  const [kind, setKind] = useParam("kind");
  const [opened, open] = useParam("record");
  const known = KINDS.find((each) => each === kind);
  const list = useList("/rejected", { query: known ? { kind: known } : {} });
  return (
    <>
      <Chooser
        label={t("rejectedKind")}
        value={known ?? ""}
        options={[["", t("rejected_")], ...KINDS.map((each): [string, string] => [each, t(`rejected_${each}`)])]}
        onChoose={setKind}
      />
      <p class="quiet">{t("rejectedHelp")}</p>
      <ul class="rows">
        {list.rows.map((row) => (
          <Line key={row.id} row={row} onOpen={() => open(row.id)} />
        ))}
      </ul>
      {list.none && (
        <Empty title={known ? common("emptyFiltered") : t("rejectedNone")}>
          <p>{known ? common("emptyFilteredHelp") : t("rejectedNoneHelp")}</p>
        </Empty>
      )}
      <More list={list} />
      {opened && <RejectedRecord id={opened} onClose={() => open("")} />}
    </>
  );
}
