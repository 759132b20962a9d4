"""Date expressions: what is found, what is passed over, and which days are meant."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.date_values import DateValue
from tocsin.language.dates import find_dates, looks_ahead, resolve_date, weekday_mismatch

REFERENCE = "2023-09-30"  # a Saturday

# (text, expression, start, end, precision, basis, vague)
CASES = [
    # full dates, both orders, figures
    ("On September 24, 2023, three died.", "September 24, 2023", "2023-09-24", "2023-09-24", "day", "stated", False),
    ("on Sunday 24 September 2023 in Goma", "Sunday 24 September 2023", "2023-09-24", "2023-09-24", "day", "stated", 0),
    ("on the 24th of May 2021", "24th of May 2021", "2021-05-24", "2021-05-24", "day", "stated", False),
    ("on 24/09/2023 it", "24/09/2023", "2023-09-24", "2023-09-24", "day", "stated", False),
    ("on 2023-09-24 it", "2023-09-24", "2023-09-24", "2023-09-24", "day", "stated", False),
    ("on 24.9.23 it", "24.9.23", "2023-09-24", "2023-09-24", "day", "stated", False),
    ("on 03/05/2021 it", "03/05/2021", "2021-05-03", "2021-05-03", "day", "stated", True),
    ("Mon 25 Sept 2023:", "Mon 25 Sept 2023", "2023-09-25", "2023-09-25", "day", "stated", False),
    ("on May 5 2020.", "May 5 2020", "2020-05-05", "2020-05-05", "day", "stated", False),
    # the year is missing
    ("killed on Sunday 24th September that", "Sunday 24th September", "2023-09-24", "2023-09-24", "day", "inferred", 0),
    ("the September 24th violence", "September 24th", "2023-09-24", "2023-09-24", "day", "inferred", False),
    ("left on Dec. 24.", "Dec. 24", "2022-12-24", "2022-12-24", "day", "inferred", False),
    ("will vote on 24 December", "24 December", "2023-12-24", "2023-12-24", "day", "inferred", False),
    ("met on Sunday 24th", "Sunday 24th", "2023-09-24", "2023-09-24", "day", "inferred", False),
    ("clashes last week on Sunday 24 September", "last week on Sunday 24 September", "2023-09-24", "2023-09-24", "day",
     "inferred", False),
    ("on 5 May next year", "5 May next year", "2024-05-05", "2024-05-05", "day", "relative", False),
    # weekdays
    ("was shot on Friday", "Friday", "2023-09-29", "2023-09-29", "day", "relative", False),
    ("was shot on Saturday", "Saturday", "2023-09-30", "2023-09-30", "day", "relative", False),
    ("they will meet on Friday", "Friday", "2023-10-06", "2023-10-06", "day", "relative", False),
    ("last Saturday", "last Saturday", "2023-09-23", "2023-09-23", "day", "relative", False),
    ("next Monday", "next Monday", "2023-10-02", "2023-10-02", "day", "relative", False),
    ("Monday last week", "Monday last week", "2023-09-18", "2023-09-18", "day", "relative", False),
    ("since Thursday, troops", "Thursday", "2023-09-28", "2023-09-30", "day", "relative", False),
    # times of day
    ("early on Monday it began", "early on Monday",
     "2023-09-25T00:00", "2023-09-25T09:00", "part-of-day", "relative", 0),
    ("late Wednesday night", "late Wednesday night",
     "2023-09-27T18:00", "2023-09-28T06:00", "part-of-day", "relative", 0),
    ("in the early hours of Tuesday", "the early hours of Tuesday", "2023-09-26T00:00", "2023-09-26T06:00",
     "part-of-day", "relative", False),
    ("on the night of 3 May 2022", "the night of 3 May 2022", "2022-05-03T18:00", "2022-05-04T06:00", "part-of-day",
     "stated", False),
    ("at 6:30 p.m. on Tuesday", "6:30 p.m. on Tuesday",
     "2023-09-26T18:30", "2023-09-26T18:30", "minute", "relative", 0),
    ("Tuesday at around 6am", "Tuesday at around 6am",
     "2023-09-26T06:00", "2023-09-26T06:00", "hour", "relative", False),
    ("fled overnight from", "overnight", "2023-09-29T18:00", "2023-09-30T06:00", "part-of-day", "relative", False),
    ("overnight into Monday", "overnight into Monday",
     "2023-09-24T18:00", "2023-09-25T06:00", "part-of-day", "relative", False),
    ("was hit last night", "last night", "2023-09-29T18:00", "2023-09-30T06:00", "part-of-day", "relative", False),
    # counted from the reference
    ("three days ago", "three days ago", "2023-09-27", "2023-09-27", "day", "relative", False),
    ("twenty-five years ago", "twenty-five years ago", "1998-01-01", "1998-12-31", "year", "relative", False),
    ("a few days ago", "a few days ago", "2023-09-25", "2023-09-28", "day", "relative", True),
    ("the day before yesterday", "the day before yesterday", "2023-09-28", "2023-09-28", "day", "relative", False),
    ("last week", "last week", "2023-09-18", "2023-09-24", "week", "relative", False),
    ("late last month", "late last month", "2023-08-21", "2023-08-31", "month", "relative", True),
    ("earlier this week", "earlier this week", "2023-09-25", "2023-09-30", "week", "relative", True),
    ("in the past 24 hours", "the past 24 hours", "2023-09-29", "2023-09-30", "day", "relative", False),
    ("over the next two weeks", "the next two weeks", "2023-09-30", "2023-10-14", "week", "relative", False),
    ("last weekend", "last weekend", "2023-09-23", "2023-09-24", "day", "relative", False),
    # longer stretches
    ("in early September 2022", "early September 2022", "2022-09-01", "2022-09-10", "month", "stated", True),
    ("in mid-March", "mid-March", "2023-03-11", "2023-03-20", "month", "inferred", True),
    ("in September last year", "September last year", "2022-09-01", "2022-09-30", "month", "relative", False),
    ("in 2019 it", "2019", "2019-01-01", "2019-12-31", "year", "stated", False),
    ("at the end of 2021", "the end of 2021", "2021-11-01", "2021-12-31", "year", "stated", True),
    ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", "decade", "stated", False),
    ("music of the ’90s", "the ’90s", "1990-01-01", "1999-12-31", "decade", "inferred", False),
    ("the summer of 2022", "the summer of 2022", "2022-06-01", "2022-08-31", "season", "stated", True),
    ("last winter", "last winter", "2022-12-01", "2023-02-28", "season", "relative", True),
    ("on New Year's Eve", "New Year's Eve", "2022-12-31", "2022-12-31", "day", "inferred", False),
    ("during Ramadan", "Ramadan", None, None, "unknown", "unknown", False),
    # ranges
    ("between 3 and 5 May", "3 and 5 May", "2023-05-03", "2023-05-05", "day", "inferred", False),
    ("from 24 September to 3 October 2021", "24 September to 3 October 2021",
     "2021-09-24", "2021-10-03", "day", "stated", False),
    ("from December to February 2022", "December to February 2022", "2021-12-01", "2022-02-28", "month", "stated", 0),
    ("from Monday to Wednesday", "Monday to Wednesday", "2023-09-25", "2023-09-27", "day", "relative", False),
    ("Friday to Monday", "Friday to Monday", "2023-09-22", "2023-09-25", "day", "relative", False),
    ("the March-April floods", "March-April", "2023-03-01", "2023-04-30", "month", "inferred", False),
    ("the war of 2014–18", "2014–18", "2014-01-01", "2018-12-31", "year", "stated", False),
    ("Sunday night into Monday", "Sunday night into Monday", "2023-09-24T18:00", "2023-09-25", "day", "relative", 0),
    # counted from a date in the text
    ("two days after 3 May 2022", "two days after 3 May 2022", "2022-05-05", "2022-05-05", "day", "relative", False),
    ("25 years after 1999", "25 years after 1999", "2024-01-01", "2024-12-31", "year", "relative", False),
    ("a week after the raid", "a week after", None, None, "unknown", "unknown", False),
]  # fmt: skip

NO_DATES = [
    "May said the march would March on.",
    "The minister may go; Sun readers sat down in second place.",
    "He sold 2000 rifles, 2,500 tents and 1914 mines.",
    "The fall of Goma, the Arab Spring and a two-day visit under a 24-hour curfew.",
    "A man in his 50s read The Sunday Times in Room 1922.",
    "April Ndolo and August Diallo met Mrs May; score 2:1.",
    "the last attempt, the next president, the last day of talks",
    "Resolution 1701 and Agenda 2030 passed 9/11",
]


@pytest.mark.parametrize(("text", "quote", "start", "end", "precision", "basis", "vague"), CASES)
def test_found_and_resolved(text: str, quote: str, start: str, end: str, precision: str, basis: str, vague: bool):
    found = find_dates(text)
    assert [one.text for one in found] == [quote]
    value = resolve_date(found[0], REFERENCE, future=looks_ahead(text, found[0]))
    expected = (start, end, precision, basis, bool(vague))
    assert (value.start, value.end, value.precision, value.basis, value.vague) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date(text: str):
    assert [one.text for one in find_dates(text) if not one.weak] == []


def test_several_in_one_sentence():
    text = "On Monday, two days before the vote of 4 May 2022, and again in June, at dawn on Friday, they came."
    assert [one.text for one in find_dates(text)] == [
        "Monday", "two days before", "4 May 2022", "June", "dawn on Friday",
    ]  # fmt: skip


def test_a_number_after_a_month_may_belong_to_what_follows():
    text = "In March 10 people died, on March 10 two more."
    assert [one.text for one in find_dates(text)] == ["March", "March 10"]


def test_habits_are_weak():
    assert [(one.text, one.weak) for one in find_dates("after Friday prayers and every Monday")] == [
        ("Friday", True), ("Monday", True),
    ]  # fmt: skip


def test_what_counts_from_the_text_says_so():
    text = "Two days earlier they met; the following day, that night and a week later they did not. The next day, rain."
    anchors = {one.text: one.anchor for one in find_dates(text)}
    assert set(anchors.values()) == {"text"}
    assert set(anchors) == {"Two days earlier", "the following day", "that night", "a week later", "The next day"}


def test_without_a_reference_only_complete_dates_resolve():
    for text, known in [("on Sunday", False), ("on 4 May", False), ("on 4 May 2022", True), ("in 2021", True)]:
        value = resolve_date(find_dates(text)[0], None)
        assert (value.start is not None) is known
        assert (value.basis == "unknown") is not known


def test_both_orders_of_figures_are_weighed():
    expression = find_dates("on 05/03/2024")[0]
    assert expression.swapped
    assert resolve_date(expression, "2024-06-01").start == "2024-03-05"
    assert resolve_date(expression, "2024-01-31").start == "2024-03-05"
    early = find_dates("on 03/11/2024")[0]
    assert resolve_date(early, "2024-06-01").start == "2024-03-11"


def test_weekdays_are_checked():
    expression = find_dates("on Monday 24 September")[0]
    assert weekday_mismatch(expression, 2023) == "Sunday"
    assert weekday_mismatch(expression, 2018) is None
    assert weekday_mismatch(expression) is None
    assert weekday_mismatch(find_dates("on Monday 24 September 2023")[0]) == "Sunday"
    assert weekday_mismatch(find_dates("on 24 September 2023")[0]) is None


def test_looking_ahead():
    for text, ahead in [
        ("The talks will be held on Friday in Goma.", True),
        ("The talks were held on Friday, and the sides will meet again.", False),
        ("The army is to leave by Friday.", True),
        ("Troops due on Friday did not come.", True),
        ("On Friday, police said they would look into it.", False),
        ("Next week it rains.", True),
        ("Men fired on a boat before sunrise on Friday.", False),
        ("They must be gone before Friday.", True),
    ]:
        assert looks_ahead(text, find_dates(text)[0]) is ahead, text


WORDS = (
    "on in at the of last next this two 3 24 2023 24th May March Sunday Monday night overnight early late mid - to "
    "and between from since ago earlier days weeks years 1990s 6:30 p.m. , . \n\n September Sept. 31 30 February week "
    "year weekend summer Ramadan yesterday day before after following 24/09/2023 2014-18 99"
)
VOCABULARY = st.sampled_from(WORDS.split(" "))


@given(st.one_of(st.text(max_size=60), st.lists(VOCABULARY, max_size=14).map(" ".join)), st.booleans())
def test_never_raises_and_offsets_hold(text: str, future: bool):
    last = 0
    for one in find_dates(text):
        assert last <= one.start < one.end
        assert text[one.start : one.end] == one.text
        last = one.end
        for reference in (None, REFERENCE, "0001-01-01", "9999-12-31", "nonsense"):
            value = resolve_date(one, reference, future=future)
            assert isinstance(value, DateValue)
            assert (value.start is None) == (value.end is None) == (value.basis == "unknown")
            if value.start and value.end:
                assert value.start[:10] <= value.end[:10]
                datetime.datetime.fromisoformat(value.start)
                datetime.datetime.fromisoformat(value.end)
        looks_ahead(text, one)
        weekday_mismatch(one, 2023)
