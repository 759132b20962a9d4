import { useState } from "preact/hooks";

import { useList } from "../../api/use";
import { Empty } from "../../parts/Empty";
import { More } from "../../parts/More";
import { useParam } from "../../parts/params";
import { common } from "../../text/en/common";
import { t } from "../../text/en/queue";
import { Chooser } from "./Chooser";
import { FlagLine } from "./FlagLine";
import { Reviewer } from "./Reviewer";

const KINDS = ["count-conflict", "headline-body", "name-variant", "date-mismatch", "unnamed-source"] as const;

/** What an editor should look at, with both places, to be decided one by one. */
export function FlagList({ writes }: { writes: boolean }) {
  const [kind, setKind] = useParam("kind");
  const [report, setReport] = useParam("report");
  const [nameWanted, setNameWanted] = useState(false);
  const known = KINDS.find((each) => each === kind);
  const query = { ...(known ? { kind: known } : {}), ...(report ? { report } : {}) };
  const list = useList("/flags", { query });
  const filtered = known !== undefined || report !== "";
  return (
    <>
      <div class="queue-tools">
        <Chooser
          label={t("flagKind")}
          value={known ?? ""}
          options={[["", t("flag_")], ...KINDS.map((each): [string, string] => [each, t(`flag_${each}`)])]}
          onChoose={setKind}
        />
        {report && (
          <button
            type="button"
            class="chip chip-button"
            aria-label={common("filter_remove", { name: common("filter_report"), value: report })}
            onClick={() => setReport("")}
          >
            {common("filter_report")} <bdi>{report}</bdi> <span aria-hidden="true">×</span>
          </button>
        )}
        {writes ? list.rows.length > 0 && <Reviewer wanted={nameWanted} /> : <p class="quiet">{t("readOnly")}</p>}
      </div>
      <ul class="rows">
        {list.rows.map((flag) => (
          <FlagLine key={flag.id} flag={flag} writes={writes} onNameless={() => setNameWanted(true)} />
        ))}
      </ul>
      {list.none && (
        <Empty title={filtered ? common("emptyFiltered") : t("flagsNone")}>
          <p>{filtered ? common("emptyFilteredHelp") : t("flagsNoneHelp")}</p>
        </Empty>
      )}
      <More list={list} />
    </>
  );
}
