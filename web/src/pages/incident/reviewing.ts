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

/** What can be decided of an incident, and of an event. */
export const VERDICTS = {
  incident: ["accept", "reject", "merge", "split"],
  event: ["accept", "correct", "reject"],
} as const;
