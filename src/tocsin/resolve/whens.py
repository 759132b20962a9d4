"""Resolves the date expressions of a report to intervals, counted from the date published and from one another."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.language.dates import DateExpression, DateValue, find_dates, looks_ahead, resolve_date
from tocsin.language.lexicon import words
from tocsin.records import Annotation, Mark, Report, When
from tocsin.resolve.options import ResolveOptions

_DAY_SHARP = frozenset({"day", "part-of-day", "hour", "minute"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that the text has told already, for "the following day" to count from."""

    expression: DateExpression
    day: str


def resolve_whens(report: Report, annotation: Annotation, options: ResolveOptions) -> tuple[When, ...]:
    """Resolve what the rules find and what the model marks as dates, in reading order.

    Relative expressions count from the date published, "two days earlier" and its like from the nearest
    day told before. What cannot be worked out is kept with an unknown basis, and `why` says what is missing.
    """
    marks = annotation.of_kind("date")
    expressions = [one for one in find_dates(report.text) if not one.weak or _marked(one, marks)]
    whens: list[When] = []
    told: list[_Told] = []
    for expression in expressions:
        value, why = _value(report, expression, expressions, told)
        span = report.span(expression.start, expression.end)
        whens.append(When(value.start, value.end, value.precision, value.basis, span, value.vague, why))
        if value.start is not None and value.precision in _DAY_SHARP and expression.kind != "window":
            told.append(_Told(expression, value.start[:10]))
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


def _value(
    report: Report, expression: DateExpression, expressions: list[DateExpression], told: list[_Told]
) -> tuple[DateValue, str]:
    future = looks_ahead(report.text, expression)
    if expression.anchor == "text" and expression.first is None:
        anchor = _antecedent(report, expression, expressions, told)
        value = resolve_date(expression, anchor.day if anchor else None, future=future)
        if anchor is None:
            return value, "no day is told before that it could count from"
        return value, f"counted from {anchor.day}, “{anchor.expression.text}”"
    published = report.published
    value = resolve_date(expression, published.date, future=future)
    why = value.why
    if value.basis == "unknown" and published.date is None and expression.anchor == "published":
        why = why or "the date published is unknown"
    elif value.basis in ("relative", "inferred") and published.date is not None:
        known = f"the date published, {published.date}, is {_BASIS_WORDS[published.basis]}"
        why = f"{why}; {known}" if why else known
    return value, why


_BASIS_WORDS = {
    "metadata": "known from metadata",
    "stated": "stated in the text",
    "inferred": "inferred",
    "unknown": "given without a basis",
}


def _antecedent(
    report: Report, expression: DateExpression, expressions: list[DateExpression], told: list[_Told]
) -> _Told | None:
    """The nearest day told before; for a bare time of day also one that follows in the same block."""
    block = report.block_at(expression.start)
    start, end = (block.start, block.end) if block else (0, len(report.text))
    if expression.kind == "clock":
        here = next((one for one in reversed(told) if one.expression.start >= start), None)
        if here is not None:
            return here
        for later in expressions:
            if expression.end <= later.start < end and later.anchor == "published":
                value = resolve_date(later, report.published.date, future=looks_ahead(report.text, later))
                if value.start is not None and value.precision in _DAY_SHARP:
                    return _Told(later, value.start[:10])
    return told[-1] if told else None
