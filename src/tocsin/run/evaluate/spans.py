"""Score whether the actors of sentences are found in the right role, against a file in the form of `cameo_spans`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tocsin.records import Annotation, Report
from tocsin.run.evaluate.attribution import plain_report

Spans = list[tuple[int, int]]


def evaluate_spans(records: Iterable[dict[str, Any]], annotate: Callable[[Report], Annotation]) -> dict[str, float]:
    """Score the phrases of actors (source) and recipients (target).

    `source_recall` and `target_recall` are the shares of annotated phrases that share a character with a phrase
    found in that role; `precision` is the share of phrases found that share one with an annotated phrase of that
    role. A phrase annotated as both (`both`) is wanted in both roles.
    """
    hit = {"source": 0, "target": 0}
    gold = {"source": 0, "target": 0}
    right = found = 0
    for record in records:
        annotation = annotate(plain_report(record["sentence"]))
        both = _spans(record.get("both", ()))
        for side, kind in (("source", "actor-phrase"), ("target", "recipient-phrase")):
            wanted = _spans(record[side]) + both
            marked = [(m.span.start, m.span.end) for m in annotation.parties if m.kind == kind]
            gold[side] += len(wanted)
            hit[side] += sum(_shares(one, marked) for one in wanted)
            found += len(marked)
            right += sum(_shares(one, wanted) for one in marked)
    recall = {f"{side}_recall": hit[side] / gold[side] if gold[side] else 1.0 for side in gold}
    return recall | {"precision": right / found if found else 1.0}


def _spans(marks: Iterable[dict[str, Any]]) -> Spans:
    return [(m["start"], m["end"]) for m in marks]


def _shares(one: tuple[int, int], others: Spans) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)
