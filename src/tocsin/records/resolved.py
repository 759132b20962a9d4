"""Who, where and when, resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.records.span import Span

ActorKind = Literal["person", "organisation", "country", "group"]
PlacePrecision = Literal["point", "city", "admin2", "admin1", "country", "border", "none"]
WhenPrecision = Literal["minute", "hour", "part-of-day", "day", "week", "month", "season", "year", "decade", "unknown"]
WhenBasis = Literal["stated", "relative", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, organisation, country or group of a report, with every mention of it.

    `country` is ISO 3166-1 alpha-3 (XKX for Kosovo) or a PLOVER supranational code (IGO, NGO, ...);
    `sectors` are PLOVER's; `variants` are the other spellings of the name; `mentions` include titles
    and pronouns that stand for the actor.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    roles: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A place that was considered and not chosen."""

    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    gazetteer_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a report: where it is, how precisely that is known, and what else it might be.

    `lat` and `lon` are WGS 84 degrees, None where the precision is `none`. `qualifier` keeps words
    such as "north of", "near", "12 km from" that bound the place.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    gazetteer_id: str | None = None
    score: float = 0.0
    runners_up: tuple[RunnerUp, ...] = ()
    mentions: tuple[Span, ...] = ()
    qualifier: str | None = None
    why: str = ""

    @property
    def bounded_name(self) -> str:
        """Give the name with the words that bound the place: "near Kani"."""
        return self.name if self.qualifier is None or self.qualifier in self.name else f"{self.qualifier} {self.name}"


@dataclass(frozen=True, slots=True)
class When:
    """A date expression as an interval: ISO 8601 `start` and `end`, both included.

    Days are written 2023-09-24, times 2023-09-24T18:30. `basis` is `stated` where the expression is
    complete in itself, `relative` where it counts from the date published or another date, `inferred`
    where a part (mostly the year) was worked out, `unknown` where nothing could be. `vague` says that the
    text bounds the date only about ("around", "early", "late").
    """

    start: str | None
    end: str | None
    precision: WhenPrecision
    basis: WhenBasis
    span: Span
    vague: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Everything that was resolved in one report."""

    report_id: str
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    whens: tuple[When, ...] = ()
