import { common } from "../text/en/common";
import { days } from "../text/times";
import { t } from "../text/en/reading";
import { kindName } from "../parts/kinds";
import type { Book, FlagPart, Look, Mark, StatementPart, Target, When } from "./marks";

/** Name a kind of flag. */
export const flagName = (kind: FlagPart["kind"]): string => t.maybe(`flag_${kind.replace("-", "_")}`) ?? kind;

/** Name who speaks: the actor, else the words for the speaker. */
export function speakerName(book: Book, statement: StatementPart): string {
  const { speaker, speaker_span: words } = statement;
  return actorName(book, speaker) ?? (words ? common("quoted", { words: words.quote }) : t("speakerUnknown"));
}

/** Name an actor of the report by its id. */
export function actorName(book: Book, id: string | null): string | undefined {
  const target = id === null ? undefined : book.targets.get(id);
  return target?.kind === "actor" ? target.actor.name : undefined;
}

/** Write what a date was read as, with the hours where the text has them. */
export function whenInWords({ start, end, precision }: When): string {
  const day = days(start, end, precision);
  const [from, to] = [start?.split("T")[1], end?.split("T")[1]];
  if (!from || start?.slice(0, 10) !== (end ?? start)?.slice(0, 10)) return day;
  return to && to !== from ? t("dateHours", { day, from, to }) : t("dateHour", { day, from });
}

const LOOKS: Record<Target["kind"], Look> = {
  event: "event", statement: "said", actor: "body", place: "place", date: "date", flag: "flag", left: "left", asked: "asked",
};

/** Name what a target is: a person, an event, and so on. */
export function kindOfTarget(target: Target): string {
  return t(`is_${target.kind === "actor" && target.actor.kind === "person" ? "person" : LOOKS[target.kind]}`);
}

/** Name a target in a few words, without what it is. */
export function nameOf(book: Book, target: Target): string {
  if (target.kind === "event") return [kindName(target.event.type), target.event.mode].filter(Boolean).join(" ");
  if (target.kind === "statement") return `${speakerName(book, target.statement)} ${t(`stance_${target.statement.stance}`)}`;
  if (target.kind === "actor") return target.actor.name;
  if (target.kind === "place") return target.place.name;
  if (target.kind === "date") return whenInWords(target.when);
  if (target.kind === "flag") return flagName(target.flag.kind);
  return "";
}

/** Say what a mark is, for those who do not see how it is drawn. */
export function markInWords(book: Book, mark: Mark): string {
  const [what, name] = [t(`is_${mark.look}`), nameOf(book, mark.target)];
  return name ? t("named", { what, name }) : what;
}
