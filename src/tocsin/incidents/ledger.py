"""What linking reports needs to remember, whoever keeps it: a database of a desk, or memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from tocsin.records import Edge, Incident, Ruling, Telling


class Ledger(Protocol):
    """Tellings by their blocks, the edges between them, and the incidents made of them.

    Every method sees what earlier ones of the same transaction wrote. Order in a block is by day published (none
    first), then by id.
    """

    def add(self, tellings: Iterable[tuple[Telling, Sequence[int]]]) -> None:
        """Keep tellings with the keys of their blocks (signed 64-bit); what is kept already stays as it is."""

    def remove(self, ids: Collection[str]) -> None:
        """Forget tellings, their places in blocks and their edges; incidents are replaced separately."""

    def tellings(self, ids: Collection[str]) -> dict[str, Telling]:
        """Give tellings by id; ids that are not kept are left out."""

    def keys(self, ids: Collection[str]) -> dict[str, tuple[int, ...]]:
        """Give the keys of the blocks that each telling lies in."""

    def members(self, keys: Collection[int], first: int | None = None) -> dict[int, list[str]]:
        """Give the ids in each block in order, all or the first few."""

    def edges(self, ids: Collection[str]) -> list[Edge]:
        """Give every edge with at least one end among these."""

    def put_edges(self, edges: Iterable[Edge]) -> None:
        """Keep edges; one between the same two tellings is replaced."""

    def drop_edges(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget the edges between these pairs, each with the smaller id first."""

    def rulings(self, ids: Collection[str]) -> list[Ruling]:
        """Give what reviewers decided about pairs of which at least one is among these."""

    def incidents_of(self, ids: Collection[str]) -> set[str]:
        """Give the ids of the incidents that these tellings belong to now."""

    def members_of(self, incidents: Collection[str]) -> set[str]:
        """Give the ids of all tellings of these incidents."""

    def replace_incidents(self, old: Collection[str], new: Iterable[tuple[Incident, Sequence[str]]]) -> None:
        """Put new incidents, each with the ids of its tellings, in the place of old ones.

        An old id that is not among the new ones stays known as another name of the new incident that holds most of
        its tellings (the smallest id where several hold as many).
        """

    def texts(self, reports: Collection[str]) -> dict[str, str]:
        """Give the texts of reports by id."""
