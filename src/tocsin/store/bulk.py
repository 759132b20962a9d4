"""Reads and writes many rows at a time, the same way in both databases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T", str, int)

# SQLite takes 32,766 values in one statement, older ones 999
_CHUNK = 500

Upsert = sqlite.Insert | postgresql.Insert


def chunks(values: Collection[T], size: int = _CHUNK) -> Iterator[Sequence[T]]:
    """Cut values, each once and in order, into pieces that one statement can hold."""
    ordered = sorted(set(values))
    for at in range(0, len(ordered), size):
        yield ordered[at : at + size]


def rows_among(
    connection: Connection, query: Select[Any], column: ColumnElement[T], values: Collection[T]
) -> Iterator[Row[Any]]:
    """Give the rows of a query in which a column holds one of many values."""
    for chunk in chunks(values):
        yield from connection.execute(query.where(column.in_(chunk)))


def insert(connection: Connection, table: Table) -> Upsert:
    """Begin an insert that can say what happens where the row is there already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def write(connection: Connection, statement: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Run a statement once for each row; for no row, not at all."""
    listed = list(rows)
    if listed:
        connection.execute(statement, listed)


def inserted(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Insert rows that have an `id`, and give the numbers that they got by their ids."""
    listed = list(rows)
    if not listed:
        return {}
    found = connection.execute(table.insert().returning(table.c.id, table.c.n), listed)
    return {row.id: row.n for row in found}


def brought_up_to_date(
    connection: Connection, table: Table, rows: Mapping[str, dict[str, Any]]
) -> tuple[dict[str, int], set[str]]:
    """Insert rows given by id, and update those that are there already where their `data` changed.

    Gives the number of each row, and the ids of those that were written.
    """
    known = rows_among(connection, select(table.c.id, table.c.n, table.c.data), table.c.id, rows)
    kept = {row.id: (row.n, row.data) for row in known}
    numbers = {each: number for each, (number, _) in kept.items()}
    changed = sorted(each for each, (_, data) in kept.items() if data != rows[each]["data"])
    names = list(next(iter(rows.values()), ()))
    statement = update(table).where(table.c.n == bindparam("number")).values({n: bindparam(f"new_{n}") for n in names})
    write(
        connection,
        statement,
        ({"number": numbers[each], **{f"new_{n}": rows[each][n] for n in names}} for each in changed),
    )
    new = [each for each in rows if each not in kept]
    numbers |= inserted(connection, table, (rows[each] for each in new))
    return numbers, {*changed, *new}


def moves(
    connection: Connection, table: Table, column: Column[int], owners: Mapping[str, int], former: Collection[int]
) -> dict[int | None, list[str]]:
    """Find the rows, given by id, that are to point to other owners than now, by their new owners.

    Rows that point to `former` owners and are given none lose theirs.
    """
    query = select(table.c.id, column.label("owner"))
    now = {row.id: row.owner for row in rows_among(connection, query, column, former)}
    moved: dict[int | None, list[str]] = {}
    for each in {*now, *owners}:
        if now.get(each) != owners.get(each):
            moved.setdefault(owners.get(each), []).append(each)
    return moved


def assign(
    connection: Connection, table: Table, column: Column[int], moved: Mapping[int | None, Collection[str]]
) -> None:
    """Let rows, given by id, point to other owners by a column."""
    for owner, held in moved.items():
        for chunk in chunks(held):
            connection.execute(update(table).where(table.c.id.in_(chunk)).values({column.key: owner}))


def drop(connection: Connection, table: Table, ids: Collection[str]) -> None:
    """Delete rows by id."""
    for chunk in chunks(ids):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))
