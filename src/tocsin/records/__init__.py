"""The records that every part speaks in: frozen, and each claim with the span that it came from."""

from tocsin.records.annotation import (
    Annotation,
    AnyKind,
    Attribution,
    CountKind,
    EventMark,
    FigureMark,
    Mark,
    MarkKind,
    MentionKind,
    Modality,
    PartyKind,
    Role,
    RoleMark,
)
from tocsin.records.capture import Capture
from tocsin.records.event import Count, Event
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
    "AnyKind",
    "Attribution",
    "Block",
    "BlockKind",
    "Capture",
    "Count",
    "CountKind",
    "Event",
    "EventMark",
    "FigureMark",
    "Flag",
    "FlagKind",
    "Form",
    "Mark",
    "MarkKind",
    "MentionKind",
    "Modality",
    "PartyKind",
    "Place",
    "PlacePrecision",
    "Published",
    "PublishedBasis",
    "Reading",
    "Rejected",
    "Report",
    "Resolution",
    "Role",
    "RoleMark",
    "RunnerUp",
    "Span",
    "Stance",
    "Statement",
    "When",
    "WhenBasis",
    "WhenPrecision",
    "content_id",
]
