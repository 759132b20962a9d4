import type { Schemas } from "../api/types";
import { number } from "../text/numbers";
import { common } from "../text/en/common";
import { figure, whatName } from "./figures";
import { SpanLink } from "./SpanLink";

type RollUp = Schemas["RollUpPart"];
type Claim = Schemas["FigureClaimPart"];

const WIDTH = 240;
const EDGE = 8;

/** A toll as a range from the lowest to the highest figure, the best one marked, and a tick for each claim. */
export function Figures({ rollup, claims }: { rollup: RollUp; claims: readonly Claim[] }) {
  const own = claims.filter((claim) => claim.what === rollup.what);
  const ends = own.flatMap((claim) => [claim.low, claim.high]).filter((value) => value !== null);
  const most = Math.max(rollup.high, ...ends, 1);
  const at = (value: number) => EDGE + ((WIDTH - 2 * EDGE) * value) / most;
  const { low, best, high } = rollup;
  const told = { what: whatName(rollup.what), low: number(low), best: number(best), high: number(high) };
  return (
    <figure class="figures">
      <figcaption>{common("figureRangeOf", told)}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} 34`} role="img" aria-label={common("figureRangeOf", told)}>
        <path class="figures-axis" d={`M${at(0)} 16H${at(most)}`} />
        <path class="figures-range" d={`M${at(low)} 16H${at(high)}`} />
        {own.map((claim, index) => (
          <path key={index} class="figures-tick" d={`M${at(claim.low ?? claim.high ?? 0)} 8v16`} />
        ))}
        <path class="figures-best" d={`M${at(best)} 10l6 6-6 6-6-6z`} />
        <text class="figures-end" x={at(0)} y="33">
          {number(0)}
        </text>
        <text class="figures-end figures-last" x={at(most)} y="33">
          {number(most)}
        </text>
      </svg>
      <ul class="figures-claims" aria-label={common("figureClaims")}>
        {own.map((claim, index) => (
          <li key={index}>
            <SpanLink report={claim.evidence.report} span={claim.evidence.span}>
              {common("figureBy", {
                figure: [figure(claim), claim.who].filter(Boolean).join(" "),
                who: claim.speaker ?? claim.evidence.outlet ?? common("unnamedOutlet"),
              })}
            </SpanLink>
          </li>
        ))}
      </ul>
    </figure>
  );
}
