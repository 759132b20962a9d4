"""Finds which events a denial is about that names no deed itself: "rejected the accusations", "denied this"."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.roles import is_spoken
from tocsin.events.patterns import listed_in, words_of
from tocsin.events.scene import Mention
from tocsin.records import Span, Statement

# How far before a denial the claim may stand that it is about, in sentences; what follows it counts as farther by half.
_REACH = 14
# The same for "this" and "the claim", where nothing is said of the speaker himself.
_JUST_BEFORE = 4
# An answer to one charge answers the deeds that are told in a row with it, so many sentences off.
_ROW = 2
# Sectors that speak for their state.
_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "SPY", "JUD"})
_REAL = ("happened", "ongoing", "negated")


def answered(desk: Desk, drafts: list[EventDraft], statement: Statement) -> list[EventDraft]:
    """List the events that a denial is about, as what others say; none where it is of something else.

    What those say whom it names ("the lies of the minister") comes first, then what is said of the speaker's own
    side, then what was said just before. One charge is the nearest one, several are all.
    """
    words = _words(desk, statement)
    charges = words & listed_in("coding", "charges", "nouns")
    if not charges and not words & listed_in("coding", "part", "nouns"):
        return []
    side = _side(desk, statement)
    told = [
        (_from(desk, draft, statement), draft)
        for draft in drafts
        if not is_spoken(draft)
        and draft.mark.modality in _REAL
        and any(s.speaker != statement.speaker for s in draft.claimed_by)
    ]
    named = {m.actor.id for piece in statement.content for m in desk.scene.mentions_in(piece.start, piece.end)} - side
    of_named = [c for c in told if c[0] <= _REACH and any(named & _own(desk, s) for s in c[1].claimed_by)]
    of_side = [c for c in told if c[0] <= _REACH and side & {actor.id for actor in c[1].actors}]
    both = [c for c in of_named if c in of_side]
    just_before = [c for c in told if c[0] <= _JUST_BEFORE] if charges else []
    several = bool(words & listed_in("coding", "charges", "plurals"))
    for found, row in ((both, _REACH), (of_named, _ROW), (of_side, _REACH if several else _ROW)):
        if found:
            nearest = min(apart for apart, _ in found)
            return [draft for apart, draft in found if apart <= nearest + row]
    blamed = _blamed(desk, drafts, statement, side)
    if blamed or not just_before:
        return blamed
    nearest = min(apart for apart, _ in just_before)
    return [draft for apart, draft in just_before if apart == nearest]


def _blamed(desk: Desk, drafts: list[EventDraft], statement: Statement, side: set[str]) -> list[EventDraft]:
    """Find the deed for which the speaker's side is blamed in no more words: "the army blamed the rebels"."""
    at = statement.content[0].start
    blame = [
        draft
        for draft in drafts
        if draft.mark.type == "ACCUSE" and draft.at < at and side & {actor.id for actor in draft.recipients}
    ]
    if not blame:
        return []
    before = [
        draft
        for draft in drafts
        if draft.at < blame[-1].at
        and draft.mark.type in listed_in("coding", "blamed", "types")
        and draft.mark.modality in _REAL
        and not any(actor.kind == "country" or actor.kind == "person" for actor in draft.actors)
    ]
    # The deed that the report is about is told most often.
    return [max(before, key=lambda d: (len(d.marks), -d.at))] if before else []


def _from(desk: Desk, draft: EventDraft, statement: Statement) -> int:
    """Count the sentences from the nearest words that tell an event to a denial."""
    at = statement.content[0].start
    starts = (mark.trigger.start for mark in draft.marks)
    return min(_apart(desk, start, at) + (_REACH // 2 if start > at else 0) for start in starts)


def _words(desk: Desk, statement: Statement) -> set[str]:
    return {w.text for piece in statement.content for w in words_of(desk.scene.text, piece.start, piece.end)}


def _own(desk: Desk, statement: Statement) -> set[str]:
    """The speaker, who relays him, and whom their titles name: "the council’s representative"."""
    own = {one for one in (statement.speaker, statement.via) if one}
    for actor in desk.resolution.actors:
        if actor.id in own and actor.kind == "person":
            own |= {m.actor.id for span in actor.mentions for m in _inside(desk, span)}
    for span in (statement.speaker_span, statement.via_span):
        own |= {m.actor.id for m in _inside(desk, span)} if span else set()
    return own


def _side(desk: Desk, statement: Statement) -> set[str]:
    """The speaker and his own, and the country and other organs of the state that he speaks for."""
    found = _own(desk, statement)
    known = [actor for actor in desk.resolution.actors if actor.id in found]
    for actor in desk.resolution.actors:
        official = actor.kind == "country" or set(actor.sectors) & _STATE
        for one in known:
            of_state = one.kind == "country" or set(one.sectors) & _STATE
            if actor.country and actor.country == one.country and official and of_state:
                found.add(actor.id)
    return found


def _inside(desk: Desk, span: Span) -> list[Mention]:
    return [m for m in desk.scene.mentions_in(span.start, span.end) if span.start <= m.start and m.end <= span.end]


def _apart(desk: Desk, one: int, other: int) -> int:
    low, high = min(one, other), max(one, other)
    return sum(low < start <= high for start, _ in desk.scene.sentences)
