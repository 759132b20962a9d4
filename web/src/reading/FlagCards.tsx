import "./flags.css";

import type { Reading } from "../api/types";
import { Quoted } from "../parts/Evidence";
import { t } from "../text/en/reading";
import { flagId } from "./marks";
import { flagName } from "./names";
import { FlagSign } from "./Notes";

// places of one flag that are shown; the text marks them all
const MOST = 4;

interface Props {
  reading: Reading;
  /** Show a flag in the text. */
  onShow: (id: string) => void;
}

/** What an editor should look at: each flag with the sentences that show it, one beside the other. */
export function FlagCards({ reading, onShow }: Props) {
  return (
    <ul class="flag-cards">
      {reading.flags.map((flag, index) => (
        <li key={index} class="flag-card panel">
          <header class="flag-head">
            <h3>
              <FlagSign /> {flagName(flag.kind)}
            </h3>
            <button type="button" class="plain" onClick={() => onShow(flagId(index))}>
              {t("showInText")}
            </button>
          </header>
          <p dir="auto">{flag.message}</p>
          <div class={flag.spans.length > 1 ? "flag-sides flag-several" : "flag-sides"} role="group" aria-label={t("sides")}>
            {flag.spans.slice(0, MOST).map((span) => (
              <Quoted key={span.start} report={reading.report} span={span} />
            ))}
          </div>
          {flag.spans.length > MOST && <p class="quiet small">{t("moreSides", { n: flag.spans.length - MOST })}</p>}
        </li>
      ))}
    </ul>
  );
}
