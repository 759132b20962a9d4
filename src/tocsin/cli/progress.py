"""The moving line on standard error that says what is being done, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.status import Status

from tocsin.cli.terminal import console, visible


def working() -> Status:
    """Show the line for as long as the `with` statement lasts; stop it while anything is printed beside it."""
    return console(sys.stderr).status("Starting")


@contextmanager
def paused(status: Status) -> Iterator[None]:
    """Take the line away while something is printed."""
    status.stop()
    yield
    status.start()


def counting(status: Status, doing: str) -> Callable[[int, str], None]:
    """Give what is told how many sources came before and which one is next; `doing` begins the line."""

    def progress(done: int, source: str) -> None:
        # a source is a file name or an address, and may hold what rich takes for markup
        status.update(visible(f"{doing} {done + 1}: {source}").replace("[", "\\["))

    return progress


def building(status: Status) -> Callable[[str, float], None]:
    """Give what is told how far the gazetteer is."""
    return lambda what, share: status.update(visible(f"Gazetteer: {what} ({share:.0%})").replace("[", "\\["))
