import { texts } from "../texts";

/** Texts of the page in `pages/situation`. */
export const t = texts("situation", {
  title: "Situation",
  when: "When",
  incident: "Incident",
  sources: "Sources",
  none: "No incidents are kept yet",
});
