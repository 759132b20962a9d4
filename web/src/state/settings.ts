import { makeStore, useStore } from "./store";

/** What each reader chooses for this browser. */
export interface Settings {
  theme: "system" | "light" | "dark";
  /** Whether times of day are shown in UTC or in the zone of this machine. */
  zone: "utc" | "local";
  /** How numbers are grouped: as the browser's language has it, 1,234.5, 1.234,5 or 1 234,5. */
  numbers: "system" | "comma" | "point" | "space";
  /** Whether single keys do something (WCAG 2.1.4 asks for a way to turn them off). */
  keys: "on" | "off";
  /** Language of the texts, a folder of `src/text`. */
  language: string;
  /** Names of this reader for places and countries, one a line: what it stands for, =, what is shown. */
  names: string;
}

const KEPT = "tocsin.settings";
const CHOICES = {
  theme: ["system", "light", "dark"],
  zone: ["utc", "local"],
  numbers: ["system", "comma", "point", "space"],
  keys: ["on", "off"],
} as const;
const TEXTS: readonly string[] = ["language", "names"];
const DEFAULTS: Settings = { theme: "system", zone: "utc", numbers: "system", keys: "on", language: "en", names: "" };

const store = makeStore<Settings>(kept());

function kept(): Settings {
  const found: Record<string, unknown> = { ...DEFAULTS };
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    if (typeof read !== "object" || read === null) return DEFAULTS;
    for (const [name, value] of Object.entries(read)) {
      const allowed: readonly unknown[] | undefined = CHOICES[name as keyof typeof CHOICES];
      if (allowed?.includes(value)) found[name] = value;
      if (TEXTS.includes(name) && typeof value === "string") found[name] = value;
    }
  } catch {
    // a browser that keeps nothing starts with the defaults each time
  }
  return found as unknown as Settings;
}

/** Give the settings as they are now. */
export const settings = (): Settings => store.get();

/** Give the settings, and draw anew when one changes. */
export const useSettings = (): Settings => useStore(store);

/** Be told when a setting changes. */
export const onSettings = (heard: () => void): (() => void) => store.listen(heard);

/** Change settings, for this browser from now on. */
export function choose(changed: Partial<Settings>): void {
  const next = { ...store.get(), ...changed };
  if (next.theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next.theme;
  store.set(next);
  try {
    localStorage.setItem(KEPT, JSON.stringify(next));
  } catch {
    // it holds until the page is closed
  }
}
