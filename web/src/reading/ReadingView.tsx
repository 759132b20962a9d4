import "./details.css";
import "./reading.css";
import "./marks.css";

import { useEffect, useRef } from "preact/hooks";

import { t } from "../text/en/reading";
import { Details } from "./Details";
import { Layers } from "./Layers";
import type { Book } from "./marks";
import { Outline } from "./Outline";
import { usePlacedNotes } from "./placing";
import { type Told, type View, ViewContext, placeOf, useReadingView } from "./state";
import { Text } from "./Text";

interface Props {
  book: Book;
  /** Id to open when the reading is first shown, and whenever it changes. */
  at?: string | undefined;
  /** Counts how often it was asked for, so that what is open already can be asked for again. */
  times?: number;
  /** The layers to show first, as an address writes them. */
  layers?: string | undefined;
  /** Be told what is opened and which layers are shown, to keep it in the address. */
  keep?: Told;
  /** Whether the flags stand above the reading already. */
  flagsAbove?: boolean;
}

function keyOn(view: View, frame: HTMLElement, event: KeyboardEvent): boolean {
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    view.step(event.key === "ArrowRight" ? 1 : -1);
    return true;
  }
  if (event.key !== "Enter" && event.key !== " ") return false;
  const mark = view.marks.find((each) => each.key === view.here);
  const here = mark && placeOf(frame, mark.key) === event.target ? mark : undefined;
  return showAt(view, event.target, true, here);
}

/** Open the innermost mark of the words that were chosen, or `mark`. */
function showAt(view: View, chosen: EventTarget | null, enter: boolean, mark = markAt(view, chosen)): boolean {
  if (mark) view.show(mark, enter);
  return mark !== undefined;
}

function markAt(view: View, chosen: EventTarget | null) {
  const piece = chosen instanceof Element ? chosen.closest<HTMLElement>(".seg") : null;
  const keys = (piece?.dataset.at ?? "").split(" ");
  const found = view.marks.filter((mark) => keys.includes(mark.key) && mark.look !== "asked");
  return found.sort((one, other) => one.end - one.start - (other.end - other.start))[0];
}

/** A report as it was read: what was found in it at the left, its text with marks, and notes in the margin. */
export function ReadingView({ book, at, times = 0, layers, keep, flagsAbove = false }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useReadingView(book, frame, layers, keep);
  const { marks, open } = view;
  usePlacedNotes(frame, marks);
  const known = at !== undefined && book.targets.has(at);
  useEffect(() => {
    if (at !== undefined && known && at !== open) view.jump(at);
  }, [at, known]);
  useEffect(() => {
    if (at !== undefined && times > 0) view.jump(at);
  }, [times]);
  const pressed = (event: KeyboardEvent) => {
    const piece = event.target instanceof HTMLElement && event.target.classList.contains("seg");
    if (event.key === "Escape" && open !== undefined) view.close();
    else if (piece && frame.current && keyOn(view, frame.current, event)) event.preventDefault();
  };
  return (
    <ViewContext.Provider value={view}>
      <section class="reading" aria-label={t("text")}>
        <Layers />
        <div class="reading-side">
          <Details />
          <Outline flagsAbove={flagsAbove} />
        </div>
        <div class="reading-text" ref={frame} onClick={(event) => showAt(view, event.target, false)} onKeyDown={pressed}>
          <Text />
        </div>
      </section>
    </ViewContext.Provider>
  );
}
