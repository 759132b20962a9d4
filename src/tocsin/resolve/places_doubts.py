"""What makes a place implausible whatever else speaks for it: rules that annotated corpora are too small to teach."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.resolve.gazetteer.entry import Entry, How
from tocsin.resolve.gazetteer.query import Match
from tocsin.resolve.places_text import Mention

# how much each doubt takes off; 3 makes a place twenty times less likely
SOUNDS_ALIKE = 4.0  # another name of a small town in a country that the text does not name
OUTSIDE_PARENT = 3.0  # the words put the name in a country in which this place is not
SHADOWED_AREA = 3.0  # a district called like a country, a sea or a well-known region, and no word says district
# a first-level area called like a country's capital that lies elsewhere (Washington): in a report from abroad, and in
# one that names other areas of that country
CAPITAL_NAMESAKE, AT_HOME = 3.0, 1.0
SHADOWED_TOWN = 2.0  # "the Pacific" as a town or district
TOO_LARGE = 2.5  # a city that the text calls a village
FOREIGN_NAME = 4.0  # a country by its name in another language, where a place goes by that name in English
NAMED_SIDE = 1.0  # taken off a town on the far side of the part of a country that the text names, or added
STRAY = 2.0  # a place that the text calls a town, but not in a country that it names

SMALL_TOWN = 100_000
VILLAGE = 30_000
AREA_WORDS = frozenset({"area1", "area2"})
TOWNS = ("city", "quarter")
WELL_KNOWN = ("country", "continent", "region", "sea", "lake", "river", "mountain", "island")


@dataclass(frozen=True)
class Side:
    """A side of a country or area that the text names ("the north of Kosovo"), and how far that area reaches."""

    country: str
    admin1: str | None
    bearing: int
    low: float  # where the area begins and ends along the bearing
    high: float
    narrowing: float  # how much shorter a degree of longitude is there

    def depth(self, entry: Entry) -> float:
        """Say how far on that side a place of the area lies: from -1 to 1, and 0 outside the area."""
        if entry.country != self.country or (self.admin1 and entry.admin1 != self.admin1) or entry.kind == "country":
            return 0.0
        angle = math.radians(self.bearing)
        along = entry.lat * math.cos(angle) + entry.lon * self.narrowing * math.sin(angle)
        return max(-1.0, min(1.0, 2.0 * (along - self.low) / max(1e-6, self.high - self.low) - 1.0))


def doubts(
    mention: Mention,
    matches: Sequence[Match],
    named: Mapping[str, Collection[str]],
    sides: Sequence[Side] = (),
) -> npt.NDArray[np.float64]:
    """Add up the doubts about each place that a mention may be; the last figure is for none of them.

    `named` are the countries that the text names, each with the well-known areas of it that the text names.
    """
    famous = [e for e, how in matches if how == How.MAIN and (e.kind == "country" or e.ref.startswith("region:"))]
    totals = [_doubt(mention, entry, how, named, famous) for entry, how in matches]
    if any(how == How.MAIN for _, how in matches):
        for number, (entry, how) in enumerate(matches):
            totals[number] += FOREIGN_NAME * (entry.kind == "country" and how == How.OTHER)
    capitals = [e for e, how in matches if e.capital and how == How.MAIN]
    if capitals and not mention.kinds & AREA_WORDS:
        for number, (entry, _) in enumerate(matches):
            if entry.kind == "admin1" and not any(holds(entry, capital) for capital in capitals):
                at_home = set(named.get(entry.country or "", ())) - {entry.admin1}
                totals[number] += AT_HOME if at_home else CAPITAL_NAMESAKE
    for number, (entry, _) in enumerate(matches):
        if entry.kind in TOWNS:
            totals[number] -= NAMED_SIDE * max((side.depth(entry) for side in sides), key=abs, default=0.0)
    return np.array([*totals, 0.0])


def _doubt(mention: Mention, entry: Entry, how: How, named: Collection[str], famous: Sequence[Entry]) -> float:
    total = 0.0
    town = entry.kind in TOWNS
    unnamed = bool(named) and entry.country is not None and entry.country not in named
    if town and unnamed and how == How.OTHER and entry.population < SMALL_TOWN:
        total += SOUNDS_ALIKE
    if town and unnamed and "settlement" in mention.kinds:
        total += STRAY
    if town and mention.village and entry.population > VILLAGE:
        total += TOO_LARGE
    if famous and entry not in famous:
        if not town and not mention.kinds and not _inside(mention, entry):
            total += SHADOWED_AREA
        if entry.kind != "country" and mention.article:
            total += SHADOWED_TOWN
    if any(_outside(parent.matches, entry) for parent in mention.parents if parent.bond != "loose"):
        total += OUTSIDE_PARENT
    return total


def _inside(mention: Mention, entry: Entry) -> bool:
    return any(holds(area, entry) for parent in mention.parents for area, _ in parent.matches)


def _outside(areas: Sequence[Match], entry: Entry) -> bool:
    """Say whether some words are surely the name of a country, and a place is not in it."""
    countries = [e for e, how in areas if e.kind == "country" and how < How.PEOPLE]
    return bool(countries) and entry.country is not None and not any(area.country == entry.country for area, _ in areas)


def holds(area: Entry, entry: Entry) -> bool:
    """Say whether a country or area holds another place (for second-level areas: by distance)."""
    if area.country is None or area.country != entry.country or area.ref == entry.ref or entry.kind == "country":
        return False
    if area.kind == "country":
        return True
    if area.kind == "admin1":
        return area.admin1 == entry.admin1
    apart = math.hypot(area.lat - entry.lat, (area.lon - entry.lon) * math.cos(math.radians(area.lat)))
    return area.kind == "admin2" and entry.kind != "admin1" and apart < 0.5
