import type { ComponentChildren } from "preact";

import type { Span } from "../api/types";
import { common } from "../text/en/common";
import { openEvidence } from "./evidence";

interface Props {
  report: string;
  span: Span;
  /** The value that stands there; without one a small mark. */
  children?: ComponentChildren;
}

/** A value, or a mark beside it, that opens the words it was taken from. */
export function SpanLink({ report, span, children }: Props) {
  const label = common("evidenceOpen", { quote: span.quote });
  return (
    <button
      type="button"
      class={children ? "span-link" : "span-link span-mark"}
      aria-haspopup="dialog"
      title={label}
      {...(children ? {} : { "aria-label": label })}
      onClick={() => openEvidence({ report, span })}
    >
      {children ?? <span aria-hidden="true">❝</span>}
    </button>
  );
}
