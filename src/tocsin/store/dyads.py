"""Who acts on whom: events counted by pairs of actors of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Join, Row, case, distinct, func, or_, select
from sqlalchemy.sql.selectable import NamedFromClause

from tocsin.errors import TocsinError
from tocsin.records import Dyad, DyadActor, Dyads, Filter, Quads
from tocsin.records.codebook import plover
from tocsin.store.areas import Circle
from tocsin.store.clauses import among
from tocsin.store.filters import circle_of
from tocsin.store.queries import MOST_ROWS, matching
from tocsin.store.schema import actor_form, desk_actor, event, event_party, incident
from tocsin.store.who import Side, parties_of

MOST_ACTORS = 50

_Aliased = NamedFromClause[Any]


def dyads(connection: Connection, wanted: Filter, *, limit: int = 50, top: int | None = None) -> Dyads:
    """Count events that fit a filter by who acts on whom, those with the most events first.

    With `top`, only among so many actors that take part in the most of these events. Where the filter names an actor,
    only pairs in which that actor stands on that side. Parties that are no actor of the desk are left out. Raises
    `store.bad-limit` and what `check_filter` finds.
    """
    if not 1 <= limit <= MOST_ROWS:
        raise TocsinError("store.bad-limit", limit=limit, most=MOST_ROWS)
    holds = matching(connection, "events", wanted)
    circle = circle_of(wanted)
    if circle is not None:
        holds = [among(event.c.n, _inside(connection, holds, circle))]
    acting, receiving = event_party.alias("acting"), event_party.alias("receiving")
    sides = [or_(*ways) for ways in _sides(connection, wanted, acting, receiving)]
    first, second = actor_form.alias("first"), actor_form.alias("second")
    if top is not None:
        active = _most_active(connection, holds, top)
        sides += [among(each.c.desk_actor_n, active) for each in (first, second)]
    joined = (
        event.join(acting, (acting.c.event_n == event.c.n) & (acting.c.side == "actor"))
        .join(receiving, (receiving.c.event_n == event.c.n) & (receiving.c.side == "recipient"))
        .join(first, first.c.n == acting.c.form_n)
        .join(second, second.c.n == receiving.c.form_n)
    )
    asked = _Pairs(joined, first.c.desk_actor_n, second.c.desk_actor_n, (*holds, *sides))
    # the rest is counted for the few that are shown
    best = asked.most_frequent(connection, limit + 1)
    told = asked.in_full(connection, best[:limit])
    found = _actors(connection, {n for pair in told for n in pair}, holds)
    return Dyads(
        tuple(_dyad(told[pair], found[pair[0]], found[pair[1]]) for pair in best[:limit]),
        tuple(sorted(found.values(), key=lambda one: (-one.events, one.name, one.id))),
        len(best) > limit,
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Events joined to those who act in them and on whom, by their numbers as actors of the desk."""

    joined: Join
    actor: ColumnElement[Any]
    recipient: ColumnElement[Any]
    holds: tuple[ColumnElement[bool], ...]

    def most_frequent(self, connection: Connection, limit: int) -> list[tuple[int, int]]:
        """Find the pairs with the most events."""
        events = func.count(distinct(event.c.n))
        known = (self.actor.is_not(None), self.recipient.is_not(None))
        query = select(self.actor, self.recipient).select_from(self.joined).where(*known, *self.holds)
        query = query.group_by(self.actor, self.recipient).order_by(events.desc(), self.actor, self.recipient)
        return [(row[0], row[1]) for row in connection.execute(query.limit(limit))]

    def in_full(self, connection: Connection, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Row[Any]]:
        """Count events, incidents, the dead and quad classes of some pairs."""
        types = {quad: [one.name for one in plover().types if one.quad == quad] for quad in plover().quads}
        mine = [
            among(self.actor, sorted({actor for actor, _ in pairs})),
            among(self.recipient, sorted({recipient for _, recipient in pairs})),
        ]
        columns = (
            self.actor.label("actor"),
            self.recipient.label("recipient"),
            event.c.incident_n,
            event.c.n,
            event.c.type,
        )
        each = select(*columns).select_from(self.joined).where(*mine, *self.holds).distinct().subquery("each")
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
        wanted = set(pairs)
        return {(row.actor, row.recipient): row for row in rows if (row.actor, row.recipient) in wanted}


def _sides(connection: Connection, wanted: Filter, acting: _Aliased, receiving: _Aliased) -> Iterator[list[Any]]:
    """Ask that the actor of whom a filter speaks is the one that stands in the pair."""
    tables: dict[Side, tuple[_Aliased, ...]] = {
        "actor": (acting,),
        "recipient": (receiving,),
        "either": (acting, receiving),
    }
    for who, side in parties_of(connection, wanted):
        ways = [way for table in tables[side] for way in who.among(table.c.country, table.c.folded, table.c.form_n)]
        if ways:
            yield ways


def _inside(connection: Connection, holds: Sequence[ColumnElement[bool]], circle: Circle) -> list[int]:
    rows = connection.execute(select(event.c.n, event.c.lat, event.c.lon).where(*holds))
    return [row.n for row in rows if circle.holds(row.lat, row.lon)]


def _most_active(connection: Connection, holds: Sequence[ColumnElement[bool]], top: int) -> list[int]:
    counted = func.count(distinct(event.c.n))
    query = _taking_part(holds, counted).order_by(counted.desc(), actor_form.c.desk_actor_n).limit(top)
    return [row.n for row in connection.execute(query)]


def _actors(connection: Connection, numbers: set[int], holds: Sequence[ColumnElement[bool]]) -> dict[int, DyadActor]:
    mine = among(actor_form.c.desk_actor_n, sorted(numbers))
    events = {
        row.n: row.events for row in connection.execute(_taking_part([*holds, mine], func.count(distinct(event.c.n))))
    }
    columns = (desk_actor.c.id, desk_actor.c.name, desk_actor.c.kind, desk_actor.c.country)
    rows = connection.execute(select(desk_actor.c.n, *columns).where(among(desk_actor.c.n, sorted(numbers))))
    return {row.n: DyadActor(*row[1:], events.get(row.n, 0)) for row in rows}


def _taking_part(holds: Sequence[ColumnElement[bool]], counted: ColumnElement[int]) -> Any:
    """Count events by the actors of the desk that take part in them, on whichever side."""
    joined = event.join(event_party, event_party.c.event_n == event.c.n)
    joined = joined.join(actor_form, actor_form.c.n == event_party.c.form_n)
    query = select(actor_form.c.desk_actor_n.label("n"), counted.label("events")).select_from(joined)
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
