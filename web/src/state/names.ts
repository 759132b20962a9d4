import { settings, onSettings } from "./settings";
import { makeStore } from "./store";

/** Names that are shown in place of others, by what they stand for: an id of the gazetteer, a code, or written words. */
export type Shown = ReadonlyMap<string, string>;

interface Names {
  /** Names of countries by their code. */
  countries: Shown;
  /** What whoever keeps the desk shows in place of other names. */
  desk: Shown;
  /** What this reader does; it goes before. */
  own: Shown;
}

/** Read names as the setting has them: one a line, what it stands for and what is shown, with = between them. */
export function namesIn(lines: string): Shown {
  const pairs = lines.split("\n").map((line): [string, string] => {
    const at = line.indexOf("=");
    return at < 0 ? ["", ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  return new Map(pairs.filter(([of, name]) => of && name));
}

/** The names in use now. */
export const names = makeStore<Names>({ countries: new Map(), desk: new Map(), own: namesIn(settings().names) });

/** Take what the desk says of names. */
export function takeNames(told: { countries: { code: string; name: string }[]; shown: { of: string; name: string }[] }): void {
  const countries = new Map(told.countries.map(({ code, name }) => [code, name]));
  names.set({ ...names.get(), countries, desk: new Map(told.shown.map(({ of, name }) => [of, name])) });
}

let written = settings().names;
onSettings(() => {
  if (settings().names === written) return;
  written = settings().names;
  names.set({ ...names.get(), own: namesIn(written) });
});
