import { useSettings } from "../state/settings";
import { day, days, moment } from "../text/times";

/** A moment in UTC or local time by setting, with its zone. */
export function Time({ at }: { at: string }) {
  useSettings();
  return <time dateTime={at}>{moment(at)}</time>;
}

/** A day, as precisely as it is known. */
export function Day({ iso, precision }: { iso: string; precision?: string }) {
  return <time dateTime={iso.slice(0, 10)}>{day(iso, precision)}</time>;
}

/** The days between which something lies. */
export function Days({ start, end, precision }: { start: string | null; end: string | null; precision?: string }) {
  return <span class="days">{days(start, end, precision)}</span>;
}
