"""What the other places of a text say about each choice: that the places of one story lie together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from tocsin.resolve.places_features import Array, Choice

JOINT = ("same_name", "share_of_country", "share_of_area", "within_30", "within_100", "within_300", "none_same_name")
RANGES = (30.0, 100.0, 300.0)  # kilometres
MOST_LIKELY = 200  # places that are heard about the others
LIKELY = 0.05  # places believed in less than this say nothing
WIDE = ("country", "continent", "sea", "region")  # their middle is near nothing in particular
EARTH_RADIUS_KM = 6371.0

Numbers = npt.NDArray[np.int64]


class Coherence:
    """All places that the names of a text may be, each name once, in one table."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._mentions: dict[str, list[int]] = defaultdict(list)
        for number, choice in enumerate(choices):
            self._mentions[choice.mention.key].append(number)
        firsts = [choices[numbers[0]] for numbers in self._mentions.values()]
        entries = [entry for choice in firsts for entry, _ in choice.matches]
        self._ends = np.cumsum([len(choice.matches) for choice in firsts])
        self._points = np.vstack([choice.points for choice in firsts] or [np.zeros((0, 3))])
        self._name = _codes(choice.mention.key for choice in firsts for _ in choice.matches)
        self._country = _codes(entry.country for entry in entries)
        self._area = _codes((e.country, e.admin1) if e.admin1 else None for e in entries)
        self._nearness: dict[int, Array] = {}
        self._fine = np.array([entry.kind not in WIDE for entry in entries], dtype=float)

    def rows(self, beliefs: Sequence[Array]) -> list[Array]:
        """Compute for each choice what the other mentions say, as far as they are believed to be known."""
        table = self._table(beliefs)
        found: list[Array] = [np.zeros((0, 0))] * len(self._choices)
        start = 0
        for numbers, end in zip(self._mentions.values(), self._ends.tolist(), strict=True):
            shared = np.zeros((end - start + 1, len(JOINT)))
            shared[:-1] = table[start:end]
            total = np.sum([beliefs[number] for number in numbers], axis=0)
            for number in numbers:
                rows = shared
                if len(numbers) > 1:
                    rows = shared.copy()
                    mean = (total - beliefs[number]) / (len(numbers) - 1)
                    rows[:-1, 0], rows[-1, 6] = mean[:-1], mean[-1]
                found[number] = rows
            start = end
        return found

    def _table(self, beliefs: Sequence[Array]) -> Array:
        """Compute what all names together say about each place, leaving out what a name says about itself."""
        means = [np.mean([beliefs[n][:-1] for n in numbers], axis=0) for numbers in self._mentions.values()]
        chances = np.concatenate(means) if means else np.zeros(0)
        masses = np.where(chances > LIKELY, chances, 0.0)
        table = np.zeros((len(masses), len(JOINT)))
        likely = np.flatnonzero(masses)
        if len(likely) > MOST_LIKELY:  # a list of places rather than a report: the surest will do
            likely = np.sort(likely[np.argsort(-masses[likely], kind="stable")[:MOST_LIKELY]])
        if not len(likely):
            return table
        others = (self._name[:, None] != self._name[likely]).astype(float) * masses[likely]
        total = np.maximum(1.0, others.sum(axis=1))
        table[:, 1] = (others * _same(self._country, likely)).sum(axis=1) / total
        table[:, 2] = (others * _same(self._area, likely)).sum(axis=1) / total
        self._measure([number for number in likely.tolist() if number not in self._nearness])
        near = np.array([self._nearness[number] for number in likely.tolist()])
        table[:, 3:6] = np.log1p(np.einsum("jik,ij->ik", near, others * self._fine[likely]))
        return table

    def _measure(self, numbers: Sequence[int]) -> None:
        """Work out how near all places are to some, for each range; once for all rounds."""
        if numbers:
            # squared length of the chord, which for places that are near is that of the way between them
            squares = (2.0 - 2.0 * (self._points[numbers] @ self._points.T)) * EARTH_RADIUS_KM**2
            near = np.stack([1.0 / (1.0 + (squares / reach**2) ** 2) for reach in RANGES], axis=2)
            self._nearness.update(zip(numbers, near, strict=True))


def _codes(values: Iterable[Hashable]) -> Numbers:
    """Number the different values from 1; None is 0, which is like nothing."""
    known: dict[Hashable, int] = {}
    return np.array([0 if value is None else known.setdefault(value, len(known) + 1) for value in values], dtype=int)


def _same(codes: Numbers, likely: Numbers) -> npt.NDArray[np.bool_]:
    own = codes[:, None]
    same: npt.NDArray[np.bool_] = (own == codes[likely]) & (own > 0)
    return same
