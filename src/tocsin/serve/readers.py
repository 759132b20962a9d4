"""Reads what callers hand over: a few at a time, one at the model, and nothing but what may be fetched for others."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import replace
from threading import BoundedSemaphore
from time import monotonic
from typing import TypeVar

from tocsin.acquire import fetch
from tocsin.errors import MESSAGES, TocsinError
from tocsin.records import Capture, Reading, Rejected
from tocsin.run.desk import Added, Desk
from tocsin.run.desk.adding import POSTED
from tocsin.serve.bodies import Source
from tocsin.settings import ServeOptions

T = TypeVar("T")

_BUSY_SECONDS = 5


class Readers:
    """Fetches in the thread of whoever asks, and reads in one thread of its own."""

    def __init__(self, desk: Desk, options: ServeOptions) -> None:
        self._desk = desk
        self._seconds = options.read_seconds
        self._fetching = replace(desk.settings.acquire, allow_private=False)
        self._places = BoundedSemaphore(options.reads)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tocsin-reader")

    def read(self, source: Source) -> Reading | Rejected:
        """Read a source and keep nothing."""
        return self._in_place(source, self._read)

    def add(self, source: Source) -> Added:
        """Read a source and keep its report."""
        return self._in_place(source, self._desk.add_capture)

    def add_in_turn(self, source: Source) -> Added:
        """Read a source and keep its report, however many others read; for the worker of jobs, which is one."""
        return self._thread.submit(self._desk.add_capture, self.capture(source)).result()

    def capture(self, source: Source) -> Capture | Rejected:
        """Get the bytes of a source; of the web only, and there only from public addresses."""
        content = source.text if source.html is None else source.html
        if content is None:
            return self._fetched(str(source.url))
        # never a path: what a caller calls a source is read nowhere
        name = source.url or "-" if source.source is None else f"{POSTED}{source.source}"
        kind = "text/plain" if source.html is None else "text/html"
        return Capture(name, content.encode(), source.url, kind, "utf-8")

    def close(self) -> None:
        """Wait for the reading that is under way, and begin no other."""
        self._thread.shutdown(cancel_futures=True)

    def _read(self, capture: Capture | Rejected) -> Reading | Rejected:
        return capture if isinstance(capture, Rejected) else self._desk.runner.read_capture(capture)

    def _fetched(self, url: str) -> Capture | Rejected:
        try:
            return fetch(url, self._fetching)
        except TocsinError as error:
            # the message for users of this machine would name the address and how to allow it
            private = error.slug == "acquire.private-address"
            slug, values = ("serve.private-address", {"url": url}) if private else (error.slug, error.values)
            return Rejected(url, "acquire", slug, MESSAGES[slug].format(**values))

    def _in_place(self, source: Source, work: Callable[[Capture | Rejected], T]) -> T:
        """Do one of the few works that may be done at once; its place is free when it ends, and not before."""
        until = monotonic() + self._seconds
        if not self._places.acquire(blocking=False):
            raise TocsinError("serve.busy", seconds=_BUSY_SECONDS)
        try:
            doing = self._thread.submit(work, self.capture(source))
        except BaseException:
            self._places.release()
            raise
        doing.add_done_callback(self._leave)
        try:
            return doing.result(max(0.0, until - monotonic()))
        except OutOfTime as error:
            doing.cancel()
            raise TocsinError("serve.slow", seconds=f"{self._seconds:g}") from error

    def _leave(self, _: Future[T]) -> None:
        self._places.release()
