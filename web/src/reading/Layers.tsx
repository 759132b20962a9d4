import { useShortcut } from "../parts/shortcuts";
import { t } from "../text/en/reading";
import { LAYERS, type Layer } from "./marks";
import { markInWords } from "./names";
import { useView } from "./state";

// how the marks of a layer look, as words of its button
const SAMPLES: Record<Layer, string> = {
  actors: "m m-person",
  places: "m m-place",
  statements: "m m-said m-first m-last",
  events: "m m-event m-of-force",
  left: "m m-left",
};

function LayerButton({ layer, number }: { layer: Layer; number: number }) {
  const { book, layers, toggle } = useView();
  const count = book.marks.filter((mark) => mark.layer === layer && mark.look !== "cue").length;
  useShortcut(String(number), t("layerKey", { layer: t(`layer_${layer}`) }), () => toggle(layer));
  return (
    <button type="button" class="layer" aria-pressed={layers.has(layer)} onClick={() => toggle(layer)}>
      <kbd aria-hidden="true">{number}</kbd> <span class={SAMPLES[layer]}>{t(`layer_${layer}`)}</span> <span class="quiet numeric">{count}</span>
    </button>
  );
}

/** Where the reader is among the marks, or how to go from one to the next. */
function Position() {
  const { book, marks, here } = useView();
  const at = marks.findIndex((mark) => mark.key === here);
  const mark = marks[at];
  if (mark) return <bdi>{t("position", { at: at + 1, all: marks.length, what: markInWords(book, mark) })}</bdi>;
  if (marks.length === 0) return <>{t("noMarks")}</>;
  return (
    <>
      {t("positions", { n: marks.length })}
      <span class="position-help">: {t.rich("moveHelp", { next: <kbd>n</kbd>, previous: <kbd>p</kbd> })}</span>
    </>
  );
}

/** Shows and hides layers, and goes from mark to mark. */
export function Layers() {
  const { book, marks, step } = useView();
  useShortcut("n", t("next"), () => step(1));
  useShortcut("p", t("previous"), () => step(-1));
  const layers = LAYERS.filter((layer) => layer !== "left" || book.marks.some((each) => each.layer === "left"));
  return (
    <div class="layers" role="group" aria-label={t("layers")}>
      {layers.map((layer, index) => (
        <LayerButton key={layer} layer={layer} number={index + 1} />
      ))}
      <div class="stepper">
        <button type="button" onClick={() => step(-1)} aria-label={t("previous")} title={t("previous")} disabled={marks.length === 0}>
          <span aria-hidden="true">↑</span>
        </button>
        <button type="button" onClick={() => step(1)} aria-label={t("next")} title={t("next")} disabled={marks.length === 0}>
          <span aria-hidden="true">↓</span>
        </button>
        <span class="quiet small position" role="status">
          <Position />
        </span>
      </div>
    </div>
  );
}
