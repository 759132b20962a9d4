import { useLocation } from "preact-iso";
import { useCallback, useMemo, useRef } from "preact/hooks";

/** The filters of the API's lists, as text, as they stand in the address of a page. */
export interface Filters {
  text?: string;
  since?: string;
  until?: string;
  country?: string;
  near?: string;
  radius_km?: string;
  box?: string;
  actor?: string;
  recipient?: string;
  either?: string;
  type?: string;
  mode?: string;
  modality?: string;
  contested?: string;
  outlet?: string;
  report?: string;
  incident?: string;
  kind?: string;
  stance?: string;
  /** Words of the name of a place. */
  name?: string;
  order?: string;
}
export type FilterName = keyof Filters;

/** The filters as the API takes them. */
export interface ApiQuery extends Omit<Filters, "radius_km" | "contested" | "modality" | "stance" | "order"> {
  radius_km?: number;
  contested?: boolean;
}

export interface UsedFilters<N extends FilterName> {
  /** What is set, as text. */
  filters: Pick<Filters, N>;
  /** What is set, as a query of the API without `order`, `modality` and `stance`, which pages check themselves. */
  query: Pick<ApiQuery, N & keyof ApiQuery>;
  /** Whether anything but the order is set. */
  any: boolean;
  /** Set filters; while `typing`, the address is replaced, so that going back undoes all of it at once. */
  set: (changed: Pick<Filters, N>, typing?: boolean) => void;
  /** Take every filter away. */
  clear: () => void;
  /** End of typing: what is typed next makes a new entry of the history. */
  commit: () => void;
}

function apiQuery(filters: Filters): ApiQuery {
  const { radius_km, contested, modality: _, order: __, stance: ___, ...rest } = filters;
  const query: ApiQuery = rest;
  if (radius_km !== undefined && Number.isFinite(Number(radius_km))) query.radius_km = Number(radius_km);
  if (contested === "true" || contested === "false") query.contested = contested === "true";
  return query;
}

/** What stands in an address, as text and as a query of the API. */
export function filtersIn<const N extends FilterName>(names: readonly N[], told: Readonly<Record<string, string>>): Pick<UsedFilters<N>, "filters" | "query"> {
  const filters: Filters = {};
  for (const name of names) if (told[name]) filters[name] = told[name];
  return { filters, query: apiQuery(filters) };
}

/** Read and write filters in the query of the page's address; what else stands there is left alone. */
export function useFilters<const N extends FilterName>(names: readonly N[]): UsedFilters<N> {
  const { url, path, query: inUrl, route } = useLocation();
  const typed = useRef(false);
  const { filters, query } = useMemo(() => filtersIn(names, inUrl), [url]);

  const write = useCallback(
    (changed: Filters, replace: boolean) => {
      // not what this component was drawn with: several may write before the next drawing
      const now = new URLSearchParams(location.search);
      for (const name of Object.keys(changed) as FilterName[]) {
        const value = changed[name];
        if (value) now.set(name, value);
        else now.delete(name);
      }
      const told = now.toString();
      const next = `${path}${told && "?"}${told}`;
      if (next !== location.pathname + location.search) route(next, replace);
    },
    [path, route],
  );
  const set = useCallback(
    (changed: Filters, typing = false) => {
      write(changed, typed.current);
      typed.current = typing;
    },
    [write],
  );
  const clear = useCallback(() => {
    typed.current = false;
    write(Object.fromEntries(names.filter((name) => name !== "order").map((name) => [name, undefined])), false);
  }, [write]);
  const commit = useCallback(() => {
    typed.current = false;
  }, []);
  const any = Object.keys(filters).some((name) => name !== "order");
  return { filters, query, any, set, clear, commit };
}
