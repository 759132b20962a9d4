import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Reading, Schemas } from "../../api/types";
import { Day } from "../../parts/Time";
import { FlagCards } from "../../reading/FlagCards";
import { NOTHING_KEPT } from "../../reading/kept";
import { makeBook } from "../../reading/marks";
import { ReadingView } from "../../reading/ReadingView";
import { common } from "../../text/en/common";
import { t } from "../../text/en/read";
import { Keep } from "./Keep";

interface Props {
  source: Schemas["Source"];
  reading: Reading;
  onDiscard: () => void;
  onAnother: () => void;
}

function Summary({ reading }: { reading: Reading }) {
  const { report, events, statements, actors, places } = reading;
  const counts = {
    events: t("events", { n: events.length }),
    statements: t("statements", { n: statements.length }),
    actors: t("actors", { n: actors.length }),
    places: t("places", { n: places.length }),
  };
  return (
    <p class="quiet">
      <bdi>{report.outlet ?? common("unnamedOutlet")}</bdi>
      {report.published.date && (
        <>
          {" · "}
          <Day iso={report.published.date} />
        </>
      )}
      {" · "}
      {t("summary", counts)}
    </p>
  );
}

/** What was read: first whether to keep it, then what to check, then all that was found, in the text. */
export function Result({ source, reading, onDiscard, onAnother }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  const book = useMemo(() => makeBook(reading, NOTHING_KEPT), [reading]);
  const [asked, setAsked] = useState<{ id: string | undefined; times: number }>({ id: undefined, times: 0 });
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView({ block: "start" });
  }, [reading]);
  const show = (id: string) => setAsked(({ times }) => ({ id, times: times + 1 }));
  return (
    <section class="read-result" aria-label={t("result")}>
      <h2 ref={head} tabIndex={-1} dir="auto">
        {reading.report.title ?? common("untitled")}
      </h2>
      <Summary reading={reading} />
      <Keep source={source} report={reading.report.id} onDiscard={onDiscard} onAnother={onAnother} />
      <h2>{t("flags", { n: reading.flags.length })}</h2>
      {reading.flags.length > 0 ? <FlagCards reading={reading} onShow={show} /> : <p class="quiet">{t("noFlags")}</p>}
      <ReadingView book={book} at={asked.id} times={asked.times} keep={{ opened: (id) => setAsked(({ times }) => ({ id, times })) }} flagsAbove />
    </section>
  );
}
