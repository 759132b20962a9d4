"""Raises flags on one report: two spellings of a name, a weekday that does not fit, a source without a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from tocsin.events.mismatches import date_mismatches
from tocsin.events.options import EventsOptions
from tocsin.events.spellings import are_spellings, name_words
from tocsin.events.unnamed import unnamed_sources, unsourced_claims
from tocsin.records import Annotation, Flag, Report, Resolution, Span, Statement


def find_flags(
    report: Report,
    annotation: Annotation,
    resolution: Resolution,
    statements: tuple[Statement, ...],
    options: EventsOptions,
) -> tuple[Flag, ...]:
    """Find what an editor should look at, in the order of the text, no more than a number of each kind."""
    found = [
        *_name_variants(report, annotation, resolution),
        *date_mismatches(report),
        *_unnamed(report, annotation, resolution, statements),
    ]
    found.sort(key=lambda flag: (flag.spans[0].start, flag.kind, flag.message))
    kept: list[Flag] = []
    for flag in found:
        if flag not in kept and sum(k.kind == flag.kind for k in kept) < options.flags_per_kind:
            kept.append(flag)
    return tuple(kept)


def _name_variants(report: Report, annotation: Annotation, resolution: Resolution) -> list[Flag]:
    flags = []
    persons = [mark.span for mark in annotation.marks if mark.kind in ("person", "organisation", "place")]
    for actor in resolution.actors:
        # Names as marked inside the mentions, so that "She" and "the minister" are not taken for names.
        names = [m for m in persons if any(mention.overlaps(m) for mention in actor.mentions)]
        kind = "directions" if actor.kind == "country" else "titles"
        flags += _spelt_differently(names, kind, actor.kind)
    for place in resolution.places:
        flags += _spelt_differently(list(place.mentions), "directions", "place")
    unique: dict[tuple[Span, ...], Flag] = {}
    for flag in flags:
        unique.setdefault(flag.spans, flag)
    return list(unique.values())


def _spelt_differently(spans: Sequence[Span], kind: str, what: str) -> list[Flag]:
    """Group the forms of one name by their folded words and flag each pair that are two spellings."""
    by_words: dict[tuple[str, ...], list[Span]] = {}
    for span in sorted(set(spans)):
        if any(c.isupper() for c in span.quote):
            by_words.setdefault(name_words(span.quote, kind), []).append(span)
    flags = []
    told: list[tuple[str, ...]] = []
    for one, other in combinations(by_words, 2):
        if not are_spellings(one, other):
            continue
        # "Kurti" and "Kurty" need no second flag where "Albin Kurti" and "Albin Kurty" have one.
        if any(set(one) <= set(pair) and set(other) <= set(pair) for pair in told):
            continue
        told.append((*one, *other))
        left, right = by_words[one], by_words[other]
        message = (
            f"One {what} is spelt in two ways: “{_shown(left)}” ({len(left)}×) and “{_shown(right)}” ({len(right)}×)."
        )
        flags.append(Flag("name-variant", message, tuple(sorted([*left, *right]))))
    return flags


def _shown(spans: Sequence[Span]) -> str:
    return min(spans, key=lambda span: (span.start, span.end)).quote


def _unnamed(
    report: Report, annotation: Annotation, resolution: Resolution, statements: Sequence[Statement]
) -> list[Flag]:
    flags = []
    taken: list[Span] = []
    for _, spans in unnamed_sources(report, annotation, resolution, statements):
        taken += spans
        flags.append(Flag("unnamed-source", f"No name is given for the source “{spans[0].quote}”.", tuple(spans)))
    for _, spans in unsourced_claims(report):
        free = [span for span in spans if not any(span.overlaps(other) for other in taken)]
        if free:
            message = f"A claim without a source: “{_context(report, free[0])}”."
            flags.append(Flag("unnamed-source", message, tuple(free)))
    return flags


def _context(report: Report, span: Span) -> str:
    """The words of the claim with a few that follow, up to the end of the sentence or a comma."""
    block = report.block_at(span.start)
    end = min(block.end if block else len(report.text), span.end + 60)
    after = report.text[span.end : end]
    for at, char in enumerate(after):
        if char in ".,;:!?\n“‘":
            return span.quote + after[:at].rstrip()
    return span.quote + (after.rsplit(" ", 1)[0] + " …" if " " in after.strip() else after)
