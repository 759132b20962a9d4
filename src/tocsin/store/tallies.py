"""What is counted as reports come and change, so that nobody counts it anew: actors' reports and events, and pairs.

Everything counted belongs to one report. Whoever changes what a report adds says so before, and at the end of the
transaction only the reports that were named are counted again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Connection, Join, Select, and_, bindparam, delete, distinct, func, or_, select, update

from tocsin.store.bulk import chunks, rows_among, write
from tocsin.store.conditions import borne_out
from tocsin.store.schema import actor_form, desk_actor, event, event_pair, event_party, report, report_actor

_OCCURRING = report_actor.join(report, report.c.n == report_actor.c.report_n).join(
    actor_form, actor_form.c.n == report_actor.c.form_n
)
_TOLD = event.join(report, report.c.n == event.c.report_n)
_TAKING_PART = _TOLD.join(event_party, event_party.c.event_n == event.c.n).join(
    actor_form, actor_form.c.n == event_party.c.form_n
)
# of a current report, and not doubted or borne out by another one
_LISTED = and_(report.c.current, borne_out())


class Tallies:
    """The counts that one transaction keeps up to date."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._touched: set[int] = set()
        self._reports: Counter[int] = Counter()
        self._events: Counter[int] = Counter()

    def begin(self, reports: Collection[int]) -> None:
        """Note new reports, which nothing was counted of."""
        self._touched.update(reports)

    def touch(self, reports: Collection[int]) -> None:
        """Note reports, by number, before what is counted of them changes."""
        fresh = set(reports) - self._touched
        self._touched |= fresh
        self._count(fresh, -1)

    def touch_doubtful(self, events: Collection[str]) -> None:
        """Note the reports of those events that are listed only where they belong to an incident."""
        query = select(event.c.report_n).where(event.c.doubtful).distinct()
        self.touch({row.report_n for row in rows_among(self._connection, query, event.c.id, events)})

    def touch_forms(self, forms: Collection[str]) -> None:
        """Note the reports in which forms of actors occur, before these forms go to another actor."""
        query = select(report_actor.c.report_n).join(actor_form, actor_form.c.n == report_actor.c.form_n).distinct()
        self.touch({row.report_n for row in rows_among(self._connection, query, actor_form.c.id, forms)})

    def settle(self) -> None:
        """Count what was noted anew, and write down how that changed."""
        self._count(self._touched, 1)
        changed = sorted({n for held in (self._reports, self._events) for n, times in held.items() if times})
        adding = update(desk_actor).where(desk_actor.c.n == bindparam("of"))
        adding = adding.values(
            reports=desk_actor.c.reports + bindparam("more_reports"),
            events=desk_actor.c.events + bindparam("more_events"),
        )
        rows = ({"of": n, "more_reports": self._reports[n], "more_events": self._events[n]} for n in changed)
        write(self._connection, adding, rows)
        for chunk in chunks(self._touched):
            told = select(event.c.n).where(event.c.report_n.in_(chunk))
            self._connection.execute(delete(event_pair).where(event_pair.c.event_n.in_(told)))
            pairs = _pairs().where(event.c.report_n.in_(chunk))
            self._connection.execute(event_pair.insert().from_select(list(pairs.selected_columns.keys()), pairs))
        self._touched, self._reports, self._events = set(), Counter(), Counter()

    def _count(self, reports: Collection[int], sign: int) -> None:
        asked: tuple[tuple[Counter[int], Select[Any], Column[int]], ...] = (
            (self._reports, _by_actor(report.c.n, _OCCURRING).where(report.c.current), report_actor.c.report_n),
            (self._events, _by_actor(event.c.n, _TAKING_PART).where(_LISTED), event.c.report_n),
        )
        for counted, query, number in asked:
            for row in rows_among(self._connection, query, number, reports):
                counted[row.actor] += sign * row.times


def _by_actor(number: Column[int], source: Join) -> Select[Any]:
    actor = actor_form.c.desk_actor_n
    query = select(actor.label("actor"), func.count(distinct(number)).label("times")).select_from(source)
    return query.where(actor.is_not(None)).group_by(actor)


def _pairs() -> Select[Any]:
    """Make the rows of `event_pair`: those of which both sides are actors of the desk, or both have a country."""
    acting, receiving = event_party.alias("acting"), event_party.alias("receiving")
    first, second = actor_form.alias("first"), actor_form.alias("second")
    source = (
        _TOLD.join(acting, and_(acting.c.event_n == event.c.n, acting.c.side == "actor"))
        .join(receiving, and_(receiving.c.event_n == event.c.n, receiving.c.side == "recipient"))
        .outerjoin(first, first.c.n == acting.c.form_n)
        .outerjoin(second, second.c.n == receiving.c.form_n)
    )
    known = and_(first.c.desk_actor_n.is_not(None), second.c.desk_actor_n.is_not(None))
    placed = and_(acting.c.country.is_not(None), receiving.c.country.is_not(None))
    query = select(
        event.c.n.label("event_n"),
        first.c.desk_actor_n.label("actor_n"),
        second.c.desk_actor_n.label("recipient_n"),
        acting.c.country.label("actor_country"),
        receiving.c.country.label("recipient_country"),
        event.c.day_start.label("day_start"),
    )
    return query.select_from(source).where(_LISTED, or_(known, placed)).distinct()
