import { texts } from "../texts";

/** Texts of the page in `pages/report`. */
export const t = texts("report", {
  title: "Report",
});
