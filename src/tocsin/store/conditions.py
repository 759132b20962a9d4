"""What a filter asks of the rows of a list, as conditions in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    cast,
    column,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.expression import CompoundSelect

from tocsin.records import Filter, Telling
from tocsin.store.blobs import unpack
from tocsin.store.filters import COUNTRY, DESK_ACTOR, ListName, boxes_of, types_with
from tocsin.store.rows import folded
from tocsin.store.schema import (
    actor_form,
    desk_actor,
    event,
    event_party,
    flag,
    incident,
    incident_alias,
    incident_party,
    rejected,
    report,
    report_actor,
    statement,
)
from tocsin.store.search import parse_query, to_fts5, to_tsquery

# So many rows are picked out and put in order in less time than a walk along the order takes to meet fifty of them,
# and so many reports with their rows; measured on 1,000,000 events with benchmarks/desk_queries.py
_FEW_ROWS = 10_000
_FEW_REPORTS = 2_000
# no text goes on with it, so that it comes after all that begin alike
LAST = "\U0010ffff"
# no row has this number
_NOBODY = -1

Rows = Select[Any] | CompoundSelect[Any]
Way = tuple[ColumnElement[bool], Select[Any]]
Side = Callable[[Table], list[ColumnElement[bool]]]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that a row must fulfil, said in two ways.

    `holds` looks at one row of the list's table. `rows` selects the numbers of all rows that fulfil it, None where an
    index in the order of the list does as well. They are few where `counted` gives at most `few`.
    """

    holds: ColumnElement[bool]
    rows: Rows | None = None
    counted: Rows | None = None
    few: int = _FEW_ROWS


@dataclass(frozen=True, slots=True)
class _Reports:
    """Reports that are wanted: what must hold for a column with a report's number, and the numbers of all of them."""

    holds: Callable[[Column[Any]], ColumnElement[bool]]
    numbers: Select[Any]


@dataclass(frozen=True, slots=True)
class _Who:
    """An actor as a filter names it: a country's code, words of a name, or forms of actors of the desk."""

    country: str | None = None
    words: str | None = None
    forms: Sequence[int] = ()

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
        if self.forms and form is not None:
            yield among(form, self.forms)


def conditions_of(connection: Connection, name: ListName, wanted: Filter) -> list[Condition]:
    """Give what a filter that was looked at asks of a list.

    Days are left out, for they decide where a list is walked; of the circle of `near` only the box around it is here.
    """
    makers: dict[ListName, Callable[[Connection, Filter], Iterator[Condition]]] = {
        "incidents": _of_incidents,
        "events": _of_events,
        "statements": _of_statements,
        "actors": _of_actors,
        "flags": _of_flags,
        "rejected": _of_rejected,
        "reports": _of_reports,
    }
    return list(makers[name](connection, wanted))


def both(one: Condition, other: Condition) -> Condition:
    """Put two conditions with rows together: each may hold for many, and both for few."""
    assert one.rows is not None
    assert other.rows is not None
    (number,) = one.rows.subquery().c
    rows = select(number).where(number.in_(other.rows))
    return Condition(and_(one.holds, other.holds), rows, rows)


def incident_number(connection: Connection, incident_id: str) -> int:
    """Find the number of an incident by its id or a former one; -1, which no row has, where there is none."""
    former = select(incident_alias.c.now).where(incident_alias.c.id == incident_id)
    for same in (incident.c.id == incident_id, incident.c.id.in_(former)):
        if (number := connection.scalar(select(incident.c.n).where(same))) is not None:
            return int(number)
    return _NOBODY


