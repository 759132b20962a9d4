"""What a filter asks of the rows of a list, as conditions in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Table, and_, false, not_, or_, select

from tocsin.records import Filter, Telling
from tocsin.store.blobs import unpack
from tocsin.store.clauses import Condition, Keys, among, hidden, keys_in, through
from tocsin.store.filters import ListName, boxes_of, types_with
from tocsin.store.report_sets import (
    FEW_REPORTS,
    ReportSet,
    incident_number,
    report_number,
    report_sets,
    reports_telling,
)
from tocsin.store.schema import (
    actor_form,
    desk_actor,
    event,
    event_pair,
    event_party,
    flag,
    incident,
    incident_party,
    position,
    rejected,
    report,
    report_actor,
    statement,
)
from tocsin.store.who import acting, parties_of, who_is

# no text goes on with it, so that it comes after all that begin alike
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Way:
    holds: ColumnElement[bool]
    keys: Keys


def conditions_of(connection: Connection, name: ListName, wanted: Filter) -> list[Condition]:
    """Give what a filter that was looked at asks of a list.

    Days are left out, for they decide where a list is walked; of the circle of `near` only the box around it is here.
    """
    makers: Mapping[ListName, Callable[[Connection, Filter], Iterator[Condition]]] = {
        "incidents": _of_incidents,
        "events": _of_events,
        "statements": _of_statements,
        "actors": _of_actors,
        "flags": _of_flags,
        "rejected": _of_rejected,
        "reports": _of_reports,
    }
    return list(makers[name](connection, wanted))


def borne_out() -> ColumnElement[bool]:
    """Say of an event that the reader model does not doubt it, or that another report bears it out."""
    return or_(~event.c.doubtful, event.c.incident_n.is_not(None))


def _of_events(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    yield from _of_told(event, wanted)
    parties = list(parties_of(connection, wanted))
    countries = {side: who.country for who, side in parties if who.country is not None}
    if "actor" in countries and "recipient" in countries:
        yield _between(countries["actor"], countries["recipient"])
        parties = [(who, side) for who, side in parties if side == "either"]
    for who, side in parties:
        ways = [
            _Way(
                through(event_party.c.event_n, event.c.n, met),
                Keys(event_party.c.day_start, event_party.c.event_n, picked),
            )
            for picked, met in acting(who, side, event_party)
        ]
        yield _any(event, ways, ordered=who.exact)
    if wanted.contested is not None:
        contested = or_(event.c.denied, through(incident.c.n, event.c.incident_n, [incident.c.contested]))
        yield Condition(contested if wanted.contested else not_(contested))
    if wanted.incident is not None:
        yield _straight(event, event.c.incident_n == incident_number(connection, wanted.incident))
    for reports in report_sets(connection, wanted):
        yield _of_reports_in(event, reports)


def _between(actor: str | None, recipient: str | None) -> Condition:
    """Ask for events in which one country acts on another, of which some pairs are rare though both are frequent."""
    pair = event_pair.c
    picked = (pair.actor_country == actor, pair.recipient_country == recipient)
    met = (hidden(pair.actor_country) == actor, hidden(pair.recipient_country) == recipient)
    way = _Way(through(pair.event_n, event.c.n, met), Keys(pair.day_start, pair.event_n, picked))
    return _any(event, [way], ordered=True)


def _of_incidents(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    yield from _of_told(incident, wanted)
    told = event.join(event_party, event_party.c.event_n == event.c.n)
    for who, side in parties_of(connection, wanted):
        number = incident_party.c.incident_n
        ways = [
            _Way(through(number, incident.c.n, met), Keys(incident_party.c.day_start, number, picked))
            for picked, met in acting(who, side, incident_party)
        ]
        # only the parties of events know which actor of the desk they are
        ways += [
            _Way(
                through(event.c.incident_n, incident.c.n, met, told),
                keys_in(incident, incident.c.n.in_(select(event.c.incident_n).select_from(told).where(*picked))),
            )
            for picked, met in acting(replace(who, country=None, words=None), side, event_party)
        ]
        yield _any(incident, ways, ordered=who.country is not None)
    if wanted.contested is not None:
        yield Condition(incident.c.contested == wanted.contested)
    for reports in report_sets(connection, wanted):
        telling = select(event.c.incident_n).where(reports.pick(event.c.report_n))
        holds = through(event.c.incident_n, incident.c.n, [reports.holds(event.c.report_n)])
        yield Condition(
            holds, (keys_in(incident, incident.c.n.in_(telling)),), counted=reports.counted, few=FEW_REPORTS
        )


def _of_statements(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.actor is not None:
        said = statement.c
        ways = who_is(connection, wanted.actor).among(said.speaker_country, said.speaker_folded, said.form_n)
        yield _any(statement, [_Way(way, keys_in(statement, way)) for way in ways])
    if wanted.stance is not None:
        yield Condition(statement.c.stance == wanted.stance)
    if wanted.type is not None:
        told = position.join(event, position.c.event_n == event.c.n)
        yield Condition(through(position.c.statement_n, statement.c.n, [event.c.type == wanted.type], told))
    if wanted.incident is not None:
        yield _straight(statement, statement.c.id.in_(_statements_on(connection, wanted.incident)))
    for reports in report_sets(connection, wanted):
        yield _of_reports_in(statement, reports)


def _of_actors(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.kind is not None:
        yield Condition(desk_actor.c.kind == wanted.kind)
    if wanted.country is not None:
        yield Condition(desk_actor.c.country == wanted.country)
    forms: list[ColumnElement[bool]] = []
    if wanted.actor is not None:
        who = who_is(connection, wanted.actor)
        if who.country is None:
            forms.append(among(actor_form.c.n, who.forms))
        else:
            yield Condition(desk_actor.c.country == who.country)
    if wanted.report is not None:
        occurring = report_actor.c.report_n == report_number(connection, wanted.report)
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
    for reports in report_sets(connection, wanted):
        yield _of_reports_in(flag, reports)
    if wanted.incident is not None:
        yield _of_reports_in(flag, reports_telling(connection, wanted.incident))


def _of_rejected(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.kind is not None:
        reason = rejected.c.reason
        yield Condition(and_(reason >= wanted.kind, reason < wanted.kind + LAST))
    if wanted.report is not None:
        yield _straight(rejected, rejected.c.report_id == wanted.report)


def _of_reports(connection: Connection, wanted: Filter) -> Iterator[Condition]:
    if wanted.actor is not None:
        known = report_actor.join(actor_form, report_actor.c.form_n == actor_form.c.n)
        ways = who_is(connection, wanted.actor).among(actor_form.c.country, form=actor_form.c.n)
        yield _any(
            report,
            [
                _Way(
                    through(report_actor.c.report_n, report.c.n, [way], known),
                    keys_in(report, report.c.n.in_(select(report_actor.c.report_n).select_from(known).where(way))),
                )
                for way in ways
            ],
        )
    if wanted.report is not None:
        page = select(report.c.page).where(report.c.id == wanted.report)
        yield _straight(report, report.c.page == page.scalar_subquery())
    found = list(report_sets(connection, replace(wanted, report=None)))
    if wanted.incident is not None:
        found.append(reports_telling(connection, wanted.incident))
    for reports in found:
        keys = (keys_in(report, reports.pick(report.c.n)),)
        yield Condition(reports.holds(report.c.n), keys, counted=reports.counted, few=FEW_REPORTS)


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
    if wanted.modality is not None:
        yield Condition(target.c.modality == wanted.modality)
    if wanted.place is not None:
        yield _straight(target, target.c.place_id == wanted.place)
    for box in boxes_of(wanted):
        picked, met = (
            and_(lat.between(box.south, box.north), or_(*(lon.between(*ends) for ends in box.longitudes)))
            for lat, lon in ((target.c.lat, target.c.lon), (hidden(target.c.lat), hidden(target.c.lon)))
        )
        yield Condition(met, (keys_in(target, picked),))


def _of_reports_in(target: Table, reports: ReportSet) -> Condition:
    """Ask that rows of a table belong to some reports."""
    keys = (keys_in(target, reports.pick(target.c.report_n)),)
    return Condition(reports.holds(target.c.report_n), keys, counted=reports.counted, few=FEW_REPORTS)


def _straight(target: Table, holds: ColumnElement[bool]) -> Condition:
    """Ask for what an index of the table itself picks out."""
    return Condition(holds, (keys_in(target, holds),))


def _any(target: Table, ways: Sequence[_Way], *, ordered: bool = False) -> Condition:
    """Ask that one of some things holds; nothing fulfils it where there are none."""
    if not ways:
        return _straight(target, false())
    return Condition(or_(*(way.holds for way in ways)), tuple(way.keys for way in ways), ordered)


def _statements_on(connection: Connection, incident_id: str) -> list[str]:
    """List the statements that claim or deny what belongs to an incident."""
    belongs = event.c.incident_n == incident_number(connection, incident_id)
    tellings = (unpack(data, Telling) for data in connection.scalars(select(event.c.telling).where(belongs)))
    return sorted({voice.statement for telling in tellings for voice in telling.voices})
