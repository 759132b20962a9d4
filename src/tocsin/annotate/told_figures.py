"""Figures of killed and injured that the network passes over: "leaving three dead", "the injury of one other"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from tocsin.annotate.counting import counted_by_words, counting
from tocsin.language.numbers import find_numbers
from tocsin.records import CountKind, EventMark, FigureMark, Report, Span

_WORD = re.compile(r"\s+([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
# So many words after a number say who was counted.
_WHO = 3
_SCORE = 0.6
_KINDS: tuple[CountKind, ...] = ("killed", "injured")


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(counting()["results"][key])


@cache
def _ones() -> re.Pattern[str]:
    """Match one who was hurt, without a number: "another was wounded", "the injury of a guard"."""
    auxiliaries, adverbs, verbs, nouns = (
        "|".join(sorted(_listed(key))) for key in ("auxiliaries", "adverbs", "verbs", "nouns")
    )
    one = r"(?:one other|another|an?)\b"
    return re.compile(
        rf"\b(?P<who>{one})(?:\s+[a-z][\w-]*){{0,3}}?\s+(?:{auxiliaries})\s+(?:(?:{adverbs})\s+)?(?P<verb>{verbs})\b"
        rf"|\b(?P<noun>{nouns})\s+of\s+(?P<of>{one})",
        re.IGNORECASE,
    )


def with_told_figures(
    report: Report, sentences: Sequence[tuple[int, int]], marks: Sequence[EventMark]
) -> tuple[EventMark, ...]:
    """Give assaults the figures of their sentence that no mark has yet, each to the one told nearest."""
    taken = [figure.span for mark in marks for figure in mark.figures]
    starts = [start for start, _ in sentences]
    more: dict[int, list[FigureMark]] = {}
    for kind, span in _told(report):
        at = bisect.bisect_right(starts, span.start)
        near = [
            number
            for number, mark in enumerate(marks)
            if mark.type == "ASSAULT" and bisect.bisect_right(starts, mark.trigger.start) == at
        ]
        if near and not any(span.overlaps(one) for one in taken):
            nearest = min(near, key=lambda number: abs(marks[number].trigger.start - span.start))
            more.setdefault(nearest, []).append(FigureMark(kind, span, _SCORE))
    return tuple(
        replace(mark, figures=(*mark.figures, *more.get(number, ()))) if number in more else mark
        for number, mark in enumerate(marks)
    )


def _told(report: Report) -> Iterator[tuple[CountKind, Span]]:
    """Find the words that say how many were killed or injured."""
    text = report.text
    numbers = [number for number in find_numbers(text) if number.kind == "count"]
    places = [(number.start, number.end) for number in numbers]
    for at, (start, end) in enumerate(places):
        kind = counted_by_words(text, start, end, (*places[max(0, at - 1) : at], *places[at + 1 : at + 2]))
        word = _WORD.match(text, end)
        if kind in _KINDS and not (word and word[1].lower() in _listed("units")):
            yield kind, report.span(start, _end_of_who(text, end))
    for match in _ones().finditer(text):
        part, cue = ("who", match["verb"]) if match["verb"] else ("of", match["noun"])
        for kind in _KINDS:
            if cue.lower() in counting()[kind]["before"]:
                yield kind, report.span(match.start(part), _end_of_who(text, match.start(part) + 1))


def _end_of_who(text: str, end: int) -> int:
    """Give where the words for who was counted end, which begin within or after a word that ends at `end`."""
    while text[end : end + 1].isalpha():
        end += 1
    for _ in range(_WHO):
        word = _WORD.match(text, end)
        if word is None or word[1].lower() in _listed("stops"):
            break
        end = word.end()
    return end
