import { useMemo, useRef } from "preact/hooks";

import type { ApiProblem } from "../../api/problem";
import type { Asked as AskedOf } from "../../api/types";
import { useApi } from "../../api/use";
import { bins, type Bins, boxOf, counts, type Counts, misfits, onMap, type Situation } from "./data";

/** The filters of incidents, as the API takes them. */
export type Query = NonNullable<AskedOf<"/incidents">["query"]>;

/** What the map, the line of time and the counts show. */
export interface Shown {
  /** All that was asked for, with the days that were chosen. */
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

/**
 * Ask for the situation. What the points tell themselves is picked out here, so that it takes no time and each value
 * can be counted without the filter on itself; days are asked of the desk, which knows when incidents end.
 */
export function useSituation(query: Query): Showing {
  const { type, country, modality, contested, box, since, until, order: _, ...base } = query;
  const wide = useApi("/situation", { query: base });
  const partial = (wide.data?.left_off ?? 0) > 0;
  const dated = Boolean(since || until);
  const { order: __, ...everything } = query;
  const exact = useApi("/situation", partial ? { query: everything } : dated ? { query: { ...base, since, until } } : null);
  const pool = partial || dated ? exact : wide;
  const [all, whole] = [partial ? pool.data : wide.data, pool.data];
  const shown = useMemo(() => {
    if (!whole || !all) return undefined;
    const asked = { type, country, modality: modality ?? undefined, contested: contested ?? undefined, box: boxOf(box ?? undefined) };
    const bits = misfits(whole, asked as Parameters<typeof misfits>[1]);
    const ofAll = all === whole ? bits : misfits(all, asked as Parameters<typeof misfits>[1]);
    return { whole, mapped: onMap(whole, bits), counts: counts(whole, bits), bins: bins(all, ofAll) };
  }, [whole, all, type, country, modality, contested, box]);
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
