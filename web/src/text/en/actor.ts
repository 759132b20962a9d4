import { texts } from "../texts";

/** Texts of the page in `pages/actor`. */
export const t = texts("actor", {
  title: "Actor",
});
