"""What a filter asks of the rows of a list, as conditions in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

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
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

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

# So many rows are read from one index and put in order in less time than a walk along the order takes to meet a page of
# them, and so many reports with their rows; measured on 1,000,000 events with benchmarks/desk_queries.py
_FEW_ROWS = 10_000
_FEW_REPORTS = 2_000
# so many values are looked up one by one, which gives the rows of each in order
_MOST_FORMS = 12
# no text goes on with it, so that it comes after all that begin alike
LAST = "\U0010ffff"
# no row has this number
_NOBODY = -1

# by table, the column with the day that its list is ordered by
DAYS = {
    "incident": "day_start",
    "event": "day_start",
    "statement": "published",
    "flag": "published",
    "rejected": "added",
    "report": "published",
}

Side = Literal["actor", "recipient", "either"]


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


@dataclass(frozen=True, slots=True)
class _Way:
    holds: ColumnElement[bool]
    keys: Keys


@dataclass(frozen=True, slots=True)
class _Reports:
    """Reports that are wanted: what must hold for a column with a report's number, and the numbers of all of them.

    The numbers are a query where they may be many.
    """

    holds: Callable[[Column[Any]], ColumnElement[bool]]
    numbers: Select[Any] | Sequence[int]
    counted: Select[Any] | int

    def pick(self, number: Column[Any]) -> ColumnElement[bool]:
        """Ask for the number of one of them, in a way that an index serves."""
        return number.in_(self.numbers) if isinstance(self.numbers, Select) else among(number, self.numbers)


@dataclass(frozen=True, slots=True)
class _Who:
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


def borne_out() -> ColumnElement[bool]:
    """Say of an event that the reader model does not doubt it, or that another report bears it out."""
    return or_(~event.c.doubtful, event.c.incident_n.is_not(None))


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


def _of_events(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    yield from _of_told(event, wanted)
    for who, side in _parties(connection, wanted):
        ways = [
            _Way(
                _through(event_party.c.event_n, event.c.n, met),
                Keys(event_party.c.day_start, event_party.c.event_n, picked),
            )
            for picked, met in _acting(who, side, event_party)
        ]
        yield _any(event, ways, ordered=who.exact)
    if wanted.modality is not None:
        yield Condition(event.c.modality == wanted.modality)
    if wanted.contested is not None:
        contested = or_(event.c.denied, _through(incident.c.n, event.c.incident_n, [incident.c.contested]))
        yield Condition(contested if wanted.contested else not_(contested))
    if wanted.incident is not None:
        yield _straight(event, event.c.incident_n == incident_number(connection, wanted.incident))
    for reports in _reports(connection, wanted):
        yield _of_reports_in(event, reports)


def _of_incidents(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    yield from _of_told(incident, wanted)
    told = event.join(event_party, event_party.c.event_n == event.c.n)
    for who, side in _parties(connection, wanted):
        number = incident_party.c.incident_n
        ways = [
            _Way(_through(number, incident.c.n, met), Keys(incident_party.c.day_start, number, picked))
            for picked, met in _acting(who, side, incident_party)
        ]
        # only the parties of events know which actor of the desk they are
        ways += [
            _Way(
                _through(event.c.incident_n, incident.c.n, met, told),
                _keys(incident, incident.c.n.in_(select(event.c.incident_n).select_from(told).where(*picked))),
            )
            for picked, met in _acting(replace(who, country=None, words=None), side, event_party)
        ]
        yield _any(incident, ways, ordered=who.country is not None)
    if wanted.contested is not None:
        yield Condition(incident.c.contested == wanted.contested)
    for reports in _reports(connection, wanted):
        telling = select(event.c.incident_n).where(reports.pick(event.c.report_n))
        holds = _through(event.c.incident_n, incident.c.n, [reports.holds(event.c.report_n)])
        yield Condition(holds, (_keys(incident, incident.c.n.in_(telling)),), counted=reports.counted, few=_FEW_REPORTS)


def _of_statements(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.actor is not None:
        said = statement.c
        ways = _who(connection, wanted.actor).among(said.speaker_country, said.speaker_folded, said.form_n)
        yield _any(statement, [_Way(way, _keys(statement, way)) for way in ways])
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
        yield _any(
            report,
            [
                _Way(
                    _through(report_actor.c.report_n, report.c.n, [way], known),
                    _keys(report, report.c.n.in_(select(report_actor.c.report_n).select_from(known).where(way))),
                )
                for way in ways
            ],
        )
    if wanted.report is not None:
        page = select(report.c.page).where(report.c.id == wanted.report)
        yield _straight(report, report.c.page == page.scalar_subquery())
    found = list(_reports(connection, replace(wanted, report=None)))
    if wanted.incident is not None:
        found.append(_telling(connection, wanted.incident))
    for reports in found:
        keys = (_keys(report, reports.pick(report.c.n)),)
        yield Condition(reports.holds(report.c.n), keys, counted=reports.counted, few=_FEW_REPORTS)


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
        picked, met = (
            and_(lat.between(box.south, box.north), or_(*(lon.between(*ends) for ends in box.longitudes)))
            for lat, lon in ((target.c.lat, target.c.lon), (hidden(target.c.lat), hidden(target.c.lon)))
        )
        yield Condition(met, (_keys(target, picked),))


def _of_reports_in(target: Table, reports: _Reports) -> Condition:
    """Ask that rows of a table belong to some reports."""
    keys = (_keys(target, reports.pick(target.c.report_n)),)
    return Condition(reports.holds(target.c.report_n), keys, counted=reports.counted, few=_FEW_REPORTS)


def _acting(
    who: _Who, side: Side, parties: Table
) -> Iterator[tuple[tuple[ColumnElement[bool], ...], tuple[ColumnElement[bool], ...]]]:
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


def _keys(target: Table, *conditions: ColumnElement[bool]) -> Keys:
    """Pick out rows of a list's own table."""
    return Keys(target.c[DAYS[target.name]], target.c.n, conditions)


