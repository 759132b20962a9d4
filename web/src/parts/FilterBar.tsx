import { useEffect, useId, useRef, useState } from "preact/hooks";

import type { ApiProblem } from "../api/problem";
import { common } from "../text/en/common";
import type { FilterName, Filters, UsedFilters } from "./filters";
import { kindName, TYPES } from "./kinds";
import { stanceName, STANCES } from "./stances";

const MODALITIES = ["happened", "ongoing", "future", "threatened", "demanded", "hypothetical", "negated"] as const;
const DAYS: readonly FilterName[] = ["since", "until"];
// set by a map or a link, and only taken away here
const CHIPS: readonly FilterName[] = ["box", "report", "incident"];
const HINTS: Partial<Record<FilterName, string>> = { country: "filter_countryHint", near: "filter_nearHint" };
// milliseconds after the last key before what was typed counts
const PAUSE = 300;

export type Choice = readonly [value: string, label: string];

const fieldName = (name: FilterName): string => common(`filter_${name}`);

function choices(name: FilterName, orders: readonly string[]): Choice[] | undefined {
  if (name === "type") return TYPES.map((type) => [type, kindName(type)]);
  if (name === "modality") return MODALITIES.map((one) => [one, common(`modality_${one}`)]);
  if (name === "stance") return STANCES.map((one) => [one, stanceName(one)]);
  if (name === "contested") return [["true", common("filter_contested_true")], ["false", common("filter_contested_false")]];
  if (name === "order") return orders.map((order) => [order, common.maybe(`order_${order}`) ?? order]);
  return undefined;
}

interface FieldProps {
  name: FilterName;
  label: string;
  value: string;
  problem: string | undefined;
  /** Values to choose from; without them, words are typed. */
  options?: readonly Choice[] | undefined;
  onSet: (value: string, typing: boolean) => void;
  onDone: () => void;
}

function Choose({ name, value, options, id, onSet }: Omit<FieldProps, "problem" | "label" | "onDone"> & { id: string }) {
  const listed = options ?? [];
  return (
    <select id={id} value={value} onChange={(event) => onSet(event.currentTarget.value, false)}>
      {name !== "order" && !listed.some(([each]) => each === "") && <option value="">{common("filter_any")}</option>}
      {value && !listed.some(([each]) => each === value) && <option value={value}>{value}</option>}
      {listed.map(([each, label]) => (
        <option key={each} value={each}>
          {label}
        </option>
      ))}
    </select>
  );
}

// all of them take the same attributes; the types of Preact want to know which one it is
const kindOfInput = (name: FilterName) => (DAYS.includes(name) ? "date" : name === "text" ? "search" : "text") as "text";

function Type({ name, value, problem, id, onSet, onDone }: Omit<FieldProps, "label"> & { id: string }) {
  const [draft, setDraft] = useState(value);
  const timer = useRef(0);
  const sent = useRef(value);
  useEffect(() => {
    // changed elsewhere, by a link or by going back
    if (value !== sent.current) setDraft(value);
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (text: string, typing: boolean) => {
    clearTimeout(timer.current);
    sent.current = text.trim();
    onSet(sent.current, typing);
    if (!typing) onDone();
  };
  const later = (text: string) => {
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => send(text, true), PAUSE);
  };
  const hint = HINTS[name];
  return (
    <input
      id={id}
      type={kindOfInput(name)}
      value={draft}
      placeholder={hint && common.maybe(hint)}
      inputMode={name === "radius_km" ? "numeric" : undefined}
      maxLength={2000}
      aria-invalid={problem ? true : undefined}
      aria-describedby={problem ? `${id}-problem` : undefined}
      onInput={(event) => later(event.currentTarget.value)}
      onBlur={(event) => send(event.currentTarget.value, false)}
      onKeyDown={(event) => event.key === "Enter" && send(event.currentTarget.value, false)}
    />
  );
}

function Field(props: FieldProps) {
  const id = useId();
  const { name, problem } = props;
  return (
    <div class={`field field-${name}`}>
      <label for={id}>{props.label}</label>
      {props.options ? <Choose {...props} id={id} /> : <Type {...props} id={id} />}
      {problem && (
        <p class="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface Props<N extends FilterName> {
  fields: readonly N[];
  use: UsedFilters<N>;
  /** How many of the fields stand in the open; the others are behind "More filters". */
  open?: number;
  /** The orders of this page's list, if it has the field `order`; the first is the default. */
  orders?: readonly string[];
  /** What the API said of the filters; it is shown at the field that it names. */
  error?: ApiProblem | undefined;
  /** What can be chosen where that differs from page to page; an empty value takes the place of "Any". */
  options?: Partial<Record<N, readonly Choice[]>>;
  /** What this page calls a field, where that is more than its name. */
  labels?: Partial<Record<N, string>>;
}

/** The filters of a page, which stand in its address. */
export function FilterBar<N extends FilterName>(props: Props<N>) {
  const { fields, use, open = fields.length, orders = [], error } = props;
  const values: Filters = use.filters;
  const wrong = error?.where?.startsWith("query.") ? error.where.slice("query.".length) : undefined;
  const typed = fields.filter((name) => !CHIPS.includes(name));
  const chips: readonly FilterName[] = fields.filter((name) => CHIPS.includes(name) && values[name]);
  const field = (name: N) => (
    <Field
      key={name}
      name={name}
      value={values[name] ?? (name === "order" ? (orders[0] ?? "") : "")}
      problem={wrong === name ? error?.message : undefined}
      label={props.labels?.[name] ?? fieldName(name)}
      options={props.options?.[name] ?? choices(name, orders)}
      onSet={(value, typing) => use.set({ [name]: name === "order" && value === orders[0] ? "" : value } as Pick<Filters, N>, typing)}
      onDone={use.commit}
    />
  );
  const hidden = typed.slice(open);
  return (
    <form class="filters" role="search" aria-label={common("filters")} onSubmit={(event) => event.preventDefault()}>
      {typed.slice(0, open).map(field)}
      {hidden.length > 0 && (
        <details class="filters-more" open={hidden.some((name) => values[name])}>
          <summary>{common("filters_more")}</summary>
          <div class="filters-hidden">{hidden.map(field)}</div>
        </details>
      )}
      {chips.map((name) => (
        <button
          key={name}
          type="button"
          class="chip chip-button"
          aria-label={common("filter_remove", { name: common(`filter_${name}`), value: values[name] ?? "" })}
          onClick={() => use.set({ [name]: "" } as Pick<Filters, N>)}
        >
          {common(`filter_${name}`)} <bdi>{values[name]}</bdi> <span aria-hidden="true">×</span>
        </button>
      ))}
      {use.any && (
        <button type="button" class="plain" onClick={use.clear}>
          {common("filters_clear")}
        </button>
      )}
    </form>
  );
}
