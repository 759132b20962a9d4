import { useEffect, useState } from "preact/hooks";

import { useList } from "../../api/use";
import type { Incident } from "../../api/types";
import { Failure } from "../../parts/Failure";
import { Loading } from "../../parts/Loading";
import { Days } from "../../parts/Time";
import { t } from "../../text/en/incident";
import { Field } from "./Field";

interface Props {
  incident: Incident;
  chosen: string;
  problem: string | undefined;
  onChoose: (id: string) => void;
}

// milliseconds after the last key in which nothing is asked yet
const PAUSE = 250;

function useWords(typed: string): string {
  const [words, setWords] = useState("");
  useEffect(() => {
    const waiting = setTimeout(() => setWords(typed.trim()), PAUSE);
    return () => clearTimeout(waiting);
  }, [typed]);
  return words;
}

function Found({ each, chosen, onChoose }: { each: Incident; chosen: boolean; onChoose: () => void }) {
  return (
    <li>
      <label class="incident-option">
        <input type="radio" name="merge" value={each.id} checked={chosen} onChange={onChoose} />
        <span>
          <bdi>{each.title}</bdi>
          <span class="quiet small">
            {" "}
            <Days start={each.start} end={each.end} />
            {each.spot && (
              <>
                {" · "}
                <bdi>{each.spot.name}</bdi>
              </>
            )}
            {" · "}
            {t("sources", { n: each.sources })}
          </span>
        </span>
      </label>
    </li>
  );
}

/** Choose another incident that is the same happening, by words of its reports. */
export function Merge({ incident, chosen, problem, onChoose }: Props) {
  const [typed, setTyped] = useState("");
  const words = useWords(typed);
  const list = useList("/incidents", words ? { query: { text: words, limit: 20 } } : null);
  const others = list.rows.filter((each) => each.id !== incident.id);
  return (
    <div>
      <Field label={t("mergeSearch")} help={t("mergeHint")} problem={problem}>
        {(tied) => (
          <input {...tied} type="search" maxLength={200} autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        )}
      </Field>
      {list.loading && <Loading />}
      {list.error && <Failure error={list.error} />}
      {words && others.length > 0 && (
        <fieldset class="incident-options">
          <legend class="small quiet">{t("mergeFound")}</legend>
          <ul class="rows">
            {others.map((each) => (
              <Found key={each.id} each={each} chosen={each.id === chosen} onChoose={() => onChoose(each.id)} />
            ))}
          </ul>
        </fieldset>
      )}
      {words && !list.loading && !list.error && others.length === 0 && <p class="quiet">{t("mergeNone")}</p>}
    </div>
  );
}
