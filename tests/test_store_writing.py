"""Keeping readings: once, whole, with every version of a page, and nothing that its text does not say."""

from __future__ import annotations

from dataclasses import replace

import desk_cases
import pytest
from desk_cases import capture_of, keep, reading_of, shelling, tellings_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import IntegrityError

from tocsin.errors import TocsinError
from tocsin.records import Block, Capture, Published, Rejected, Span
from tocsin.store import schema
from tocsin.store.search import parse_query, to_fts5, to_tsquery

store = desk_cases.store
PAGE = "https://lake.example/shelling"
OTHER = "https://lake.example/amp/shelling"
# the tables that keeping a report writes to
WRITTEN = ("capture", "report", "report_words", "event", "event_party", "statement", "place", "flag", "rejected")


class PlantedError(Exception):
    """What a test throws to see a transaction undone."""


def rows(snapshot, *names):
    tables = [schema.metadata.tables[name] for name in names]
    query = snapshot.connection.execute
    return {table.name: query(select(func.count()).select_from(table)).scalar_one() for table in tables}


def versions(snapshot):
    report = schema.report.c
    query = select(report.id, report.page, report.version, report.current).order_by(report.page, report.version)
    return [tuple(row) for row in snapshot.connection.execute(query)]


def found(snapshot, query):
    terms = parse_query(query)
    if snapshot.connection.dialect.name == "sqlite":
        sql, asked = "SELECT rowid FROM report_fts WHERE report_fts MATCH :asked", to_fts5(terms)
    else:
        sql, asked = "SELECT report_n FROM report_fts WHERE tsv @@ CAST(:asked AS tsquery)", to_tsquery(terms)
    report = schema.report.c
    numbers = list(snapshot.connection.execute(text(sql), {"asked": asked}).scalars())
    return set(snapshot.connection.scalars(select(report.id).where(report.n.in_(numbers))))


def test_a_reading_comes_back_as_it_was_kept(store):
    reading = shelling()
    with store.writing() as writer:
        kept = keep(writer, reading, PAGE)
    assert (kept.state, kept.report, kept.superseded) == ("new", reading.report.id, None)
    with store.reading() as snapshot:
        assert snapshot.full(reading.report.id) == reading
        assert snapshot.capture(reading.report.id) == capture_of(reading)
        assert snapshot.report_ids() == (reading.report.id,)
        head = snapshot.head(reading.report.id)
    assert head is not None
    assert (head.outlet, head.title, head.published) == ("The Lake Courier", "Shells kill 4 in Kitala", "2024-03-14")
    assert (head.published_basis, head.model, head.stages) == ("metadata", "by-hand", desk_cases.STAGES)
    assert (head.version, head.current, head.added) == (1, True, desk_cases.ADDED)


def test_what_is_not_kept_is_none(store):
    with store.reading() as snapshot:
        assert snapshot.head("rep-0") is None
        assert snapshot.full("rep-0") is None
        assert snapshot.capture("rep-0") is None


def test_everything_of_a_reading_has_its_rows(store):
    with store.writing() as writer:
        keep(writer, shelling(), PAGE)
    with store.reading() as snapshot:
        expected = {"event": 2, "event_party": 3, "statement": 2, "place": 1, "flag": 2, "rejected": 1}
        assert rows(snapshot, *expected) == expected
        event = snapshot.connection.execute(select(schema.event).order_by(schema.event.c.n)).first()
        assert (event.type, event.day_start, event.country, event.place) == ("ASSAULT", "2024-03-12", "COD", "Kitala")
        assert (event.denied, event.linkable, event.incident_n) == (True, False, None)
        party = schema.event_party.c
        parties = select(party.side, party.position, party.folded, party.country, party.day_start)
        assert {tuple(row) for row in snapshot.connection.execute(parties)} == {
            ("actor", 0, "mutongo front", "COD", "2024-03-12"),
            ("recipient", 0, "4 people", None, "2024-03-12"),
            ("actor", 0, "residents", None, "2024-03-13"),
        }
        said = snapshot.connection.execute(select(schema.statement).order_by(schema.statement.c.n)).first()
        assert (said.speaker, said.speaker_folded, said.stance) == ("Ana Keto", "ana keto", "denies")


