import { figuresInWords } from "../parts/figures";
import { KindName } from "../parts/EventLine";
import { t } from "../text/en/reading";
import { common } from "../text/en/common";
import { type Book, firstMark, type Mark, type Target } from "./marks";
import { flagName } from "./names";
import { Sides } from "./Sides";
import { useView } from "./state";

/** The sign of a flag. */
export function FlagSign() {
  return (
    <svg class="flag-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M3 1h2v1h9l-3 3.500L14 9H5v6H3z" />
    </svg>
  );
}

function Told({ target }: { target: Target }) {
  if (target.kind === "flag") {
    return (
      <>
        <span class="note-name">
          <FlagSign /> {flagName(target.flag.kind)}
        </span>{" "}
        <bdi>{target.flag.message}</bdi>
      </>
    );
  }
  if (target.kind !== "event") return null;
  const { event } = target;
  const figures = figuresInWords(event.counts);
  return (
    <>
      <KindName type={event.type} mode={event.mode} refined={event.refined} /> <Sides event={event} />{" "}
      {figures && <span>· {figures}</span>} {event.modality !== "happened" && <span class="chip">{common(`modality_${event.modality}`)}</span>}
    </>
  );
}

/** Choose the marks of a block that get a note: events at the words that tell them best, flags at their first place. */
function noted(book: Book, marks: readonly Mark[], block: { start: number; end: number }): Mark[] {
  const inside = marks.filter((mark) => (mark.look === "event" || mark.look === "flag") && block.start <= mark.start && mark.start < block.end);
  return inside.filter((mark) => firstMark(book, mark.target.id)?.key === mark.key);
}

/** The notes of a block: at the right of its lines where there is room, else below it. */
export function Notes({ block }: { block: { start: number; end: number } }) {
  const { book, marks, open, show } = useView();
  const own = noted(book, marks, block);
  if (own.length === 0) return null;
  return (
    <ul class="notes">
      {own.map((mark) => (
        <li key={mark.key} class={mark.target.id === open ? "note note-open" : "note"} data-anchor={mark.key}>
          <button type="button" class={`note-inside note-${mark.look}`} aria-description={t("details")} onClick={() => show(mark)}>
            <Told target={mark.target} />
          </button>
        </li>
      ))}
    </ul>
  );
}
