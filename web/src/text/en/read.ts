import { texts } from "../texts";

/** Texts of the page in `pages/read`. */
export const t = texts("read", {
  title: "Read a report",
});
