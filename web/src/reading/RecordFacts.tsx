import { CountryName, SpotName } from "../parts/Names";
import { share } from "../text/numbers";
import { t } from "../text/en/reading";
import { common } from "../text/en/common";
import { Each, Fact, Leads, Words } from "./Facts";
import { deskActor, deskPlace } from "./kept";
import type { ActorPart, PlacePart, StatementPart, Target, When } from "./marks";
import { flagName, speakerName, whenInWords } from "./names";
import { Reviews } from "./Reviews";
import { useView } from "./state";

// coordinates are written with a point whatever the setting, so that they can be copied into maps
const at = (lat: number, lon: number): string => t("latLon", { lat: lat.toFixed(4), lon: lon.toFixed(4) });

/** All fields of a statement: who says what, and which events it claims, denies or speaks of. */
export function StatementFacts({ statement }: { statement: StatementPart }) {
  const { book } = useView();
  const { speaker, id } = statement;
  const { events } = book.reading;
  const claims = events.filter((event) => event.claimed_by.includes(id)).map((event) => event.id);
  const denies = events.filter((event) => event.denied_by.includes(id)).map((event) => event.id);
  const about = statement.about.filter((each) => !claims.includes(each) && !denies.includes(each));
  const actor = speaker === null ? undefined : book.targets.get(speaker);
  const known = actor?.kind === "actor" ? deskActor(book.kept, actor.actor) : undefined;
  return (
    <dl class="facts">
      <Fact name={t("speaker")}>{speaker ? <Leads id={speaker} /> : <bdi>{speakerName(book, statement)}</bdi>}</Fact>
      <Fact name={t("via")}>{statement.via && <Leads id={statement.via} />}</Fact>
      <Fact name={t("stance")}>{t(`stance_${statement.stance}`)}</Fact>
      <Fact name={t("form")}>{t(`form_${statement.form}`)}</Fact>
      <Fact name={t("cue")}>{statement.cue && <bdi>{statement.cue.quote}</bdi>}</Fact>
      <Fact name={t("words")}>
        <Each of={statement.content}>{(span) => <Words span={span} />}</Each>
      </Fact>
      <Fact name={t("claims")}>{claims.length > 0 && <Each of={claims}>{(each) => <Leads id={each} />}</Each>}</Fact>
      <Fact name={t("denies")}>{denies.length > 0 && <Each of={denies}>{(each) => <Leads id={each} />}</Each>}</Fact>
      <Fact name={t("speaksOf")}>{about.length > 0 && <Each of={about}>{(each) => <Leads id={each} />}</Each>}</Fact>
      <Fact name={t("when")}>{statement.when && <Leads id={`date-${statement.when.span.start}-${statement.when.span.end}`} />}</Fact>
      <Fact name={t("onDesk")}>{known && <a href={`/speakers/${encodeURIComponent(known.id)}`}>{t("speakerPage")}</a>}</Fact>
      <Reviews id={id} verdict={book.kept.statements.get(id)?.verdict ?? null} />
    </dl>
  );
}

/** All fields of an actor of the report. */
export function ActorFacts({ actor }: { actor: ActorPart }) {
  const { book } = useView();
  const known = deskActor(book.kept, actor);
  return (
    <dl class="facts">
      <Fact name={t("kind")}>{t(`kind_${actor.kind}`)}</Fact>
      <Fact name={t("country")}>{actor.country && <CountryName code={actor.country} />}</Fact>
      <Fact name={t("roles")}>{actor.roles.length > 0 && <bdi>{actor.roles.join(", ")}</bdi>}</Fact>
      <Fact name={t("sectors")}>{actor.sectors.join(", ")}</Fact>
      <Fact name={t("variants")}>{actor.variants.length > 0 && <Each of={actor.variants}>{(name) => <bdi>{name}</bdi>}</Each>}</Fact>
      <Fact name={t("mentions")}>{t("times", { n: actor.mentions.length })}</Fact>
      <Fact name={t("onDesk")}>{known && <a href={`/actors/${encodeURIComponent(known.id)}`}>{t("actorPage")}</a>}</Fact>
    </dl>
  );
}

/** All fields of a place of the report, and what else it might be. */
export function PlaceFacts({ place }: { place: PlacePart }) {
  const { book } = useView();
  const known = deskPlace(book.kept, place);
  return (
    <dl class="facts">
      <Fact name={t("country")}>{place.country && <CountryName code={place.country} />}</Fact>
      <Fact name={t("admin1")}>{place.admin1 && <bdi>{place.admin1}</bdi>}</Fact>
      <Fact name={t("coordinates")}>{place.lat !== null && place.lon !== null && <span class="number">{at(place.lat, place.lon)}</span>}</Fact>
      <Fact name={t("precision")}>{t(`precision_${place.precision}`)}</Fact>
      <Fact name={t("gazetteer")}>{place.gazetteer_id}</Fact>
      <Fact name={t("confidence")}>{place.precision !== "none" && share(place.score)}</Fact>
      <Fact name={t("runnersUp")}>
        {place.runners_up.length > 0 && (
          <Each of={place.runners_up}>
            {(other) => (
              <>
                <SpotName spot={other} province />{" "}
                <span class="quiet number">{at(other.lat, other.lon)}</span>
              </>
            )}
          </Each>
        )}
      </Fact>
      <Fact name={t("mentions")}>{t("times", { n: place.mentions.length })}</Fact>
      <Fact name={t("onDesk")}>{known && <a href={`/places/${encodeURIComponent(known.id)}`}>{t("placePage")}</a>}</Fact>
    </dl>
  );
}

/** What a date was read as, and what it dates. */
export function DateFacts({ when, of }: { when: When; of: readonly string[] }) {
  return (
    <dl class="facts">
      <Fact name={t("words")}>
        <bdi>{common("quoted", { words: when.span.quote })}</bdi>
      </Fact>
      <Fact name={t("dateRead")}>{whenInWords(when)}</Fact>
      <Fact name={t("basis")}>{t(`basis_${when.basis}`)}</Fact>
      <Fact name={t("dateUsed")}>
        <Each of={of}>{(id) => (id === "published" ? t("datePublished") : <Leads id={id} />)}</Each>
      </Fact>
    </dl>
  );
}

/** Why words were left out. */
export function LeftFacts({ left }: { left: (Target & { kind: "left" })["left"] }) {
  return (
    <dl class="facts">
      <Fact name={t("why")}>
        <bdi>{left.message}</bdi>
      </Fact>
      <Fact name={t("stage")}>{left.stage}</Fact>
    </dl>
  );
}

/** What a flag says, with its places one beside the other. */
export function FlagFacts({ flag }: { flag: (Target & { kind: "flag" })["flag"] }) {
  return (
    <>
      <p>
        <strong>{flagName(flag.kind)}</strong>
      </p>
      <p dir="auto">{flag.message}</p>
      <Each of={flag.spans}>{(span) => <Words span={span} />}</Each>
    </>
  );
}
