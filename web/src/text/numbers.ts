import { settings, type Settings } from "../state/settings";

// languages whose way of writing numbers the setting offers
const LOCALES: Record<Settings["numbers"], string | undefined> = {
  system: undefined,
  comma: "en-GB",
  point: "de-DE",
  space: "fr-FR",
};

const made = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const style = settings().numbers;
  const key = `${style} ${JSON.stringify(options)}`;
  const kept = made.get(key) ?? new Intl.NumberFormat(LOCALES[style], options);
  made.set(key, kept);
  return kept;
}

/** Write a number as the setting has it, with no more than `digits` after the point. */
export const number = (value: number, digits = 0): string => format({ maximumFractionDigits: digits }).format(value);

/** Write a share of one with two digits, as confidences are. */
export const share = (value: number): string =>
  format({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
