"""What the other places of a text say about each choice: that the places of one story lie together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from tocsin.resolve.gazetteer.entry import Entry
from tocsin.resolve.places_features import Array, Choice

JOINT = ("same_name", "share_of_country", "share_of_area", "within_30", "within_100", "within_300", "none_same_name")
RANGES = (30.0, 100.0, 300.0)  # kilometres
LIKELY = 0.05  # places believed in less than this say nothing
WIDE = ("country", "continent", "sea", "region")  # their middle is near nothing in particular
EARTH_RADIUS_KM = 6371.0


class Belief:
    """The places that the mentions of a text are believed to be: every name counts once, shared among them."""

    def __init__(self, choices: Sequence[Choice], beliefs: Sequence[Array]) -> None:
        counts = Counter(choice.mention.key for choice in choices)
        masses: dict[tuple[str, str], float] = defaultdict(float)
        entries: dict[str, Entry] = {}
        for choice, belief in zip(choices, beliefs, strict=True):
            for (entry, _), chance in zip(choice.matches, belief.tolist(), strict=False):
                if chance > LIKELY:
                    masses[choice.mention.key, entry.ref] += chance / counts[choice.mention.key]
                    entries[entry.ref] = entry
        self.entries = [entries[ref] for _, ref in masses]
        self.masses = np.array(list(masses.values()))
        self.keys = [key for key, _ in masses]
        self._points = np.array([unit(e) for e in self.entries]).reshape(-1, 3)
        self._fine = np.array([e.kind not in WIDE for e in self.entries], dtype=bool)

    def rows(self, key: str, entries: Sequence[Entry]) -> Array:
        """Compute what all names but `key` say about some places."""
        rows = np.zeros((len(entries) + 1, len(JOINT)))
        others = np.array([k != key for k in self.keys], dtype=bool)
        if not entries or not others.any():
            return rows
        weight = self.masses * others
        total = max(1.0, float(weight.sum()))
        countries: dict[str | None, float] = defaultdict(float)
        areas: dict[tuple[str | None, str | None], float] = defaultdict(float)
        for entry, mass in zip(self.entries, weight.tolist(), strict=True):
            countries[entry.country] += mass
            if entry.admin1:
                areas[entry.country, entry.admin1] += mass
        for row, entry in zip(rows, entries, strict=False):
            if entry.country:
                row[1] = countries.get(entry.country, 0.0) / total
                if entry.admin1:
                    row[2] = areas.get((entry.country, entry.admin1), 0.0) / total
        points = np.array([unit(e) for e in entries])
        kilometres = np.arccos(np.clip(points @ self._points.T, -1.0, 1.0)) * EARTH_RADIUS_KM
        near = weight * self._fine
        for column, reach in enumerate(RANGES, start=3):
            rows[:-1, column] = np.log1p(np.exp(-((kilometres / reach) ** 2)) @ near)
        return rows


def joint_rows(choices: Sequence[Choice], beliefs: Sequence[Array]) -> list[Array]:
    """Compute for each choice what the other mentions say, as far as they are believed to be known."""
    belief = Belief(choices, beliefs)
    mates: dict[str, list[int]] = defaultdict(list)
    for number, choice in enumerate(choices):
        mates[choice.mention.key].append(number)
    shared: dict[str, Array] = {}
    found = []
    for number, choice in enumerate(choices):
        key = choice.mention.key
        if key not in shared:
            shared[key] = belief.rows(key, [entry for entry, _ in choice.matches])
        rows = shared[key].copy()
        others = [beliefs[i] for i in mates[key] if i != number]
        if others:
            mean = np.mean(others, axis=0)
            rows[:-1, 0], rows[-1, 6] = mean[:-1], mean[-1]
        found.append(rows)
    return found


def unit(entry: Entry) -> tuple[float, float, float]:
    """Write a point of the globe as a vector of length one."""
    a, b = math.radians(entry.lat), math.radians(entry.lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)