def _straight(target: Table, holds: ColumnElement[bool]) -> Condition:
    """Ask for what an index of the table itself picks out."""
    return Condition(holds, (_keys(target, holds),))


def _any(target: Table, ways: Sequence[_Way], *, ordered: bool = False) -> Condition:
    """Ask that one of some things holds; nothing fulfils it where there are none."""
    if not ways:
        return _straight(target, false())
    return Condition(or_(*(way.holds for way in ways)), tuple(way.keys for way in ways), ordered)


def _through(
    number: Column[Any], own: Column[Any], conditions: Iterable[ColumnElement[bool]], source: FromClause | None = None
) -> ColumnElement[bool]:
    """Ask that a row of another table, which leads to this row by its number, fulfils something."""
    one = select(1).select_from(number.table if source is None else source).where(number == own, *conditions)
    return exists(one.correlate(own.table))


def _parties(connection: Connection, wanted: Filter) -> Iterator[tuple[_Who, Side]]:
    """Read whom a filter wants on which side."""
    for side in get_args(Side):
        if (value := getattr(wanted, side)) is not None:
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
        numbers = select(report.c.n).where(by_outlet)
        yield _Reports(lambda n: _through(report.c.n, n, [by_outlet]), numbers, numbers)
    if wanted.report is not None:
        number = _report_number(connection, wanted.report)
        yield _Reports(lambda n: n == number, [number], 1)


def _found(connection: Connection, wanted: str) -> _Reports:
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
    if len(first) <= _FEW_REPORTS:
        return _Reports(lambda n: among(n, first), first, len(first))
    if connection.dialect.name == "postgresql":
        # as a value, which PostgreSQL works out for each row that it meets; a condition it would turn around
        met = select(matches)
        return _Reports(lambda n: met.where(number == n).correlate(n.table).scalar_subquery(), numbers, len(first))
    # for SQLite, looking a number up in the list of all is quicker than to search for one
    return _Reports(lambda n: hidden(n).in_(numbers), numbers, len(first))


def _first(connection: Connection, numbers: Select[Any]) -> Sequence[int]:
    """Find the numbers of reports that hold a text, as far as one more than few."""
    if connection.dialect.name == "sqlite":
        return connection.scalars(numbers.limit(_FEW_REPORTS + 1)).all()
    # PostgreSQL does not count in that every text would have to be unpacked, and would read them all
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    found = connection.scalars(numbers.limit(_FEW_REPORTS + 1)).all()
    connection.execute(text("SET LOCAL enable_seqscan = on"))
    return found


def _telling(connection: Connection, incident_id: str) -> _Reports:
    """Find the reports that tell an incident."""
    belongs = event.c.incident_n == incident_number(connection, incident_id)
    numbers = select(event.c.report_n).where(belongs)
    return _Reports(lambda n: _through(event.c.report_n, n, [belongs]), numbers, numbers)


def _statements_on(connection: Connection, incident_id: str) -> list[str]:
    """List the statements that claim or deny what belongs to an incident."""
    belongs = event.c.incident_n == incident_number(connection, incident_id)
    tellings = (unpack(data, Telling) for data in connection.scalars(select(event.c.telling).where(belongs)))
    return sorted({voice.statement for telling in tellings for voice in telling.voices})


def _report_number(connection: Connection, report_id: str) -> int:
    number = connection.scalar(select(report.c.n).where(report.c.id == report_id))
    return _NOBODY if number is None else int(number)
