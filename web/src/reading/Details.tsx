import { useEffect, useRef } from "preact/hooks";

import { t } from "../text/en/reading";
import { EventFacts } from "./EventFacts";
import { keptFlag } from "./kept";
import type { Target } from "./marks";
import { kindOfTarget, nameOf } from "./names";
import { ActorFacts, DateFacts, FlagFacts, LeftFacts, PlaceFacts, StatementFacts } from "./RecordFacts";
import { Reviews } from "./Reviews";
import { useView } from "./state";

function Facts({ target }: { target: Target }) {
  const { book } = useView();
  switch (target.kind) {
    case "event":
      return <EventFacts event={target.event} />;
    case "statement":
      return <StatementFacts statement={target.statement} />;
    case "actor":
      return <ActorFacts actor={target.actor} />;
    case "place":
      return <PlaceFacts place={target.place} />;
    case "date":
      return <DateFacts when={target.when} of={target.of} />;
    case "left":
      return <LeftFacts left={target.left} />;
    case "flag": {
      const kept = keptFlag(book.kept, target.flag);
      return (
        <>
          <FlagFacts flag={target.flag} />
          {kept && <dl class="facts">{<Reviews id={kept.id} verdict={kept.verdict} />}</dl>}
        </>
      );
    }
    case "asked":
      return null;
  }
}

/** The other marks on the words at which the reader is. */
function AlsoHere({ target }: { target: Target }) {
  const { book, here, marks, show } = useView();
  const at = book.marks.find((mark) => mark.key === here);
  if (!at) return null;
  const others = new Map(
    marks.filter((mark) => mark.start < at.end && at.start < mark.end && mark.look !== "asked").map((mark) => [mark.target.id, mark]),
  );
  others.delete(target.id);
  if (others.size === 0) return null;
  return (
    <>
      <h3 class="small quiet">{t("alsoHere")}</h3>
      <ul class="also">
        {[...others.values()].map((mark) => (
          <li key={mark.key}>
            <button type="button" class="span-link small" onClick={() => show(mark)}>
              <bdi>{[kindOfTarget(mark.target), nameOf(book, mark.target)].filter(Boolean).join(": ")}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function heading(target: Target, kind: string, name: string): string {
  return target.kind === "actor" || target.kind === "place" || target.kind === "date" ? name : kind;
}

/** The panel that says what a mark is. */
export function Details() {
  const { book, open, close, enter } = useView();
  const own = useRef<HTMLElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const target = open === undefined ? undefined : book.targets.get(open);
  useEffect(() => {
    if (!target) return;
    own.current?.parentElement?.scrollTo({ top: 0 });
    if (enter) head.current?.focus({ preventScroll: true });
  }, [open, enter, target === undefined]);
  if (!target) return null;
  const kind = kindOfTarget(target);
  const name = heading(target, kind, nameOf(book, target));
  return (
    <section class="details panel" aria-label={t("details")} ref={own} onKeyDown={(event) => event.key === "Escape" && close()}>
      <header class="details-head">
        <div>
          {name !== kind && <p class="small quiet">{kind}</p>}
          <h2 tabIndex={-1} ref={head} dir="auto">
            {name}
          </h2>
        </div>
        <button type="button" class="plain" onClick={close} aria-label={t("closeDetails")}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      <Facts target={target} />
      <AlsoHere target={target} />
    </section>
  );
}
