"""Holds every span of a record against the text that it quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast

from tocsin.errors import TocsinError
from tocsin.records import Reading, Span, Telling


def check_spans(reading: Reading, tellings: Iterator[Telling]) -> None:
    """Raise `store.bad-span` if anything in a reading or its tellings quotes what its report does not say there."""
    report, text = reading.report, reading.report.text
    for where, span in _spans("reading", reading):
        _check(report.id, where, span, text)
    for telling in tellings:
        for where, span in _spans(f"telling {telling.id}", telling):
            _check(report.id, where, span, text)
    # these are kept without a quote
    bounds = [("block", b.start, b.end) for b in report.blocks]
    bounds += [("sentence", *pair) for pair in reading.annotation.sentences]
    bounds += [("rejected", *r.span) for r in reading.rejected if r.span is not None and r.report_id == report.id]
    for where, start, end in bounds:
        if not 0 <= start <= end <= len(text):
            raise TocsinError("store.bad-span", report=report.id, where=where, start=start, end=end)


def _check(report_id: str, where: str, span: Span, text: str) -> None:
    if text[span.start : span.end] != span.quote:
        raise TocsinError("store.bad-span", report=report_id, where=where, start=span.start, end=span.end)


def _spans(where: str, value: object) -> Iterator[tuple[str, Span]]:
    """Find the spans in a record, however deep, each with the way to it."""
    if isinstance(value, Span):
        yield where, value
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            # numbers and texts hold none, and there are many of them
            if isinstance(item, tuple) or is_dataclass(item):
                yield from _spans(f"{where}[{at}]", item)
    elif is_dataclass(value):
        for name in _names(cast(Any, type(value))):
            item = getattr(value, name)
            if isinstance(item, tuple) or is_dataclass(item):
                yield from _spans(f"{where}.{name}", item)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
