"""Flags two figures for one thing, and a headline that says other than the body."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.events.coding.figures import disjoint, is_part, same_counted
from tocsin.records import Count, Event, Flag, Report, Resolution, Span, Statement

_REAL = ("happened", "ongoing")


def count_conflicts(events: Sequence[Event], resolution: Resolution) -> list[Flag]:
    """Flag each pair of figures for one thing of one event that cannot both be right."""
    names = {actor.id: actor.name for actor in resolution.actors}
    flags: list[Flag] = []
    for event in events:
        pairs = [
            (one, other)
            for number, one in enumerate(event.counts)
            for other in event.counts[number + 1 :]
            if same_counted(one, other) and disjoint(one, other) and not (is_part(one) or is_part(other))
        ]
        told: set[tuple[str, frozenset[tuple[float | None, float | None]]]] = set()
        for one, other in pairs:
            key = (one.what, frozenset({(one.low, one.high), (other.low, other.high)}))
            if key not in told:
                told.add(key)
                message = f"Two figures for one thing ({one.what}): {_claim(one, names)} and {_claim(other, names)}."
                flags.append(Flag("count-conflict", message, tuple(sorted((one.span, other.span)))))
    return flags


def _claim(count: Count, names: dict[str, str]) -> str:
    by = names.get(count.speaker or "")
    return f"“{count.span.quote}”" + (f" (by {by})" if by else "")


def headline_conflicts(report: Report, events: Sequence[Event], statements: Sequence[Statement]) -> list[Flag]:
    """Flag where the headline's figures, parties or certainty are not those of the body."""
    flags: list[Flag] = []
    # A headline that itself names who speaks tells nothing as a fact.
    spoken = [
        block for block in report.blocks if any(s.cue and block.start <= s.cue.start < block.end for s in statements)
    ]
    for event in events:
        above = [span for span in event.mentions if _in_headline(report, span)]
        below = [span for span in event.mentions if not _in_headline(report, span)]
        # a figure of the headline counts, also where its words for the deed are not known for such
        flags += _figures(report, event)
        if not above or not below:
            continue
        if any(report.block_at(span.start) in spoken for span in above):
            continue
        if event.modality in _REAL and event.denied_by and not event.by_outlet:
            message = f"The headline tells “{above[0].quote}” as a fact, which somebody in the body denies."
            flags.append(_flag(message, above, below))
    return flags


def _figures(report: Report, event: Event) -> list[Flag]:
    flags = []
    for one in event.counts:
        if not _in_headline(report, one.span):
            continue
        rest = [c for c in event.counts if not _in_headline(report, c.span) and same_counted(one, c)]
        if rest and all(disjoint(one, other) for other in rest):
            message = f"The headline has “{one.span.quote}” ({one.what}), the body “{rest[0].span.quote}”."
            flags.append(_flag(message, [one.span], [c.span for c in rest]))
    return flags


def _flag(message: str, above: Sequence[Span], below: Sequence[Span]) -> Flag:
    return Flag("headline-body", message, (*above, *below))


def _in_headline(report: Report, span: Span) -> bool:
    block = report.block_at(span.start)
    return block is not None and block.kind in ("headline", "subhead")
