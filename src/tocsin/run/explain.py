"""Why something in a report was or was not marked: every sentence with what was found in it and what became of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tocsin.records import Attribution, Block, Event, EventMark, Mark, Reading, Rejected, Span, Statement

FindingKind = Literal["mark", "mention", "attribution", "statement", "event", "doubtful", "dropped"]

# kinds of marks that become part of something else, and where to look for it
_PART_OF = {
    "role": "kept for the roles of actors",
    "nationality": "kept for the countries of actors and places",
    "weapon": "kept for events",
    "number": "kept for events",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a sentence: what it is, how sure the model was, and what became of it."""

    kind: FindingKind
    label: str
    span: Span
    outcome: str
    used: bool
    score: float | None = None


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One sentence with everything that was found in it; empty `findings` mean that nothing was."""

    span: Span
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """One block of the report with its sentences."""

    block: Block
    sentences: tuple[ExplainedSentence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole report sentence by sentence, and what never reached its text."""

    model: str
    blocks: tuple[ExplainedBlock, ...]
    left_out: tuple[Rejected, ...]


def explain(reading: Reading) -> Explanation:
    """Walk through a reading and say of every mark what became of it."""
    findings = sorted(_findings(reading), key=lambda found: (found.span.start, -found.span.end, found.kind))
    blocks = tuple(
        ExplainedBlock(block, tuple(_sentences(reading, block, findings))) for block in reading.report.blocks
    )
    annotation = reading.annotation
    return Explanation(f"{annotation.model} {annotation.version}", blocks, reading.rejected)


def _sentences(reading: Reading, block: Block, findings: list[Finding]) -> Iterator[ExplainedSentence]:
    bounds = [(s, e) for s, e in reading.annotation.sentences if block.start <= s < block.end]
    # a report that no sentence was cut from is still shown, block by block
    for start, end in bounds or [(block.start, block.end)]:
        inside = tuple(found for found in findings if start <= found.span.start < end)
        yield ExplainedSentence(reading.report.span(start, end), inside)


def _findings(reading: Reading) -> Iterator[Finding]:
    annotation = reading.annotation
    for entity in annotation.marks:
        yield _of_mark(reading, entity)
    marked = {(mark.span.start, mark.span.end) for mark in annotation.marks}
    for actor in reading.actors:
        for span in actor.mentions:
            if (span.start, span.end) not in marked:
                yield Finding("mention", "mention", span, f"stands for {actor.name}", used=True)
    for attribution in annotation.attributions:
        yield _of_attribution(reading, attribution)
    for statement in reading.statements:
        yield _of_statement(reading, statement)
    for mark in annotation.events:
        yield _of_event(reading, mark)
    for likeliest in annotation.passed_over:
        outcome = "the likeliest word to tell of an event here, but it hardly does"
        yield Finding("doubtful", "no event", likeliest.span, outcome, used=False, score=likeliest.score)
    for mark in annotation.doubtful:
        outcome = f"nearly {_coded(mark)}, but too unsure to be coded"
        yield Finding("doubtful", "event", mark.trigger, outcome, used=False, score=mark.score)
    for rejected in reading.rejected:
        if rejected.span is not None and rejected.stage != "document":
            span = reading.report.span(*rejected.span)
            yield Finding("dropped", rejected.stage, span, f"{rejected.message} [{rejected.reason}]", used=False)


def _coded(mark: EventMark) -> str:
    kind = f"{mark.type} {mark.mode}" if mark.mode else mark.type
    roles = "".join(f"; {role.role} “{role.span.quote}” {role.score:.2f}" for role in mark.roles)
    return f"{kind}, {mark.modality}" + roles + "".join(f"; {f.kind} “{f.span.quote}”" for f in mark.figures)


def _of_event(reading: Reading, mark: EventMark) -> Finding:
    event: Event | None = next((e for e in reading.events if mark.trigger in e.mentions), None)
    if event is None:
        return Finding("event", "event", mark.trigger, f"{_coded(mark)}; not kept", used=False, score=mark.score)
    first = event.trigger == mark.trigger
    made = _with_why(event.id, event.why) if first else f"part of {event.id}, told by “{event.trigger.quote}”"
    return Finding("event", "event", mark.trigger, f"{_coded(mark)} -> {made}", used=True, score=mark.score)


def _of_mark(reading: Reading, mark: Mark) -> Finding:
    outcomes = [
        *(f"actor {_with_why(a.name, a.why)}" for a in reading.actors if _holds(a.mentions, mark.span)),
        *(f"place {_with_why(p.name, p.why)}" for p in reading.places if _holds(p.mentions, mark.span)),
        *(f"date {_with_why(_interval(w.start, w.end), w.why)}" for w in reading.whens if w.span.overlaps(mark.span)),
    ]
    if outcomes:
        return Finding("mark", mark.kind, mark.span, "; ".join(outcomes), used=True, score=mark.score)
    if mark.kind in _PART_OF:
        return Finding("mark", mark.kind, mark.span, _PART_OF[mark.kind], used=True, score=mark.score)
    return Finding("mark", mark.kind, mark.span, "nothing was made of it", used=False, score=mark.score)


def _of_attribution(reading: Reading, attribution: Attribution) -> Finding:
    first = min((*attribution.content, *attribution.source, *attribution.cue))
    by = " ".join(span.quote for span in attribution.source) or "nobody named"
    cue = " ".join(span.quote for span in attribution.cue) or "no cue"
    used = any(_shares(s.content, attribution.content) for s in reading.statements)
    outcome = f"source: {by}; cue: {cue}" + ("" if used else "; no statement was made of it")
    return Finding("attribution", "attribution", first, outcome, used=used, score=attribution.score)


def _of_statement(reading: Reading, statement: Statement) -> Finding:
    names = {actor.id: actor.name for actor in reading.actors}
    words = f" ({statement.speaker_span.quote})" if statement.speaker_span else ""
    speaker = names.get(statement.speaker or "", "speaker unknown") + words
    outcome = _with_why(f"{speaker} {statement.stance}, {statement.form}", statement.why)
    return Finding("statement", "statement", statement.content[0], outcome, used=True, score=statement.score)


def _holds(spans: tuple[Span, ...], wanted: Span) -> bool:
    return any(span.contains(wanted) or wanted.contains(span) for span in spans)


def _shares(left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)


def _with_why(name: str, why: str) -> str:
    return f"{name} ({why})" if why else name


def _interval(start: str | None, end: str | None) -> str:
    if start is None and end is None:
        return "not resolved"
    return str(start or end) if start == end else f"{start or '?'} to {end or '?'}"
