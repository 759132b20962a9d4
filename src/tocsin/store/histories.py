"""Actors of the desk over time: how reports present them, and what they did month by month."""

from __future__ import annotations

from sqlalchemy import Connection, case, distinct, func, select

from tocsin.records import ActorForm, ActorHistory, ActorMonth, FormUse
from tocsin.store.blobs import from_json
from tocsin.store.conditions import borne_out
from tocsin.store.schema import actor_form, event, event_party, report, report_actor
from tocsin.store.who import actor_number


def actor_history(connection: Connection, actor_id: str) -> ActorHistory | None:
    """Give an actor of the desk over time, found by its id."""
    number = actor_number(connection, actor_id)
    if number is None:
        return None
    return ActorHistory(_forms(connection, number), _months(connection, number))


def _forms(connection: Connection, number: int) -> tuple[FormUse, ...]:
    joined = actor_form.join(report_actor, report_actor.c.form_n == actor_form.c.n)
    joined = joined.join(report, report.c.n == report_actor.c.report_n)
    first, last = func.min(report.c.published), func.max(report.c.published)
    query = select(
        actor_form.c.data,
        func.count(distinct(report.c.n)).label("reports"),
        first.label("first"),
        last.label("last"),
    ).select_from(joined)
    query = query.where(actor_form.c.desk_actor_n == number, report.c.current).group_by(
        actor_form.c.n, actor_form.c.data
    )
    found = []
    for row in connection.execute(query.order_by(func.coalesce(first, "9"), actor_form.c.n)):
        form = from_json(row.data, ActorForm)
        about = (form.id, form.name, form.kind, form.country, form.roles, form.sectors)
        found.append(FormUse(*about, row.reports, row.first, row.last))
    return tuple(found)


def _months(connection: Connection, number: int) -> tuple[ActorMonth, ...]:
    forms = select(actor_form.c.n).where(actor_form.c.desk_actor_n == number)
    month = func.substr(event.c.day_start, 1, 7).label("month")
    sides = (
        func.count(distinct(case((event_party.c.side == side, event.c.n)))).label(side)
        for side in ("actor", "recipient")
    )
    joined = event_party.join(event, event.c.n == event_party.c.event_n)
    joined = joined.join(report, report.c.n == event.c.report_n)
    holds = (event_party.c.form_n.in_(forms), event.c.day_start.is_not(None), report.c.current, borne_out())
    query = select(month, *sides).select_from(joined).where(*holds).group_by(month).order_by(month)
    return tuple(ActorMonth(row.month, row.actor, row.recipient) for row in connection.execute(query))
