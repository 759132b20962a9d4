import { get } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Got, Schemas } from "../../api/types";
import { makeStore } from "../../state/store";

export type Actor = Got<"/actors/{id}">;
export type Review = Schemas["Review"];

/** The last decision of this visit, so that it can be taken back at once; actors change their id by it. */
export const lastDone = makeStore<{ review: Review; undone: boolean } | null>(null);

// actors are named by what is in them, so that a decision may give them another id
const MOST = 100;

/** Find the id under which an actor stands after a decision: its old one, or that of who has one of its names now. */
export async function idNow(id: string, kind: Actor["kind"], forms: readonly { form: string; name: string }[]): Promise<string | undefined> {
  try {
    return (await get("/actors/{id}", { path: { id } })).id;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
  }
  for (const name of new Set(forms.map((each) => each.name))) {
    const { rows } = await get("/actors", { query: { actor: name, kind, limit: MOST } });
    const found = rows.find((row) => row.members.some((member) => forms.some((each) => each.form === member.form)));
    if (found) return found.id;
  }
  return undefined;
}

/** Say whether a decision is about an actor: named by it, or by one of the names that it has. */
export const isAbout = (review: Review, actor: Actor): boolean =>
  review.subject === "actor" &&
  (review.subject_id === actor.id || actor.members.some((member) => review.others.includes(member.form)));
