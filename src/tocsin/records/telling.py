"""One event as one report tells it, cut down to what laying reports side by side needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.records.annotation import CountKind, Modality
from tocsin.records.resolved import ActorKind, PlacePrecision, WhenPrecision
from tocsin.records.span import Span

VoiceKind = Literal["claims", "denies"]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or a recipient of a telling: what it is called, of which country, in which of PLOVER's sectors.

    `id` is the actor id of its report, None where nobody was resolved and `name` holds the words of the text.
    """

    name: str
    id: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a telling has its event: a place of the gazetteer, in WGS 84 degrees where it is known to a point.

    `told` is False where the text gives the event no place, and that of the report stands in for it.
    """

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "none"
    gazetteer_id: str | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim of how many, with the name of who gives it (None: the outlet itself).

    `newer` says that the sentence tells a figure that replaces an older one ("the toll rose to nine").
    """

    what: CountKind
    who: str | None
    low: float | None
    high: float | None
    approximate: bool
    speaker: str | None
    newer: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who claims or denies the event, in which words, and the party that the words put it on, if any."""

    kind: VoiceKind
    speaker: str
    speaker_country: str | None
    speaker_sectors: tuple[str, ...]
    statement: str
    span: Span


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody who lays the event at another's door in the same report, with the sentence that says so."""

    by: str
    party: Party
    span: Span


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of one report, with its evidence, and what is known of the report that tells it.

    `id` is the event's id. `start` and `end` are ISO 8601 days, both included; `dated` says how: the text gives the
    day of this event, or nothing but the day published stands in for it. `words` are the content words of the
    evidence and its paragraph, `lead` those of the report's title and beginning, `names` the names of persons and
    bodies in the report: folded, each once, sorted. `background` says that the report recalls it beside its own news,
    `doubtful` that the reader model alone would not have told it, and `land` is the country that it names most.
    """

    id: str
    report: str
    outlet: str | None
    published: str | None
    title: str | None
    type: str
    mode: str | None
    modality: Modality
    confidence: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    spot: Spot | None
    start: str | None
    end: str | None
    precision: WhenPrecision
    dated: Literal["told", "published", "unknown"]
    figures: tuple[Figure, ...]
    voices: tuple[Voice, ...]
    by_outlet: bool
    trigger: Span
    evidence: tuple[Span, ...]
    words: tuple[str, ...]
    lead: tuple[str, ...]
    names: tuple[str, ...]
    in_headline: bool
    background: bool
    doubtful: bool = False
    accusations: tuple[Accusation, ...] = ()
    land: str | None = None
