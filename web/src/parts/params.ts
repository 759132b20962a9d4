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
