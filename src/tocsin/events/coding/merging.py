"""Puts together what a report tells several times: in its headline, by a noun that points back, in other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.figures import disjoint, same_counted
from tocsin.events.coding.likeness import (
    by_title,
    done_to_another,
    is_denied,
    is_known,
    one_phrase,
    points_back,
    same_sentence,
    same_thing,
    same_word,
    share,
    speakers,
    strangers,
    tells_result,
)
from tocsin.events.coding.linking import WEIGHTS, signs, where_alike
from tocsin.events.coding.placing import when_between
from tocsin.events.coding.roles import PRECISIONS, actors_of, is_spoken
from tocsin.events.coding.weighing import chance, threshold
from tocsin.events.patterns import listed_in
from tocsin.records import Place, When

_REAL = ("happened", "ongoing")
# An answer to a charge stands within so many paragraphs of it.
_ANSWER = 6


def merge(desk: Desk, drafts: list[EventDraft]) -> list[EventDraft]:
    """Join drafts that tell the same event; what a headline tells goes to the body's event."""
    kept: list[EventDraft] = []
    for draft in in_order(desk, drafts):
        # whoever is accused of "the attack" is not who did it for the report, nor another attack's doer
        plain = _without_blamed(draft) if _is_blamed(desk, draft) else draft
        again = _told_before(desk, plain, kept)
        if not again:
            kept.append(draft)
            continue
        told, *also = again
        join(desk, told, plain)
        for other in also:
            # two that are placed each may be two, whatever is said of both
            if None in (other.place, told.place) and _may_be_one(desk, other, told):
                join(desk, told, other)
                kept = [one for one in kept if one is not other]
    return sorted(kept, key=lambda d: (d.at, d.mark.trigger.start))


def _is_blamed(desk: Desk, draft: EventDraft) -> bool:
    """Say whether a noun that points back has for its doer whom its sentence accuses."""
    if not draft.actors or not points_back(desk, draft):
        return False
    start, end = desk.scene.sentence(draft.mark.trigger.start)
    accused = [
        actor
        for mark in desk.annotation.events
        if mark.type == "ACCUSE" and start <= mark.trigger.start < end
        for role in mark.of_role("recipient")
        for actor in actors_of(desk, role.span)
    ]
    return share(draft.actors, accused)


def _without_blamed(draft: EventDraft) -> EventDraft:
    return replace(draft, actors=[], actor_spans=[])


def _told_before(desk: Desk, draft: EventDraft, kept: list[EventDraft]) -> list[EventDraft]:
    """Find the events that a draft tells again, the likeliest first.

    A noun that points back needs no other likeness, nor a denial, which tells a deed in words of its own.
    """
    near = list(candidates(desk, draft, kept))
    results = [n for n, _ in near if _is_result(desk, draft, kept[n])]
    if results:
        return [kept[results[0]]]
    chances = {n: chance(WEIGHTS, signs(desk, draft, kept[n], apart)) for n, apart in near}
    likely = [n for n in chances if chances[n] >= threshold(WEIGHTS)]
    if likely:
        return [kept[n] for n in sorted(likely, key=lambda n: (chances[n], n), reverse=True)]
    answered = [n for n in chances if _answers(desk, draft, kept[n])]
    if answered:
        return [kept[max(answered, key=lambda n: (chances[n], n))]]
    nearest = kept[near[0][0]] if near else None
    return [nearest] if nearest is not None and _points_at(desk, draft, nearest) else []


def in_order(desk: Desk, drafts: list[EventDraft]) -> list[EventDraft]:
    """Put drafts in the order in which they are joined: the body's as it tells them, then those of titles."""
    return sorted(drafts, key=lambda d: (desk.in_headline(d.mark.trigger), d.mark.trigger.start))


def candidates(desk: Desk, draft: EventDraft, kept: list[EventDraft]) -> Iterator[tuple[int, int]]:
    """Give the drafts that may tell the same event: the number of each, and how many of the type stand between."""
    alike = [n for n, other in enumerate(kept) if other.mark.type == draft.mark.type]
    alike.sort(key=lambda n: (min(abs(draft.at - mark.trigger.start) for mark in kept[n].marks), n))
    for between, number in enumerate(alike):
        if _may_be_one(desk, draft, kept[number]):
            yield number, between


