"""One report read: the record behind `tocsin read`."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.records.annotation import Annotation
from tocsin.records.event import Event
from tocsin.records.flag import Flag
from tocsin.records.rejected import Rejected
from tocsin.records.report import Report
from tocsin.records.resolved import Actor, Place, When
from tocsin.records.statement import Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with who is in it, where and when it plays, who says what, who does what, and what to check.

    `rejected` lists what was left out on the way (furniture paragraphs, marks that were dropped). `doubtful` are events
    that the reader model doubts: no part of the reading, but a desk takes them up where another report tells the same.
    """

    report: Report
    annotation: Annotation
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    whens: tuple[When, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    flags: tuple[Flag, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    doubtful: tuple[Event, ...] = ()
