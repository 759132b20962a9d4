"""Finds weekdays that do not fit the date they stand with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.language.dates import DateExpression, find_dates, looks_ahead, resolve_date, weekday_mismatch
from tocsin.records import Flag, Report, Span, When

# Only paragraphs with a weekday beside a number can hold a mismatch.
_CANDIDATE = re.compile(
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b.{0,30}\d|\d.{0,30}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", re.DOTALL
)


def date_mismatches(report: Report, whens: Sequence[When]) -> list[Flag]:
    """Flag every weekday that its date did not have, with the weekday that it had."""
    flags = []
    for block in report.blocks:
        text = report.text[block.start : block.end]
        for expression in find_dates(text) if _CANDIDATE.search(text) else ():
            for part in (expression, expression.first, expression.last):
                if part is not None and part.weekday is not None:
                    flags += _mismatch(report, part, block.start, whens)
    return flags


def _mismatch(report: Report, part: DateExpression, base: int, whens: Sequence[When]) -> list[Flag]:
    if part.day is None or part.month is None:
        return []
    span = report.span(base + part.start, base + part.end)
    year, known = _year(report, part, span, whens)
    right = weekday_mismatch(part, year)
    if right is None or year is None:
        return []
    day = f"{part.day} {_MONTHS[part.month - 1]} {year}"
    how = "" if known else ", the year being worked out"
    return [Flag("date-mismatch", f"The weekday in “{span.quote}” does not fit: {day} is a {right}{how}.", (span,))]


_DAYS = ("day", "part-of-day", "hour", "minute")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _year(report: Report, part: DateExpression, span: Span, whens: Sequence[When]) -> tuple[int | None, bool]:
    """The year of a date, and whether the text says it; else as resolved, or counted from the date published."""
    if part.year is not None:
        return part.year, True
    for when in whens:
        same_day = when.start is not None and when.start[5:10] == f"{part.month:02}-{part.day:02}"
        if when.start is not None and same_day and when.precision in _DAYS and when.span.overlaps(span):
            return int(when.start[:4]), False
    if report.published.date is None:
        return None, False
    block = report.block_at(span.start)
    text = report.text[block.start : block.end] if block else ""
    value = resolve_date(part, report.published.date, future=looks_ahead(text, part))
    return (int(value.start[:4]) if value.start else None), False
