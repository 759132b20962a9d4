"""Decide where each mention is, and say why."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from tocsin.records import PlacePrecision
from tocsin.resolve.gazetteer.entry import Entry, How, distance_km
from tocsin.resolve.gazetteer.names import bare, fold
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.places_doubts import AREA_WORDS, SMALL_TOWN, Side, holds
from tocsin.resolve.places_fallback import FALLBACK, Holder, Spot, fallback_rows, holders_of
from tocsin.resolve.places_features import FITTING, Array, Choice, Setting, choices_of
from tocsin.resolve.places_geometry import Point, away_from, extent, side_of
from tocsin.resolve.places_model import Weights, chances, weigh
from tocsin.resolve.places_region import region_of
from tocsin.resolve.places_text import Mention, Page, Qualifier, find_heads, is_site, read_mention

# What stands between the place of a dateline and the text: "KABUL, 3 May (Agency) — ".
_DATELINE = re.compile(r"(?:,[^.\n]{0,40}?)?\s*(?:\([^)\n]{0,60}\)\s*)?(?:[—–]|--?)\s")
ONE_SPOT = 15.0  # kilometres: a town and the district of its name are one answer, not two
DISTINCT = 5.0  # kilometres: closer runners-up are the same place entered twice
AROUND = 150.0  # kilometres: a town farther from the middle of its province is worth naming beside it
RUNNERS_UP = 4
LEAST = 0.002  # a runner-up less likely than this is not worth naming
HELD, JOINED = FALLBACK.index("held"), FALLBACK.index("joined")
SPELT_LIKE = 7  # letters from which one changed letter may be a slip
AMID = 500.0  # kilometres: a place farther from the middle of an area than this is not in it under an older border
UNLIKELY = 0.01  # places below this are not chosen
FAR = 60.0  # kilometres from a town at which "60 km from" no longer says which district
COARSER: dict[PlacePrecision, PlacePrecision] = {"point": "city", "city": "admin2"}


@dataclass(frozen=True)
class Located:
    """One mention with the place that it stands for; no entry where nothing fits."""

    mention: Mention
    name: str
    entry: Entry | None
    point: Point | None
    precision: PlacePrecision
    score: float
    why: str
    others: tuple[tuple[Entry, float], ...] = ()
    qualifier: str | None = None


@dataclass(frozen=True)
class Scene:
    """A page with what was read on it before anything is decided."""

    page: Page
    gazetteer: Gazetteer
    setting: Setting
    weights: Weights


def locate(
    page: Page,
    spans: Sequence[tuple[int, int, bool]],
    gazetteer: Gazetteer,
    weights: Weights,
    *,
    masked: Sequence[tuple[int, int]] = (),
    outlet_country: str | None = None,
) -> list[Located]:
    """Locate the mentions of a page, given as start, end and whether the words are for a people."""
    mentions = share_kinds([read_mention(page, s, e, gazetteer, people=p) for s, e, p in spans])
    heads = find_heads(page, gazetteer, masked)
    setting = Setting(heads, gazetteer.known_areas, outlet_country, sides_of(mentions, gazetteer))
    choices = choices_of(mentions, setting)
    beliefs = weigh(choices, weights)
    scene = Scene(page, gazetteer, setting, weights)
    bests = [_best(choice, belief, gazetteer) for choice, belief in zip(choices, beliefs, strict=True)]
    open_ones = [i for i, best in enumerate(bests) if _is_open(scene, choices[i], beliefs[i], best)]
    reserves: dict[str, tuple[Holder, float]] = {}
    if open_ones:
        holders = _told_of(page, holders_of(choices, beliefs, heads, gazetteer))
        for key in dict.fromkeys(mentions[i].key for i in open_ones):
            namesakes = [mentions[i] for i in open_ones if mentions[i].key == key]
            if found := refuge(scene, namesakes, holders):
                reserves[key] = found
    return [
        _decide(scene, choice, belief, best, reserves.get(choice.mention.key))
        for choice, belief, best in zip(choices, beliefs, bests, strict=True)
    ]


def _told_of(page: Page, holders: Sequence[Holder]) -> list[Holder]:
    """Leave out capitals that only a dateline names: reports on all the country are written there."""
    told = [h for h in holders if not h.entry.capital or not all(_is_dateline(page, s) for s in h.spots)]
    return told or list(holders)


def _is_dateline(page: Page, spot: Spot) -> bool:
    begins = page.text.rfind("\n", 0, spot.start) + 1 == spot.start
    return begins and _DATELINE.match(page.text, spot.end) is not None


def sides_of(mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Side, ...]:
    """Collect the sides of countries and areas that the text names."""
    found: dict[tuple[str, int], Side] = {}
    for mention in mentions:
        words = mention.qualifier
        areas = [e for e, how in mention.matches if e.kind == "country" and how == How.MAIN]
        if words is None or words.bearing is None or words.outside or len(areas) != 1:
            continue
        reach = extent(areas[0], words.bearing, gazetteer)
        if reach and areas[0].country:
            narrowing = math.cos(math.radians(areas[0].lat))
            side = Side(areas[0].country, None, words.bearing, reach[0], reach[1], narrowing)
            found[areas[0].ref, words.bearing] = side
    return tuple(found.values())


def share_kinds(mentions: Sequence[Mention]) -> list[Mention]:
    """Let a name that the text once calls a village be one wherever it stands."""
    settled = {m.key for m in mentions if "settlement" in m.kinds and not m.matches}
    return [replace(m, kinds=m.kinds | {"settlement"}) if m.key in settled and not is_site(m) else m for m in mentions]


def refuge(scene: Scene, mentions: Sequence[Mention], holders: Sequence[Holder]) -> tuple[Holder, float] | None:
    """Say where the mentions of one name are if they are none of the places of that name, and how surely.

    A village that the gazetteer lacks is somewhere in a region, and never in another town; so is what the words
    join to a region.
    """
    text = scene.page.text
    if not any(is_site(m) for m in mentions):
        bound = any(p.bond != "loose" for m in mentions for p in m.parents)
        if bound or any("settlement" in m.kinds for m in mentions):
            region = region_of(mentions, holders, text)
            return (region.holder, region.chance) if region else None
    totals: dict[str, float] = {}
    known: dict[str, Holder] = {}
    for mention in mentions:
        rows, places = fallback_rows(mention, holders, text)
        if held := [i for i, row in enumerate(rows) if row[HELD] or row[JOINED]]:
            # "a square in Bratislava": the words leave no choice but between the places that they join it to
            rows, places = rows[held], [places[i] for i in held]
        for holder, chance in zip(places, chances(rows @ scene.weights.fallback).tolist(), strict=True):
            known[holder.entry.ref] = holder
            totals[holder.entry.ref] = totals.get(holder.entry.ref, 0.0) + chance / len(mentions)
    if not totals:
        return None
    ref, total = max(totals.items(), key=lambda item: item[1])
    return known[ref], total


def _is_open(scene: Scene, choice: Choice, belief: Array, best: int | None) -> bool:
    """Say whether a mention may be none of the places of its name."""
    return best is None or _mass(choice, belief, best) < float(belief[-1])


def _decide(
    scene: Scene, choice: Choice, belief: Array, best: int | None, reserve: tuple[Holder, float] | None
) -> Located:
    mention = choice.mention
    unknown = float(belief[-1])
    if best is not None:
        stray = _is_stray(scene, choice.matches[best][0])
        if _mass(choice, belief, best) >= unknown * (1.0 if stray else reserve[1] if reserve else 0.0):
            return _known(scene, choice, belief, best)
    if slip := _slip(scene, choice, belief):
        return slip
    others = _others(choice, belief, -1)
    if reserve is not None and (inside := _inside(choice, reserve[0].entry)) is not None:
        return _known(scene, choice, belief, inside)
    if reserve is None:
        why = "not in the gazetteer, and the text names no region"
        return Located(mention, _name(scene, mention, None), None, None, "none", 0.0, why, others)
    return _placed_in(scene, choice, reserve[0], unknown * reserve[1], others)


def _inside(choice: Choice, area: Entry) -> int | None:
    """Find the one place of a name in the country or area that it would be put into otherwise."""
    if area.kind not in ("country", "admin1") or is_site(choice.mention):
        return None
    found = {
        i: e for i, (e, _) in enumerate(choice.matches) if e.kind in ("city", "admin2") and e.country == area.country
    }
    if any(distance_km(a.lat, a.lon, b.lat, b.lon) >= AROUND for a, b in combinations(found.values(), 2)):
        return None
    if area.kind == "admin1" and any(distance_km(area.lat, area.lon, e.lat, e.lon) > AMID for e in found.values()):
        return None
    return min(found, key=lambda i: found[i].kind != "city", default=None)


def _is_stray(scene: Scene, entry: Entry) -> bool:
    """Say whether a place is a small town in a country that the text does not name, while it names others."""
    named = {country for head in scene.setting.heads for country, _ in head.places}
    small = entry.kind in ("city", "quarter") and entry.population < SMALL_TOWN
    return bool(named) and small and entry.country not in named


def _best(choice: Choice, belief: Array, gazetteer: Gazetteer) -> int | None:
    """Find the likeliest place, counting a town together with the area of its name."""
    matches = choice.matches
    likely = [i for i in np.argsort(-belief[:-1], kind="stable").tolist() if belief[i] > UNLIKELY]
    if not likely:
        return None
    masses = {i: sum(float(belief[j]) for j in likely if _one_spot(matches[i][0], matches[j][0])) for i in likely}
    most = max(masses.values())
    best = next(i for i in likely if masses[i] >= most - 1e-9)
    return _town_or_area(choice, best, gazetteer)


def _town_or_area(choice: Choice, best: int, gazetteer: Gazetteer) -> int:
    """Of a town and the area of its name take the town, unless a word says area or the area is the better known."""
    area, mention = choice.matches[best][0], choice.mention
    if area.kind == "city" and mention.kinds & AREA_WORDS and "settlement" not in mention.kinds:
        around = [i for i, (e, _) in enumerate(choice.matches) if e.kind in ("admin1", "admin2") and holds(e, area)]
        wanted = [i for i in around if FITTING[choice.matches[i][0].kind] & mention.kinds]
        return next(iter(wanted or around), best)
    if area.kind not in ("admin1", "admin2") or mention.key not in (fold(area.name), bare(fold(area.name))[0]):
        return best
    if mention.kinds & AREA_WORDS or _is_head(area, mention, gazetteer):
        return best
    if mention.qualifier and mention.qualifier.bearing is not None and not mention.qualifier.outside:
        return best  # "northern Idlib" is in the province
    towns = [i for i, (e, _) in enumerate(choice.matches) if e.kind == "city" and holds(area, e)]
    return max(towns, key=lambda i: (choice.matches[i][0].population, -i), default=best)


def _is_head(area: Entry, mention: Mention, gazetteer: Gazetteer) -> bool:
    return any((area.country, area.admin1) == head[:2] for head in gazetteer.heads.get(mention.key, ()))


def _one_spot(a: Entry, b: Entry) -> bool:
    if a.ref == b.ref:
        return True
    if a.country != b.country or "country" in (a.kind, b.kind):
        return False
    return distance_km(a.lat, a.lon, b.lat, b.lon) < ONE_SPOT and (a.kind != b.kind)


def _mass(choice: Choice, belief: Array, best: int) -> float:
    """Add up the chances of a place and of the areas and towns that are one answer with it."""
    entry = choice.matches[best][0]
    return sum(
        float(belief[i]) for i, (e, _) in enumerate(choice.matches)
        if i == best or _one_spot(entry, e) or (e.kind in ("admin1", "admin2") and holds(e, entry))
    )  # fmt: skip


def _known(scene: Scene, choice: Choice, belief: Array, best: int) -> Located:
    entry, _ = choice.matches[best]
    mention = choice.mention
    score = _mass(choice, belief, best)
    others = _others(choice, belief, best)
    rivals = len(choice.matches) - 1
    why = f"{_described(scene, entry)}; " + (
        "the only place of that name in the gazetteer" if rivals == 0 else f"likeliest of {rivals + 1} of that name"
    )
    point, precision, words = bounded(entry, mention.qualifier, scene.gazetteer)
    name = _name(scene, mention, entry)
    return Located(mention, name, entry, point, precision, round(score, 4), why, others, words)


def _slip(scene: Scene, choice: Choice, belief: Array) -> Located | None:
    """Take a long name with one letter amiss for the place of that name in a country that the text names."""
    mention = choice.mention
    if mention.matches or len(mention.key) < SPELT_LIKE or is_site(mention):
        return None
    countries = dict.fromkeys(c for head in scene.setting.heads if len(head.places) == 1 for c, _ in head.places)
    found = {e.ref: e for country in countries for e, _ in scene.gazetteer.spelt_like(mention.key, country)}
    if len(found) != 1:
        return None  # nothing, or more than one: then the slip decides nothing
    entry = next(iter(found.values()))
    point, precision, words = bounded(entry, mention.qualifier, scene.gazetteer)
    why = f"{_described(scene, entry)}; spelt almost so, in a country that the text names"
    return Located(mention, entry.name, entry, point, precision, round(0.5 * float(belief[-1]), 4), why, (), words)


def _placed_in(
    scene: Scene, choice: Choice, holder: Holder, score: float, others: tuple[tuple[Entry, float], ...]
) -> Located:
    entry, mention = holder.entry, choice.mention
    point, precision, words = (entry.lat, entry.lon), entry.precision, None
    if mention.qualifier:
        words = mention.qualifier.words
    if entry.precision == "city" and not is_site(mention):
        precision = "admin2"
    place = _described(scene, entry)
    side = next((s.qualifier for s in holder.spots if s.sentence == mention.sentence and s.qualifier), None)
    if side and side.bearing is not None and not side.outside:
        point, precision, _ = bounded(entry, side, scene.gazetteer)
        place = f"{side.words} {place}"
    known = "only elsewhere in the gazetteer" if mention.matches else "not in the gazetteer"
    why = f"{known}; put in {place}, which the text names {_where(mention, holder)}"
    return Located(mention, _name(scene, mention, None), entry, point, precision, round(score, 4), why, others, words)


def _where(mention: Mention, holder: Holder) -> str:
    spots = [s for s in holder.spots if s.key != mention.key]
    if any(mention.start <= s.start and s.end <= mention.end for s in spots):
        return "in the same words"
    if any(s.sentence == mention.sentence for s in spots):
        return "in the same sentence"
    return "in the same paragraph" if any(s.paragraph == mention.paragraph for s in spots) else "elsewhere"


def bounded(entry: Entry, words: Qualifier | None, gazetteer: Gazetteer) -> tuple[Point, PlacePrecision, str | None]:
    """Move a place by the words that bound it: its north, twelve kilometres south of it, near it."""
    point, precision = (entry.lat, entry.lon), entry.precision
    if words is None:
        return point, precision, None
    wide = entry.kind in ("country", "admin1", "region", "continent", "sea")
    if words.outside and not wide:
        if words.kilometres is not None and words.bearing is not None:
            point = away_from(entry, words.kilometres, words.bearing)
        if words.kilometres is None or words.kilometres > 1:
            precision = COARSER.get(precision, precision)
        if (words.kilometres or 0.0) > FAR and precision == "admin2":
            precision = "admin1"
    elif words.bearing is not None and not words.outside and entry.kind in ("country", "admin1"):
        point = side_of(entry, words.bearing, gazetteer)
        precision = "admin1" if entry.kind == "country" else precision
    return point, precision, words.words


def _others(choice: Choice, belief: Array, best: int) -> tuple[tuple[Entry, float], ...]:
    """Pick the likeliest other places, each but once."""
    chosen = [choice.matches[best][0]] if best >= 0 else []
    found: list[tuple[Entry, float]] = []
    for i in np.argsort(-belief[:-1], kind="stable").tolist():
        entry = choice.matches[i][0]
        if i == best or belief[i] < LEAST:
            continue
        if any(_same(entry, other) for other in (*chosen, *(e for e, _ in found))):
            continue
        found.append((entry, round(float(belief[i]), 4)))
        if len(found) == RUNNERS_UP:
            break
    return tuple(found)


def _same(a: Entry, b: Entry) -> bool:
    """Say whether two places of one name are one answer: entered twice, or a town and the district around it."""
    if "country" in (a.kind, b.kind):
        return False
    apart = distance_km(a.lat, a.lon, b.lat, b.lon)
    return apart < DISTINCT or (a.kind != b.kind and apart < AROUND and (holds(a, b) or holds(b, a)))


def _name(scene: Scene, mention: Mention, entry: Entry | None) -> str:
    """Name a place as the report does, without the words around the name; countries and codes in full."""
    if entry and (entry.kind in ("country", "continent") or len(mention.key) <= 3):
        return entry.name
    text = mention.name
    if text.isupper() and len(text) > 3:
        return entry.name if entry and fold(entry.name) == mention.key else text.title()
    return text


def _described(scene: Scene, entry: Entry) -> str:
    area = scene.gazetteer.area_name(entry.country, entry.admin1) if entry.kind not in ("country", "admin1") else None
    nation = scene.gazetteer.country(entry.country) if entry.country and entry.kind != "country" else None
    parts = [entry.name, *([area] if area and area != entry.name else []), *([nation.name] if nation else [])]
    return ", ".join(parts)
