import { useEffect, useRef } from "preact/hooks";

import { settings } from "../state/settings";
import { makeStore } from "../state/store";

/** A key that does something: one character, or two that are pressed one after the other, such as "g s". */
export interface Shortcut {
  keys: string;
  label: string;
  /** Whether it belongs to the shell rather than to the page that is open. */
  everywhere: boolean;
}

interface Held extends Shortcut {
  run: () => void;
}

// milliseconds within which the second of two keys must follow
const FOLLOWS = 1200;
const held: Held[] = [];
let first = "";
let firstAt = 0;

/** All that are in force, for the help. */
export const shortcuts = makeStore<readonly Shortcut[]>([]);

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}

function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || settings().keys === "off") return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const both = event.timeStamp - firstAt < FOLLOWS && first ? `${first} ${event.key}` : event.key;
  // what was registered last is nearest to what the reader looks at
  const found = held.findLast((each) => each.keys === both) ?? held.findLast((each) => each.keys === event.key);
  first = "";
  if (found) {
    event.preventDefault();
    found.run();
  } else if (held.some((each) => each.keys.startsWith(`${event.key} `))) {
    first = event.key;
    firstAt = event.timeStamp;
  }
}

/** Listen for keys, once for the whole desk. */
export function listenForKeys(): void {
  addEventListener("keydown", pressed);
}

/** Let a key do something as long as the component is drawn; `label` stands in the help that `?` opens. */
export function useShortcut(keys: string, label: string, run: () => void, everywhere = false): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const own: Held = { keys, label, everywhere, run: () => latest.current() };
    held.push(own);
    shortcuts.set([...held]);
    return () => {
      held.splice(held.indexOf(own), 1);
      shortcuts.set([...held]);
    };
  }, [keys, label, everywhere]);
}
