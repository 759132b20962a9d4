"""Ties events to the statements that claim them and to those that deny them."""

from __future__ import annotations

from tocsin.events.coding.denials import answered
from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import EventMark, Span, Statement


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
            elif not _only_part(desk, statement, mark.trigger) and not _is_charge(desk, mark):
                _add(draft.denied_by, statement)
        draft.by_outlet = draft.by_outlet or not (draft.claimed_by or draft.denied_by)
    for statement in desk.statements:
        if not any(statement in draft.denied_by for draft in drafts):
            for draft in answered(desk, drafts, statement):
                _add(draft.denied_by, statement)
                draft.note(f"denied by “{statement.content[0].quote[:40]}”, which answers what others say")


def _add(statements: list[Statement], statement: Statement) -> None:
    if statement not in statements:
        statements.append(statement)


def _is_charge(desk: Desk, mark: EventMark) -> bool:
    """Say whether what is denied is a charge, whose being made nobody denies: "rejected the accusations"."""
    words = words_of(desk.scene.text, mark.trigger.start, mark.trigger.end)
    return mark.type == "ACCUSE" and any(w.text in listed_in("coding", "charges", "nouns") for w in words)


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
