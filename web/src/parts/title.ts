import { useEffect } from "preact/hooks";

import { makeStore } from "../state/store";
import { common } from "../text/en/common";

/** The name of the page that is open; the shell reads it out when another page opens. */
export const pageTitle = makeStore("");

/** Name the page in the browser's title; undefined while its name is not known yet. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    document.title = common("titled", { page: title });
    pageTitle.set(title);
  }, [title]);
}
