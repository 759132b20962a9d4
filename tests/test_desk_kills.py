"""A process that keeps reports and is killed at any moment leaves whole reports only, and the next one goes on.

`TOCSIN_KILLS=200 pytest tests/test_desk_kills.py` kills as often as one likes; by default a few times.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import desk_cases
from desk_cases import capture_of, shelling
from sqlalchemy import text

from tocsin.records import Incident
from tocsin.run.desk import Desk
from tocsin.run.desk.adding import keep_reading
from tocsin.settings import Settings
from tocsin.store.opening import open_store
from tocsin.store.store import Store

desk_url = desk_cases.desk_url
# read here and not in a fixture that clears the environment for each test
KILLS = int(os.environ.get("TOCSIN_KILLS", "4"))
REPORTS = 200 if KILLS > 20 else 40
NOW = "2026-11-30T10:00:00Z"
_PROGRAM = "import sys; import test_desk_kills as t; t.keep_all(sys.argv[1], int(sys.argv[2]))"


def keep_one(store: Store, number: int) -> None:
    """Keep a report on one of ten towns, so that every report changes an incident."""
    reading = shelling(number, town=f"Kitala{number % 10}", outlet=f"Outlet {number}")
    keep_reading(store, capture_of(reading, f"https://lake.example/{number}"), reading, now=NOW)


def keep_all(url: str, number: int) -> None:
    """Keep all reports, saying so after each; what is kept already is passed over. For the processes to be killed."""
    with open_store(url) as store:
        print("open", flush=True)
        for each in range(number):
            keep_one(store, each)
            print(each, flush=True)


def record(url: str) -> tuple[dict[str, int], list[Incident]]:
    with open_store(url) as store:
        desk = Desk(store, Settings())
        return desk.counts(), sorted(desk.incidents(limit=500).rows, key=lambda incident: incident.id)


def check_database(url: str) -> None:
    with open_store(url, create=False) as store, store.reading() as snapshot:
        if url.startswith("sqlite"):
            assert snapshot.connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            assert snapshot.connection.execute(text("PRAGMA foreign_key_check")).all() == []
        for report_id in snapshot.report_ids():
            assert snapshot.full(report_id).report.id == report_id


def test_nothing_is_lost_and_nothing_is_there_twice(desk_url: str, tmp_path: Path):
    chance = Random(KILLS)
    # as many steps between two kills as lets the last ones fall into the last reports
    steps = max(1, 2 * REPORTS // max(1, KILLS))
    for _ in range(KILLS):
        died = killed_after(desk_url, chance.randint(0, steps), chance.random() * 0.02)
        assert died
        check_database(desk_url)
    keep_all(desk_url, REPORTS)
    with open_store(f"sqlite:///{tmp_path / 'whole.sqlite'}") as other:
        for each in range(REPORTS):
            keep_one(other, each)
        whole = record(other.url)
    assert record(desk_url) == whole
    assert whole[0]["reports"] == whole[0]["versions"] == REPORTS


def killed_after(url: str, steps: int, seconds: float) -> bool:
    """Start a process, let it say so many new things and work on for a moment, and kill it."""
    folder = Path(__file__).parent
    path = os.pathsep.join([str(folder), str(folder.parent / "src")])
    environ = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-c", _PROGRAM, url, str(REPORTS)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = 0
        with open_store(url) as store, store.reading() as snapshot:
            before = snapshot.counts()["versions"]
        for line in process.stdout:
            said += line.strip() == "open" or int(line) >= before
            if said > steps:
                break
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        return said > 0
