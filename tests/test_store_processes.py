"""Several processes on one desk, and processes that die while they write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import desk_cases
from desk_cases import shelling
from sqlalchemy import func, select

from tocsin.store import schema
from tocsin.store.opening import open_store

desk_url = desk_cases.desk_url
TESTS = Path(__file__).parent
# for each process that is killed: how many reports it may keep first, and how much later, so that it dies at any point
KILLS = ((1, 0.0), (3, 0.003), (2, 0.007), (5, 0.001), (1, 0.011))


def writer(url, first, last):
    program = f"import desk_cases, sys; desk_cases.keep_many(sys.argv[1], {first}, {last})"
    path = os.pathsep.join([str(TESTS), *sys.path])
    return subprocess.Popen(
        [sys.executable, "-u", "-c", program, url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def assert_whole(url):
    """Every report that is kept has all that belongs to it, and nothing is there without its report."""
    with open_store(url) as opened, opened.reading() as snapshot:
        ids = snapshot.report_ids()
        readings = [snapshot.full(name) for name in ids]
        assert all(snapshot.capture(name) == desk_cases.capture_of(r) for name, r in zip(ids, readings, strict=True))

        def total(table):
            return snapshot.connection.execute(select(func.count()).select_from(table)).scalar_one()

        assert total(schema.event) == sum(len(r.events) for r in readings)
        assert total(schema.event_party) == sum(
            len(e.actor_spans + e.recipient_spans) for r in readings for e in r.events
        )
        assert total(schema.statement) == sum(len(r.statements) for r in readings)
        assert total(schema.place) == sum(len(r.places) for r in readings)
        assert total(schema.flag) == sum(len(r.flags) for r in readings)
        assert total(schema.report_words) == total(schema.capture) == len(ids)
        if snapshot.connection.dialect.name == "sqlite":
            assert snapshot.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            index = "SELECT count(*) FROM report_fts WHERE report_fts MATCH 'market'"
        else:
            index = "SELECT count(*) FROM report_fts WHERE tsv @@ 'market'::tsquery"
        assert snapshot.connection.exec_driver_sql(index).scalar_one() == len(ids)
        return set(ids)


def test_four_processes_write_at_once(desk_url):
    running = [writer(desk_url, 10 * at, 10 * at + 10) for at in range(4)]
    told = [one.communicate() for one in running]
    assert [errors for _, errors in told] == [""] * 4
    assert assert_whole(desk_url) == {shelling(number).report.id for number in range(40)}


def test_a_process_that_is_killed_leaves_whole_reports_alone(desk_url):
    first = 0
    kept = set()
    for reports, delay in KILLS:
        running = writer(desk_url, first, first + 1000)
        for _ in range(reports + 1):
            line = running.stdout.readline()
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert line.strip().isdigit()
        promised = {shelling(number).report.id for number in range(first, int(line) + 1)}
        before, kept = kept, assert_whole(desk_url)
        assert before | promised <= kept
        first += 1000
    # and whoever comes next can write
    with open_store(desk_url) as opened, opened.writing() as one:
        assert desk_cases.keep(one, shelling(first), "next").state == "new"


def test_processes_that_keep_the_same_reports_keep_each_once(desk_url):
    running = [writer(desk_url, 0, 8) for _ in range(3)]
    assert [one.communicate()[1] for one in running] == [""] * 3
    assert assert_whole(desk_url) == {shelling(number).report.id for number in range(8)}
