"""Whom a filter means: an actor of the desk, a country, or a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Table, and_, literal_column, select

from tocsin.records import Filter
from tocsin.store.clauses import among, hidden
from tocsin.store.filters import COUNTRY, DESK_ACTOR
from tocsin.store.rows import folded
from tocsin.store.schema import actor_form, desk_actor, event_party

Side = Literal["actor", "recipient", "either"]
Clauses = tuple[ColumnElement[bool], ...]

# so many values are looked up one by one, which gives the rows of each in order
_MOST_FORMS = 12


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as a filter names it: a country's code, words of a name, or forms of actors of the desk."""

    country: str | None = None
    words: str | None = None
    forms: Sequence[int] = ()

    @property
    def exact(self) -> bool:
        """Say whether it is known by a few values of one column, under each of which an index is in order."""
        return self.words is None and len(self.forms) <= _MOST_FORMS

    def among(
        self,
        country: ColumnElement[Any] | None = None,
        folded: ColumnElement[Any] | None = None,
        form: ColumnElement[Any] | None = None,
    ) -> Iterator[ColumnElement[bool]]:
        """Give the ways in which a row is of this actor, by those of its columns that can tell."""
        if self.country is not None and country is not None:
            yield country == self.country
        if self.words is not None and folded is not None:
            # the name itself, or one that goes on with a space: "!" is the character after it
            yield and_(folded >= self.words, folded < f"{self.words}!")
        if form is not None and self.exact:
            yield from (form == one for one in self.forms)
        elif form is not None and self.forms:
            yield among(form, self.forms)


def parties_of(connection: Connection, wanted: Filter) -> Iterator[tuple[Who, Side]]:
    """Read whom a filter wants on which side."""
    for side in get_args(Side):
        if (value := getattr(wanted, side)) is not None:
            yield who_is(connection, value), side


def actor_number(connection: Connection, actor_id: str) -> int | None:
    """Find the number of an actor of the desk by its id; None where there is none."""
    return connection.scalar(select(desk_actor.c.n).where(desk_actor.c.id == actor_id))


def who_is(connection: Connection, value: str) -> Who:
    """Read an actor: an id of the desk, a code that a country of the desk has, or else words of a name.

    Words are found at the beginning of a name as a report has it, and anywhere in the name of an actor of the desk.
    """
    forms = select(actor_form.c.n).join(desk_actor, actor_form.c.desk_actor_n == desk_actor.c.n)
    if DESK_ACTOR.fullmatch(value):
        return Who(forms=connection.scalars(forms.where(desk_actor.c.id == value)).all())
    # capitals may be short for a name as well, such as RSF
    if COUNTRY.fullmatch(value):
        for country in (event_party.c.country, desk_actor.c.country):
            if connection.scalar(select(1).where(country == value).limit(1)):
                return Who(country=value)
    words = folded(value)
    named = (literal_column("' '") + desk_actor.c.folded + literal_column("' '")).contains(
        f" {words} ", autoescape=True
    )
    return Who(words=words, forms=connection.scalars(forms.where(named)).all())


def acting(who: Who, side: Side, parties: Table) -> Iterator[tuple[Clauses, Clauses]]:
    """Give the ways in which a party is an actor, each for an index to pick out, and for parties of one row to meet.

    The parties of one row are to be found by its number, while SQLite would rather take the index of all that a country
    ever did; so that is hidden from it.
    """
    columns = [parties.c.get(name) for name in ("country", "folded", "form_n")]
    masked = [None if column is None else hidden(column) for column in columns]
    # one side after the other, for an index is in order within a side
    for one in ("actor", "recipient") if side == "either" else (side,):
        for picked, met in zip(who.among(*columns), who.among(*masked), strict=True):
            yield (picked, parties.c.side == one), (met, parties.c.side == one)
