"""Figures that the network passes over: "leaving three dead", "police put the crowd at 300", "others spoke of 400"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tocsin.annotate.counting import counted_by_words, cues
from tocsin.language.lexicon import lexicon
from tocsin.language.numbers import find_numbers
from tocsin.records import CountKind, EventMark, FigureMark, Report, Span

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"\s+([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
# After a number that stands alone there is no word that could say what it counts.
_ALONE = re.compile(r"\s*(?:[.,;:!?)\]”’\"–—]|\Z|\n|(?:and|but|while|instead)\b)")
# So many words after a number say who was counted.
_WHO = 3
# As many sentences may lie between a protest and how many came, and between a figure and another one for it.
_BACK = 2
# Smaller numbers beside a crowd count something else.
_CROWD = 10
# The words for another figure stand within so many characters before it.
_NEAR = 60
_SCORE = 0.6
_HURT: tuple[CountKind, ...] = ("killed", "injured")
# Whose figures they are: of which type of deed, told how many sentences before at most.
_OF: dict[CountKind, tuple[str, int]] = {**dict.fromkeys(_HURT, ("ASSAULT", 0)), "participants": ("PROTEST", _BACK)}


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(lexicon("told_figures", _DATA)[key])


@cache
def _phrases(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_listed(key)))})\b", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the text that may count people, and the kind that the words beside it name."""

    start: int
    end: int
    most: float
    kind: str | None


def with_told_figures(
    report: Report, sentences: Sequence[tuple[int, int]], marks: Sequence[EventMark]
) -> tuple[EventMark, ...]:
    """Give marks the figures that no mark has yet: what came of an assault, how many protested, what others say."""
    if not marks:
        return ()
    figures = [list(mark.figures) for mark in marks]
    numbers = list(_numbers(report.text))
    starts = [start for start, _ in sentences]
    for kind, span in (*_hurt(report, numbers), *_crowds(report, sentences, numbers)):
        number = _nearest(span, kind, marks, starts)
        if number is not None and not _is_taken(span, figures):
            figures[number].append(FigureMark(kind, span, _SCORE))
    for span in _others(report, numbers):
        if not _is_taken(span, figures) and (found := _last_before(span, figures, starts)):
            figures[found[0]].append(FigureMark(found[1].kind, span, _SCORE))
    return tuple(
        mark if len(kept) == len(mark.figures) else replace(mark, figures=tuple(kept))
        for mark, kept in zip(marks, figures, strict=True)
    )


def _nearest(span: Span, kind: CountKind, marks: Sequence[EventMark], starts: Sequence[int]) -> int | None:
    """Find the deed whose figure some words may be that is told nearest, in their sentence or before it."""
    wanted, back = _OF[kind]
    at = bisect.bisect_right(starts, span.start)
    near = [
        (at - bisect.bisect_right(starts, mark.trigger.start), abs(mark.trigger.start - span.start), number)
        for number, mark in enumerate(marks)
        if mark.type == wanted
    ]
    return min((found for found in near if 0 <= found[0] <= back), default=(0, 0, None))[2]


def _is_taken(span: Span, figures: Sequence[Sequence[FigureMark]]) -> bool:
    return any(span.overlaps(figure.span) for kept in figures for figure in kept)


def _last_before(
    span: Span, figures: Sequence[Sequence[FigureMark]], starts: Sequence[int]
) -> tuple[int, FigureMark] | None:
    """Find the figure that stands last before some words, and whose it is."""
    at = bisect.bisect_right(starts, span.start)
    before = [
        (number, figure)
        for number, kept in enumerate(figures)
        for figure in kept
        if figure.span.end <= span.start and at - bisect.bisect_right(starts, figure.span.start) <= _BACK
    ]
    return max(before, key=lambda found: (found[1].span.start, found[0]), default=None)


def _numbers(text: str) -> Iterator[_Number]:
    """Find the numbers that count, but no times and lengths."""
    found = [number for number in find_numbers(text) if number.kind == "count"]
    places = [(number.start, number.end) for number in found]
    for at, number in enumerate(found):
        word = _WORD.match(text, number.end)
        if not (word and word[1].lower() in _listed("units")):
            beside = (*places[max(0, at - 1) : at], *places[at + 1 : at + 2])
            most = number.high if number.high is not None else number.low or 0.0
            yield _Number(number.start, number.end, most, counted_by_words(text, number.start, number.end, beside))


def _hurt(report: Report, numbers: Sequence[_Number]) -> Iterator[tuple[CountKind, Span]]:
    """Find the words that say how many were killed or injured."""
    text = report.text
    for number in numbers:
        for kind in _HURT:
            if number.kind == kind:
                yield kind, report.span(number.start, _end_of_who(text, number.end))
    for match in _ones().finditer(text):
        part, cue = ("who", match["verb"]) if match["verb"] else ("of", match["noun"])
        for kind in _HURT:
            if cues("before").get(cue.lower()) == kind:
                yield kind, report.span(match.start(part), _end_of_who(text, match.start(part) + 1))


def _crowds(
    report: Report, sentences: Sequence[tuple[int, int]], numbers: Sequence[_Number]
) -> Iterator[tuple[CountKind, Span]]:
    """Find the words that say how many took part, in sentences that tell of a crowd."""
    text = report.text
    for start, end in sentences:
        if not _phrases("crowds").search(text, start, end):
            continue
        for number in numbers:
            if start <= number.start < end and number.most >= _CROWD and number.kind in (None, "participants"):
                word = _WORD.match(text, number.end)
                if _ALONE.match(text, number.end) or (word and word[1].lower() in _listed("people")):
                    yield "participants", report.span(number.start, _end_of_who(text, number.end))


def _others(report: Report, numbers: Sequence[_Number]) -> Iterator[Span]:
    """Find the numbers that stand alone behind words that give another figure: "the union spoke of 400"."""
    text = report.text
    for number in numbers:
        before = max(text.rfind("\n", 0, number.start), number.start - _NEAR, 0)
        if _ALONE.match(text, number.end) and _phrases("figures").search(text, before, number.start):
            yield report.span(number.start, number.end)


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