def _may_be_one(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether nothing rules out that two tellings are of one event."""
    title = by_title(desk, draft, other)
    denied, answered = is_denied(desk, draft), is_denied(desk, other)
    one, two = draft.mark.modality, other.mark.modality
    # what one says happened, another says did not
    real = {*_REAL, "negated"} if denied or answered else set(_REAL)
    if one != two and not {one, two} <= real:
        return False
    if denied and answered and not title and speakers(desk, draft) & speakers(desk, other):
        return False
    # whoever denies a deed may put it in other words, and another place or day read with them
    if denied == answered and not (
        where_alike(draft.place, other.place, title=title) and when_between(draft.when, other.when)
    ):
        return False
    sides = (draft.actors, other.actors), (draft.recipients, other.recipients)
    apart = [strangers(mine, theirs, named=True) for mine, theirs in sides]
    # whoever denies a deed may name its parties otherwise
    if all(apart) or (any(apart) and not denied and not answered):
        return False
    if title or _points_at(desk, draft, other) or _is_result(desk, draft, other):
        return True
    return not _is_another(desk, draft, other) and (denied or answered or not done_to_another(desk, draft, other))


def _is_another(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether the words show a second deed: a second demand, an abduction beside a shooting, another toll."""
    if _is_other_deed(draft, other):
        return True
    if is_spoken(draft) and not same_word(desk, draft, other) and not one_phrase(desk, draft, other):
        return True
    placed = draft.place is not None and draft.place == other.place
    return not placed and any(disjoint(a, b) for a in draft.counts for b in other.counts if same_counted(a, b))


def _is_other_deed(draft: EventDraft, other: EventDraft) -> bool:
    modes = {draft.mark.mode, other.mark.mode}
    return len(modes - {None}) > 1 and bool(modes & listed_in("coding", "deeds", "modes"))


def _answers(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether a draft only names a deed to deny it that was told of the same sides shortly before."""
    if not is_denied(desk, draft) or is_denied(desk, other) or desk.in_headline(draft.mark.trigger):
        return False
    sides = (draft.actors, other.actors), (draft.recipients, other.recipients)
    near = abs(desk.scene.block_number(draft.at) - desk.scene.block_number(other.at)) <= _ANSWER
    modes = {mark.mode for mark in (draft.mark, *other.marks) if mark.mode}
    alike = len(modes) < 2 or same_word(desk, draft, other) or share(*sides[1]) or same_thing(draft, other)
    known = all(map(is_known, draft.actors))
    return near and alike and not any(strangers(*pair, named=False) for pair in (sides if known else sides[1:]))


def _is_result(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether one of two tellings in a sentence only says what came of the other: "ambushed", "the death of"."""
    if tells_result(desk, draft) == tells_result(desk, other) or not same_sentence(desk, draft, other):
        return False
    result = draft if tells_result(desk, draft) else other
    return result.mark.type in listed_in("coding", "results", "types") and (
        not result.actors or share(draft.actors, other.actors)
    )


def _points_at(desk: Desk, draft: EventDraft, other: EventDraft) -> bool:
    """Say whether a noun that points back ("the attack") brings in nobody who had no part in the deed before it."""
    sides = (draft.actors, other.actors), (draft.recipients, other.recipients)
    if not points_back(desk, draft) or _is_other_deed(draft, other):
        return False
    return not any(strangers(one, two, named=False) for one, two in sides)


def join(desk: Desk, into: EventDraft, draft: EventDraft) -> None:
    """Put what a draft tells to the event that it tells again."""
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
        if mine and theirs and not share(mine, theirs):
            into.note(f"{', '.join(actor.name for actor in theirs)} at {draft.mark.trigger.start} left out")
            continue
        if not mine:
            mine += theirs
        my_spans += [span for span in their_spans if span not in my_spans]
    into.recipients[:] = [one for one in into.recipients if one not in into.actors]
    into.place = _narrower(into.place, draft.place)
    into.when = _finer(into.when, draft.when)
    into.counts += [count for count in draft.counts if count not in into.counts]


def _narrower(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    return other if PRECISIONS.index(other.precision) < PRECISIONS.index(one.precision) else one


def _finer(one: When | None, other: When | None) -> When | None:
    """Choose the time that lies within the other, or else the first: "10 October" after "last week"."""
    if one is None or other is None:
        return one or other
    if not (one.start and one.end and other.start and other.end):
        return other if other.start and not one.start else one
    inside = one.start[:10] <= other.start[:10] and other.end[:10] <= one.end[:10]
    return other if inside and (one.start[:10], one.end[:10]) != (other.start[:10], other.end[:10]) else one
