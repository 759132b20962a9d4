import type { Event, Schemas } from "../../api/types";
import { t } from "../../text/en/incident";
import { COUNTED } from "./modes";

/** The fields of a correction, as text; figures by what they count. */
export type Fields = Readonly<Record<string, string>>;
export type Problems = Readonly<Record<string, string>>;

const FIGURE = /^(\d{1,9})(?:\+|-|\s*(?:to|–|-)\s*(\d{1,9}))?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const KINDS: readonly string[] = COUNTED;

/** Write a figure as the API takes it: 4, 4+, 30-, 4 to 6. */
export function writtenFigure({ low, high }: Pick<Schemas["FigurePart"], "low" | "high">): string {
  if (low === null) return high === null ? "" : `${high}-`;
  if (high === null) return `${low}+`;
  return low === high ? String(low) : `${low} to ${high}`;
}

/** Give what the API says of an event now, as text; a kind of which it has several figures is left empty. */
export function fieldsOf(event: Event): Fields {
  const names = (parties: readonly { name: string }[]) => parties.map((each) => each.name).join("; ");
  const point = (degrees: number | null | undefined) => (degrees === null || degrees === undefined ? "" : String(degrees));
  const figures = KINDS.map((what) => {
    const own = [...new Set(event.figures.filter((each) => each.what === what).map(writtenFigure))];
    return [what, own.length === 1 ? (own[0] ?? "") : ""] as const;
  });
  return {
    type: event.type,
    mode: event.mode ?? "none",
    modality: event.modality,
    start: event.start ?? "",
    end: event.end ?? "",
    place: event.spot?.name ?? "",
    country: event.spot?.country ?? "",
    lat: point(event.spot?.lat),
    lon: point(event.spot?.lon),
    actors: names(event.actors),
    recipients: names(event.recipients),
    ...Object.fromEntries(figures),
  };
}

/** Set a field, and what hangs on it: the mode falls with the type, the point with the place or the country. */
export function withField(now: Fields, before: Fields, name: string, value: string): Fields {
  const next = { ...now, [name]: value };
  if (name === "type") next.mode = value === before.type ? (before.mode ?? "none") : "none";
  if (name === "place" || name === "country") {
    const same = next.place === before.place && next.country === before.country;
    for (const degrees of ["lat", "lon"]) {
      if (!same && now[degrees] === before[degrees]) next[degrees] = "";
      if (same && now[degrees] === "") next[degrees] = before[degrees] ?? "";
    }
  }
  return next;
}

function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`);
  return DAY.test(value) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function figureProblem(value: string): string | undefined {
  if (value === "none") return undefined;
  const found = FIGURE.exec(value);
  if (!found) return t("badFigure");
  return found[2] !== undefined && Number(found[1]) > Number(found[2]) ? t("badBounds") : undefined;
}

function problemOf(name: string, value: string, now: Fields): string | undefined {
  if (KINDS.includes(name)) return figureProblem(value);
  if (name === "start" || name === "end") {
    if (!isDay(value)) return t("badDay");
    return name === "end" && value < (now.start ?? "") ? t("badEnd") : undefined;
  }
  if (name === "country") return /^[A-Z]{3}$/.test(value) ? undefined : t("badCountry");
  if (name === "lat" || name === "lon") {
    const degrees = Number(value);
    const limit = name === "lat" ? 90 : 180;
    return Number.isFinite(degrees) && Math.abs(degrees) <= limit ? undefined : t(name === "lat" ? "badLat" : "badLon");
  }
  return name === "place" && value === "" ? t("badEmpty") : undefined;
}

/** Give the fields that were changed, as the API takes them, and what is wrong with any. */
export function changed(before: Fields, now: Fields): { fields: Fields; problems: Problems } {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(now)) if (value.trim() !== before[name]) fields[name] = value.trim();
  // a first day sets the last one too, so that both are sent
  if ("start" in fields || "end" in fields) {
    fields.start = (now.start ?? "").trim();
    fields.end = (now.end ?? "").trim() || fields.start;
  }
  for (const degrees of ["lat", "lon"]) if (fields[degrees] === "") delete fields[degrees];
  // the mode falls with the type, so that it is sent with it, even where it is called the same
  if ("type" in fields && now.mode !== "none") fields.mode = now.mode ?? "none";
  if ("type" in fields && now.mode === "none") delete fields.mode;
  const found = Object.entries(fields).flatMap(([name, value]) => {
    const problem = problemOf(name, value, { ...now, ...fields });
    return problem ? [[name, problem] as const] : [];
  });
  return { fields, problems: Object.fromEntries(found) };
}
