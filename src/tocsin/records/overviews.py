"""What a desk answers that goes over many records: where and when, who acts on whom, which places, who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.records.resolved import ActorKind, PlacePrecision
from tocsin.records.span import Span
from tocsin.records.statement import Stance

TimeUnit = Literal["day", "week", "month"]
Link = Literal["claims", "denies", "tells"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many incidents have one value, and on how many of them accounts contradict each other."""

    value: str | None
    incidents: int
    contested: int


@dataclass(frozen=True, slots=True)
class Times:
    """Incidents by the day, week or month in which they begin, in columns; those without one are left out.

    `first` is the first day of each unit of time.
    """

    unit: TimeUnit
    first: tuple[str, ...]
    incidents: tuple[int, ...]
    contested: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Incidents in columns, all of one length, the newest first.

    `lat` and `lon` are WGS 84 degrees, null where the place is not known to a point. `type`, `country` and `modality`
    are positions in the tallies of these names. `day` counts days since 1970-01-01, and `days` how many days it lasts.
    `killed` is the highest figure.
    """

    id: tuple[str, ...]
    lat: tuple[float | None, ...]
    lon: tuple[float | None, ...]
    type: tuple[int, ...]
    country: tuple[int, ...]
    modality: tuple[int, ...]
    day: tuple[int | None, ...]
    days: tuple[int | None, ...]
    sources: tuple[int, ...]
    contested: tuple[bool, ...]
    killed: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """All incidents that fit a filter, counted, and as points.

    `left_off` counts the oldest that are counted but not among the points, because these would be too many.
    """

    incidents: int
    contested: int
    undated: int
    unplaced: int
    left_off: int
    types: tuple[Tally, ...]
    countries: tuple[Tally, ...]
    modalities: tuple[Tally, ...]
    times: Times
    points: Points


@dataclass(frozen=True, slots=True)
class Quads:
    """Events by PLOVER's quad classes: verbal and material cooperation, verbal and material conflict."""

    vcoop: int
    mcoop: int
    vconf: int
    mconf: int


@dataclass(frozen=True, slots=True)
class DyadActor:
    """An actor of the desk with the number of events in which it acts or is acted on."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Dyad:
    """What one actor of the desk did to another.

    `killed` adds up the highest figures of the incidents; null where none has one.
    """

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    events: int
    incidents: int
    killed: int | None
    quads: Quads


@dataclass(frozen=True, slots=True)
class Dyads:
    """Who acts on whom, most events first; `actors` are those that occur in the rows, most events first.

    `left_off` says that there are more rows.
    """

    rows: tuple[Dyad, ...]
    actors: tuple[DyadActor, ...]
    left_off: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words of one report, with its outlet and the day on which it was published."""

    report: str
    outlet: str | None
    published: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """One place across reports.

    Reports that name one entry of the gazetteer name one place; what no gazetteer knows goes by name and country.
    `reports` name it, `events` and `incidents` lie there.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    gazetteer_id: str | None
    reports: int
    events: int
    incidents: int


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One way in which reports write a place, in how many of them, and where one does."""

    name: str
    reports: int
    example: Sighting


@dataclass(frozen=True, slots=True)
class PlaceInFull:
    """A place with the names that reports give it, the most frequent first."""

    place: DeskPlace
    names: tuple[PlaceName, ...]


@dataclass(frozen=True, slots=True)
class StanceCount:
    """How many statements have one stance."""

    stance: Stance
    statements: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor of the desk that speaks, with its statements by stance and the days of the first and the last of them.

    `claims` and `denies` count events that it says happened, and events that it denies.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    statements: int
    stances: tuple[StanceCount, ...]
    claims: int
    denies: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class StanceMonth:
    """How many statements of one stance were published in a month, such as 2024-03."""

    month: str
    stance: Stance
    statements: int


@dataclass(frozen=True, slots=True)
class Position:
    """What a statement says of an event: that it happened, or that it did not; `tells` where it speaks of it otherwise.

    `speaker` is an actor of the desk, null where the one who speaks was not identified.
    """

    kind: Link
    event: str
    incident: str | None
    type: str
    mode: str | None
    day: str | None
    place: str | None
    statement: str
    stance: Stance
    speaker: str | None
    speaker_name: str | None
    words: Sighting


@dataclass(frozen=True, slots=True)
class SpeakerInFull:
    """A speaker with its statements by month, what it says of events, and what others say of the same incidents.

    The newest come first; `left_off` says that there are more positions or answers than are given.
    """

    speaker: Speaker
    months: tuple[StanceMonth, ...]
    positions: tuple[Position, ...]
    answers: tuple[Position, ...]
    left_off: bool


@dataclass(frozen=True, slots=True)
class FormUse:
    """One way in which reports present an actor: in how many of them, from which day on, and until when."""

    form: str
    name: str
    kind: ActorKind
    country: str | None
    roles: tuple[str, ...]
    sectors: tuple[str, ...]
    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ActorMonth:
    """The events that begin in a month, such as 2024-03, in which an actor acts, and in which it is acted on."""

    month: str
    acting: int
    receiving: int


@dataclass(frozen=True, slots=True)
class ActorHistory:
    """An actor over time: how reports present it, the first form first, and what it did month by month."""

    forms: tuple[FormUse, ...]
    months: tuple[ActorMonth, ...]
