"""A desk's incidents are the same in any order, in one batch or one by one, in one process or several, in both databases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import desk_cases
import pytest

from tocsin.incidents.cutting import tellings_of
from tocsin.incidents.linking import link
from tocsin.incidents.memory import MemoryLedger
from tocsin.records import Capture, DeskActor, Incident, Reading, Rejected
from tocsin.run.desk import Desk
from tocsin.run.desk.adding import keep_reading
from tocsin.run.local import LocalRunner
from tocsin.settings import Settings
from tocsin.store.opening import open_store
from tocsin.store.store import Store

store = desk_cases.store
REPORTS = Path(__file__).resolve().parent.parent / "examples" / "desk" / "reports"
NOW = "2026-11-30T10:00:00Z"
pytestmark = pytest.mark.weights


@cache
def readings() -> tuple[tuple[Capture, Reading], ...]:
    """Read a part of the sample desk once."""
    runner = LocalRunner(Settings())
    found = []
    for capture in runner.captures(sorted(str(path) for path in REPORTS.glob("h-[bkm]*.txt"))):
        assert isinstance(capture, Capture)
        reading = runner.read_capture(capture)
        assert not isinstance(reading, Rejected)
        found.append((capture, reading))
    return tuple(found)


def kept(store: Store, order: Sequence[tuple[Capture, Reading]]) -> tuple[list[Incident], list[DeskActor]]:
    for capture, reading in order:
        keep_reading(store, capture, reading, now=NOW)
    return record(store)


def record(store: Store) -> tuple[list[Incident], list[DeskActor]]:
    desk = Desk(store, Settings())
    incidents = sorted(desk.incidents(limit=500).rows, key=lambda incident: incident.id)
    return incidents, sorted(desk.actors(limit=500).rows, key=lambda actor: actor.id)


@cache
def expected() -> list[Incident]:
    """Link the same readings in memory, all at once."""
    ledger = MemoryLedger({reading.report.id: reading.report.text for _, reading in readings()})
    link(ledger, (telling for _, reading in readings() for telling in tellings_of(reading)))
    return [incident for _, (incident, _) in sorted(ledger.incidents.items())]


@pytest.mark.parametrize("seed", [0, 1])
def test_any_order_in_both_databases_gives_what_all_at_once_gives_in_memory(store: Store, tmp_path: Path, seed: int):
    order = list(readings())
    Random(seed).shuffle(order)
    incidents, actors = kept(store, order)
    assert incidents == expected()
    assert any(incident.reports > 2 for incident in incidents)
    with open_store(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:
        assert kept(other, readings())[1] == actors


def test_several_processes_that_read_give_the_same(store: Store):
    desk = Desk(store, Settings(), clock=lambda: NOW)
    paths = [capture.source for capture, _ in readings()]
    states = [added.state for added in desk.add(paths, jobs=2)]
    assert states == ["new"] * len(paths)
    assert record(store)[0] == expected()
    assert [added.state for added in desk.add(paths, jobs=2)] == ["known"] * len(paths)


def test_reading_again_changes_nothing_where_nothing_is_newer(store: Store):
    kept(store, readings()[:4])
    before = record(store)
    desk = Desk(store, Settings(), clock=lambda: NOW)
    assert list(desk.reread()) == []
    again = list(desk.reread(force=True))
    assert [each.state for each in again] == ["same"] * 4
    assert record(store) == before
