"""Which region an unknown village is in: the country that the text keeps naming, and an area named beside it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.resolve.places_fallback import Holder, Spot, held_by
from tocsin.resolve.places_text import Mention

# How strongly one mention of an area draws a village to it, by where it stands. Not learnt: the corpora at hand are
# mostly local news of one country, in which the state named anywhere is the right one.
BOUND = 6.0  # "Qala, in Herat province"
HELD = 4.0  # "Herat's district of Qala"
SENTENCE = 2.0
PARAGRAPH = 1.0
ELSEWHERE = 0.3
PEOPLE = 0.5  # share of that for a word for a people: Serbian troops may be anywhere
OFTEN = 0.7  # for each doubling or so of how often an area is named
SEAT = 0.2  # share of a capital, which mostly stands for its government
TOWNS = 0.5  # for towns of the country that the text names
BESIDE = 2.0  # an area named in the sentence is a closer answer than its country
AREAS = ("admin1", "admin2")


@dataclass(frozen=True)
class Region:
    """An area with how sure the choice of its country is, out of 1."""

    holder: Holder
    chance: float


def region_of(mentions: Sequence[Mention], holders: Sequence[Holder], text: str) -> Region | None:
    """Choose the region for all mentions of one unknown name; None where the text names no country or area."""
    pulls = {
        id(holder): max(_pull(mention, holder, text) for mention in mentions)
        for holder in holders
        if holder.entry.kind in ("country", *AREAS) and holder.entry.country
    }
    by_country: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders:
        if pulls.get(id(holder)) and holder.entry.country:
            by_country[holder.entry.country].append(holder)
    if not by_country:
        return None
    totals = {country: _total(country, own, holders, pulls) for country, own in by_country.items()}
    best = max(totals, key=lambda country: totals[country])
    chance = 1.0 / sum(math.exp(total - totals[best]) for total in totals.values())
    beside = [h for h in by_country[best] if h.entry.kind in AREAS and pulls[id(h)] >= BESIDE]
    # the smaller of two areas that the words name equally
    chosen = max(beside, key=lambda h: (pulls[id(h)], h.entry.kind == "admin2"), default=None)
    if chosen is None:
        nation = next((h for h in by_country[best] if h.entry.kind == "country"), None)
        chosen = nation or max(by_country[best], key=lambda h: pulls[id(h)])
    return Region(chosen, chance)


def _total(country: str, own: Sequence[Holder], holders: Sequence[Holder], pulls: dict[int, float]) -> float:
    nation = max((pulls[id(h)] for h in own if h.entry.kind == "country"), default=0.0)
    area = max((pulls[id(h)] for h in own if h.entry.kind in AREAS), default=0.0)
    towns = sum(
        (SEAT if h.entry.capital else 1.0) * h.belief
        for h in holders
        if h.entry.kind == "city" and h.entry.country == country
    )
    return max(nation, area) + 0.5 * min(nation, area) + TOWNS * math.log1p(towns)


def _pull(mention: Mention, holder: Holder, text: str) -> float:
    spots = [s for s in holder.spots if s.key != mention.key]
    if not spots:
        return 0.0
    bound = any(
        parent.bond != "loose" and any(area.ref == holder.entry.ref for area, _ in parent.matches)
        for parent in mention.parents
    )
    closest = BOUND if bound else max(_closeness(mention, spot, text) for spot in spots)
    named = len({s.start for s in spots if not s.people}) + PEOPLE * len({s.start for s in spots if s.people})
    return closest + OFTEN * math.log2(1.0 + named)


def _closeness(mention: Mention, spot: Spot, text: str) -> float:
    if spot.people:
        scale = PEOPLE
    else:
        scale = 1.0
        if held_by(mention, spot, text):
            return HELD
    if spot.sentence == mention.sentence:
        gap = max(0, spot.start - mention.end, mention.start - spot.end)
        return scale * (SENTENCE + math.exp(-gap / 100))
    return scale * (PARAGRAPH if spot.paragraph == mention.paragraph else ELSEWHERE)
