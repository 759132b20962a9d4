import { useState } from "preact/hooks";

import { openEvidence } from "../../parts/evidence";
import { whatName } from "../../parts/figures";
import { t } from "../../text/en/incident";
import { number } from "../../text/numbers";
import { type Claim, type RollUp, once } from "./saying";
import { type Mark, giver, marksOf, mostOf } from "./tolls";

// the policy for content forbids style attributes; a property set by script is allowed
const along = (share: number) => (element: HTMLElement | null) => element?.style.setProperty("--at", String(share));

function givers(mark: Mark): string {
  return once(mark.claims.map(giver), (name) => name).join(", ");
}

function Tick({ mark, share, onLook }: { mark: Mark; share: number; onLook: (mark: Mark | null) => void }) {
  const first = mark.claims[0];
  return (
    <button
      type="button"
      class="toll-tick"
      ref={along(share)}
      aria-haspopup="dialog"
      aria-label={t("tick", { figure: mark.told, who: givers(mark) })}
      onMouseEnter={() => onLook(mark)}
      onMouseLeave={() => onLook(null)}
      onFocus={() => onLook(mark)}
      onBlur={() => onLook(null)}
      onClick={() => first && openEvidence({ report: first.evidence.report, span: first.evidence.span })}
    >
      <span class="toll-tick-line" data-count={Math.min(mark.claims.length, 4)} aria-hidden="true" />
    </button>
  );
}

/** The figures of one kind on a line: UCDP's range with its best, ACLED's most cautious, and a mark for each claim. */
export function TollScale({ rollup, claims }: { rollup: RollUp; claims: readonly Claim[] }) {
  const [looked, look] = useState<Mark | null>(null);
  const most = mostOf(rollup, claims);
  const share = (value: number) => value / most;
  const { low, best, high, cautious } = rollup;
  return (
    <div class="toll-scale">
      <div class="toll-line" role="group" aria-label={t("scaleOf", { what: whatName(rollup.what) })}>
        <span class="toll-range" key={`${low} ${high} ${most}`} ref={(element) => {
          element?.style.setProperty("--from", String(share(low)));
          element?.style.setProperty("--to", String(share(high)));
        }} />
        {marksOf(claims).map((mark) => (
          <Tick key={mark.told} mark={mark} share={share(mark.at)} onLook={look} />
        ))}
        <span class="toll-best" ref={along(share(best))} title={t("best")} />
        <span class="toll-cautious" ref={along(share(cautious))} title={t("legendAcled")} />
        <span class="toll-end" ref={along(0)} aria-hidden="true">
          {number(0)}
        </span>
        <span class="toll-end" ref={along(1)} aria-hidden="true">
          {number(most)}
        </span>
      </div>
      <p class="toll-readout small" aria-hidden="true">
        {looked ? (
          <>
            <strong>{looked.told}</strong> <bdi>{givers(looked)}</bdi>
          </>
        ) : (
          <span class="quiet">{t("readoutHint")}</span>
        )}
      </p>
    </div>
  );
}
