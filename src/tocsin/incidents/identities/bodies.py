"""Which forms of organisations are of one body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from tocsin.incidents.identities.evidence import Profile, conflict, united
from tocsin.incidents.identities.forms import Body
from tocsin.incidents.identities.settling import attach, components, settle

# a body of the same country is meant before one of which no country is said
_ABROAD, _AT_HOME = 1, 2


class Bodies:
    """One pass over the forms of a neighbourhood; `clusters`, places by the first of them, is what comes of it."""

    def __init__(self, forms: Sequence[Body]) -> None:
        self._forms = forms
        self.clusters: dict[int, list[int]] = {place: [place] for place in range(len(forms))}
        self._join(self._same_at_home())
        self._join(self._same_anywhere())
        self._join(self._called_so())

    def _same_at_home(self) -> list[list[int]]:
        """Put together what has one name, or one word for a body of a country, and the same country or none."""
        named: dict[object, list[int]] = defaultdict(list)
        for place, form in enumerate(self._forms):
            named[form.own.key, form.profile].append(place)
            if form.own.head and form.profile.countries:
                named[form.own.head, form.profile].append(place)
        pairs = [(places[0], place) for places in named.values() for place in places[1:]]
        return components(range(len(self._forms)), pairs)

    def _same_anywhere(self) -> list[list[int]]:
        """Give a proper name without a country to the one body that has it."""
        named: dict[str, set[int]] = defaultdict(set)
        for at, places in self.clusters.items():
            for place in places:
                if not self._forms[place].own.generic:
                    named[self._forms[place].own.key].add(at)
        profiles = self._profiles()
        pairs = {
            pair
            for places in named.values()
            for pair in combinations(sorted(places), 2)
            if not conflict(profiles[pair[0]], profiles[pair[1]])
        }
        return settle(pairs, profiles, conflict)

    def _called_so(self) -> list[list[int]]:
        """Give what is named as the forms of one other body say that it is called, too."""
        calling: dict[str, set[int]] = defaultdict(set)
        for at, places in self.clusters.items():
            for place in places:
                form = self._forms[place]
                # a word such as "the police" means a body only where it is said whose
                for name in form.called if form.country or not form.own.generic else ():
                    if form.country or not name.generic:
                        calling[name.block(form.country)].add(at)
        profiles = self._profiles()
        wishes: dict[int, dict[int, int]] = defaultdict(dict)
        for at, places in self.clusters.items():
            blocks = {self._forms[place].own.block(self._forms[place].country) for place in places}
            for other in {other for block in blocks for other in calling[block]} - {at}:
                if not conflict(profiles[at], profiles[other]):
                    home = profiles[at].countries & profiles[other].countries
                    wishes[at][other] = _AT_HOME if home else _ABROAD
        groups = components(self.clusters, attach(wishes, profiles, conflict).items())
        # a long chain may tie bodies of two countries: then nothing of it holds
        return [group for group in groups if not _clash(group, profiles)]

    def _profiles(self) -> dict[int, Profile]:
        return {at: united(self._forms[p].profile for p in places) for at, places in self.clusters.items()}

    def _join(self, groups: Iterable[Sequence[int]]) -> None:
        for group in groups:
            if len(group) > 1:
                self.clusters[min(group)] = sorted(place for at in group for place in self.clusters.pop(at))


def _clash(group: Sequence[int], profiles: Mapping[int, Profile]) -> bool:
    return any(conflict(profiles[one], profiles[other]) for one, other in combinations(group, 2))
