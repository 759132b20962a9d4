import type { Got } from "../../api/types";
import { Empty } from "../../parts/Empty";
import { KindName } from "../../parts/EventLine";
import { SpanLink } from "../../parts/SpanLink";
import { SpeakerName } from "../../parts/StatementRow";
import { Day } from "../../parts/Time";
import { common } from "../../text/en/common";
import { t } from "../../text/en/speaker";

type InFull = Got<"/speakers/{id}">;
type Position = InFull["positions"][number];

interface Matter {
  key: string;
  first: Position;
  own: Position[];
  answers: Position[];
}

// a statement may be about several events of one incident, and is told of once
function add(list: Position[], one: Position): void {
  if (!list.some((each) => each.statement === one.statement && each.kind === one.kind)) list.push(one);
}

function matters(of: InFull): Matter[] {
  const found = new Map<string, Matter>();
  for (const one of of.positions) {
    const key = one.incident ?? one.event;
    const matter = found.get(key) ?? { key, first: one, own: [], answers: [] };
    add(matter.own, one);
    found.set(key, matter);
  }
  for (const one of of.answers) {
    const matter = found.get(one.incident ?? one.event);
    if (matter) add(matter.answers, one);
  }
  return [...found.values()];
}

function contrary({ own, answers }: Matter): boolean {
  const says = (list: readonly Position[], kind: Position["kind"]) => list.some((each) => each.kind === kind);
  return (says(own, "claims") && says(answers, "denies")) || (says(own, "denies") && says(answers, "claims"));
}

function Words({ one, speaker }: { one: Position; speaker: boolean }) {
  const { words } = one;
  return (
    <li>
      <p class="position-head">
        {speaker && <SpeakerName id={one.speaker} name={one.speaker_name} />}
        <span class={`chip position-${one.kind}`}>{t(`link_${one.kind}`)}</span>
        <span class="quiet small">
          <bdi>{words.outlet ?? common("unnamedOutlet")}</bdi>
          {words.published && (
            <>
              {" · "}
              <Day iso={words.published} />
            </>
          )}
        </span>
      </p>
      <p class="said-words" dir="auto">
        <SpanLink report={words.report} span={words.span}>
          {words.span.quote}
        </SpanLink>
      </p>
    </li>
  );
}

function About({ matter }: { matter: Matter }) {
  const { first } = matter;
  return (
    <h2 class="matter-head">
      <KindName type={first.type} mode={first.mode} />
      {first.place && <bdi>{first.place}</bdi>}
      {first.day && <Day iso={first.day} />}
      {first.incident ? (
        <a href={`/incidents/${encodeURIComponent(first.incident)}`}>{common("toIncident")}</a>
      ) : (
        <span class="quiet">{t("ownIncident")}</span>
      )}
      {contrary(matter) && <span class="chip matter-contrary">{t("contrary")}</span>}
    </h2>
  );
}

/** What a speaker says of events, and beside it what others say of the same incidents. */
export function Positions({ of }: { of: InFull }) {
  const all = matters(of);
  if (all.length === 0) {
    return (
      <Empty title={t("noPositions")}>
        <p>{t("noPositionsHelp")}</p>
      </Empty>
    );
  }
  return (
    <>
      {of.left_off && <p class="quiet">{t("leftOff")}</p>}
      {all.map((matter) => (
        <section key={matter.key} class="matter" data-key={matter.key}>
          <About matter={matter} />
          <div class="matter-sides">
            <div>
              <h3 class="matter-side">{t.rich("own", { name: <bdi>{of.speaker.name}</bdi> })}</h3>
              <ul>
                {matter.own.map((one) => (
                  <Words key={`${one.statement} ${one.kind}`} one={one} speaker={false} />
                ))}
              </ul>
            </div>
            <div>
              <h3 class="matter-side">{t("others")}</h3>
              {matter.answers.length === 0 && <p class="quiet">{t("noAnswers")}</p>}
              <ul>
                {matter.answers.map((one) => (
                  <Words key={`${one.statement} ${one.kind}`} one={one} speaker />
                ))}
              </ul>
            </div>
          </div>
        </section>
      ))}
    </>
  );
}
