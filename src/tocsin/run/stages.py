"""The ordered table of stages: what each is called, reads, writes and needs to see at once.

Every runner runs this table; nothing else says in which order reports go through Tocsin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

# what a runner hands in from outside, under these names
GIVEN = (
    "Source",
    "Reader",
    "Gazetteer",
    "AcquireOptions",
    "DocumentOptions",
    "ResolveOptions",
    "EventsOptions",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step from records to records.

    `function` is "module:name"; `reads` are its arguments in order; `per` is what one call needs to see;
    `version` changes whenever the same input may give another output.
    """

    name: str
    function: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    per: Literal["source", "report"]
    version: str

    def load(self) -> Callable[..., object]:
        """Import the stage's function."""
        module, _, name = self.function.partition(":")
        function: Callable[..., object] = getattr(import_module(module), name)
        return function

    def arguments(self, bag: Mapping[str, object]) -> list[object]:
        """Pick what the stage reads out of everything made so far."""
        return [bag[name] for name in self.reads]


STAGES: tuple[Stage, ...] = (
    Stage("acquire", "tocsin.acquire:acquire", ("Source", "AcquireOptions"), ("Capture",), "source", "1"),
    Stage(
        "document",
        "tocsin.document:read_capture",
        ("Capture", "DocumentOptions"),
        ("Report", "Rejected"),
        "report",
        "1",
    ),
    Stage("annotate", "tocsin.run.steps:annotate", ("Reader", "Report"), ("Annotation",), "report", "1"),
    Stage(
        "resolve",
        "tocsin.run.steps:resolve",
        ("Report", "Annotation", "Gazetteer", "ResolveOptions"),
        ("Resolution",),
        "report",
        "1",
    ),
    Stage(
        "statements",
        "tocsin.events:read_statements",
        ("Report", "Annotation", "Resolution", "EventsOptions"),
        ("Statement", "Rejected"),
        "report",
        "1",
    ),
    Stage(
        "events",
        "tocsin.events:code_events",
        ("Report", "Annotation", "Resolution", "Statement", "EventsOptions"),
        ("Event", "Statement", "Rejected"),
        "report",
        "1",
    ),
    Stage(
        "doubtful",
        "tocsin.events:code_doubtful",
        ("Report", "Annotation", "Resolution", "Statement", "Event", "EventsOptions"),
        ("Doubtful",),
        "report",
        "1",
    ),
    Stage(
        "flags",
        "tocsin.events:find_flags",
        ("Report", "Annotation", "Resolution", "Statement", "Event", "EventsOptions"),
        ("Flag",),
        "report",
        "1",
    ),
)


def unmet_needs(stages: tuple[Stage, ...] = STAGES, given: tuple[str, ...] = GIVEN) -> tuple[str, ...]:
    """List what a stage reads though nobody before it writes it; empty where the order is sound."""
    known = set(given)
    unmet: list[str] = []
    for stage in stages:
        unmet.extend(f"{stage.name} reads {need}" for need in stage.reads if need not in known)
        known.update(stage.writes)
    return tuple(unmet)
