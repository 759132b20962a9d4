import { makeStore } from "../../state/store";

/** The incident under the pointer, on the map or in the list. */
export const hovered = makeStore<string | null>(null);

/** The incident that is chosen on the map, in the list or by the address. */
export const selected = makeStore<string | null>(null);

/** Read what else than filters stands in the address of the page. */
export const inAddress = (name: "view" | "at"): string | null => new URLSearchParams(location.search).get(name);

/** Write it there without a new entry of the history; nothing of the page is drawn anew for it. */
export function putInAddress(name: "view" | "at", value: string | null): void {
  const now = new URLSearchParams(location.search);
  if (now.get(name) === value) return;
  if (value === null) now.delete(name);
  else now.set(name, value);
  const told = now.toString();
  history.replaceState(history.state, "", `${location.pathname}${told && "?"}${told}`);
}

/** Choose an incident, or none. */
export function select(id: string | null): void {
  selected.set(id);
  putInAddress("at", id);
}
