"""Puts together what a report tells several times: in its headline, by a noun that points back, in other words."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.figures import disjoint, same_counted
from tocsin.events.coding.roles import is_spoken, when_between
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Actor, Place, Span

_REAL = ("happened", "ongoing")
# As many words may stand between two triggers of one phrase.
_PHRASE = 2
# An answer to a charge stands within so many paragraphs of it.
_ANSWER = 6
_WIDE = ("country", "admin1", "border", "none")


def merge(desk: Desk, drafts: list[EventDraft]) -> list[EventDraft]:
    """Join drafts that tell the same event; what a headline tells goes to the body's event."""
    kept: list[EventDraft] = []
    body = [d for d in drafts if not desk.in_headline(d.mark.trigger)]
    titles = [d for d in drafts if desk.in_headline(d.mark.trigger)]
    for draft in (*body, *titles):
        ranked = [(_likeness(desk, draft, other), -abs(draft.at - other.at), n) for n, other in enumerate(kept)]
        likeness, _, best = max(ranked, default=(0, 0, 0))
        if likeness > 0:
            _join(desk, kept[best], draft)
        else:
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.at, d.mark.trigger.start))


def _likeness(desk: Desk, draft: EventDraft, other: EventDraft) -> int:
    """Say how much speaks for two drafts being one event; 0 where they are two."""
    title = desk.in_headline(draft.mark.trigger) or desk.in_headline(other.mark.trigger)
    answers = is_denied(desk, draft)
    if not _compatible(draft, other, title=title, answers=answers):
        return 0
    back = points_back(desk, draft)
    sides = (draft.actors, other.actors), (draft.recipients, other.recipients)
    shared = sum(_share(one, two) for one, two in sides)
    if answers and not title:
        # Who denies a deed tells it in words of his own: "that his men had fired at any ambulance".
        apart = any(_strangers(one, two, named=one is draft.actors) for one, two in sides)
        near = abs(desk.scene.block_number(draft.at) - desk.scene.block_number(other.at)) <= _ANSWER
        alike = shared + _same_word(desk, draft, other) + _same_thing(draft, other)
        return 0 if apart or is_denied(desk, other) or not near else 1 + 2 * alike
    placed = draft.place is not None and draft.place == other.place
    if title:
        # A title names parties as the body does not: "policemen" for "an officer of the Kosovo Police".
        apart = any(one and two and not _share(one, two) and not _akin(one, two) for one, two in sides)
        narrow = placed and draft.place is not None and draft.place.precision not in _WIDE
        alike = (
            shared
            + sum(_akin(one, two) for one, two in sides)
            + _same_word(desk, draft, other)
            + narrow
            + _same_thing(draft, other)
        )
        return 0 if apart or _same_sentence(desk, draft, other) else 2 * alike
    if any(one and two and not _share(one, two) and not (back and _akin(one, two)) for one, two in sides):
        return 0
    if back:
        return 2 + shared
    if _one_phrase(desk, draft, other):
        return 3 + shared
    if _same_sentence(desk, draft, other) and not is_spoken(draft):
        # "killed as the convoy is ambushed": the deed and its outcome, done to the same people.
        outcome = _share(*sides[1]) and not (draft.mark.mode and other.mark.mode)
        return 1 + shared if outcome and not _done_to_another(desk, draft, other) else 0
    # Two demands of one speaker are two events, unless the text points back.
    if is_spoken(draft):
        return 0
    if _done_to_another(desk, draft, other):
        return 0
    conflict = any(disjoint(a, b) for a in draft.counts for b in other.counts if same_counted(a, b))
    return 0 if conflict and not placed else shared * 2 + placed - 1


def is_denied(desk: Desk, draft: EventDraft) -> bool:
    """Say whether somebody only names the deed to deny it, or says that it did not happen."""
    around = desk.statements_around(draft.mark.trigger)
    return bool(around) and (around[0].stance == "denies" or draft.mark.modality == "negated")


def _compatible(draft: EventDraft, other: EventDraft, *, title: bool, answers: bool) -> bool:
    one, two = draft.mark, other.mark
    # A title is too short to show by which means.
    if one.type != two.type or (one.mode and two.mode and one.mode != two.mode and not title):
        return False
    real = (*_REAL, "negated") if answers else _REAL
    if one.modality != two.modality and not (one.modality in real and two.modality in _REAL):
        return False
    return _where_alike(draft.place, other.place, title=title) and when_between(draft.when, other.when)


def _where_alike(one: Place | None, other: Place | None, *, title: bool) -> bool:
    if one is None or other is None or one.id == other.id or one.country is None or other.country is None:
        return True
    # A title may name the region's capital for the region.
    wide = one.precision in _WIDE or other.precision in _WIDE
    region = title and one.admin1 is not None and one.admin1 == other.admin1
    return one.country == other.country and (wide or region)


