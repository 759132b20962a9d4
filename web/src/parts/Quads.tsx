import type { Schemas } from "../api/types";
import { number } from "../text/numbers";
import { common } from "../text/en/common";
import "./quads.css";

export type Counts = Schemas["QuadsPart"];
export type Quad = keyof Counts;

/** PLOVER's quad classes in the order of its manual. */
export const QUADS: readonly Quad[] = ["vcoop", "mcoop", "vconf", "mconf"];

const WIDE = 72;

/** How many events of each quad class there are, as one small bar with the numbers in words. */
export function Quads({ quads }: { quads: Counts }) {
  const all = QUADS.reduce((sum, quad) => sum + quads[quad], 0);
  const told = QUADS.filter((quad) => quads[quad] > 0).map((quad) => `${common(`quad_${quad}`)} ${number(quads[quad])}`);
  let x = 0;
  return (
    <span class="quads">
      <svg viewBox={`0 0 ${WIDE} 10`} width={WIDE} height="10" aria-hidden="true">
        {QUADS.map((quad) => {
          const width = all ? (quads[quad] / all) * WIDE : 0;
          const from = x;
          x += width;
          return width > 0 && <rect key={quad} class={`quad-${quad}`} x={from} width={Math.max(1, width - 1)} height="10" />;
        })}
      </svg>{" "}
      {told.join(", ")}
    </span>
  );
}
