"""Places across reports: how many reports name each, what lies there, and how reports write it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    distinct,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)

from tocsin.errors import TocsinError
from tocsin.records import DeskPlace, Filter, Page, PlaceInFull, PlaceName, Sighting, Span
from tocsin.store.blobs import from_json
from tocsin.store.cursors import Position, read_cursor, write_cursor
from tocsin.store.filters import boxes_of, check_filter, circle_of
from tocsin.store.queries import check_limit, matching
from tocsin.store.report_sets import report_sets
from tocsin.store.rows import folded
from tocsin.store.schema import event, incident, place, report

# a country is named in very many reports; how they write it is taken from so many of them, the newest
_MOST_REPORTS = 2000
_OLD = report.alias("old")


def places(
    connection: Connection, wanted: Filter, *, name: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[DeskPlace]:
    """List places by how many reports name them, then by name; `name` are words of their names.

    Time, text, outlet and report are of the reports that name them. Raises `store.bad-limit`, `store.bad-cursor` and
    what `check_filter` finds.
    """
    check_filter("places", wanted)
    check_limit(limit)
    scope = json.dumps(["places", name, asdict(wanted)])
    circle = circle_of(wanted)
    holds = [*_named(connection, wanted), *([] if name is None else [_of_name(name)])]
    if circle is not None:
        points = connection.execute(select(place.c.place_id, place.c.lat, place.c.lon).where(*_at(wanted)).distinct())
        inside = sorted({row.place_id for row in points if circle.holds(row.lat, row.lon)})
        holds.append(place.c.place_id.in_(inside))
    counted = func.count(distinct(place.c.report_n)).label("reports")
    joined: FromClause = place
    if wanted.since is not None or wanted.until is not None:
        joined = place.join(report, report.c.n == place.c.report_n)
    grouped = select(place.c.place_id, func.min(place.c.folded).label("folded"), counted).select_from(joined)
    ranked = grouped.where(*holds).group_by(place.c.place_id).subquery().c
    query = select(ranked.reports, ranked.folded, ranked.place_id)
    if cursor is not None:
        reports, words, last = read_cursor(scope, cursor, ((int,), (str,), (str,))).keys
        after = tuple_(ranked.folded, ranked.place_id) > tuple_(
            literal(words, place.c.folded.type), literal(last, place.c.place_id.type)
        )
        query = query.where(or_(ranked.reports < reports, and_(ranked.reports == reports, after)))
    query = query.order_by(ranked.reports.desc(), ranked.folded, ranked.place_id).limit(limit + 1)
    rows = connection.execute(query).all()
    shown = rows[:limit]
    following = write_cursor(scope, Position(tuple(shown[-1]), 0)) if len(rows) > limit else None
    return Page(tuple(_load(connection, [(row.place_id, row.reports) for row in shown])), following)


def place_in_full(connection: Connection, place_id: str) -> PlaceInFull | None:
    """Find a place by its id, with the names that reports give it."""
    holds = [report.c.current, place.c.place_id == place_id]
    joined = place.join(report, report.c.n == place.c.report_n)
    counted = connection.scalar(select(func.count(distinct(place.c.report_n))).select_from(joined).where(*holds))
    if not counted:
        return None
    columns = (place.c.data, report.c.id, report.c.outlet, report.c.published)
    query = select(*columns).select_from(joined).where(*holds).order_by(report.c.published.desc(), report.c.n.desc())
    written: Counter[str] = Counter()
    examples: dict[str, Sighting] = {}
    for row in connection.execute(query.limit(_MOST_REPORTS)):
        for span in from_json(row.data, tuple[Span, ...]):
            written[span.quote] += 1
            examples[span.quote] = Sighting(row.id, row.outlet, row.published, span)
    names = sorted(written, key=lambda each: (-written[each], each))
    whole = _load(connection, [(place_id, counted)])[0]
    return PlaceInFull(whole, tuple(PlaceName(each, written[each], examples[each]) for each in names))


def _named(connection: Connection, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """Give what a filter asks of the reports that name a place, and of where it lies."""
    yield place.c.report_n.not_in(select(_OLD.c.n).where(~_OLD.c.current))
    if wanted.since is not None:
        yield report.c.published >= wanted.since
    if wanted.until is not None:
        yield report.c.published <= wanted.until
    for reports in report_sets(connection, wanted):
        yield reports.pick(place.c.report_n)
    if wanted.country is not None:
        yield place.c.country == wanted.country
    yield from _at(wanted)


def _at(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    for box in boxes_of(wanted):
        yield place.c.lat.between(box.south, box.north)
        yield or_(*(place.c.lon.between(*ends) for ends in box.longitudes))


def _of_name(name: str) -> ColumnElement[bool]:
    words = folded(name)
    if not any(map(str.isalnum, words)):
        raise TocsinError("store.bad-filter", field="name", value=name, wanted="a name with a letter or a figure in it")
    beginning: ColumnElement[str] = literal_column("' '") + place.c.folded
    return beginning.contains(f" {words}", autoescape=True)


def _load(connection: Connection, counted: Sequence[tuple[str, int]]) -> list[DeskPlace]:
    ids = [each for each, _ in counted]
    heads = _heads(connection, ids)
    lying = {}
    for name, table in (("events", event), ("incidents", incident)):
        holds = matching(connection, name, Filter())  # type: ignore[arg-type]
        query = select(table.c.place_id, func.count().label("times")).where(table.c.place_id.in_(ids), *holds)
        lying[name] = {row.place_id: row.times for row in connection.execute(query.group_by(table.c.place_id))}
    events, incidents = lying["events"], lying["incidents"]
    return [
        DeskPlace(id=each, **heads[each], reports=reports, events=events.get(each, 0), incidents=incidents.get(each, 0))
        for each, reports in counted
    ]


_HEAD = ("name", "country", "admin1", "lat", "lon", "precision", "gazetteer_id")


def _heads(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Give of each place what the report that was kept last says; they may have been read with different gazetteers."""
    current = place.c.report_n.not_in(select(_OLD.c.n).where(~_OLD.c.current))
    last = select(place.c.place_id, func.max(place.c.report_n).label("report_n"))
    last_one = last.where(place.c.place_id.in_(ids), current).group_by(place.c.place_id).subquery().c
    found = (place.c.place_id == last_one.place_id) & (place.c.report_n == last_one.report_n)
    query = select(place.c.place_id, *(place.c[name] for name in _HEAD)).where(found).order_by(place.c.id.desc())
    return {row.place_id: {name: getattr(row, name) for name in _HEAD} for row in connection.execute(query)}
