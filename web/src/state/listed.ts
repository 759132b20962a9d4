import { makeStore } from "./store";

/** Ids of the incidents of the last list that was loaded, in its order, so that their pages lead on to each other. */
export const listed = makeStore<readonly string[]>([]);
