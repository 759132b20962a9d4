"""Records made by hand, so that tests need no model, no network and no page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from training.markup import Passage, parse_passage

from tocsin.records import (
    Actor,
    ActorKind,
    Annotation,
    Attribution,
    Block,
    Mark,
    Published,
    Report,
    Resolution,
    Span,
    content_id,
)

SENTENCE_END = re.compile(r"(?<=[.!?])[’”'\"]?\s+(?=[‘“'\"A-Z])")


@dataclass(frozen=True)
class Marked:
    """A passage in the markup of training/GUIDELINES.md, as the records that the stages read."""

    report: Report
    annotation: Annotation
    passage: Passage


def report_of(*paragraphs: str, published: str | None = None) -> Report:
    """Make a report of plain paragraphs; "! " opens a headline, "!! " a subhead, "~ " a caption."""
    return marked("\n".join(p.replace("[", "\\[").replace("]", "\\]") for p in paragraphs), published).report


def marked(text: str, published: str | None = None) -> Marked:
    """Read one marked passage, a line a paragraph."""
    passage = parse_passage([line for line in text.splitlines() if line.strip()])
    report = Report(
        id=content_id("report", passage.text),
        source="test",
        text=passage.text,
        blocks=tuple(Block(kind, start, end) for kind, start, end in passage.blocks),  # type: ignore[arg-type]
        published=Published(published, "metadata") if published else Published(),
    )

    def spans(pairs: list[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(report.span(*pair) for pair in pairs)

    annotation = Annotation(
        report_id=report.id,
        model="by-hand",
        version="1",
        sentences=tuple(sentences_of(report)),
        marks=tuple(
            Mark(kind, report.span(start, end), 1.0)  # type: ignore[arg-type]
            for kind, start, end in passage.entities
        ),
        attributions=tuple(
            Attribution(spans(one.source), spans(one.cue), spans(one.content), 0.9) for one in passage.attributions
        ),
    )
    return Marked(report, annotation, passage)


def sentences_of(report: Report) -> list[tuple[int, int]]:
    """Cut blocks into sentences by a rule that is good enough for tests."""
    found = []
    for block in report.blocks:
        start = block.start
        for match in SENTENCE_END.finditer(report.text, block.start, block.end):
            end = start + len(report.text[start : match.end()].rstrip())
            found.append((start, end))
            start = match.end()
        found.append((start, block.end))
    return found


def actor_of(report: Report, name: str, *phrases: str, kind: ActorKind = "person") -> Actor:
    """Make an actor whose mentions are all places where one of the phrases stands as whole words."""
    mentions = {
        (match.start(), match.end())
        for phrase in (phrases or (name,))
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", report.text)
    }
    outer = [m for m in mentions if not any(o != m and o[0] <= m[0] and m[1] <= o[1] for o in mentions)]
    return Actor(
        id=f"actor-{name}",
        name=name,
        kind=kind,
        mentions=tuple(report.span(*pair) for pair in sorted(outer)),
    )


def resolution_of(report: Report, *actors: Actor) -> Resolution:
    """Put actors together as the resolver would."""
    return Resolution(report_id=report.id, actors=tuple(actors))
