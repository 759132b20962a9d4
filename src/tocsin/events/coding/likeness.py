"""Compares two tellings of deeds: their parties, words and sentences."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.patterns import listed_in, words_of
from tocsin.language.words import stem
from tocsin.records import Actor, EventMark, Span

# As many words may stand between two triggers of one phrase.
_PHRASE = 2
WIDE = ("country", "admin1", "border", "none")


def is_denied(desk: Desk, draft: EventDraft) -> bool:
    """Say whether somebody only names the deed to deny it, or says that it did not happen."""
    return all(_is_denied(desk, mark) for mark in draft.marks)


def _is_denied(desk: Desk, mark: EventMark) -> bool:
    around = desk.statements_around(mark.trigger)
    return bool(around) and (around[0].stance == "denies" or mark.modality == "negated")


def speakers(desk: Desk, draft: EventDraft) -> set[str | None]:
    """Give those in whose words a deed is told."""
    return {s.speaker for mark in draft.marks for s in desk.statements_around(mark.trigger)[:1]}


def is_known(actor: Actor) -> bool:
    """Say whether it is known who an actor is; "gunmen" and "men" may be anybody's."""
    return actor.kind != "group" or actor.country is not None or bool(set(actor.sectors) - {"UAF", "UNK", "CVL"})


def share(one: list[Actor], other: list[Actor]) -> bool:
    """Say whether two sides have somebody in common."""
    return bool({a.id for a in one} & {b.id for b in other})


def akin(one: list[Actor], other: list[Actor]) -> bool:
    """Say whether two sides may be the same under other names.

    Groups or bodies of one sector may be, and a country and whoever belongs to it.
    """
    return any(
        (a.country == b.country is not None)
        if "country" in (a.kind, b.kind)
        else "person" not in (a.kind, b.kind)
        and bool(set(a.sectors) & set(b.sectors))
        and (a.country == b.country or None in (a.country, b.country))
        for a in one
        for b in other
    )


def strangers(one: list[Actor], other: list[Actor], *, named: bool) -> bool:
    """Say whether two sides are not the same people; `named` wants to know what both are: "his men" may be anybody."""
    known = not named or all(any(map(is_known, side)) for side in (one, other))
    return bool(one and other) and known and not share(one, other) and not akin(one, other)


def one_phrase(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether two triggers are the words of one phrase: "held" and "vigil" of "held a vigil"."""
    one, two = sorted((draft.mark.trigger, other.mark.trigger))
    between = desk.scene.text[one.end : two.start]
    return len(words_of(desk.scene.text, one.end, two.start)) <= _PHRASE and not any(c in between for c in ",;:.–—\n")


def same_thing(draft: EventDraft, other: EventDraft) -> bool:
    """Say whether the same words stand for what was done to in both: "heating plant"."""
    one, two = ({word for s in d.recipient_spans for word in s.quote.lower().split()[-1:]} for d in (draft, other))
    return bool(one & two)


def same_word(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether two triggers share the beginning of a word: "ambush" and "ambushed"."""
    return alike_words(desk, draft.mark.trigger, other.mark.trigger)


def alike_words(desk: Desk, one: Span, other: Span) -> bool:
    """Say whether two phrases share a word, its ending aside, or the first five letters of one."""
    mine, theirs = (
        [word.text for word in words_of(desk.scene.text, span.start, span.end) if len(word.text) > 3]
        for span in (one, other)
    )
    return any(a[:5] == b[:5] or stem(a) == stem(b) for a in mine for b in theirs)


def done_to_another(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether the text only now brings in what a deed is done to: "a hospital" after "a school"."""
    for span in draft.recipient_spans:
        before = words_of(desk.scene.text, desk.scene.sentence(span.start)[0], span.start)[-1:]
        first = words_of(desk.scene.text, span.start, span.end)[:1]
        new = any(word.text in listed_in("coding", "again", "indefinite") for word in (*before, *first))
        if new and other.recipient_spans and not any(alike_words(desk, span, s) for s in other.recipient_spans):
            return True
    return False


def by_title(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether one of two tellings stands in a headline or subhead alone."""
    return desk.in_headline(draft.mark.trigger) or all(desk.in_headline(mark.trigger) for mark in other.marks)


def same_sentence(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether two drafts are first told in one sentence."""
    return desk.scene.sentence(draft.at) == desk.scene.sentence(other.at)


def tells_result(desk: Desk, draft: EventDraft) -> bool:
    """Say whether all tellings of a deed only say what came of it: "died", "the death of", "killed"."""
    results = listed_in("coding", "results", "words")
    return all(
        all(word.text in results for word in words_of(desk.scene.text, mark.trigger.start, mark.trigger.end))
        for mark in draft.marks
    )


def is_noun(desk: Desk, draft: EventDraft) -> bool:
    """Say whether a deed is told by a noun that may point to one told before."""
    words = words_of(desk.scene.text, draft.mark.trigger.start, draft.mark.trigger.end)
    return bool(words) and words[-1].text in listed_in("coding", "again", "nouns")


def points_back(desk: Desk, draft: EventDraft) -> bool:
    """Say whether the trigger is a noun that only points to a deed told before: "the attack"."""
    if not is_noun(desk, draft):
        return False
    trigger = draft.mark.trigger
    low = desk.scene.sentence(trigger.start)[0]
    before = words_of(desk.scene.text, low, trigger.start)[-3:]
    return any(w.text in listed_in("coding", "again", "definite") for w in before)
