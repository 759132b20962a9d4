"""A title that was cut before "of" is made whole, unless a name follows."""

from __future__ import annotations

import pytest

from tocsin.records import Mark, MarkKind, Span
from tocsin.resolve.actors.page import whole_titles


def mark(text: str, words: str, kind: MarkKind = "role") -> Mark:
    start = text.index(words)
    return Mark(kind, Span.of(text, start, start + len(words)), 0.9)


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("US Secretary of State urges calm", "US Secretary", "US Secretary of State"),
        ("the Minister of the Interior left", "Minister", "Minister of the Interior"),
        ("the Minister of Trade and Industry left", "Minister", "Minister of Trade and Industry"),
        ("a spokesman of rare patience", "spokesman", "spokesman"),
        ("the minister said", "minister", "minister"),
    ],
)
def test_a_title_goes_on_after_of(text: str, cut: str, whole: str) -> None:
    [found] = whole_titles(text, (mark(text, cut),))
    assert found.span.quote == whole


def test_the_name_of_a_place_or_body_stays_a_mark_of_its_own() -> None:
    text = "the Mayor of Tungar left"
    marks = (mark(text, "Mayor"), mark(text, "Tungar", "place"))
    assert whole_titles(text, marks) == marks
