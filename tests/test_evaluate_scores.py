"""Scoring attributions and entities: a perfect reader gets 1, each kind of mistake costs what it should."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tocsin.records import Annotation, Attribution, Mark, Report, Span
from tocsin.run.evaluate.attribution import evaluate_attribution, plain_report
from tocsin.run.evaluate.entities import evaluate_entities

TEXT = "Mayor Ana Ruiz said the bridge was closed, and Omar Diallo denied it."


def at(words: str) -> list[int]:
    """Find words of the text."""
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def gold(*triples: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [{"source": [at(s)] if s else [], "cue": [at(c)], "content": [at(q)] if q else []} for s, c, q in triples]


GOLD = gold(("Mayor Ana Ruiz", "said", "the bridge was closed"), ("Omar Diallo", "denied", "it"))
RECORD = {"doc_id": "a", "text": TEXT, "attributions": GOLD}


def reader(triples: list[dict[str, Any]]) -> Callable[[Report], Annotation]:
    def annotate(report: Report) -> Annotation:
        def spans(pieces: list[list[int]]) -> tuple[Span, ...]:
            return tuple(Span.of(report.text, s, e) for s, e in pieces)

        found = tuple(Attribution(spans(t["source"]), spans(t["cue"]), spans(t["content"]), 1.0) for t in triples)
        return Annotation(report.id, "m", "1", ((0, len(TEXT)),), (), found)

    return annotate


def test_a_perfect_reader_scores_one() -> None:
    assert set(evaluate_attribution([RECORD], reader(GOLD)).values()) == {1.0}


def test_finding_nothing_scores_nought() -> None:
    assert set(evaluate_attribution([RECORD], reader([])).values()) == {0.0}


def test_a_shorter_source_overlaps_but_is_not_exact() -> None:
    scores = evaluate_attribution(
        [RECORD], reader(gold(("Ruiz", "said", "the bridge was closed"), ("Omar Diallo", "denied", "it")))
    )
    assert scores["overlap_f1"] == 1.0
    assert scores["exact_f1"] == 0.5
    assert scores["source_f1"] == pytest.approx(2 * 3 / (3 + 5))
    assert scores["content_f1"] == 1.0


def test_punctuation_at_the_edge_is_no_mistake() -> None:
    scores = evaluate_attribution(
        [RECORD], reader(gold(("Mayor Ana Ruiz", "said", "the bridge was closed,"), ("Omar Diallo", "denied", "it.")))
    )
    assert scores["exact_f1"] == 1.0
    assert scores["content_f1"] < 1.0


def test_parts_swapped_between_attributions_are_no_hit() -> None:
    scores = evaluate_attribution(
        [RECORD], reader(gold(("Omar Diallo", "said", "the bridge was closed"), ("Mayor Ana Ruiz", "denied", "it")))
    )
    assert scores["overlap_f1"] == 0.0
    assert scores["source_f1"] == 1.0


def test_a_source_where_there_is_none_is_no_hit() -> None:
    record = RECORD | {"attributions": gold(("", "said", "the bridge was closed"))}
    assert evaluate_attribution([record], reader(GOLD[:1]))["overlap_f1"] == 0.0
    assert evaluate_attribution([record], reader(record["attributions"]))["exact_f1"] == 1.0


def test_one_gold_attribution_is_matched_once() -> None:
    scores = evaluate_attribution([RECORD | {"attributions": GOLD[:1]}], reader([GOLD[0], GOLD[0]]))
    assert scores["exact_f1"] == pytest.approx(2 / 3)


def test_attributions_without_content_count_on_neither_side() -> None:
    record = RECORD | {"attributions": [*GOLD, *gold(("Ruiz", "closed", ""))]}
    assert set(evaluate_attribution([record], reader(GOLD)).values()) == {1.0}


def test_given_tokens_are_used() -> None:
    tokens = [[0, 14], *([m, m + 1] for m in range(14, len(TEXT)))]
    scores = evaluate_attribution(
        [RECORD | {"tokens": tokens}],
        reader(gold(("Ruiz", "said", "the bridge was closed"), ("Omar Diallo", "denied", "it"))),
    )
    assert scores["source_f1"] == 1.0


def mentions(*marks: tuple[str, str]) -> Callable[[Report], Annotation]:
    def annotate(report: Report) -> Annotation:
        found = tuple(Mark(kind, Span.of(report.text, *at(words)), 0.9) for kind, words in marks)  # type: ignore[arg-type]
        return Annotation(report.id, "m", "1", (), (), (), found)

    return annotate


ENTITIES = {
    "doc_id": "b",
    "text": TEXT,
    "entities": [
        [*at("Mayor Ana Ruiz"), "Person", 1],
        [*at("Ana Ruiz"), "Person", 1],
        [*at("the bridge"), "Location", 1],
        [*at("Omar Diallo"), "Person", 0.2],
    ],
}


def test_entities_are_matched_by_type_and_overlap() -> None:
    scores = evaluate_entities([ENTITIES], mentions(("person-phrase", "Ana Ruiz"), ("location-phrase", "bridge")))
    assert scores["f1"] == 1.0
    assert scores["exact_f1"] == 0.5
    scores = evaluate_entities([ENTITIES], mentions(("organisation-phrase", "Mayor Ana Ruiz")))
    assert scores["f1"] == 0.0


def test_doubtful_and_nested_gold_does_not_count() -> None:
    found = mentions(("person-phrase", "Mayor Ana Ruiz"), ("location-phrase", "the bridge"))
    scores = evaluate_entities([ENTITIES], found)
    assert scores["f1"] == scores["exact_f1"] == scores["person_f1"] == 1.0
    assert scores["nationality_f1"] == 1.0


def test_plain_report_takes_a_short_first_line_for_the_headline() -> None:
    report = plain_report("Bridge closed\n\nThe bridge was closed. \n\nPolice said so.")
    assert [(b.kind, report.text[b.start : b.end]) for b in report.blocks] == [
        ("headline", "Bridge closed"),
        ("paragraph", "The bridge was closed."),
        ("paragraph", "Police said so."),
    ]
