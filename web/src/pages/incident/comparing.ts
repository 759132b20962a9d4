import type { Event, Incident, Schemas } from "../../api/types";
import { figure, whatName } from "../../parts/figures";
import { t } from "../../text/en/incident";
import { days } from "../../text/times";
import { once, outletOf } from "./saying";

export type Account = Schemas["AccountPart"];
type Span = Schemas["SpanPart"];

/** One value of a cell with the words that it was taken from. */
export interface Told {
  value: string;
  report: string;
  span: Span;
}

/** What a source has on one thing. */
export interface Cell {
  told: readonly Told[];
  /** Whether none of it is what most sources give. */
  differs: boolean;
}

/** One independent source: the report that stands for it, its copies, and what they tell. */
export interface Column {
  group: number;
  main: Account;
  copies: readonly Account[];
  /** The sentence that says what happened. */
  what: Told | undefined;
  cells: ReadonlyMap<string, Cell>;
}

/** One line of the comparison. */
export interface Line {
  key: string;
  head: string;
}

export interface Compared {
  lines: readonly Line[];
  columns: readonly Column[];
}

type Values = Map<string, Told[]>;

function put(values: Values, key: string, event: Event, value: string, span: Span | undefined): void {
  const held = values.get(key) ?? [];
  held.push({ value, report: event.report.id, span: span ?? event.trigger });
  values.set(key, held);
}

function named(event: Event, values: Values): void {
  const sides = [
    { key: "actors", names: event.actors, spans: event.actor_spans },
    { key: "recipients", names: event.recipients, spans: event.recipient_spans },
  ];
  for (const { key, names, spans } of sides) {
    for (const { name } of names) {
      put(values, key, event, name, spans.find((span) => span.quote.toLocaleLowerCase().includes(name.toLocaleLowerCase())));
    }
  }
}

// what stands in for an untold day or place is not what the account tells
function valuesOf(events: readonly Event[]): Values {
  const values: Values = new Map();
  for (const event of events) {
    if (event.spot?.told) put(values, "place", event, event.spot.name, undefined);
    if (event.dated === "told") put(values, "time", event, days(event.start, event.end, event.precision), event.when?.span);
    named(event, values);
    for (const each of event.figures) put(values, each.what, event, [figure(each), each.who].filter(Boolean).join(" "), each.span);
    for (const voice of event.voices) put(values, "speaker", event, voice.speaker, voice.span);
    for (const each of event.accusations) put(values, "speaker", event, each.by, each.span);
  }
  for (const [key, told] of values) values.set(key, once(told, (each) => each.value));
  return values;
}

/** Say which of the sources give nothing that most of them give; of values given as often, the first counts. */
function differing(values: readonly Values[], key: string): readonly boolean[] {
  const given = values.map((each) => (each.get(key) ?? []).map((told) => told.value.toLocaleLowerCase()));
  const counted = new Map<string, number>();
  for (const value of given.flat()) counted.set(value, (counted.get(value) ?? 0) + 1);
  const most = [...counted].sort((a, b) => b[1] - a[1])[0]?.[0];
  return given.map((each) => most !== undefined && each.length > 0 && !each.includes(most));
}

// the event that is most like the incident as a whole stands for the account
function sentence(incident: Incident, account: Account, events: readonly Event[]): Told | undefined {
  const alike = (event: Event) => Number(event.type === incident.type) + Number(event.mode === incident.mode) + event.confidence / 2;
  const own = events.filter((each) => each.report.id === account.report).sort((one, other) => alike(other) - alike(one));
  const event = own[0];
  const around = event?.evidence.find((span) => span.start <= event.trigger.start && event.trigger.end <= span.end);
  const span = around ?? account.evidence[0]?.span;
  return span && { value: span.quote, report: account.report, span };
}

// names and speakers differ everywhere, without that meaning anything
const COMPARED = new Set(["place", "time"]);

/** Set the sources of an incident side by side. */
export function compare(incident: Incident, events: readonly Event[]): Compared {
  const groups = [...new Set(incident.accounts.map((account) => account.group))].sort((a, b) => a - b);
  const held = groups.map((group) => {
    const accounts = incident.accounts.filter((account) => account.group === group);
    const own = accounts.map((account) => account.report);
    return { group, accounts, events: events.filter((event) => own.includes(event.report.id)) };
  });
  const values = held.map((each) => valuesOf(each.events));
  const figures = incident.rollups.map((rollup) => rollup.what).filter((what) => values.some((each) => each.has(what)));
  const lines: Line[] = [
    { key: "place", head: t("rowPlace") },
    { key: "time", head: t("rowTime") },
    { key: "actors", head: t("rowActors") },
    { key: "recipients", head: t("rowRecipients") },
    ...figures.map((what) => ({ key: what, head: whatName(what) })),
    { key: "speaker", head: t("rowSpeaker") },
  ].filter((line) => values.some((each) => each.has(line.key)));
  const marked = new Map(lines.map(({ key }) => [key, COMPARED.has(key) || figures.some((what) => what === key) ? differing(values, key) : []]));
  const columns = held.flatMap(({ group, accounts, events: own }, index) => {
    const [main, ...copies] = accounts;
    if (!main) return [];
    const cells = new Map(lines.map(({ key }) => [key, { told: values[index]?.get(key) ?? [], differs: marked.get(key)?.[index] ?? false }]));
    return [{ group, main, copies, what: sentence(incident, main, own), cells }];
  });
  return { lines, columns };
}

/** Name the outlets of accounts, one after another. */
export const outletsOf = (accounts: readonly Account[]): string => accounts.map(outletOf).join(", ");
