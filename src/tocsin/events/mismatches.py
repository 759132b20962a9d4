"""Finds weekdays that do not fit the date they stand with."""

from __future__ import annotations

from tocsin.records import Flag, Report


def date_mismatches(report: Report) -> list[Flag]:
    """Flag every weekday that its date did not have."""
    return []
