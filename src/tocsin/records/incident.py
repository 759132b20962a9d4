"""One happening with every account of it, and where the accounts disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.records.annotation import CountKind
from tocsin.records.span import Span
from tocsin.records.telling import Spot

DisagreementKind = Literal["contradiction", "correction"]
DisagreementField = Literal[
    "killed",
    "injured",
    "missing",
    "arrested",
    "abducted",
    "released",
    "displaced",
    "participants",
    "forces",
    "materiel",
    "casualties",
    "place",
    "day",
    "actor",
    "happened",
]
ResponsibilityKind = Literal["told", "accused", "claimed", "denied"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of one report's text, with the report's id, its outlet and the day it was published."""

    report: str
    outlet: str | None
    published: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Account:
    """What one report has on an incident.

    `events` are the ids of its events; `group` numbers the independent source that it counts towards, from 1, and
    `joined` says why it shares a group with another report ("same text", "same agency", "same publisher").
    """

    report: str
    outlet: str | None
    published: str | None
    title: str | None
    events: tuple[str, ...]
    background: bool
    group: int
    joined: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """One figure with who gives it (None: the outlet), for whom it stands, and where it is written."""

    what: CountKind
    who: str | None
    low: float | None
    high: float | None
    approximate: bool
    speaker: str | None
    newer: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RollUp:
    """The figures of one kind in one row: UCDP's low, best and high, and ACLED's single most cautious one."""

    what: CountKind
    low: int
    best: int
    high: int
    cautious: int


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who says of whom that they did it.

    `told`: the outlet itself names `actor` as who did it; `accused`: `by` says that `actor` did; `claimed`: `actor`
    says so of itself; `denied`: `by` says that `actor` did not, or that it did not happen (`actor` is None).
    """

    kind: ResponsibilityKind
    actor: str | None
    by: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Value:
    """One of the competing values of a field, in words, with who gives it and where."""

    value: str
    by: tuple[str, ...]
    first: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which accounts differ: values that contradict each other, or later ones that correct earlier ones."""

    field: DisagreementField
    kind: DisagreementKind
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Events of many reports judged one happening.

    `start` and `end` are ISO 8601 days that all accounts together allow; `spot` is the most precise place that most
    independent sources give, `spots` all that are given. `sources` counts independent sources, `reports` all of them.
    `actors` and `recipients` are names as written most often, with the actor's country code in `dyads`.
    """

    id: str
    title: str
    title_evidence: Evidence
    type: str
    mode: str | None
    start: str | None
    end: str | None
    spot: Spot | None
    spots: tuple[Spot, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    sources: int
    reports: int
    accounts: tuple[Account, ...]
    figures: tuple[FigureClaim, ...]
    rollups: tuple[RollUp, ...]
    responsibility: tuple[Responsibility, ...]
    disagreements: tuple[Disagreement, ...]
    contested: bool
    confidence: float