def _share(one: list[Actor], other: list[Actor]) -> bool:
    return bool({a.id for a in one} & {b.id for b in other})


def _akin(one: list[Actor], other: list[Actor]) -> bool:
    """Say whether two sides may be the same people under other names: groups or bodies of one sector."""
    return any(
        set(a.sectors) & set(b.sectors) and (a.country == b.country or None in (a.country, b.country))
        for a in one
        for b in other
        if "person" not in (a.kind, b.kind)
    )


def _strangers(one: list[Actor], other: list[Actor], *, named: bool) -> bool:
    """Say whether two sides are not the same people; `named` wants to know what both are: "his men" may be anybody."""
    known = not named or all(any(set(a.sectors) - {"UNK"} for a in side) for side in (one, other))
    return bool(one and other) and known and not _share(one, other) and not _akin(one, other)


def _one_phrase(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether two triggers are the words of one phrase: "held" and "vigil" of "held a vigil"."""
    one, two = sorted((draft.mark.trigger, other.mark.trigger))
    between = desk.scene.text[one.end : two.start]
    return len(words_of(desk.scene.text, one.end, two.start)) <= _PHRASE and not any(c in between for c in ",;:.–—\n")


def _same_thing(draft: EventDraft, other: EventDraft) -> bool:
    """Say whether the same words stand for what was done to in both: "heating plant"."""
    one, two = ({s.quote.lower().split()[-1] for s in d.recipient_spans} for d in (draft, other))
    return bool(one & two)


def _same_word(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether two triggers share the beginning of a word: "ambush" and "ambushed"."""
    return _alike_words(desk, draft.mark.trigger, other.mark.trigger)


def _alike_words(desk: Desk, one: Span, other: Span) -> bool:
    """Say whether two phrases share the first letters of a word: four where it has no more, else five."""
    mine, theirs = (
        [word.text for word in words_of(desk.scene.text, span.start, span.end) if len(word.text) > 3]
        for span in (one, other)
    )
    return any(a[:5] == b[:5] or a == b[:4] or b == a[:4] for a in mine for b in theirs)


def _done_to_another(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether the text only now brings in what a deed is done to: "a hospital" after "a school"."""
    for span in draft.recipient_spans:
        before = words_of(desk.scene.text, desk.scene.sentence(span.start)[0], span.start)[-1:]
        first = words_of(desk.scene.text, span.start, span.end)[:1]
        new = any(word.text in listed_in("coding", "again", "indefinite") for word in (*before, *first))
        if new and other.recipient_spans and not any(_alike_words(desk, span, s) for s in other.recipient_spans):
            return True
    return False


def _same_sentence(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    return desk.scene.sentence(draft.at) == desk.scene.sentence(other.at)


def points_back(desk: Desk, draft: EventDraft) -> bool:
    """Say whether the trigger is a noun that only points to a deed told before: "the attack"."""
    trigger = draft.mark.trigger
    words = words_of(desk.scene.text, trigger.start, trigger.end)
    if not words or words[-1].text not in listed_in("coding", "again", "nouns"):
        return False
    low = desk.scene.sentence(trigger.start)[0]
    before = words_of(desk.scene.text, low, trigger.start)[-3:]
    return any(w.text in listed_in("coding", "again", "definite") for w in before)


def _join(desk: Desk, into: EventDraft, draft: EventDraft) -> None:
    title = desk.in_headline(draft.mark.trigger)
    how = "the headline" if title else "it points back" if points_back(desk, draft) else "told again"
    into.note(f"also “{draft.mark.trigger.quote}” at {draft.mark.trigger.start} ({how})")
    into.marks += draft.marks
    into.marks.sort(
        key=lambda m: (
            m.modality == "negated",
            desk.in_headline(m.trigger),
            -len(m.roles) - len(m.figures),
            m.trigger.start,
        )
    )
    for mine, theirs, my_spans, their_spans in (
        (into.actors, draft.actors, into.actor_spans, draft.actor_spans),
        (into.recipients, draft.recipients, into.recipient_spans, draft.recipient_spans),
    ):
        if not mine:
            mine += theirs
        my_spans += [span for span in their_spans if span not in my_spans]
    into.recipients[:] = [one for one in into.recipients if one not in into.actors]
    into.place = _narrower(into.place, draft.place)
    into.when = into.when or draft.when
    into.counts += [count for count in draft.counts if count not in into.counts]


def _narrower(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    return other if one.precision in _WIDE and other.precision not in _WIDE else one
