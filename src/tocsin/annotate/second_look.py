"""A second look at words that may tell of an event: at their score, and at what else the report tells."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.language.words import stem
from tocsin.records import EventMark, Mark, Report

# In so short a text nothing else can bear words out.
_SHORT = 3
# Words are compared by so many letters of their stem.
_LETTERS = 7


@dataclass(frozen=True, slots=True)
class _Seen:
    """One mark with its sentence and the stem of its first word."""

    mark: EventMark
    sentence: int
    stem: str


def looked_again(
    report: Report,
    sentences: Sequence[tuple[int, int]],
    names: Iterable[Mark],
    marks: Iterable[EventMark],
    weights: Mapping[str, float],
) -> tuple[EventMark, ...]:
    """Give marks the scores that they have after a second look, in reading order; without weights as they are."""
    found = sorted(marks, key=lambda mark: mark.trigger)
    if not weights:
        return tuple(found)
    return tuple(
        replace(mark, score=round(_chance(weights, signs), 3))
        for mark, signs in zip(found, signs_of(report, sentences, names, found), strict=True)
    )


def _chance(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    odds = sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def signs_of(
    report: Report, sentences: Sequence[tuple[int, int]], names: Iterable[Mark], marks: Sequence[EventMark]
) -> list[dict[str, float]]:
    """List for each mark the signs for and against an event; `names` are the entities of the report."""
    starts = [start for start, _ in sentences]
    seen = [
        _Seen(mark, bisect.bisect_right(starts, mark.trigger.start), _first_stem(mark.trigger.quote)) for mark in marks
    ]
    every = sum(mark.score for mark in marks)
    entities = tuple(names)
    headings = [block for block in report.blocks if block.kind in ("headline", "subhead")]
    found = []
    for one in seen:
        mark = one.mark
        others = [other for other in seen if other is not one]
        signs = {
            "alone": float(len(sentences) <= _SHORT),
            "mean": (every - mark.score) / len(sentences),
            "headline": float(any(block.start <= mark.trigger.start < block.end for block in headings)),
            "name": float(any(name.span.overlaps(mark.trigger) for name in entities)),
        }
        found.append(signs | _by_itself(mark) | _beside(one, others))
    return found


def _first_stem(quote: str) -> str:
    return stem(quote.casefold().split()[0])[:_LETTERS]


def _by_itself(mark: EventMark) -> dict[str, float]:
    """List what words say by themselves; nothing of modality, so that what did not happen is as sure as the rest."""
    odds = _log_odds(mark.score)
    words = mark.trigger.quote.split()
    actor, recipient = (
        max((role.score for role in mark.of_role(name)), default=0.0) for name in ("actor", "recipient")
    )
    return {
        "said": 1.0,
        "score": odds,
        "score-squared": odds**2 / 10,
        "both": min(actor, recipient),
        "no-role": float(not mark.roles and not mark.figures),
        "words": len(words) - 1.0,
        "capital": float(words[0][0].isupper()),
        f"type-{mark.type}": 1.0,
    }


def _log_odds(score: float) -> float:
    bound = min(max(score, 0.001), 0.999)
    return math.log(bound / (1 - bound))


def _beside(one: _Seen, others: Sequence[_Seen]) -> dict[str, float]:
    """List what else the report has: its surest words in the sentence, of the type, of the stem."""
    near = [other.mark for other in others if other.sentence == one.sentence]
    far = [other.mark for other in others if other.sentence != one.sentence]
    same = [other.mark for other in others if other.stem == one.stem]
    kind = one.mark.type
    return {
        "sentence": _best(near),
        "sentence-type": _best(mark for mark in near if mark.type == kind),
        "type": _best(mark for mark in far if mark.type == kind),
        "word": float(bool(same)),
        "word-type": _best(mark for mark in same if mark.type == kind),
        "word-times": math.log1p(len(same)),
    }


def _best(marks: Iterable[EventMark]) -> float:
    return max((mark.score for mark in marks), default=0.0)
