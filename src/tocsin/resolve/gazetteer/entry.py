"""One place as the gazetteer knows it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

from tocsin.records import PlacePrecision

EARTH_DIAMETER_KM = 12742.0


class How(IntEnum):
    """How a looked-up name belongs to a place, best first; stored as these numbers."""

    MAIN = 0  # the name that the place goes by
    BARE = 1  # the main name without its word of kind: "Licking" for Licking County
    OTHER = 2  # another name or spelling
    PEOPLE = 3  # an adjective or a word for its people: "Kenyan"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: `ref` names its source and number there, `country` is ISO alpha-3, `admin1` a code.

    `kind` is country, admin1, admin2, city, quarter, region, continent, sea, lake, river, mountain, ...;
    `precision` says what its point stands for.
    """

    ref: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    precision: PlacePrecision
    code: str = ""
    capital: bool = False


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Measure the distance between two points along the ground."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(half)))
