"""Compares two tellings: what speaks for and against their being of one happening, weighed to log odds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import product
from math import asin, cos, radians, sin, sqrt

from tocsin.incidents.wording import content_words, data, fold, words_of
from tocsin.language.words import stem
from tocsin.records import Figure, Party, Spot, Telling

_FAR = 60.0  # km between two places known to the town after which they are not one
_BORDER = 30.0  # the same for places in two countries
_REGION = 500.0  # km between the middles of two regions after which neither is named for the other
_DAYS = 3  # between two days that the texts tell after which they are not one
_LATE = 10  # days after an event in which a report without a day may still tell it
_EXACT = ("point", "city")
_CLOSE = (*_EXACT, "admin2")
_ANYBODY = frozenset({"UAF", "UNK", "CVL"})
_EARTH = 6371.0

# every sign that can be weighed; docs/incidents.md says what each stands for
SIGNS = (
    *("pair", "other-type", "same-mode", "other-mode", "same-word"),
    *("same-day", "day-apart", "days-apart", "within-range", "undated"),
    *(
        "same-place",
        "near",
        "apart",
        "far",
        "same-name",
        "coarse",
        "coarse-apart",
        "unplaced",
        "assumed-same",
        "assumed-apart",
    ),
    *("actor-shared", "actor-akin", "actor-apart", "recipient-shared", "recipient-akin", "recipient-apart"),
    *("figure-same", "figure-other", "same-report", "negated", "recalled"),
    *("words", "many-words", "titles", "leads", "in-lead", "names", "many-names"),
)


def weight(one: Telling, other: Telling) -> float | None:
    """Weigh two tellings: log odds that they are of one happening, None where something rules it out."""
    found = signs(one, other)
    if found is None:
        return None
    weights: Mapping[str, float] = data("comparing")["weights"]
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def signs(one: Telling, other: Telling) -> dict[str, float] | None:
    """List the signs that two tellings show, None where something rules out that they are of one happening."""
    # what one report tells doubtfully, only a sure telling of another one bears out
    doubtful = one.doubtful + other.doubtful
    if doubtful == 2 or (doubtful and one.report == other.report):
        return None
    time, place = _time(one, other), _place(one.spot, other.spot)
    if time is None or place is None or not _kindred(one, other):
        return None
    found = {"pair": 1.0, time: 1.0, place: 1.0}
    found |= _kind(one, other)
    sides = (("actor", one.actors, other.actors), ("recipient", one.recipients, other.recipients))
    found |= {f"{side}-{how}": 1.0 for side, mine, theirs in sides if (how := _parties(mine, theirs))}
    if (_is_said(one) or _is_said(other)) and "actor-shared" not in found and "actor-akin" not in found:
        return None
    found |= _figures(one.figures, other.figures) | _words(one, other)
    found["same-report"] = float(one.report == other.report)
    found["negated"] = float("negated" in (one.modality, other.modality))
    found["recalled"] = float(one.background or other.background)
    return {name: value for name, value in found.items() if value}


def _kindred(one: Telling, other: Telling) -> bool:
    families: Mapping[str, str] = data("linking")["families"]
    return families.get(one.type, one.type) == families.get(other.type, other.type)


def _is_said(telling: Telling) -> bool:
    """Say whether the deed is something said: it is one deed only where one and the same says it."""
    return telling.type in data("linking")["said"]["types"]


def _kind(one: Telling, other: Telling) -> dict[str, float]:
    modes = {one.mode, other.mode}
    same = one.type == other.type
    return {
        "other-type": float(not same),
        "same-mode": float(same and len(modes) == 1 and None not in modes),
        "other-mode": float(same and len(modes) == 2 and None not in modes),
        "same-word": float(bool(_stems(one.trigger.quote) & _stems(other.trigger.quote))),
    }


@lru_cache(maxsize=65536)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word)[:6] for word in words_of(text) if len(word) > 3)


# --- time ---


@lru_cache(maxsize=65536)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _time(one: Telling, other: Telling) -> str | None:
    """Name how the days of two tellings lie to one another; None where they cannot be one."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    low, high = (_ordinal(one.start), _ordinal(one.end)), (_ordinal(other.start), _ordinal(other.end))
    gap = max(low[0], high[0]) - min(low[1], high[1])
    if one.dated == "told" and other.dated == "told":
        if gap <= 0:
            return "same-day" if max(low[1] - low[0], high[1] - high[0]) <= 1 else "within-range"
        return None if gap > _DAYS else "day-apart" if gap == 1 else "days-apart"
    if one.dated == other.dated:
        return "undated" if gap <= _DAYS else None
    # the day published stands in for one of them: it is told after it happened
    told, published = (low, high) if one.dated == "told" else (high, low)
    return "undated" if told[0] - 1 <= published[0] <= told[1] + _LATE else None


# --- place ---


