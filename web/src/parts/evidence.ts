import type { Span } from "../api/types";
import { makeStore } from "../state/store";

/** Which words of which report are shown beside the page. */
export interface Shown {
  report: string;
  span: Span;
}

/** What the panel shows now; the shell draws it. */
export const shownEvidence = makeStore<Shown | null>(null);

/** Show words of a report beside the page. */
export const openEvidence = (shown: Shown): void => shownEvidence.set(shown);

/** The address of a report, opened at words of it. */
export const markAddress = (report: string, span: Pick<Span, "start" | "end">): string =>
  `/reports/${encodeURIComponent(report)}?mark=${span.start}-${span.end}`;
