import type { ComponentChildren } from "preact";

import { KindName } from "../parts/EventLine";
import { figuresInWords } from "../parts/figures";
import { common } from "../text/en/common";
import { number } from "../text/numbers";
import { t } from "../text/en/reading";
import { type EventPart, flagId, type FlagPart, type StatementPart } from "./marks";
import { flagName, speakerName, whenInWords } from "./names";
import { FlagSign } from "./Notes";
import { Sides } from "./Sides";
import { useView } from "./state";

function Entry({ id, children }: { id: string; children: ComponentChildren }) {
  const { open, jump } = useView();
  return (
    <li>
      <button type="button" class="entry" aria-current={id === open ? "true" : undefined} onClick={() => jump(id)}>
        {children}
      </button>
    </li>
  );
}

function Section({ title, count, none, open, children }: { title: string; count: number; none: string; open: boolean; children: ComponentChildren }) {
  return (
    <details class="outline-section" open={open}>
      <summary>
        <h2>{title}</h2> <span class="quiet numeric">{number(count)}</span>
      </summary>
      {count === 0 ? <p class="quiet small">{none}</p> : <ul class="rows">{children}</ul>}
    </details>
  );
}

function FlagEntry({ flag, id }: { flag: FlagPart; id: string }) {
  return (
    <Entry id={id}>
      <span class="note-name">
        <FlagSign /> {flagName(flag.kind)}
      </span>{" "}
      <bdi>{flag.message}</bdi>
    </Entry>
  );
}

function EventEntry({ event }: { event: EventPart }) {
  const { book } = useView();
  const kept = book.kept.events.get(event.id);
  const where = event.place === null ? undefined : book.targets.get(event.place);
  const figures = figuresInWords(event.counts);
  const about = [where?.kind === "place" ? where.place.name : "", event.when ? whenInWords(event.when) : "", figures].filter(Boolean);
  return (
    <Entry id={event.id}>
      <KindName type={event.type} mode={event.mode} refined={event.refined} /> <Sides event={event} />
      {about.length > 0 && <bdi class="small entry-about">{about.join(" · ")}</bdi>}
      {event.modality !== "happened" && <span class={`chip modality-${event.modality}`}>{common(`modality_${event.modality}`)}</span>}
      {kept?.doubtful && <span class="chip">{common("doubtful")}</span>}
      {kept?.verdict && <span class="chip">{t(`verdict_${kept.verdict}`)}</span>}
    </Entry>
  );
}

function StatementEntry({ statement }: { statement: StatementPart }) {
  const { book } = useView();
  return (
    <Entry id={statement.id}>
      <span class="note-name">
        <bdi>{speakerName(book, statement)}</bdi> {t(`stance_${statement.stance}`)}
      </span>
      <q class="small entry-about" dir="auto">
        {statement.content.map((span) => span.quote).join(" … ")}
      </q>
    </Entry>
  );
}

/** What was read, as a list whose entries lead to the text: flags first. */
export function Outline({ flagsAbove = false }: { flagsAbove?: boolean }) {
  const { book } = useView();
  const { events, flags, statements } = book.reading;
  const wide = matchMedia("(min-width: 70rem)").matches;
  return (
    <nav class="outline" aria-label={t("outline")}>
      {!flagsAbove && flags.length > 0 && (
        <Section title={t("flags")} count={flags.length} none={t("noFlags")} open={wide}>
          {flags.map((flag, index) => (
            <FlagEntry key={index} flag={flag} id={flagId(index)} />
          ))}
        </Section>
      )}
      <Section title={t("events")} count={events.length} none={t("noEvents")} open={wide}>
        {events.map((event) => (
          <EventEntry key={event.id} event={event} />
        ))}
      </Section>
      <Section title={t("statements")} count={statements.length} none={t("noStatements")} open={wide && flagsAbove}>
        {statements.map((statement) => (
          <StatementEntry key={statement.id} statement={statement} />
        ))}
      </Section>
    </nav>
  );
}
