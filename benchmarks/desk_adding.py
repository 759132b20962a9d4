"""How long it takes to link one more report on a large desk, and how much memory adding many of them takes.

Usage: python -m benchmarks.desk_adding --database URL [--reports 200]

The desk is one that `python -m benchmarks.desk_queries --database URL` made. What linking remembers is filled in first
where it is missing: every event that can belong to an incident in its blocks, and edges between the events of each
incident. Then kept reports are told once more by invented outlets: each is added with its actors and incidents. Prints
the median, the 95th percentile and the worst time of linking and of keeping a report whole, and the peak memory of the
process after the first tenth and at the end.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

from sqlalchemy import Connection, func, select, update

from tocsin.incidents.blocks import keys_of
from tocsin.incidents.cutting import tellings_of
from tocsin.incidents.linking import link, linkable
from tocsin.records import Capture, Reading, Telling, content_id
from tocsin.run.desk.adding import identify_actors, versions
from tocsin.store.blobs import unpack
from tocsin.store.opening import open_store
from tocsin.store.schema import edge, event, event_block, report
from tocsin.store.store import Store

STEP = 5000
NOW = "2026-11-30T10:00:00Z"
# what a generated edge weighs, and how many events of one incident are joined each with each
WEIGHT, JOINED = 2.0, 12


def fill(store: Store) -> None:
    """Put every event that can be linked into its blocks, and join those of one incident; goes on where it ended."""
    with store.reading() as snapshot:
        connection = snapshot.connection
        last = connection.execute(select(func.max(event.c.n))).scalar_one()
        done = connection.execute(select(func.max(event.c.n)).where(event.c.linkable)).scalar_one() or 0
        joined = connection.execute(select(edge.c.first).limit(1)).first() is not None
    for first in range(done + 1, last + 1, STEP) if not joined else ():
        with store.writing() as writer:
            _fill_step(writer.connection, first)
        print(f"\rblocks: {first:,} of {last:,} events", end="", file=sys.stderr, flush=True)
    if not joined:
        _join(store)


def _fill_step(connection: Connection, first: int) -> None:
    joined = event.join(report, event.c.report_n == report.c.n)
    query = select(event.c.id, event.c.telling).select_from(joined)
    found = connection.execute(query.where(event.c.n.between(first, first + STEP - 1), report.c.current)).all()
    told = [telling for row in found if linkable(telling := unpack(row.telling, Telling))]
    blocks: list[dict[str, Any]] = [
        {"key": key, "published": telling.published or "", "event_id": telling.id}
        for telling in told
        for key in keys_of(telling)
    ]
    if blocks:
        connection.execute(event_block.insert(), blocks)
    connection.execute(update(event).where(event.c.id.in_([telling.id for telling in told])).values(linkable=True))


def _join(store: Store) -> None:
    groups: dict[int, list[str]] = {}
    with store.reading() as snapshot:
        query = select(event.c.incident_n, event.c.id).where(event.c.linkable, event.c.incident_n.is_not(None))
        for number, each in snapshot.connection.execute(query):
            groups.setdefault(number, []).append(each)
    rows = [
        {"first": a, "second": b, "weight": WEIGHT}
        for held in groups.values()
        for a, b in combinations(sorted(held)[:JOINED], 2)
    ]
    with store.writing() as writer:
        for at in range(0, len(rows), STEP):
            writer.connection.execute(edge.insert(), rows[at : at + STEP])
    print(f"\n{len(rows):,} edges", file=sys.stderr)


def retold(store: Store, number: int) -> Iterator[Reading]:
    """Take kept reports and let other outlets tell them again, under ids of their own."""
    chance = Random(number)
    with store.reading() as snapshot:
        ids = snapshot.report_ids()
    for at in range(number):
        with store.reading() as snapshot:
            reading = snapshot.full(chance.choice(ids))
        if reading is not None:
            yield _renamed(reading, at)


def _renamed(reading: Reading, at: int) -> Reading:
    name = content_id("rep", "retold", at, reading.report.id)
    told = replace(reading.report, id=name, outlet=f"Retelling {at}", url=f"https://retold.example/{at}")
    events = tuple(replace(each, id=content_id("event", name, each.id)) for each in reading.events)
    statements = tuple(replace(each, id=content_id("st", name, each.id)) for each in reading.statements)
    return replace(reading, report=told, events=events, statements=statements, rejected=())


def add(store: Store, reading: Reading) -> tuple[float, float]:
    """Keep a report as `tocsin add` does, and give the milliseconds of linking and of all of it."""
    told = {telling.id: telling for telling in tellings_of(reading)}
    capture = Capture(reading.report.source, reading.report.text.encode(errors="replace"), reading.report.url)
    begun = time.perf_counter()
    with store.writing() as writer:
        writer.keep(capture, reading, told, page=reading.report.url or "", stages=versions(), added=NOW)
        identify_actors(writer, reading)
        before = time.perf_counter()
        link(writer, told.values())
        after = time.perf_counter()
    return (after - before) * 1000, (time.perf_counter() - begun) * 1000


def main() -> None:
    """Fill, add, and print times and memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", required=True)
    parser.add_argument("--reports", type=int, default=200)
    args = parser.parse_args()
    times: list[tuple[float, float]] = []
    peaks: list[int] = []
    with open_store(args.database) as store:
        fill(store)
        for reading in retold(store, args.reports):
            times.append(add(store, reading))
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    for what, column in (("linking", 0), ("keeping a report", 1)):
        values = sorted(each[column] for each in times)
        shown = [values[int(len(values) * share)] for share in (0.5, 0.95)] + [values[-1]]
        print(f"{what}: {'/'.join(f'{value:.1f}' for value in shown)} ms (median, 95 %, worst)")
    print(f"peak memory: {peaks[len(peaks) // 10] / 1000:.0f} MB after a tenth, {peaks[-1] / 1000:.0f} MB at the end")


if __name__ == "__main__":
    main()
