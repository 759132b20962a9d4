import type { ComponentChildren } from "preact";

import { common } from "../text/en/common";

/** Says that there is nothing to show, why, and (as children) what can be done about it. */
export function Empty({ title, children }: { title?: string; children?: ComponentChildren }) {
  return (
    <div class="notice" role="status">
      <p class="notice-title">{title ?? common("empty")}</p>
      {children}
    </div>
  );
}
