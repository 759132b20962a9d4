"""Groups tellings by the weights between them: those most alike are joined first, by the average of their pairs.

The result is a function of the tellings and weights alone; in which order they came plays no part.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence

from tocsin.records import Ruling

Pair = tuple[str, str]


def cluster(
    ids: Collection[str],
    weights: Mapping[Pair, float],
    rulings: Sequence[Ruling] = (),
    *,
    join: float = 0.0,
    uncompared: float = 0.0,
) -> tuple[tuple[str, ...], ...]:
    """Give the groups, each with its ids sorted, in the order of their first ids.

    Groups are joined while the average over all pairs between them, `uncompared` where a pair has no weight, is above
    `join`. What a reviewer put together stays together, and what a reviewer parted is never joined.
    """
    groups = _Groups(ids, weights, rulings, uncompared)
    while (pair := groups.closest(join)) is not None:
        groups.merge(*pair)
    return tuple(sorted(tuple(sorted(group)) for group in groups.members.values()))


class _Groups:
    """Groups named by their smallest id, with the sum and the number of the weights between each two."""

    def __init__(
        self, ids: Collection[str], weights: Mapping[Pair, float], rulings: Sequence[Ruling], uncompared: float
    ) -> None:
        self.members: dict[str, list[str]] = {each: [each] for each in sorted(ids)}
        self._links: dict[str, dict[str, tuple[float, int]]] = {each: {} for each in self.members}
        self._parted: set[Pair] = set()
        self._uncompared = uncompared
        self._heap: list[tuple[float, str, str, int, int]] = []
        for (first, second), value in sorted(weights.items()):
            if first in self._links and second in self._links:
                self._links[first][second] = self._links[second][first] = (value, 1)
        inside = [r for r in rulings if r.first in self.members and r.second in self.members]
        self._name = {each: each for each in self.members}
        for ruling in sorted((r for r in inside if r.verdict == "same"), key=lambda r: (r.first, r.second)):
            self.merge(self._find(ruling.first), self._find(ruling.second), push=False)
        for ruling in (r for r in inside if r.verdict == "different"):
            one, other = self._find(ruling.first), self._find(ruling.second)
            self._parted |= {(one, other), (other, one)}
        for name, links in self._links.items():
            for other in links:
                if name < other:
                    self._push(name, other)

    def closest(self, join: float) -> Pair | None:
        """Give the two groups most alike, if they are alike enough to be joined."""
        while self._heap:
            negative, one, other, mine, theirs = heapq.heappop(self._heap)
            if one not in self.members or other not in self.members:
                continue
            if (len(self.members[one]), len(self.members[other])) != (mine, theirs):
                continue  # one of them has grown since; the pair was put in anew
            return (one, other) if -negative > join else None
        return None

    def merge(self, one: str, other: str, *, push: bool = True) -> None:
        """Join two groups under the smaller name."""
        if one == other:
            return
        name, gone = min(one, other), max(one, other)
        self.members[name] += self.members.pop(gone)
        for each in self.members[name]:
            self._name[each] = name
        for third, (total, count) in self._links.pop(gone).items():
            del self._links[third][gone]
            if third != name:
                before = self._links[name].get(third, (0.0, 0))
                self._links[name][third] = self._links[third][name] = (before[0] + total, before[1] + count)
        self._parted |= {(name, b) for a, b in self._parted if a == gone} | {
            (a, name) for a, b in self._parted if b == gone
        }
        if push:
            for third in self._links[name]:
                self._push(min(name, third), max(name, third))

    def _push(self, one: str, other: str) -> None:
        if (one, other) in self._parted:
            return
        total, count = self._links[one][other]
        mine, theirs = len(self.members[one]), len(self.members[other])
        # rounded, so that the order in which sums were built up cannot decide
        average = round((total + self._uncompared * (mine * theirs - count)) / (mine * theirs), 9)
        heapq.heappush(self._heap, (-average, one, other, mine, theirs))

    def _find(self, each: str) -> str:
        return self._name[each]