def test_keeping_a_reading_again_changes_nothing(store):
    with store.writing() as writer:
        keep(writer, shelling(), PAGE)
    with store.reading() as snapshot:
        before = rows(snapshot, *WRITTEN), versions(snapshot)
    with store.writing() as writer:
        assert keep(writer, shelling(), PAGE).state == "known"
        assert keep(writer, shelling(), PAGE).state == "known"
    with store.reading() as snapshot:
        assert (rows(snapshot, *WRITTEN), versions(snapshot)) == before


def test_a_changed_page_becomes_a_new_version(store):
    old, new = shelling(4), shelling(9)
    with store.writing() as writer:
        keep(writer, old, PAGE)
        kept = keep(writer, new, PAGE)
    assert (kept.state, kept.superseded) == ("changed", old.report.id)
    with store.reading() as snapshot:
        assert versions(snapshot) == [(old.report.id, PAGE, 1, False), (new.report.id, PAGE, 2, True)]
        assert snapshot.full(old.report.id) == old
        counts = snapshot.counts()
    assert (counts["reports"], counts["versions"], counts["events"], counts["statements"]) == (1, 2, 2, 2)


def test_an_older_version_that_is_found_again_is_the_newest_one(store):
    old, new = shelling(4), shelling(9)
    with store.writing() as writer:
        keep(writer, old, PAGE)
        keep(writer, new, PAGE)
        kept = keep(writer, old, PAGE)
        assert (kept.state, kept.superseded) == ("changed", new.report.id)
        assert keep(writer, old, PAGE).state == "known"
    with store.reading() as snapshot:
        assert versions(snapshot) == [(new.report.id, PAGE, 2, False), (old.report.id, PAGE, 3, True)]


def test_another_address_of_a_report_is_noted_and_nothing_else(store):
    with store.writing() as writer:
        keep(writer, shelling(), PAGE)
        assert keep(writer, shelling(), OTHER).state == "known"
    with store.reading() as snapshot:
        assert rows(snapshot, "report", "capture", "alias") == {"report": 1, "capture": 1, "alias": 1}


def test_a_page_changes_also_where_another_of_its_addresses_shows_it(store):
    with store.writing() as writer:
        keep(writer, shelling(4), PAGE)
        keep(writer, shelling(4), OTHER)
        kept = keep(writer, shelling(9), OTHER)
        assert (kept.state, kept.superseded) == ("changed", shelling(4).report.id)
        assert keep(writer, shelling(9), PAGE).state == "known"
    with store.reading() as snapshot:
        assert [row[1:] for row in versions(snapshot)] == [(PAGE, 1, False), (PAGE, 2, True)]


def test_a_page_that_shows_what_another_page_shows_becomes_another_name_of_it(store):
    with store.writing() as writer:
        keep(writer, shelling(4), PAGE)
        keep(writer, shelling(9), OTHER)
        kept = keep(writer, shelling(4), OTHER)
        assert (kept.state, kept.superseded) == ("changed", shelling(9).report.id)
        assert keep(writer, shelling(4), OTHER).state == "known"
        kept = keep(writer, shelling(9), OTHER)
        assert (kept.state, kept.superseded) == ("changed", shelling(4).report.id)
    with store.reading() as snapshot:
        assert [row[1:] for row in versions(snapshot)] == [(PAGE, 1, False), (PAGE, 2, True)]


def test_a_page_that_leaves_another_takes_nothing_along(store):
    with store.writing() as writer:
        keep(writer, shelling(1), "A")
        keep(writer, shelling(1), "another name of A")
        keep(writer, shelling(2), "B")
        assert keep(writer, shelling(2), "another name of A").state == "known"
        assert {row[0] for row in versions(writer) if row[3]} == {shelling(1).report.id, shelling(2).report.id}
        # from now on it is another name of B
        assert keep(writer, shelling(3), "another name of A").superseded == shelling(2).report.id


def test_names_of_a_page_go_with_it_when_it_is_found_to_be_another(store):
    with store.writing() as writer:
        keep(writer, shelling(1), "A")
        keep(writer, shelling(1), "another name of A")
        keep(writer, shelling(2), "B")
        assert keep(writer, shelling(2), "A").superseded == shelling(1).report.id
        assert keep(writer, shelling(3), "another name of A").superseded == shelling(2).report.id
        assert [row[1:] for row in versions(writer) if row[3]] == [("B", 2, True)]


def test_very_long_addresses_are_told_apart(store):
    pages = [f"https://lake.example/?{'long=1&' * 1000}last={at}" for at in range(2)]
    with store.writing() as writer:
        assert [keep(writer, shelling(at), page).state for at, page in enumerate(pages)] == ["new", "new"]
        assert keep(writer, shelling(0), pages[0]).state == "known"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("ABC")), max_size=9))
