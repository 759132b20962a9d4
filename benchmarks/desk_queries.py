"""How long a page of a large desk takes with each filter, and how large the desk is on disk.

The desk is made up with a fixed seed, so that the same is asked of the same rows every time. A desk that holds reports
already is asked as it is.

Usage: python -m benchmarks.desk_queries [--events N] [--database URL] [--runs N] [--only WORDS]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, func, select, text

from benchmarks.desk_world import EVENTS_A_REPORT, Rows, World
from tocsin.records import Filter, Page
from tocsin.store import queries, schema
from tocsin.store.dyads import dyads
from tocsin.store.opening import open_store
from tocsin.store.places import places
from tocsin.store.situation import situation
from tocsin.store.speakers import speakers
from tocsin.store.store import Store

EVENTS = 1_000_000
RUNS = 30
# reports that are written in one transaction
STEP = 2000
# memory for SQLite while it is filled, in kB
FILLING_KB = 1_000_000
COUNTED = ("report", "event", "event_party", "incident", "statement", "desk_actor")

Make = Callable[[Random], Filter]
Ask = Callable[[Connection, Filter], Page[Any]]


def fill(store: Store, world: World, reports: int) -> None:
    """Write so many reports with all that belongs to them."""
    # indexes are made faster of many rows than row by row
    indexes = [index for table in schema.metadata.sorted_tables for index in table.indexes]
    with store.writing() as writer:
        for index in indexes:
            index.drop(writer.connection)
        _write(writer.connection, world.actors())
    for first in range(0, reports, STEP):
        last = min(first + STEP, reports)
        with store.writing() as writer:
            if writer.connection.dialect.name == "sqlite":
                writer.connection.exec_driver_sql(f"PRAGMA cache_size = -{FILLING_KB}")
            _write(writer.connection, world.reports(first, last))
        print(f"\rfilling: {last:,} of {reports:,} reports", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    with store.writing() as writer:
        for index in indexes:
            index.create(writer.connection)
        writer.tallies.begin(writer.connection.scalars(select(schema.report.c.n)).all())
        # what a server does by itself some minutes later
        if writer.connection.dialect.name == "postgresql":
            writer.connection.execute(text("ANALYZE"))


def filters(world: World) -> dict[str, Make]:
    """Give what makes a filter with new values each time, by what it asks for."""

    def dyad(random: Random) -> Filter:
        actor, recipient = world.dyad(random)
        return Filter(actor=actor, recipient=recipient)

    def days(most: int) -> Make:
        def made(random: Random) -> Filter:
            since, until = world.days(random, most)
            return Filter(since=since, until=until)

        return made

    def box(degrees: float) -> Make:
        return lambda random: Filter(box=world.box(random, degrees))

    def around(kilometres: float) -> Make:
        return lambda random: Filter(near=world.point(random), radius_km=kilometres)

    def word(first: int, last: int) -> Make:
        return lambda random: Filter(text=world.word(random, first, last))

    def kind(random: Random) -> Filter:
        type_, mode = world.kind(random)
        return Filter(type=type_, mode=mode)

    return {
        "nothing": lambda random: Filter(),
        "dyad, as events have them": dyad,
        "dyad, any two countries": lambda random: Filter(
            actor=random.choice(world.countries), recipient=random.choice(world.countries)
        ),
        "dyad, the two largest": lambda random: Filter(actor=world.countries[0], recipient=world.countries[1]),
        "dyad and a month": _both(dyad, days(31)),
        "country of the actor": lambda random: Filter(actor=world.country(random)),
        "country on either side": lambda random: Filter(either=world.country(random)),
        "words of a name": lambda random: Filter(actor=world.form(random).name.split()[0]),
        "actor of the desk": lambda random: Filter(actor=world.desk_actor(random)),
        "box of 2 degrees": box(2),
        "box of 20 degrees": box(20),
        "box of 120 degrees": box(120),
        "box of 5 degrees and a month": _both(box(5), days(31)),
        "50 km around": around(50),
        "500 km around": around(500),
        "one day": days(1),
        "up to a month": days(31),
        "up to three years": days(1000),
        "rare word": word(2000, 40_000),
        "common word": word(0, 100),
        "two common words": lambda random: Filter(text=f"{world.word(random, 0, 500)} {world.word(random, 0, 500)}"),
        "beginning of a word": lambda random: Filter(text=world.word(random, 0, 2000)[:4] + "*"),
        "word and country": _both(word(0, 2000), lambda random: Filter(country=world.country(random))),
        "country": lambda random: Filter(country=world.country(random)),
        "type": lambda random: Filter(type=world.kind(random)[0]),
        "type and mode": kind,
        "type and country": lambda random: Filter(type=world.kind(random)[0], country=world.country(random)),
        "contested": lambda random: Filter(contested=True),
        "outlet": lambda random: Filter(outlet=world.outlet(random)),
    }


def lists(world: World) -> Iterator[tuple[str, Ask, Make]]:
    """Give what is measured: its name, the list, and what makes its filters."""
    every = filters(world)
    told: dict[str, Ask] = {"events": queries.events, "incidents": queries.incidents}
    for listed, ask in told.items():
        for name, make in every.items():
            yield f"{listed}: {name}", ask, make
    yield "events: oldest first", partial(queries.events, order="oldest"), every["nothing"]
    yield "incidents: most sources first", partial(queries.incidents, order="sources"), every["nothing"]
    yield (
        "incidents: most sources, dyad",
        partial(queries.incidents, order="sources"),
        every["dyad, as events have them"],
    )
    others: dict[str, Ask] = {"statements": queries.statements, "flags": queries.flags, "reports": queries.reports}
    for listed, ask in others.items():
        for name in ("nothing", "up to a month", "rare word", "common word", "outlet"):
            yield f"{listed}: {name}", ask, every[name]
    yield "statements: country of the speaker", queries.statements, every["country of the actor"]
    yield "statements: actor of the desk", queries.statements, every["actor of the desk"]
    overviews: dict[str, Ask] = {"situation": _whole(situation), "dyads": _whole(dyads)}
    for listed, ask in overviews.items():
        for name in (
            "nothing",
            "country",
            "type",
            "up to three years",
            "contested",
            "actor of the desk",
            "common word",
        ):
            yield f"{listed}: {name}", ask, every[name]
    yield "places: nothing", places, every["nothing"]
    yield "speakers: nothing", speakers, every["nothing"]
    yield "actors: nothing", queries.actors, every["nothing"]
    yield "actors: words of a name", queries.actors, every["words of a name"]


def timed(connection: Connection, ask: Ask, make: Make, runs: int) -> tuple[float, float, float]:
    """Ask for first pages, and give the median and the longest time in milliseconds, and the rows of a page."""
    random, taken, rows = Random(17), [], 0
    for _ in range(runs):
        wanted = make(random)
        begun = time.perf_counter()
        page = ask(connection, wanted)
        taken.append(1000 * (time.perf_counter() - begun))
        rows += len(page.rows)
    return statistics.median(taken), max(taken), rows / runs


def size_of(connection: Connection) -> int:
    """Measure the database on disk in bytes."""
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages, each = (int(connection.scalar(text(f"PRAGMA page_{what}")) or 0) for what in ("count", "size"))
    return pages * each


def make_ready(address: str, world: World, events: int) -> None:
    """Fill a desk that is empty, and say how long that took."""
    with open_store(address) as store:
        with store.reading() as snapshot:
            reports = snapshot.connection.scalar(select(func.count()).select_from(schema.report))
        if not reports:
            begun = time.perf_counter()
            fill(store, world, -(-events // EVENTS_A_REPORT))
            print(f"filled in {time.perf_counter() - begun:.0f} s")


def measure(address: str, world: World, runs: int, only: str) -> None:
    """Print how large a desk is and what takes how long."""
    with open_store(address) as store, store.reading() as snapshot:
        connection = snapshot.connection
        counts = {
            name: connection.scalar(select(func.count()).select_from(schema.metadata.tables[name])) for name in COUNTED
        }
        print(", ".join(f"{count:,} rows of {name}" for name, count in counts.items()))
        print(f"{size_of(connection) / 1e6:,.0f} MB on disk")
        print(f"{'page of 50':<42}{'median ms':>12}{'longest':>12}{'rows':>8}")
        for name, ask, make in lists(world):
            if only in name:
                median, longest, rows = timed(connection, ask, make, runs)
                print(f"{name:<42}{median:>12.1f}{longest:>12.1f}{rows:>8.0f}", flush=True)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long a page of a large desk takes.")
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--database", help="an address such as sqlite:///desk.db; without it, a file that is not kept")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", default="", help="measure only what has these words in its name")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = arguments.database or f"sqlite:///{Path(folder) / 'desk.db'}"
        world = World()
        make_ready(address, world, arguments.events)
        measure(address, world, arguments.runs, arguments.only)
    return 0


def _whole(ask: Callable[[Connection, Filter], Any]) -> Ask:
    """Let what answers with one record answer with a page of it."""
    return lambda connection, wanted: Page((ask(connection, wanted),), None)


def _both(one: Make, other: Make) -> Make:
    def made(random: Random) -> Filter:
        first, second = one(random), other(random)
        values = {name: getattr(second, name) for name in Filter.__dataclass_fields__}
        return replace(first, **{name: value for name, value in values.items() if value is not None})

    return made


def _write(connection: Connection, rows: Rows) -> None:
    for name, listed in rows.items():
        if listed:
            # straight to the driver, for there are millions of rows, and all of them are of plain texts
            insert = schema.metadata.tables[name].insert()
            compiled = insert.compile(dialect=connection.dialect, column_keys=list(listed[0]))
            order = compiled.positiontup
            values: Any = listed if order is None else [tuple(row[each] for each in order) for row in listed]
            connection.exec_driver_sql(str(compiled), values)


if __name__ == "__main__":
    sys.exit(main())
