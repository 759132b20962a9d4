import { choose, settings } from "../state/settings";
import type { Catalogue } from "./catalogue";
import { addLanguage, type Texts } from "./texts";

// a folder beside `en` with an index.ts is a language; English has none, for its texts stand where they are declared
const FOUND = import.meta.glob<{ default: Catalogue }>("./*/index.ts");

const addressOf = (language: string): string => `./${language}/index.ts`;

/** The languages that the desk speaks, English first. */
export const LANGUAGES: readonly string[] = ["en", ...Object.keys(FOUND).map((path) => path.split("/")[1] ?? "")];

/** Name a language in its own words. */
export function languageName(language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** Load the texts of a language and speak it from now on; one that is not there leaves all as it is. */
export async function speak(language: string): Promise<void> {
  const load = FOUND[addressOf(language)];
  if (language !== "en" && load === undefined) return;
  if (load) addLanguage(language, (await load()).default as Readonly<Record<string, Texts>>);
  choose({ language });
}

/** Load the texts of the language that was chosen before; without them, English is shown. */
export const speakAsChosen = (): Promise<void> => (settings().language === "en" ? Promise.resolve() : speak(settings().language));
