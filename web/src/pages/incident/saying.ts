import type { Incident, Schemas } from "../../api/types";
import { common } from "../../text/en/common";
import { t } from "../../text/en/incident";
import { number } from "../../text/numbers";
import { day } from "../../text/times";
import { whatName } from "../../parts/figures";

export type Evidence = Schemas["EvidencePart"];
export type Claim = Schemas["FigureClaimPart"];
export type RollUp = Schemas["RollUpPart"];

/** Tell passages apart by where they stand. */
export const spot = ({ report, span }: Evidence): string => `${report} ${span.start}-${span.end}`;

/** Name the outlet of a passage. */
export const outletOf = (about: { outlet: string | null }): string => about.outlet ?? common("unnamedOutlet");

/** Say who stands behind each passage of an incident, by where it stands: people whom a report quotes. */
export function speakers(incident: Incident): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const claim of incident.figures) if (claim.speaker) found.set(spot(claim.evidence), claim.speaker);
  for (const each of incident.responsibility) {
    if (each.kind !== "told" && !found.has(spot(each.evidence))) found.set(spot(each.evidence), each.by);
  }
  return found;
}

/** Name a contested field. */
export const fieldName = (field: string): string => t.maybe(`field_${field}`) ?? whatName(field);

const BOUNDED: readonly (readonly [RegExp, (low: string, high: string) => string])[] = [
  [/^([\d.]+)\+$/, (low) => common("figureAtLeast", { n: low })],
  [/^([\d.]+)-$/, (high) => common("figureUpTo", { n: high })],
  [/^about ([\d.]+)$/, (about) => common("figureAbout", { n: about })],
  [/^([\d.]+) to ([\d.]+)$/, (low, high) => common("figureRange", { low, high })],
  [/^([\d.]+)$/, (exact) => exact],
];

/** Write a competing value, which the API gives in a short form, as people read it. */
export function valueName(field: string, value: string): string {
  if (field === "day") return day(value);
  if (field === "happened") return t.maybe(`value_${value}`) ?? value;
  if (field === "actor") return value.startsWith("not ") ? t("value_not", { name: value.slice(4) }) : value;
  for (const [form, write] of BOUNDED) {
    const found = form.exec(value);
    if (found) return write(number(Number(found[1])), number(Number(found[2] ?? 0)));
  }
  return value;
}

/** Give each value once, as first written, told apart without regard to capitals. */
export function once<T>(values: readonly T[], name: (value: T) => string): T[] {
  const found = new Map<string, T>();
  for (const value of values) {
    const key = name(value).toLocaleLowerCase();
    if (!found.has(key)) found.set(key, value);
  }
  return [...found.values()];
}
