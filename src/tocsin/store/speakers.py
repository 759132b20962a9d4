"""Who speaks: actors of the desk with their statements, what they say of events, and what others say of the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, distinct, func, literal, or_, select, tuple_

from tocsin.records import (
    Filter,
    Page,
    Position,
    Sighting,
    Speaker,
    SpeakerInFull,
    StanceCount,
    StanceMonth,
    Statement,
)
from tocsin.store import cursors
from tocsin.store.blobs import from_json
from tocsin.store.conditions import borne_out
from tocsin.store.filters import check_filter
from tocsin.store.queries import check_limit, matching
from tocsin.store.schema import actor_form, desk_actor, event, incident, position, report, statement
from tocsin.store.who import actor_number

MOST_POSITIONS = 200
_SPOKEN = statement.join(actor_form, actor_form.c.n == statement.c.form_n)


def speakers(connection: Connection, wanted: Filter, *, cursor: str | None = None, limit: int = 50) -> Page[Speaker]:
    """List who speaks, those with the most statements that fit first, then by name; `country` is the speaker's own.

    Raises `store.bad-limit`, `store.bad-cursor` and what `check_filter` finds.
    """
    check_filter("speakers", wanted)
    check_limit(limit)
    scope = json.dumps(["speakers", asdict(wanted)])
    holds = matching(connection, "statements", replace(wanted, country=None))
    joined = _SPOKEN.join(desk_actor, desk_actor.c.n == actor_form.c.desk_actor_n)
    own = [] if wanted.country is None else [desk_actor.c.country == wanted.country]
    counted = select(desk_actor.c.n, desk_actor.c.folded, func.count().label("said")).select_from(joined)
    ranked = counted.where(*holds, *own).group_by(desk_actor.c.n, desk_actor.c.folded).subquery().c
    query = select(ranked.said, ranked.folded, ranked.n)
    if cursor is not None:
        last = cursors.read_cursor(scope, cursor, ((int,), (str,)))
        said, name = last.keys
        after = tuple_(ranked.folded, ranked.n) > tuple_(literal(name, desk_actor.c.folded.type), literal(last.n))
        query = query.where(or_(ranked.said < said, and_(ranked.said == said, after)))
    rows = connection.execute(query.order_by(ranked.said.desc(), ranked.folded, ranked.n).limit(limit + 1)).all()
    shown = rows[:limit]
    following = None
    if len(rows) > limit:
        following = cursors.write_cursor(scope, cursors.Position((shown[-1].said, shown[-1].folded), shown[-1].n))
    return Page(tuple(_load(connection, [row.n for row in shown], holds)), following)


def speaker_in_full(
    connection: Connection, actor_id: str, wanted: Filter, *, most: int = MOST_POSITIONS
) -> SpeakerInFull | None:
    """Find a speaker by the id of its actor, with what it says in statements that fit, and what others answer."""
    holds = matching(connection, "statements", wanted)
    number = actor_number(connection, actor_id)
    if number is None:
        return None
    own = actor_form.c.desk_actor_n == number
    month = func.substr(statement.c.published, 1, 7).label("month")
    months = select(month, statement.c.stance, func.count().label("said")).select_from(_SPOKEN)
    months = months.where(own, statement.c.published.is_not(None), *holds).group_by(month, statement.c.stance)
    said = _positions(connection, [own, *holds], most)
    about = [row.event_n for row in said]
    others = _answers(number, select(event.c.incident_n).where(event.c.n.in_(about)), about)
    answers = _positions(connection, [*others, *matching(connection, "statements", Filter())], most)
    return SpeakerInFull(
        speaker=_load(connection, [number], holds)[0],
        months=tuple(
            StanceMonth(row.month, row.stance, row.said)
            for row in connection.execute(months.order_by(month, statement.c.stance))
        ),
        positions=tuple(_position(row) for row in said[:most]),
        answers=tuple(_position(row) for row in answers[:most]),
        left_off=len(said) > most or len(answers) > most,
    )


def _answers(number: int, incidents: Select[Any], events: Sequence[int]) -> list[ColumnElement[bool]]:
    """Say that somebody else speaks of one of these events, or of another event of their incidents."""
    another = or_(actor_form.c.desk_actor_n.is_(None), actor_form.c.desk_actor_n != number)
    return [another, or_(event.c.n.in_(events), event.c.incident_n.in_(incidents))]


def _load(connection: Connection, numbers: Sequence[int], holds: Sequence[ColumnElement[bool]]) -> list[Speaker]:
    """Load speakers with the numbers of their statements that fit."""
    own = [actor_form.c.desk_actor_n.in_(numbers), *holds]
    stances: dict[int, dict[str, int]] = {}
    days: dict[int, list[str]] = {}
    query = select(
        actor_form.c.desk_actor_n.label("n"),
        statement.c.stance,
        func.count().label("said"),
        func.min(statement.c.published).label("first"),
        func.max(statement.c.published).label("last"),
    ).select_from(_SPOKEN)
    for row in connection.execute(query.where(*own).group_by(actor_form.c.desk_actor_n, statement.c.stance)):
        stances.setdefault(row.n, {})[row.stance] = row.said
        days.setdefault(row.n, []).extend(day for day in (row.first, row.last) if day is not None)
    linked = _SPOKEN.join(position, position.c.statement_n == statement.c.n)
    told = (
        func.count(distinct(case((position.c.kind == kind, position.c.event_n)))).label(kind)
        for kind in ("claims", "denies")
    )
    counts = select(actor_form.c.desk_actor_n.label("n"), *told).select_from(linked).where(*own)
    events = {row.n: row for row in connection.execute(counts.group_by(actor_form.c.desk_actor_n))}
    columns = (desk_actor.c.n, desk_actor.c.id, desk_actor.c.name, desk_actor.c.kind, desk_actor.c.country)
    rows = {row.n: row for row in connection.execute(select(*columns).where(desk_actor.c.n.in_(numbers)))}
    return [
        Speaker(
            *rows[n][1:],
            statements=sum(stances.get(n, {}).values()),
            stances=tuple(_counts(stances.get(n, {}))),
            claims=events[n].claims if n in events else 0,
            denies=events[n].denies if n in events else 0,
            first=min(days.get(n, ()), default=None),
            last=max(days.get(n, ()), default=None),
        )
        for n in numbers
    ]


def _counts(stances: dict[str, int]) -> Iterator[StanceCount]:
    for stance in sorted(stances, key=lambda each: (-stances[each], each)):
        yield StanceCount(stance, stances[stance])  # type: ignore[arg-type]


def _positions(connection: Connection, holds: Sequence[ColumnElement[bool]], most: int) -> Sequence[Any]:
    """Find what statements say of events, the newest first, and one more than the most."""
    joined = (
        position.join(statement, statement.c.n == position.c.statement_n)
        .join(event, event.c.n == position.c.event_n)
        .join(report, report.c.n == statement.c.report_n)
        .outerjoin(incident, incident.c.n == event.c.incident_n)
        .outerjoin(actor_form, actor_form.c.n == statement.c.form_n)
        .outerjoin(desk_actor, desk_actor.c.n == actor_form.c.desk_actor_n)
    )
    query = select(
        position.c.kind,
        position.c.event_n,
        event.c.id.label("event"),
        incident.c.id.label("incident"),
        event.c.type,
        event.c.mode,
        event.c.day_start,
        event.c.place,
        statement.c.id.label("statement"),
        statement.c.stance,
        statement.c.speaker,
        statement.c.data,
        desk_actor.c.id.label("actor"),
        report.c.id.label("report"),
        report.c.outlet,
        report.c.published,
    ).select_from(joined)
    newest = (
        func.coalesce(statement.c.published, "").desc(),
        statement.c.n.desc(),
        position.c.event_n,
        position.c.kind,
    )
    return connection.execute(query.where(borne_out(), *holds).order_by(*newest).limit(most + 1)).all()


def _position(row: Any) -> Position:
    words = from_json(row.data, Statement).content[0]
    return Position(
        kind=row.kind,
        event=row.event,
        incident=row.incident,
        type=row.type,
        mode=row.mode,
        day=row.day_start,
        place=row.place,
        statement=row.statement,
        stance=row.stance,
        speaker=row.actor,
        speaker_name=row.speaker,
        words=Sighting(row.report, row.outlet, row.published, words),
    )
