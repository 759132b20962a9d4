"""What linking remembers, kept in the database: tellings in blocks, and the edges between them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, delete, select, update

from tocsin.errors import TocsinError
from tocsin.records import Edge, Ruling, Telling
from tocsin.store.blobs import unpack
from tocsin.store.bulk import chunks, insert, rows_among, write
from tocsin.store.schema import edge, event, event_block, report, review, ruling
from tocsin.store.tallies import Tallies

_REMEMBERED = 20_000


# made once, for it is asked for every block of every report
_FIRST_OF_BLOCK = (
    select(event_block.c.event_id)
    .where(event_block.c.key == bindparam("wanted"))
    .order_by(event_block.c.published, event_block.c.event_id)
    .limit(bindparam("first", type_=Integer()))
)


class TellingCache:
    """Tellings that were decoded lately, so that they are decoded once; several threads may share it.

    They go by what was decoded and not by their events, so that none is ever out of date, whoever changes it where.
    """

    def __init__(self, size: int = _REMEMBERED) -> None:
        self._size = size
        self._held: OrderedDict[bytes, Telling] = OrderedDict()
        self._lock = Lock()

    def decoded(self, packed: bytes) -> Telling:
        """Give the telling that was packed; the one that nobody asked for longest is forgotten for it."""
        key = blake2b(packed, digest_size=16).digest()
        with self._lock:
            telling = self._held.get(key)
            if telling is None:
                telling = self._held[key] = unpack(packed, Telling)
                if len(self._held) > self._size:
                    self._held.popitem(last=False)
            else:
                self._held.move_to_end(key)
        return telling


class LedgerWriter:
    """The part of a ledger that holds tellings, blocks and edges.

    A telling is in the ledger from `add` to `remove`; its event stays kept with its report.
    """

    def __init__(self, connection: Connection, cache: TellingCache) -> None:
        self.connection = connection
        self._cache = cache
        self.tallies = Tallies(connection)

    def add(self, tellings: Iterable[tuple[Telling, Sequence[int]]]) -> None:
        """Put tellings of kept events into their blocks; what is there already stays as it is.

        Raises `store.unknown-event` where the event of a telling is not kept.
        """
        listed = {telling.id: (telling, keys) for telling, keys in tellings}
        query = select(event.c.id, event.c.linkable)
        kept = {row.id: row.linkable for row in rows_among(self.connection, query, event.c.id, listed)}
        if unknown := sorted(set(listed) - set(kept)):
            raise TocsinError("store.unknown-event", event=unknown[0])
        new = sorted(each for each, linkable in kept.items() if not linkable)
        self._mark(new, linkable=True)
        rows = [
            {"key": key, "published": listed[each][0].published or "", "event_id": each}
            for each in new
            for key in sorted(set(listed[each][1]))
        ]
        write(self.connection, event_block.insert(), rows)

    def remove(self, ids: Collection[str]) -> None:
        """Take tellings out of their blocks and their incident, and forget their edges."""
        self.tallies.touch_doubtful(ids)
        for chunk in chunks(ids):
            self.connection.execute(delete(event_block).where(event_block.c.event_id.in_(chunk)))
            for end in (edge.c.first, edge.c.second):
                self.connection.execute(delete(edge).where(end.in_(chunk)))
        self._mark(ids, linkable=False, incident_n=None)

    def tellings(self, ids: Collection[str]) -> dict[str, Telling]:
        """Give tellings by id; ids that are not in the ledger are left out."""
        query = select(event.c.id, event.c.telling).where(event.c.linkable)
        packed = {row.id: row.telling for row in rows_among(self.connection, query, event.c.id, ids)}
        return {each: self._cache.decoded(packed[each]) for each in sorted(packed)}

    def keys(self, ids: Collection[str]) -> dict[str, tuple[int, ...]]:
        """Give the keys of the blocks that each telling lies in, in order."""
        query = select(event.c.id).where(event.c.linkable)
        held: dict[str, list[int]] = {row.id: [] for row in rows_among(self.connection, query, event.c.id, ids)}
        lying = select(event_block.c.event_id, event_block.c.key)
        for row in rows_among(self.connection, lying, event_block.c.event_id, held):
            held[row.event_id].append(row.key)
        return {each: tuple(sorted(keys)) for each, keys in sorted(held.items())}

    def members(self, keys: Collection[int], first: int | None = None) -> dict[int, list[str]]:
        """Give the ids in each block by day published, then id: all, or the first few."""
        found: dict[int, list[str]] = {key: [] for key in keys}
        order = (event_block.c.published, event_block.c.event_id)
        if first is None:
            query = select(event_block.c.key, event_block.c.event_id).order_by(event_block.c.key, *order)
            for row in rows_among(self.connection, query, event_block.c.key, found):
                found[row.key].append(row.event_id)
            return found
        for key in sorted(found):
            rows = self.connection.execute(_FIRST_OF_BLOCK, {"wanted": key, "first": first})
            found[key] = [row.event_id for row in rows]
        return found

    def edges(self, ids: Collection[str]) -> list[Edge]:
        """Give every edge with at least one end among these, by its ends."""
        return [Edge(*row) for row in self._touching(select(edge.c.first, edge.c.second, edge.c.weight), ids)]

    def put_edges(self, edges: Iterable[Edge]) -> None:
        """Keep edges; one between the same two tellings is replaced."""
        statement = insert(self.connection, edge)
        replacing = statement.on_conflict_do_update(
            index_elements=[edge.c.first, edge.c.second], set_={"weight": statement.excluded.weight}
        )
        write(self.connection, replacing, ({"first": e.first, "second": e.second, "weight": e.weight} for e in edges))

    def drop_edges(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget the edges between these pairs, each with the smaller id first."""
        statement = delete(edge).where(edge.c.first == bindparam("one"), edge.c.second == bindparam("other"))
        write(self.connection, statement, ({"one": one, "other": other} for one, other in pairs))

    def rulings(self, ids: Collection[str]) -> list[Ruling]:
        """Give what reviewers decided, and did not take back, about pairs of which at least one is among these."""
        joined = ruling.join(review, ruling.c.review_n == review.c.n)
        columns = (ruling.c.first, ruling.c.second, review.c.at, review.c.n, ruling.c.verdict)
        query = select(*columns).select_from(joined).where(~review.c.undone)
        # where several decided on one pair, the last word counts
        last = {(first, second): verdict for first, second, _, _, verdict in self._touching(query, ids)}
        return [Ruling(*pair, verdict) for pair, verdict in last.items()]

    def texts(self, reports: Collection[str]) -> dict[str, str]:
        """Give the texts of reports by id."""
        found = rows_among(self.connection, select(report.c.id, report.c.text), report.c.id, reports)
        return {row.id: row.text for row in found}

    def _touching(self, query: Any, ids: Collection[str]) -> list[tuple[Any, ...]]:
        """Find pairs with one end or the other among these ids, each once and in order."""
        first, second = query.selected_columns[:2]
        found = {tuple(row) for end in (first, second) for row in rows_among(self.connection, query, end, ids)}
        return sorted(found)

    def _mark(self, ids: Collection[str], **values: object) -> None:
        for chunk in chunks(ids):
            self.connection.execute(update(event).where(event.c.id.in_(chunk)).values(**values))
