"""Lists of what a desk keeps, filtered and page by page, and single records by their ids.

Lists hold what belongs to current reports and was not judged wrong; single records are found whatever became of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from types import NoneType
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    exists,
    literal,
    not_,
    nulls_last,
    or_,
    select,
    tuple_,
)

from tocsin.errors import TocsinError
from tocsin.records import (
    DeskActor,
    Filter,
    Incident,
    Page,
    ReportHead,
    StoredEvent,
    StoredFlag,
    StoredRejected,
    StoredStatement,
    Subject,
    Verdict,
)
from tocsin.store import loading, schema
from tocsin.store.clauses import Condition
from tocsin.store.conditions import LAST, borne_out, conditions_of
from tocsin.store.cursors import Position, read_cursor, write_cursor
from tocsin.store.filters import ListName, check_filter, circle_of
from tocsin.store.report_sets import incident_number
from tocsin.store.walking import Walk

T = TypeVar("T")

Order = Literal["newest", "oldest", "sources"]
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class _List(Generic[T]):
    """One list: its table, the day it is ordered by, how its rows are loaded, and as what they are judged.

    `id_of` gives the id of a record that shows what was judged of it, None where records do not.
    """

    name: ListName
    table: Table
    day: str
    load: Callable[[Connection, Sequence[int]], list[T]]
    subject: Subject | None = None
    id_of: Callable[[T], str] | None = None
    end: str | None = None
    orders: tuple[Order, ...] = ("newest", "oldest")


_INCIDENTS = _List(
    "incidents",
    schema.incident,
    "day_start",
    loading.load_incidents,
    "incident",
    end="day_end",
    orders=("newest", "oldest", "sources"),
)
_EVENTS = _List(
    "events", schema.event, "day_start", loading.load_events, "event", lambda row: row.event.id, end="day_end"
)
_STATEMENTS = _List(
    "statements", schema.statement, "published", loading.load_statements, "statement", lambda row: row.statement.id
)
_FLAGS = _List("flags", schema.flag, "published", loading.load_flags, "flag", lambda row: row.id)
_REJECTED = _List("rejected", schema.rejected, "added", loading.load_rejected)
_REPORTS = _List("reports", schema.report, "published", loading.load_reports, "report")


def incidents(
    connection: Connection, wanted: Filter, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
) -> Page[Incident]:
    """List incidents by day, or those with the most independent sources first.

    This and every other list raises `store.bad-limit`, `store.no-such-order`, `store.bad-cursor`, and what
    `check_filter` finds.
    """
    return _page(connection, _INCIDENTS, wanted, order, cursor, limit)


def events(
    connection: Connection, wanted: Filter, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
) -> Page[StoredEvent]:
    """List events by the day on which they begin."""
    return _page(connection, _EVENTS, wanted, order, cursor, limit)


def statements(
    connection: Connection, wanted: Filter, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
) -> Page[StoredStatement]:
    """List statements by the day on which their report was published; `actor` is who speaks."""
    return _page(connection, _STATEMENTS, wanted, order, cursor, limit)


def flags(
    connection: Connection, wanted: Filter, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
) -> Page[StoredFlag]:
    """List flags by the day on which their report was published."""
    return _page(connection, _FLAGS, wanted, order, cursor, limit)


def rejected(
    connection: Connection, wanted: Filter, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
) -> Page[StoredRejected]:
    """List what was left out by the time when that was noted; `kind` is the beginning of a reason."""
    return _page(connection, _REJECTED, wanted, order, cursor, limit)


def reports(
    connection: Connection, wanted: Filter, *, order: Order = "newest", cursor: str | None = None, limit: int = 50
) -> Page[ReportHead]:
    """List reports by the day on which they were published; `actor` occurs in them, and `report` asks for one of them.

    With `report`, every version of its page is listed.
    """
    return _page(connection, _REPORTS, wanted, order, cursor, limit)


def actors(connection: Connection, wanted: Filter, *, cursor: str | None = None, limit: int = 50) -> Page[DeskActor]:
    """List actors of the desk, those in the most reports first, then by name; `country` is the actor's own.

    Groups ("gunmen") are many people under one word; they are listed where `kind` or `actor` asks for them.
    """
    scope = _scope("actors", "reports", wanted, limit)
    table = schema.desk_actor
    listed = [*(one.holds for one in conditions_of(connection, "actors", wanted)), _not_judged_wrong("actor", table)]
    if wanted.kind is None and wanted.actor is None:
        listed.append(table.c.kind != "group")
    query = select(table.c.reports, table.c.folded, table.c.n).where(*listed)
    if cursor is not None:
        last = read_cursor(scope, cursor, ((int,), (str,)))
        (reports, name), number = last.keys, last.n
        after = tuple_(table.c.folded, table.c.n) > tuple_(literal(name, table.c.folded.type), literal(number))
        # the first says nothing more, but lets the index begin there
        query = query.where(table.c.reports <= reports, or_(table.c.reports < reports, after))
    rows = connection.execute(query.order_by(table.c.reports.desc(), table.c.folded, table.c.n).limit(limit + 1)).all()
    found = [Position((row.reports, row.folded), row.n) for row in rows]
    return _cut(scope, found, limit, lambda numbers: loading.load_actors(connection, numbers))


def matching(
    connection: Connection, name: Literal["incidents", "events", "statements", "flags"], wanted: Filter
) -> list[ColumnElement[bool]]:
    """Say what holds for all rows of a list, for questions that go over all of it.

    Of the circle of `near` only the box around it is here. Raises what `check_filter` finds.
    """
    check_filter(name, wanted)
    lists: tuple[_List[Any], ...] = (_INCIDENTS, _EVENTS, _STATEMENTS, _FLAGS)
    listed = next(each for each in lists if each.name == name)
    return _walk(connection, listed, wanted, "newest", whole=True).everything(connection)


def wrong_events(connection: Connection) -> Sequence[int]:
    """Give the numbers of the events that were judged wrong, which no list has."""
    wrong, _ = _wrong("event")
    return connection.scalars(select(schema.event.c.n).where(schema.event.c.id.in_(wrong))).all()


def incident(connection: Connection, incident_id: str) -> Incident | None:
    """Find an incident by its id or a former one."""
    return next(iter(loading.load_incidents(connection, [incident_number(connection, incident_id)])), None)


def event(connection: Connection, event_id: str) -> StoredEvent | None:
    """Find an event by its id."""
    return _single(connection, _EVENTS, event_id)


def statement(connection: Connection, statement_id: str) -> StoredStatement | None:
    """Find a statement by its id."""
    return _single(connection, _STATEMENTS, statement_id)


def flag(connection: Connection, flag_id: str) -> StoredFlag | None:
    """Find a flag by its id."""
    return _single(connection, _FLAGS, flag_id)


def actor(connection: Connection, actor_id: str) -> DeskActor | None:
    """Find an actor of the desk by its id, with the numbers of reports and events in which it occurs."""
    numbers = connection.scalars(select(schema.desk_actor.c.n).where(schema.desk_actor.c.id == actor_id)).all()
    return next(iter(loading.load_actors(connection, numbers)), None)


def rejected_of(connection: Connection, rejected_id: str) -> StoredRejected | None:
    """Find what was left out by its id."""
    return _single(connection, _REJECTED, rejected_id)


def report_of(connection: Connection, report_id: str) -> ReportHead | None:
    """Find what is known of a report by its id."""
    return _single(connection, _REPORTS, report_id)


def events_of_incident(connection: Connection, incident_id: str) -> tuple[StoredEvent, ...]:
    """Give all events of an incident, found by its id or a former one, by the day on which their report appeared."""
    table, reports = schema.event, schema.report
    belonging = table.c.incident_n == incident_number(connection, incident_id)
    query = select(table.c.n).join(reports, reports.c.n == table.c.report_n)
    listed = query.where(belonging, reports.c.current, _not_judged_wrong("event", table))
    numbers = connection.scalars(listed.order_by(nulls_last(reports.c.published), table.c.n)).all()
    return tuple(_with_reviews(connection, _EVENTS, loading.load_events(connection, numbers)))


def reports_of_incident(connection: Connection, incident_id: str) -> tuple[ReportHead, ...]:
    """Give the reports that tell an incident, found by its id or a former one, by the day of publication."""
    table = schema.report
    telling = select(schema.event.c.report_n).where(
        schema.event.c.incident_n == incident_number(connection, incident_id)
    )
    query = select(table.c.n).where(table.c.n.in_(telling), table.c.current)
    numbers = connection.scalars(query.order_by(nulls_last(table.c.published), table.c.n)).all()
    return tuple(loading.load_reports(connection, numbers))


def versions_of_report(connection: Connection, report_id: str) -> tuple[ReportHead, ...]:
    """Give all versions of the page of a report, itself among them, the newest first."""
    table = schema.report
    page = select(table.c.page).where(table.c.id == report_id).scalar_subquery()
    numbers = connection.scalars(select(table.c.n).where(table.c.page == page).order_by(table.c.version.desc())).all()
    return tuple(loading.load_reports(connection, numbers))


def _page(
    connection: Connection, listed: _List[T], wanted: Filter, order: Order, cursor: str | None, limit: int
) -> Page[T]:
    scope = _scope(listed.name, order, wanted, limit)
    if order not in listed.orders:
        raise TocsinError("store.no-such-order", list=listed.name, order=order, known=", ".join(listed.orders))
    walk = _walk(connection, listed, wanted, order)
    kinds = (int,) if order == "sources" else (str, NoneType)
    after = None if cursor is None else read_cursor(scope, cursor, (kinds,))
    found = list(islice(walk.positions(connection, after, limit + 1), limit + 1))
    return _cut(
        scope, found, limit, lambda numbers: _with_reviews(connection, listed, listed.load(connection, numbers))
    )


def _walk(connection: Connection, listed: _List[Any], wanted: Filter, order: Order, *, whole: bool = False) -> Walk:
    table, until = listed.table, wanted.until
    conditions = conditions_of(connection, listed.name, wanted)
    conditions += [Condition(one) for one in _listed(listed, wanted, whole=whole)]
    circle = circle_of(wanted)
    if order == "sources":
        if wanted.since is not None:
            conditions.append(Condition(table.c.day_end >= wanted.since))
        if until is not None:
            conditions.append(Condition(table.c.day_start <= until))
        return Walk(table, table.c.sources, conditions, circle=circle)
    if listed is _REJECTED and until is not None:
        # noted at a time of that day
        until += LAST
    end = None if listed.end is None else table.c[listed.end]
    return Walk(table, table.c[listed.day], conditions, end, order == "newest", wanted.since, until, circle)


def _listed(listed: _List[Any], wanted: Filter, *, whole: bool) -> Iterator[ColumnElement[bool]]:
    """Say what is on a list at all: what belongs to a current report and was not judged wrong.

    Where a question goes over the whole list, the few superseded reports are looked up once, and not that of each row.
    """
    table, report = listed.table, schema.report
    if listed is _REPORTS and wanted.report is None:
        yield report.c.current
    elif "report_n" in table.c and whole:
        yield table.c.report_n.not_in(select(report.c.n).where(~report.c.current))
    elif "report_n" in table.c:
        yield exists(select(1).where(report.c.n == table.c.report_n, report.c.current).correlate(table))
    if listed is _EVENTS:
        yield borne_out()
    if listed.subject is not None:
        yield _not_judged_wrong(listed.subject, table, whole=whole)


def _not_judged_wrong(subject: Subject, table: Table, *, whole: bool = False) -> ColumnElement[bool]:
    """Say that the latest review of a record that was not taken back, if there is one, does not reject it."""
    wrong, own = _wrong(subject)
    if whole:
        return table.c.id.not_in(wrong)
    return not_(exists(wrong.where(own == table.c.id).correlate(table)))


def _wrong(subject: Subject) -> tuple[Select[Any], ColumnElement[str]]:
    """Select the ids of records that were judged wrong; the column with the id comes with it."""
    last, later = schema.review.alias(), schema.review.alias()
    after = tuple_(later.c.at, later.c.n) > tuple_(last.c.at, last.c.n)
    again = select(1).where(later.c.subject == subject, later.c.subject_id == last.c.subject_id, ~later.c.undone, after)
    judged = (last.c.subject == subject, last.c.verdict == "reject", ~last.c.undone)
    return select(last.c.subject_id).where(*judged, not_(exists(again.correlate(last)))), last.c.subject_id


def _with_reviews(connection: Connection, listed: _List[T], rows: list[T]) -> list[T]:
    """Put on each record what the latest review that was not taken back says of it."""
    if listed.id_of is None or not rows:
        return rows
    review = schema.review.c
    ids = [listed.id_of(row) for row in rows]
    query = select(review.subject_id, review.verdict).where(
        review.subject == listed.subject, review.subject_id.in_(ids), ~review.undone
    )
    said = connection.execute(query.order_by(review.at, review.n))
    verdicts: dict[str, Verdict] = {row.subject_id: row.verdict for row in said}
    return [replace(row, verdict=verdicts.get(each)) for each, row in zip(ids, rows, strict=True)]  # type: ignore[type-var]


def _cut(scope: str, found: Sequence[Position], limit: int, load: Callable[[Sequence[int]], list[T]]) -> Page[T]:
    """Make a page of the first rows found; one more than fit says that there is another page."""
    page = found[:limit]
    return Page(tuple(load([one.n for one in page])), write_cursor(scope, page[-1]) if len(found) > limit else None)


def _single(connection: Connection, listed: _List[T], record_id: str) -> T | None:
    table = listed.table
    numbers = connection.scalars(select(table.c.n).where(table.c.id == record_id)).all()
    return next(iter(_with_reviews(connection, listed, listed.load(connection, numbers))), None)


def _scope(name: ListName, order: str, wanted: Filter, limit: int) -> str:
    """Look at what a list is asked for, and write down all of it that a cursor depends on."""
    check_filter(name, wanted)
    check_limit(limit)
    return json.dumps([name, order, asdict(wanted)])


def check_limit(limit: int) -> None:
    """See that a page of so many rows may be asked for. Raises `store.bad-limit`."""
    if not 1 <= limit <= MOST_ROWS:
        raise TocsinError("store.bad-limit", limit=limit, most=MOST_ROWS)
