import { settings } from "../state/settings";
import { common } from "./en/common";

const made = new Map<string, Intl.DateTimeFormat>();

function write(at: Date, options: Intl.DateTimeFormatOptions, zone: string | undefined): string {
  const language = settings().language === "en" ? "en-GB" : settings().language;
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const kept = made.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  made.set(key, kept);
  return kept.format(at);
}

/** Write an ISO day as briefly as it is known: 4 May 2024, May 2024, 2024. A day has no zone, and is never moved. */
export function day(iso: string, precision = "day"): string {
  const [year, month, date] = iso.slice(0, 10).split("-");
  if (!year || !/^\d{4}$/.test(year)) return iso;
  if (!month || precision === "year" || precision === "decade") return year;
  const at = new Date(`${year}-${month}-${date ?? "01"}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return iso;
  const whole = date !== undefined && precision !== "month" && precision !== "season";
  return write(at, { year: "numeric", month: "short", ...(whole ? { day: "numeric" } : {}) }, "UTC");
}

/** Write the days between which something lies: 18 Nov 2024 to 21 Nov 2024, one of them, or that none is known. */
export function days(start: string | null, end: string | null, precision = "day"): string {
  if (start === null) return end === null ? common("dayUnknown") : common("untilDay", { day: day(end, precision) });
  const first = day(start, precision);
  const last = end === null ? first : day(end, precision);
  return first === last ? first : common("dayToDay", { first, last });
}

/** Write an ISO time in UTC or in the zone of this machine, by setting, and always say which. */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const options = { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  if (settings().zone === "utc") return `${write(at, options, "UTC")} UTC`;
  return write(at, { ...options, timeZoneName: "shortOffset" }, undefined);
}
