import { useLocation } from "preact-iso";
import { useCallback } from "preact/hooks";

/** Read and write one part of the address's query that is no filter, such as which view is chosen; "" takes it away. */
export function useParam(name: string): [value: string, set: (value: string) => void] {
  const { path, query, route } = useLocation();
  const set = useCallback(
    (value: string) => {
      const now = new URLSearchParams(location.search);
      if (value) now.set(name, value);
      else now.delete(name);
      const told = now.toString();
      const next = `${path}${told && "?"}${told}`;
      if (next !== location.pathname + location.search) route(next);
    },
    [name, path, route],
  );
  return [query[name] ?? "", set];
}

/** Read what else than filters stands in the address of the page. */
export const inAddress = (name: string): string | null => new URLSearchParams(location.search).get(name);

/** Write it there without a new entry of the history; nothing of the page is drawn anew for it. */
export function putInAddress(name: string, value: string | null): void {
  const now = new URLSearchParams(location.search);
  if (now.get(name) === value) return;
  if (value === null) now.delete(name);
  else now.set(name, value);
  const told = now.toString();
  history.replaceState(history.state, "", `${location.pathname}${told && "?"}${told}`);
}
