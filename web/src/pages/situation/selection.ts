import { putInAddress } from "../../parts/params";
import { makeStore } from "../../state/store";

/** The incident under the pointer, on the map or in the list. */
export const hovered = makeStore<string | null>(null);

/** The incident that is chosen on the map, in the list or by the address. */
export const selected = makeStore<string | null>(null);

/** Choose an incident, or none. */
export function select(id: string | null): void {
  selected.set(id);
  putInAddress("at", id);
}
