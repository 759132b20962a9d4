"""Figures of an incident: all claims, which of them are of the same people, and roll-ups over them.

UCDP keeps a lowest, a best and a highest figure; best is here the one that most independent sources give last, the
newest where as many give others. ACLED keeps one, the most cautious: the lowest. Words such as "dozens" are numbers by
ACLED's rule (12, and 100 for "hundreds"), which the reader has applied as lower bounds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from tocsin.incidents.evidence import evidence_at
from tocsin.incidents.wording import listed, words_of
from tocsin.language.words import stem
from tocsin.records import CountKind, FigureClaim, RollUp, Telling

ANYBODY = "people"
_BESIDE = 60  # characters between two figures that a sentence puts side by side
_AFTER = re.compile(r"\b(?:of|from|in|at|on|near|for|with|who)\b")


def claims_of(tellings: Sequence[Telling]) -> tuple[FigureClaim, ...]:
    """Collect every figure of some tellings, in order of publication and of the text, each place in a text once.

    What the reader model doubts adds no figure of a kind of its own.
    """
    sure = {figure.what for telling in tellings if not telling.doubtful for figure in telling.figures}
    seen: dict[tuple[str, str, int, int], FigureClaim] = {}
    for telling in tellings:
        for figure in (each for each in telling.figures if each.what in sure):
            evidence = evidence_at(telling, figure.span)
            claim = FigureClaim(
                figure.what,
                figure.who,
                figure.low,
                figure.high,
                figure.approximate,
                figure.speaker,
                figure.newer,
                evidence,
            )
            seen.setdefault((telling.report, figure.what, figure.span.start, figure.span.end), claim)
    return tuple(sorted(seen.values(), key=_order))


def _order(claim: FigureClaim) -> tuple[str, str, int, str]:
    at = claim.evidence
    return at.published or "9999", at.report, at.span.start, claim.what


def counted(claim: FigureClaim) -> str:
    """Name whom a figure counts: "people" for anybody, else the stem of the word for them."""
    words = _counted_words(claim)
    people = listed("wording", "people")
    if not words or words[-1] in people or " ".join(words) in people:
        return ANYBODY
    return stem(words[-1])


def is_part(claim: FigureClaim) -> bool:
    """Say whether a figure counts no more than some of those hit: "four of the dead", "three children", "two more"."""
    if counted(claim) != ANYBODY and _counted_words(claim)[-1] in listed("wording", "parts"):
        return True
    words = words_of(claim.evidence.span.quote)
    # "nine were killed and eleven more injured" counts all of the injured
    if claim.what != "injured" and listed("wording", "further").intersection(words):
        return True
    people = listed("wording", "people")
    return words[:1] != ["all"] and any(
        first == "of" and second in ("the", "those") and third in people
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
    )


def side_by_side(claims: Sequence[FigureClaim]) -> frozenset[FigureClaim]:
    """Find the figures of one kind in one report that make up a sum: "three soldiers and four civilians"."""
    return frozenset(
        claim
        for one, other in pairwise(claims)
        if counted(one) != counted(other)
        and not (_is_sum(one) or _is_sum(other))
        and 0 <= other.evidence.span.start - one.evidence.span.end <= _BESIDE
        for claim in (one, other)
    )


def _is_sum(claim: FigureClaim) -> bool:
    """Say whether a figure is one of everybody: "seven people", and not "four civilians" or "four others"."""
    words = {*_counted_words(claim), *words_of(claim.evidence.span.quote)}
    return counted(claim) == ANYBODY and not words & listed("wording", "beside")


def _counted_words(claim: FigureClaim) -> list[str]:
    """Give the words for whom a figure counts, without what follows them ("engineers of a company")."""
    return [word for word in words_of(_AFTER.split(claim.who or "")[0]) if not word.isdigit()]


def roll_ups(claims: Sequence[FigureClaim], groups: Mapping[str, int]) -> tuple[RollUp, ...]:
    """Roll the figures up by kind, given the independent source that each report counts towards."""
    kinds = sorted({claim.what for claim in claims})
    found = (_roll_up(kind, [claim for claim in claims if claim.what == kind], groups) for kind in kinds)
    return tuple(each for each in found if each is not None)


def _roll_up(kind: CountKind, claims: list[FigureClaim], groups: Mapping[str, int]) -> RollUp | None:
    claims = [claim for claim in claims if not is_part(claim)] or claims  # "three children" are no toll
    per_report: dict[str, list[FigureClaim]] = {}
    for claim in claims:
        if claim.low is not None or claim.high is not None:
            per_report.setdefault(claim.evidence.report, []).append(claim)
    if not per_report:
        return None
    totals = {report: _total(held) for report, held in per_report.items()}
    days = {claim.evidence.report: claim.evidence.published or "" for claim in claims}
    # in order of publication, so that a source's last word counts
    last = {groups.get(report, 0): (total.last, days[report]) for report, total in totals.items()}
    support = Counter(figure for figure, _ in last.values())
    best = max(last.values(), key=lambda word: (support[word[0]], word[1], -word[0]))[0]
    low = min(total.low for total in totals.values())
    high = max(total.high for total in totals.values())
    return RollUp(kind, ceil(low), ceil(best), ceil(high), ceil(low))


@dataclass(frozen=True, slots=True)
class _Total:
    """The lowest and the highest figure of one report, and the one that it stands by."""

    low: float
    high: float
    last: float


def _total(claims: list[FigureClaim]) -> _Total:
    """Give the total of one report: of anybody where it says so, else the sum over those told side by side."""
    beside = side_by_side(claims)
    whole = [claim for claim in claims if counted(claim) == ANYBODY and claim not in beside]
    by_who: dict[str, list[FigureClaim]] = {}
    for claim in claims:
        if claim in beside:
            by_who.setdefault(counted(claim), []).append(claim)
    # "six labourers" a paragraph after "six road workers" are the same ones
    ranges = [_range(held) for held in ([whole] if whole else by_who.values() or [claims])]
    return _Total(*(sum(values) for values in zip(*ranges, strict=True)))


def _range(claims: Sequence[FigureClaim]) -> tuple[float, float, float]:
    """Give the lowest and the highest of some figures for the same people, and the one that the report stands by."""
    lows = [least(claim) for claim in claims]
    highs = [least(claim) if claim.high is None else claim.high for claim in claims]
    # of figures told as newer the largest, for "rose from four to nine" names the older one too; else what comes first
    newer = [least(claim) for claim in claims if claim.newer]
    return min(lows), max(highs), max(newer, default=lows[0])


def least(claim: FigureClaim) -> float:
    """Give a figure as one number: its lower bound, the upper one where it has no other."""
    return (claim.high or 0.0) if claim.low is None else claim.low
