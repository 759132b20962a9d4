"""Steps of the stage table that join what one stage package offers in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.records import Annotation, Report, Resolution

if TYPE_CHECKING:
    from tocsin.annotate.reader import Reader
    from tocsin.resolve.gazetteer.query import Gazetteer
    from tocsin.resolve.options import ResolveOptions


def annotate(reader: Reader, report: Report) -> Annotation:
    """Let the reader model mark one report."""
    return reader.annotate(report)


def resolve(report: Report, annotation: Annotation, gazetteer: Gazetteer, options: ResolveOptions) -> Resolution:
    """Work out who, where and when in one report."""
    from tocsin.resolve.actors import resolve_actors
    from tocsin.resolve.places import resolve_places
    from tocsin.resolve.whens import resolve_whens

    return Resolution(
        report_id=report.id,
        actors=resolve_actors(report, annotation, options),
        places=resolve_places(report, annotation, gazetteer, options),
        whens=resolve_whens(report, annotation, options),
    )
