"""A second look at events: what else a report tells raises or lowers how sure their words are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import marked
from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.second_look import looked_again, signs_of
from tocsin.records import EventMark

TEXT = (
    "! Raid on [P1 Tungar]\n"
    "[A1 Gunmen] [E1=ASSAULT@0.9 raided] a farm, and [A2 Ana Ruiz] [E2=ACCUSE@0.8 blamed] the [R2 army].\n"
    "The [E3=ASSAULT@0.4 raid] was the first. Some [E4=COERCE@0.3 raiding] parties left.\n"
    "It was over by noon. Nobody spoke. The road is long."
)


def looked(weights: dict[str, float], text: str = TEXT) -> dict[str, float]:
    found = marked(text)
    marks = looked_again(
        found.report, found.annotation.sentences, found.annotation.marks, found.annotation.events, weights
    )
    assert [mark.trigger for mark in marks] == sorted(mark.trigger for mark in marks)
    return {mark.trigger.quote: mark.score for mark in marks}


def signs(text: str = TEXT) -> dict[str, dict[str, float]]:
    found = marked(text)
    marks = sorted(found.annotation.events, key=lambda mark: mark.trigger)
    listed = signs_of(found.report, found.annotation.sentences, found.annotation.marks, marks)
    return {mark.trigger.quote: one for mark, one in zip(marks, listed, strict=True)}


def test_without_weights_nothing_changes() -> None:
    assert looked({}) == {"raided": 0.9, "blamed": 0.8, "raid": 0.4, "raiding": 0.3}


def test_the_score_alone_gives_the_score_back() -> None:
    assert looked({"score": 1.0}) == {"raided": 0.9, "blamed": 0.8, "raid": 0.4, "raiding": 0.3}


def test_words_told_elsewhere_with_the_type_bear_out_and_others_do_not() -> None:
    found = signs()
    assert found["raid"]["word-type"] == 0.9
    assert found["raiding"]["word"] == 1.0
    assert found["raiding"]["word-type"] == 0.0
    scores = looked({"score": 1.0, "word-type": 2.0})
    assert scores["raid"] > 0.7
    assert scores["raiding"] == 0.3


def test_signs_of_the_sentence_and_of_the_report() -> None:
    found = signs()
    assert (found["raided"]["sentence"], found["raided"]["sentence-type"], found["raided"]["type"]) == (0.8, 0.0, 0.4)
    assert (found["raided"]["no-role"], found["raid"]["no-role"]) == (0.0, 1.0)
    assert {one["alone"] for one in found.values()} == {0.0}
    assert signs("[A1 Gunmen] [E1=ASSAULT raided] a farm.")["raided"]["alone"] == 1.0


@pytest.mark.parametrize("modality", ["negated", "future", "demanded"])
def test_how_real_a_deed_is_does_not_count(modality: str) -> None:
    found = marked(TEXT)
    changed = [replace(mark, modality=modality) for mark in found.annotation.events]  # type: ignore[arg-type]
    about = found.report, found.annotation.sentences, found.annotation.marks
    assert signs_of(*about, changed) == signs_of(*about, found.annotation.events)


@given(st.dictionaries(st.sampled_from(sorted({k for s in signs().values() for k in s})), st.floats(-1e6, 1e6)))
def test_scores_stay_chances_and_no_mark_is_lost(weights: dict[str, float]) -> None:
    scores = looked(weights)
    assert set(scores) == {"raided", "blamed", "raid", "raiding"}
    assert all(0.0 <= score <= 1.0 for score in scores.values())


def test_nothing_but_the_score_of_a_mark_changes() -> None:
    found = marked(TEXT)
    about = found.report, found.annotation.sentences, found.annotation.marks
    marks: tuple[EventMark, ...] = looked_again(*about, found.annotation.events, {"said": 1.0})
    assert [replace(mark, score=0.0) for mark in marks] == [
        replace(mark, score=0.0) for mark in sorted(found.annotation.events, key=lambda mark: mark.trigger)
    ]
