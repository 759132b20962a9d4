import type { Event } from "../../api/types";
import { figuresInWords, whatName } from "../../parts/figures";
import { TYPES, kindName } from "../../parts/kinds";
import { common } from "../../text/en/common";
import { t } from "../../text/en/incident";
import { type Fields, type Problems, fieldsOf, withField } from "./correcting";
import { Field } from "./Field";
import { COUNTED, MODALITIES, MODES } from "./modes";

interface Props {
  event: Event;
  fields: Fields;
  problems: Problems;
  onChange: (fields: Fields) => void;
}

interface Choice {
  value: string;
  name: string;
}

function Choose({ label, value, choices, onChange }: { label: string; value: string; choices: readonly Choice[]; onChange: (value: string) => void }) {
  return (
    <Field label={label}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {choices.map((each) => (
            <option key={each.value} value={each.value}>
              {each.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Kind({ event, fields, set }: { event: Event; fields: Fields; set: (name: string, value: string) => void }) {
  const { type = "", mode = "none", modality = "" } = fields;
  // a type that the desk adds stays what it is unless another is chosen
  const types = TYPES.includes(event.type) ? TYPES : [event.type, ...TYPES];
  const modes = [...new Set(["none", ...(MODES[type] ?? []), ...(type === event.type && event.mode ? [event.mode] : [])])];
  return (
    <>
      <Choose label={t("field_type")} value={type} choices={types.map((value) => ({ value, name: kindName(value) }))} onChange={(value) => set("type", value)} />
      <Choose
        label={t("field_mode")}
        value={mode}
        choices={modes.map((value) => ({ value, name: value === "none" ? t("noMode") : value }))}
        onChange={(value) => set("mode", value)}
      />
      <Choose
        label={t("field_modality")}
        value={modality}
        choices={MODALITIES.map((value) => ({ value, name: common(`modality_${value}`) }))}
        onChange={(value) => set("modality", value)}
      />
    </>
  );
}

const TEXTS = [
  { name: "start", label: "field_start", type: "date" },
  { name: "end", label: "field_end", type: "date" },
  { name: "place", label: "field_placeName", type: "text" },
  { name: "country", label: "field_country", type: "text" },
  { name: "lat", label: "field_lat", type: "text" },
  { name: "lon", label: "field_lon", type: "text" },
  { name: "actors", label: "field_actors", type: "text", help: "partiesHelp" },
  { name: "recipients", label: "field_recipients", type: "text", help: "partiesHelp" },
] as const;

/** What can be corrected of an event, each field with its value as it was read. */
export function Correct({ event, fields, problems, onChange }: Props) {
  const before = fieldsOf(event);
  const set = (name: string, value: string) => onChange(withField(fields, before, name, value));
  const box = (name: string, label: string, type: "date" | "text", help?: string) => (
    <Field key={name} label={label} help={help} problem={problems[name]}>
      {(tied) => (
        <input
          {...tied}
          {...(type === "date" ? { type: "date" } : { type: "text" })}
          name={name}
          maxLength={500}
          autocomplete="off"
          dir="auto"
          value={fields[name] ?? ""}
          onInput={(event_) => set(name, event_.currentTarget.value)}
        />
      )}
    </Field>
  );
  const now = (what: string) => {
    const own = event.figures.filter((each) => each.what === what);
    return own.length > 0 ? t("as", { value: figuresInWords(own) }) : undefined;
  };
  const first = COUNTED.filter((what) => what === "killed" || what === "injured" || event.figures.some((each) => each.what === what));
  const rest = COUNTED.filter((what) => !first.includes(what));
  return (
    <fieldset class="incident-correct">
      <legend class="unseen">{t("do_correct")}</legend>
      <Kind event={event} fields={fields} set={set} />
      {TEXTS.map((each) => box(each.name, t(each.label), each.type, "help" in each ? t(each.help) : undefined))}
      {first.map((what) => box(what, whatName(what), "text", now(what) ?? t("figureHelp")))}
      <details class="incident-wide">
        <summary class="small">{t("figureAdd")}</summary>
        <div class="incident-correct">{rest.map((what) => box(what, whatName(what), "text"))}</div>
      </details>
    </fieldset>
  );
}
