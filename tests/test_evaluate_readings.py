"""Gold of whole reports is checked when it is loaded, and each kind of error costs the score that it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gold_cases import GOLD, TEXT, reading_of, report_of_text

from tocsin.document import read_capture
from tocsin.errors import TocsinError
from tocsin.records import Capture, Event, Flag, Reading, Rejected, Span, Statement
from tocsin.run.evaluate.gold_readings import locate
from tocsin.run.evaluate.readings import GoldReading, evaluate_readings, load_gold, same_party
from tocsin.run.evaluate.tasks import evaluate
from tocsin.run.resources import Resources
from tocsin.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent / "evals" / "readings"
ALL = load_gold(FOLDER)


def folder_of(path: Path, gold: str = GOLD, text: str = TEXT) -> Path:
    (path / "wau.txt").write_text(text, encoding="utf-8")
    (path / "wau.toml").write_text(gold, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> GoldReading:
    (one,) = load_gold(folder_of(tmp_path))
    return one


def fallen(gold: GoldReading, reading: Reading) -> set[str]:
    return {name for name, value in evaluate_readings([gold], lambda _: reading).items() if value < 1}


# --- the project's own gold -------------------------------------------------------------------------------------------


def test_there_are_reports_of_many_kinds():
    assert len(ALL) >= 14
    assert sum(not [e for e in one.events if not e.optional] for one in ALL) >= 1
    assert sum(len([e for e in one.events if not e.optional]) <= 2 for one in ALL) >= 3
    events = [event for one in ALL for event in one.events]
    assert {e.modality for e in events} == {
        "happened", "ongoing", "future", "threatened", "demanded", "hypothetical", "negated",
    }  # fmt: skip
    assert {flag.kind for one in ALL for flag in one.flags} == {
        "count-conflict", "headline-body", "name-variant", "date-mismatch", "unnamed-source",
    }  # fmt: skip
    assert sum(len(e.denied_by) for e in events) >= 15
    assert sum(bool(s.via) for one in ALL for s in one.statements) >= 10


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_each_report_is_what_it_should_be(one: GoldReading):
    assert 250 <= len(one.text.split()) <= 600
    assert "\n\n" in one.text
    assert all(len(paragraph.splitlines()) == 1 for paragraph in one.text.split("\n\n"))
    speakers = {s.speaker for s in one.statements}
    deniers = {s.speaker for s in one.statements if "denies" in s.stances}
    for event in one.events:
        assert set(event.claimed_by) <= speakers, event.id
        assert set(event.denied_by) <= deniers, event.id


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_all_that_gold_quotes_is_in_the_text_that_is_read(one: GoldReading):
    read = read_capture(Capture(str(one.path), one.path.read_bytes()))
    assert isinstance(read, tuple)
    kept = read[0].text
    quotes = [s.words for s in one.statements] + [t for e in one.events for t in e.triggers]
    for paragraph in one.text.split("\n\n"):
        start = one.text.index(paragraph)
        if any(start <= quote.start < start + len(paragraph) for quote in quotes):
            assert paragraph in kept


@pytest.mark.parametrize("optional", [False, True])
def test_a_reading_made_from_gold_has_all_scores_at_one(optional: bool):
    scores = evaluate_readings(ALL, lambda one: reading_of(one, optional=optional))
    assert {name: value for name, value in scores.items() if value != 1} == {}


def test_an_empty_reading_finds_nothing():
    def nothing(one: GoldReading) -> Reading:
        return replace(reading_of(one), statements=(), events=(), flags=(), actors=())

    scores = evaluate_readings(ALL, nothing)
    none = ("events_recall", "counts_f1", "statements_f1", "statements_recall", "denials_recall", "claims_recall")
    assert all(scores[name] == 0 for name in (*none, "flags_recall"))


# --- each kind of error ------------------------------------------------------------------------------------------------

Change = Callable[[Reading], Reading]
EVENTS = {"raid": 0, "accuse": 1, "meet": 2}


def event(name: str, change: Callable[[Event], dict[str, Any]]) -> Change:
    """Change one event of a reading."""

    def changed(reading: Reading) -> Reading:
        number = EVENTS[name]
        events = list(reading.events)
        events[number] = replace(events[number], **change(events[number]))
        return replace(reading, events=tuple(events))

    return changed


def statement(number: int, change: Callable[[Statement], dict[str, Any]]) -> Change:
    def changed(reading: Reading) -> Reading:
        found = list(reading.statements)
        found[number] = replace(found[number], **change(found[number]))
        return replace(reading, statements=tuple(found))

    return changed


def without(name: str, number: int) -> Change:
    return lambda reading: replace(reading, **{name: [x for n, x in enumerate(getattr(reading, name)) if n != number]})


def with_more(name: str, make: Callable[[Reading], Any]) -> Change:
    return lambda reading: replace(reading, **{name: (*getattr(reading, name), make(reading))})


def figure(change: dict[str, Any]) -> Change:
    return event("raid", lambda e: {"counts": (replace(e.counts[0], **change),)})


def day(start: str, end: str) -> Change:
    return event("raid", lambda e: {"when": replace(e.when, start=start, end=end)})


ERRORS: dict[str, tuple[Change, set[str]]] = {
    "a missed event": (without("events", 1), {"events_recall"}),
    "a false event": (
        with_more("events", lambda r: replace(r.events[1], id="x", trigger=r.report.span(0, 6), mentions=())),
        {"events_precision"},
    ),
    "one event told as two": (
        with_more(
            "events", lambda r: replace(r.events[0], id="x", counts=(), denied_by=(), mentions=r.events[0].mentions[:1])
        ),
        {"events_precision"},
    ),
    "a wrong type": (event("accuse", lambda e: {"type": "REQUEST"}), {"events_recall", "events_precision"}),
    "a wrong mode": (event("raid", lambda e: {"mode": "aerial"}), {"events_mode"}),
    "a mode where there is none": (event("meet", lambda e: {"mode": "visit"}), {"events_mode"}),
    "a wrong modality": (event("meet", lambda e: {"modality": "happened"}), {"events_modality"}),
    "a missed actor": (event("raid", lambda e: {"actors": ()}), {"events_actors_f1"}),
    "one actor too many": (event("accuse", lambda e: {"actors": (*e.actors, "a0")}), {"events_actors_f1"}),
    "sides swapped": (
        event("accuse", lambda e: {"actors": e.recipients, "recipients": e.actors}),
        {"events_actors_f1", "events_recipients_f1"},
    ),
    "no place": (event("raid", lambda e: {"place": None}), {"events_place"}),
    "a place where there is none": (event("accuse", lambda e: {"place": "p0"}), {"events_place"}),
    "another day": (day("2024-05-03", "2024-05-03"), {"events_date"}),
    "a month for a day": (day("2024-05-01", "2024-05-31"), {"events_date"}),
    "a wrong figure": (figure({"low": 3.0, "high": 3.0}), {"counts_f1"}),
    "at least for exactly": (figure({"high": None}), {"counts_f1"}),
    "another thing counted": (figure({"what": "injured"}), {"counts_f1"}),
    "a figure without its speaker": (figure({"speaker": None}), {"counts_speaker"}),
    "no denial": (event("raid", lambda e: {"denied_by": ()}), {"denials_recall"}),
    "a denial of another event": (event("meet", lambda e: {"denied_by": ("s2",)}), {"denials_precision"}),
    "the wrong denier": (event("raid", lambda e: {"denied_by": ("s0",)}), {"denials_recall", "denials_precision"}),
    "a claim by nobody": (event("raid", lambda e: {"claimed_by": ("s0",)}), {"claims_recall"}),
    "a missed statement": (without("statements", 3), {"statements_f1", "statements_recall"}),
    "a wrong speaker": (statement(3, lambda s: {"speaker": "a0"}), {"statements_f1", "statements_recall"}),
    "too little content": (
        statement(3, lambda s: {"content": (Span.of(TEXT, s.content[0].end + 2, s.content[0].end + 9),)}),
        {"statements_f1", "statements_recall"},
    ),
    "a statement in two pieces": (
        with_more("statements", lambda r: replace(r.statements[0], id="x")),
        {"statements_f1"},
    ),
    "a wrong stance": (statement(1, lambda s: {"stance": "asserts"}), {"statements_stance"}),
    "no relay": (statement(3, lambda s: {"via": None}), {"statements_via"}),
    "a relay where there is none": (statement(0, lambda s: {"via_span": s.content[0]}), {"statements_via"}),
    "a missed flag": (without("flags", 0), {"flags_recall"}),
    "a flag elsewhere": (
        with_more("flags", lambda r: Flag("unnamed-source", "look", (r.report.span(0, 6),))),
        {"flags_precision"},
    ),
    "a flag of another kind": (
        lambda r: replace(r, flags=(replace(r.flags[0], kind="name-variant"),)),
        {"flags_recall", "flags_precision"},
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_each_kind_of_error_costs_its_scores_and_no_other(gold: GoldReading, name: str):
    change, falls = ERRORS[name]
    reading = reading_of(gold)
    assert fallen(gold, reading) == set()
    assert fallen(gold, change(reading)) == falls


def test_shares_are_of_all_that_there_is(gold: GoldReading):
    scores = evaluate_readings([gold], lambda _: without("events", 1)(reading_of(gold)))
    assert scores["events_recall"] == pytest.approx(2 / 3)
    scores = evaluate_readings([gold], lambda _: without("statements", 3)(reading_of(gold)))
    assert (scores["statements_recall"], scores["statements_f1"]) == (0.75, pytest.approx(6 / 7))


def test_what_is_optional_is_neither_missed_nor_false(gold: GoldReading):
    assert fallen(gold, reading_of(gold, optional=True)) == set()
    assert len(reading_of(gold, optional=True).events) == len(reading_of(gold).events) + 1


def test_paragraphs_that_were_left_out_do_not_shift_the_rest(gold: GoldReading):
    kept = gold.text.replace("By Tom Aro\n\n", "")
    assert fallen(gold, reading_of(gold, kept)) == set()
    shifted = replace(reading_of(gold), report=report_of_text(kept))
    assert "events_recall" in fallen(gold, shifted)


def test_one_shared_character_of_any_mention_is_enough(gold: GoldReading):
    last = locate(gold.text, "attack")
    tail = Span.of(gold.text, last.end - 1, last.end + 4)
    changed = event("raid", lambda e: {"trigger": tail, "mentions": (tail,)})
    assert fallen(gold, changed(reading_of(gold))) == set()


def test_a_night_that_begins_on_the_day_is_on_the_day(gold: GoldReading):
    night = event(
        "raid",
        lambda e: {"when": replace(e.when, start="2024-05-02T18:00", end="2024-05-03T05:59", precision="part-of-day")},
    )
    assert fallen(gold, night(reading_of(gold))) == set()


def test_parties_may_be_words_alone_or_named_twice(gold: GoldReading):
    head, body = locate(gold.text, "[Gunmen] kill two"), locate(gold.text, "[Gunmen] killed")
    words = event("raid", lambda e: {"actors": (), "actor_spans": (head, body)})
    assert fallen(gold, words(reading_of(gold))) == set()
    resolved = event("raid", lambda e: {"actor_spans": (head,)})
    assert fallen(gold, resolved(reading_of(gold))) == set()
    stranger = event("raid", lambda e: {"actor_spans": (locate(gold.text, "market at Wau"),)})
    assert fallen(gold, stranger(reading_of(gold))) == {"events_actors_f1"}


def test_a_speaker_may_be_known_by_the_words_alone(gold: GoldReading):
    words = locate(gold.text, "The front's spokesman, John Deng")
    assert fallen(gold, statement(2, lambda s: {"speaker": None, "speaker_span": words})(reading_of(gold))) == set()


def test_a_flag_must_show_two_of_the_quotations(tmp_path: Path):
    flag = '[[flags]]\nkind = "count-conflict"\nquotes = ["killed [two]", "one trader"]\n'
    (gold,) = load_gold(folder_of(tmp_path, flag))
    whole = reading_of(gold)
    half = replace(whole, flags=(replace(whole.flags[0], spans=whole.flags[0].spans[:1]),))
    assert fallen(gold, whole) == set()
    assert fallen(gold, half) == {"flags_recall", "flags_precision"}


@pytest.mark.parametrize(
    ("names", "others", "same"),
    [
        (["Ana Lado"], ["the governor, Ana Lado"], True),
        (["The Jaddayem Brigade"], ["a Jaddayem brigade"], True),
        (["Márquez"], ["Marquez"], True),
        (["two of them"], ["them"], False),
        (["them"], ["them"], True),
        (["army"], ["armyworm"], False),
        (["Deng"], [], False),
        (["the"], ["theatre"], False),
    ],
)
def test_when_two_parties_are_the_same(names: list[str], others: list[str], same: bool):
    assert same_party(names, others) is same
    assert same_party(others, names) is same


# --- loading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "quote", "start"),
    [
        ("Bahr Front", "Bahr Front", 63),
        ("the [raid] on", "raid", 34),
        ("Gunmen ran ... camp", "Gunmen ran at the camp", 0),
    ],
)
def test_quotations_are_found(written: str, quote: str, start: int):
    text = "Gunmen ran at the camp. After the raid on Sunday a raid by the Bahr Front followed at the camp."
    span = locate(text, written)
    assert (span.quote, span.start) == (quote, start)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("attack", "does not stand"),
        ("raid", "2 times"),
        ("rai", "does not stand"),
        ("the raid ... nowhere", "does not stand in the text after"),
        ("[]", "not written"),
        ("the [raid", "not written"),
        (" ", "not written"),
    ],
)
def test_quotations_that_are_not_found_are_named(written: str, words: str):
    with pytest.raises(ValueError, match=words):
        locate("After the raid on Sunday a raid followed.", written)


BAD = {
    "no TOML": ("[[events]", "TOML|Expected"),
    "a table nobody knows": ("[[evnts]]\nid = 'x'", "no table 'evnts'"),
    "no list of tables": ("[events]\nid = 'x'", "events must be a list"),
    "a key nobody knows": ("[[flags]]\nkind = 'x'\nquotes = ['x']\nnote = 'x'", "no key 'note'"),
    "a missing key": ("[[statements]]\nwords = 'two traders'", "needs 'stance'"),
    "a stance nobody knows": ("[[statements]]\nwords = 'two traders'\nstance = 'sings'", "no stance 'sings'"),
    "a speaker who is not there": (
        "[[statements]]\nwords = 'two traders'\nstance = 'asserts'\nspeaker = 'Zed'",
        "name 'Zed' does not stand",
    ),
    "words that are not there": ("[[statements]]\nwords = 'ten traders'\nstance = 'asserts'", "'ten traders' does not"),
    "a type nobody knows": ("[[events]]\nid = 'x'\ntype = 'FLY'\ntriggers = ['killed']", "event 'x': .*no type 'FLY'"),
    "a mode of another type": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\nmode = 'visit'\ntriggers = ['killed']",
        "no mode of ASSAULT 'visit'",
    ),
    "a modality nobody knows": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\nmodality = 'maybe'\ntriggers = ['killed']",
        "no modality 'maybe'",
    ),
    "a trigger that stands twice": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['raid']",
        "'raid' stands .* 2",
    ),
    "no triggers": ("[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = []", "needs 'triggers'"),
    "triggers of another kind": ("[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = [1]", "must be a string"),
    "no day": ("[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\ndate = '2023-02-29'", "no day"),
    "no month": ("[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\ndate = '2023-13'", "not written"),
    "days in the wrong order": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\ndate = '2024-05/2023'",
        "ends before",
    ),
    "an event twice": ("[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\n" * 2, "two events .*'x'"),
    "a count without bounds": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\ncounts = [{ what = 'killed' }]",
        "low, high or both",
    ),
    "bounds in the wrong order": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\ncounts = [{ what = 'killed', low = 3, high = 2 }]",
        "low 3 above high 2",
    ),
    "a count of a kind nobody knows": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\ncounts = [{ what = 'goats', low = 3 }]",
        "no kind of count 'goats'",
    ),
    "something else unscored": (
        "[[events]]\nid = 'x'\ntype = 'ASSAULT'\ntriggers = ['killed']\nunscored = ['type']",
        "unscored 'type'",
    ),
    "a flag nobody knows": ("[[flags]]\nkind = 'typo'\nquotes = ['killed']", "no kind of flag 'typo'"),
    "a name in the cast twice": ("[[cast]]\nnames = ['Gunmen']\n" * 2, "'Gunmen' stands in the cast twice"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_gold_is_named_with_its_file(tmp_path: Path, name: str):
    written, words = BAD[name]
    with pytest.raises(TocsinError, match=words) as raised:
        load_gold(folder_of(tmp_path, written))
    assert raised.value.slug == "evaluate.bad-gold"
    assert "wau.toml" in str(raised.value)


@pytest.mark.parametrize(("gone", "kept"), [("wau.txt", "wau.toml"), ("wau.toml", "wau.txt")])
def test_reports_and_gold_come_in_pairs(tmp_path: Path, gone: str, kept: str):
    (folder_of(tmp_path) / gone).unlink()
    with pytest.raises(TocsinError, match=f"{kept}.*no {gone}") as raised:
        load_gold(tmp_path)
    assert raised.value.slug == "evaluate.bad-gold"


def test_a_folder_without_gold_is_named(tmp_path: Path):
    with pytest.raises(TocsinError) as raised:
        load_gold(tmp_path / "absent")
    assert raised.value.slug == "evaluate.no-gold"


# --- the task ----------------------------------------------------------------------------------------------------------


class Runner:
    """Stands in for the local runner: gives what gold asks for, and refuses what it is told to."""

    refuses = False

    def __init__(self, settings: Settings, *, resources: Resources) -> None:
        pass

    def read(self, sources: list[str]) -> Iterator[Reading | Rejected]:
        for source in sources:
            if self.refuses:
                yield Rejected(source, "document", "document.empty", "There is no text in it.")
            else:
                (gold,) = load_gold(Path(source).parent)
                yield reading_of(gold)


def test_the_task_reads_a_folder_with_the_local_runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tocsin.run.local.LocalRunner", Runner)
    result = evaluate("readings", folder_of(tmp_path), Resources(Settings()))
    assert list(result.to_dict()) == ["task", "file", "records", "scores"]
    assert (result.task, result.records, set(result.scores.values())) == ("readings", 1, {1.0})
    monkeypatch.setattr(Runner, "refuses", True)
    with pytest.raises(TocsinError, match=r"wau\.txt was not read: There is no text") as raised:
        evaluate("readings", tmp_path, Resources(Settings()))
    assert raised.value.slug == "read.rejected"


def test_the_task_is_listed_where_another_is_not_known(tmp_path: Path):
    with pytest.raises(TocsinError, match="readings"):
        evaluate("poetry", tmp_path, Resources(Settings()))
