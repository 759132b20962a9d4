"""Finds the place and the time of an event: those linked to its words, else those that its sentence or item names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.roles import PRECISIONS, WHO, is_spoken
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Place, Role, Span, When

# How many sentences back an event's place or time may stand, within the paragraph.
_BACK = 2
# A phrase of the trigger's own sentence, or paragraph, is worth so much more than one of another; chosen on the desks
# in training/data/desks.
_SENTENCE, _PARAGRAPH = 0.25, 0.1
# "22 April, Anaba: ...", "Porga (Benin), 2 May. ...": so an item of a chronicle begins, with little more.
_ITEM = re.compile(r"[^.!?:;“\"]{2,60}[:.]\s")
# Words before such a colon that are neither day nor place; there is none before a full stop.
_OTHERS = 1
# Words between the head of a sentence and a day that dates all of it.
_LEAD = 2
_DATES = ("minute", "hour", "part-of-day", "day")


def fill_place(desk: Desk, draft: EventDraft) -> None:
    """Set the place: the one linked to the trigger, or else one that the same sentence puts around it."""
    item = _item(desk, draft)
    held = _places_in(desk, item) if item else []
    for phrase in _best_first(desk, draft, "place", within=bool(held)):
        place = _place_in(desk, phrase)
        if place is not None:
            draft.place = place
            draft.note(f"place: “{phrase.quote}”, linked to “{draft.mark.trigger.quote}”")
            return
    if draft.mark.modality in ("happened", "ongoing") and not is_spoken(draft):
        found = _located(desk, draft)
        if found is not None:
            draft.place = found[0]
            draft.note(f"place: “{found[1].quote}”, named in the same sentence")
        elif held:
            draft.place = min(held, key=lambda p: (PRECISIONS.index(p.precision), p.id))
            draft.note(f"place: “{draft.place.name}”, at the head of the item")


def fill_when(desk: Desk, draft: EventDraft) -> None:
    """Set the time: the one linked to the trigger, or else the day of its clause, its sentence or its item."""
    before = _before(desk, draft)
    if before is not None:
        draft.when = before
        draft.note(f"time: “{before.span.quote}” before “{draft.mark.trigger.quote}”")
        return
    item = _item(desk, draft)
    days = [w for w in _dated(desk) if item and item[0] <= w.span.start and w.span.end <= item[1]]
    vague: When | None = None
    for phrase in _best_first(desk, draft, "time", within=bool(days)):
        found = [w for w in _dated(desk, known=False) if w.span.overlaps(phrase) and not _is_lapse(desk, w)]
        if found:
            when = max(found, key=lambda w: (w.start is not None, w.span.end - w.span.start, -w.span.start))
            if when.start is not None:
                draft.when = when
                draft.note(f"time: “{phrase.quote}”, linked to “{draft.mark.trigger.quote}”")
                return
            vague = vague or when
    draft.when = vague
    if draft.mark.modality in ("happened", "ongoing") and not is_spoken(draft) and (vague is None or _is_clock(vague)):
        own = _own_day(desk, draft)
        if own or days:
            draft.when = (own or days)[0]
            draft.note(
                f"time: “{draft.when.span.quote}”, {'in the same sentence' if own else 'at the head of the item'}"
            )


def inherit(desk: Desk, drafts: list[EventDraft]) -> None:
    """Let an event without place or time take that of the one told just before it in the same paragraph."""
    # In the order in which the body tells them: a headline may name the last of them first.
    drafts = sorted(drafts, key=lambda d: d.mark.trigger.start)
    for number, draft in enumerate(drafts):
        if draft.mark.modality not in ("happened", "ongoing") or is_spoken(draft):
            continue
        for other in reversed(drafts[:number]):
            if not _close(desk, other, draft):
                break
            if draft.place is None and other.place is not None and other.mark.modality == draft.mark.modality:
                draft.place = other.place
                draft.note(f"place: that of “{other.mark.trigger.quote}” just before")
            if is_undated(draft) and not is_undated(other) and other.mark.modality == draft.mark.modality:
                draft.when = other.when
                draft.note(f"time: that of “{other.mark.trigger.quote}” just before")


def is_undated(draft: EventDraft) -> bool:
    """Say whether an event has no day, at most a time of day: "at about eight o'clock"."""
    return draft.when is None or (draft.when.start is None and _is_clock(draft.when))


def when_between(one: When | None, other: When | None) -> bool:
    """Say whether two times may be the same: one of them unknown, or intervals that touch."""
    if one is None or other is None or one.start is None or other.start is None:
        return True
    return one.start[:10] <= (other.end or other.start)[:10] and other.start[:10] <= (one.end or one.start)[:10]


def _best_first(desk: Desk, draft: EventDraft, role: Role, *, within: bool) -> list[Span]:
    """List the phrases linked to a trigger, the likeliest first; `within` leaves out those of other paragraphs."""
    at = draft.mark.trigger.start
    sentence, block = desk.scene.sentence(at), desk.scene.block_number(at)

    def weight(span: Span, score: float) -> float:
        if sentence[0] <= span.start < sentence[1]:
            return score + _SENTENCE
        return score + (_PARAGRAPH if desk.scene.block_number(span.start) == block else 0.0)

    linked = [r for r in draft.mark.of_role(role) if not within or desk.scene.block_number(r.span.start) == block]
    return [r.span for r in sorted(linked, key=lambda r: (-weight(r.span, r.score), r.span.start))]


def _place_in(desk: Desk, phrase: Span) -> Place | None:
    """The narrowest place whose mention shares characters with a phrase."""
    found = [p for p in desk.resolution.places if any(m.overlaps(phrase) for m in p.mentions)]
    return min(found, key=lambda p: (PRECISIONS.index(p.precision), p.id), default=None)


def _places_in(desk: Desk, part: tuple[int, int]) -> list[Place]:
    return [p for p in desk.resolution.places if any(part[0] <= m.start and m.end <= part[1] for m in p.mentions)]


def _located(desk: Desk, draft: EventDraft) -> tuple[Place, Span] | None:
    """A place after "in", "at" or "near" in the trigger's sentence, outside of other events' phrases."""
    trigger = draft.mark.trigger
    low, high = desk.scene.sentence(trigger.start)
    taken = [r.span for mark in desk.annotation.events for r in mark.roles if r.role != "time"]
    # "a charity in Thessaloniki" says where the charity is
    taken += [s.speaker_span for s in desk.statements if s.speaker_span]
    taken += [mark.span for mark in (*desk.annotation.mentions, *desk.annotation.parties) if mark.kind in WHO]
    near: list[tuple[int, Place, Span]] = []
    for place in desk.resolution.places:
        for mention in place.mentions:
            if low <= mention.start and mention.end <= high and not any(t.overlaps(mention) for t in taken):
                before = words_of(desk.scene.text, max(low, mention.start - 16), mention.start)
                # "those behind the attack who hide in Goma"
                if _WHO_IS.search(desk.scene.text[trigger.end : mention.start]):
                    continue
                if any(w.text in listed_in("coding", "where", "prepositions") for w in before[-2:]):
                    near.append((abs(mention.start - trigger.end), place, mention))
    best = min(near, key=lambda n: (n[0], n[1].id), default=None)
    return (best[1], best[2]) if best else None


def _dated(desk: Desk, *, known: bool = True) -> Iterable[When]:
    """Give the dates of the text but for the day in a dateline, which is that of the report, whatever stands beside."""
    published = desk.report.published
    printed = published.span if published.basis == "stated" else None
    for when in desk.scene.whens:
        if not (printed and when.span.overlaps(printed)) and (not known or when.precision in _DATES):
            yield when


def _item(desk: Desk, draft: EventDraft) -> tuple[int, int] | None:
    """Give the head of the item that an event is told in: "22 April, Anaba:"; None where its paragraph has none."""
    block = desk.scene.block(draft.mark.trigger.start)
    if block is None or block.kind in ("headline", "subhead"):
        return None
    found = _ITEM.match(desk.scene.text, block.start, block.end)
    if found is None or found.end() > draft.mark.trigger.start:
        return None
    named = [w.span for w in desk.scene.whens] + [m for place in desk.resolution.places for m in place.mentions]
    words = words_of(desk.scene.text, block.start, found.end())
    others = [w for w in words if not any(span.start <= w.start and w.end <= span.end for span in named)]
    most = _OTHERS if ":" in found[0] else 0
    return (block.start, found.end()) if len(others) <= most else None


def _own_day(desk: Desk, draft: EventDraft) -> list[When]:
    """Find the day that dates the sentence of an event: at its head ("On Tuesday, ..."), or counted from what was told.

    Any other may be the day on which something was said.
    """
    trigger = draft.mark.trigger
    low, high = desk.scene.sentence(trigger.start)
    taken = [r.span for mark in desk.annotation.events for r in mark.roles if r.role == "time" and r.score >= 0.5]
    days = [
        w
        for w in _dated(desk)
        if low <= w.span.start < w.span.end <= high
        and not _is_lapse(desk, w)
        and not any(t.overlaps(w.span) for t in taken)
    ]
    leading = [w for w in days if w.span.end <= trigger.start and desk.scene.words(low, w.span.start) <= _LEAD]
    return leading[:1] or [w for w in days if _goes_on(w)][:1]


def _goes_on(when: When) -> bool:
    """Say whether a date goes on from one told before: "two days later", "the same evening"."""
    return when.basis == "relative" and any(
        w.text in listed_in("coding", "lapse", "onward") for w in words_of(when.span.quote, 0, len(when.span.quote))
    )


def _before(desk: Desk, draft: EventDraft) -> When | None:
    """Find what dates the clause of an event: "three weeks after" they were abducted, "in March, when" men raided."""
    trigger = draft.mark.trigger
    low, _ = desk.scene.sentence(trigger.start)
    dates = [
        w
        for w in _dated(desk, known=False)
        if w.start is not None and low <= w.span.start < w.span.end <= trigger.start and _dates_clause(desk, w, trigger)
    ]
    return dates[-1] if dates else None


def _dates_clause(desk: Desk, when: When, trigger: Span) -> bool:
    between = desk.scene.text[when.span.end : trigger.start]
    opened = _WHEN.match(between)
    if opened is not None:
        return not _CLAUSE.search(between, opened.end())
    return _is_lapse(desk, when) and not _CLAUSE.search(between)


_WHEN = re.compile(r",?\s+when\s")
_WHO_IS = re.compile(r"\b(?:who|whose)\b")
_CLAUSE = re.compile(r"[,;:()“”\"]|\b(?:who|which|that|and|but)\b")


def _is_lapse(desk: Desk, when: When) -> bool:
    """Say whether a date is that of what follows it: "two days after" the vote."""
    ends = words_of(desk.scene.text, when.span.start, when.span.end)[-1:]
    goes_on = desk.scene.text[when.span.end : when.span.end + 2].strip()[:1].isalpha()
    return goes_on and any(w.text in listed_in("coding", "lapse", "prepositions") for w in ends)


def _is_clock(when: When) -> bool:
    """Say whether a time that nothing is known of is but a time of day."""
    words = [w.text for w in words_of(when.span.quote, 0, len(when.span.quote))]
    return any(w in listed_in("coding", "clock", "words") or w.isdigit() for w in words)


def _close(desk: Desk, one: EventDraft, other: EventDraft) -> bool:
    start, end = one.mark.trigger.start, other.mark.trigger.start
    if desk.scene.block_number(start) != desk.scene.block_number(end):
        return False
    return start <= end and desk.scene.sentences_between(start, end) <= _BACK
