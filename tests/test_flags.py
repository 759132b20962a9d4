"""Flags name what an editor should look at: two spellings, a weekday that does not fit, a source without a name."""

from __future__ import annotations

import pytest
from builders import actor_of, cast_of, marked, report_of

from tocsin.events import EventsOptions, find_flags, read_statements
from tocsin.events.spellings import are_spellings, name_words
from tocsin.records import Annotation, Flag, Place, Report, Resolution, When


def flags_of(text: str, cast: dict[str, str] | None = None, published: str | None = None) -> tuple[Flag, ...]:
    passage = marked(text, published)
    resolution = cast_of(passage.report, cast or {})
    statements, _ = read_statements(passage.report, passage.annotation, resolution, EventsOptions())
    return find_flags(passage.report, passage.annotation, resolution, statements, (), EventsOptions())


SPELLINGS = [
    ("Albin Kurto", "Alban Kurto", True),
    ("Matthew Bell", "Mathew Bell", True),
    ("Volodymyr Hrytsenko", "Vladimir Hrytsenko", True),
    ("Mohammed Ali", "Muhammad Ali", True),
    ("Khaled al-Hamad", "Khalid al Hamad", True),
    ("Zelenskiy", "Zelenskyy", True),
    ("Hezbollah", "Hizbullah", True),
    ("Omar al Hadi", "Omar Alhady", True),
    ("Vojislav Djuric", "Djurich", True),
    ("Kyiv", "Kiev", True),
    ("Mitrovica", "Mitrovicë", True),
    # short forms, titles, accents, initials, endings and British spelling are no variants
    ("Ana Ruiz", "Ruiz", False),
    ("President Ana Ruiz", "Ana Ruiz", False),
    ("A. Ruiz", "Ana Ruiz", False),
    ("Vojislav Đurić", "Vojislav Duric", False),
    ("Vojislav Đurić", "Djuric", False),
    ("Jürgen Müller", "Jurgen Mueller", False),
    ("Ana Ruiz’s", "Ana Ruiz", False),
    ("the defence ministry", "the defense ministry", False),
    ("Serbia", "Serbian", False),
    ("Ukraine", "Ukrainian", False),
    ("Corrona", "Corona", True),
    ("UN", "United Nations", False),
    ("Ana Ruiz", "Juan Perez", False),
    ("Ana Ruiz", "Ina Reis", False),
    ("Gaza", "Gaza City", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), SPELLINGS)
def test_spellings_are_told_from_short_forms(one: str, other: str, expected: bool) -> None:
    left, right = name_words(one, "titles"), name_words(other, "titles")
    assert are_spellings(left, right) is expected
    assert are_spellings(right, left) is expected


def test_a_name_spelt_twice_shows_both_with_all_their_places() -> None:
    text = "[PER Albin Kurto] spoke. Later [PER Alban Kurto] left, and [PER Albin Kurto] slept. So did [PER Kurto]."
    [flag] = flags_of(text, {"Kurto": "Albin Kurto; Alban Kurto; Kurto"})
    assert flag.kind == "name-variant"
    assert flag.message == "One person is spelt in two ways: “Albin Kurto” (2×) and “Alban Kurto” (1×)."
    assert [span.quote for span in flag.spans] == ["Albin Kurto", "Alban Kurto", "Albin Kurto"]


def test_three_spellings_make_one_flag() -> None:
    [flag] = flags_of("[PER Zelenskiy], [PER Zelenskyy], [PER Zelensky]", {"Z": "Zelenskiy; Zelenskyy; Zelensky"})
    assert flag.message.startswith("One person is spelt in three ways: ")
    assert len(flag.spans) == 3


def test_pronouns_and_titles_of_an_actor_are_no_spellings() -> None:
    assert (
        flags_of("[PER Ana Ruiz] left. The minister slept. She woke.", {"Ana Ruiz": "Ana Ruiz; The minister; She"})
        == ()
    )


def test_a_place_spelt_twice_is_flagged() -> None:
    report = report_of("Shells fell on Kyiv. In Kiev, northern Kyiv above all, windows broke.")
    mentions = actor_of(report, "Kyiv", "Kyiv", "Kiev", "northern Kyiv").mentions
    place = Place("p", "Kyiv", "UKR", None, 50.45, 30.52, "city", mentions=mentions)
    resolution = Resolution(report.id, places=(place,))
    [flag] = find_flags(report, _unmarked(report), resolution, (), (), EventsOptions())
    assert flag.message == "One place is spelt in two ways: “Kyiv” (2×) and “Kiev” (1×)."


def _unmarked(report: Report) -> Annotation:
    return Annotation(report.id, "by-hand", "1", (), (), ())


DATES = [
    ("The raid on Sunday 25 September 2023 killed two.", None, ["Sunday 25 September 2023", "a Monday."]),
    ("The raid on Sunday 24th September killed two.", "2023-09-30", []),
    ("They met on Tuesday 3rd March.", "2023-09-29", ["Tuesday 3rd March", "a Friday, the year being worked out."]),
    ("They met on Friday, March 6, 2020, and on Friday, March 13, 2020.", None, []),
    ("They met on Wednesday, 4 March 2020 and Friday, 5 March 2020.", None, ["Friday, 5 March 2020", "a Thursday."]),
    ("They met on Sunday.\nThe army has 24 tanks.", "2023-09-29", []),
    ("They will meet on Friday 31st April.", "2020-03-10", []),
]


