"""The words of a telling as evidence: with its report, its outlet and the day published."""

from __future__ import annotations

from tocsin.records import Evidence, Span, Telling


def evidence_at(telling: Telling, span: Span) -> Evidence:
    """Give a span of a telling's report as evidence."""
    return Evidence(telling.report, telling.outlet, telling.published, span)
