import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

import { post } from "../../api/client";
import type { ApiProblem } from "../../api/problem";
import { token } from "../../api/token";
import { problemFrom } from "../../api/use";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { reviewer, takeReviewer } from "../../state/reviewer";
import { common } from "../../text/en/common";
import { t } from "../../text/en/actor";
import type { Actor, Review } from "./reviewing";

interface Props {
  verdict: "merge" | "split";
  actor: Actor;
  /** What was chosen; undefined where nothing, or too much, was. */
  others: readonly string[] | undefined;
  onDone: (review: Review) => void;
  onClose: () => void;
  /** Where the others are chosen. */
  children: ComponentChildren;
}

interface Signing {
  author: string;
  note: string;
}

function Signed({ signing, set, problem }: { signing: Signing; set: (changed: Partial<Signing>) => void; problem: boolean }) {
  const id = useId();
  return (
    <>
      <div class="field">
        <label for={`${id}-author`}>{t("author")}</label>
        <input
          id={`${id}-author`}
          autocomplete="name"
          maxLength={500}
          value={signing.author}
          aria-invalid={problem}
          aria-describedby={`${id}-help`}
          onInput={(event) => set({ author: event.currentTarget.value })}
        />
        <span class={problem ? "field-problem" : "quiet small"} id={`${id}-help`}>
          {problem ? t("authorMissing") : t("authorHelp")}
        </span>
      </div>
      <div class="field">
        <label for={`${id}-note`}>{t("note")}</label>
        <input id={`${id}-note`} maxLength={2000} value={signing.note} onInput={(event) => set({ note: event.currentTarget.value })} />
      </div>
    </>
  );
}

/** Asks who decides, and keeps the decision on an actor. */
export function Decide({ verdict, actor, others, onDone, onClose, children }: Props) {
  const [signing, setSigning] = useState<Signing>({ author: reviewer.get(), note: "" });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiProblem>();
  // a caller with a token decides under the name of the token
  const unsigned = !signing.author.trim() && token() === null;
  const send = () => {
    setTried(true);
    if (!others || unsigned) return;
    const author = signing.author.trim();
    takeReviewer(author);
    setBusy(true);
    const body = { id: actor.id, verdict, author: author || null, fields: {}, others: [...others], note: signing.note };
    post("/reviews", { subject: "actor", ...body }).then(onDone, (problem: unknown) => {
      setBusy(false);
      setError(problemFrom(problem));
    });
  };
  return (
    <Dialog title={t(`${verdict}Title`)} onClose={onClose}>
      <form
        class="actor-decide"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p>{t(`${verdict}Help`)}</p>
        {children}
        {tried && !others && (
          <p class="field-problem" role="alert">
            {t(`${verdict}Missing`)}
          </p>
        )}
        <Signed signing={signing} problem={tried && unsigned} set={(changed) => setSigning((old) => ({ ...old, ...changed }))} />
        {error && <Failure error={error} />}
        <div class="buttons">
          <button type="button" onClick={onClose}>
            {common("cancel")}
          </button>
          <button type="submit" class="main" disabled={busy}>
            {t(`${verdict}Action`)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
