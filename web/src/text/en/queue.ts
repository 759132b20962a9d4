import { texts } from "../texts";

/** Texts of the page in `pages/queue`. */
export const t = texts("queue", {
  title: "Queue",
  none: "No reports are kept yet",
});
