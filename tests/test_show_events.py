"""Events on the screen: who did what to whom, where, when, how many, who says so, and where the text says it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import report_of
from event_scenes import Scene, scene
from hypothesis import given
from hypothesis import strategies as st

from tocsin.cli.show_events import events
from tocsin.records import (
    Actor,
    Annotation,
    Count,
    Event,
    Modality,
    Place,
    Reading,
    Report,
    Span,
    Statement,
    When,
    WhenPrecision,
)

CAST = {
    "gunmen": "group XKX UAF:Gunmen",
    "police": "organisation XKX COP:Kosovo police",
    "Ana Ruiz": "person SRB GOV:",
    "Jan Kowal": "",
    "Serbia": "country SRB:",
}
PLACES = {"Banjska": "XKX point", "Tungar": "MLI city"}
TIMES = {"Sunday": "2023-09-24", "Monday": "2023-09-25"}


def reading_of(one: Scene) -> Reading:
    return Reading(
        one.report,
        one.annotation,
        one.resolution.actors,
        one.resolution.places,
        one.resolution.whens,
        one.statements,
        one.events,
    )


def shown(reading: Reading, *, evidence: bool = False) -> dict[str, list[str]]:
    return {
        title: [" " * each.indent + each.text.plain for each in lines]
        for title, lines in events(reading, evidence=evidence)
    }


def happened(text: str, *, evidence: bool = False) -> list[str]:
    return shown(reading_of(scene(text, CAST, PLACES, TIMES)), evidence=evidence)["What happened"]


def test_one_line_tells_the_event_and_where_it_is_told() -> None:
    text = (
        "[A1 Gunmen] [E1=ASSAULT.firearms opened fire on] [R1 Kosovo police] in [P1 Banjska] on [T1 Sunday],"
        " killing [K1=killed at least two officers] and wounding [K1=injured one]."
    )
    assert happened(text) == [
        "  ASSAULT firearms · gunmen → police · Banjska · 24 Sep 2023 · at least 2 killed, 1 injured · happened  [7-21]"
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert happened("[R1 The pipeline] was [E1=ASSAULT blown up].") == [
        "  ASSAULT · (nobody named) → “The pipeline” · happened  [17-25]"
    ]
    assert happened("A post was [E1=ASSAULT attacked].") == ["  ASSAULT · happened  [11-19]"]


def test_who_says_it_and_who_denies_it_stand_below() -> None:
    text = (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 Serbia] had [E1=MOBILIZE massed] troops].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 the claim]."
    )
    assert happened(text) == [
        "  MOBILIZE · Serbia · happened  [26-32]",
        "      said by Jan Kowal: Serbia had massed troops  [15-39]",
        "      denied by Ana Ruiz: the claim  [58-67]",
    ]


def test_what_the_report_tells_as_well_is_said() -> None:
    text = (
        "[A1 Serbia] [E1=MOBILIZE massed] troops.\n[S1 Jan Kowal] [C1 said] [Q1 the [E2=MOBILIZE deployment] went on]."
    )
    assert happened(text)[-1] == "      told by the report itself as well"
    assert happened(text.splitlines()[0]) == ["  MOBILIZE · Serbia · happened  [7-13]"]


def test_a_speaker_who_is_not_known_stands_by_his_words() -> None:
    text = "[S1 A clerk] [C1 said] [Q1 [A1 Serbia] had [E1=MOBILIZE massed] troops]."
    assert happened(text)[1] == "      said by A clerk: Serbia had massed troops  [13-37]"
    text = "It [C1 was reported] [Q1 that [A1 Serbia] had [E1=MOBILIZE massed] troops]."
    assert happened(text)[1].startswith("      said by somebody not named: ")


def test_long_statements_are_cut_at_a_word() -> None:
    text = (
        f"[S1 Jan Kowal] [C1 said] [Q1 [A1 Serbia] had [E1=MOBILIZE massed] troops {'on every road ' * 9}and bridge]."
    )
    said = happened(text)[1].partition(": ")[2].partition("  [")[0]
    assert said.endswith("on every …")
    assert len(said) <= 92


def test_evidence_shows_each_sentence_that_tells_it() -> None:
    text = "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar]. It rained. The [E2=ASSAULT raid] took an hour."
    assert len(happened(text)) == 1
    assert happened(text, evidence=True)[1:] == [
        "      “Gunmen raided Tungar.”  [0-21]",
        "      “The raid took an hour.”  [33-55]",
    ]


def test_events_stand_in_order_of_time_then_of_the_text() -> None:
    text = (
        "[E1=PROTEST Marches]. A [E2=ASSAULT.firearms shooting] on [T2 Monday]. A [E3=CONSULT visit] on [T3 Sunday].\n"
        "An [E4=AID airlift]. A [E5=COERCE seizure] on [T5 Sunday]."
    )
    reading = reading_of(scene(text, {}, {}, TIMES))
    # those without a time come last
    kinds = [line.split(" · ")[0].strip() for line in shown(reading)["What happened"]]
    assert kinds == ["CONSULT", "COERCE", "ASSAULT firearms", "PROTEST", "AID"]


def test_what_did_not_happen_or_not_yet_has_a_title_of_its_own() -> None:
    text = "They [E1=PROTEST~ongoing march]. They [E2=ASSAULT~negated shot] nobody. " + " ".join(
        f"They {kind} [E{number}=AID~{kind} help]."
        for number, kind in enumerate(("future", "threatened", "demanded", "hypothetical"), 3)
    )
    found = shown(reading_of(scene(text)))
    titles = list(found)
    assert titles == ["What happened", "What was demanded, threatened, planned or supposed"]
    assert [line.split(" · ")[1].split()[0] for line in found[titles[0]]] == ["ongoing", "negated"]
    told = [line.split(" · ")[1].split()[0] for line in found[titles[1]]]
    assert told == ["future", "threatened", "demanded", "hypothetical"]


def test_no_events_no_lines() -> None:
    assert set(map(tuple, shown(reading_of(scene("It rained."))).values())) == {()}


REPORT = report_of("Gunmen raided Tungar on Sunday.")


def event_of(report: Report = REPORT, **changes: object) -> Event:
    trigger = report.span(0, 6)
    plain = Event(
        "e", "ASSAULT", None, "happened", (), (), None, None, (), (), (), trigger, (report.span(0, 8),), 0.9, mentions=(trigger,)
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def line_of(report: Report = REPORT, places: tuple[Place, ...] = (), **changes: object) -> str:
    annotation = Annotation(report.id, "m", "1", (), (), ())
    reading = Reading(report, annotation, places=places, events=(event_of(report, **changes),))
    [line] = shown(reading)["What happened"]
    return line


WHENS: list[tuple[tuple[str | None, str | None, WhenPrecision, bool], str]] = [
    (("2023-09-24", "2023-09-24", "day", False), "24 Sep 2023"),
    (("2023-09-24T18:30", "2023-09-24T18:30", "minute", False), "24 Sep 2023"),
    (("2023-09-24T18:00", "2023-09-25T04:00", "part-of-day", False), "24 Sep 2023"),
    (("2023-09-18", "2023-09-24", "week", False), "18 Sep 2023 to 24 Sep 2023"),
    (("2023-09-01", "2023-09-30", "month", False), "Sep 2023"),
    (("2023-01-01", "2023-12-31", "year", False), "2023"),
    (("1990-01-01", "1999-12-31", "decade", False), "1 Jan 1990 to 31 Dec 1999"),
    (("2023-09-01", "2023-09-30", "month", True), "about Sep 2023"),
    ((None, None, "unknown", False), "“on Sunday”"),
]


@pytest.mark.parametrize(("when", "expected"), WHENS)
def test_times(when: tuple[str | None, str | None, WhenPrecision, bool], expected: str) -> None:
    start, end, precision, vague = when
    made = When(start, end, precision, "relative", REPORT.span(21, 30), vague)
    assert line_of(when=made) == f"  ASSAULT · {expected} · happened  [0-6]"


FIGURES: list[tuple[float | None, float | None, bool, str]] = [
    (3, 3, False, "3"),
    (0, 0, False, "0"),
    (20, 20, True, "about 20"),
    (3, None, False, "at least 3"),
    (None, 30, False, "up to 30"),
    (12, 99, True, "12 to 99"),
    (2_500_000, 2_500_000, False, "2,500,000"),
]


@pytest.mark.parametrize(("low", "high", "approximate", "expected"), FIGURES)
def test_figures(low: float | None, high: float | None, approximate: bool, expected: str) -> None:
    one = Count("killed", None, low, high, approximate, None, REPORT.span(0, 6))
    assert line_of(counts=(one,)) == f"  ASSAULT · {expected} killed · happened  [0-6]"


def test_claims_of_one_thing_stand_side_by_side_and_equal_ones_once() -> None:
    def count(what: str, low: float, start: int) -> Count:
        return Count(what, None, low, low, False, None, REPORT.span(start, start + 1))  # type: ignore[arg-type]

    counts = (count("killed", 2, 0), count("injured", 5, 1), count("killed", 3, 2), count("killed", 2, 3))
    assert line_of(counts=counts) == "  ASSAULT · 2 or 3 killed, 5 injured · happened  [0-6]"


def test_a_place_keeps_the_words_that_bound_it() -> None:
    place = Place("p", "Tungar", "MLI", None, 1.0, 2.0, "city", qualifier="near")
    assert line_of(places=(place,), place="p") == "  ASSAULT · near Tungar · happened  [0-6]"
    border = replace(place, name="border of Mali and Niger", qualifier="border")
    assert line_of(places=(border,), place="p") == "  ASSAULT · border of Mali and Niger · happened  [0-6]"


def test_a_type_of_a_users_own_codebook_stands_beside_the_codebooks() -> None:
    assert line_of(refined="raid-on-village", mode="raid") == "  ASSAULT raid (raid-on-village) · happened  [0-6]"


HOSTILE = "\x1b[31mred [bold]b[/bold] \x07\u202eback\u2066 a\nb"


def hostile_reading(word: str, modality: Modality = "happened") -> Reading:
    """A reading in which every word that can be shown is the given one."""
    report = Report("r", "s", word, ())
    whole = Span.of(word, 0, len(word))
    actor = Actor("a", word, "person")
    place = Place("p", word, None, None, None, None, "none", qualifier=word)
    statement = Statement("s", None, whole, None, None, None, (whole,), "direct", "asserts")
    denial = replace(statement, id="d", speaker="a", stance="denies")
    event = Event(
        "e",
        "ASSAULT",
        None,
        modality,
        ("a",),
        (),
        "p",
        When(None, None, "unknown", "unknown", whole),
        (),
        ("s",),
        ("d",),
        whole,
        (whole,),
        0.5,
        recipient_spans=(whole,),
        mentions=(whole,),
    )
    annotation = Annotation("r", "m", "1", (), (), ())
    return Reading(report, annotation, (actor,), (place,), (), (statement, denial), (event,))


def test_hostile_text_is_shown_as_text() -> None:
    lines = shown(hostile_reading(HOSTILE), evidence=True)["What happened"]
    assert len(lines) == 5
    for line in lines[:3] + lines[4:]:
        assert "<U+001B>[31mred [bold]b[/bold] <U+0007><U+202E>back<U+2066> a b" in line
    assert not set("".join(lines)) & set("\x1b\x07\u202e\u2066\n")


@given(st.text(min_size=1, max_size=60), st.sampled_from(["happened", "demanded"]))
def test_any_text_stays_on_its_line(word: str, modality: Modality) -> None:
    for lines in shown(hostile_reading(word, modality), evidence=True).values():
        for line in lines:
            assert len(line.splitlines()) == 1
            assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in line)
            line.encode()
