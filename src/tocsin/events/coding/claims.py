"""Ties events to the statements that claim them and to those that deny them."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Span, Statement

# How far before a denial the claim may stand that it is about, in sentences, and how far after.
_REACH = 14
_JUST_BEFORE = 4


def tie_statements(desk: Desk, drafts: list[EventDraft]) -> None:
    """Set `claimed_by` and `denied_by` of every draft."""
    for draft in drafts:
        for mark in draft.marks:
            around = desk.statements_around(mark.trigger)
            if not around:
                # A title repeats what the body attributes; only the body can vouch for it.
                draft.by_outlet = draft.by_outlet or not desk.in_headline(mark.trigger)
                continue
            # The words are those of the narrowest; who passes a denial on does not claim what is denied.
            statement = around[0]
            if mark.modality == "negated" and draft.mark.modality != "negated":
                _add(draft.denied_by, statement)
            elif statement.stance != "denies":
                _add(draft.claimed_by, statement)
            elif not _only_part(desk, statement, mark.trigger):
                _add(draft.denied_by, statement)
        draft.by_outlet = draft.by_outlet or not (draft.claimed_by or draft.denied_by)
    for statement in desk.statements:
        if statement.stance == "denies":
            _tie_denial(desk, drafts, statement)


def _add(statements: list[Statement], statement: Statement) -> None:
    if statement not in statements:
        statements.append(statement)


def _only_part(desk: Desk, statement: Statement, trigger: Span) -> bool:
    """Say whether a denial is of a part in the deed, not of the deed: "denied any role in the attack"."""
    start = min([piece.start for piece in statement.content if piece.contains(trigger)], default=trigger.start)
    before = [w.text for w in words_of(desk.scene.text, start, trigger.start)][-7:]
    nouns, prepositions = (listed_in("coding", "part", key) for key in ("nouns", "prepositions"))
    return (
        any(
            word in nouns and any(later in prepositions for later in before[at + 1 :]) for at, word in enumerate(before)
        )
        or "behind" in before[-4:]
    )


def _tie_denial(desk: Desk, drafts: list[EventDraft], statement: Statement) -> None:
    """Find what a denial is about where it names no deed: what others claim of the speaker, nearest first."""
    if any(statement in draft.denied_by for draft in drafts) or not _is_of_charges(desk, statement):
        return
    charged = [
        (_from(desk, draft, statement), number, draft)
        for number, draft in enumerate(drafts)
        if draft.mark.type != "ACCUSE" and any(s.speaker != statement.speaker for s in draft.claimed_by)
    ]
    speakers = _speaks_for(desk, statement)
    of_speaker = [c for c in charged if c[0] <= _REACH and speakers & {actor.id for actor in c[2].actors}]
    # Where nothing is said of the speaker himself, "the claim" is the one made just before.
    before = [c for c in charged if c[0] <= _JUST_BEFORE] if _words(desk, statement) & _charges() else []
    found = of_speaker or before
    nearest = min((apart for apart, _, _ in found), default=0)
    for apart, _, draft in found:
        # A denial answers the whole charge, which may name several deeds in a row.
        if apart <= nearest + (2 if of_speaker else 0):
            _add(draft.denied_by, statement)
            draft.note(f"denied by “{statement.content[0].quote[:40]}”, which answers what others say")


def _from(desk: Desk, draft: EventDraft, statement: Statement) -> int:
    """Count the sentences from the nearest words that tell an event to a denial; what follows it counts as far."""
    at = statement.content[0].start
    starts = (mark.trigger.start for mark in draft.marks)
    return min(_apart(desk, start, at) + (_REACH // 2 if start > at else 0) for start in starts)


def _is_of_charges(desk: Desk, statement: Statement) -> bool:
    named = _charges() | listed_in("coding", "part", "nouns")
    return bool(_words(desk, statement) & named) or not _tells_event(desk, statement)


def _charges() -> frozenset[str]:
    return listed_in("coding", "charges", "nouns")


def _words(desk: Desk, statement: Statement) -> set[str]:
    return {w.text for piece in statement.content for w in words_of(desk.scene.text, piece.start, piece.end)}


def _tells_event(desk: Desk, statement: Statement) -> bool:
    """Say whether a statement's content tells of an event."""
    return any(piece.contains(mark.trigger) for mark in desk.annotation.events for piece in statement.content)


def _speaks_for(desk: Desk, statement: Statement) -> set[str]:
    """The speaker, and the country, government or body that he speaks for."""
    speaker = next((a for a in desk.resolution.actors if a.id == statement.speaker), None)
    if speaker is None:
        return set()
    states = {"GOV", "MIL", "COP", "LEG", "SPY", "JUD"}
    found = {speaker.id}
    for actor in desk.resolution.actors:
        official = actor.kind == "country" or set(actor.sectors) & states
        of_state = speaker.kind == "country" or set(speaker.sectors) & states
        if actor.country == speaker.country and official and of_state:
            found.add(actor.id)
    return found


def _apart(desk: Desk, one: int, other: int) -> int:
    low, high = min(one, other), max(one, other)
    return sum(low < start <= high for start, _ in desk.scene.sentences)
