"""Which reports a filter means: those that hold a text, of an outlet, with an id, or that tell an incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    cast,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from tocsin.records import Filter
from tocsin.store.clauses import among, hidden, through
from tocsin.store.rows import folded
from tocsin.store.schema import event, incident, incident_alias, report
from tocsin.store.search import parse_query, to_fts5, to_tsquery

# so many reports are picked out with their rows, rather than to walk along a list and to look at the report of each row
FEW_REPORTS = 2_000
# no row has this number
_NOBODY = -1


@dataclass(frozen=True, slots=True)
class ReportSet:
    """Reports: what must hold for a column with a report's number, and the numbers of all of them.

    The numbers are a query where they may be many.
    """

    holds: Callable[[Column[Any]], ColumnElement[bool]]
    numbers: Select[Any] | Sequence[int]
    counted: Select[Any] | int

    def pick(self, number: Column[Any]) -> ColumnElement[bool]:
        """Ask for the number of one of them, in a way that an index serves."""
        return number.in_(self.numbers) if isinstance(self.numbers, Select) else among(number, self.numbers)


def report_sets(connection: Connection, wanted: Filter) -> Iterator[ReportSet]:
    """Read which reports a filter wants."""
    if wanted.text is not None:
        yield _found(connection, wanted.text)
    if wanted.outlet is not None:
        by_outlet = report.c.outlet_folded == folded(wanted.outlet)
        numbers = select(report.c.n).where(by_outlet)
        yield ReportSet(lambda n: through(report.c.n, n, [by_outlet]), numbers, numbers)
    if wanted.report is not None:
        number = report_number(connection, wanted.report)
        yield ReportSet(lambda n: n == number, [number], 1)


def _found(connection: Connection, wanted: str) -> ReportSet:
    """Find the reports that hold a text, by the full-text index that each database has."""
    terms = parse_query(wanted)
    if connection.dialect.name == "postgresql":
        words = table("report_fts", column("report_n", Integer), column("tsv"))
        number: ColumnElement[Any] = words.c.report_n
        matches = words.c.tsv.op("@@", is_comparison=True)(cast(to_tsquery(terms), TSQUERY))
    else:
        words = table("report_fts", column("rowid", Integer))
        number = words.c.rowid
        matches = literal_column("report_fts").op("MATCH", is_comparison=True)(to_fts5(terms))
    numbers = select(number).where(matches)
    first = _first(connection, numbers)
    if len(first) <= FEW_REPORTS:
        return ReportSet(lambda n: among(hidden(n), first), first, len(first))
    if connection.dialect.name == "postgresql":
        # as a value, which PostgreSQL works out for each row that it meets; a condition it would turn around
        met = select(matches)
        return ReportSet(lambda n: met.where(number == n).correlate(n.table).scalar_subquery(), numbers, len(first))
    # for SQLite, to look a number up in the list of all is quicker than to search once more
    return ReportSet(lambda n: hidden(n).in_(numbers), numbers, len(first))


def _first(connection: Connection, numbers: Select[Any]) -> Sequence[int]:
    """Find the numbers of reports that hold a text, as far as one more than few."""
    if connection.dialect.name == "sqlite":
        return connection.scalars(numbers.limit(FEW_REPORTS + 1)).all()
    # PostgreSQL does not count in that every text would have to be unpacked, and would read them all
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    found = connection.scalars(numbers.limit(FEW_REPORTS + 1)).all()
    connection.execute(text("SET LOCAL enable_seqscan = on"))
    return found


def reports_telling(connection: Connection, incident_id: str) -> ReportSet:
    """Find the reports that tell an incident."""
    belongs = event.c.incident_n == incident_number(connection, incident_id)
    numbers = select(event.c.report_n).where(belongs)
    return ReportSet(lambda n: through(event.c.report_n, n, [belongs]), numbers, numbers)


def incident_number(connection: Connection, incident_id: str) -> int:
    """Find the number of an incident by its id or a former one; -1, which no row has, where there is none."""
    former = select(incident_alias.c.now).where(incident_alias.c.id == incident_id)
    for same in (incident.c.id == incident_id, incident.c.id.in_(former)):
        if (number := connection.scalar(select(incident.c.n).where(same))) is not None:
            return int(number)
    return _NOBODY


def report_number(connection: Connection, report_id: str) -> int:
    """Find the number of a report by its id; -1, which no row has, where there is none."""
    number = connection.scalar(select(report.c.n).where(report.c.id == report_id))
    return _NOBODY if number is None else int(number)
