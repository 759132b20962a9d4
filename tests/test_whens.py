"""Dates of a report as intervals, counted from the date published and from one another."""

from __future__ import annotations

import pytest

from tests.builders import marked, report_of
from tocsin.language.published import infer_published
from tocsin.records import Annotation, Report, When
from tocsin.resolve.options import ResolveOptions
from tocsin.resolve.whens import resolve_whens


def whens_of(*paragraphs: str, published: str | None = "2023-09-30") -> list[When]:
    """Resolve the dates of a report of plain paragraphs without marks."""
    report = report_of(*paragraphs, published=published)
    return list(resolve_whens(report, Annotation(report.id, "by-hand", "1", (), (), ()), ResolveOptions()))


def brief(whens: list[When]) -> list[tuple[str, str | None, str]]:
    """What a test compares: words, first day, basis."""
    return [(when.span.quote, when.start, when.basis) for when in whens]


def test_counted_from_the_date_published():
    whens = whens_of("! Two die in Goma", "They were shot on Friday. Police came on 3 May. It began in 2019.")
    assert brief(whens) == [
        ("Friday", "2023-09-29", "relative"),
        ("3 May", "2023-05-03", "inferred"),
        ("2019", "2019-01-01", "stated"),
    ]
    assert "2023-09-30" in whens[0].why
    assert "metadata" in whens[0].why


def test_counted_from_a_day_told_before():
    whens = whens_of(
        "The post was taken on 4 May 2022. Two days earlier, envoys had met. The following day they left, at 6 p.m."
    )
    assert brief(whens) == [
        ("4 May 2022", "2022-05-04", "stated"),
        ("Two days earlier", "2022-05-02", "relative"),
        ("The following day", "2022-05-03", "relative"),
        ("6 p.m.", "2022-05-03T18:00", "relative"),
    ]
    assert "4 May 2022" in whens[1].why


def test_a_time_of_day_may_stand_before_its_day():
    whens = whens_of("At about 9 a.m. shells fell, police said on Thursday.")
    assert brief(whens)[0] == ("about 9 a.m.", "2023-09-28T09:00", "relative")


def test_the_day_before_counts_from_the_day_told_where_no_event_follows():
    whens = whens_of("The army said on Saturday that it had shelled a camp the day before and in a clash killed two.")
    assert brief(whens)[1] == ("the day before", "2023-09-29", "relative")
    assert brief(whens_of("He spoke on Saturday, the day before the vote."))[1] == ("the day before", None, "unknown")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They were freed on Monday, ten days after they had been taken.", "2023-09-15"),
        ("Ten days after they had been taken, the men were freed on Monday.", "2023-09-15"),
        # the day is that of what follows
        ("They were freed ten days after the raid of 3 September.", None),
        ("They were freed ten days after they had been taken.", None),
    ],
)
def test_so_long_after_an_event_dates_that_event(text: str, start: str | None):
    (lapse,) = (when for when in whens_of(text) if when.span.quote.endswith("after"))
    assert lapse.start == start


def test_what_cannot_be_counted_is_kept_as_unknown():
    whens = whens_of("The next day they left. Years after the war, on Monday, it rained.", published=None)
    assert brief(whens) == [("The next day", None, "unknown"), ("Monday", None, "unknown")]
    assert all(when.why for when in whens)


@pytest.mark.parametrize("word", ["will meet", "are to meet"])
def test_the_future_is_told_from_the_past(word: str):
    (ahead,) = whens_of(f"The sides {word} on Tuesday.")
    assert ahead.start == "2023-10-03"
    (behind,) = whens_of("The sides met on Tuesday.")
    assert behind.start == "2023-09-26"


def test_marks_that_the_rules_cannot_read_are_kept():
    made = marked("They fled [DATE at harvest time] and again [DATE on Monday].", "2023-09-30")
    whens = resolve_whens(made.report, made.annotation, ResolveOptions())
    assert brief(list(whens)) == [("at harvest time", None, "unknown"), ("Monday", "2023-09-25", "relative")]


def test_weak_expressions_need_a_mark():
    assert whens_of("Crowds left after Friday prayers.") == []
    made = marked("Crowds left after [DATE Friday] prayers.", "2023-09-30")
    assert brief(list(resolve_whens(made.report, made.annotation, ResolveOptions())))[0][1] == "2023-09-29"


def test_an_inferred_date_published_says_so():
    made = report_of("Clashes broke out last week on Sunday 24th September.", "On Friday 29th September envoys met.")
    report = Report(
        made.id,
        made.source,
        made.text,
        made.blocks,
        published=infer_published(made.text, metadata_date=None, as_of="2026-01-01"),
    )
    whens = resolve_whens(report, Annotation(report.id, "by-hand", "1", (), (), ()), ResolveOptions())
    assert brief(list(whens)) == [
        ("last week on Sunday 24th September", "2023-09-24", "inferred"),
        ("Friday 29th September", "2023-09-29", "inferred"),
    ]
    assert "is inferred" in whens[0].why
    assert all(report.text[when.span.start : when.span.end] == when.span.quote for when in whens)
