"""What reviewers decided: kept beside the records, never lost by reading anew, taken back without a trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from sqlalchemy import Connection, Table, and_, or_, select, update

from tocsin.errors import TocsinError
from tocsin.records import Reading, Review, Ruling, Subject, Telling
from tocsin.store.blobs import from_json, to_json, unpack
from tocsin.store.bulk import rows_among, write
from tocsin.store.report_sets import incident_number
from tocsin.store.rows import party_rows, told_columns
from tocsin.store.schema import (
    actor_form,
    desk_actor,
    event,
    event_party,
    flag,
    incident,
    incident_alias,
    report,
    review,
    ruling,
    statement,
)
from tocsin.store.tallies import Tallies

_TABLES: dict[Subject, Table] = {"event": event, "statement": statement, "flag": flag, "report": report}


def reviews_of(
    connection: Connection,
    subject: Subject | None = None,
    *,
    subject_id: str | None = None,
    report_id: str | None = None,
) -> tuple[Review, ...]:
    """Give the decisions in force, in the order in which they were made: all, or those on some records."""
    query = select(review.c.data).where(~review.c.undone)
    for column, value in (
        (review.c.subject, subject),
        (review.c.subject_id, subject_id),
        (review.c.report_id, report_id),
    ):
        if value is not None:
            query = query.where(column == value)
    return tuple(from_json(data, Review) for data in connection.scalars(query.order_by(review.c.at, review.c.n)))


def reviews_of_incident(connection: Connection, incident_id: str) -> tuple[Review, ...]:
    """Give the decisions in force that made an incident what it is, found by its id or a former one, in order of time.

    They are those on itself under any of its ids, on its events and reports, on events of these reports that were
    taken out, and the merges and splits that joined or parted its events.
    """
    number = incident_number(connection, incident_id)
    ids = select(incident.c.id).where(incident.c.n == number)
    former = select(incident_alias.c.id).where(incident_alias.c.now.in_(ids))
    members = select(event.c.id).where(event.c.incident_n == number)
    telling = select(report.c.id).join(event, event.c.report_n == report.c.n).where(event.c.incident_n == number)
    apart = select(event.c.id).where(event.c.incident_n.is_(None))
    ruled = select(ruling.c.review_n).where(or_(ruling.c.first.in_(members), ruling.c.second.in_(members)))
    on = review.c.subject_id
    about = or_(
        and_(review.c.subject == "incident", or_(on.in_(ids), on.in_(former), review.c.n.in_(ruled))),
        and_(review.c.subject == "event", or_(on.in_(members), and_(review.c.report_id.in_(telling), on.in_(apart)))),
        and_(review.c.subject == "report", on.in_(telling)),
    )
    query = select(review.c.data).where(~review.c.undone, about).order_by(review.c.at, review.c.n)
    return tuple(from_json(data, Review) for data in connection.scalars(query))


def rulings_of(connection: Connection) -> tuple[Ruling, ...]:
    """Give every pair of events that a reviewer joined or parted, with the last word on each, in order."""
    joined = ruling.join(review, ruling.c.review_n == review.c.n)
    query = select(ruling.c.first, ruling.c.second, ruling.c.verdict).select_from(joined).where(~review.c.undone)
    rows = connection.execute(query.order_by(ruling.c.first, ruling.c.second, review.c.at, review.c.n))
    last = {(row.first, row.second): row.verdict for row in rows}
    return tuple(Ruling(first, second, verdict) for (first, second), verdict in last.items())


class ReviewWriter:
    """The part of a transaction that keeps decisions and puts them in force."""

    connection: Connection
    tallies: Tallies

    def reviews(
        self, subject: Subject | None = None, *, subject_id: str | None = None, report_id: str | None = None
    ) -> tuple[Review, ...]:
        """Give the decisions in force, in the order in which they were made."""
        return reviews_of(self.connection, subject, subject_id=subject_id, report_id=report_id)

    def put_review(self, decided: Review) -> None:
        """Keep a decision; the very same one is kept once."""
        known = select(review.c.n).where(review.c.id == decided.id)
        if self.connection.execute(known).first() is not None:
            return
        row = {
            "id": decided.id,
            "subject": decided.subject,
            "subject_id": decided.subject_id,
            "verdict": decided.verdict,
            "author": decided.author,
            "at": decided.at,
            "report_id": self._report_of(decided.subject, decided.subject_id),
            "data": to_json(decided),
            "undone": False,
        }
        self.connection.execute(review.insert().values(row))

    def undo_review(self, review_id: str) -> Review:
        """Take a decision back. Raises `review.unknown` where none of that id is in force."""
        query = select(review.c.data).where(review.c.id == review_id, ~review.c.undone)
        data = self.connection.execute(query).scalar_one_or_none()
        if data is None:
            raise TocsinError("review.unknown", id=review_id)
        self.connection.execute(update(review).where(review.c.id == review_id).values(undone=True))
        return from_json(data, Review)

    def put_rulings(self, decided: Review) -> set[str]:
        """Write down which events a merge joins or a split parts, and give their ids; an old one keeps its pairs.

        A merge joins every event of the incidents to the first of them all; a split parts each event that is taken out
        from each that stays.
        """
        number = self.connection.execute(select(review.c.n).where(review.c.id == decided.id)).scalar_one()
        query = select(ruling.c.first, ruling.c.second).where(ruling.c.review_n == number)
        pairs = {(row.first, row.second) for row in self.connection.execute(query)}
        if not pairs:
            mine = self._members([decided.subject_id])
            if decided.verdict == "merge":
                everything = sorted(mine | self._members(decided.others))
                pairs = {(everything[0], each) for each in everything[1:]}
            else:
                out = set(decided.others)
                pairs = {(min(a, b), max(a, b)) for a, b in product(sorted(out), sorted(mine - out))}
            verdict = "same" if decided.verdict == "merge" else "different"
            rows = ({"first": a, "second": b, "verdict": verdict, "review_n": number} for a, b in sorted(pairs))
            write(self.connection, ruling.insert(), rows)
        return {each for pair in pairs for each in pair}

    def incident_now(self, incident_id: str) -> str:
        """Give the present id of an incident by any id that it ever had. Raises `review.unknown-record`."""
        now = select(incident_alias.c.now).where(incident_alias.c.id == incident_id)
        found = self.connection.execute(now).scalar_one_or_none() or incident_id
        if self.connection.execute(select(incident.c.n).where(incident.c.id == found)).first() is None:
            raise TocsinError("review.unknown-record", subject="incident", id=incident_id)
        return str(found)

    def forms_of_actor(self, actor_id: str) -> tuple[str, ...]:
        """Give the forms of an actor of the desk; a form stands for itself. Raises `review.unknown-record`."""
        joined = actor_form.join(desk_actor, actor_form.c.desk_actor_n == desk_actor.c.n)
        query = select(actor_form.c.id).select_from(joined).where(desk_actor.c.id == actor_id)
        own = select(actor_form.c.id).where(actor_form.c.id == actor_id)
        found = self.connection.scalars(query).all() or self.connection.scalars(own).all()
        if not found:
            raise TocsinError("review.unknown-record", subject="actor", id=actor_id)
        return tuple(sorted(found))

    def check_kept(self, subject: Subject, record_id: str) -> None:
        """See that a record is kept. Raises `review.unknown-record`."""
        if subject == "actor":
            self.forms_of_actor(record_id)
        elif subject == "incident":
            self.incident_now(record_id)
        else:
            table = _TABLES[subject]
            if self.connection.execute(select(table.c.n).where(table.c.id == record_id)).first() is None:
                raise TocsinError("review.unknown-record", subject=subject, id=record_id)

    def is_current(self, report_id: str) -> bool:
        """Say whether a report is what its page shows now."""
        return bool(self.connection.execute(select(report.c.current).where(report.c.id == report_id)).scalar())

    def reading_of_event(self, event_id: str) -> Reading:
        """Give the reading that an event was coded in. Raises `review.unknown-record`."""
        query = select(report.c.reading).join(event, event.c.report_n == report.c.n).where(event.c.id == event_id)
        packed = self.connection.execute(query).scalar_one_or_none()
        if packed is None:
            raise TocsinError("review.unknown-record", subject="event", id=event_id)
        return unpack(packed, Reading)

    def retell(self, telling: Telling) -> None:
        """Put a telling in the place of that kept for its event, with the columns and parties that filters need."""
        query = select(event.c.n, event.c.report_n).where(event.c.id == telling.id)
        row = self.connection.execute(query).one()
        self.tallies.touch([row.report_n])
        self.connection.execute(update(event).where(event.c.n == row.n).values(told_columns(telling)))
        forms = select(event_party.c.folded, event_party.c.form_n).where(event_party.c.event_n == row.n)
        known = {each.folded: each.form_n for each in self.connection.execute(forms)}
        self.connection.execute(event_party.delete().where(event_party.c.event_n == row.n))
        parties = ({**each, "form_n": known.get(each["folded"])} for each in party_rows(row.n, telling))
        write(self.connection, event_party.insert(), parties)

    def _members(self, incidents: Iterable[str]) -> set[str]:
        joined = event.join(incident, event.c.incident_n == incident.c.n)
        query = select(event.c.id).select_from(joined)
        return {row.id for row in rows_among(self.connection, query, incident.c.id, list(incidents))}

    def _report_of(self, subject: Subject, record_id: str) -> str | None:
        if subject == "report":
            return record_id
        if subject not in _TABLES:
            return None
        table = _TABLES[subject]
        query = select(report.c.id).join(table, table.c.report_n == report.c.n).where(table.c.id == record_id)
        return self.connection.execute(query).scalar_one_or_none()


def follow(connection: Connection, subject: Subject, renamed: Sequence[tuple[str, str]]) -> None:
    """Let decisions follow records that got new ids when their report was read anew, as (old, new)."""
    for old, new in renamed:
        query = select(review.c.n, review.c.data).where(review.c.subject == subject, review.c.subject_id == old)
        for row in connection.execute(query).all():
            data = to_json(replace(from_json(row.data, Review), subject_id=new))
            connection.execute(update(review).where(review.c.n == row.n).values(subject_id=new, data=data))
        if subject == "event":
            _follow_rulings(connection, old, new)


def _follow_rulings(connection: Connection, old: str, new: str) -> None:
    touching = (ruling.c.first == old) | (ruling.c.second == old)
    rows = connection.execute(select(ruling).where(touching)).all()
    connection.execute(ruling.delete().where(touching))
    moved: list[dict[str, Any]] = []
    for row in rows:
        ends = sorted(new if each == old else each for each in (row.first, row.second))
        if ends[0] != ends[1]:
            moved.append({"first": ends[0], "second": ends[1], "verdict": row.verdict, "review_n": row.review_n})
    for each in moved:
        known = select(ruling.c.first).where(
            *(ruling.c[name] == each[name] for name in ("first", "second", "review_n"))
        )
        if connection.execute(known).first() is None:
            connection.execute(ruling.insert().values(each))
