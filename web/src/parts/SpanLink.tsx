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
      {children ?? (
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M7 4.500C4.800 5.300 4 6.600 4 8h2.500v4H2V8.500C2 5.500 3.800 3.600 6.300 3zM14 4.500c-2.200.800-3 2.100-3 3.500h2.500v4H9V8.500C9 5.500 10.800 3.600 13.300 3z" />
        </svg>
      )}
    </button>
  );
}
