import type { Statement } from "../api/types";
import { common } from "../text/en/common";

export type Stance = Statement["stance"];

/** The stances of statements, in the order in which they are listed. */
export const STANCES: readonly Stance[] = ["asserts", "denies", "accuses", "demands", "threatens", "supports", "promises", "doubts"];

/** How a stance is drawn: a path in a box of 16 by 16, and the tone of its bars. */
export const STANCE_MARKS: Readonly<Record<Stance, { path: string; tone: number }>> = {
  asserts: { path: "M2 3h12v8H8l-4 3v-3H2z", tone: 0 },
  denies: { path: "M4 2l4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4-4-4z", tone: 1 },
  accuses: { path: "M6 1h4l-1 9H7zM6.5 11.5h3v3h-3z", tone: 2 },
  demands: { path: "M8 2l6 7h-4v5H6V9H2z", tone: 3 },
  threatens: { path: "M8 1l7 13H1zM8 5.5L4.5 12h7z", tone: 4 },
  supports: { path: "M6 2h4v4h4v4h-4v4H6v-4H2V6h4z", tone: 5 },
  promises: { path: "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2zM8 5a3 3 0 1 0 0 6A3 3 0 1 0 8 5z", tone: 6 },
  doubts: { path: "M2 9c2-6 4-6 6-3s3 3 4 0l2 1c-2 6-5 5-7 2s-2-2-3 1z", tone: 7 },
};

/** Say whether a text names a stance. */
export const isStance = (text: string | undefined): text is Stance => STANCES.some((each) => each === text);

/** Name a stance by the verb that stands between speaker and words. */
export const stanceName = (stance: Stance): string => common(`stance_${stance}`);