def among(number: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Say that a number is one of these; they are written into the statement, so that there may be very many."""
    return number.in_(bindparam(None, numbers, Integer, expanding=True, literal_execute=True, unique=True))


def _of_events(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    yield from _of_told(event, wanted)
    columns = {"country": event_party.c.country, "folded": event_party.c.folded, "form": event_party.c.form_n}
    for who, side in _parties(connection, wanted):
        yield _any(_taking_part(who, columns, side(event_party), event_party.c.event_n, event.c.n))
    if wanted.modality is not None:
        yield Condition(event.c.modality == wanted.modality)
    if wanted.contested is not None:
        whole, _ = _through(incident.c.n, event.c.incident_n, incident.c.contested)
        contested = or_(event.c.denied, whole)
        yield Condition(contested if wanted.contested else not_(contested))
    if wanted.incident is not None:
        yield _straight(event, event.c.incident_n == incident_number(connection, wanted.incident))
    for reports in _reports(connection, wanted):
        yield _of_reports_in(event, reports)


def _of_incidents(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    yield from _of_told(incident, wanted)
    told = event.join(event_party, event_party.c.event_n == event.c.n)
    for who, side in _parties(connection, wanted):
        columns = {name: incident_party.c[name] for name in ("country", "folded")}
        named = _taking_part(who, columns, side(incident_party), incident_party.c.incident_n, incident.c.n)
        # only the parties of events know which actor of the desk they are
        form = {"form": event_party.c.form_n}
        known = _taking_part(who, form, side(event_party), event.c.incident_n, incident.c.n, told)
        yield _any([*named, *known])
    if wanted.contested is not None:
        yield Condition(incident.c.contested == wanted.contested)
    for reports in _reports(connection, wanted):
        holds, _ = _through(event.c.incident_n, incident.c.n, reports.holds(event.c.report_n))
        rows = select(event.c.incident_n).where(event.c.report_n.in_(reports.numbers))
        yield Condition(holds, rows, reports.numbers, _FEW_REPORTS)


def _of_statements(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.actor is not None:
        spoken = statement.c
        ways = _who(connection, wanted.actor).among(spoken.speaker_country, spoken.speaker_folded, spoken.form_n)
        yield _any((way, select(statement.c.n).where(way)) for way in ways)
    if wanted.incident is not None:
        yield _straight(statement, statement.c.id.in_(_statements_on(connection, wanted.incident)))
    for reports in _reports(connection, wanted):
        yield _of_reports_in(statement, reports)


def _of_actors(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.kind is not None:
        yield Condition(desk_actor.c.kind == wanted.kind)
    if wanted.country is not None:
        yield Condition(desk_actor.c.country == wanted.country)
    forms: list[ColumnElement[bool]] = []
    if wanted.actor is not None:
        who = _who(connection, wanted.actor)
        if who.country is None:
            forms.append(among(actor_form.c.n, who.forms))
        else:
            yield Condition(desk_actor.c.country == who.country)
    if wanted.report is not None:
        occurring = report_actor.c.report_n == _report_number(connection, wanted.report)
        forms.append(actor_form.c.n.in_(select(report_actor.c.form_n).where(occurring)))
    if wanted.incident is not None:
        told = event.join(event_party, event_party.c.event_n == event.c.n)
        belongs = event.c.incident_n == incident_number(connection, wanted.incident)
        forms.append(actor_form.c.n.in_(select(event_party.c.form_n).select_from(told).where(belongs)))
    for form in forms:
        yield Condition(desk_actor.c.n.in_(select(actor_form.c.desk_actor_n).where(form)))


def _of_flags(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.kind is not None:
        yield Condition(flag.c.kind == wanted.kind)
    for reports in _reports(connection, wanted):
        yield _of_reports_in(flag, reports)
    if wanted.incident is not None:
        yield _of_reports_in(flag, _telling(connection, wanted.incident))


def _of_rejected(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.kind is not None:
        reason = rejected.c.reason
        yield Condition(and_(reason >= wanted.kind, reason < wanted.kind + LAST))
    if wanted.report is not None:
        yield _straight(rejected, rejected.c.report_id == wanted.report)


def _of_reports(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.actor is not None:
        known = report_actor.join(actor_form, report_actor.c.form_n == actor_form.c.n)
        ways = _who(connection, wanted.actor).among(actor_form.c.country, form=actor_form.c.n)
        yield _any(_through(report_actor.c.report_n, report.c.n, way, source=known) for way in ways)
    found = list(_reports(connection, wanted))
    if wanted.incident is not None:
        found.append(_telling(connection, wanted.incident))
    for reports in found:
        yield Condition(reports.holds(report.c.n), reports.numbers, reports.numbers, _FEW_REPORTS)


def _of_told(target: Table, wanted: Filter) -> Iterator[Condition]:
    """Give what is asked of the columns that events and incidents have in common."""
    if wanted.country is not None:
        yield Condition(target.c.country == wanted.country)
    if wanted.type is not None:
        yield Condition(target.c.type == wanted.type)
    if wanted.mode is not None:
        yield Condition(target.c.mode == wanted.mode)
        # said once more by the type, which has an index
        if wanted.type is None and len(types := types_with(wanted.mode)) == 1:
            yield Condition(target.c.type == types[0])
    for box in boxes_of(wanted):
        # a walk adds nought, so that no database takes the index of places for it
        picked, met = (
            and_(lat.between(box.south, box.north), or_(*(lon.between(*ends) for ends in box.longitudes)))
            for lat, lon in ((target.c.lat, target.c.lon), (target.c.lat + 0.0, target.c.lon + 0.0))
        )
        rows = select(target.c.n).where(picked)
        yield Condition(met, rows, rows)


def _of_reports_in(target: Table, reports: _Reports) -> Condition:
    """Ask that rows of a table belong to some reports."""
    rows = select(target.c.n).where(target.c.report_n.in_(reports.numbers))
    return Condition(reports.holds(target.c.report_n), rows, reports.numbers, _FEW_REPORTS)


def _straight(target: Table, holds: ColumnElement[bool]) -> Condition:
    """Ask for what an index of the table itself picks out."""
    return _any([(holds, select(target.c.n).where(holds))])


def _taking_part(
    who: _Who,
    columns: Mapping[str, Column[Any]],
    sides: Sequence[ColumnElement[bool]],
    number: Column[Any],
    own: Column[Any],
    source: FromClause | None = None,
) -> Iterator[Way]:
    """Ask that an actor is among the parties that lead to a row by its number."""
    # Where one row is looked at, its parties are to be found by its number: SQLite would rather take the index of all
    # that a country ever did.
    hidden = {name: func.coalesce(column, column) for name, column in columns.items()}
    for picked, met in zip(who.among(**columns), who.among(**hidden), strict=True):
        yield (
            _through(number, own, met, *sides, source=source)[0],
            _through(number, own, picked, *sides, source=source)[1],
        )


def _any(ways: Iterable[Way]) -> Condition:
    """Ask that one of some things holds; nothing fulfils it where there are none."""
    found = list(ways)
    if not found:
        return Condition(false())
    selects = [rows for _, rows in found]
    rows = union_all(*selects) if len(selects) > 1 else selects[0]
    return Condition(or_(*(holds for holds, _ in found)), rows, rows)


def _through(
    number: Column[Any], own: Column[Any], *conditions: ColumnElement[bool], source: FromClause | None = None
) -> Way:
    """Ask that rows of another table, which lead to a row by its number, fulfil something."""
    base = number.table if source is None else source
    one = select(1).select_from(base).where(number == own, *conditions)
    return exists(one.correlate(own.table)), select(number).select_from(base).where(*conditions)


def _parties(connection: Connection, wanted: Filter) -> Iterator[tuple[_Who, Side]]:
    """Read whom a filter wants on which side."""
    sides: dict[str, Side] = {
        "actor": lambda parties: [parties.c.side == "actor"],
        "recipient": lambda parties: [parties.c.side == "recipient"],
        "either": lambda parties: [],
    }
    for field, side in sides.items():
        if (value := getattr(wanted, field)) is not None:
            yield _who(connection, value), side


def _who(connection: Connection, value: str) -> _Who:
    """Read an actor: an id of the desk, a code that a country of the desk has, or else words of a name.

    Words are found at the beginning of a name as a report has it, and anywhere in the name of an actor of the desk.
    """
    forms = select(actor_form.c.n).join(desk_actor, actor_form.c.desk_actor_n == desk_actor.c.n)
    if DESK_ACTOR.fullmatch(value):
        return _Who(forms=connection.scalars(forms.where(desk_actor.c.id == value)).all())
    # capitals may be short for a name as well, such as RSF
    if COUNTRY.fullmatch(value):
        for country in (event_party.c.country, desk_actor.c.country):
            if connection.scalar(select(1).where(country == value).limit(1)):
                return _Who(country=value)
    words = folded(value)
    named = (literal_column("' '") + desk_actor.c.folded + literal_column("' '")).contains(
        f" {words} ", autoescape=True
    )
    return _Who(words=words, forms=connection.scalars(forms.where(named)).all())


def _reports(connection: Connection, wanted: Filter) -> Iterator[_Reports]:
    """Read which reports a filter wants."""
    if wanted.text is not None:
        yield _found(connection, wanted.text)
    if wanted.outlet is not None:
        by_outlet = report.c.outlet_folded == folded(wanted.outlet)
        yield _Reports(lambda n: _through(report.c.n, n, by_outlet)[0], select(report.c.n).where(by_outlet))
    if wanted.report is not None:
        number = _report_number(connection, wanted.report)
        yield _Reports(lambda n: n == number, select(report.c.n).where(report.c.n == number))


def _found(connection: Connection, text: str) -> _Reports:
    """Find the reports that hold a text, by the full-text index that each database has."""
    terms = parse_query(text)
    if connection.dialect.name == "postgresql":
        words = table("report_fts", column("report_n", Integer), column("tsv"))
        matches = words.c.tsv.op("@@", is_comparison=True)(cast(to_tsquery(terms), TSQUERY))
        return _Reports(
            lambda n: exists(select(1).where(words.c.report_n == n, matches).correlate(n.table)),
            select(words.c.report_n).where(matches),
        )
    index = table("report_fts", column("rowid", Integer))
    matching = literal_column("report_fts").op("MATCH", is_comparison=True)(to_fts5(terms))
    numbers = select(index.c.rowid).where(matching)
    # nought is added so that SQLite looks into the list of these for each row that it meets, as it is told to
    return _Reports(lambda n: (n + 0).in_(numbers), numbers)


def _telling(connection: Connection, incident_id: str) -> _Reports:
    """Find the reports that tell an incident."""
    belongs = event.c.incident_n == incident_number(connection, incident_id)
    return _Reports(
        lambda n: _through(event.c.report_n, n, belongs)[0],
        select(event.c.report_n).where(belongs),
    )


def _statements_on(connection: Connection, incident_id: str) -> list[str]:
    """List the statements that claim or deny what belongs to an incident."""
    belongs = event.c.incident_n == incident_number(connection, incident_id)
    tellings = (unpack(data, Telling) for data in connection.scalars(select(event.c.telling).where(belongs)))
    return sorted({voice.statement for telling in tellings for voice in telling.voices})


def _report_number(connection: Connection, report_id: str) -> int:
    number = connection.scalar(select(report.c.n).where(report.c.id == report_id))
    return _NOBODY if number is None else int(number)
