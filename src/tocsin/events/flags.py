"""Raises flags on one report: spellings, weekdays, unnamed sources, figures and headlines that do not fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from tocsin.events.figure_flags import count_conflicts, headline_conflicts
from tocsin.events.mismatches import date_mismatches
from tocsin.events.options import EventsOptions
from tocsin.events.spellings import are_spellings, name_words
from tocsin.events.unnamed import unnamed_sources, unsourced_claims
from tocsin.records import ActorKind, Annotation, Event, Flag, Report, Resolution, Span, Statement


def find_flags(
    report: Report,
    annotation: Annotation,
    resolution: Resolution,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    options: EventsOptions,
) -> tuple[Flag, ...]:
    """Find what an editor should look at, in the order of the text, no more than a number of each kind."""
    found = [
        *_name_variants(annotation, resolution),
        *date_mismatches(report, resolution.whens),
        *_unnamed(report, annotation, resolution, statements),
        *count_conflicts(events, resolution),
        *headline_conflicts(report, events, statements),
    ]
    found.sort(key=lambda flag: (flag.spans[0].start, flag.kind, flag.message))
    kept: list[Flag] = []
    for flag in found:
        if flag not in kept and sum(k.kind == flag.kind for k in kept) < options.flags_per_kind:
            kept.append(flag)
    return tuple(kept)


def _name_variants(annotation: Annotation, resolution: Resolution) -> list[Flag]:
    flags = []
    marks = {kind: sorted(m.span for m in annotation.of_kind(kind)) for kind in ("person", "organisation", "place")}
    peoples = sorted(m.span for m in annotation.of_kind("nationality"))
    for actor in resolution.actors:
        # Names as marked inside the mentions, so that "She" and "the minister" are not taken for names.
        names = [name for mention in actor.mentions for name in _overlapping(marks[_NAMES[actor.kind]], mention)]
        flags += _spelt_differently(names, "directions" if actor.kind == "country" else "titles", actor.kind)
    for place in resolution.places:
        # "Greek" may stand for the place "Greece", but is no other spelling of it.
        named = [mention for mention in place.mentions if not _overlapping(peoples, mention)]
        flags += _spelt_differently(named, "directions", "place")
    # A country is both an actor and a place: one flag is enough.
    unique: dict[tuple[Span, ...], Flag] = {}
    for flag in flags:
        unique.setdefault(flag.spans, flag)
    return list(unique.values())


_NAMES: dict[ActorKind, Literal["person", "organisation", "place"]] = {
    "person": "person",
    "organisation": "organisation",
    "country": "place",
    "group": "organisation",
}


def _overlapping(names: Sequence[Span], mention: Span) -> list[Span]:
    """The names (in order, none inside another) that share a character with a mention."""
    first = max(0, bisect_left(names, mention.start, key=lambda name: name.start) - 1)
    last = bisect_left(names, mention.end, key=lambda name: name.start)
    return [name for name in names[first:last] if name.overlaps(mention)]


_WAYS = {2: "two", 3: "three", 4: "four", 5: "five"}


def _spelt_differently(spans: Sequence[Span], passing: str, what: str) -> list[Flag]:
    """Group the forms of a name by their folded words, and flag each set of forms that are spellings of one."""
    by_words: dict[tuple[str, ...], list[Span]] = {}
    for span in sorted(set(spans)):
        if any(c.isupper() for c in span.quote):
            by_words.setdefault(name_words(span.quote, passing), []).append(span)
    sets: list[list[tuple[str, ...]]] = []
    # Full names first: "Kurty" needs no flag of its own beside "Albin Kurty".
    for words in sorted(by_words, key=lambda w: (-len(w), by_words[w][0])):
        for known in sets:
            if any(are_spellings(words, other) for other in known):
                known.append(words)
                break
        else:
            sets.append([words])
    return [_variant_flag([by_words[words] for words in known], what) for known in sets if len(known) > 1]


def _variant_flag(forms: list[list[Span]], what: str) -> Flag:
    forms.sort(key=lambda spans: spans[0])
    shown = [f"“{spans[0].quote}” ({len(spans)}×)" for spans in forms]
    ways = _WAYS.get(len(forms), str(len(forms)))
    message = f"One {what} is spelt in {ways} ways: {', '.join(shown[:-1])} and {shown[-1]}."
    return Flag("name-variant", message, tuple(sorted(span for spans in forms for span in spans)))


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
