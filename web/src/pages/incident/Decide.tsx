import { useState } from "preact/hooks";

import { post } from "../../api/client";
import type { ApiProblem } from "../../api/problem";
import { token } from "../../api/token";
import type { Event, Incident } from "../../api/types";
import { problemFrom } from "../../api/use";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { reviewer, takeReviewer } from "../../state/reviewer";
import { common } from "../../text/en/common";
import { t } from "../../text/en/incident";
import { type Fields, type Problems, changed, fieldsOf } from "./correcting";
import { Correct } from "./Correct";
import { Field } from "./Field";
import { Merge } from "./Merge";
import { type Review, VERDICTS, type Verdict } from "./reviewing";
import { outletOf } from "./saying";
import { Split } from "./Split";

interface Props {
  incident: Incident;
  events: readonly Event[];
  /** The event to decide on, or null for the whole incident. */
  about: Event | null;
  onClose: () => void;
  onDone: (review: Review) => void;
}

interface Draft {
  event: Event | null;
  verdict: Verdict;
  fields: Fields;
  merge: string;
  out: ReadonlySet<string>;
  author: string;
  note: string;
}

interface Checked {
  fields: Fields;
  others: string[];
  problems: Problems;
}

function check(draft: Draft, events: readonly Event[]): Checked {
  const problems: Record<string, string> = {};
  let fields: Fields = {};
  const others = draft.verdict === "merge" ? [draft.merge].filter(Boolean) : draft.verdict === "split" ? [...draft.out] : [];
  if (!draft.author.trim() && token() === null) problems.author = t("authorMissing");
  if (draft.verdict === "merge" && others.length === 0) problems.merge = t("mergeChoose");
  if (draft.verdict === "split" && (others.length === 0 || others.length >= events.length)) problems.split = t("splitChoose");
  if (draft.verdict === "correct" && draft.event) {
    const found = changed(fieldsOf(draft.event), draft.fields);
    fields = found.fields;
    Object.assign(problems, found.problems);
    if (Object.keys(fields).length === 0) problems.correct = t("correctNothing");
  }
  return { fields, others, problems };
}

function begin(about: Event | null, draft?: Draft): Draft {
  const { author, note } = draft ?? { author: reviewer.get(), note: "" };
  return { event: about, verdict: about ? "correct" : "accept", fields: about ? fieldsOf(about) : {}, merge: "", out: new Set(), author, note };
}

function Subject({ events, event, onChange }: { events: readonly Event[]; event: Event | null; onChange: (event: Event | null) => void }) {
  const name = (each: Event) => t("subjectEvent", { outlet: outletOf(each.report), words: each.trigger.quote });
  return (
    <Field label={t("subject")} help={event ? undefined : t("correctHint")}>
      {(tied) => (
        <select {...tied} value={event?.id ?? ""} onChange={({ currentTarget }) => onChange(events.find((each) => each.id === currentTarget.value) ?? null)}>
          <option value="">{t("subjectIncident")}</option>
          {events.map((each) => (
            <option key={each.id} value={each.id}>
              {name(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Verdicts({ draft, onChange }: { draft: Draft; onChange: (verdict: Verdict) => void }) {
  const kind = draft.event ? "event" : "incident";
  return (
    <fieldset class="incident-verdicts">
      <legend>{t("decision")}</legend>
      <div class="incident-verdict-row">
        {VERDICTS[kind].map((verdict) => (
          <label key={verdict}>
            <input type="radio" name="verdict" value={verdict} checked={verdict === draft.verdict} onChange={() => onChange(verdict)} />
            {t(`do_${verdict}`)}
          </label>
        ))}
      </div>
      <p class="quiet small">{t.maybe(`help_${draft.verdict}_${kind}`)}</p>
    </fieldset>
  );
}

function Signed({ draft, problem, set }: { draft: Draft; problem: string | undefined; set: (part: Partial<Draft>) => void }) {
  return (
    <>
      <Field label={t("note")} help={t("noteHelp")}>
        {(tied) => <textarea {...tied} rows={2} maxLength={10_000} value={draft.note} onInput={(event) => set({ note: event.currentTarget.value })} />}
      </Field>
      <Field label={t("author")} help={t("authorHelp")} problem={problem}>
        {(tied) => <input {...tied} maxLength={500} autocomplete="name" value={draft.author} onInput={(event) => set({ author: event.currentTarget.value })} />}
      </Field>
    </>
  );
}

/** Decide on an incident or on one of its events: a form in a dialog; what is wrong is said at its field. */
export function Decide({ incident, events, about, onClose, onDone }: Props) {
  const [draft, setDraft] = useState(() => begin(about));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiProblem>();
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const checked = check(draft, events);
  const problems = tried ? checked.problems : {};

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    setError(undefined);
    const form = event.currentTarget as HTMLFormElement;
    if (Object.keys(checked.problems).length > 0) {
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    setBusy(true);
    const { event: of, verdict, note } = draft;
    const author = draft.author.trim();
    takeReviewer(author);
    const body = { subject: of ? ("event" as const) : ("incident" as const), id: of?.id ?? incident.id, verdict, note: note.trim() };
    post("/reviews", { ...body, author: author || null, fields: checked.fields, others: checked.others }).then(onDone, (problem: unknown) => {
      setBusy(false);
      setError(problemFrom(problem));
    });
  };

  return (
    <Dialog title={t("reviewTitle")} place="side" onClose={onClose}>
      <form class="incident-decide" onSubmit={submit} noValidate>
        <Subject events={events} event={draft.event} onChange={(event) => setDraft(begin(event, draft))} />
        <Verdicts draft={draft} onChange={(verdict) => set({ verdict })} />
        {draft.verdict === "correct" && draft.event && (
          <Correct event={draft.event} fields={draft.fields} problems={problems} onChange={(fields) => set({ fields })} />
        )}
        {draft.verdict === "merge" && <Merge incident={incident} chosen={draft.merge} problem={problems.merge} onChoose={(merge) => set({ merge })} />}
        {draft.verdict === "split" && (
          <Split incident={incident} events={events} out={draft.out} problem={problems.split} onChange={(out) => set({ out })} />
        )}
        <Signed draft={draft} problem={problems.author} set={set} />
        {problems.correct && (
          <p class="incident-problem" role="alert">
            {problems.correct}
          </p>
        )}
        {error && <Failure error={error} />}
        <div class="buttons">
          <button type="submit" class="main" disabled={busy}>
            {t(busy ? "saving" : "save")}
          </button>
          <button type="button" onClick={onClose}>
            {common("cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
