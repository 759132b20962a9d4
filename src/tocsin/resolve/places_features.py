"""What speaks for each place that a mention may be: its name, its size, and what the text names around it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tocsin.resolve.gazetteer.entry import Entry, How
from tocsin.resolve.gazetteer.names import fold
from tocsin.resolve.gazetteer.query import Match
from tocsin.resolve.places_doubts import Side, doubts, holds
from tocsin.resolve.places_text import Head, Mention

Array = npt.NDArray[np.float64]
Area = tuple[str, str | None]  # a country, or a first-level area of it

MOST = 60  # namesakes of one mention that are weighed, the largest first
REACH = 150.0  # characters over which a country's name fades as a hint
SETTLED = ("city", "quarter")
# kinds of places -> kinds of words that fit them
FITTING = {
    "city": {"settlement", "quarter"}, "quarter": {"settlement", "quarter"}, "country": {"country"},
    "admin1": {"area1"}, "admin2": {"area2"}, "sea": {"water"}, "lake": {"water"}, "river": {"water"},
    "water": {"water"}, "mountain": {"land"}, "island": {"land", "area1"}, "terrain": {"land"},
    "region": {"land", "area1", "area2"}, "site": {"site"}, "area": {"quarter", "area2"},
}  # fmt: skip

# what a place has by itself and in the words around; the row of the choice "none of these" has only the last ones
LOCAL = (
    "other_name", "other_name_size", "other_behind", "other_unlike", "bare_name", "people_name", "same_spelling",
    "country", "known_area", "first_area", "second_area", "region", "capital", "capital_named", "article_city",
    "article_region", "in_namesake", "size_of_city", "size_of_area", "behind_largest", "kind_fits", "kind_clashes",
    "joined", "not_joined", "inside", "not_inside", "loose", "not_loose", "country_near", "country_in_sentence",
    "country_in_paragraph", "country_share", "country_unnamed", "area_near", "area_in_sentence", "area_in_paragraph",
    "area_share", "outlet_country", "none", "none_only_other", "none_settlement", "none_site", "none_small",
    "none_elsewhere", "none_long_name",
)  # fmt: skip
NUMBER = {name: index for index, name in enumerate(LOCAL)}
_NONE = NUMBER["none"]


@dataclass(frozen=True)
class Choice:
    """A mention with the places that it may be.

    `local` has a row for each and a last one for none of them; `doubts` are taken off each one's weight.
    """

    mention: Mention
    matches: tuple[Match, ...]
    local: Array
    doubts: Array
    points: Array  # where each place is, as a vector of length one


@dataclass(frozen=True)
class Setting:
    """What is known of a whole text: the heads that it names and the country of its outlet."""

    heads: Sequence[Head]
    known_areas: frozenset[Area] = frozenset()
    outlet_country: str | None = None
    sides: Sequence[Side] = ()


def choices_of(mentions: Sequence[Mention], setting: Setting) -> list[Choice]:
    """Gather the places that each mention may be, with the features that a mention has by itself."""
    named: dict[str, set[str]] = {}
    for head in setting.heads:
        for country, admin1 in head.places:
            named.setdefault(country, set()).update([admin1] if admin1 else ())
    names = NamedHead.index(setting.heads)
    kept: dict[str, tuple[Match, ...]] = {}
    plain: dict[str, list[list[float]]] = {}
    points: dict[str, Array] = {}
    choices = []
    for mention in mentions:
        if mention.key not in kept:
            kept[mention.key] = largest(mention.matches, setting)
            plain[mention.key], points[mention.key] = _standing(mention.key, kept[mention.key], setting.known_areas)
        matches = kept[mention.key]
        hints = Hints(mention, names, setting.outlet_country)
        rows = []
        for (entry, _), static in zip(matches, plain[mention.key], strict=True):
            row = static.copy()
            row[NUMBER["same_spelling"]] = float(entry.name in mention.name)
            if mention.kinds:
                fits = bool(FITTING.get(entry.kind, _NOTHING) & mention.kinds)
                row[NUMBER["kind_fits" if fits else "kind_clashes"]] = 1.0
            for parent in mention.parents:
                inside = any(holds(area, entry) for area, _ in parent.matches)
                row[NUMBER[parent.bond if inside else f"not_{parent.bond}"]] = 1.0
            if mention.article:
                row[NUMBER["article_city" if entry.kind in SETTLED else "article_region"]] = 1.0
            hints.fill(row, entry)
            rows.append(row)
        rows.append(_none_row(mention, matches, hints))
        less = doubts(mention, matches, named, setting.sides)
        choices.append(Choice(mention, matches, np.array(rows), less, points[mention.key]))
    return choices


_NOTHING: set[str] = set()


def largest(matches: tuple[Match, ...], setting: Setting) -> tuple[Match, ...]:
    """Keep the largest namesakes, and before them any in an area or country that the text names."""
    if len(matches) <= MOST:
        return matches
    named = {place for head in setting.heads for place in head.places}
    ranked = sorted(
        range(len(matches)),
        key=lambda i: (
            (matches[i][0].country, matches[i][0].admin1) not in named,
            (matches[i][0].country, None) not in named,
            i,
        ),
    )
    return tuple(matches[i] for i in sorted(ranked[:MOST]))


def unit(entry: Entry) -> tuple[float, float, float]:
    """Write a point of the globe as a vector of length one."""
    a, b = math.radians(entry.lat), math.radians(entry.lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def size(entry: Entry) -> float:
    """Weigh a place by the order of magnitude of its people; those of unknown size as the smallest."""
    return math.log10(max(entry.population, 200 if entry.kind in SETTLED else 1000) / 1000)


def likeness(one: str, other: str) -> float:
    """Say how alike two words are, from 0 to 1: which share of their pairs of letters they have in common."""
    pairs, others = ({w[i : i + 2] for i in range(len(w) - 1)} for w in (f" {one} ", f" {other} "))
    return 2.0 * len(pairs & others) / (len(pairs) + len(others))


@lru_cache(maxsize=5000)
def _standing(key: str, matches: tuple[Match, ...], known_areas: frozenset[Area]) -> tuple[list[list[float]], Array]:
    """Compute what a name brings along in every text: its plain features, and where its places lie."""
    points = np.array([unit(entry) for entry, _ in matches]).reshape(-1, 3)
    return _plain_rows(key, matches, known_areas), points


def _plain_rows(key: str, matches: tuple[Match, ...], known_areas: frozenset[Area]) -> list[list[float]]:
    """Compute what does not depend on the words around a mention."""
    top = max((size(e) for e, _ in matches), default=0.0)
    nations = {e.country for e, how in matches if e.kind == "country" and how == How.MAIN}
    rows = []
    for entry, how in matches:
        row = [0.0] * len(LOCAL)
        if how != How.MAIN:
            row[NUMBER[{How.BARE: "bare_name", How.OTHER: "other_name", How.PEOPLE: "people_name"}[how]]] = 1.0
            if how == How.OTHER:
                row[NUMBER["other_name_size"]] = size(entry)
                row[NUMBER["other_behind"]] = size(entry) - top
                row[NUMBER["other_unlike"]] = 1.0 - likeness(key, fold(entry.name))
        row[NUMBER["capital"]] = float(entry.capital)
        row[NUMBER["in_namesake"]] = float(entry.kind != "country" and entry.country in nations)
        row[NUMBER["behind_largest"]] = size(entry) - top
        if entry.kind in SETTLED:
            row[NUMBER["size_of_city"]] = size(entry)
        elif kind := {"country": "country", "admin1": "first_area", "admin2": "second_area"}.get(entry.kind):
            known = kind == "first_area" and (entry.country, entry.admin1) in known_areas
            row[NUMBER["known_area" if known else kind]] = 1.0
            row[NUMBER["size_of_area"]] = size(entry)
        else:
            row[NUMBER["region"]] = 1.0
        rows.append(row)
    return rows


class NamedHead:
    """All mentions of one head in a text, in reading order."""

    def __init__(self, heads: Sequence[Head]) -> None:
        first = heads[0]
        self.key = first.key
        self.weight = 1.0 / len(first.places)
        self.countries: list[Area] = [(country, None) for country, _ in first.places]
        self.areas: list[Area] = [place for place in first.places if place[1]]
        self.starts = [head.start for head in heads]
        self.ends = [head.end for head in heads]
        self.sentences = Counter(head.sentence for head in heads)
        self.paragraphs = Counter(head.paragraph for head in heads)

    @classmethod
    def index(cls, heads: Sequence[Head]) -> list[NamedHead]:
        """Put the heads of a text together by name."""
        groups: dict[str, list[Head]] = defaultdict(list)
        for head in heads:
            groups[head.key].append(head)
        return [cls(group) for group in groups.values()]

    def around(self, start: int, end: int) -> tuple[int, float]:
        """Count the mentions outside some characters, and say how near the nearest is, from 0 to 1."""
        at = bisect_left(self.starts, end)
        inside = 0
        while at - inside > 0 and self.ends[at - inside - 1] > start:
            inside += 1
        gaps = []
        if at < len(self.starts):
            gaps.append(self.starts[at] - end)
        if at - inside > 0:
            gaps.append(start - self.ends[at - inside - 1])
        return len(self.starts) - inside, math.exp(-min(gaps) / REACH) if gaps else 0.0


class Hints:
    """How strongly the countries and well-known areas named around one mention speak for a place in them."""

    def __init__(self, mention: Mention, names: Sequence[NamedHead], outlet: str | None) -> None:
        self._near: dict[Area, float] = defaultdict(float)
        self._count: dict[Area, float] = defaultdict(float)
        self._sentence: set[Area] = set()
        self._paragraph: set[Area] = set()
        self._outlet = outlet
        self._areas = 0.0
        self.total = 0.0
        for name in names:
            if name.key != mention.key:  # a name says nothing about itself
                self._add(name, mention)

    def _add(self, name: NamedHead, mention: Mention) -> None:
        count, near = name.around(mention.start, mention.end)
        if not count:
            return
        weight = name.weight * count
        self.total += weight * len(name.countries)
        self._areas += weight * len(name.areas)
        places = [*name.countries, *name.areas]
        for place in places:
            self._near[place] = max(self._near[place], near * name.weight)
            self._count[place] += weight
        inside = len(name.starts) - count  # of the mentions in this sentence those inside the mention itself
        if name.paragraphs[mention.paragraph] > inside:
            self._paragraph.update(places)
            if name.sentences[mention.sentence] > inside:
                self._sentence.update(places)

    def share(self, country: str | None) -> float:
        """Tell which share of the hints speaks for a country."""
        return self._count.get((country or "", None), 0.0) / self.total if self.total else 0.0

    def fill(self, row: list[float], entry: Entry) -> None:
        """Write the features that come from hints."""
        if entry.country is None:
            return
        country = (entry.country, None)
        row[NUMBER["outlet_country"]] = float(entry.country == self._outlet)
        if country in self._count:
            row[NUMBER["country_near"]] = self._near[country]
            row[NUMBER["country_in_sentence"]] = float(country in self._sentence)
            row[NUMBER["country_in_paragraph"]] = float(country in self._paragraph)
            row[NUMBER["country_share"]] = self._count[country] / self.total
            row[NUMBER["capital_named"]] = float(entry.capital)
        elif entry.kind != "country":
            row[NUMBER["country_unnamed"]] = float(self.total > 0)
        area = (entry.country, entry.admin1)
        if entry.admin1 and entry.kind != "country" and area in self._count:
            row[NUMBER["area_near"]] = self._near[area]
            row[NUMBER["area_in_sentence"]] = float(area in self._sentence)
            row[NUMBER["area_in_paragraph"]] = float(area in self._paragraph)
            row[NUMBER["area_share"]] = self._count[area] / self._areas


def _none_row(mention: Mention, matches: tuple[Match, ...], hints: Hints) -> list[float]:
    row = [0.0] * len(LOCAL)
    row[_NONE] = 1.0
    row[NUMBER["none_only_other"]] = float(bool(matches) and all(how == How.OTHER for _, how in matches))
    row[NUMBER["none_settlement"]] = float("settlement" in mention.kinds)
    row[NUMBER["none_site"]] = float("site" in mention.kinds)
    row[NUMBER["none_small"]] = float(bool(matches) and max(e.population for e, _ in matches) < 5000)
    row[NUMBER["none_long_name"]] = float(mention.key.count(" ") >= 2)
    if hints.total:
        row[NUMBER["none_elsewhere"]] = 1.0 - max((hints.share(e.country) for e, _ in matches), default=0.0)
    return row
