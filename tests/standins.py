"""Stand-ins for the stages, so that the runner and the command line are tested without model, gazetteer or network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tocsin.errors import TocsinError
from tocsin.records import (
    Actor,
    Annotation,
    Attribution,
    Block,
    Capture,
    Count,
    Event,
    EventMark,
    FigureMark,
    Flag,
    Mark,
    Place,
    Published,
    Rejected,
    Report,
    Resolution,
    RoleMark,
    RunnerUp,
    Statement,
    When,
)
from tocsin.run.stages import STAGES, Stage

ARTICLE = """Harbour reopens after blockade

Dock workers in Beni lifted their blockade on 4 May.

"We will not strike again," said Ana Keto, who leads the union.

Give now and support our work."""


def acquire(source: str, options: object, *, stdin: object = None) -> Iterator[Capture | Rejected]:
    if source == "-":
        yield Capture("-", stdin.read())  # type: ignore[attr-defined]
    elif Path(source).is_dir():
        for path in sorted(Path(source).iterdir()):
            yield Capture(str(path), path.read_bytes())
    elif Path(source).is_file():
        yield Capture(source, Path(source).read_bytes())
    else:
        yield Rejected(source, "acquire", "acquire.no-file", f"There is no {source}.")


def read_capture(capture: Capture, options: object) -> tuple[Report, tuple[Rejected, ...]] | Rejected:
    pieces = [piece for piece in capture.content.decode().split("\n\n") if piece.strip()]
    if not pieces:
        return Rejected(capture.source, "document", "document.empty", "There is no text in it.")
    if pieces[0].startswith("explode"):
        raise ZeroDivisionError("planted")
    if pieces[0].startswith("no weights"):
        raise TocsinError("records.no-evidence", record="Statement", id="x")
    furniture = tuple(
        Rejected(capture.source, "document", "document.furniture", f"a plea: {piece!r}")
        for piece in pieces
        if piece.startswith("Give now")
    )
    pieces = [piece for piece in pieces if not piece.startswith("Give now")]
    blocks, at = [], 0
    for piece in pieces:
        blocks.append(Block("paragraph" if blocks else "headline", at, at + len(piece)))
        at += len(piece) + 2
    text = "\n\n".join(pieces)
    return Report(
        "report-1", capture.source, text, tuple(blocks), published=Published("2024-05-05", "inferred")
    ), furniture


def annotate(report: Report) -> Annotation:
    names = tuple(Mark("person", report.span(*m.span()), 0.9) for m in re.finditer("Ana Keto|Dock", report.text))
    said = re.search('"([^"]+)," (said) (Ana Keto)', report.text)
    found = tuple(
        Attribution((report.span(*said.span(3)),), (report.span(*said.span(2)),), (report.span(*said.span(1)),), 0.8)
        for said in ([said] if said else [])
    )
    lifted = re.search("(Dock workers) in (Beni) (lifted) (their blockade) on (4 May)", report.text)
    events = tuple(
        EventMark(
            report.span(*told.span(3)),
            "CONCEDE",
            None,
            "happened",
            0.9,
            tuple(
                RoleMark(role, report.span(*told.span(group)), 0.8)  # type: ignore[arg-type]
                for role, group in (("actor", 1), ("place", 2), ("recipient", 4), ("time", 5))
            ),
            (FigureMark("participants", report.span(*told.span(1)), 0.7),),
        )
        for told in ([lifted] if lifted else [])
    )
    doubtful = tuple(
        EventMark(report.span(*m.span()), "PROTEST", "strike", "hypothetical", 0.3)
        for m in re.finditer("strike", report.text)
    )
    sentences = tuple((b.start, b.end) for b in report.blocks)
    return Annotation(report.id, "stand-in", "1", sentences, names, found, events=events, doubtful=doubtful)


def resolve(report: Report, annotation: Annotation, options: object) -> Resolution:
    marks = [mark.span for mark in annotation.marks if mark.span.quote == "Ana Keto"]
    actor = Actor("actor-1", "Ana Keto", "person", "COD", ("union leader",), ("LAB",), ("A. Keto",), tuple(marks))
    places = [
        Place(
            f"place-{m.start()}",
            "Beni",
            "COD",
            "Nord-Kivu",
            0.49,
            29.47,
            "city",
            "1",
            0.8,
            (RunnerUp("Beni", "BOL", "El Beni", -14.0, -65.0, "2", 0.2),),
            (report.span(*m.span()),),
        )
        for m in re.finditer("Beni", report.text)
    ]
    whens = [
        When("2024-05-04", "2024-05-04", "day", "inferred", report.span(*m.span()))
        for m in re.finditer("4 May", report.text)
    ]
    return Resolution(report.id, (actor,) if marks else (), tuple(places), tuple(whens))


def read_statements(
    report: Report, annotation: Annotation, resolution: Resolution, options: object
) -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]:
    made = tuple(
        Statement(
            "s1", "actor-1", a.source[0], None, None, a.cue[0], a.content, "direct", "promises", why="a quotation"
        )
        for a in annotation.attributions
    )
    return made, ()


def code_doubtful(*_: object) -> tuple[Event, ...]:
    return ()


def code_events(
    report: Report, annotation: Annotation, resolution: Resolution, statements: tuple[Statement, ...], options: object
) -> tuple[tuple[Event, ...], tuple[Statement, ...], tuple[Rejected, ...]]:
    made = []
    for mark in annotation.events:
        evidence = report.span(*next(s for s in annotation.sentences if s[0] <= mark.trigger.start < s[1]))
        count = Count("participants", "Dock workers", 20, None, True, None, mark.figures[0].span)
        event = Event(
            "event-1",
            mark.type,
            mark.mode,
            mark.modality,
            (),
            (),
            resolution.places[0].id,
            resolution.whens[0],
            (count,),
            (),
            (),
            mark.trigger,
            (evidence,),
            mark.score,
            actor_spans=tuple(role.span for role in mark.of_role("actor")),
            recipient_spans=tuple(role.span for role in mark.of_role("recipient")),
            mentions=(mark.trigger,),
            why="as marked",
        )
        made.append(event)
    about = tuple(replace(s, about=tuple(e.id for e in made)) for s in statements)
    unsure = tuple(
        Rejected(report.source, "events", "events.unsure", "confidence 0.10", report.id, m.span())
        for m in re.finditer("leads", report.text)
    )
    return tuple(made), about, unsure


def find_flags(
    report: Report,
    annotation: Annotation,
    resolution: Resolution,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    options: object,
) -> tuple[Flag, ...]:
    return tuple(
        Flag("name-variant", "Ana Keto is also written A. Keto.", actor.mentions) for actor in resolution.actors
    )


def stages() -> tuple[Stage, ...]:
    """Give the real table with the stand-ins in it, and without what only real stages need."""
    here = {s.name: f"standins:{s.function.rpartition(':')[2]}" for s in STAGES}
    outside = {"Reader", "Gazetteer"}
    return tuple(
        replace(s, function=here[s.name], reads=tuple(need for need in s.reads if need not in outside)) for s in STAGES
    )


def fail_to_acquire(source: str, options: object, *, stdin: object = None) -> Iterator[Capture | Rejected]:
    raise OSError("planted")
    yield  # a generator, as the real one is
