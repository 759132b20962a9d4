"""What conditions on the rows of a list are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Integer, Select, Table, bindparam, exists, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

# so many rows are read from one index and put in order in less time than a walk along the order takes to meet a page of
# them; measured on a desk of 1,000,000 events, in both databases
_FEW_ROWS = 10_000

# by table, the column with the day that its list is ordered by
DAYS = {
    "incident": "day_start",
    "event": "day_start",
    "statement": "published",
    "flag": "published",
    "rejected": "added",
    "report": "published",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """Rows of a list as an index gives them: the day that they are ordered by and their number, under conditions."""

    day: Column[Any]
    number: Column[Any]
    conditions: tuple[ColumnElement[bool], ...]


# two are the same only if they are one, for the parts cannot be compared
@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """Something that a row must fulfil, said in two ways.

    `holds` looks at one row of the list's table. `keys` pick out the rows that fulfil it, where that can be quicker:
    they are few where `counted`, or else the keys, are at most `few`, and with `ordered` they come in the order of the
    list by themselves, however many they are.
    """

    holds: ColumnElement[bool]
    keys: tuple[Keys, ...] = ()
    ordered: bool = False
    counted: Select[Any] | int | None = None
    few: int = _FEW_ROWS


def keys_in(target: Table, *conditions: ColumnElement[bool]) -> Keys:
    """Pick out rows of a list's own table."""
    return Keys(target.c[DAYS[target.name]], target.c.n, conditions)


def among(number: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Say that a number is one of these; they are written into the statement, so that there may be very many."""
    return number.in_(bindparam(None, numbers, Integer, expanding=True, literal_execute=True, unique=True))


def through(
    number: Column[Any], own: Column[Any], conditions: Iterable[ColumnElement[bool]], source: FromClause | None = None
) -> ColumnElement[bool]:
    """Ask that a row of another table, which leads to this row by its number, fulfils something."""
    one = select(1).select_from(number.table if source is None else source).where(number == own, *conditions)
    return exists(one.correlate(own.table))


def hidden(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give the value of a column so that SQLite takes no index for it; PostgreSQL knows when none is worth it."""
    return _Hidden(column)


class _Hidden(FunctionElement[Any]):
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(_Hidden)
def _as_it_is(element: _Hidden, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_Hidden, "sqlite")
def _with_a_sign(element: _Hidden, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"
