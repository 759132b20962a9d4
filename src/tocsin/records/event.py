"""Who did what to whom, where and when, how many, who says so and who disputes it."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.errors import TocsinError
from tocsin.records.annotation import CountKind, Modality
from tocsin.records.resolved import When
from tocsin.records.span import Span


@dataclass(frozen=True, slots=True)
class Count:
    """One claim of how many: what is counted, who was counted, bounds (both included), who gives the figure.

    `low` or `high` is None where the text does not bound it on that side ("at least 20" has no high).
    `speaker` is an actor id, None where the outlet itself gives the figure.
    """

    what: CountKind
    who: str | None
    low: float | None
    high: float | None
    approximate: bool
    speaker: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a report, with every piece of text that tells of it.

    `type` and `mode` are the codebook's; `actors` and `recipients` are actor ids, and `actor_spans` and
    `recipient_spans` the words for them, also where nobody could be resolved ("a bus"). `place` is a place id.
    `claimed_by` and `denied_by` are statement ids; `by_outlet` says that the outlet (also) tells the event as its own
    knowledge. `mentions` are all words that tell the event, `trigger` those that tell it best, `evidence` their
    sentences. `contexts` say what it is about, as far as words of the evidence speak for it; `refined` is the type of a
    user's own codebook.
    """

    id: str
    type: str
    mode: str | None
    modality: Modality
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    when: When | None
    counts: tuple[Count, ...]
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    trigger: Span
    evidence: tuple[Span, ...]
    confidence: float
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    mentions: tuple[Span, ...] = ()
    by_outlet: bool = True
    why: str = ""
    contexts: tuple[str, ...] = ()
    refined: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise TocsinError("records.no-evidence", record="Event", id=self.id)
