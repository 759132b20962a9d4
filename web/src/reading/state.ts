import { createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { type Book, firstMark, type Layer, LAYERS, type Mark } from "./marks";

/** What a reading shows now, and what changes it. */
export interface View {
  book: Book;
  layers: ReadonlySet<Layer>;
  /** The marks of the layers that are shown. */
  marks: Mark[];
  /** Key of the mark at which the reader is. */
  here: string | undefined;
  /** Id of what stands in the panel. */
  open: string | undefined;
  toggle: (layer: Layer) => void;
  /** Go so many marks on or back. */
  step: (by: number) => void;
  /** Open what a mark is; with `enter`, the panel takes the focus. */
  show: (mark: Mark, enter?: boolean) => void;
  /** Open what an id stands for and go to its words. */
  jump: (id: string) => void;
  close: () => void;
  /** Whether the panel should take the focus when it opens. */
  enter: boolean;
}

export const ViewContext = createContext<View | null>(null);

/** Give the view of the reading that a component is a part of. */
export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error("outside of a reading");
  return view;
}

const FIRST: readonly Layer[] = ["actors", "places", "statements", "events"];
const NONE = "none";

/** Read which layers an address asks for, those that are known; without any, the usual ones are shown. */
function layersIn(told: string | undefined): ReadonlySet<Layer> {
  if (!told) return new Set(FIRST);
  const asked = told.split(",");
  return new Set(LAYERS.filter((layer) => asked.includes(layer)));
}

/** Write the layers for an address; the usual ones need no word. */
function layersTold(shown: ReadonlySet<Layer>): string | null {
  const told = LAYERS.filter((layer) => shown.has(layer)).join(",");
  return told === FIRST.join(",") ? null : told || NONE;
}

/** What is told of the view of a reading, to keep it in the address: what is open, and which layers are shown. */
export interface Told {
  opened: (id: string | undefined) => void;
  layered?: (layers: string | null) => void;
}

interface Jump {
  key: string;
  at: number;
}

/** Find where a mark begins in the page. */
export const placeOf = (frame: HTMLElement, key: string): HTMLElement | null =>
  frame.querySelector<HTMLElement>(`[data-first~="${CSS.escape(key)}"]`);

/** Hold what a reading shows. `frame` is the element of the text; a jump scrolls to its mark and gives it the focus. */
export function useReadingView(book: Book, frame: { current: HTMLElement | null }, first?: string, keep?: Told): View {
  const [layers, setLayers] = useState(() => layersIn(first));
  const [here, setHere] = useState<string | undefined>();
  const [open, setOpen] = useState<string | undefined>();
  const [enter, setEnter] = useState(false);
  const [jumped, setJumped] = useState<Jump | undefined>();
  const marks = useMemo(() => book.marks.filter((mark) => mark.layer === null || layers.has(mark.layer)), [book, layers]);

  const go = useCallback((mark: Mark) => {
    const { layer } = mark;
    if (layer !== null) setLayers((old) => (old.has(layer) ? old : new Set([...old, layer])));
    setHere(mark.key);
    setJumped((old) => ({ key: mark.key, at: (old?.at ?? 0) + 1 }));
  }, []);
  useEffect(() => {
    const place = jumped && frame.current ? placeOf(frame.current, jumped.key) : null;
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "center" });
  }, [jumped]);

  useEffect(() => {
    // the panel may have opened over the words
    if (open !== undefined && here !== undefined && frame.current) placeOf(frame.current, here)?.scrollIntoView({ block: "nearest" });
  }, [open]);

  const told = useRef(keep);
  told.current = keep;
  useEffect(() => told.current?.layered?.(layersTold(layers)), [layers]);
  const opened = useCallback((id: string | undefined, within = false) => {
    setEnter(within);
    setOpen(id);
    told.current?.opened(id);
  }, []);
  const step = (by: number) => {
    if (marks.length === 0) return;
    const at = marks.findIndex((mark) => mark.key === here);
    const next = marks[at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length];
    if (next) go(next);
  };
  const close = () => {
    // what had the focus is about to go
    const place = here && frame.current ? placeOf(frame.current, here) : null;
    opened(undefined);
    place?.focus({ preventScroll: true });
  };
  const jump = useCallback(
    (id: string) => {
      const mark = firstMark(book, id);
      if (mark) go(mark);
      if (mark?.look !== "asked") opened(id);
    },
    [book],
  );
  return {
    book, layers, marks, here, open, enter, step, jump, close,
    toggle: (layer) => setLayers((old) => new Set(old.has(layer) ? [...old].filter((each) => each !== layer) : [...old, layer])),
    show: (mark, within = false) => {
      setHere(mark.key);
      opened(mark.target.id, within);
    },
  };
}
