import { common } from "../text/en/common";
import { share } from "../text/numbers";
import { t } from "../text/en/reading";
import { figuresInWords } from "../parts/figures";
import { KindName } from "../parts/EventLine";
import { Each, Fact, Leads, Words } from "./Facts";
import type { EventPart } from "./marks";
import { actorName } from "./names";
import { Reviews } from "./Reviews";
import { useView } from "./state";

type Count = EventPart["counts"][number];

function Figure({ count }: { count: Count }) {
  const { book } = useView();
  const told = [figuresInWords([count]), count.who].filter(Boolean).join(", ");
  const speaker = actorName(book, count.speaker);
  return (
    <>
      <bdi>{speaker ? t("figureBy", { figure: told, who: speaker }) : told}</bdi> <Words span={count.span} />
    </>
  );
}

function Side({ name, ids, words }: { name: string; ids: string[]; words: EventPart["evidence"] }) {
  if (ids.length === 0 && words.length === 0) return null;
  return (
    <Fact name={name}>
      {ids.length > 0 ? <Each of={ids}>{(id) => <Leads id={id} />}</Each> : <Each of={words}>{(span) => <Words span={span} />}</Each>}
    </Fact>
  );
}

/** All fields of an event, and where it leads. */
export function EventFacts({ event }: { event: EventPart }) {
  const { book } = useView();
  const kept = book.kept.events.get(event.id);
  const real = [common(`modality_${event.modality}`), kept?.background && t("background"), kept?.doubtful && common("doubtful")];
  return (
    <>
      <p>
        <KindName type={event.type} mode={event.mode} refined={event.refined} />
      </p>
      <dl class="facts">
        <Side name={t("who")} ids={event.actors} words={kept?.actor_spans ?? []} />
        <Side name={t("toWhom")} ids={event.recipients} words={kept?.recipient_spans ?? []} />
        <Fact name={t("where")}>{event.place && <Leads id={event.place} />}</Fact>
        <Fact name={t("when")}>{event.when && <Leads id={`date-${event.when.span.start}-${event.when.span.end}`} />}</Fact>
        <Fact name={t("real")}>{real.filter(Boolean).join(", ")}</Fact>
        <Fact name={t("figures")}>{event.counts.length > 0 && <Each of={event.counts}>{(count) => <Figure count={count} />}</Each>}</Fact>
        <Fact name={t("claimedBy")}>{event.claimed_by.length > 0 && <Each of={event.claimed_by}>{(id) => <Leads id={id} />}</Each>}</Fact>
        <Fact name={t("deniedBy")}>{event.denied_by.length > 0 && <Each of={event.denied_by}>{(id) => <Leads id={id} />}</Each>}</Fact>
        <Fact name={t("byOutlet")}>{kept && (kept.by_outlet ? t("yes") : t("no"))}</Fact>
        <Fact name={t("contexts")}>{event.contexts.map((each) => each.replaceAll("_", " ")).join(", ")}</Fact>
        <Fact name={t("confidence")}>{share(event.confidence)}</Fact>
        <Fact name={t("sentences")}>
          <Each of={event.evidence}>{(span) => <Words span={span} />}</Each>
        </Fact>
        <Fact name={t("incident")}>
          {kept?.incident && <a href={`/incidents/${encodeURIComponent(kept.incident)}`}>{t("openIncident")}</a>}
        </Fact>
        <Reviews id={event.id} verdict={kept?.verdict ?? null} />
      </dl>
    </>
  );
}
