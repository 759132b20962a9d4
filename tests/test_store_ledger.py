"""The ledger in the database: the same as the one in memory, whatever is done to both."""

from __future__ import annotations

import inspect
from dataclasses import replace

import desk_cases
import pytest
from desk_cases import Deed, incident_of, keep, reading_of, tellings_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as events
from sqlalchemy import insert, select, update

from tocsin.errors import TocsinError
from tocsin.incidents.ledger import Ledger
from tocsin.incidents.memory import MemoryLedger
from tocsin.records import Edge, Ruling
from tocsin.store import schema
from tocsin.store.blobs import pack
from tocsin.store.ledger import TellingCache
from tocsin.store.writing import Writer

store = desk_cases.store
WORDS = ["hit", "struck", "shelled", "raided", "stormed", "burned", "looted", "mined"]


class UndoneError(Exception):
    """What ends an example, so that the next one finds an empty desk."""


def report_with(*words, published="2024-03-14"):
    """Make a reading with an event for each word."""
    deeds = tuple(Deed(word, place="Kitala") for word in words)
    text = " ".join(f"Gunmen {word} a post near Kitala." for word in words)
    return reading_of(text, places={"Kitala": "COD city Nord-Kivu"}, deeds=deeds, published=published)


def kept(writer, *readings):
    """Keep readings, each at a page of its own, and give their tellings by the word that tells them."""
    tellings = []
    for reading in readings:
        keep(writer, reading, reading.report.id)
        tellings += tellings_of(reading).values()
    return {telling.trigger.quote: telling for telling in tellings}


def incidents(writer):
    table = schema.incident.c
    return {row.id: row for row in writer.connection.execute(select(table.id, table.n, table.title, table.data))}


def aliases(writer):
    return {row.id: row.now for row in writer.connection.execute(select(schema.incident_alias))}


def test_the_writer_has_every_method_of_a_ledger_in_its_form():
    wanted = {name: member for name, member in vars(Ledger).items() if inspect.isfunction(member) and name[0] != "_"}
    assert len(wanted) == 13
    assert {n: inspect.signature(getattr(Writer, n)) for n in wanted} == {
        n: inspect.signature(member) for n, member in wanted.items()
    }


def test_a_telling_is_in_the_ledger_from_adding_to_removing(store):
    with store.writing() as writer:
        told = kept(writer, report_with("hit", "raided"))
        hit, raided = told["hit"], told["raided"]
        ids = [hit.id, raided.id, "event-0"]
        assert writer.tellings(ids) == {}
        assert writer.keys(ids) == {}
        writer.add([(hit, (3, -5, 3)), (raided, ())])
        assert writer.tellings(ids) == {each.id: each for each in sorted((hit, raided), key=lambda t: t.id)}
        assert writer.keys(ids) == {hit.id: (-5, 3), raided.id: ()}
        writer.add([(hit, (9,))])
        assert writer.keys([hit.id]) == {hit.id: (-5, 3)}
        writer.remove([hit.id, "event-0"])
        assert writer.tellings(ids) == {raided.id: raided}
        assert writer.members([3, 9]) == {3: [], 9: []}
        writer.add([(hit, (9,))])
        assert writer.keys([hit.id]) == {hit.id: (9,)}


def test_a_telling_without_a_kept_event_is_refused(store):
    with store.writing() as writer:
        told = kept(writer, report_with("hit"))
        with pytest.raises(TocsinError, match="unknown-event"):
            writer.add([(told["hit"], ()), (replace(told["hit"], id="event-0"), ())])


def test_members_of_blocks_come_by_day_published_then_id(store):
    days = (None, "2024-03-01", "2024-02-28", "2024-03-01")
    with store.writing() as writer:
        told = kept(writer, *(report_with(word, published=day) for word, day in zip(WORDS, days, strict=False)))
        writer.add([(telling, (1, 2**63 - 1, -(2**63))) for telling in told.values()])
        undated, later, early, last = (told[word].id for word in WORDS[:4])
        order = [undated, early, *sorted([later, last])]
        assert writer.members([1, -(2**63), 5]) == {1: order, -(2**63): order, 5: []}
        assert writer.members([1, 2**63 - 1], 2) == {1: order[:2], 2**63 - 1: order[:2]}
        assert writer.members(range(200), 1) == {key: order[:1] if key == 1 else [] for key in range(200)}


def test_edges_are_kept_replaced_and_dropped(store):
    with store.writing() as writer:
        told = kept(writer, report_with("hit", "raided", "mined"))
        a, b, c = sorted(telling.id for telling in told.values())
        writer.put_edges(Edge(*pair, 1.5) for pair in ((a, b), (b, c)))
        writer.put_edges([Edge(a, b, 0.25)])
        assert writer.edges([a]) == [Edge(a, b, 0.25)]
        assert writer.edges([b, c]) == [Edge(a, b, 0.25), Edge(b, c, 1.5)]
        writer.drop_edges([(a, b), (a, c)])
        assert writer.edges({a, b, c}) == [Edge(b, c, 1.5)]
        writer.add([(telling, ()) for telling in told.values()])
        writer.remove([c])
        assert writer.edges({a, b, c}) == []


