"""Makes records of the rows of a page: each function takes numbers of rows and gives their records in that order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, select

from tocsin.records import (
    DeskActor,
    Event,
    Flag,
    Incident,
    Rejected,
    ReportHead,
    Statement,
    StoredEvent,
    StoredFlag,
    StoredRejected,
    StoredStatement,
    Telling,
)
from tocsin.store.blobs import from_json, unpack
from tocsin.store.clauses import among
from tocsin.store.kept import HEAD_COLUMNS, head_of
from tocsin.store.schema import (
    actor_form,
    desk_actor,
    event,
    flag,
    incident,
    rejected,
    report,
    statement,
)


def load_incidents(connection: Connection, numbers: Sequence[int]) -> list[Incident]:
    """Load incidents."""
    rows = _rows(connection, select(incident.c.n, incident.c.data), incident.c.n, numbers)
    return [unpack(row.data, Incident) for row in rows]


def load_events(connection: Connection, numbers: Sequence[int]) -> list[StoredEvent]:
    """Load events, each with its telling, its report and its incident."""
    columns = (event.c.n, event.c.record, event.c.report_n, event.c.telling, incident.c.id.label("incident"))
    joined = event.outerjoin(incident, event.c.incident_n == incident.c.n)
    rows = _rows(connection, select(*columns).select_from(joined), event.c.n, numbers)
    heads = _heads(connection, sorted({row.report_n for row in rows}))
    return [
        StoredEvent(unpack(row.record, Event), unpack(row.telling, Telling), heads[row.report_n], row.incident)
        for row in rows
    ]


def load_statements(connection: Connection, numbers: Sequence[int]) -> list[StoredStatement]:
    """Load statements, each with its report and the names of who speaks."""
    columns = (statement.c.n, statement.c.report_n, statement.c.data, statement.c.speaker, statement.c.via)
    joined = statement.outerjoin(actor_form, actor_form.c.n == statement.c.form_n)
    joined = joined.outerjoin(desk_actor, desk_actor.c.n == actor_form.c.desk_actor_n)
    query = select(*columns, desk_actor.c.id.label("actor")).select_from(joined)
    rows = _rows(connection, query, statement.c.n, numbers)
    heads = _heads(connection, sorted({row.report_n for row in rows}))
    return [
        StoredStatement(from_json(row.data, Statement), row.speaker, row.actor, row.via, heads[row.report_n])
        for row in rows
    ]


def load_flags(connection: Connection, numbers: Sequence[int]) -> list[StoredFlag]:
    """Load flags, each with its report."""
    rows = _rows(connection, select(flag.c.n, flag.c.id, flag.c.report_n, flag.c.data), flag.c.n, numbers)
    heads = _heads(connection, sorted({row.report_n for row in rows}))
    return [StoredFlag(row.id, from_json(row.data, Flag), heads[row.report_n]) for row in rows]


def load_rejected(connection: Connection, numbers: Sequence[int]) -> list[StoredRejected]:
    """Load what was left out."""
    columns = (rejected.c.n, rejected.c.id, rejected.c.data, rejected.c.added)
    rows = _rows(connection, select(*columns), rejected.c.n, numbers)
    return [StoredRejected(row.id, from_json(row.data, Rejected), row.added) for row in rows]


def load_reports(connection: Connection, numbers: Sequence[int]) -> list[ReportHead]:
    """Load what is known of reports without their texts."""
    heads = _heads(connection, numbers)
    return [heads[number] for number in numbers if number in heads]


def load_actors(connection: Connection, numbers: Sequence[int]) -> list[DeskActor]:
    """Load actors of the desk, with the numbers of current reports and events in which they occur."""
    columns = (desk_actor.c.n, desk_actor.c.data, desk_actor.c.reports, desk_actor.c.events)
    rows = _rows(connection, select(*columns), desk_actor.c.n, numbers)
    return [replace(from_json(row.data, DeskActor), reports=row.reports, events=row.events) for row in rows]


def _heads(connection: Connection, numbers: Sequence[int]) -> dict[int, ReportHead]:
    rows = _rows(connection, select(report.c.n, *HEAD_COLUMNS), report.c.n, numbers)
    return {row.n: head_of(row[1:]) for row in rows}


def _rows(connection: Connection, query: Select[Any], number: Column[int], numbers: Sequence[int]) -> list[Row[Any]]:
    """Fetch rows by their numbers, in the order of these; rows that are not there are left out."""
    found = {row.n: row for row in connection.execute(query.where(among(number, numbers)))}
    return [found[each] for each in numbers if each in found]
