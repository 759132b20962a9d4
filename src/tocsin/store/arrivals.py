"""Reports in the order in which a desk kept them, each with how much was found in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, func, select

from tocsin.records import Arrival, Filter, Page
from tocsin.store.cursors import Position, read_cursor, write_cursor
from tocsin.store.filters import check_filter
from tocsin.store.loading import load_reports
from tocsin.store.queries import check_limit, matching
from tocsin.store.report_sets import report_sets
from tocsin.store.schema import event, flag, report, statement

_COUNTED = {"events": event, "statements": statement, "flags": flag}


def arrivals(connection: Connection, wanted: Filter, *, cursor: str | None = None, limit: int = 50) -> Page[Arrival]:
    """List current reports, those kept last first; `text` and `outlet` are those of the reports.

    Raises `store.bad-limit`, `store.bad-cursor` and what `check_filter` finds.
    """
    check_filter("reports", wanted)
    check_limit(limit)
    scope = json.dumps(["arrivals", asdict(wanted)])
    query = select(report.c.n).where(report.c.current)
    for reports in report_sets(connection, replace(wanted, report=None)):
        query = query.where(reports.pick(report.c.n))
    if cursor is not None:
        query = query.where(report.c.n < read_cursor(scope, cursor, ()).n)
    numbers = connection.scalars(query.order_by(report.c.n.desc()).limit(limit + 1)).all()
    following = write_cursor(scope, Position((), numbers[limit - 1])) if len(numbers) > limit else None
    return Page(_load(connection, numbers[:limit]), following)


def _load(connection: Connection, numbers: Sequence[int]) -> tuple[Arrival, ...]:
    found: dict[str, dict[int, int]] = {}
    for name, table in _COUNTED.items():
        holds = matching(connection, name, Filter())  # type: ignore[arg-type]
        query = select(table.c.report_n, func.count().label("times")).where(table.c.report_n.in_(numbers), *holds)
        found[name] = {row.report_n: row.times for row in connection.execute(query.group_by(table.c.report_n))}
    heads = load_reports(connection, numbers)
    return tuple(
        Arrival(head, **{name: times.get(number, 0) for name, times in found.items()})
        for number, head in zip(numbers, heads, strict=True)
    )
