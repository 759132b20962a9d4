import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

import { Tabs } from "../../parts/Tabs";
import { t } from "../../text/en/read";
import { type Draft, type Way, WAYS } from "./draft";
import { MOST_BYTES, readable, taken } from "./file";

interface Props {
  draft: Draft;
  change: (changed: Partial<Draft>) => void;
  onRead: () => void;
  /** What is wrong with what was typed. */
  problem: string | undefined;
  children: ComponentChildren;
}

interface LineProps {
  label: string;
  help: string;
  value: string;
  type?: "url" | "text";
  problem?: string | undefined;
  onInput: (value: string) => void;
}

function Line({ label, help, value, type = "text", problem, onInput }: LineProps) {
  const id = useId();
  return (
    <p class="read-line">
      <label for={id}>{label}</label>
      <input
        id={id}
        // an address is checked by the page, in its own words
        type="text"
        inputMode={type}
        autocomplete="off"
        spellcheck={false}
        maxLength={type === "url" ? 2000 : 500}
        value={value}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-help`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span id={`${id}-help`} class="quiet small">
        {help}
      </span>
    </p>
  );
}

function Paste({ draft, change, problem, onRead }: Omit<Props, "children">) {
  const id = useId();
  return (
    <p class="read-line">
      <label for={id}>{t("text")}</label>
      <textarea
        id={id}
        rows={14}
        dir="auto"
        value={draft.text}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-help`}
        onInput={(event) => change({ text: event.currentTarget.value })}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && onRead()}
      />
      <span id={`${id}-help`} class="quiet small">
        {t("textHelp")}
      </span>
    </p>
  );
}

function Choose({ draft, change, problem }: Pick<Props, "draft" | "change" | "problem">) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>();
  const take = async (file: File | undefined) => {
    setOver(false);
    if (!file) return;
    const { name } = file;
    setWrong(undefined);
    if (!readable(file)) setWrong(t("fileOther", { name }));
    else if (file.size > MOST_BYTES) setWrong(t("fileLarge", { name, most: MOST_BYTES / 1_000_000 }));
    else await taken(file).then((read) => change({ file: read }), () => setWrong(t("fileBroken", { name })));
  };
  return (
    <div
      class={over ? "read-drop read-over" : "read-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer?.files[0]);
      }}
    >
      <label for={id}>{t("drop")}</label>
      <input
        id={id}
        type="file"
        accept=".html,.htm,.xhtml,.txt,.md,text/html,text/plain"
        aria-invalid={problem || wrong ? true : undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <p id={`${id}-help`} class="quiet small">
        {t("fileHelp")}
      </p>
      {draft.file && (
        <p>
          <bdi>{t("fileChosen", { name: draft.file.name, n: draft.file.text.length })}</bdi>{" "}
          <button type="button" class="plain" onClick={() => change({ file: null })}>
            {t("fileForget")}
          </button>
        </p>
      )}
      {wrong && (
        <p class="read-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** Where a report is pasted, chosen or named. */
export function Form(props: Props) {
  const { draft, change, onRead, problem, children } = props;
  const { way } = draft;
  return (
    <form
      class="read-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onRead();
      }}
    >
      <Tabs
        label={t("from")}
        tabs={WAYS.map((each) => ({ key: each, label: t(`way_${each}`) }))}
        chosen={way}
        onChoose={(key) => change({ way: key as Way })}
      >
        {way === "text" && <Paste draft={draft} change={change} problem={problem} onRead={onRead} />}
        {way === "file" && <Choose draft={draft} change={change} problem={problem} />}
        {way === "url" && (
          <Line label={t("url")} help={t("urlHelp")} type="url" value={draft.url} problem={problem} onInput={(url) => change({ url })} />
        )}
        {way !== "url" && (
          <details class="read-more" open={draft.source !== "" || draft.at !== ""}>
            <summary>{t("more")}</summary>
            <Line label={t("source")} help={t("sourceHelp")} value={draft.source} onInput={(source) => change({ source })} />
            <Line label={t("at")} help={t("atHelp")} type="url" value={draft.at} onInput={(at) => change({ at })} />
          </details>
        )}
        {problem && (
          <p class="read-wrong" role="alert">
            {problem}
          </p>
        )}
      </Tabs>
      {children}
    </form>
  );
}
