"""What a desk keeps beside readings and incidents, and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from tocsin.records.event import Event
from tocsin.records.flag import Flag
from tocsin.records.rejected import Rejected
from tocsin.records.resolved import ActorKind
from tocsin.records.statement import Statement
from tocsin.records.telling import Telling

T = TypeVar("T")

Verdict = Literal["accept", "correct", "reject", "merge", "split"]
Subject = Literal["event", "statement", "incident", "actor", "flag", "report"]
Keeping = Literal["new", "changed", "known"]


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What is known of a kept report, without its text.

    `version` counts the versions of one page from 1; `current` says that no newer one is kept. `model` and
    `model_version` name the reader model, `stages` the version of each stage that read it ("document=1 events=1").
    `added` is an ISO 8601 time in UTC.
    """

    id: str
    source: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None
    published_basis: str
    language: str
    version: int
    current: bool
    model: str
    model_version: str
    stages: str
    added: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report as it came in, with how many events, statements and flags were found in it."""

    report: ReportHead
    events: int
    statements: int
    flags: int


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as a desk keeps it: the event, its telling, its report and the incident that it belongs to."""

    event: Event
    telling: Telling
    report: ReportHead
    incident: str | None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement with its report and the names of who speaks.

    `speaker_actor` is the actor across reports that speaks, by its id; null where no such actor is known.
    """

    statement: Statement
    speaker_name: str | None
    speaker_actor: str | None
    via_name: str | None
    report: ReportHead
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class StoredFlag:
    """A flag with its report; `id` is a hash of its kind, message and report."""

    id: str
    flag: Flag
    report: ReportHead
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class StoredRejected:
    """What was left out, and when (ISO 8601 in UTC)."""

    id: str
    rejected: Rejected
    added: str


@dataclass(frozen=True, slots=True)
class ActorForm:
    """One way in which reports present an actor: the distinct name, kind, country, sectors, roles and spellings.

    Many reports share a form; `id` is a hash of its content.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sameness:
    """Why one form was taken for the same actor as the others: `why` in plain words."""

    form: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class DeskActor:
    """One actor across reports, with the evidence for every form that was taken for it.

    `reports` and `events` count those in which it occurs; 0 where nobody counted yet.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    roles: tuple[str, ...]
    variants: tuple[str, ...]
    members: tuple[Sameness, ...]
    reports: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about one record.

    `fields` are corrections as (name, new value) in the words of the JSON contract; `others` the records that a merge
    joins to `subject_id`, or the members that a split takes out of it. `at` is an ISO 8601 time in UTC.
    """

    id: str
    subject: Subject
    subject_id: str
    verdict: Verdict
    author: str
    at: str
    fields: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are wanted; every field that is set must hold.

    `since` and `until` are ISO 8601 days, both included; `near` is latitude and longitude in WGS 84 degrees with
    `radius_km` around it; `box` is south, west, north, east; `country` ISO 3166-1 alpha-3 of the place. `actor` and
    `recipient` are ids of the desk, codes of countries, or words of a name; `either` stands for one or the other.
    `place` is the id of a place across reports. `text` is searched in titles and texts of reports. `type` of statements
    is that of events that they speak of. `kind` is that of a flag or an actor, or a rejection's reason.
    """

    since: str | None = None
    until: str | None = None
    near: tuple[float, float] | None = None
    radius_km: float | None = None
    box: tuple[float, float, float, float] | None = None
    country: str | None = None
    actor: str | None = None
    recipient: str | None = None
    either: str | None = None
    type: str | None = None
    mode: str | None = None
    modality: str | None = None
    contested: bool | None = None
    text: str | None = None
    outlet: str | None = None
    report: str | None = None
    incident: str | None = None
    kind: str | None = None
    place: str | None = None
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a longer list, and the cursor that asks for the next ones; None after the last."""

    rows: tuple[T, ...]
    cursor: str | None