def test_whatever_pages_show_each_shows_one_report_and_each_report_is_kept_once(store, shown):
    readings = [reading_of(f"Report number {number}.") for number in range(4)]
    # each example is undone, so that the next one finds an empty desk
    with pytest.raises(PlantedError):
        _show(store, readings, shown)


def _show(store, readings, shown):
    with store.writing() as writer:
        for number, page in shown:
            before = _current(writer)
            kept = keep(writer, readings[number], page)
            after = _current(writer)
            assert readings[number].report.id in after
            assert before.keys() - after.keys() == ({kept.superseded} if kept.superseded else set())
            assert (kept.state == "known") == (before.keys() == after.keys())
            assert keep(writer, readings[number], page).state == "known"
            assert len(after) == len(set(after.values()))
        assert {row[0] for row in versions(writer)} == {readings[number].report.id for number, _ in shown}
        raise PlantedError


def _current(snapshot):
    return {name: page for name, page, _, is_current in versions(snapshot) if is_current}


def test_a_failure_leaves_nothing_of_the_whole_transaction(store):
    with pytest.raises(PlantedError):
        _keep_and_fail(store)
    with store.reading() as snapshot:
        assert rows(snapshot, *WRITTEN) == dict.fromkeys(WRITTEN, 0)
        assert found(snapshot, "market") == set()


def _keep_and_fail(store):
    with store.writing() as writer:
        keep(writer, shelling(1), PAGE)
        keep(writer, shelling(2), PAGE)
        raise PlantedError


def test_a_report_that_fails_in_the_middle_leaves_the_others_of_its_transaction(store):
    broken = shelling(2)
    broken = replace(broken, events=broken.events[:1] * 2)
    with store.writing() as writer:
        keep(writer, shelling(1), PAGE)
        with pytest.raises(IntegrityError):
            keep(writer, broken, OTHER)
        keep(writer, shelling(3), OTHER)
    with store.reading() as snapshot:
        assert {row[0] for row in versions(snapshot)} == {shelling(1).report.id, shelling(3).report.id}
        assert rows(snapshot, "event", "report_words") == {"event": 4, "report_words": 2}


def moved(span):
    """Give a span of the same length that quotes something else."""
    return Span(span.start, span.end, "#" * len(span.quote))


def first(items, **changed):
    return (replace(items[0], **changed), *items[1:])


BAD = {
    "actors": lambda r: replace(r, actors=first(r.actors, mentions=(moved(r.actors[0].mentions[0]),))),
    "places": lambda r: replace(r, places=first(r.places, mentions=(moved(r.places[0].mentions[0]),))),
    "whens": lambda r: replace(r, whens=first(r.whens, span=moved(r.whens[0].span))),
    "content": lambda r: replace(r, statements=first(r.statements, content=(moved(r.statements[0].content[0]),))),
    "speaker": lambda r: replace(r, statements=first(r.statements, speaker_span=moved(r.statements[0].speaker_span))),
    "when said": lambda r: replace(
        r, statements=first(r.statements, when=replace(r.whens[0], span=moved(r.whens[0].span)))
    ),
    "trigger": lambda r: replace(r, events=first(r.events, trigger=moved(r.events[0].trigger))),
    "evidence": lambda r: replace(r, events=first(r.events, evidence=(moved(r.events[0].evidence[0]),))),
    "mentions": lambda r: replace(r, events=first(r.events, mentions=(moved(r.events[0].mentions[0]),))),
    "actor words": lambda r: replace(r, events=first(r.events, actor_spans=(moved(r.events[0].actor_spans[0]),))),
    "recipient words": lambda r: replace(
        r, events=first(r.events, recipient_spans=(moved(r.events[0].recipient_spans[0]),))
    ),
    "counts": lambda r: replace(
        r, events=first(r.events, counts=first(r.events[0].counts, span=moved(r.events[0].counts[0].span)))
    ),
    "flags": lambda r: replace(r, flags=first(r.flags, spans=(moved(r.flags[0].spans[0]),))),
    "published": lambda r: replace(
        r, report=replace(r.report, published=Published("2024-03-14", "stated", Span(0, 1, "#")))
    ),
    "marks": lambda r: replace(
        r, annotation=replace(r.annotation, marks=first(r.annotation.marks, span=moved(r.annotation.marks[0].span)))
    ),
    "sentences": lambda r: replace(r, annotation=replace(r.annotation, sentences=((0, len(r.report.text) + 1),))),
    "rejected": lambda r: replace(r, rejected=first(r.rejected, span=(0, len(r.report.text) + 1))),
    "beyond the end": lambda r: replace(
        r, flags=first(r.flags, spans=(Span(len(r.report.text) - 1, len(r.report.text) + 1, "y."),))
    ),
}


