import { texts } from "../texts";

/** Texts of the page in `pages/dyads`. */
export const t = texts("dyads", {
  title: "Dyads",
  none: "No events are kept yet",
});
