import "./read.css";

import { useState } from "preact/hooks";

import { PageHead } from "../../parts/PageHead";
import { t } from "../../text/en/read";
import { sourceOf, useDraft } from "./draft";
import { MOST_BYTES, sentBytes } from "./file";
import { Form } from "./Form";
import { Problem } from "./Problem";
import { useReading, useSeconds } from "./reading";
import { Result } from "./Result";

const NOTHING = { text: "nothingText", file: "nothingFile", url: "nothingUrl" } as const;

function Working({ fetches, onStop }: { fetches: boolean; onStop: () => void }) {
  const n = useSeconds(true);
  return (
    <>
      <progress aria-label={t(fetches ? "readingFetch" : "reading", { n })} />
      <span class="quiet numeric">{t(fetches ? "readingFetch" : "reading", { n })}</span>
      <button type="button" onClick={onStop}>
        {t("stop")}
      </button>
    </>
  );
}

/** Where a report is read, and kept or not. */
export default function Page() {
  const { draft, change, clear } = useDraft();
  const { doing, read, stop, discard, reset } = useReading();
  const [wrong, setWrong] = useState<string | undefined>();
  const busy = doing.state === "reading";
  const begin = () => {
    const source = sourceOf(draft);
    if (!source) setWrong(t(NOTHING[draft.way]));
    else if (sentBytes(source) > MOST_BYTES) setWrong(t("textLarge", { most: MOST_BYTES / 1_000_000 }));
    else {
      setWrong(undefined);
      read(source);
    }
  };
  const another = () => {
    clear();
    reset();
  };
  return (
    <>
      <PageHead title={t("title")}>
        <p class="quiet read-promise">{t("promise")}</p>
      </PageHead>
      <Form
        draft={draft}
        change={(changed) => {
          setWrong(undefined);
          change(changed);
        }}
        onRead={begin}
        problem={wrong}
      >
        <div class="buttons">
          <button type="submit" class="main" disabled={busy}>
            {t("read")}
          </button>
          {busy ? (
            <Working fetches={draft.way === "url"} onStop={stop} />
          ) : (
            <button type="button" class="plain" onClick={another}>
              {t("clear")}
            </button>
          )}
          <span role="status">{doing.state === "stopped" ? t("stopped") : doing.state === "discarded" ? t("discarded") : ""}</span>
        </div>
      </Form>
      {doing.state === "failed" && <Problem problem={doing.problem} />}
      {doing.state === "read" && (
        <Result source={doing.source} reading={doing.reading} onDiscard={discard} onAnother={another} key={doing.reading.report.id} />
      )}
    </>
  );
}
