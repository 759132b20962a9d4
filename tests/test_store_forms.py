"""Forms of actors, their neighbourhoods, and the actors of the desk made of them."""

from __future__ import annotations

from dataclasses import replace

import desk_cases
import pytest
from desk_cases import keep, shelling
from sqlalchemy import select

from tocsin.errors import TocsinError
from tocsin.records import ActorForm, DeskActor, Sameness, content_id
from tocsin.store import schema

store = desk_cases.store


def form(name, **about):
    made = ActorForm("", name, "person", None, **about)
    return replace(made, id=content_id("form", made))


def actor(name, *forms):
    members = tuple(Sameness(one.id, one.name, "same full name") for one in forms)
    return DeskActor(content_id("actor", name), name, "person", "COD", (), (), (), members)


def forms_of(reading):
    return {one.id: form(one.name) for one in reading.actors}


def numbers(writer, table):
    return {row.id: row.n for row in writer.connection.execute(select(table.c.id, table.c.n))}


def test_events_and_statements_point_to_the_forms_of_their_actors(store):
    reading = shelling()
    forms = forms_of(reading)
    with store.writing() as writer:
        keep(writer, reading)
        writer.put_forms(reading.report.id, forms, {})
        known = numbers(writer, schema.actor_form)
        front, keto = (known[form(name).id] for name in ("Mutongo Front", "Ana Keto"))
        party = schema.event_party.c
        parties = writer.connection.execute(select(party.folded, party.form_n)).all()
        assert sorted(parties, key=str) == [("4 people", None), ("mutongo front", front), ("residents", None)]
        assert set(writer.connection.scalars(select(schema.statement.c.form_n))) == {keto}
        actors = select(schema.report_actor.c.id, schema.report_actor.c.form_n)
        assert {row.id: row.form_n for row in writer.connection.execute(actors)} == {
            one.id: known[forms[one.id].id] for one in reading.actors
        }


def test_a_form_that_is_put_again_is_kept_once_and_may_be_another(store):
    reading = shelling()
    forms = forms_of(reading)
    with store.writing() as writer:
        keep(writer, reading)
        for _ in range(2):
            writer.put_forms(reading.report.id, forms, {one.id: ["k"] for one in forms.values()})
        assert len(numbers(writer, schema.actor_form)) == 2
        other = form("A. Keto")
        changed = {name: other if one.name == "Ana Keto" else one for name, one in forms.items()}
        writer.put_forms(reading.report.id, changed, {})
        assert set(writer.connection.scalars(select(schema.statement.c.form_n))) == {
            numbers(writer, schema.actor_form)[other.id]
        }
        assert len(writer.connection.execute(select(schema.report_actor)).all()) == 2
        with pytest.raises(TocsinError, match="unknown-report"):
            writer.put_forms("rep-0", forms, {})


def test_a_neighbourhood_goes_on_through_shared_blocks(store):
    names = ["Ana", "Bea", "Cleo", "Dan", "Eve"]
    ana, bea, cleo, dan, eve = (form(name) for name in names)
    keys = {ana.id: ["1"], bea.id: ["1", "2"], cleo.id: ["2", "3"], dan.id: ["4"], eve.id: []}
    long = "k" * 5000
    keys[dan.id] += [f"{long}1"]
    with store.writing() as writer:
        keep(writer, shelling())
        writer.put_forms(shelling().report.id, {one.name: one for one in (ana, bea, cleo, dan, eve)}, keys)

        def near(*forms):
            return writer.forms_near([one.id for one in forms])

        assert near(ana) == near(cleo) == sorted([ana, bea, cleo], key=lambda one: one.id)
        assert near(dan) == [dan]
        assert near(eve, ana) == sorted([ana, bea, cleo, eve], key=lambda one: one.id)
        assert near() == []
        assert writer.forms_near(["form-0"]) == []


def test_actors_are_replaced_and_an_unchanged_one_keeps_its_row(store):
    ana, keto, bea = form("Ana Keto", roles=("spokeswoman",)), form("Keto"), form("Bea Lind")
    with store.writing() as writer:
        keep(writer, shelling())
        writer.put_forms(shelling().report.id, {one.name: one for one in (ana, keto, bea)}, {})
        writer.replace_actors([], [(actor("Ana Keto", ana), [ana.id]), (actor("Bea Lind", bea), [bea.id])])
        assert writer.actors_of([keto.id]) == set()
        before = numbers(writer, schema.desk_actor)
        old = writer.actors_of([ana.id, bea.id])
        assert old == set(before)
        joined = actor("Ana Keto", ana, keto)
        writer.replace_actors(old, [(joined, [ana.id, keto.id]), (actor("Bea Lind", bea), [bea.id])])
        assert numbers(writer, schema.desk_actor) == before
        assert writer.actors_of([keto.id]) == {joined.id}
        # the form of one that is gone belongs to nobody
        writer.replace_actors(old, [(actor("Ana Keto", ana), [ana.id])])
        assert writer.actors_of([keto.id, bea.id]) == set()
        assert set(numbers(writer, schema.desk_actor)) == {joined.id}


def test_counts_of_an_actor_are_not_kept(store):
    ana = form("Ana Keto")
    with store.writing() as writer:
        writer.replace_actors([], [(replace(actor("Ana Keto", ana), reports=3, events=2), [])])
        data = writer.connection.execute(select(schema.desk_actor.c.data)).scalar_one()
    assert '"reports":0,"events":0' in data