def test_a_reading_that_quotes_what_its_text_does_not_say_is_not_kept(store):
    reading = shelling()
    tellings = tellings_of(reading)
    with store.writing() as writer:
        for where, broken in BAD.items():
            with pytest.raises(TocsinError) as caught:
                writer.keep(capture_of(reading), broken(reading), tellings, page=PAGE, stages="", added="")
            assert (caught.value.slug, caught.value.values["report"]) == ("store.bad-span", reading.report.id), where
        assert rows(writer, *WRITTEN) == dict.fromkeys(WRITTEN, 0)
        assert keep(writer, reading).state == "new"


def test_a_block_outside_its_text_is_not_kept(store):
    reading = shelling()
    object.__setattr__(reading.report, "blocks", (Block("paragraph", 0, len(reading.report.text) + 1),))
    with store.writing() as writer, pytest.raises(TocsinError, match="bad-span"):
        keep(writer, reading)


@pytest.mark.parametrize(
    "broken",
    [
        lambda t: replace(t, trigger=moved(t.trigger)),
        lambda t: replace(t, evidence=(moved(t.evidence[0]),)),
        lambda t: replace(t, figures=first(t.figures, span=moved(t.figures[0].span))),
    ],
)
def test_a_telling_that_quotes_what_its_text_does_not_say_is_not_kept(store, broken):
    reading = shelling()
    tellings = tellings_of(reading)
    name = reading.events[0].id
    tellings[name] = broken(tellings[name])
    with store.writing() as writer, pytest.raises(TocsinError, match="bad-span"):
        writer.keep(capture_of(reading), reading, tellings, page=PAGE, stages="", added="")


@pytest.mark.parametrize("broken", [None, {"id": "event-0"}, {"report": "rep-0"}])
def test_each_event_needs_a_telling_of_its_own(store, broken):
    reading = shelling()
    tellings = tellings_of(reading)
    name = reading.events[0].id
    last = tellings.pop(name)
    if broken:
        tellings[name] = replace(last, **broken)
    with store.writing() as writer, pytest.raises(TocsinError, match="bad-telling"):
        writer.keep(capture_of(reading), reading, tellings, page=PAGE, stages="", added="")


