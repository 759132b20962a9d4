"""Quantities: their bounds, their kinds, and what is no quantity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.numbers import find_numbers

# (text, expression, low, high, approximate)
CASES = [
    ("three people", "three", 3, 3, False),
    ("at least three people", "at least three", 3, None, False),
    ("no fewer than 5 men", "no fewer than 5", 5, None, False),
    ("more than two dozen men", "more than two dozen", 24, None, False),
    ("up to 10,000 men", "up to 10,000", None, 10000, False),
    ("as many as thirty gunmen", "as many as thirty", None, 30, False),
    ("fewer than 20 men", "fewer than 20", None, 20, False),
    ("about 200 arrests", "about 200", 200, 200, True),
    ("some 1,500 troops", "some 1,500", 1500, 1500, True),
    ("an estimated 100 men", "an estimated 100", 100, 100, True),
    ("at least about 40 men", "at least about 40", 40, None, True),
    ("20 or more men", "20 or more", 20, None, False),
    ("20-odd men", "20-odd", 20, 20, True),
    ("1.5 million people", "1.5 million", 1500000, 1500000, False),
    ("300M views", "300M", 300000000, 300000000, False),
    ("twenty-five men", "twenty-five", 25, 25, False),
    ("three hundred and fifty men", "three hundred and fifty", 350, 350, False),
    ("two thousand five hundred men", "two thousand five hundred", 2500, 2500, False),
    ("a dozen men", "a dozen", 12, 12, False),
    ("half a dozen men", "half a dozen", 6, 6, False),
    ("a hundred men", "a hundred", 100, 100, False),
    ("dozens of men", "dozens", 12, 99, True),
    ("scores of men", "scores", 20, 99, True),
    ("hundreds of men", "hundreds", 100, 999, True),
    ("tens of thousands of men", "tens of thousands", 10000, 99999, True),
    ("several men", "several", 3, 9, True),
    ("several hundred men", "several hundred", 300, 900, True),
    ("a couple of men", "a couple", 2, 2, False),
    ("a handful of men", "a handful", 3, 6, True),
    ("between 20 and 30 men", "between 20 and 30", 20, 30, False),
    ("20 to 30 men", "20 to 30", 20, 30, False),
    ("20-30 men", "20-30", 20, 30, False),
    ("two or three men", "two or three", 2, 3, False),
    ("two to three million people", "two to three million", 2000000, 3000000, False),
    ("no casualties", "no", 0, 0, False),
    ("no one was hurt", "no one", 0, 0, False),
    ("nobody died", "nobody", 0, 0, False),
    ("none of them died", "none", 0, 0, False),
    ("one of the gunmen", "one", 1, 1, False),
    ("a five-member team", "five", 5, 5, False),
]

NONE_HERE = [
    "In May 2023 and in 1999, on 24 September, at 6:30 p.m. and since the 1990s",
    "the 25th brigade with F-16s, M23 and COVID-19",
    "Resolution 1701, Article 5, No. 7 and Highway 4",
    "a two-day visit by a 60-year-old",
    "one of the gravest clashes; no one knows; no longer; the one that one can see; few believe",
    "call 207 374 4511, a vote of 5-4, a score of 3:2",
]


@pytest.mark.parametrize(("text", "quote", "low", "high", "approximate"), CASES)
def test_bounds(text: str, quote: str, low: float | None, high: float | None, approximate: bool):
    (number,) = find_numbers(text)
    assert (number.text, number.low, number.high, number.approximate) == (quote, low, high, approximate)
    assert text[number.start : number.end] == quote


@pytest.mark.parametrize("text", NONE_HERE)
def test_what_is_no_quantity(text: str):
    assert [number.text for number in find_numbers(text)] == []


def test_kinds():
    text = "Ana Ruiz, 45, gave $5 million, 10 per cent of 30 million euros, to 12 men over 20 km in 3 hours, 7% more."
    assert [(number.text, number.kind) for number in find_numbers(text)] == [
        ("45", "age"), ("$5 million", "money"), ("10 per cent", "percent"), ("30 million", "money"), ("12", "count"),
        ("over 20", "measure"), ("3", "measure"), ("7%", "percent"),
    ]  # fmt: skip


def test_the_age_of_one_person_is_no_count_and_the_children_of_one_are():
    text = "It killed a man of 44, a boy of six and a mother of four near a band of 30."
    assert [(number.text, number.kind) for number in find_numbers(text)] == [
        ("44", "age"), ("six", "age"), ("four", "count"), ("30", "count"),
    ]  # fmt: skip


def test_neighbours_stay_apart():
    text = "two killed and three hurt, rising from 20 to 30, one, two, three"
    assert [(n.low, n.high) for n in find_numbers(text)] == [(n, n) for n in (2, 3, 20, 30, 1, 2, 3)]


WORDS = (
    "two twenty five hundred thousand and a dozen dozens of several 20 1,000 3.5 % million - to between at least about "
    "some no casualties or more half couple , . $ 24 September 2023 km one"
)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS.split(" ")), max_size=14).map(" ".join)))
def test_never_raises_and_offsets_hold(text: str):
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        last = number.end
        assert number.low is not None or number.high is not None
        if number.low is not None and number.high is not None:
            assert 0 <= number.low <= number.high
