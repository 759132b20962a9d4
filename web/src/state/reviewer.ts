import { makeStore } from "./store";

const KEPT = "tocsin.reviewer";

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

/** The name under which this browser decides. */
export const reviewer = makeStore(kept());

/** Take the name of who decides, from now on. */
export function takeReviewer(name: string): void {
  reviewer.set(name);
  try {
    localStorage.setItem(KEPT, name);
  } catch {
    // it holds until the page is closed
  }
}