HOSTILE = [
    "nul \x00 in it",
    "lone \ud800 surrogate",
    "quote ' \" ; DROP TABLE report; --",
    "\U0001f4a5 ‮ \u2028",
    "%s :x",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_character_keeps_a_report_from_coming_back_as_it_was(store, words):
    reading = shelling(4, title=words, outlet=words, source=words, byline=words, url=words)
    flagged = replace(reading.flags[0], message=words)
    left_out = Rejected(words, "document", "document.furniture", words)
    reading = replace(reading, flags=(flagged,), rejected=(left_out,))
    with store.writing() as writer:
        keep(writer, reading, words)
        assert keep(writer, reading, words).state == "known"
    with store.reading() as snapshot:
        assert snapshot.full(reading.report.id) == reading


def test_characters_that_no_database_takes_keep_their_place_in_the_text(store):
    reading = reading_of("A shell \ud800 hit \x00 Kitala.")
    with store.writing() as writer:
        keep(writer, reading)
        assert writer.texts([reading.report.id]) == {reading.report.id: "A shell \ufffd hit \ufffd Kitala."}


def test_the_same_bytes_are_kept_once(store):
    raw = Capture("page.html", b"<p>" * 1000)
    with store.writing() as writer:
        for number in (1, 2):
            reading = shelling(number)
            writer.keep(raw, reading, tellings_of(reading), page=f"{PAGE}/{number}", stages="", added="")
    with store.reading() as snapshot:
        assert rows(snapshot, "capture", "report") == {"capture": 1, "report": 2}
        assert snapshot.capture(shelling(2).report.id) == raw


def test_what_was_left_out_is_kept_once(store):
    rejected = Rejected("page.html", "document", "document.too-short", "It has 3 words.")
    others = [
        replace(rejected, source="other.html"),
        replace(rejected, message="It has 4 words."),
        replace(rejected, report_id="rep-1"),
        replace(rejected, report_id="rep-1", span=(0, 3)),
    ]
    with store.writing() as writer:
        assert [writer.keep_rejected(one, "2024-03-15") for one in (rejected, *others)] == [True] * 5
        assert [writer.keep_rejected(one, "2024-03-16") for one in (rejected, *others)] == [False] * 5
    with store.reading() as snapshot:
        assert snapshot.counts()["rejected"] == 5


def test_flags_that_say_the_same_are_one(store):
    reading = shelling()
    reading = replace(reading, flags=(reading.flags[0], replace(reading.flags[0], spans=reading.flags[1].spans)))
    with store.writing() as writer:
        keep(writer, reading)
        assert rows(writer, "flag") == {"flag": 1}


def test_the_tellings_of_a_report_are_there_before_and_after_linking(store):
    reading = shelling()
    tellings = tellings_of(reading)
    with store.writing() as writer:
        keep(writer, reading)
        assert writer.tellings_of(reading.report.id) == tellings
        writer.add((telling, ()) for telling in tellings.values())
        writer.remove(list(tellings))
        assert writer.tellings_of(reading.report.id) == tellings
        with pytest.raises(TocsinError, match="unknown-report"):
            writer.tellings_of("rep-0")


def test_a_reader_sees_the_desk_as_it_was_when_it_began(store):
    with store.writing() as writer:
        keep(writer, shelling(1), "A")
    with store.reading() as snapshot:
        assert len(snapshot.report_ids()) == 1
        with store.writing() as writer:
            keep(writer, shelling(2), "B")
        assert len(snapshot.report_ids()) == 1
    with store.reading() as snapshot:
        assert len(snapshot.report_ids()) == 2


QUERIES = {
    "market": True,
    "MÁRKET mutongo": True,
    '"market of Kitala"': True,
    '"Kitala market"': False,
    "mark": False,
    "mark*": True,
    '"Mutongo Fr*"': False,
    '"Mutongo Fr"*': True,
    "market zebra": False,
    "we were not there": True,
    "NOT AND OR NEAR(": False,
    "mutongo-front": True,
    "front-mutongo": False,
    "Kill": True,
}


def test_reports_are_found_by_their_words(store):
    with store.writing() as writer:
        keep(writer, shelling(), PAGE)
        keep(writer, reading_of("Talks went on in Goma."), OTHER)
    with store.reading() as snapshot:
        assert {query: found(snapshot, query) for query in QUERIES} == {
            query: {shelling().report.id} if is_found else set() for query, is_found in QUERIES.items()
        }


TEXTS = {
    "東京都で地震がありました。市場が閉まった。": ["東京", "京都", "地震", "都", "た", "市場が"],
    "서울에서 시위가 열렸다": ["서울", "시위", "시위가 열렸다", "다"],
    "ตลาดถูกโจมตี": ["ตลาด", "โจมตี"],
    "बाज़ार पर गोले गिरे": ["बाज़ार", "गोले गिरे"],
    "قصف السوق في المدينة": ["السوق", "قصف السوق"],
    "Пожар в Звечане": ["звечане", "ПОЖАР"],
    "Đakovica, Łódź, Zvečan": ["dakovica", "lodz", "zvecan"],
    "3月12日 AK-47": ["3月", "12日", "AK-47"],
}


def test_words_of_every_script_are_found(store):
    readings = {words: reading_of(words) for words in TEXTS}
    with store.writing() as writer:
        for words, reading in readings.items():
            keep(writer, reading, words)
    with store.reading() as snapshot:
        for words, queries in TEXTS.items():
            hits = {query: found(snapshot, query) for query in [*queries, f'"{words}"']}
            assert hits == {query: {readings[words].report.id} for query in hits}


def test_a_report_that_is_taken_out_is_taken_out_of_the_index(store):
    with store.writing() as writer:
        keep(writer, shelling(1), "A")
        keep(writer, shelling(2), "B")
        name = shelling(1).report.id
        writer.connection.execute(delete(schema.report).where(schema.report.c.id == name))
        assert found(writer, "market") == {shelling(2).report.id}
        assert rows(writer, "event", "report_words") == {"event": 2, "report_words": 1}


def test_a_very_long_report_is_kept(store):
    reading = reading_of("\n".join(f"word{number} " * 120 for number in range(1600)))
    with store.writing() as writer:
        keep(writer, reading)
        assert found(writer, "word9") == {reading.report.id}
    with store.reading() as snapshot:
        assert snapshot.full(reading.report.id) == reading