@pytest.mark.parametrize(("text", "published", "expected"), DATES)
def test_weekdays_that_do_not_fit(text: str, published: str | None, expected: list[str]) -> None:
    flags = flags_of(text, published=published)
    if not expected:
        assert flags == ()
        return
    [flag] = flags
    assert flag.kind == "date-mismatch"
    assert [span.quote for span in flag.spans] == expected[:1]
    assert flag.message.endswith(expected[1])


def test_the_year_of_a_mismatch_comes_from_the_resolved_date() -> None:
    report = report_of("It began on Monday 24 September.")
    span = report.span(12, 31)
    resolution = Resolution(report.id, whens=(When("2023-09-24", "2023-09-24", "day", "inferred", span),))
    [flag] = find_flags(report, _unmarked(report), resolution, (), (), EventsOptions())
    assert "24 September 2023 is a Sunday" in flag.message


UNNAMED = [
    ("[S1 A source close to the ministry] [C1 said] [Q1 the deal was dead].", {}, "A source close to the ministry"),
    ("[S1 Officials] [C1 said] [Q1 the deal was dead].", {}, "Officials"),
    ("[S1 US officials] [C1 said] [Q1 the deal was dead].", {"US officials": "group:"}, "US officials"),
    (
        "[S1 A senior official], who asked not to be named, [C1 said] [Q1 the deal was dead].",
        {},
        "A senior official, who asked not to be named",
    ),
    ("[Q1 The deal is dead], [S1 a diplomat] [C1 said], speaking on condition of anonymity.", {}, "a diplomat"),
    (
        "[S1 Two aid workers who asked not to be named] [C1 said] [Q1 planes came].",
        {},
        "Two aid workers who asked not to be named",
    ),
    ("[S1 Local media] [C1 reported] [Q1 three flights].", {}, "Local media"),
    ("[S1 An aide to [PER Juan Perez]] [C1 said] [Q1 planes came].", {"Juan Perez": ""}, "An aide to Juan Perez"),
    (
        "[S1 Witnesses in Kasindi] [C1 said] [Q1 shots rang out].",
        {"w": "group:Witnesses in Kasindi"},
        "Witnesses in Kasindi",
    ),
    (
        "[S1 The Secretary] [C1 welcomed] [Q1 the truce], according to a department official.",
        {"Secretary": "The Secretary"},
        "a department official",
    ),
    # somebody or some body is named
    ("[S1 [PER Ana Ruiz], a senior official,] [C1 said] [Q1 the deal was dead].", {"Ana Ruiz": ""}, None),
    ("[S1 The ministry] [C1 said] [Q1 the deal was dead].", {"ministry": "organisation:The ministry"}, None),
    ("[S1 A spokesman for [ORG UNIFIL]] [C1 said] [Q1 the deal was dead].", {"UNIFIL": "organisation:"}, None),
    ("[S1 [ORG Police]] [C1 said] [Q1 shots rang out].", {"Police": "organisation:"}, None),
    ("[PER Ana Ruiz] won. [S1 The official] [C1 said] [Q1 so].", {"Ana Ruiz": "Ana Ruiz; The official"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cast", "quote"), UNNAMED)
def test_sources_without_a_name(text: str, cast: dict[str, str], quote: str | None) -> None:
    flags = flags_of(text, cast)
    assert [(flag.kind, flag.spans[0].quote) for flag in flags] == ([("unnamed-source", quote)] if quote else [])


CLAIMS = [
    ("It [C1 was reported] [Q1 that the garrison had left].", "It was reported that the garrison had left"),
    (
        "It was in what has been described as the worst raids in years.",
        "has been described as the worst raids",
    ),
    ("The mayor reportedly fled to Lomé.", "reportedly fled to Lomé"),
    ("The drivers are believed to be alive.", "are believed to be alive"),
    ("She said: “It is said that he reportedly fled.”", None),
    ("The raid has been described by Ruiz as the worst in years.", None),
    ("The mayor reported the theft.", None),
]


@pytest.mark.parametrize(("text", "shown"), CLAIMS)
def test_claims_without_a_source(text: str, shown: str | None) -> None:
    flags = flags_of(text)
    assert len(flags) == (shown is not None)
    assert shown is None or flags[0].message.startswith(f"A claim without a source: “{shown}")


def test_one_flag_for_each_source_phrase() -> None:
    text = "[S1 Officials] [C1 said] [Q1 it was over]. [S2 Officials] [C2 said] [Q2 it was not over at all]."
    [flag] = flags_of(text)
    assert [span.start for span in flag.spans] == [0, len("Officials said it was over. ")]


def test_flags_stand_in_order_and_are_capped() -> None:
    text = "\n".join(f"[S{n} A {w} source] [C{n} said] [Q{n} it was so]." for n, w in enumerate("abcdefgh", 1))
    passage = marked(text)
    resolution = cast_of(passage.report, {})
    statements, _ = read_statements(passage.report, passage.annotation, resolution, EventsOptions())
    flags = find_flags(passage.report, passage.annotation, resolution, statements, (), EventsOptions(flags_per_kind=3))
    assert [flag.spans[0].quote for flag in flags] == ["A a source", "A b source", "A c source"]
