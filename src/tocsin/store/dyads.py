"""Who acts on whom: events counted by pairs of actors of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    and_,
    case,
    column,
    distinct,
    exists,
    func,
    or_,
    select,
    values,
)

from tocsin.records import Dyad, DyadActor, Dyads, Filter, Quads
from tocsin.records.codebook import plover
from tocsin.store.clauses import among, hidden
from tocsin.store.conditions import borne_out
from tocsin.store.filters import circle_of
from tocsin.store.queries import check_limit, matching, wrong_events
from tocsin.store.schema import actor_form, desk_actor, event, event_pair, event_party, incident, report
from tocsin.store.who import Side, Who, parties_of

MOST_ACTORS = 50

Pair = tuple[int, int]


def dyads(connection: Connection, wanted: Filter, *, limit: int = 50, top: int | None = None) -> Dyads:
    """Count events that fit a filter by who acts on whom, those with the most events first.

    With `top`, only among so many actors that take part in the most of these events. Where the filter names an actor,
    only pairs in which that actor stands on that side. Parties that are no actor of the desk are left out. Raises
    `store.bad-limit` and what `check_filter` finds.
    """
    check_limit(limit)
    told = _told(connection, wanted)
    sides = list(_sides(connection, wanted))
    if top is not None:
        active = told.most_active(connection, top)
        sides += [among(each, active) for each in (event_pair.c.actor_n, event_pair.c.recipient_n)]
    # the rest is counted for the few that are shown
    best = _most_frequent(connection, told, sides, limit + 1)
    rows = _in_full(connection, told, sides, best[:limit])
    found = told.actors(connection, {n for pair in rows for n in pair})
    return Dyads(
        tuple(_dyad(rows[pair], found[pair[0]], found[pair[1]]) for pair in best[:limit]),
        tuple(sorted(found.values(), key=lambda one: (-one.events, one.name, one.id))),
        len(best) > limit,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The events that are asked for: what holds for them or, of all events, the few that were judged wrong."""

    holds: tuple[ColumnElement[bool], ...] | None
    wrong: Sequence[int]

    def pairs(self, *, of_few: bool) -> tuple[FromClause, tuple[ColumnElement[bool], ...]]:
        """Give where their pairs are, and under which conditions; `of_few` says that pairs are known by their sides.

        SQLite is kept from going over all pairs in order, and from looking for each pair in each event.
        """
        actor, recipient, number = event_pair.c.actor_n, event_pair.c.recipient_n, event_pair.c.event_n
        if self.holds is None:
            source: FromClause = event_pair
            if of_few:
                source = source.join(event, event.c.n == number)
            return source, (actor.is_not(None), recipient.is_not(None), number.not_in(self.wrong))
        joined = event.c.n == hidden(number) if of_few else number == hidden(event.c.n)
        known = (hidden(actor).is_not(None), hidden(recipient).is_not(None))
        return event.join(event_pair, joined), (*known, *self.holds)

    def most_active(self, connection: Connection, top: int) -> list[int]:
        """Find the actors of the desk that take part in the most of them, on whichever side."""
        if self.holds is None:
            less = self._wrongly(connection)
            query = select(desk_actor.c.n, desk_actor.c.events).order_by(desk_actor.c.events.desc(), desk_actor.c.n)
            rows = [
                (row.n, row.events - less.get(row.n, 0)) for row in connection.execute(query.limit(top + len(less)))
            ]
            return [n for n, events in sorted(rows, key=lambda row: (-row[1], row[0])) if events][:top]
        query = _taking_part(self.holds)
        query = query.order_by(func.count(distinct(event.c.n)).desc(), actor_form.c.desk_actor_n).limit(top)
        return [row.n for row in connection.execute(query)]

    def actors(self, connection: Connection, numbers: set[int]) -> dict[int, DyadActor]:
        """Give some actors of the desk with the number of these events in which they take part."""
        columns = (desk_actor.c.id, desk_actor.c.name, desk_actor.c.kind, desk_actor.c.country, desk_actor.c.events)
        rows = connection.execute(select(desk_actor.c.n, *columns).where(among(desk_actor.c.n, sorted(numbers)))).all()
        if self.holds is None:
            less = self._wrongly(connection)
            return {row.n: DyadActor(*row[1:5], row.events - less.get(row.n, 0)) for row in rows}
        mine = among(actor_form.c.desk_actor_n, sorted(numbers))
        events = {row.n: row.events for row in connection.execute(_taking_part((*self.holds, mine)))}
        return {row.n: DyadActor(*row[1:5], events.get(row.n, 0)) for row in rows}

    def _wrongly(self, connection: Connection) -> dict[int, int]:
        """Count by actors the events that are among those of the desk's own counts, and were judged wrong."""
        listed = exists().where(report.c.n == event.c.report_n, report.c.current)
        query = _taking_part((event.c.n.in_(self.wrong), listed, borne_out()))
        return {row.n: row.events for row in connection.execute(query)}


