import { day } from "../text/times";

// more bars than these cannot be told apart; years stand for months then
const MOST = 60;

/** Units of time without gaps between the first and the last. */
export interface Periods {
  unit: "month" | "year";
  /** Each unit, such as 2024-03 or 2024. */
  keys: string[];
  /** The unit that a day or month lies in. */
  of: (iso: string) => string;
}

function monthsBetween(first: string, last: string): string[] {
  const found: string[] = [];
  let [year, month] = first.split("-").map(Number) as [number, number];
  const [lastYear, lastMonth] = last.split("-").map(Number) as [number, number];
  while (year < lastYear || (year === lastYear && month <= lastMonth)) {
    found.push(`${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return found;
}

function yearsBetween(first: string, last: string): string[] {
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, index) => String(Number(first) + index).padStart(4, "0"));
}

/** Put days or months into months, or into years where the months would be too many. */
export function periodsOf(days: readonly string[]): Periods {
  const sorted = days.map((each) => each.slice(0, 7)).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return { unit: "month", keys: [], of: (iso) => iso.slice(0, 7) };
  const [from, to] = [first.slice(0, 4), last.slice(0, 4)];
  const long = (Number(to) - Number(from)) * 12 + Number(last.slice(5)) - Number(first.slice(5)) >= MOST;
  if (long) return { unit: "year", keys: yearsBetween(from, to), of: (iso) => iso.slice(0, 4) };
  return { unit: "month", keys: monthsBetween(first, last), of: (iso) => iso.slice(0, 7) };
}

/** Write a unit of time. */
export const periodName = (key: string): string => day(key, key.length > 4 ? "month" : "year");
