"""Score actor phrases and places against a file in the form of re3d (`re3d_train`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tocsin.records import Annotation, Report
from tocsin.run.evaluate.attribution import Counts, plain_report

# The types of re3d that are scored, and the reader's kinds for them.
TYPES = {
    "Person": "person-phrase",
    "Organisation": "organisation-phrase",
    "Location": "location-phrase",
    "Nationality": "nationality-phrase",
}
DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "these"})
Spans = list[tuple[int, int]]


def evaluate_entities(records: Iterable[dict[str, Any]], annotate: Callable[[Report], Annotation]) -> dict[str, float]:
    """Score a reader on persons, organisations, locations and nationalities.

    `f1` and one score a type: same type and overlapping characters, each gold phrase matched once.
    `exact_f1`: same type and the same characters, a determiner and punctuation at the edges aside. Gold are
    entities of confidence 0.5 or more that lie in no longer one of their type, since the file nests.
    """
    overlap = {name: Counts() for name in TYPES}
    exact = Counts()
    for record in records:
        text = record["text"]
        annotation = annotate(plain_report(text, record.get("doc_id", "evaluation")))
        for name, kind in TYPES.items():
            gold = outermost([(s, e) for s, e, t, c in record["entities"] if t == name and c >= 0.5])
            found = [(m.span.start, m.span.end) for m in annotation.mentions if m.kind == kind]
            overlap[name].add(_overlapping(gold, found), len(found), len(gold))
            bare_gold, bare_found = ({_bare(text, s, e) for s, e in spans} for spans in (gold, found))
            exact.add(len(bare_gold & bare_found), len(bare_found), len(bare_gold))
    total = Counts()
    for counts in overlap.values():
        total.add(counts.hit, counts.found, counts.gold)
    by_type = {f"{name.lower()}_f1": counts.f1 for name, counts in overlap.items()}
    return {"f1": total.f1} | by_type | {"exact_f1": exact.f1}


def outermost(spans: Spans) -> Spans:
    """Drop the spans that lie inside another."""
    kept: Spans = []
    for start, end in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _overlapping(gold: Spans, found: Spans) -> int:
    free = list(gold)
    hits = 0
    for start, end in found:
        best = max(free, key=lambda g: min(end, g[1]) - max(start, g[0]), default=None)
        if best is not None and min(end, best[1]) > max(start, best[0]):
            free.remove(best)
            hits += 1
    return hits


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the edges in over punctuation, space and one determiner."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    head, _, rest = text[start:end].partition(" ")
    return (end - len(rest.lstrip()), end) if rest and head.lower() in DETERMINERS else (start, end)
