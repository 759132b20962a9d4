"""Where and when incidents lie: all that fit a filter, counted and in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import compress
from typing import Any

from sqlalchemy import Connection, nulls_last, select

from tocsin.records import Filter, Points, Situation, Tally, Times, TimeUnit
from tocsin.store.filters import circle_of
from tocsin.store.queries import matching
from tocsin.store.schema import SITUATION, incident

MOST_POINTS = 50_000
# so many units at most, so that a chart of them can be read
_MOST_DAYS = 184
_MOST_WEEKS = 366
_COLUMNS = ("id", "lat", "lon", "type", "country", "modality", "day_start", "day_end", "sources", "contested", "killed")
# what lies by itself, such as an event whose day was misread, must not stretch the line of time to nothing but zeros
_MOST_UNITS = 2400
_PIECE = 1000
_EPOCH = date(1970, 1, 1).toordinal()


def situation(connection: Connection, wanted: Filter, *, most: int = MOST_POINTS) -> Situation:
    """Count all incidents that fit a filter, and give the newest of them as points.

    Raises what `check_filter` finds.
    """
    query = select(*(incident.c[name] for name in _COLUMNS)).where(*matching(connection, "incidents", wanted))
    # one narrow index holds all of it, so that no whole record is passed over
    query = query.with_hint(incident, f"INDEXED BY {SITUATION}", "sqlite")
    query = query.order_by(nulls_last(incident.c.day_start.desc()), incident.c.n.desc())
    circle = circle_of(wanted)
    columns: list[list[Any]] = [[] for _ in _COLUMNS]
    # a piece at a time, for the collector of garbage goes over all rows that are held, again and again
    for rows in connection.execute(query).partitions(_PIECE):
        held = rows if circle is None else [row for row in rows if circle.holds(row.lat, row.lon)]
        for column, values in zip(columns, zip(*held, strict=True), strict=False):
            column.extend(values)
    return _situation([tuple(column) for column in columns], most)


def _situation(columns: Sequence[tuple[Any, ...]], most: int) -> Situation:
    ids, lats, lons, types, countries, modalities, days, ends, sources, contested, killed = columns
    tallies = [_tallies(values, contested) for values in (types, countries, modalities)]
    coded = [
        tuple(map({one.value: at for at, one in enumerate(tally)}.__getitem__, values[:most]))
        for values, tally in zip((types, countries, modalities), tallies, strict=True)
    ]
    numbers = {day: None if day is None else date.fromisoformat(day[:10]).toordinal() for day in {*days, *ends}}
    since = {day: None if number is None else number - _EPOCH for day, number in numbers.items()}
    return Situation(
        incidents=len(ids),
        contested=sum(contested),
        undated=days.count(None),
        unplaced=lats.count(None),
        left_off=max(0, len(ids) - most),
        types=tallies[0],
        countries=tallies[1],
        modalities=tallies[2],
        times=_times(days, numbers, contested),
        points=Points(
            id=ids[:most],
            lat=lats[:most],
            lon=lons[:most],
            type=coded[0],
            country=coded[1],
            modality=coded[2],
            day=tuple(map(since.__getitem__, days[:most])),
            days=tuple(_lasting(numbers[start], numbers[end]) for start, end in zip(days[:most], ends, strict=False)),
            sources=sources[:most],
            contested=contested[:most],
            killed=killed[:most],
        ),
    )


def _lasting(start: int | None, end: int | None) -> int | None:
    """Count the days from one to another; an end that nobody tells is the start."""
    return None if start is None else 1 if end is None else end - start + 1


def _tallies(values: Sequence[str | None], contested: Sequence[bool]) -> tuple[Tally, ...]:
    """Count incidents by a value, the most frequent first."""
    all_of, disputed = Counter(values), Counter(compress(values, contested))
    ordered = sorted(all_of, key=lambda value: (-all_of[value], value or ""))
    return tuple(Tally(value, all_of[value], disputed[value]) for value in ordered)


def _times(days: Sequence[str | None], numbers: Mapping[str | None, int | None], contested: Sequence[bool]) -> Times:
    """Count incidents by day, week or month, as their range asks for; a unit without any has a nought."""
    known = [number for day in set(days) if (number := numbers[day]) is not None]
    if not known:
        return Times("day", (), (), ())
    first, last = min(known), max(known)
    unit: TimeUnit = "day" if last - first < _MOST_DAYS else "week" if last - first < 7 * _MOST_WEEKS else "month"
    begins = {day: None if number is None else _begin(number, unit) for day, number in numbers.items()}
    all_of = Counter(map(begins.__getitem__, days))
    disputed = Counter(map(begins.__getitem__, compress(days, contested)))
    units = _units(_begin(first, unit), last, unit)
    if len(units) > _MOST_UNITS:
        units = sorted(one for one in all_of if one is not None)
    return Times(
        unit,
        tuple(date.fromordinal(each).isoformat() for each in units),
        tuple(all_of[each] for each in units),
        tuple(disputed[each] for each in units),
    )


def _begin(day: int, unit: TimeUnit) -> int:
    """Give the first day of the unit of time that a day lies in; weeks begin on Monday."""
    if unit == "day":
        return day
    on = date.fromordinal(day)
    return day - on.weekday() if unit == "week" else on.replace(day=1).toordinal()


def _units(first: int, last: int, unit: TimeUnit) -> list[int]:
    units = [first]
    while True:
        following = date.fromordinal(units[-1]) + timedelta({"day": 1, "week": 7, "month": 32}[unit])
        begin = _begin(following.toordinal(), unit)
        if begin > last or len(units) > _MOST_UNITS:
            return units
        units.append(begin)
