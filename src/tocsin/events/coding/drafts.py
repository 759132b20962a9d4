"""Events in the making: what one or several marks tell of the same happening."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.events.scene import Scene
from tocsin.records import Actor, Annotation, Count, EventMark, Place, Report, Resolution, Span, Statement, When


@dataclass
class EventDraft:
    """One event so far; `marks` are what the model saw, the one that tells it best first."""

    marks: list[EventMark]
    actors: list[Actor] = field(default_factory=list)
    recipients: list[Actor] = field(default_factory=list)
    actor_spans: list[Span] = field(default_factory=list)
    recipient_spans: list[Span] = field(default_factory=list)
    place: Place | None = None
    when: When | None = None
    counts: list[Count] = field(default_factory=list)
    claimed_by: list[Statement] = field(default_factory=list)
    denied_by: list[Statement] = field(default_factory=list)
    by_outlet: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def mark(self) -> EventMark:
        """The mark that tells the event best."""
        return self.marks[0]

    @property
    def at(self) -> int:
        """Where the event is first told."""
        return min(mark.trigger.start for mark in self.marks)

    def note(self, text: str) -> None:
        """Keep why something was decided, once."""
        if text not in self.notes:
            self.notes.append(text)


@dataclass(frozen=True)
class Desk:
    """What events of one report are coded against."""

    report: Report
    annotation: Annotation
    resolution: Resolution
    statements: tuple[Statement, ...]
    scene: Scene

    @classmethod
    def of(
        cls, report: Report, annotation: Annotation, resolution: Resolution, statements: tuple[Statement, ...]
    ) -> Desk:
        """Lay everything out."""
        return cls(report, annotation, resolution, statements, Scene.of(report, annotation, resolution))

    def sentence_of(self, offset: int) -> Span:
        """The sentence that holds an offset, as a span."""
        return self.report.span(*self.scene.sentence(offset))

    def in_headline(self, span: Span) -> bool:
        """Say whether a span stands in a headline or subhead."""
        block = self.scene.block(span.start)
        return block is not None and block.kind in ("headline", "subhead")

    def statements_around(self, span: Span) -> list[Statement]:
        """The statements in whose content a span lies, the narrowest first."""
        around = [s for s in self.statements if any(piece.contains(span) for piece in s.content)]
        return sorted(around, key=lambda s: (sum(p.end - p.start for p in s.content), s.id))
