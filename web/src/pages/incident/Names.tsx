import type { ComponentChildren } from "preact";

import { SpanLink } from "../../parts/SpanLink";
import { t } from "../../text/en/incident";
import { type Evidence, outletOf, spot } from "./saying";

/** Rows of which only the first few are shown at once; the rest opens below. */
export function Few<T>({ of, most, children }: { of: readonly T[]; most: number; children: (each: T, index: number) => ComponentChildren }) {
  // one more than fits is no reason to hide anything
  const shown = of.length <= most + 1 ? of.length : most;
  const rest = of.slice(shown);
  return (
    <>
      {of.slice(0, shown).map(children)}
      {rest.length > 0 && (
        <li class="incident-rest">
          <details>
            <summary class="small">{t("moreOf", { n: rest.length })}</summary>
            <ul>{rest.map((each, index) => children(each, shown + index))}</ul>
          </details>
        </li>
      )}
    </>
  );
}

/** Who says something and in which outlet, as a link to the words. */
export function Sayer({ evidence, by }: { evidence: Evidence; by?: string | undefined }) {
  const outlet = outletOf(evidence);
  const own = by === undefined || by === outlet || !evidence.outlet;
  return (
    <SpanLink key={spot(evidence)} report={evidence.report} span={evidence.span}>
      {own ? <bdi>{by ?? outlet}</bdi> : t.rich("saidIn", { who: <bdi>{by}</bdi>, outlet: <bdi>{outlet}</bdi> })}
    </SpanLink>
  );
}
