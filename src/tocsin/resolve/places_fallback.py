"""Where to put a name that the gazetteer does not know: in a place that the text names for it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from tocsin.resolve.gazetteer.entry import Entry, distance_km
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.places_coherence import WIDE
from tocsin.resolve.places_doubts import holds
from tocsin.resolve.places_features import Array, Choice, size
from tocsin.resolve.places_text import Head, Mention, Qualifier, is_site

FALLBACK = (
    "embedded", "embedded_site", "joined", "beside", "held", "city", "admin2", "admin1", "country", "region", "point",
    "people_in_sentence", "in_sentence", "in_paragraph", "near", "nearish", "before", "share", "share_of_city", "early",
    "cluster", "cluster_of_city", "belief", "size", "small_country", "city_for_site", "city_for_settlement",
    "city_for_unknown",
    "area_for_settlement",
)  # fmt: skip
NEXT = 40  # characters between a name and the place that the words join it to
_INSIDE = re.compile(
    r"\s*(?:,\s*)?(?:\b(?:in|at|near|of|outside|inside)\s+)?(?:the\s+)?(?:(?:[a-z]+\s+){0,3}(?:in|of)\s+)?"
    r"(?:[a-z\-]+\s+)?$"
)
_OWNED = re.compile(r"['’]s?\s+(?:[a-z\-]+\s+){0,4}$|\s+(?:[a-z\-]+\s+){1,3}of\s+(?:the\s+)?$")
EARLY = 300  # characters that hold the headline and the dateline
SMALL = 6_000_000  # people of a country whose middle is near to all of it
SEAT = 0.2  # a capital mostly stands for its government, and tells little of where things happen
HEAD_BELIEF = 0.9  # a country's name that stands by itself is hardly ever mistaken


class Spot(NamedTuple):
    """One mention of a holder."""

    start: int
    end: int
    sentence: int
    paragraph: int
    key: str
    people: bool = False
    qualifier: Qualifier | None = None


@dataclass
class Holder:
    """A place that the text names, with where it does so, and how surely it is that place."""

    entry: Entry
    belief: float = 0.0
    cluster: float = 0.0
    spots: list[Spot] = field(default_factory=list)

    def add(self, belief: float, spot: Spot) -> None:
        """Note one more mention."""
        self.belief = max(self.belief, belief)
        self.spots.append(spot)


def holders_of(
    choices: Sequence[Choice], beliefs: Sequence[Array], heads: Sequence[Head], gazetteer: Gazetteer
) -> list[Holder]:
    """List the places that the text names: the best choice of each mention, and the countries named anywhere."""
    found: dict[str, Holder] = {}
    for choice, belief in zip(choices, beliefs, strict=True):
        best = int(belief.argmax())
        if best < len(choice.matches):
            entry, m = choice.matches[best][0], choice.mention
            holder = found.setdefault(entry.ref, Holder(entry))
            holder.add(float(belief[best]), Spot(m.start, m.end, m.sentence, m.paragraph, m.key, m.people, m.qualifier))
    for head in heads:
        if len(head.places) != 1:
            continue
        country, admin1 = head.places[0]
        area = gazetteer.area(country, admin1) if admin1 else gazetteer.country(country)
        if area:
            spot = Spot(head.start, head.end, head.sentence, head.paragraph, head.key, head.people)
            found.setdefault(area.ref, Holder(area)).add(HEAD_BELIEF, spot)
    holders = list(found.values())
    points = [(h.entry, h.belief * len({s.start for s in h.spots})) for h in holders if h.entry.kind not in WIDE]
    for holder in holders:
        holder.cluster = math.log1p(sum(mass * _with(holder.entry, e) for e, mass in points))
    return holders


def fallback_rows(mention: Mention, holders: Sequence[Holder], text: str) -> tuple[Array, list[Holder]]:
    """Compute what speaks for putting an unknown name into each place that the text names otherwise."""
    spots = [[s for s in holder.spots if s.key != mention.key] for holder in holders]
    total = sum(map(len, spots)) or 1
    rows, kept = [], []
    for holder, own in zip(holders, spots, strict=True):
        if own:
            rows.append(_row(mention, holder, own, total, text))
            kept.append(holder)
    return np.array(rows).reshape(-1, len(FALLBACK)), kept


def _row(mention: Mention, holder: Holder, spots: Sequence[Spot], total: int, text: str) -> list[float]:
    entry = holder.entry
    kind = entry.kind if entry.kind in ("city", "admin2", "admin1", "country") else "region"
    if entry.precision == "point":
        kind = "point"
    site, settlement = is_site(mention), "settlement" in mention.kinds
    words = f" {mention.key} "
    # an embassy called Russian is hardly ever in Russia
    named = [s for s in spots if not s.people] or spots
    embedded = any(not s.people and f" {s.key} " in words for s in spots)
    gap = min(max(0, s.start - mention.end, mention.start - s.end) for s in named)
    ahead = min((mention.start - s.end for s in named if s.end <= mention.start), default=9999)
    share = len({s.start for s in spots}) / total
    city = kind == "city"
    values: dict[str, float] = {
        kind: 1.0,
        "embedded": embedded,
        "embedded_site": embedded and site,
        "joined": any(p.bond == "joined" and any(a.ref == entry.ref for a, _ in p.matches) for p in mention.parents),
        "beside": any(p.bond != "joined" and any(a.ref == entry.ref for a, _ in p.matches) for p in mention.parents),
        "held": any(held_by(mention, s, text) for s in spots),
        "people_in_sentence": any(s.sentence == mention.sentence for s in spots if s.people),
        "in_sentence": any(s.sentence == mention.sentence for s in spots if not s.people),
        "in_paragraph": any(s.paragraph == mention.paragraph for s in spots if not s.people),
        "near": math.exp(-gap / 100),
        "nearish": math.exp(-gap / 600),
        "before": math.exp(-ahead / 300),
        "share": share,
        "share_of_city": share * city,
        "early": min(s.start for s in spots) < EARLY,
        "cluster": holder.cluster,
        "cluster_of_city": holder.cluster * city,
        "belief": holder.belief,
        "size": size(entry),
        "small_country": kind == "country" and entry.population < SMALL,
        "city_for_site": city and site,
        "city_for_settlement": city and settlement,
        "city_for_unknown": city and not mention.matches,
        "area_for_settlement": settlement and kind in ("admin1", "admin2", "country"),
    }
    return [float(values.get(name, 0.0)) for name in FALLBACK]


def held_by(mention: Mention, spot: Spot, text: str) -> bool:
    """Say whether the words join a name to the place that holds it: "X in Y", "X, Y", "Y's old suburb of X"."""
    if 0 <= spot.start - mention.end <= NEXT:
        return _INSIDE.match(text[mention.end : spot.start]) is not None
    if 0 <= mention.start - spot.end <= NEXT:
        return _OWNED.match(text[spot.end : mention.start]) is not None
    return False


def _with(here: Entry, other: Entry) -> float:
    """Say how much a place lies in an area, or near another place."""
    if here.kind in ("country", "admin1"):
        return (SEAT if other.capital else 1.0) * holds(here, other)
    return math.exp(-((distance_km(here.lat, here.lon, other.lat, other.lon) / 100) ** 2))
