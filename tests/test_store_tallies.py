"""Counts that are kept as reports come and change, beside the same counted anew from all rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import desk_cases
import pytest
from query_cases import FORMS, a_report
from sqlalchemy import Connection, select

from tocsin.records import DeskActor, Reading, Sameness, Telling, content_id
from tocsin.store import queries, schema
from tocsin.store.store import Store
from tocsin.store.writing import Writer

store = desk_cases.store
STEPS = 24


class UndoneError(Exception):
    """What ends a transaction without keeping it."""


@dataclass
class Changes:
    """Changes a desk at random, as reading, linking, identifying and reviewing do."""

    random: Random
    readings: dict[str, Reading] = field(default_factory=dict)
    tellings: dict[str, Telling] = field(default_factory=dict)

    def one(self, writer: Writer) -> None:
        """Change one thing."""
        ways: list[Callable[[Writer], None]] = [self.keep, self.keep, self.join]
        if self.readings:
            ways += [self.show_again, self.read_anew, self.group, self.take_out, self.tell_otherwise, self.reform]
        self.random.choice(ways)(writer)

    def keep(self, writer: Writer) -> None:
        reading, tellings = a_report(self.random, len(self.readings))
        self.readings[reading.report.id] = reading
        self.tellings |= tellings
        self._show(writer, reading)
        self._put_forms(writer, reading)

    def show_again(self, writer: Writer) -> None:
        self._show(writer, self._any())

    def read_anew(self, writer: Writer) -> None:
        reading = self._any()
        left = replace(reading, events=reading.events[1:], doubtful=reading.doubtful)
        told = {one.id: self._changed(self.tellings[one.id]) for one in (*left.events, *left.doubtful)}
        writer.replace(left, told, stages="document=2")
        self.readings[reading.report.id] = left
        self.tellings |= told
        self._put_forms(writer, left)

    def group(self, writer: Writer) -> None:
        held = list(self.tellings_kept())
        members = self.random.sample(held, min(len(held), 6))
        if members:
            writer.add((self.tellings[each], ()) for each in members)
            made = []
            for at in range(0, len(members), 2):
                one = desk_cases.incident_of(content_id("incident", members[at]), self.tellings[members[at]])
                made.append((one, members[at : at + 2]))
            writer.replace_incidents(sorted(writer.incidents_of(members)), made)

    def take_out(self, writer: Writer) -> None:
        held = list(self.tellings_kept())
        writer.remove(self.random.sample(held, min(len(held), 2)))

    def tell_otherwise(self, writer: Writer) -> None:
        held = list(self.tellings_kept())
        if held:
            told = self._changed(self.tellings[self.random.choice(held)])
            self.tellings[told.id] = told
            writer.retell(told)

    def reform(self, writer: Writer) -> None:
        self._put_forms(writer, self._any())

    def join(self, writer: Writer) -> None:
        """Let forms be actors in other groups than now, some of them nobody's."""
        forms = self.random.sample(FORMS, self.random.randint(2, len(FORMS)))
        known = {each for (each,) in writer.connection.execute(select(schema.actor_form.c.id))}
        forms = [form for form in forms if form.id in known]
        new = {}
        for at in range(0, len(forms), 2):
            group = forms[at : at + 2]
            members = tuple(Sameness(form.id, form.name, "as the test wants it") for form in group)
            name = content_id("actor", group[0].id)
            actor = DeskActor(name, group[0].name, group[0].kind, group[0].country, (), (), (), members)
            new[name] = (actor, [form.id for form in group])
        writer.replace_actors(writer.actors_of([form.id for form in forms]), new.values())

    def tellings_kept(self) -> list[str]:
        return [one.id for reading in self.readings.values() for one in (*reading.events, *reading.doubtful)]

    def _any(self) -> Reading:
        return self.readings[self.random.choice(sorted(self.readings))]

    def _show(self, writer: Writer, reading: Reading) -> None:
        told = {one.id: self.tellings[one.id] for one in (*reading.events, *reading.doubtful)}
        page = f"https://page.example/{self.random.randrange(6)}"
        capture = desk_cases.capture_of(reading)
        writer.keep(capture, reading, told, page=page, stages="document=1", added=desk_cases.ADDED)

    def _put_forms(self, writer: Writer, reading: Reading) -> None:
        known = {form.name: form for form in FORMS}
        forms = {actor.id: known[actor.name] for actor in reading.actors}
        if self.random.random() < 0.3:
            forms = {each: self.random.choice(FORMS) for each in forms}
        writer.put_forms(reading.report.id, forms, {})

    def _changed(self, told: Telling) -> Telling:
        return replace(
            told, doubtful=self.random.random() < 0.5, actors=told.recipients[::-1], recipients=told.actors[:1]
        )


