"""Ties events to the statements that claim them and to those that deny them."""

from __future__ import annotations

from tocsin.events.coding.denials import denied
from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.records import Statement


def tie_statements(desk: Desk, drafts: list[EventDraft]) -> None:
    """Set `claimed_by` and `denied_by` of every draft."""
    tie_claims(desk, drafts)
    for statement, found in denied(desk, drafts):
        for draft in found:
            _add(draft.denied_by, statement)
            draft.claimed_by[:] = [one for one in draft.claimed_by if one is not statement]
            draft.note(f"denied by “{statement.content[0].quote[:40]}”")
    for draft in drafts:
        draft.by_outlet = draft.by_outlet or not (draft.claimed_by or draft.denied_by)


def tie_claims(desk: Desk, drafts: list[EventDraft]) -> None:
    """Set `claimed_by` of every draft, and whether the report itself tells it."""
    for draft in drafts:
        for mark in draft.marks:
            around = desk.statements_around(mark.trigger)
            if not around:
                # A title repeats what the body attributes; only the body can vouch for it.
                draft.by_outlet = draft.by_outlet or not desk.in_headline(mark.trigger)
                continue
            # The words are those of the narrowest; who passes a denial on does not claim what is denied.
            statement = around[0]
            negated = mark.modality == "negated" and draft.mark.modality != "negated"
            if statement.stance != "denies" and not negated:
                _add(draft.claimed_by, statement)


def _add(statements: list[Statement], statement: Statement) -> None:
    if statement not in statements:
        statements.append(statement)
