import { useId, useState } from "preact/hooks";

import { names } from "../state/names";
import { choose, settings } from "../state/settings";
import { useStore } from "../state/store";
import { t } from "../text/en/settings";

function wrongLine(lines: string): number {
  return lines.split("\n").findIndex((line) => line.trim() !== "" && !/\S\s*=\s*\S/.test(line)) + 1;
}

/** The names under which this reader wants places and countries shown, and those that the desk shows. */
export function OwnNames() {
  const id = useId();
  const [written, setWritten] = useState(settings().names);
  const { desk } = useStore(names);
  const wrong = wrongLine(written);
  return (
    <div class="own-names">
      <label for={id}>{t("names")}</label>
      <p class="quiet small" id={`${id}-help`}>
        {t("namesHelp")}
      </p>
      <textarea
        id={id}
        rows={3}
        value={written}
        dir="auto"
        spellcheck={false}
        maxLength={20_000}
        placeholder={t("namesExample")}
        aria-describedby={`${id}-help${wrong ? ` ${id}-wrong` : ""}`}
        aria-invalid={wrong ? true : undefined}
        onInput={(event) => setWritten(event.currentTarget.value)}
        onChange={() => choose({ names: written })}
      />
      {wrong > 0 && (
        <p class="field-problem" id={`${id}-wrong`}>
          {t("namesWrong", { n: wrong })}
        </p>
      )}
      {desk.size > 0 && (
        <div class="small">
          <p class="quiet">{t("namesOfDesk")}</p>
          <ul class="names-of-desk">
            {[...desk].map(([of, name]) => (
              <li key={of}>{t.rich("namesPair", { of: <bdi>{of}</bdi>, name: <bdi>{name}</bdi> })}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
