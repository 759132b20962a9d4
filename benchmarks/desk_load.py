"""Several writers and readers on one desk at once: errors, and how long readers wait.

Usage: python -m benchmarks.desk_load [--database URL] [--seconds 60] [--writers 4] [--readers 4] [--pause 0.1]

Writers keep generated reports, each with its actors and incidents; readers ask for pages of incidents and events by
country, type, time and words in turn, as a server does that has answered each once already. Prints the number of
reports kept and of pages read, every error, and the median, the 99th percentile and the worst time of a page. Without
--database, a SQLite file in a temporary folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from queue import Queue
from typing import Any

from tocsin.records import Reading

TESTS = str(Path(__file__).resolve().parent.parent / "tests")
NOW = "2026-11-30T10:00:00Z"


def elsewhere(reading: Reading, number: int) -> Reading:
    """Move a report to one of a thousand places, so that an incident has as many accounts as in an ordinary week."""
    at = number % 1000
    places = (
        replace(p, lat=-60 + at // 32 * 3.7, lon=-170 + at % 32 * 10.3, gazetteer_id=str(at)) for p in reading.places
    )
    return replace(reading, places=tuple(places))


def write(url: str, first: int, until: float, told: Queue[tuple[str, float, str]]) -> None:
    """Keep reports until the time is over."""
    sys.path.insert(0, TESTS)
    from desk_cases import capture_of, shelling  # type: ignore[import-not-found]

    from tocsin.run.desk.adding import keep_reading
    from tocsin.store.opening import open_store

    with open_store(url) as store:
        number = first
        while time.time() < until:
            reading = elsewhere(
                shelling(number % 97 + 2, town=f"Kitala{number}", outlet=f"Outlet {number % 20}"), number
            )
            begun = time.perf_counter()
            try:
                keep_reading(store, capture_of(reading, f"https://lake.example/{number}"), reading, now=NOW)
                told.put(("kept", time.perf_counter() - begun, ""))
            except Exception as error:  # noqa: BLE001 - every error is what this program looks for
                told.put(("error", 0.0, f"writer: {error}"))
            number += 1


def read(url: str, first: int, until: float, told: Queue[tuple[str, float, str]], pause: float) -> None:
    """Ask for pages until the time is over, with a pause between two."""
    from tocsin.records import Filter
    from tocsin.serve.server import settled
    from tocsin.store import queries
    from tocsin.store.opening import open_store

    questions: tuple[tuple[Callable[..., Any], Filter], ...] = (
        (queries.incidents, Filter()),
        (queries.incidents, Filter(country="COD", type="ASSAULT")),
        (queries.events, Filter(since="2024-03-12", until="2024-03-12")),
        (queries.events, Filter(text="shells market")),
        (queries.statements, Filter(actor="Ana Keto")),
    )
    with open_store(url) as store, settled():
        for question, wanted in questions:
            with store.reading() as snapshot:
                question(snapshot.connection, wanted)
        number = first
        while time.time() < until:
            question, wanted = questions[number % len(questions)]
            begun = time.perf_counter()
            try:
                with store.reading() as snapshot:
                    question(snapshot.connection, wanted)
                told.put(("read", time.perf_counter() - begun, ""))
            except Exception as error:  # noqa: BLE001 - as above
                told.put(("error", 0.0, f"reader: {error}"))
            number += 1
            time.sleep(pause)


def main() -> int:
    """Run writers and readers, and print what they met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--pause", type=float, default=0.1, help="seconds that a reader waits between two pages")
    args = parser.parse_args()
    from tocsin.store.opening import open_store

    with tempfile.TemporaryDirectory() as folder:
        url = args.database or f"sqlite:///{folder}/desk.sqlite"
        open_store(url).close()
        context = get_context("spawn")
        told: Any = context.Manager().Queue()
        until = time.time() + args.seconds
        processes = [
            context.Process(target=write, args=(url, number * 1_000_000, until, told)) for number in range(args.writers)
        ]
        processes += [
            context.Process(target=read, args=(url, number, until, told, args.pause)) for number in range(args.readers)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return report([told.get() for _ in range(told.qsize())])


def report(found: list[tuple[str, float, str]]) -> int:
    """Print numbers and times, and give the number of errors."""
    errors = [message for kind, _, message in found if kind == "error"]
    for kind, what in (("kept", "reports kept"), ("read", "pages read")):
        times = sorted(seconds * 1000 for each, seconds, _ in found if each == kind)
        if times:
            shares = (times[int(len(times) * share)] for share in (0.5, 0.99))
            print(f"{len(times)} {what}: {'/'.join(f'{t:.1f}' for t in (*shares, times[-1]))} ms (median, 99 %, worst)")
    print(f"{len(errors)} errors")
    for message in sorted(set(errors)):
        print(f"  {message}")
    return len(errors)


if __name__ == "__main__":
    sys.exit(main())
