import { useLayoutEffect } from "preact/hooks";

import { placeOf } from "./state";

// pixels between two notes
const GAP = 6;

function place(frame: HTMLElement): void {
  const top = frame.getBoundingClientRect().top;
  const notes = [...frame.querySelectorAll<HTMLElement>(".note")].map((note) => {
    const line = placeOf(frame, note.dataset.anchor ?? "")?.getClientRects()[0];
    return { note, wanted: (line?.top ?? top) - top, height: note.offsetHeight };
  });
  let free = 0;
  // all is measured before anything is moved
  for (const { note, wanted, height } of notes) {
    const at = Math.max(wanted, free);
    note.style.setProperty("--top", `${Math.round(at)}px`);
    free = at + height + GAP;
  }
  frame.style.setProperty("--notes-end", `${Math.round(free)}px`);
}

/** Keep the notes beside their lines, each below the one before; style sheets use `--top` only where there is a margin. */
export function usePlacedNotes(frame: { current: HTMLElement | null }, shown: unknown): void {
  useLayoutEffect(() => {
    const own = frame.current;
    if (!own) return undefined;
    place(own);
    const watching = new ResizeObserver(() => place(own));
    watching.observe(own);
    return () => watching.disconnect();
  }, [shown]);
}
