"""Reads sources into a desk: each report in one transaction, with the incidents that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Literal

from tocsin.incidents.cutting import tellings_of
from tocsin.incidents.identities import form_of, identify, keys_of, tied_by
from tocsin.incidents.linking import link
from tocsin.records import Capture, Reading, Rejected, Review, Telling
from tocsin.run.local import LocalRunner
from tocsin.run.stages import STAGES
from tocsin.settings import Settings
from tocsin.store.store import Store
from tocsin.store.writing import Kept, Writer

# reports that worker processes read ahead, a worker
_AHEAD = 4
# begins the source of a text that a program handed over under a name of its own, which is no path
POSTED = "posted:"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source: its report is new, changed or known, or it was rejected and why."""

    source: str
    state: Literal["new", "changed", "known", "rejected"]
    report: str | None = None
    rejected: Rejected | None = None
    reading: Reading | None = None


def versions() -> str:
    """Name the version of every stage: what a kept report was read with."""
    return " ".join(f"{stage.name}={stage.version}" for stage in STAGES)


def add(
    store: Store,
    runner: LocalRunner,
    sources: Iterable[str],
    *,
    now: Callable[[], str],
    stdin: BinaryIO | None = None,
    jobs: int = 1,
    progress: Callable[[int, str], None] | None = None,
) -> Iterator[Added]:
    """Read sources and keep each report as it is read, in the order of the sources.

    What is kept already under the same page and with the same bytes is not read again. With several `jobs`, that many
    processes read and this one keeps. `progress` is told how many came before, and which source is next.
    """
    captures = _told(runner.captures(sources, stdin=stdin), progress)
    for capture, reading in _readings(store, runner, captures, jobs):
        if isinstance(capture, Rejected) or isinstance(reading, Rejected):
            rejected = capture if isinstance(capture, Rejected) else reading
            assert isinstance(rejected, Rejected)
            with store.writing() as writer:
                writer.keep_rejected(rejected, now())
            yield Added(rejected.source, "rejected", rejected=rejected)
        elif isinstance(reading, str):
            yield Added(capture.source, "known", reading)
        else:
            kept = keep_reading(store, capture, reading, now=now())
            yield Added(capture.source, kept.state, kept.report, reading=reading)


def _told(
    captures: Iterable[Capture | Rejected], progress: Callable[[int, str], None] | None
) -> Iterator[Capture | Rejected]:
    for done, capture in enumerate(captures):
        if progress is not None:
            progress(done, capture.source)
        yield capture


Found = tuple[Capture | Rejected, Reading | Rejected | str]


def _readings(store: Store, runner: LocalRunner, captures: Iterable[Capture | Rejected], jobs: int) -> Iterator[Found]:
    """Give each capture with its reading, with why there is none, or with the id of the report that is known."""
    if jobs <= 1:
        for capture in captures:
            yield capture, _known(store, capture) or _read(runner, capture)
        return
    # spawned, because a forked process would share the threads of the model
    make = partial(ProcessPoolExecutor, jobs, mp_context=get_context("spawn"), initializer=_begin)
    with make(initargs=(runner.settings,)) as pool:
        waiting: list[tuple[Capture | Rejected, Callable[[], Reading | Rejected | str]]] = []
        for capture in captures:
            known = _known(store, capture)
            if isinstance(capture, Rejected):
                waiting.append((capture, partial(_same, capture)))
            elif known is not None:
                waiting.append((capture, partial(_same, known)))
            else:
                waiting.append((capture, pool.submit(_read_there, capture).result))
            if len(waiting) > jobs * _AHEAD:
                first, result = waiting.pop(0)
                yield first, result()
        for first, result in waiting:
            yield first, result()


def _same(value: Rejected | str) -> Rejected | str:
    return value


def _known(store: Store, capture: Capture | Rejected) -> Rejected | str | None:
    if isinstance(capture, Rejected):
        return capture
    with store.reading() as snapshot:
        return snapshot.report_of_capture(capture)


def _read(runner: LocalRunner, capture: Capture | Rejected) -> Reading | Rejected:
    return capture if isinstance(capture, Rejected) else runner.read_capture(capture)


_runner: LocalRunner | None = None


def _begin(settings: Settings) -> None:
    global _runner
    _runner = LocalRunner(settings)


def _read_there(capture: Capture) -> Reading | Rejected:
    assert _runner is not None
    return _runner.read_capture(capture)


def keep_reading(store: Store, capture: Capture, reading: Reading, *, now: str) -> Kept:
    """Keep one reading and bring actors and incidents up to date, all of it or nothing."""
    tellings = {telling.id: telling for telling in tellings_of(reading)}
    page = reading.report.url or page_of(capture) or reading.report.id
    with store.writing() as writer:
        kept = writer.keep(capture, reading, tellings, page=page, stages=versions(), added=now)
        if kept.state != "known":
            take_up(writer, kept, reading)
    return kept


def take_up(writer: Writer, kept: Kept, reading: Reading) -> None:
    """Identify the actors of a report that was just kept, and link its events."""
    identify_actors(writer, reading)
    former = writer.tellings_of(kept.superseded) if kept.superseded else {}
    tellings: Iterable[Telling] = writer.tellings_of(kept.report).values()
    link(writer, tellings, removed=sorted(former))


def identify_actors(writer: Writer, reading: Reading) -> None:
    """Keep the forms of a report's actors, and join those of their neighbourhood to actors of the desk anew."""
    forms = {actor.id: form_of(actor) for actor in reading.actors}
    if not forms:
        return
    writer.put_forms(reading.report.id, forms, {form.id: keys_of(form) for form in forms.values()})
    join_forms(writer, {form.id for form in forms.values()}, writer.reviews("actor"))


def join_forms(writer: Writer, ids: set[str], reviews: tuple[Review, ...]) -> None:
    """Join the forms in the neighbourhood of some, by rules and by what reviewers decided, to actors of the desk."""
    ties = tied_by(reviews)
    near = writer.forms_near(ids)
    while True:
        held = {form.id for form in near}
        # what a reviewer joined belongs to one neighbourhood, however little it is alike
        near = writer.forms_near(held.union(*(group for group in ties if held.intersection(group))))
        if len(near) == len(held):
            break
    old = writer.actors_of(sorted(held))
    writer.replace_actors(old, identify(near, reviews))


def page_of(capture: Capture) -> str | None:
    """Name where a capture lies: its address, or the path of its file; None for standard input.

    What was handed over under a name (`POSTED`) lies under that name.
    """
    if capture.url is not None:
        return capture.url
    if capture.source.startswith(POSTED):
        return capture.source
    return None if capture.source == "-" else str(Path(capture.source).resolve())
