import type { ComponentChildren } from "preact";

import { settings } from "../state/settings";
import { number } from "./numbers";

/** A text, or its forms by plural category, chosen by the value of `n`; {braces} hold a place for a value. */
export type Text = string | Readonly<{ other: string; zero?: string; one?: string; two?: string; few?: string; many?: string }>;
export type Texts = Readonly<Record<string, Text>>;
type Value = string | number;

type HolesIn<S> = S extends `${string}{${infer Hole}}${infer Rest}` ? Hole | HolesIn<Rest> : never;
type Holes<T> = T extends string ? HolesIn<T> : HolesIn<T[keyof T]> | "n";
type Args<H extends string, V> = [H] extends [never] ? [] : [values: Readonly<Record<H, V>>];

/** Gives a text of one module by its key, with the values for the places that it holds. */
export interface Speak<T extends Texts> {
  <K extends keyof T & string>(key: K, ...args: Args<Holes<T[K]>, Value>): string;
  /** The same with components in its places. */
  rich<K extends keyof T & string>(key: K, values: Readonly<Record<Holes<T[K]>, ComponentChildren>>): ComponentChildren[];
  /** Give the text of a key that is known only when it runs, or undefined. */
  maybe(key: string): string | undefined;
}

const translations = new Map<string, Readonly<Record<string, Texts>>>();
const HOLE = /\{(\w+)\}/;

/** Take in the texts of another language, by module: `src/text/<language>/` calls this. */
export function addLanguage(language: string, modules: Readonly<Record<string, Texts>>): void {
  translations.set(language, modules);
}

function chosen(text: Text, values: Readonly<Record<string, unknown>>, language: string): string {
  if (typeof text === "string") return text;
  const n = values.n;
  return text[new Intl.PluralRules(language).select(typeof n === "number" ? n : 0)] ?? text.other;
}

function shown(value: unknown): string {
  return typeof value === "number" ? number(value) : String(value);
}

/** Declare the texts of one module, `name` being that of its file, and give what speaks them. */
export function texts<const T extends Texts>(name: string, english: T): Speak<T> {
  const found = (key: string): { text: Text; language: string } => {
    const language = settings().language;
    const translated = translations.get(language)?.[name]?.[key];
    if (translated !== undefined) return { text: translated, language };
    return { text: english[key] ?? key, language: "en" };
  };
  const pieces = (key: string, values: Readonly<Record<string, unknown>>): string[] => {
    const { text, language } = found(key);
    return chosen(text, values, language).split(HOLE);
  };
  const speak = (key: string, values: Readonly<Record<string, unknown>> = {}): string =>
    pieces(key, values)
      .map((piece, index) => (index % 2 === 0 ? piece : shown(values[piece])))
      .join("");
  return Object.assign(speak, {
    rich: (key: string, values: Readonly<Record<string, ComponentChildren>>) =>
      pieces(key, values).map((piece, index) => {
        if (index % 2 === 0) return piece;
        const value = values[piece];
        return typeof value === "number" ? number(value) : value;
      }),
    maybe: (key: string) => (Object.hasOwn(english, key) ? speak(key) : undefined),
  }) as Speak<T>;
}