def _told(connection: Connection, wanted: Filter) -> _Told:
    holds = tuple(matching(connection, "events", wanted))
    if wanted == Filter():
        return _Told(None, wrong_events(connection))
    circle = circle_of(wanted)
    if circle is not None:
        rows = connection.execute(select(event.c.n, event.c.lat, event.c.lon).where(*holds))
        holds = (among(event.c.n, [row.n for row in rows if circle.holds(row.lat, row.lon)]),)
    return _Told(holds, ())


def _most_frequent(connection: Connection, told: _Told, sides: Sequence[ColumnElement[bool]], limit: int) -> list[Pair]:
    """Find the pairs with the most events."""
    source, holds = told.pairs(of_few=False)
    by: list[ColumnElement[Any]] = [event_pair.c.actor_n, event_pair.c.recipient_n]
    if told.holds is not None:
        by = [hidden(each) for each in by]
    query = select(*by).select_from(source).where(*holds, *sides).group_by(*by)
    query = query.order_by(func.count(distinct(event_pair.c.event_n)).desc(), *by)
    return [(row[0], row[1]) for row in connection.execute(query.limit(limit))]


def _in_full(
    connection: Connection, told: _Told, sides: Sequence[ColumnElement[bool]], pairs: Sequence[Pair]
) -> dict[Pair, Row[Any]]:
    """Count events, incidents, the dead and quad classes of some pairs."""
    if not pairs:
        return {}
    types = {quad: [one.name for one in plover().types if one.quad == quad] for quad in plover().quads}
    asked = values(column("actor", BigInteger), column("recipient", BigInteger), name="asked").data(pairs).cte()
    source, holds = told.pairs(of_few=True)
    mine = and_(event_pair.c.actor_n == asked.c.actor, event_pair.c.recipient_n == asked.c.recipient)
    columns = (asked.c.actor, asked.c.recipient, event.c.incident_n, event.c.n, event.c.type)
    each = select(*columns).select_from(source.join(asked, mine)).where(*holds, *sides).distinct().subquery("each")
    quads = [func.sum(case((each.c.type.in_(names), 1), else_=0)).label(quad) for quad, names in types.items()]
    # an incident counts its dead once, however many events tell of it
    by = (each.c.actor, each.c.recipient, each.c.incident_n)
    whole = select(*by, func.count().label("events"), *quads).group_by(*by).subquery("whole")
    query = select(
        whole.c.actor,
        whole.c.recipient,
        func.sum(whole.c.events).label("events"),
        func.count(whole.c.incident_n).label("incidents"),
        func.sum(incident.c.killed).label("killed"),
        *(func.sum(whole.c[quad]).label(quad) for quad in types),
    ).select_from(whole.outerjoin(incident, incident.c.n == whole.c.incident_n))
    rows = connection.execute(query.group_by(whole.c.actor, whole.c.recipient))
    return {(row.actor, row.recipient): row for row in rows}


def _sides(connection: Connection, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """Ask that the actor of whom a filter speaks is the one that stands in the pair."""
    sides: dict[Side, tuple[Side, ...]] = {"actor": ("actor",), "recipient": ("recipient",)}
    for who, side in parties_of(connection, wanted):
        ways = [way for each in sides.get(side, ("actor", "recipient")) if (way := _standing(who, each)) is not None]
        if ways:
            yield or_(*ways)


def _standing(who: Who, side: Side) -> ColumnElement[bool] | None:
    """Say that somebody stands on one side of a pair, found as a party of its event."""
    party, number = event_party.c, event_pair.c[f"{side}_n"]
    if who.country is not None:
        return event_pair.c[f"{side}_country"] == who.country
    ways: list[ColumnElement[bool]] = []
    if who.forms:
        ways.append(number.in_(select(actor_form.c.desk_actor_n).where(among(actor_form.c.n, who.forms))))
    if named := list(who.among(folded=party.folded)):
        joined = event_party.join(actor_form, actor_form.c.n == party.form_n)
        own = (party.event_n == event_pair.c.event_n, party.side == side, actor_form.c.desk_actor_n == number)
        ways.append(exists(select(1).select_from(joined).where(*own, *named).correlate(event_pair)))
    return or_(*ways) if ways else None


def _taking_part(holds: Sequence[ColumnElement[bool]]) -> Any:
    """Count events by the actors of the desk that take part in them, on whichever side."""
    joined = event.join(event_party, event_party.c.event_n == event.c.n)
    joined = joined.join(actor_form, actor_form.c.n == event_party.c.form_n)
    events = func.count(distinct(event.c.n)).label("events")
    query = select(actor_form.c.desk_actor_n.label("n"), events).select_from(joined)
    return query.where(actor_form.c.desk_actor_n.is_not(None), *holds).group_by(actor_form.c.desk_actor_n)


def _dyad(row: Row[Any], actor: DyadActor, recipient: DyadActor) -> Dyad:
    return Dyad(
        actor=actor.id,
        actor_name=actor.name,
        recipient=recipient.id,
        recipient_name=recipient.name,
        events=int(row.events),
        incidents=row.incidents,
        killed=None if row.killed is None else int(row.killed),
        quads=Quads(*(int(getattr(row, quad)) for quad in ("VCOOP", "MCOOP", "VCONF", "MCONF"))),
    )