def distance(one: Spot, other: Spot) -> float | None:
    """Measure the kilometres between two places, None where one is known to no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = radians(one.lat), radians(other.lat)
    east = radians(other.lon - one.lon)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def _place(one: Spot | None, other: Spot | None) -> str | None:
    """Name how two places lie to one another; None where they cannot be one."""
    if one is None or other is None or (one.country is None and other.country is None):
        return "unplaced"
    exact = one.precision in _EXACT and other.precision in _EXACT
    if not (one.told and other.told):
        return _assumed(one, other)
    if one.gazetteer_id is not None and one.gazetteer_id == other.gazetteer_id and _is_close(one, other):
        return "same-place"
    # a village that no gazetteer knows lies where the words around it put it, which differs by report
    if not exact and _named_alike(one, other):
        return "same-name"
    km = distance(one, other)
    if None not in (one.country, other.country) and one.country != other.country:
        # what happens on a border is told on either side of it
        return _band(km) if exact and km is not None and km <= _BORDER else None
    if _is_close(one, other):
        if km is None or km <= _FAR:
            return "unplaced" if km is None else _band(km)
        return None if exact or km > _REGION else "coarse-apart"
    if one.admin1 and other.admin1 and one.admin1 != other.admin1:
        # regions are renamed and parted, and a report may name the old one
        return None if km is None or km > _REGION else "coarse-apart"
    return "coarse"


def _is_close(one: Spot, other: Spot) -> bool:
    return one.precision in _CLOSE and other.precision in _CLOSE


def _assumed(one: Spot, other: Spot) -> str:
    """Compare two places of which one only stands in: nothing is ruled out by it."""
    if None not in (one.country, other.country) and one.country != other.country:
        return "assumed-apart"
    if _is_close(one, other):
        km = distance(one, other)
        return "assumed-same" if km is not None and km <= 10 else "assumed-apart"
    return "assumed-apart" if one.admin1 and other.admin1 and one.admin1 != other.admin1 else "coarse"


def _band(km: float) -> str:
    return "same-place" if km <= 1 else "near" if km <= 10 else "apart" if km <= 30 else "far"


def _named_alike(one: Spot, other: Spot) -> bool:
    """Say whether two places have one name, "near" and the like left out."""
    mine, theirs = _proper(one.name), _proper(other.name)
    return bool(mine) and mine == theirs


@lru_cache(maxsize=65536)
def _proper(name: str) -> frozenset[str]:
    return frozenset(word for each in name.split() if each[:1].isupper() for word in words_of(each))


# --- parties ---


def _parties(mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> str | None:
    """Name how two sides stand to one another; None where one is unsaid or may be anybody."""
    if not mine or not theirs:
        return None
    pairs = list(product(mine, theirs))
    if any(shared_party(a, b) for a, b in pairs):
        return "shared"
    if any(akin_party(a, b) for a, b in pairs):
        return "akin"
    return "apart" if any(map(is_known, mine)) and any(map(is_known, theirs)) else None


def shared_party(one: Party, other: Party) -> bool:
    """Say whether two parties are one by name and country."""
    if None not in (one.country, other.country) and one.country != other.country:
        return False
    if "country" in (one.kind, other.kind):
        return one.kind == other.kind and one.country == other.country
    return bool(_spellings(one) & _spellings(other))


def _spellings(party: Party) -> frozenset[str]:
    return _folded(party.name, party.variants)


@lru_cache(maxsize=65536)
def _folded(name: str, variants: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(map(stem, words_of(each))) for each in (name, *variants))


def akin_party(one: Party, other: Party) -> bool:
    """Say whether two parties may be one under other names: of one sector, or a country and one of its bodies."""
    countries = {one.country, other.country} - {None}
    if len(countries) > 1:
        return False
    if "country" in (one.kind, other.kind):
        return one.country == other.country
    if "person" in (one.kind, other.kind):
        return False
    if set(one.sectors) & set(other.sectors):
        return True
    return bool(_stems(one.name) & _stems(other.name))


def is_known(party: Party) -> bool:
    """Say whether it is known who a party is; "gunmen" may be anybody's."""
    return party.kind is not None and (
        party.kind != "group" or party.country is not None or bool(set(party.sectors) - _ANYBODY)
    )


# --- figures and words ---


def _figures(mine: tuple[Figure, ...], theirs: tuple[Figure, ...]) -> dict[str, float]:
    pairs = [(a, b) for a in mine for b in theirs if a.what == b.what and a.low is not None and b.low is not None]
    if not pairs:
        return {}
    same = any(a.low == b.low for a, b in pairs)
    return {"figure-same" if same else "figure-other": 1.0}


def _words(one: Telling, other: Telling) -> dict[str, float]:
    mine, theirs = frozenset(one.words), frozenset(other.words)
    common = len(mine & theirs)
    titles = 0.0
    if one.title and other.title and not one.background and not other.background:
        titles = _share(_title(one.title), _title(other.title))
    leads = frozenset(one.lead), frozenset(other.lead)
    named = len(frozenset(one.names) & frozenset(other.names))
    return {
        "words": _share(mine, theirs),
        "many-words": min(common, 10) / 10,
        "titles": titles,
        "leads": 0.0 if one.background or other.background else _share(*leads),
        "in-lead": max(len(mine & leads[1]) / max(len(mine), 8), len(theirs & leads[0]) / max(len(theirs), 8)),
        "names": float(named > 0),
        "many-names": min(named, 4) / 4,
    }


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of the shorter list that the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


@lru_cache(maxsize=65536)
def _title(text: str) -> frozenset[str]:
    return content_words(fold(text))