def test_rulings_count_until_their_review_is_taken_back(store):
    with store.writing() as writer:
        said = {"subject": "event", "subject_id": "a", "verdict": "merge", "author": "x", "at": "2024", "data": "{}"}
        numbers = [
            writer.connection.execute(
                insert(schema.review).values(id=f"review-{at}", undone=False, **said).returning(schema.review.c.n)
            ).scalar_one()
            for at in range(2)
        ]
        for number, pair in zip(numbers, (("a", "b"), ("b", "c")), strict=True):
            writer.connection.execute(
                insert(schema.ruling).values(first=pair[0], second=pair[1], verdict="same", review_n=number)
            )
        assert writer.rulings(["b"]) == [Ruling("a", "b", "same"), Ruling("b", "c", "same")]
        assert writer.rulings(["c", "d"]) == [Ruling("b", "c", "same")]
        writer.connection.execute(update(schema.review).where(schema.review.c.n == numbers[1]).values(undone=True))
        assert writer.rulings(["b"]) == [Ruling("a", "b", "same")]


def test_texts_of_reports_are_given(store):
    readings = [report_with("hit"), report_with("mined")]
    with store.writing() as writer:
        kept(writer, *readings)
        names = [reading.report.id for reading in readings]
        assert writer.texts([*names, "rep-0"]) == {r.report.id: r.report.text for r in readings}


def test_incidents_are_replaced_and_their_former_names_lead_to_them(store):
    with store.writing() as writer:
        told = kept(writer, report_with(*WORDS[:6]))
        a, b, c, d, e, f = (told[word] for word in WORDS[:6])
        writer.add([(telling, ()) for telling in told.values()])
        first, second = incident_of("incident-1", a, b, c), incident_of("incident-2", d, e)
        writer.replace_incidents([], [(first, [a.id, b.id, c.id]), (second, [d.id, e.id])])
        assert writer.incidents_of([a.id, e.id, f.id]) == {"incident-1", "incident-2"}
        assert writer.members_of(["incident-2", "incident-0"]) == {d.id, e.id}
        third = incident_of("incident-3", a, b)
        fourth = incident_of("incident-4", c, d, f)
        writer.replace_incidents(["incident-1", "incident-2"], [(third, [a.id, b.id]), (fourth, [c.id, d.id, f.id])])
        assert aliases(writer) == {"incident-1": "incident-3", "incident-2": "incident-4"}
        assert writer.incidents_of([e.id]) == set()
        # as many here as there: the smaller id
        fifth, sixth = incident_of("incident-5", a), incident_of("incident-6", b)
        writer.replace_incidents(["incident-3"], [(sixth, [b.id]), (fifth, [a.id])])
        flat = {"incident-1": "incident-5", "incident-3": "incident-5"}
        assert aliases(writer) == {**flat, "incident-2": "incident-4"}
        # a former name that is used again is no other name any more, and where nothing is left there is no heir
        writer.replace_incidents(["incident-4"], [(replace(first, title="again"), [c.id])])
        assert aliases(writer) == {"incident-3": "incident-5", "incident-2": "incident-1", "incident-4": "incident-1"}
        writer.remove([c.id])
        writer.replace_incidents(["incident-1"], [])
        assert aliases(writer) == {"incident-3": "incident-5"}
        assert set(incidents(writer)) == {"incident-5", "incident-6"}


def test_an_incident_that_did_not_change_keeps_its_row_untouched(store):
    with store.writing() as writer:
        told = kept(writer, report_with("hit", "raided"))
        hit, raided = told["hit"], told["raided"]
        same, other = incident_of("incident-1", hit), incident_of("incident-2", raided)
        writer.replace_incidents([], [(same, [hit.id]), (other, [raided.id])])
        before = incidents(writer)
        written = []

        @events.listens_for(writer.connection, "before_cursor_execute")
        def _note(connection, cursor, statement, parameters, context, executemany):
            if not statement.startswith("SELECT"):
                written.append(statement.split()[1])

        changed = replace(other, title="changed")
        writer.replace_incidents(["incident-1", "incident-2"], [(same, [hit.id]), (changed, [raided.id])])
        after = incidents(writer)
        assert after["incident-1"] == before["incident-1"]
        assert (after["incident-2"].n, after["incident-2"].title) == (before["incident-2"].n, "changed")
        written.clear()
        writer.replace_incidents(["incident-1", "incident-2"], [(same, [hit.id]), (changed, [raided.id])])
        # former names alone are looked after
        assert set(written) <= {"FROM"}


