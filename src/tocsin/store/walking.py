"""Walks along a list in its order, from any row on, and looks at no more rows than it has to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    asc,
    desc,
    func,
    literal,
    null,
    select,
    tuple_,
)

from tocsin.store.areas import Circle
from tocsin.store.conditions import Condition, both
from tocsin.store.cursors import Key, Position

_MOST_AT_ONCE = 5000

# the parts of a list: rows whose key is a day of those asked for, rows that begin earlier and reach into them, and rows
# without a day
_Stretch = Literal["within", "earlier", "undated"]


@dataclass(frozen=True, slots=True)
class Walk:
    """A list: the rows of a table that fulfil conditions, ordered by a key and then by number.

    `since` and `until` bound the key, both included; where there is an `end` as well, all from key to end need only
    overlap them. Rows without a key come last, and are left out where a bound is set.
    """

    table: Table
    key: Column[Any]
    conditions: Sequence[Condition]
    end: Column[Any] | None = None
    descending: bool = True
    since: str | None = None
    until: str | None = None
    circle: Circle | None = None

    def positions(self, connection: Connection, after: Position | None, size: int) -> Iterator[Position]:
        """Give the position of every row after one, or of all; `size` rows are fetched at first."""
        driver = _driver(connection, self.conditions)
        stretches = self._stretches()
        if after is not None:
            here = self._stretch_of(after.keys[0])
            stretches = stretches[stretches.index(here) :] if here in stretches else []
        for stretch in stretches:
            yield from self._along(stretch, connection, driver, after, size)
            after = None

    def _stretches(self) -> list[_Stretch]:
        stretches: list[_Stretch] = ["within"]
        if self.since is None and self.until is None:
            stretches.append("undated")
        if self.since is not None and self.end is not None:
            stretches.insert(1 if self.descending else 0, "earlier")
        return stretches

    def _stretch_of(self, key: Key) -> _Stretch:
        if key is None:
            return "undated"
        return "earlier" if self.since is not None and str(key) < self.since else "within"

    def _along(
        self, stretch: _Stretch, connection: Connection, driver: Condition | None, after: Position | None, size: int
    ) -> Iterator[Position]:
        while True:
            rows = connection.execute(self._query(stretch, driver, after).limit(size)).all()
            for row in rows:
                after = Position((row.key,), row.n)
                if self.circle is None or self.circle.holds(row.lat, row.lon):
                    yield after
            if len(rows) < size:
                return
            size = min(2 * size, _MOST_AT_ONCE)

    def _query(self, stretch: _Stretch, driver: Condition | None, after: Position | None) -> Select[Any]:
        number = self.table.c.n
        key: ColumnElement[Any] = self.key
        conditions = [one.holds for one in self.conditions if one is not driver]
        if driver is not None and driver.rows is not None:
            conditions.append(number.in_(driver.rows))
            # the same value, but for a database not the column that it has an index on
            key = func.coalesce(key, key)
        lat, lon = (null(), null()) if self.circle is None else (self.table.c.lat, self.table.c.lon)
        order = desc if self.descending else asc
        return (
            select(key.label("key"), number.label("n"), lat.label("lat"), lon.label("lon"))
            .where(*conditions, *self._bounds(stretch, key, after))
            .order_by(order(key), order(number))
        )

    def _bounds(
        self, stretch: _Stretch, key: ColumnElement[Any], after: Position | None
    ) -> Iterator[ColumnElement[bool]]:
        number = self.table.c.n
        if stretch == "undated":
            yield key.is_(None)
            if after is not None:
                yield number < after.n if self.descending else number > after.n
            return
        if stretch == "earlier" and self.end is not None and self.since is not None:
            yield key < self.since
            yield self.end >= self.since
            # says no more, but lets a database take the index of rows that last for days
            yield self.end > self.key
        if after is None:
            yield key.is_not(None)
        else:
            own, other = tuple_(key, number), tuple_(literal(after.keys[0], self.key.type), literal(after.n))
            yield own < other if self.descending else own > other
        if stretch == "within":
            # a bound that the position has passed would only tempt a database to begin there
            if self.since is not None and (after is None or self.descending):
                yield key >= self.since
            if self.until is not None and (after is None or not self.descending):
                yield key <= self.until


def _driver(connection: Connection, conditions: Sequence[Condition]) -> Condition | None:
    """Choose the condition that picks out the fewest rows, or two together; None where all pick out many."""
    able = [one for one in conditions if one.rows is not None]
    counted = [(count, one) for one in able if (count := _count(connection, one)) <= one.few]
    if counted:
        return min(counted, key=lambda pair: pair[0])[1]
    direct = [one for one in able if one.counted is one.rows]
    if len(direct) > 1:
        together = both(*direct[:2])
        return together if _count(connection, together) <= together.few else None
    return None


def _count(connection: Connection, condition: Condition) -> int:
    """Count what a condition picks out, as far as one more than few."""
    assert condition.counted is not None
    picked = condition.counted.limit(condition.few + 1).subquery()
    return int(connection.scalar(select(func.count()).select_from(picked)) or 0)
