"""The forms in which reports present actors, and the actors of the desk that they were joined to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from tocsin.records import ActorForm, DeskActor, Statement, Telling
from tocsin.store.blobs import from_json, to_json, unpack
from tocsin.store.bulk import assign, brought_up_to_date, drop, insert, inserted, moves, rows_among, write
from tocsin.store.rows import folded, number_of, shortened, sides
from tocsin.store.schema import (
    actor_form,
    desk_actor,
    event,
    event_party,
    form_key,
    report_actor,
    statement,
)
from tocsin.store.tallies import Tallies


class FormWriter:
    """Writes the forms of actors and the actors made of them."""

    connection: Connection
    tallies: Tallies

    def put_forms(self, report_id: str, forms: Mapping[str, ActorForm], keys: Mapping[str, Sequence[str]]) -> None:
        """Keep the form of each actor of a report, and let its events and statements point to it.

        `forms` goes by the actor's id in its report, `keys` holds the keys of the blocks of each form by the form's
        id; those of a form that is known already stay as they are. Raises `store.unknown-report`.
        """
        report_n = number_of(self.connection, report_id)
        self.tallies.touch([report_n])
        numbers = self._kept_forms({form.id: form for form in forms.values()}, keys)
        form_of = {actor: numbers[form.id] for actor, form in forms.items()}
        adding = insert(self.connection, report_actor)
        write(
            self.connection,
            adding.on_conflict_do_update(index_elements=["report_n", "id"], set_={"form_n": adding.excluded.form_n}),
            ({"report_n": report_n, "id": actor, "form_n": form_of[actor]} for actor in sorted(form_of)),
        )
        party = event_party.c
        parties = update(event_party).where(
            party.event_n == bindparam("of"), party.side == bindparam("on"), party.position == bindparam("at")
        )
        write(self.connection, parties.values(form_n=bindparam("form")), self._parties(report_n, form_of))
        said = update(statement).where(statement.c.n == bindparam("of"))
        write(self.connection, said.values(form_n=bindparam("form")), self._speakers(report_n, form_of))

    def forms_near(self, form_ids: Collection[str]) -> list[ActorForm]:
        """Give all forms that share a block with these, or with those that do, and so on; by id."""
        one, other = form_key.alias(), form_key.alias()
        sharing = select(other.c.form_n).join_from(one, other, one.c.key == other.c.key).distinct()
        start = rows_among(self.connection, select(actor_form.c.n), actor_form.c.id, form_ids)
        front = {row.n for row in start}
        near = set(front)
        while front:
            front = {row.form_n for row in rows_among(self.connection, sharing, one.c.form_n, front)} - near
            near |= front
        rows = rows_among(self.connection, select(actor_form.c.id, actor_form.c.data), actor_form.c.n, near)
        return [from_json(data, ActorForm) for _, data in sorted((row.id, row.data) for row in rows)]

    def actors_of(self, form_ids: Collection[str]) -> set[str]:
        """Give the ids of the actors of the desk that these forms were joined to."""
        query = select(desk_actor.c.id).join(actor_form, actor_form.c.desk_actor_n == desk_actor.c.n).distinct()
        return {row.id for row in rows_among(self.connection, query, actor_form.c.id, form_ids)}

    def replace_actors(self, old: Collection[str], new: Iterable[tuple[DeskActor, Sequence[str]]]) -> None:
        """Put new actors of the desk, each with the ids of its forms, in the place of old ones."""
        made = {actor.id: (actor, tuple(forms)) for actor, forms in new}
        query = select(desk_actor.c.id, desk_actor.c.n)
        replaced = {row.id: row.n for row in rows_among(self.connection, query, desk_actor.c.id, {*old, *made})}
        numbers, _ = brought_up_to_date(
            self.connection, desk_actor, {each: _row(actor) for each, (actor, _) in made.items()}
        )
        owners = {form: numbers[each] for each, (_, forms) in made.items() for form in forms}
        moved = moves(self.connection, actor_form, actor_form.c.desk_actor_n, owners, list(replaced.values()))
        self.tallies.touch_forms([each for held in moved.values() for each in held])
        assign(self.connection, actor_form, actor_form.c.desk_actor_n, moved)
        drop(self.connection, desk_actor, set(replaced) - set(made))

    def _kept_forms(self, forms: Mapping[str, ActorForm], keys: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Keep the forms that are new with the keys of their blocks, and give the numbers of all."""
        known = rows_among(self.connection, select(actor_form.c.id, actor_form.c.n), actor_form.c.id, forms)
        numbers = {row.id: row.n for row in known}
        new = [forms[each] for each in sorted(set(forms) - set(numbers))]
        rows = ({"id": f.id, "name": f.name, "country": f.country, "data": to_json(f)} for f in new)
        numbers |= inserted(self.connection, actor_form, rows)
        lying = (
            {"key": key, "form_n": numbers[form.id]}
            for form in new
            for key in sorted({shortened(key) for key in keys.get(form.id, ())})
        )
        write(self.connection, form_key.insert(), lying)
        return numbers

    def _parties(self, report_n: int, form_of: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        query = select(event.c.n, event.c.telling).where(event.c.report_n == report_n)
        for row in self.connection.execute(query).all():
            for side, parties in sides(unpack(row.telling, Telling)):
                for position, party in enumerate(parties):
                    if party.id is not None and party.id in form_of:
                        yield {"of": row.n, "on": side, "at": position, "form": form_of[party.id]}

    def _speakers(self, report_n: int, form_of: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        query = select(statement.c.n, statement.c.data).where(statement.c.report_n == report_n)
        for row in self.connection.execute(query).all():
            speaker = from_json(row.data, Statement).speaker
            if speaker is not None and speaker in form_of:
                yield {"of": row.n, "form": form_of[speaker]}


def _row(actor: DeskActor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "folded": folded(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        # counts change with every report, and have columns of their own
        "data": to_json(replace(actor, reports=0, events=0)),
    }
