"""The records that every part speaks in: frozen, and each claim with the span that it came from."""

from tocsin.records.annotation import Annotation, Attribution, Mark, MarkKind, MentionKind
from tocsin.records.capture import Capture
from tocsin.records.flag import Flag, FlagKind
from tocsin.records.ids import content_id
from tocsin.records.reading import Reading
from tocsin.records.rejected import Rejected
from tocsin.records.report import Block, BlockKind, Published, PublishedBasis, Report
from tocsin.records.resolved import (
    Actor,
    ActorKind,
    Place,
    PlacePrecision,
    Resolution,
    RunnerUp,
    When,
    WhenBasis,
    WhenPrecision,
)
from tocsin.records.span import Span
from tocsin.records.statement import Form, Stance, Statement

__all__ = [
    "Actor",
    "ActorKind",
    "Annotation",
    "Attribution",
    "Block",
    "BlockKind",
    "Capture",
    "Flag",
    "FlagKind",
    "Form",
    "Mark",
    "MarkKind",
    "MentionKind",
    "Place",
    "PlacePrecision",
    "Published",
    "PublishedBasis",
    "Reading",
    "Rejected",
    "Report",
    "Resolution",
    "RunnerUp",
    "Span",
    "Stance",
    "Statement",
    "When",
    "WhenBasis",
    "WhenPrecision",
    "content_id",
]
