"""Statements while they are being put together, and the log of what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.events.scene import Interval, Scene, length, merged, shared
from tocsin.records import Actor, Annotation, Attribution, Rejected, Span


@dataclass(eq=False, slots=True)
class Draft:
    """One statement in the making; offsets instead of spans, and notes that become its `why`."""

    source: list[Interval]
    cue: list[Interval]
    content: list[Interval]
    score: float
    actor: Actor | None = None
    speaker_at: Interval | None = None
    via: Actor | None = None
    via_at: Interval | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def position(self) -> int:
        """Where the cue stands, or else the first thing that is known."""
        return (self.cue or self.source or self.content)[0][0]

    @property
    def cue_end(self) -> int:
        """Where the cue ends, or else the source, or else the first piece of content begins."""
        if self.cue:
            return self.cue[-1][1]
        return self.source[-1][1] if self.source else self.content[0][0]

    def note(self, text: str, score: float = 1.0) -> None:
        """Keep a reason for --explain; a repair lowers the score."""
        if text not in self.notes:
            self.notes.append(text)
        self.score *= score

    def add(self, piece: Interval, text: str) -> None:
        """Take a piece into the content."""
        self.content = merged([*self.content, piece], text)


@dataclass
class Desk:
    """All drafts of one report, in order, with what has been left out so far."""

    scene: Scene
    drafts: list[Draft] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def reject(self, reason: str, message: str, at: Interval | None) -> None:
        """Say that something was left out, and why."""
        report = self.scene.report
        self.rejected.append(Rejected(report.source, "statements", reason, message, report.id, at))

    def drop(self, draft: Draft, reason: str, message: str) -> None:
        """Leave a draft out."""
        self.drafts.remove(draft)
        pieces = draft.content or draft.cue or draft.source
        self.reject(reason, message, (pieces[0][0], pieces[-1][1]))

    def sort(self) -> None:
        """Put the drafts in the order of the text."""
        self.drafts.sort(key=lambda draft: (draft.position, draft.content[:1], draft.source[:1]))

    def in_stretch(self, start: int, end: int) -> list[Draft]:
        """The drafts whose cue (or else source) begins between two offsets, in order of the cue."""
        found = [d for d in self.drafts if (d.cue or d.source) and start <= (d.cue or d.source)[0][0] < end]
        return sorted(found, key=lambda draft: draft.position)

    def claimants(self, start: int, end: int) -> list[Draft]:
        """The drafts whose content holds more than half of a stretch."""
        size = end - start
        return [d for d in self.drafts if shared(d.content, [(start, end)]) * 2 > size]


def open_desk(scene: Scene, annotation: Annotation, minimum_score: float) -> Desk:
    """Turn the model's attributions into drafts: joined where windows saw the same one twice."""
    desk = Desk(scene)
    by_cue: dict[tuple[Interval, ...], Draft] = {}
    for attribution in sorted(annotation.attributions, key=lambda a: (a.cue, a.source, a.content, -a.score)):
        draft = _draft(desk, attribution, minimum_score)
        if draft is None:
            continue
        key = tuple(draft.cue)
        if key and key in by_cue:
            _join(by_cue[key], draft, scene.text)
            continue
        by_cue[key] = draft
        desk.drafts.append(draft)
    desk.sort()
    return desk


def _draft(desk: Desk, attribution: Attribution, minimum_score: float) -> Draft | None:
    text = desk.scene.text
    everything = (*attribution.source, *attribution.cue, *attribution.content)
    if not any(c.isalnum() for span in everything for c in span.quote):
        desk.reject("events.empty-attribution", "The reader marked an attribution without any words.", None)
        return None
    at = (min(s.start for s in everything), max(s.end for s in everything))
    if any(text[span.start : span.end] != span.quote for span in everything):
        desk.reject("events.foreign-span", "The attribution quotes words that this text does not hold.", None)
        return None
    if attribution.score < minimum_score:
        message = f"The reader was not sure enough: {attribution.score:.2f} is less than {minimum_score:.2f}."
        desk.reject("events.low-score", message, at)
        return None
    return Draft(
        source=_pieces(attribution.source, text),
        cue=_pieces(attribution.cue, text),
        content=_pieces(tuple(s for s in attribution.content if any(c.isalnum() for c in s.quote)), text),
        score=attribution.score,
    )


def _pieces(spans: tuple[Span, ...], text: str) -> list[Interval]:
    return merged([(span.start, span.end) for span in spans], text)


def _join(kept: Draft, other: Draft, text: str) -> None:
    """Two attributions with the very same cue are one that two windows saw."""
    if other.source and (not kept.source or length(other.source) > length(kept.source)):
        kept.source = other.source
    kept.content = merged([*kept.content, *other.content], text)
    kept.score = max(kept.score, other.score)
    kept.note("two readings of the same cue were joined")
