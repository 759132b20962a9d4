"""Jobs: requests to keep many sources, with what became of each, so that whoever asked can look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Row, func, select, update

from tocsin.records import Page
from tocsin.store.blobs import from_json, to_json
from tocsin.store.cursors import Position, read_cursor, write_cursor
from tocsin.store.schema import job
from tocsin.store.store import Store

_SCOPE = "jobs"
JobState = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: as in `Added`, with the name and the words of what stood against it."""

    source: str
    state: Literal["new", "changed", "known", "rejected"]
    report: str | None = None
    reason: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One request of `total` sources, of which `done` were worked off; times are ISO 8601 in UTC.

    `problem` says why a failed job went no further; what it kept until then stays kept.
    """

    id: str
    state: JobState
    total: int
    created: str
    finished: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    problem: str | None = None

    @property
    def done(self) -> int:
        """Count the sources that were worked off."""
        return len(self.outcomes)


@dataclass(frozen=True, slots=True)
class _Data:
    outcomes: tuple[Outcome, ...]
    problem: str | None


def put_job(store: Store, one: Job) -> None:
    """Keep a job, or its newer state."""
    row = {"state": one.state, "total": one.total, "done": one.done, "created": one.created, "finished": one.finished}
    row["data"] = to_json(_Data(one.outcomes, one.problem))
    with store.writing() as writer:
        if not writer.connection.execute(update(job).where(job.c.id == one.id).values(row)).rowcount:
            writer.connection.execute(job.insert().values({"id": one.id, **row}))


def find_job(store: Store, job_id: str) -> Job | None:
    """Find a job by its id."""
    with store.reading() as snapshot:
        row = snapshot.connection.execute(select(job).where(job.c.id == job_id)).one_or_none()
    return None if row is None else _job(row)


def list_jobs(store: Store, *, cursor: str | None = None, limit: int = 50) -> Page[Job]:
    """List jobs, the newest first. Raises `store.bad-cursor`."""
    query = select(job).order_by(job.c.n.desc()).limit(limit + 1)
    if cursor is not None:
        query = query.where(job.c.n < read_cursor(_SCOPE, cursor, ()).n)
    with store.reading() as snapshot:
        rows = snapshot.connection.execute(query).all()
    following = write_cursor(_SCOPE, Position((), rows[limit - 1].n)) if len(rows) > limit else None
    return Page(tuple(_job(row) for row in rows[:limit]), following)


def count_jobs(store: Store) -> dict[JobState, int]:
    """Count the jobs in each state."""
    query = select(job.c.state, func.count().label("times")).group_by(job.c.state)
    with store.reading() as snapshot:
        found = {row.state: row.times for row in snapshot.connection.execute(query)}
    return {state: found.get(state, 0) for state in get_args(JobState)}


def _job(row: Row[Any]) -> Job:
    data = from_json(row.data, _Data)
    return Job(row.id, row.state, row.total, row.created, row.finished, data.outcomes, data.problem)


def fail_interrupted(store: Store, *, now: str, problem: str) -> int:
    """Mark jobs as failed that nobody works on any more, and count them."""
    with store.writing() as writer:
        left = select(job.c.id, job.c.data).where(job.c.state.in_(("waiting", "running"))).order_by(job.c.n)
        rows = writer.connection.execute(left).all()
        for row in rows:
            data = to_json(_Data(from_json(row.data, _Data).outcomes, problem))
            failed = update(job).where(job.c.id == row.id).values(state="failed", finished=now, data=data)
            writer.connection.execute(failed)
    return len(rows)
