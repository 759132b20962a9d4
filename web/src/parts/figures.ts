import { number } from "../text/numbers";
import { common } from "../text/en/common";

/** A figure as one report gives it. */
export interface Figure {
  what: string;
  who: string | null;
  low: number | null;
  high: number | null;
  approximate: boolean;
}

/** Write a figure as it is bounded: 4, about 4, at least 4, up to 4, 4 to 6. */
export function figure({ low, high, approximate }: Pick<Figure, "low" | "high" | "approximate">): string {
  if (low === null) return high === null ? "" : common("figureUpTo", { n: number(high) });
  if (high === null) return common("figureAtLeast", { n: number(low) });
  if (low !== high) return common("figureRange", { low: number(low), high: number(high) });
  return approximate ? common("figureAbout", { n: number(low) }) : number(low);
}

/** Name what a figure counts. */
export const whatName = (what: string): string => common.maybe(`what_${what}`) ?? what;

/** Write figures one after another, each once: 4 killed, about 9 injured. */
export function figuresInWords(figures: readonly Figure[]): string {
  const told = figures.map((each) => common("figureOf", { figure: figure(each), what: whatName(each.what) }));
  return [...new Set(told)].join(", ");
}
