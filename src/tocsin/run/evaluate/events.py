"""Score event types for given pairs of actors, against a file in the form of `plv_train`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tocsin.records import Report, Span
from tocsin.records.codebook import plover
from tocsin.run.evaluate.attribution import plain_report

Classify = Callable[[Report, list[Span], list[Span]], Mapping[str, float]]
Confusion = dict[str, dict[str, int]]

# Types of older codebooks, and what PLOVER now has in their place.
OLDER = {"YIELD": plover().former["YIELD"]}


def evaluate_events(records: Iterable[dict[str, Any]], classify: Classify) -> tuple[dict[str, float], Confusion]:
    """Score the type given for each pair: accuracy, macro-F1 over the types of the file, and who is taken for whom.

    Where the file has a type of an older codebook (YIELD), what PLOVER split it into counts as that type.
    """
    rows = list(records)
    merged = {new: old for old, parts in OLDER.items() if any(r["root"] == old for r in rows) for new in parts}
    confusion: Confusion = {}
    for record in rows:
        report = plain_report(record["sentence"])
        actor, recipient = ([report.span(m["start"], m["end"]) for m in record[side]] for side in ("source", "target"))
        chances: Counter[str] = Counter()
        for name, chance in classify(report, actor, recipient).items():
            chances[merged.get(name, name)] += chance  # type: ignore[assignment]
        best = max(chances, key=lambda name: (chances[name], name))
        row = confusion.setdefault(record["root"], {})
        row[best] = row.get(best, 0) + 1
    return _scores(confusion), confusion


def _scores(confusion: Confusion) -> dict[str, float]:
    total = sum(sum(row.values()) for row in confusion.values())
    right = sum(row.get(name, 0) for name, row in confusion.items())
    f1 = {}
    for name, row in sorted(confusion.items()):
        found = sum(other.get(name, 0) for other in confusion.values())
        f1[name] = 2 * row.get(name, 0) / (found + sum(row.values()))
    scores = {"accuracy": right / total if total else 0.0, "macro_f1": sum(f1.values()) / len(f1) if f1 else 0.0}
    return scores | {f"{name}_f1": value for name, value in f1.items()}
