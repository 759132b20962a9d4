"""The scores of places: what counts as found, and what as near enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from places_cases import small_gazetteer

from tocsin.records import Annotation, Mark, Report
from tocsin.run.evaluate.places import evaluate_places


def marking(*names: str) -> Callable[[Report], Annotation]:
    """Make a reader that marks the first stretch of each of some words as a place."""

    def annotate(report: Report) -> Annotation:
        marks = [
            Mark("place", report.span(at, at + len(name)), 0.9) for name in names if (at := report.text.find(name)) >= 0
        ]
        return Annotation(report.id, "stub", "1", ((0, len(report.text)),), tuple(marks), ())

    return annotate


def record(text: str, corpus: str, *toponyms: tuple[str, float | None, float | None, str | None]) -> dict[str, Any]:
    return {
        "doc_id": text[:10],
        "corpus": corpus,
        "domain": None,
        "text": text,
        "toponyms": [
            {
                "start": text.index(name),
                "end": text.index(name) + len(name),
                "name": name,
                "lat": lat,
                "lon": lon,
                "kind": kind,
            }
            for name, lat, lon, kind in toponyms
        ],
    }


TEXT = "Officials in Pristina said Serbian police left Ostrovia Mala on Main Street."
GOLD = (
    ("Pristina", 42.67, 21.17, None),
    ("Serbian", 44.0, 21.0, None),
    ("Ostrovia Mala", 10.0, 10.0, None),
    ("Main Street", None, None, None),
)


def test_all_right_is_one():
    records = [
        record(
            "Officials met in Pristina, Kosovo.", "lgl", ("Pristina", 42.67, 21.17, None), ("Kosovo", 42.58, 21.0, None)
        )
    ]
    scores = evaluate_places(records, marking("Pristina", "Kosovo"), small_gazetteer())
    assert scores["detection_f1"] == scores["detection_exact_f1"] == 1.0
    assert scores["acc161"] == scores["acc161_resolved"] == 1.0
    assert scores["median_km"] < 5


def test_a_missed_and_an_invented_place_cost():
    records = [
        record(
            "Officials met in Pristina and Kyiv.", "lgl", ("Pristina", 42.67, 21.17, None), ("Kyiv", 50.45, 30.5, None)
        )
    ]
    assert evaluate_places(records, marking("Pristina"), small_gazetteer())["detection_f1"] == pytest.approx(2 / 3)
    scores = evaluate_places(records, marking("Pristina", "Kyiv", "Officials"), small_gazetteer())
    assert scores["detection_f1"] == pytest.approx(4 / 5)


def test_part_of_a_name_counts_by_overlap_and_not_exactly():
    records = [record("Officials met in Novi Pazar.", "lgl", ("Novi Pazar", 43.14, 20.51, None))]
    scores = evaluate_places(records, marking("Pazar"), small_gazetteer())
    assert (scores["detection_f1"], scores["detection_exact_f1"]) == (1.0, 0.0)


def test_peoples_and_places_without_coordinates_count_neither_way():
    records = [record(TEXT, "lgl", *GOLD)]
    without = evaluate_places(records, marking("Pristina", "Ostrovia Mala"), small_gazetteer())
    with_both = evaluate_places(
        records, marking("Pristina", "Ostrovia Mala", "Serbian", "Main Street"), small_gazetteer()
    )
    assert without["detection_f1"] == with_both["detection_f1"] == 1.0


def test_what_is_no_place_by_its_kind_counts_against():
    gold = (("Pristina", 42.67, 21.17, "Literal"), ("Texas Rangers", None, None, "Non_Toponym"))
    records = [record("In Pristina, the Texas Rangers won.", "geowebnews", *gold)]
    assert evaluate_places(records, marking("Pristina", "Texas Rangers"), small_gazetteer())["detection_f1"] < 1.0


def test_unresolved_mentions_are_wrong_and_far():
    records = [record("Nothing is known of Ostrovia Mala.", "lgl", ("Ostrovia Mala", 10.0, 10.0, None))]
    scores = evaluate_places(records, marking(), small_gazetteer())
    assert (scores["acc161"], scores["acc161_resolved"]) == (0.0, 0.0)
    assert scores["median_km"] > 20_000
    assert scores["detection_f1"] == 0.0


def test_each_corpus_has_its_own_scores():
    records = [
        record("Officials met in Pristina.", "lgl", ("Pristina", 42.67, 21.17, None)),
        record("Officials met in Kyiv.", "geowebnews", ("Kyiv", 0.0, 0.0, "Literal")),
    ]
    scores = evaluate_places(records, marking("Pristina", "Kyiv"), small_gazetteer())
    assert (scores["acc161"], scores["lgl_acc161"], scores["geowebnews_acc161"]) == (0.5, 1.0, 0.0)
    one = evaluate_places(records[:1], marking("Pristina"), small_gazetteer())
    assert not [name for name in one if name.startswith("lgl")]