def test_the_parties_of_an_incident_have_a_row_for_each_name_and_country(store):
    with store.writing() as writer:
        told = kept(writer, report_with("hit"))
        made = incident_of(
            "incident-1",
            told["hit"],
            actors=("The Army", "Gunmen"),
            actor_countries=("COD",),
            recipients=("Výbor",),
            recipient_countries=("RWA", "UGA"),
        )
        party = schema.incident_party.c
        query = select(party.side, party.folded, party.country).order_by(party.side, party.position)
        for one in (replace(made, actors=("Someone",)), made):
            writer.replace_incidents(["incident-1"], [(one, [told["hit"].id])])
        assert [tuple(row) for row in writer.connection.execute(query)] == [
            ("actor", "the army", "COD"),
            ("actor", "gunmen", None),
            ("recipient", "vybor", "RWA"),
            ("recipient", "", "UGA"),
        ]


def test_what_was_decoded_is_remembered_until_it_is_told_otherwise(store):
    reading = report_with("hit")
    (telling,) = tellings_of(reading).values()
    with store.writing() as writer:
        kept(writer, reading)
        writer.add([(telling, ())])
        remembered = writer.tellings([telling.id])[telling.id]
    with store.writing() as writer:
        assert writer.tellings([telling.id])[telling.id] is remembered
        # as another process would do it
        otherwise = pack(replace(telling, confidence=0.5))
        writer.connection.execute(update(schema.event).values(telling=otherwise))
        assert writer.tellings([telling.id])[telling.id].confidence == 0.5


def test_the_memory_holds_no_more_than_it_should():
    first, second, third = (pack(telling) for telling in tellings_of(report_with(*WORDS[:3])).values())
    cache = TellingCache(size=2)
    held = [cache.decoded(first), cache.decoded(second), cache.decoded(first)]
    assert held[0] is held[2]
    cache.decoded(third)
    assert cache.decoded(first) is held[0]
    assert cache.decoded(second) is not held[1]


IDS = st.integers(0, len(WORDS) - 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), IDS, st.lists(st.integers(0, 3), max_size=3)),
        st.tuples(st.just("remove"), st.sets(IDS, max_size=3), st.none()),
        st.tuples(st.just("edge"), st.tuples(IDS, IDS), st.sampled_from([0.5, 1.0, 2.0])),
        st.tuples(st.just("drop"), st.tuples(IDS, IDS), st.none()),
        st.tuples(st.just("group"), st.sets(IDS, min_size=1, max_size=4), st.integers(1, 3)),
    ),
    max_size=25,
)


def do(ledger, step, tellings):
    """Do one step as linking would: only with what is in the ledger, and with the incidents that it touches."""
    what, which, more = step
    ids = [telling.id for telling in tellings]
    if what == "add":
        ledger.add([(tellings[which], more)])
    elif what == "remove":
        ledger.remove([ids[each] for each in which])
    elif what in ("edge", "drop"):
        first, second = sorted(ids[each] for each in which)
        if first != second and len(ledger.keys([first, second])) == 2:
            ledger.put_edges([Edge(first, second, more)]) if more else ledger.drop_edges([(first, second)])
    else:
        members = sorted(ledger.keys([ids[each] for each in which]))
        old = ledger.incidents_of(members)
        members = sorted({*members, *(m for m in ledger.members_of(old) if ledger.keys([m]))})
        parts = [members[at::more] for at in range(more) if members[at::more]]
        by_id = {telling.id: telling for telling in tellings}
        made = [(incident_of(f"incident-{part[0]}", *(by_id[each] for each in part)), part) for part in parts]
        ledger.replace_incidents(sorted(old), made)


def view(ledger, tellings):
    ids = [telling.id for telling in tellings]
    incidents_of = {each: ledger.incidents_of([each]) for each in ids}
    return {
        "tellings": ledger.tellings(ids),
        "keys": {each: sorted(set(keys)) for each, keys in ledger.keys(ids).items()},
        "members": ledger.members(range(5)),
        "pillars": ledger.members(range(5), 2),
        "edges": ledger.edges(ids),
        "some edges": ledger.edges(ids[:2]),
        "incidents": incidents_of,
        "together": {each: ledger.members_of(incidents_of[each]) & set(ledger.keys(ids)) for each in ids},
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_database_remembers_what_memory_remembers(store, steps):
    with pytest.raises(UndoneError):
        _compare(store, steps)


def _compare(store, steps):
    readings = [report_with(*WORDS[:3]), report_with(*WORDS[3:6], published=None), report_with(*WORDS[6:])]
    memory = MemoryLedger()
    with store.writing() as writer:
        tellings = list(kept(writer, *readings).values())
        for step in steps:
            do(writer, step, tellings)
            do(memory, step, tellings)
        assert view(writer, tellings) == view(memory, tellings)
        living = {former: now for former, now in memory.aliases.items() if now in memory.incidents}
        assert aliases(writer) == living
        raise UndoneError
