"""Figures of an incident: all claims, which of them are of the same people, and roll-ups over them.

UCDP keeps a lowest, a best and a highest figure; best is here the one that most independent sources give last. ACLED
keeps one, the most cautious: the lowest. Words such as "dozens" are numbers by ACLED's rule (12, and 100 for
"hundreds"), which the reader has applied as lower bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from tocsin.incidents.wording import listed, stem, words_of
from tocsin.records import CountKind, Evidence, FigureClaim, RollUp, Telling

ANYBODY = "people"


def claims_of(tellings: Sequence[Telling]) -> tuple[FigureClaim, ...]:
    """Collect every figure of some tellings, in order of publication and of the text, each place in a text once."""
    seen: dict[tuple[str, str, int, int], FigureClaim] = {}
    for telling in tellings:
        for figure in telling.figures:
            evidence = Evidence(telling.report, telling.outlet, telling.published, figure.span)
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
    """Name whom a figure counts: "people" for anybody, else the stem of the last word ("soldier")."""
    words = [word for word in words_of(claim.who or "") if not word.isdigit()]
    if not words or words[-1] in listed("wording", "people"):
        return ANYBODY
    return stem(words[-1])


def roll_ups(claims: Sequence[FigureClaim], groups: Mapping[str, int]) -> tuple[RollUp, ...]:
    """Roll the figures up by kind, given the independent source that each report counts towards."""
    kinds = sorted({claim.what for claim in claims})
    found = (_roll_up(kind, [claim for claim in claims if claim.what == kind], groups) for kind in kinds)
    return tuple(each for each in found if each is not None)


def _roll_up(kind: CountKind, claims: list[FigureClaim], groups: Mapping[str, int]) -> RollUp | None:
    per_report: dict[str, list[FigureClaim]] = {}
    for claim in claims:
        per_report.setdefault(claim.evidence.report, []).append(claim)
    totals = {report: _totals(held) for report, held in per_report.items()}
    lows = [low for low, _ in totals.values() if low is not None]
    highs = [high for _, high in totals.values() if high is not None]
    if not lows and not highs:
        return None
    low = min(lows or highs)
    high = max(highs + lows)
    last: dict[int, float] = {}
    for report in per_report:  # in order of publication, so that a source's last word counts
        figure = totals[report][0] if totals[report][0] is not None else totals[report][1]
        if figure is not None:
            last[groups.get(report, 0)] = figure
    support = list(last.values())
    best = min(sorted(set(support)), key=lambda value: (-support.count(value), value))
    return RollUp(kind, ceil(low), ceil(best), ceil(high), ceil(low))


def _totals(claims: list[FigureClaim]) -> tuple[float | None, float | None]:
    """Give the lowest and highest total of one report: of anybody where it says so, else the sum over those counted."""
    by_who: dict[str, list[FigureClaim]] = {}
    for claim in claims:
        by_who.setdefault(counted(claim), []).append(claim)
    whole = by_who.get(ANYBODY)
    parts = [whole] if whole else list(by_who.values())
    lows = [min((c.low for c in held if c.low is not None), default=None) for held in parts]
    highs = [
        max((v for c in held if (v := c.high if c.high is not None else c.low) is not None), default=None)
        for held in parts
    ]
    return _sum(lows), _sum(highs)


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
