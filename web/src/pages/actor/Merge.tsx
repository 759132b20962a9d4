import { useEffect, useId, useState } from "preact/hooks";

import { useApi } from "../../api/use";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { common } from "../../text/en/common";
import { t } from "../../text/en/actor";
import { Decide } from "./Decide";
import type { Actor, Review } from "./reviewing";

// milliseconds after the last key before what was typed is searched
const PAUSE = 300;
const MOST = 12;

interface Props {
  actor: Actor;
  onDone: (review: Review) => void;
  onClose: () => void;
}

function Found({ actor, words, chosen, onChoose }: { actor: Actor; words: string; chosen: string; onChoose: (id: string) => void }) {
  const name = useId();
  const group = actor.kind === "group" ? ({ kind: "group" } as const) : {};
  const { data, error, loading } = useApi("/actors", words ? { query: { actor: words, limit: MOST, ...group } } : null);
  const rows = words ? (data?.rows.filter((row) => row.id !== actor.id) ?? []) : [];
  return (
    <>
      {loading && !data && <Loading />}
      {error && <Failure error={error} />}
      {data && !loading && rows.length === 0 && <p class="quiet">{t("mergeNone")}</p>}
      {rows.length > 0 && (
        <fieldset class="actor-choices">
          <legend class="unseen">{t("mergeFound")}</legend>
          {rows.map((row) => (
            <label key={row.id}>
              <input type="radio" name={name} checked={row.id === chosen} onChange={() => onChoose(row.id)} />
              <span>
                <bdi>{row.name}</bdi>{" "}
                <span class="quiet small">
                  {[common(`actor_${row.kind}`), row.country, t("reports", { n: row.reports })].filter(Boolean).join(" · ")}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

/** Joins an actor with another one that a reviewer takes for the same. */
export function Merge({ actor, onDone, onClose }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <Decide verdict="merge" actor={actor} others={chosen ? [chosen] : undefined} onDone={onDone} onClose={onClose}>
      <div class="field">
        <label for={id}>{t("mergeSearch")}</label>
        <input
          id={id}
          type="search"
          maxLength={500}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setChosen("");
          }}
          onKeyDown={(event) => {
            // Enter here searches; the decision has a button of its own
            if (event.key !== "Enter") return;
            event.preventDefault();
            setWords(typed.trim());
          }}
        />
      </div>
      <Found actor={actor} words={words} chosen={chosen} onChoose={setChosen} />
    </Decide>
  );
}
