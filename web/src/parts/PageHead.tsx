import type { ComponentChildren } from "preact";

import { useTitle } from "./title";

/** The heading of a page, which names it in the browser's title too, with what stands beside it. */
export function PageHead({ title, children }: { title: string; children?: ComponentChildren }) {
  useTitle(title);
  return (
    <header class="page-head">
      <h1 dir="auto" tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  );
}
