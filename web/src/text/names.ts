import { names } from "../state/names";

function found(keys: readonly (string | null | undefined)[]): string | undefined {
  const { own, desk } = names.get();
  for (const shown of [own, desk]) {
    for (const key of keys) {
      const name = key && shown.get(key);
      if (name) return name;
    }
  }
  return undefined;
}

/** Name a place as the settings have it: by its entry in the gazetteer, else by the name that is given. */
export const placeName = (name: string, gazetteerId?: string | null): string => found([gazetteerId, name]) ?? name;

/** Name a country by its code as the settings have it, else by its usual name; codes of nowhere stay as they are. */
export function countryName(code: string): string {
  const usual = names.get().countries.get(code);
  return found([code, usual]) ?? usual ?? code;
}
