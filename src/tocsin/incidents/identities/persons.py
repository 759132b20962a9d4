"""Which forms of persons with names are of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from tocsin.incidents.identities.evidence import Profile, conflict, united
from tocsin.incidents.identities.forms import Named
from tocsin.incidents.identities.likeness import (
    Cluster,
    akin,
    apart,
    far,
    is_longer,
    is_misspelt,
    is_same,
    is_same_and_more,
    rank_of,
    short_alike,
    why_longer,
    why_misspelt,
    why_short,
    why_short_alike,
)
from tocsin.incidents.identities.settling import Pair, attach, settle

_UNSURE = "only named by surname; nothing says who of several is meant"

Test = Callable[[Cluster, Cluster], bool]
Reason = Callable[[Cluster, Cluster], str]


class Persons:
    """One pass over the forms of a neighbourhood; `clusters` and `why` (by the place of a form) are what comes of it.

    What proves most goes first, so that what proves less meets persons of whom as much as possible is known. Only
    forms in one block are compared.
    """

    def __init__(self, forms: Sequence[Named], blocks: Iterable[Sequence[int]]) -> None:
        self.clusters: dict[int, Cluster] = {}
        self.why: dict[int, str] = {}
        alike: dict[object, list[int]] = defaultdict(list)
        for place, form in enumerate(forms):
            alike[form.full, form.short, form.profile].append(place)
        self._at: dict[int, int] = {}
        for places in alike.values():
            first = _first_cluster(forms[places[0]], places)
            # what would not be joined with its like is not joined because it reads the same, either
            whole = is_same(first, first) if first.full else short_alike(first, first)
            for group in [places] if whole else [[place] for place in places]:
                self.clusters[group[0]] = _first_cluster(forms[group[0]], group)
                self._at.update(dict.fromkeys(group, group[0]))
        self._pairs: set[Pair] = set()
        for block in blocks:
            self._pairs.update(combinations(sorted({self._at[place] for place in block}), 2))
        self._settle(is_same_and_more, None)
        self._settle(is_same, None)
        self._settle(is_longer, why_longer, rivals=lambda a, b: not akin(a, b))
        self._settle(is_misspelt, why_misspelt, rivals=far)
        self._short_to_full()

    def _settle(self, related: Test, why: Reason | None, rivals: Test | None = None) -> None:
        """Join full names that are related; where nothing is said of rivals, they are those kept apart."""
        pairs = [
            pair for pair in self._between(full=True) if not apart(*self._both(pair)) and related(*self._both(pair))
        ]
        # only what keeps forms apart counts where names are the same, and most forms of a name have that in common
        groups = settle(pairs, self._bounds(), conflict) if rivals is None else settle(pairs, self.clusters, rivals)
        if why is not None:
            self._explain_groups(groups, pairs, why)
        self._join(groups)

    def _short_to_full(self) -> None:
        """Give those called by a short name to the one person whom they fit best; then join the others among them."""
        found = self.clusters
        wishes: dict[int, dict[int, int]] = defaultdict(dict)
        for one, other in sorted(self._pairs):
            if bool(found[one].full) == bool(found[other].full):
                continue
            short, full = (other, one) if found[one].full else (one, other)
            if rank := rank_of(found[short], found[full]):
                wishes[short][full] = rank
        guests: dict[int, list[int]] = defaultdict(list)
        for short, full in attach(wishes, self._bounds(), conflict).items():
            self._explain([short], why_short(found[short], found[full]))
            guests[full].append(short)
        self._explain(wishes, _UNSURE)
        pairs = [
            pair
            for pair in self._between(full=False)
            if not wishes.keys() & set(pair) and short_alike(*self._both(pair))
        ]
        groups = settle(pairs, found, lambda a, b: not short_alike(a, b))
        self._explain_groups(groups, pairs, why_short_alike)
        self._join([*groups, *([full, *shorts] for full, shorts in guests.items())])

    def _bounds(self) -> dict[int, Profile]:
        return {at: cluster.profile.bounds for at, cluster in self.clusters.items()}

    def _between(self, *, full: bool) -> list[Pair]:
        """List the pairs of clusters that both have a full name, or both have none."""
        found = self.clusters
        return sorted((a, b) for a, b in self._pairs if bool(found[a].full) == bool(found[b].full) == full)

    def _both(self, pair: Pair) -> tuple[Cluster, Cluster]:
        return self.clusters[pair[0]], self.clusters[pair[1]]

    def _explain_groups(self, groups: Iterable[Sequence[int]], pairs: Sequence[Pair], why: Reason) -> None:
        """Say of each group why it is one, by the first of its pairs."""
        group_of = {at: number for number, group in enumerate(groups) for at in group}
        first: dict[int, Pair] = {}
        for pair in pairs:
            if pair[0] in group_of and group_of[pair[0]] == group_of.get(pair[1]):
                first.setdefault(group_of[pair[0]], pair)
        for number, group in enumerate(groups):
            self._explain(group, why(*self._both(first[number])))

    def _explain(self, group: Iterable[int], why: str) -> None:
        for at in group:
            for place in self.clusters[at].members:
                self.why.setdefault(place, why)

    def _join(self, groups: Iterable[Sequence[int]]) -> None:
        moved: dict[int, int] = {}
        for group in groups:
            parts = [self.clusters.pop(at) for at in group]
            moved.update(dict.fromkeys(group, min(group)))
            self.clusters[min(group)] = Cluster(
                members=tuple(sorted(place for part in parts for place in part.members)),
                full=frozenset().union(*(part.full for part in parts)),
                short=frozenset().union(*(part.short for part in parts)),
                noted=frozenset().union(*(part.noted for part in parts)),
                profile=united(part.profile for part in parts),
            )
        if moved:
            renamed = ((moved.get(a, a), moved.get(b, b)) for a, b in self._pairs)
            self._pairs = {(min(a, b), max(a, b)) for a, b in renamed if a != b}


def _first_cluster(form: Named, places: Sequence[int]) -> Cluster:
    return Cluster(tuple(places), form.full, form.short, form.noted, form.profile)
