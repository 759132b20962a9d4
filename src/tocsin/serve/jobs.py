"""Works off requests of many sources, one after another, in a thread of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from tocsin.errors import MESSAGES, TocsinError
from tocsin.run.desk import Added, Desk
from tocsin.serve.answers import log
from tocsin.serve.bodies import Source
from tocsin.serve.readers import Readers
from tocsin.serve.rejections import shown
from tocsin.settings import ServeOptions
from tocsin.store.jobs import Job, Outcome, fail_interrupted, put_job

JOB_SCHEMA = "tocsin.job/1"
_BUSY_SECONDS = 60
_STOP_SECONDS = 10.0

_Waiting = tuple[Job, Sequence[Source]]


class Jobs:
    """The queue of jobs and its worker, which starts with the first job."""

    def __init__(self, desk: Desk, readers: Readers, options: ServeOptions, now: Callable[[], str]) -> None:
        self._store = desk.store
        self._readers = readers
        self._most = options.max_jobs
        self._now = now
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._worker: Thread | None = None
        self._lock = Lock()
        self._stopping = False

    def begin(self) -> None:
        """Mark jobs as failed that an earlier server left behind."""
        fail_interrupted(self._store, now=self._now(), problem=MESSAGES["serve.stopping"])

    def submit(self, sources: Sequence[Source]) -> Job:
        """Keep a job and put it at the end of the queue. Raises `serve.busy` where the queue is full."""
        with self._lock:
            if self._stopping or self._queue.qsize() >= self._most:
                raise TocsinError("serve.busy", seconds=_BUSY_SECONDS)
            job = Job(f"job-{secrets.token_hex(8)}", "waiting", len(sources), self._now())
            put_job(self._store, job)
            self._queue.put((job, sources))
            if self._worker is None:
                # a daemon, so that a slow page does not hold up the end; the next server then marks the job
                self._worker = Thread(target=self._work, name="tocsin-jobs", daemon=True)
                self._worker.start()
        return job

    def stop(self) -> None:
        """Let the source that is being read come to its end, and mark what is left as failed."""
        with self._lock:
            self._stopping = True
            self._queue.put(None)
        if self._worker is not None:
            self._worker.join(_STOP_SECONDS)
        while True:
            try:
                left = self._queue.get_nowait()
            except Empty:
                return
            if left is not None:
                self._end(left[0], MESSAGES["serve.stopping"])

    def _work(self) -> None:
        while not self._stopping and (waiting := self._queue.get()) is not None:
            job, sources = waiting
            try:
                self._do(job, sources)
            except Exception:  # noqa: BLE001 - one job that fails must not end all others
                log.exception("the job %s failed", job.id)

    def _do(self, job: Job, sources: Sequence[Source]) -> None:
        job = replace(job, state="running")
        try:
            put_job(self._store, job)
            for source in sources:
                if self._stopping:
                    self._end(job, MESSAGES["serve.stopping"])
                    return
                outcome = outcome_of(self._readers.add_in_turn(source))
                job = replace(job, outcomes=(*job.outcomes, outcome))
                if len(job.outcomes) < job.total:
                    put_job(self._store, job)
        except Exception:
            self._end(job, MESSAGES["serve.failed"])
            raise
        put_job(self._store, replace(job, state="done", finished=self._now()))

    def _end(self, job: Job, problem: str) -> None:
        put_job(self._store, replace(job, state="failed", finished=self._now(), problem=problem))


def outcome_of(added: Added) -> Outcome:
    """Cut what became of a source down to what a job keeps."""
    if added.rejected is None:
        return Outcome(added.source, added.state, added.report)
    slug, message = shown(added.rejected)
    return Outcome(added.source, "rejected", None, slug, message)


def job_to_dict(job: Job) -> dict[str, object]:
    """Turn a job into plain dictionaries and lists."""
    return {
        "schema": JOB_SCHEMA,
        "id": job.id,
        "state": job.state,
        "total": job.total,
        "done": job.done,
        "created": job.created,
        "finished": job.finished,
        "problem": job.problem,
        "sources": [
            {
                "source": each.source,
                "state": each.state,
                "report": each.report,
                "error": None if each.reason is None else {"slug": each.reason, "message": each.message},
            }
            for each in job.outcomes
        ],
    }
