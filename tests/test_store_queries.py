"""Lists of a desk: filters, order, pages, reviews; the answers of both databases beside those of plain Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import desk_cases
import pytest
import query_answers
import query_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from query_cases import FORMS, GROUPS, LISTS, desk_id
from sqlalchemy import Connection, event

from benchmarks import desk_queries
from benchmarks.desk_world import World
from tocsin.errors import TocsinError
from tocsin.records import Filter, Review, StoredEvent, content_id
from tocsin.run.desk.adding import keep_reading
from tocsin.store import queries, walking
from tocsin.store.store import Store

store = desk_cases.store

KETO, RUSSIA = desk_id(GROUPS[0]), desk_id(GROUPS[5])
OLD_REPORT = content_id("report", 8)
INCIDENT = content_id("incident", 7)
TIME = {"since", "until"}
OF_REPORTS = {"text", "outlet", "report"}
WHERE = {"near", "box", "country", "place"}
TOLD = TIME | OF_REPORTS | WHERE | {"actor", "recipient", "either", "type", "mode", "modality", "contested"}
# which fields mean something for which list; radius_km goes with near
KNOWN = {
    "incidents": TOLD,
    "events": TOLD | {"incident"},
    "statements": TIME | OF_REPORTS | {"actor", "incident", "type", "stance"},
    "actors": {"country", "actor", "report", "incident", "kind"},
    "flags": TIME | OF_REPORTS | {"incident", "kind"},
    "rejected": TIME | {"report", "kind"},
    "reports": TIME | OF_REPORTS | {"actor", "incident"},
}
WHO = (
    "COD",
    "RUS",
    "RSF",
    KETO,
    RUSSIA,
    content_id("actor", "nobody"),
    "keto",
    "Élodie",
    "kanda",
    "mutongo front",
    "Russ",
    "front",
)
VALUES: dict[str, tuple[Any, ...]] = {
    "since": ("2024-03-01", "2024-03-10", "2024-03-16", "2024-07-01"),
    "until": ("2024-02-28", "2024-03-01", "2024-03-10", "2024-03-16"),
    "near": (((-1.2, 29.1), 10.0), ((-1.2, 29.1), 1.0), ((-17, 179.5), 300.0), ((89, 0), 200.0), ((0, 0), 20015.0)),
    "box": ((-2, 29, 0, 30), (-20, 178, -10, -179), (-20, 170, -10, 180), (-20, -180, 0, -170), (-90, -180, 90, 180)),
    "country": ("COD", "FJI", "XXX"),
    "actor": WHO,
    "recipient": ("COD", KETO, "russian"),
    "either": ("UKR", KETO, "keto", "mutongo"),
    "type": ("ASSAULT", "PROTEST", "AID"),
    "mode": ("drone", "demo", "withdraw"),
    "modality": ("happened", "threatened", "future"),
    "contested": (True, False),
    "text": ("market", "market shelled", '"a market"', "zvecan", "Zvečan river", "kit*", "nowhere", '"number 7" a'),
    "outlet": ("the lake courier", "eclair du nord", "Nobody"),
    "report": (*(content_id("report", n) for n in (4, 6, 15, 20)), OLD_REPORT, "report-none"),
    "incident": (INCIDENT, "incident-before", "incident-none"),
    "place": (content_id("place", "kitala", "COD"), content_id("place", "north camp", ""), "place-none"),
    "stance": ("denies", "asserts", "doubts"),
}
KINDS = {"flags": ("name-variant", "date-mismatch"), "actors": ("person", "group"), "rejected": ("document", "events.")}
ORDERS = dict.fromkeys(LISTS, ("newest", "oldest")) | {
    "incidents": ("newest", "oldest", "sources"),
    "actors": ("",),
}
ALONE = [
    (name, field, value)
    for name in LISTS
    for field in sorted(KNOWN[name])
    for value in (KINDS[name] if field == "kind" else VALUES[field])
]
ID_OF: dict[str, Callable[[Any], str]] = {
    "incidents": lambda row: row.id,
    "events": lambda row: row.event.id,
    "statements": lambda row: row.statement.id,
    "actors": lambda row: row.id,
    "flags": lambda row: row.id,
    "rejected": lambda row: row.rejected.message,
    "reports": lambda row: row.id,
}
HOSTILE = (
    '"', "'", '""', '"a', 'a"b"c', "a OR b", "NOT a", "a NEAR b", "NEAR(a b, 2)", "words:a", "rowid:1", "a*b", "*", "^a",
    "a & !b", "a <-> b", "a:*", "(a", "a)", "\\", "\x00", "a\x00b", "\ud800", "%", "_", "/", "'; DROP TABLE event; --",
    "a " * 500, "a" * 3000, "\u202e", "أ", "日本", "e\u0301" * 50, "{", "-a", "+a", "||", "\n\t", "\U0010ffff",
)  # fmt: skip


opened, desk, rows = query_cases.opened, query_cases.desk, query_cases.rows


def all_of(rows: Connection, name: str, wanted: Filter, order: str = "", limit: int = 100) -> list[Any]:
    """Go through all pages of a list, each full but the last."""
    found: list[Any] = []
    given = {"order": order} if order else {}
    cursor = None
    while True:
        page = getattr(queries, name)(rows, wanted, cursor=cursor, limit=limit, **given)
        found += page.rows
        if page.cursor is None:
            assert len(page.rows) <= limit
            return found
        assert len(page.rows) == limit
        cursor = page.cursor


def ids_of(rows: Connection, name: str, wanted: Filter, order: str = "", limit: int = 100) -> list[str]:
    return [ID_OF[name](row) for row in all_of(rows, name, wanted, order, limit)]


def filter_of(**values: Any) -> Filter:
    """Make a filter; `near` brings its radius."""
    if "near" in values:
        values["near"], values["radius_km"] = values["near"]
    return Filter(**values)


@pytest.mark.parametrize(("name", "field", "value"), ALONE)
def test_each_filter_alone_finds_what_plain_python_finds(
    rows: Connection, desk: query_cases.Desk, name: str, field: str, value: Any
):
    wanted = filter_of(**{field: value})
    assert ids_of(rows, name, wanted) == query_answers.listed(desk, name, wanted)


def test_the_filters_are_tried_on_values_that_find_something_and_not_everything(desk: query_cases.Desk):
    for name in LISTS:
        whole = len(query_answers.listed(desk, name, Filter()))
        for field in KNOWN[name]:
            found = [
                len(query_answers.listed(desk, name, filter_of(**{field: value})))
                for value in (KINDS[name] if field == "kind" else VALUES[field])
            ]
            assert any(0 < count < whole for count in found), (name, field, found, whole)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, Filter, str]:
    """Draw a list, a filter of some fields that mean something for it, and an order."""
    name = draw(st.sampled_from(LISTS))
    chosen = draw(st.lists(st.sampled_from(sorted(KNOWN[name])), max_size=4, unique=True))
    values = {f: draw(st.sampled_from(KINDS[name] if f == "kind" else VALUES[f])) for f in chosen}
    if values.get("mode") and values.get("type"):
        values["type"] = {"drone": "ASSAULT", "demo": "PROTEST", "withdraw": "RETREAT"}[values["mode"]]
    if values.get("since", "") > values.get("until", "9"):
        del values["since"]
    return name, filter_of(**values), draw(st.sampled_from(ORDERS[name]))


@given(question=questions(), limit=st.integers(1, 30), many=st.booleans())
def test_pages_together_are_the_whole_list_in_order_and_without_repeats(
    rows: Connection, desk: query_cases.Desk, question: tuple[str, Filter, str], limit: int, many: bool
):
    name, wanted, order = question

    def count(self: walking.Walk, connection: Connection, condition: Any) -> int:
        return condition.few + 1

    # a desk with so many rows that other ways are taken
    with patch.object(walking.Walk, "_count", count) if many else nullcontext():
        assert ids_of(rows, name, wanted, order, limit) == query_answers.listed(desk, name, wanted, order)


@pytest.mark.parametrize("name", LISTS)
def test_a_field_that_means_nothing_for_a_list_is_refused(rows: Connection, name: str):
    for field in {field.name for field in fields(Filter)} - KNOWN[name] - {"radius_km", "near"}:
        value = "x" if field == "kind" else VALUES[field][0]
        with pytest.raises(TocsinError, match=r"store\.no-such-filter") as refused:
            getattr(queries, name)(rows, Filter(**{field: value}))
        assert (refused.value.values["field"], refused.value.values["list"]) == (field, name)


@pytest.mark.parametrize(
    ("wanted", "slug", "words"),
    [
        (Filter(since="2024-3-1"), "store.bad-filter", "since"),
        (Filter(until="2024-02-30"), "store.bad-filter", "2024-02-30"),
        (Filter(until="20240301"), "store.bad-filter", "such as"),
        (Filter(since="２０２４-03-01"), "store.bad-filter", "since"),
        (Filter(since="2024-03-02", until="2024-03-01"), "store.bad-filter", "no day before 2024-03-02"),
        (Filter(near=(91, 0), radius_km=1), "store.bad-filter", "latitude"),
        (Filter(near=(0, 180.1), radius_km=1), "store.bad-filter", "longitude"),
        (Filter(near=(float("nan"), 0), radius_km=1), "store.bad-filter", "near"),
        (Filter(near=(0, 0)), "store.bad-filter", "radius_km"),
        (Filter(radius_km=5), "store.bad-filter", "near"),
        (Filter(near=(0, 0), radius_km=0), "store.bad-filter", "more than 0"),
        (Filter(near=(0, 0), radius_km=float("inf")), "store.bad-filter", "20015"),
        (Filter(box=(10, 0, 0, 10)), "store.bad-filter", "south not above north"),
        (Filter(box=(0, -181, 1, 1)), "store.bad-filter", "box"),
        (Filter(country="Kenya"), "store.bad-filter", "KEN"),
        (Filter(country="ken"), "store.bad-filter", "KEN"),
        (Filter(actor=" - "), "store.bad-filter", "letter"),
        (Filter(outlet=""), "store.bad-filter", "letter"),
        (Filter(report="x" * 2001), "store.bad-filter", "2000"),
        (Filter(type="FIGHT"), "store.not-in-codebook", "AGREE, CONSULT"),
        (Filter(mode="shell"), "store.not-in-codebook", "heavy-weapons"),
        (Filter(type="PROTEST", mode="drone"), "store.not-in-codebook", "mode of PROTEST"),
        (Filter(type="AID", mode="drone"), "store.not-in-codebook", "has no modes"),
        (Filter(modality="maybe"), "store.not-in-codebook", "hypothetical"),
        (Filter(text=' "" '), "store.empty-query", ""),
        (Filter(text=" ".join(map(str, range(200)))), "store.long-query", "128"),
    ],
)
def test_a_value_that_cannot_be_is_refused(rows: Connection, wanted: Filter, slug: str, words: str):
    with pytest.raises(TocsinError) as refused:
        queries.events(rows, wanted)
    assert refused.value.slug == slug
    assert words in str(refused.value)


@pytest.mark.parametrize(("name", "kind"), [("flags", "typo"), ("actors", "army"), ("rejected", "")])
def test_a_kind_that_cannot_be_is_refused(rows: Connection, name: str, kind: str):
    with pytest.raises(TocsinError, match=r"store\.bad-filter"):
        getattr(queries, name)(rows, Filter(kind=kind))


@pytest.mark.parametrize("limit", [0, -1, 501])
@pytest.mark.parametrize("name", LISTS)
def test_a_page_holds_one_to_five_hundred_rows(rows: Connection, name: str, limit: int):
    with pytest.raises(TocsinError, match=r"store\.bad-limit"):
        getattr(queries, name)(rows, Filter(), limit=limit)


def test_only_incidents_are_ordered_by_sources(rows: Connection):
    for name in set(LISTS) - {"incidents", "actors"}:
        with pytest.raises(TocsinError, match=r"newest, oldest.*store\.no-such-order"):
            getattr(queries, name)(rows, Filter(), order="sources")


def ask_hostile(rows: Connection, words: str) -> None:
    """Put words into every field that takes words."""
    for name in LISTS:
        for field in KNOWN[name] - {"near", "box", "contested"}:
            try:
                getattr(queries, name)(rows, Filter(**{field: words}), limit=3)
            except TocsinError:
                continue
    for look_up in (queries.incident, queries.event, queries.statement, queries.flag, queries.actor, queries.report_of):
        assert look_up(rows, words) is None
    assert queries.events_of_incident(rows, words) == ()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_find_nothing_or_are_refused_in_words(rows: Connection, words: str):
    ask_hostile(rows, words)


@settings(max_examples=25)
@given(words=st.text(max_size=40))
def test_no_words_at_all_break_a_query(rows: Connection, words: str):
    ask_hostile(rows, words)


def test_an_event_comes_with_its_telling_report_incident_and_verdict(rows: Connection, desk: query_cases.Desk):
    told = {one.id: (reading, one) for reading, one in desk.events()}
    found = all_of(rows, "events", Filter())
    assert {"accept", None} == {stored.verdict for stored in found}
    for stored in found:
        reading, one = told[stored.event.id]
        assert (stored.event, stored.telling) == (one, desk.tellings[one.id])
        assert (stored.report.id, stored.report.outlet) == (reading.report.id, reading.report.outlet)
        assert stored.incident == desk.incident_of.get(one.id)
        assert stored.verdict == desk.verdicts.get(("event", one.id))


def test_statements_and_flags_come_as_they_were_kept(rows: Connection, desk: query_cases.Desk):
    for stored in all_of(rows, "statements", Filter()):
        reading = desk.readings[stored.report.id]
        assert stored.statement in reading.statements
        names = {actor.id: actor.name for actor in reading.actors}
        assert stored.speaker_name == names.get(stored.statement.speaker, stored.statement.content[0].quote)
        assert stored.verdict == desk.verdicts.get(("statement", stored.statement.id))
    for stored in all_of(rows, "flags", Filter()):
        assert (stored.report.id, stored.flag) == desk.flags[stored.id]
    for incident in all_of(rows, "incidents", Filter()):
        assert incident == desk.incidents[incident.id][0]
    for stored in all_of(rows, "rejected", Filter()):
        assert (stored.rejected, stored.added) == desk.rejected[stored.rejected.message]


def test_single_records_are_found_whatever_became_of_them(rows: Connection, desk: query_cases.Desk):
    wrong = [each for (subject, each), verdict in desk.verdicts.items() if (subject, verdict) == ("event", "reject")]
    assert wrong
    for each in wrong:
        found = queries.event(rows, each)
        assert found is not None
        assert (found.event.id, found.verdict) == (each, "reject")
    head = queries.report_of(rows, OLD_REPORT)
    assert head is not None
    assert (head.version, head.current) == (1, False)
    for reading in desk.readings.values():
        for one in (*reading.events, *reading.doubtful):
            assert isinstance(queries.event(rows, one.id), StoredEvent)
        for statement in reading.statements:
            assert queries.statement(rows, statement.id).statement == statement  # type: ignore[union-attr]
    for each, (_, flag) in desk.flags.items():
        assert queries.flag(rows, each).flag == flag  # type: ignore[union-attr]


def test_an_incident_is_found_by_its_former_id(rows: Connection, desk: query_cases.Desk):
    now = desk.former["incident-before"]
    assert queries.incident(rows, "incident-before") == queries.incident(rows, now) == desk.incidents[now][0]
    assert queries.events_of_incident(rows, "incident-before") == queries.events_of_incident(rows, now)


def test_the_events_of_an_incident_are_those_listed_for_it(rows: Connection, desk: query_cases.Desk):
    for each in desk.incidents:
        found = queries.events_of_incident(rows, each)
        assert {one.event.id for one in found} == set(query_answers.listed(desk, "events", Filter(incident=each)))
        published = [one.report.published or "9" for one in found]
        assert published == sorted(published)


def test_actors_are_counted(rows: Connection, desk: query_cases.Desk):
    for actor in all_of(rows, "actors", Filter()):
        assert (actor.reports, actor.events) == query_answers.counts(desk, actor.id)
        assert queries.actor(rows, actor.id) == actor
    assert queries.actor(rows, KETO).name == FORMS[0].name  # type: ignore[union-attr]


def statements_for(rows: Connection, ask: Callable[[], object]) -> list[tuple[str, Any]]:
    """Give what a database is told to do for a question."""
    told: list[tuple[str, Any]] = []

    def heard(connection: object, cursor: object, statement: str, values: object, *about: object) -> None:
        told.append((statement, values))

    event.listen(rows.engine, "before_cursor_execute", heard)
    try:
        ask()
    finally:
        event.remove(rows.engine, "before_cursor_execute", heard)
    return told


@pytest.mark.parametrize("name", LISTS)
def test_a_page_of_many_rows_takes_no_more_statements_than_one_of_few(rows: Connection, name: str):
    few, many = (
        len(statements_for(rows, lambda limit=limit: getattr(queries, name)(rows, Filter(), limit=limit)))
        for limit in (2, 100)
    )
    assert many <= few + 1


def test_a_row_that_two_indexes_give_costs_no_second_look(store: Store):
    for number in range(30):
        reading = desk_cases.shelling(number, town=f"Kitala{number}")
        keep_reading(store, desk_cases.capture_of(reading, f"page {number}"), reading, now=desk_cases.ADDED)
    with store.reading() as snapshot:
        # what was said under the name, and by the actor of that name: the same statements twice
        wanted, rows = Filter(actor="Ana Keto"), snapshot.connection
        told = statements_for(rows, lambda: queries.statements(rows, wanted, limit=20))
        assert len(queries.statements(rows, wanted, limit=20).rows) == 20
        assert len([statement for statement, _ in told if "picked" in statement]) == 1


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("name", ["incidents", "events"])
def test_no_filter_makes_sqlite_read_a_whole_table(rows: Connection, name: str, many: bool):
    if rows.dialect.name != "sqlite":
        pytest.skip("PostgreSQL chooses by how many rows there are, and here are few")
    with patch.object(walking.Walk, "_count", lambda self, connection, one: one.few + 1 if many else 1):
        for field in KNOWN[name]:
            for value in VALUES[field]:
                wanted = filter_of(**{field: value})
                for statement, values in statements_for(rows, lambda w=wanted: getattr(queries, name)(rows, w)):
                    plan = [row[3] for row in rows.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
                    whole = [step for step in plan if re.match(r"SCAN (event|incident|event_party|report)$", step)]
                    assert not whole, (wanted, statement, plan)


def test_a_decision_is_seen_at_once_and_its_undoing_too(store: Store):
    with store.writing() as writer:
        desk_cases.keep(writer, desk_cases.shelling())
    with store.reading() as snapshot:
        first = queries.events(snapshot.connection, Filter()).rows[0].event.id
    decided = Review("review-1", "event", first, "reject", "Ana", "2024-04-01T00:00:00Z")
    other = replace(decided, id="review-0", subject="statement")
    for change, listed, verdict in (
        (lambda writer: writer.put_review(other), True, None),
        (lambda writer: writer.put_review(decided), False, "reject"),
        (lambda writer: writer.put_review(replace(decided, id="review-2", verdict="accept")), True, "accept"),
        (lambda writer: writer.undo_review("review-2"), False, "reject"),
        (lambda writer: writer.undo_review("review-1"), True, None),
    ):
        with store.writing() as writer:
            change(writer)
        with store.reading() as snapshot:
            found = {row.event.id: row.verdict for row in queries.events(snapshot.connection, Filter()).rows}
            assert (first in found) == listed
            assert queries.event(snapshot.connection, first).verdict == verdict  # type: ignore[union-attr]


def test_what_comes_in_between_two_pages_neither_repeats_nor_hides_a_row(store: Store):
    with store.writing() as writer:
        for number in range(6):
            desk_cases.keep(writer, desk_cases.shelling(number), f"page {number}")
    with store.reading() as snapshot:
        before = ids_of(snapshot.connection, "events", Filter())
        page = queries.events(snapshot.connection, Filter(), limit=5)
    with store.writing() as writer:
        desk_cases.keep(writer, desk_cases.shelling(7), "page 7")
    with store.reading() as snapshot:
        rest = queries.events(snapshot.connection, Filter(), cursor=page.cursor, limit=100)
    seen = [row.event.id for row in (*page.rows, *rest.rows)]
    assert [each for each in seen if each in before] == before


def test_the_benchmark_asks_what_can_be_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    address, world = f"sqlite:///{tmp_path / 'desk.db'}", World()
    desk_queries.make_ready(address, world, 200)
    desk_queries.measure(address, world, 1, "")
    out = capsys.readouterr().out
    assert "200 rows of event" in out
    assert "incidents: dyad" in out
