"""Walks along a list in its order, from any row on, and looks at no more rows than it has to.

Where a condition picks out few rows by an index, or many in the order of the list, their keys are read from that index
alone, a batch at a time, and the other conditions are looked at for each. Otherwise the list itself is walked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    asc,
    case,
    desc,
    func,
    literal,
    null,
    select,
    text,
    tuple_,
    union_all,
)
from sqlalchemy.sql.expression import CompoundSelect, GenerativeSelect

from tocsin.store.areas import Circle
from tocsin.store.clauses import DAYS, Condition, Keys
from tocsin.store.cursors import Key, Position

_MOST_AT_ONCE = 5000

_Query = TypeVar("_Query", bound=GenerativeSelect)

# the parts of a list: rows whose key is a day of those asked for, rows that begin earlier and reach into them, and rows
# without a day
_Stretch = Literal["within", "earlier", "undated"]


@dataclass(frozen=True, slots=True)
class _Driver:
    """The condition whose keys are read, whether they are few, and others that are met by their keys as well."""

    condition: Condition
    few: bool
    against: tuple[Condition, ...]


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
        _plan_for_values(connection)
        driver = self._driver(connection)
        stretches = self._stretches()
        if after is not None:
            here = self._stretch_of(after.keys[0])
            stretches = stretches[stretches.index(here) :] if here in stretches else []
        for stretch in stretches:
            # rather than to look at many rows for when they end, all that lasts for days is walked along, which is less
            many = driver is not None and not driver.few and not driver.against
            yield from self._along(stretch, connection, None if many and stretch == "earlier" else driver, after, size)
            after = None

    def everything(self, connection: Connection) -> list[ColumnElement[bool]]:
        """Say what holds for all rows of the list, for a question that goes over them in no order.

        Of a circle only the box around it is among the conditions.
        """
        _plan_for_values(connection)
        holds = []
        for one in self.conditions:
            # all that a party or a report leads to are found at once, rather than to look from each row
            led = one.keys and (one.ordered or one.counted is not None)
            found = led or (one.keys and self._count(connection, one) <= one.few)
            holds.append(self.table.c.n.in_(_numbers(one)) if found else one.holds)
        if self.since is not None:
            holds.append((self.key if self.end is None else self.end) >= self.since)
        if self.until is not None:
            holds.append(self.key <= self.until)
        return holds

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
        self, stretch: _Stretch, connection: Connection, driver: _Driver | None, after: Position | None, size: int
    ) -> Iterator[Position]:
        if driver is not None:
            # each of several indexes may give the same row
            size = min(size * len(self._keys(driver.condition)), _MOST_AT_ONCE)
        while True:
            query = self._walked(stretch, after, size) if driver is None else self._picked(stretch, driver, after, size)
            rows = connection.execute(query).all()
            for row in rows:
                here = Position((row.key,), row.n)
                # an index of parties gives a row once for each party
                new, after = here != after, here
                if new and row.kept and (self.circle is None or self.circle.holds(row.lat, row.lon)):
                    yield here
            if len(rows) < size:
                return
            size = min(4 * size, _MOST_AT_ONCE)

    def _walked(self, stretch: _Stretch, after: Position | None, size: int) -> Select[Any]:
        """Walk along the list itself."""
        number = self.table.c.n
        holds = [*(one.holds for one in self.conditions), *self._lasting(stretch)]
        query = select(self.key.label("key"), number.label("n"), *self._point(), literal(1).label("kept"))
        return self._in_order(query.where(*holds, *self._bounds(stretch, self.key, number, after))).limit(size)

    def _picked(self, stretch: _Stretch, driver: _Driver, after: Position | None, size: int) -> Select[Any]:
        """Read keys from an index, and say of each whether its row is to be kept."""
        parts = []
        for keys in self._keys(driver.condition):
            # another value for the database, which is not to walk along the list to spare putting the few in order
            day = keys.day if driver.condition.ordered else func.coalesce(keys.day, keys.day)
            bounds = self._bounds(stretch, day, keys.number, after)
            met = [keys.number.in_(_numbers(one)) for one in driver.against]
            parts.append(select(day.label("key"), keys.number.label("n")).where(*keys.conditions, *bounds, *met))
        found = self._in_order(_united(parts)).limit(size).subquery("picked")
        kept: ColumnElement[Any] = literal(1)
        known = (driver.condition, *driver.against)
        others = [one.holds for one in self.conditions if one not in known]
        for holds in reversed([*self._lasting(stretch), *others]):
            # one inside the other, so that the first that does not hold spares the rest
            kept = case((holds, kept), else_=0)
        joined = found.join(self.table, self.table.c.n == found.c.n)
        query = select(found.c.key, found.c.n, *self._point(), kept.label("kept")).select_from(joined)
        order = desc if self.descending else asc
        return query.order_by(order(found.c.key), order(found.c.n))

    def _in_order(self, query: _Query) -> _Query:
        order = desc if self.descending else asc
        return query.order_by(order("key"), order("n"))

    def _point(self) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        if self.circle is None:
            return null().label("lat"), null().label("lon")
        return self.table.c.lat, self.table.c.lon

    def _bounds(
        self, stretch: _Stretch, key: ColumnElement[Any], number: ColumnElement[Any], after: Position | None
    ) -> Iterator[ColumnElement[bool]]:
        if stretch == "undated":
            yield key.is_(None)
            if after is not None:
                yield number < after.n if self.descending else number > after.n
            return
        if after is None:
            yield key.is_not(None)
        else:
            own, last = tuple_(key, number), tuple_(literal(after.keys[0], self.key.type), literal(after.n))
            yield own < last if self.descending else own > last
        # a bound that the position has passed would only tempt a database to begin there
        if stretch == "earlier" and (after is None or not self.descending):
            yield key < self.since
        if stretch == "within" and self.since is not None and (after is None or self.descending):
            yield key >= self.since
        if stretch == "within" and self.until is not None and (after is None or not self.descending):
            yield key <= self.until

    def _lasting(self, stretch: _Stretch) -> list[ColumnElement[bool]]:
        if stretch != "earlier" or self.end is None or self.since is None:
            return []
        # the second follows from the first, but lets a database take an index of what lasts for days alone
        return [self.end >= self.since, self.end > self.key]

    def _driver(self, connection: Connection) -> _Driver | None:
        """Choose the condition that picks out the fewest rows; where all pick out many, one that has them in order."""
        counted = [(one, self._count(connection, one)) for one in self.conditions if one.keys]
        able = [(one, count) for one, count in counted if count <= one.few or (one.ordered and self._by_day)]
        if not able:
            return None
        driver, count = min(able, key=lambda pair: pair[1])
        return _Driver(driver, count <= driver.few, tuple(one for one, _ in able if one is not driver))

    def _count(self, connection: Connection, condition: Condition) -> int:
        """Count what a condition picks out, as far as one more than few."""
        counted = _numbers(condition) if condition.counted is None else condition.counted
        if isinstance(counted, int):
            return counted
        return connection.scalars(select(func.count()).select_from(counted.limit(condition.few + 1).subquery())).one()

    @property
    def _by_day(self) -> bool:
        return self.key is self.table.c[DAYS[self.table.name]]

    def _keys(self, condition: Condition) -> tuple[Keys, ...]:
        if self._by_day:
            return condition.keys
        number = self.table.c.n
        return (Keys(self.key, number, (number.in_(_numbers(condition)),)),)


def _plan_for_values(connection: Connection) -> None:
    """Let PostgreSQL plan each statement for its own values, not once for all, and let one process do it.

    How to find a few rows depends on whether a country or a word is a rare one.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
        connection.execute(text("SET LOCAL max_parallel_workers_per_gather = 0"))


def _numbers(condition: Condition) -> Select[Any] | CompoundSelect[Any]:
    return _united([select(keys.number).where(*keys.conditions) for keys in condition.keys])


def _united(parts: Sequence[Select[Any]]) -> Select[Any] | CompoundSelect[Any]:
    return union_all(*parts) if len(parts) > 1 else parts[0]
