"""Find names that the reader model passed over: well-known bodies by their abbreviation, names behind a title."""

from __future__ import annotations

import functools
import re

from tocsin.language.dates import find_dates
from tocsin.records import Annotation, Mark, Report
from tocsin.resolve.actors.lexicon import Lexicon
from tocsin.resolve.actors.titles import read_office
from tocsin.resolve.actors.wording import key

# Three capitals or more: shorter abbreviations mean too many things.
_ABBREVIATION = re.compile(r"\b[A-Z](?:[A-Z]|[a-z&-](?=[\w-]*[A-Z])){2,}\b")
_NAME_WORD = r"[A-Z][\w’'-]*[a-zà-ž][\w’'-]*"
_BEHIND_TITLE = re.compile(rf",?[ ]({_NAME_WORD}(?: {_NAME_WORD}){{0,2}})(?=[,.;:)]| (?:said|says|told)\b)")
_SCORE = 0.5


def known_names(report: Report, annotation: Annotation, lexicon: Lexicon) -> tuple[Mark, ...]:
    """List what the words themselves show to be a name and the model did not mark, in reading order."""
    taken = [(m.span.start, m.span.end) for m in annotation.marks if m.kind not in ("date", "number")]
    found: list[Mark] = []
    for block in report.blocks:
        text = report.text[block.start : block.end]
        if text.isupper():
            continue
        for match in _ABBREVIATION.finditer(text):
            start, end = block.start + match.start(), block.start + match.end()
            body = lexicon.bodies.get(key(match[0]))
            if body is not None and key(match[0]) not in lexicon.generic and _free(start, end, taken):
                found.append(Mark("organisation", report.span(start, end), _SCORE))
    taken += [(m.span.start, m.span.end) for m in found]
    for match in _addressed(tuple(lexicon.honorifics)).finditer(report.text):
        if _free(*match.span(1), taken):
            found.append(Mark("person", report.span(*match.span(1)), _SCORE))
    taken += [(m.span.start, m.span.end) for m in found]
    dates: list[tuple[int, int]] | None = None
    for mark in annotation.of_kind("role"):
        behind = _BEHIND_TITLE.match(report.text, mark.span.end)
        if behind is None or not _free(*behind.span(1), taken) or read_office(mark.span.quote, lexicon) is None:
            continue
        if dates is None:
            dates = [(one.start, one.end) for one in find_dates(report.text)]
        if _free(*behind.span(1), dates) and not lexicon.polities_in(behind[1]):
            found.append(Mark("person", report.span(*behind.span(1)), _SCORE))
    return tuple(found)


@functools.cache
def _addressed(honorifics: tuple[str, ...]) -> re.Pattern[str]:
    """Match a name after "Mr", "Ms." and their like; those of one letter are words in too many languages."""
    titles = "|".join(re.escape(word.capitalize()) for word in sorted(honorifics) if len(word) > 1)
    return re.compile(rf"\b(?:{titles})\.? ({_NAME_WORD}(?: {_NAME_WORD}){{0,2}})")


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(a < end and start < b for a, b in taken)
