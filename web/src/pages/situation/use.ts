import { useMemo, useRef } from "preact/hooks";

import type { ApiProblem } from "../../api/problem";
import type { Asked as AskedOf } from "../../api/types";
import { useApi } from "../../api/use";
import { bins, type Bins, boxOf, counts, type Counts, misfits, onMap, type Situation } from "./data";

/** The filters of incidents, as the API takes them. */
export type Query = NonNullable<AskedOf<"/incidents">["query"]>;

/** What the map, the line of time and the counts show. */
export interface Shown {
  /** All that the desk was asked for. */
  whole: Situation;
  /** Which points of it the map shows. */
  mapped: number[];
  counts: Counts;
  bins: Bins;
}

export interface Showing {
  shown: Shown | undefined;
  error: ApiProblem | undefined;
  loading: boolean;
  reload: () => void;
}

// the points of incidents tell these themselves
const APART = new Set<string>(["type", "country", "modality", "contested", "box", "since", "until", "order"]);

/** The filters with which the situation is asked for in any case. */
export const baseOf = (query: Query): Query => Object.fromEntries(Object.entries(query).filter(([name]) => !APART.has(name)));

/**
 * Ask for the situation. What the points tell themselves is picked out here, so that it takes no time and each value
 * can be counted without the filter on itself. Where there are too many points, the desk is asked with every filter.
 */
export function useSituation(query: Query): Showing {
  const { type, country, modality, contested, box, since, until } = query;
  const wide = useApi("/situation", { query: baseOf(query) });
  const partial = (wide.data?.left_off ?? 0) > 0;
  const { order: _, ...everything } = query;
  const exact = useApi("/situation", partial ? { query: everything } : null);
  const pool = partial ? exact : wide;
  const whole = pool.data;
  const shown = useMemo(() => {
    if (!whole) return undefined;
    const asked = { type, country, modality, contested, box: boxOf(box ?? undefined), since, until };
    const bits = misfits(whole, asked as Parameters<typeof misfits>[1]);
    return { whole, mapped: onMap(whole, bits), counts: counts(whole, bits), bins: bins(whole, bits) };
  }, [whole, type, country, modality, contested, box, since, until]);
  // what was shown stays until the next is there, so that nothing on the page is made anew
  const last = useRef<Shown | undefined>(undefined);
  if (shown) last.current = shown;
  return {
    shown: shown ?? (pool.loading ? last.current : undefined),
    error: pool.error ?? wide.error,
    loading: pool.loading || wide.loading,
    reload: () => {
      wide.reload();
      exact.reload();
    },
  };
}
