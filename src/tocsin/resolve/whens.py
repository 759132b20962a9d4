"""Resolves the date expressions of a report to intervals, counted from the date published and from one another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace

from tocsin.language.dates import DateExpression, DateValue, find_dates, looks_ahead, resolve_date
from tocsin.language.lexicon import words
from tocsin.records import Annotation, Mark, Report, When
from tocsin.resolve.options import ResolveOptions

_AHEAD = 5  # dates after an expression among which its own may be
_DAY_SHARP = frozenset({"day", "part-of-day", "hour", "minute"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that the text has told already, for "the following day" to count from."""

    expression: DateExpression
    day: str


@dataclass(frozen=True, slots=True)
class _Text:
    """One report with its sentences, the expressions that it holds, and the days that it has told so far."""

    report: Report
    sentences: tuple[tuple[int, int], ...]
    expressions: list[DateExpression]
    told: list[_Told] = field(default_factory=list)


def resolve_whens(report: Report, annotation: Annotation, options: ResolveOptions) -> tuple[When, ...]:
    """Resolve what the rules find and what the model marks as dates, in reading order.

    Relative expressions count from the date published, "two days earlier" and its like from the nearest
    day told before. What cannot be worked out is kept with an unknown basis, and `why` says what is missing.
    """
    marks = annotation.of_kind("date")
    expressions = [one for one in find_dates(report.text) if not one.weak or _marked(one, marks)]
    text = _Text(report, annotation.sentences, expressions)
    whens: list[When] = []
    for expression in expressions:
        value, why = _value(text, expression)
        span = report.span(expression.start, expression.end)
        whens.append(When(value.start, value.end, value.precision, value.basis, span, value.vague, why))
        if value.start is not None and value.precision in _DAY_SHARP and expression.kind != "window":
            text.told.append(_Told(expression, value.start[:10]))
    for mark in marks:
        # "years" by itself says nothing of when
        if mark.span.quote.lower() not in words("dates", "bare_units") and not any(
            one.start < mark.span.end and mark.span.start < one.end for one in expressions
        ):
            whens.append(
                When(None, None, "unknown", "unknown", mark.span, why="the words are not understood as a date")
            )
    return tuple(sorted(whens, key=lambda when: (when.span.start, when.span.end)))


def _marked(expression: DateExpression, marks: tuple[Mark, ...]) -> bool:
    return any(mark.span.start < expression.end and expression.start < mark.span.end for mark in marks)


def _value(text: _Text, expression: DateExpression) -> tuple[DateValue, str]:
    future = looks_ahead(text.report.text, expression)
    if expression.anchor == "text" and expression.first is None:
        anchor = _antecedent(text, expression)
        value = resolve_date(expression, anchor.day if anchor else None, future=future)
        if anchor is None:
            return value, "no day is told before that it could count from"
        return value, f"counted from {anchor.day}, “{anchor.expression.text}”"
    if expression.anchor == "event" and (clause := _dated_by(text, expression)) is not None:
        return clause
    published = text.report.published
    value = resolve_date(expression, published.date, future=future)
    why = value.why
    if value.basis == "unknown" and published.date is None and expression.anchor == "published":
        why = why or "the date published is unknown"
    elif value.basis in ("relative", "inferred") and published.date is not None:
        known = f"the date published, {published.date}, is {_BASIS_WORDS[published.basis]}"
        why = f"{why}; {known}" if why else known
    return value, why


def _dated_by(text: _Text, expression: DateExpression) -> tuple[DateValue, str] | None:
    """Count back to what follows: in "freed on Monday, two weeks after they were taken", when they were taken."""
    if expression.kind != "offset" or expression.direction < 0:
        return None
    start, end = _sentence(text, expression.start)
    anchor = _last_since(text, start)
    if anchor is None:
        anchor = _told_later(text, expression, end)
        # "a week after the blast of 9 April": there the day told later is that of what follows
        if anchor is None or "," not in text.report.text[expression.end : anchor.expression.start]:
            return None
    value = resolve_date(replace(expression, anchor="text", direction=-1), anchor.day)
    return value, f"so long before {anchor.day}, “{anchor.expression.text}”"


def _last_since(text: _Text, start: int) -> _Told | None:
    """The day told last, if that was not before an offset."""
    return text.told[-1] if text.told and text.told[-1].expression.start >= start else None


def _sentence(text: _Text, at: int) -> tuple[int, int]:
    """Find the sentence around an offset; where none is known, its block."""
    number = bisect_right(text.sentences, at, key=lambda each: each[0]) - 1
    if number >= 0 and at < text.sentences[number][1]:
        return text.sentences[number]
    return _block(text.report, at)


def _block(report: Report, at: int) -> tuple[int, int]:
    block = report.block_at(at)
    return (block.start, block.end) if block else (0, len(report.text))


_BASIS_WORDS = {
    "metadata": "known from metadata",
    "stated": "stated in the text",
    "inferred": "inferred",
    "unknown": "given without a basis",
}


def _antecedent(text: _Text, expression: DateExpression) -> _Told | None:
    """The nearest day told before; for a bare time of day also one that follows in the same block."""
    if expression.kind == "clock":
        start, end = _block(text.report, expression.start)
        here = _last_since(text, start) or _told_later(text, expression, end)
        if here is not None:
            return here
    return text.told[-1] if text.told else None


def _told_later(text: _Text, expression: DateExpression, end: int) -> _Told | None:
    """Find the next day told before an offset of the text."""
    first = bisect_left(text.expressions, expression.end, key=lambda each: each.start)
    published = text.report.published.date
    for later in text.expressions[first : first + _AHEAD]:
        if later.start < end and later.anchor == "published":
            value = resolve_date(later, published, future=looks_ahead(text.report.text, later))
            if value.start is not None and value.precision in _DAY_SHARP:
                return _Told(later, value.start[:10])
    return None
