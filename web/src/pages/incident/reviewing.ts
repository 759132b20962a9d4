import { ApiProblem } from "../../api/problem";
import type { Schemas } from "../../api/types";
import { makeStore } from "../../state/store";

export type Review = Schemas["Review"];
export type Verdict = Review["verdict"];

/** What was decided last on this page, and of which incident; kept while the address follows a new id. */
export interface Done {
  review: Review;
  about: string;
  undone: boolean;
}

/** The last decision of this visit, so that it can be taken back even where nothing of the incident is left. */
export const lastDone = makeStore<Done | null>(null);

const KEPT = "tocsin.reviewer";

/** Give the name that was written last in this browser. */
export function keptAuthor(): string {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

/** Keep a name for the next decision. */
export function keepAuthor(name: string): void {
  try {
    localStorage.setItem(KEPT, name);
  } catch {
    // a browser that keeps nothing asks each time
  }
}

/** What can be decided of an incident, and of an event. */
export const VERDICTS = {
  incident: ["accept", "reject", "merge", "split"],
  event: ["accept", "correct", "reject"],
} as const;

/** Give what went wrong as a problem that can be shown. */
export const problemFrom = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem("unreadable", error instanceof Error ? error.message : String(error), 0);
