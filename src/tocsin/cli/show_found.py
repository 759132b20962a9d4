"""One record of a desk in full, with what else the desk knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.cli import show_records as records
from tocsin.cli.show_incidents import incident_in_full, review_line
from tocsin.cli.terminal import Line
from tocsin.records import (
    DeskActor,
    Filter,
    Incident,
    Review,
    StoredEvent,
    StoredFlag,
    StoredRejected,
    StoredStatement,
)
from tocsin.run.desk import Desk, Found

_MOST = 500


def found_lines(desk: Desk, found: Found, *, evidence: bool) -> Iterator[Line]:
    """Show a record that `Desk.find` found, whatever it is."""
    if isinstance(found, Incident):
        reviews = desk.reviews(found.id)
        return incident_in_full(found, desk.events_of(found.id), reviews, evidence=evidence)
    if isinstance(found, StoredEvent):
        return records.event_in_full(found, desk.reviews(found.event.id))
    if isinstance(found, StoredStatement):
        return records.statement_in_full(found, desk.reviews(found.statement.id))
    if isinstance(found, StoredFlag):
        return records.flag_in_full(found, desk.reviews(found.id))
    if isinstance(found, StoredRejected):
        return iter(records.rejected_row(found))
    if isinstance(found, Review):
        return iter((review_line(found),))
    if isinstance(found, DeskActor):
        return records.actor_in_full(found, desk.reviews(found.id))
    reading = desk.reading(found.id)
    assert reading is not None
    incidents = desk.incidents(Filter(report=found.id), limit=_MOST).rows
    return records.report_in_full(found, reading, incidents, desk.reviews(found.id))
