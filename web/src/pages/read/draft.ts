import { useCallback, useState } from "preact/hooks";

import type { Schemas } from "../../api/types";
import type { Taken } from "./file";

export const WAYS = ["text", "file", "url"] as const;
export type Way = (typeof WAYS)[number];

/** What was typed and chosen so far. */
export interface Draft {
  way: Way;
  text: string;
  file: Taken | null;
  url: string;
  source: string;
  at: string;
}

const EMPTY: Draft = { way: "text", text: "", file: null, url: "", source: "", at: "" };
const KEPT = "tocsin.read";

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fileOf(value: unknown): Taken | null {
  if (typeof value !== "object" || value === null) return null;
  const { name, text, page } = value as Record<string, unknown>;
  return typeof name === "string" && typeof text === "string" ? { name, text, page: page === true } : null;
}

function kept(): Draft {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    const found = (typeof read === "object" && read !== null ? read : {}) as Record<string, unknown>;
    const way = WAYS.find((each) => each === found.way) ?? EMPTY.way;
    return { way, text: textOf(found.text), file: fileOf(found.file), url: textOf(found.url), source: textOf(found.source), at: textOf(found.at) };
  } catch {
    return EMPTY;
  }
}

function keep(draft: Draft): void {
  // a large file may be more than the browser keeps; then what was typed is kept without it
  for (const each of [draft, { ...draft, file: null }]) {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(each));
      return;
    } catch {
      sessionStorage.removeItem(KEPT);
    }
  }
}

/** Hold what is typed on the page; it outlives errors and a reload, and goes when the tab is closed. */
export function useDraft(): { draft: Draft; change: (changed: Partial<Draft>) => void; clear: () => void } {
  const [draft, setDraft] = useState(kept);
  const change = useCallback((changed: Partial<Draft>) => {
    setDraft((old) => {
      const next = { ...old, ...changed };
      keep(next);
      return next;
    });
  }, []);
  const clear = useCallback(() => change({ ...EMPTY }), [change]);
  return { draft, change, clear };
}

/** Give what the API is sent for a draft; undefined where nothing was typed yet. */
export function sourceOf(draft: Draft): Schemas["Source"] | undefined {
  const url = draft.url.trim();
  if (draft.way === "url") return /^https?:\/\/\S+$/i.test(url) ? { url } : undefined;
  const at = draft.at.trim();
  const named = { ...(at ? { url: at } : {}), ...(draft.source.trim() ? { source: draft.source.trim() } : {}) };
  if (draft.way === "text") return draft.text.trim() ? { text: whole(draft.text), ...named } : undefined;
  const { file } = draft;
  if (!file) return undefined;
  // a file is called by its name, unless it is called something else
  const name = named.source ?? file.name.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").slice(0, 500);
  return { ...(file.page ? { html: whole(file.text) } : { text: whole(file.text) }), ...named, source: name };
}

// halves of characters cannot be sent
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}
