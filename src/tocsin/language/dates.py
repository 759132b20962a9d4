"""Finds date and time expressions in English news text, and checks weekdays against their dates."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import replace

from tocsin.language.date_builders import BUILDERS
from tocsin.language.date_grammar import HEARTS, ISLAND, RULES, DateExpression, Reading
from tocsin.language.date_shape import Shape, read_shape
from tocsin.language.date_values import DateValue, resolve_date
from tocsin.language.lexicon import lexicon

__all__ = ["DateExpression", "DateValue", "find_dates", "looks_ahead", "resolve_date", "weekday_mismatch"]

_SENTENCE_EDGE = re.compile(r"[.!?]\s|\n")
_REACH = 80  # characters on each side in which words of tense are looked for
_JOIN_KINDS = frozenset({"day", "weekday", "month", "year", "decade", "offset", "season", "clock"})


# Several stages ask for the dates of one text, one after the other.
@functools.lru_cache(maxsize=4)
def find_dates(text: str) -> tuple[DateExpression, ...]:
    """Find the date and time expressions of a text, in order, without overlaps and without prepositions.

    Expressions marked `weak` may be something else ("Friday prayers").
    """
    shape = read_shape(text)
    candidates: list[tuple[int, int, DateExpression]] = []
    for island in ISLAND.finditer(shape.letters):
        letters = set(island[0])
        if letters.isdisjoint(HEARTS):
            continue
        for name, needs, rule in RULES:
            if letters.isdisjoint(needs):
                continue
            for match in rule.finditer(shape.letters, island.start(), island.end()):
                expression = BUILDERS[name](Reading(text, shape, match))
                if expression is not None:
                    candidates.append((match.start(), match.end(), expression))
    candidates.sort(key=lambda one: (one[0] - one[1], one[0]))
    taken = bytearray(len(shape.letters))
    kept: list[tuple[int, int, DateExpression]] = []
    for start, end, expression in candidates:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, expression))
    kept.sort(key=lambda one: one[0])
    return tuple(expression for _, _, expression in _join(text, shape, kept))


def _join(
    text: str, shape: Shape, found: list[tuple[int, int, DateExpression]]
) -> list[tuple[int, int, DateExpression]]:
    """Join neighbours: "two days after" + "3 May", "Monday" + "to" + "Wednesday"."""
    joined: list[tuple[int, int, DateExpression]] = []
    for start, end, expression in found:
        if joined:
            before_start, before_end, before = joined[-1]
            link = shape.letters[before_end:start]
            whole: DateExpression | None = None
            if before.kind == "offset" and before.anchor != "published" and link in ("", "t") and before.first is None:
                if shape.letters[before_end - 1] in "bgs" and expression.kind != "clock":
                    whole = replace(before, first=expression)
            elif _makes_range(shape, before_start, before, link, expression):
                whole = DateExpression(0, 0, "", "range", first=before, last=expression, since=before.since)
            if whole is not None:
                span = {"start": before.start, "end": expression.end, "text": text[before.start : expression.end]}
                joined[-1] = (before_start, end, replace(whole, **span))  # type: ignore[arg-type]
                continue
        joined.append((start, end, expression))
    return joined


def _makes_range(shape: Shape, start: int, first: DateExpression, link: str, last: DateExpression) -> bool:
    if link not in ("c", "-", "&") or first.kind not in _JOIN_KINDS or last.kind not in _JOIN_KINDS:
        return False
    led_by = shape.letters[start - 1] if start else "!"
    same = first.kind == last.kind
    if link == "-":
        return same and first.kind != "offset"
    if link == "c":
        into = first.part is not None and last.kind == "weekday"
        return led_by == "f" or into or (same and first.kind in {"weekday", "month", "year", "day", "clock"})
    if led_by == "B":
        return True
    consecutive = first.weekday is not None and last.weekday == (first.weekday + 1) % 7
    return same and first.kind == "weekday" and consecutive and not (first.part or last.part)


@functools.cache
def _tense(tense: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in lexicon("dates")["tense"][tense])
    return re.compile(rf"(?<![\w’'])(?:{listed})(?!\w)")


@functools.cache
def _past_forms() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in lexicon("dates")["tense"]["past"])
    return re.compile(rf"(?<![\w’'])(?<!\bbe )(?:{listed}|[a-z]{{2,}}ed)(?!\w)")


def looks_ahead(text: str, expression: DateExpression) -> bool:
    """Say whether the words around an expression tell of the future ("will meet on Friday")."""
    if expression.relation == "next":
        return True
    before = _SENTENCE_EDGE.split(text[max(0, expression.start - _REACH) : expression.start])[-1]
    after = _SENTENCE_EDGE.split(text[expression.end : expression.end + _REACH])[0]
    limit = _tense("limits").search(before[-12:])
    # "before dawn on Friday" is a time of that day, "before Friday" a limit
    if limit is not None and not (limit[0] == "before" and expression.part):
        return True
    ahead = [match.start() for match in _tense("future").finditer(before)]
    behind = [match.start() for match in _past(before)]
    if ahead or behind:
        return max(ahead, default=-1) > max(behind, default=-1)
    first_ahead = _tense("future").search(after)
    first_behind = next(iter(_past(after)), None)
    return first_ahead is not None and (first_behind is None or first_ahead.start() < first_behind.start())


def _past(words: str) -> list[re.Match[str]]:
    ahead = {match.span() for match in _tense("future").finditer(words)}
    return [match for match in _past_forms().finditer(words) if match.span() not in ahead]


def weekday_mismatch(expression: DateExpression, year: int | None = None) -> str | None:
    """Name the right weekday where an expression gives a wrong one; None where it fits or nothing can be said.

    `year` is used where the expression has none of its own.
    """
    year = expression.year if expression.year is not None else year
    if None in (expression.weekday, expression.month, expression.day, year):
        return None
    try:
        right = datetime.date(year, expression.month, expression.day).weekday()  # type: ignore[arg-type]
    except ValueError:
        return None
    names: list[str] = lexicon("dates")["weekdays"]
    return None if right == expression.weekday else names[right].capitalize()
