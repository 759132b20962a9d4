"""A ledger in memory: for linking a handful of readings without a desk, and to compare a desk's ledger with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from tocsin.records import Edge, Incident, Ruling, Telling


class MemoryLedger:
    """Keeps in dictionaries what a desk keeps in its database; `texts` holds the texts of reports by id."""

    def __init__(self, texts: Mapping[str, str] | None = None, rulings: Iterable[Ruling] = ()) -> None:
        self.incidents: dict[str, tuple[Incident, tuple[str, ...]]] = {}
        self.aliases: dict[str, str] = {}
        self._texts = dict(texts or {})
        self._rulings = list(rulings)
        self._tellings: dict[str, Telling] = {}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._blocks: dict[int, set[str]] = {}
        self._edges: dict[str, dict[str, float]] = {}
        self._incident_of: dict[str, str] = {}

    def add(self, tellings: Iterable[tuple[Telling, Sequence[int]]]) -> None:
        """Keep tellings with the keys of their blocks; what is kept already stays as it is."""
        for telling, keys in tellings:
            if telling.id not in self._tellings:
                self._tellings[telling.id] = telling
                self._keys[telling.id] = tuple(keys)
                for key in keys:
                    self._blocks.setdefault(key, set()).add(telling.id)

    def add_text(self, report: str, text: str) -> None:
        """Keep the text of a report."""
        self._texts[report] = text

    def remove(self, ids: Collection[str]) -> None:
        """Forget tellings, their places in blocks and their edges."""
        for each in sorted(ids):
            if self._tellings.pop(each, None) is not None:
                for key in self._keys.pop(each):
                    self._blocks[key].discard(each)
                for other in self._edges.pop(each, {}):
                    del self._edges[other][each]
                self._incident_of.pop(each, None)

    def tellings(self, ids: Collection[str]) -> dict[str, Telling]:
        """Give tellings by id."""
        return {each: self._tellings[each] for each in sorted(ids) if each in self._tellings}

    def keys(self, ids: Collection[str]) -> dict[str, tuple[int, ...]]:
        """Give the keys of the blocks that each telling lies in."""
        return {each: self._keys[each] for each in sorted(ids) if each in self._keys}

    def members(self, keys: Collection[int], first: int | None = None) -> dict[int, list[str]]:
        """Give the ids in each block in order, all or the first few."""
        return {key: sorted(self._blocks.get(key, ()), key=self._order)[:first] for key in keys}

    def edges(self, ids: Collection[str]) -> list[Edge]:
        """Give every edge with at least one end among these."""
        pairs = {(min(a, b), max(a, b)): w for a in ids for b, w in self._edges.get(a, {}).items()}
        return [Edge(a, b, w) for (a, b), w in sorted(pairs.items())]

    def put_edges(self, edges: Iterable[Edge]) -> None:
        """Keep edges; one between the same two tellings is replaced."""
        for edge in edges:
            self._edges.setdefault(edge.first, {})[edge.second] = edge.weight
            self._edges.setdefault(edge.second, {})[edge.first] = edge.weight

    def drop_edges(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget the edges between these pairs."""
        for first, second in pairs:
            self._edges.get(first, {}).pop(second, None)
            self._edges.get(second, {}).pop(first, None)

    def rulings(self, ids: Collection[str]) -> list[Ruling]:
        """Give what reviewers decided about pairs of which at least one is among these."""
        wanted = set(ids)
        return [ruling for ruling in self._rulings if {ruling.first, ruling.second} & wanted]

    def drop_rulings(self) -> None:
        """Forget what reviewers decided."""
        self._rulings.clear()

    def incidents_of(self, ids: Collection[str]) -> set[str]:
        """Give the ids of the incidents that these tellings belong to now."""
        return {self._incident_of[each] for each in ids if each in self._incident_of}

    def members_of(self, incidents: Collection[str]) -> set[str]:
        """Give the ids of all tellings of these incidents."""
        return {each for incident in incidents for each in self.incidents[incident][1]}

    def replace_incidents(self, old: Collection[str], new: Iterable[tuple[Incident, Sequence[str]]]) -> None:
        """Put new incidents in the place of old ones, which stay known as other names of those."""
        gone = {each: self.incidents.pop(each)[1] for each in old if each in self.incidents}
        for members in gone.values():
            for each in members:
                self._incident_of.pop(each, None)
        for incident, held in new:
            self.incidents[incident.id] = (incident, tuple(held))
            self.aliases.pop(incident.id, None)
            for each in held:
                self._incident_of[each] = incident.id
        for former, members in gone.items():
            if former not in self.incidents:
                self._rename(former, members)

    def texts(self, reports: Collection[str]) -> dict[str, str]:
        """Give the texts of reports by id."""
        return {each: self._texts[each] for each in sorted(reports) if each in self._texts}

    def _rename(self, former: str, members: Iterable[str]) -> None:
        heirs: dict[str, int] = {}
        for each in members:
            if (heir := self._incident_of.get(each)) is not None:
                heirs[heir] = heirs.get(heir, 0) + 1
        if heirs:
            now = min(heirs, key=lambda heir: (-heirs[heir], heir))
            for alias in [a for a, target in self.aliases.items() if target == former]:
                self.aliases[alias] = now
            self.aliases[former] = now

    def _order(self, telling_id: str) -> tuple[str, str]:
        return self._tellings[telling_id].published or "", telling_id