def counted(rows: Connection) -> tuple[dict[int, tuple[int, int]], set[tuple[object, ...]]]:
    """Count reports and events of each actor and make all pairs by plain Python."""
    current = set(rows.scalars(select(schema.report.c.n).where(schema.report.c.current)))
    forms = rows.execute(select(schema.actor_form.c.n, schema.actor_form.c.desk_actor_n))
    actor_of: dict[int | None, int | None] = {row.n: row.desk_actor_n for row in forms}
    reports = {(row.report_n, actor_of[row.form_n]) for row in rows.execute(select(schema.report_actor))}
    listed = {
        row.n: row.day_start
        for row in rows.execute(select(schema.event))
        if row.report_n in current and (not row.doubtful or row.incident_n is not None)
    }
    sides: dict[tuple[int, str], set[tuple[int | None, str | None]]] = {}
    for row in rows.execute(select(schema.event_party)):
        if row.event_n in listed:
            party = (actor_of.get(row.form_n), row.country)
            sides.setdefault((row.event_n, row.side), set()).add(party)
    in_reports = Counter(actor for report, actor in reports if report in current)
    parts = {(event, actor) for (event, _), held in sides.items() for actor, _ in held}
    in_events = Counter(actor for _, actor in parts)
    pairs = {
        (event, one, other, country, land, listed[event])
        for event in listed
        for one, country in sides.get((event, "actor"), ())
        for other, land in sides.get((event, "recipient"), ())
        if None not in (one, other) or None not in (country, land)
    }
    numbers = rows.scalars(select(schema.desk_actor.c.n))
    return {n: (in_reports[n], in_events[n]) for n in numbers}, pairs


def kept(rows: Connection) -> tuple[dict[int, tuple[int, int]], set[tuple[object, ...]]]:
    """Read the same as it is kept."""
    actors = {row.n: (row.reports, row.events) for row in rows.execute(select(schema.desk_actor))}
    pairs = [tuple(row) for row in rows.execute(select(schema.event_pair))]
    assert len(pairs) == len(set(pairs))
    return actors, set(pairs)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_is_counted_anew(store: Store, seed: int):
    changes = Changes(Random(seed))
    most = (0, 0, 0)
    for _ in range(STEPS):
        with store.writing() as writer:
            for _ in range(changes.random.choice((1, 1, 2, 4))):
                changes.one(writer)
        with store.reading() as snapshot:
            actors, pairs = kept(snapshot.connection)
            assert (actors, pairs) == counted(snapshot.connection)
        sums = (sum(reports for reports, _ in actors.values()), sum(events for _, events in actors.values()))
        most = max(most, (*sums, len(pairs)))
    assert min(most) > 0


def _fail(changes: Changes, writer: Writer) -> None:
    changes.keep(writer)
    writer.tallies.settle()
    raise UndoneError


def test_what_is_not_kept_is_not_counted(store: Store):
    changes = Changes(Random(7))
    with store.writing() as writer:
        for _ in range(6):
            changes.keep(writer)
        changes.join(writer)
    with store.reading() as snapshot:
        before = kept(snapshot.connection)
    with pytest.raises(UndoneError), store.writing() as writer:
        _fail(changes, writer)
    with store.reading() as snapshot:
        assert kept(snapshot.connection) == before == counted(snapshot.connection)
        first = queries.actors(snapshot.connection, queries.Filter()).rows[0]
        assert first.reports == max(reports for reports, _ in before[0].values()) > 0
