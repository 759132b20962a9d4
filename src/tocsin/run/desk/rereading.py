"""Reads again what a desk keeps, with newer stages or another model, and says what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tocsin.incidents.cutting import tellings_of
from tocsin.incidents.linking import link
from tocsin.records import Event, Reading, Rejected, ReportHead
from tocsin.run.desk.adding import identify_actors, keep_reading, versions
from tocsin.run.desk.reviewing import apply_again
from tocsin.run.local import LocalRunner
from tocsin.store.store import Store


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a report again changed: ids of events that came, went or are told otherwise, and numbers.

    `state` is `same` where nothing changed, `changed`, or `failed` where it cannot be read any more, with the reason.
    """

    report: str
    title: str | None
    state: Literal["same", "changed", "failed"]
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    statements: int = 0
    flags: int = 0
    problem: str = ""


def reread(
    store: Store,
    runner: LocalRunner,
    *,
    now: Callable[[], str],
    progress: Callable[[int, str], None] | None = None,
    force: bool = False,
) -> Iterator[Reread]:
    """Read every current report again that was read with other stages or another model; with `force`, all of them.

    Each report is one transaction: stopped in the middle, the rest is read when it is run again.
    """
    with store.reading() as snapshot:
        heads = [head for each in snapshot.report_ids() if (head := snapshot.head(each)) is not None and head.current]
    model = (runner.resources.reader.model, runner.resources.reader.version)
    stale = [h for h in heads if force or (h.model, h.model_version) != model or h.stages != versions()]
    for done, head in enumerate(stale):
        if progress is not None:
            progress(done, head.title or head.source)
        yield _again(store, runner, head, now)


def _again(store: Store, runner: LocalRunner, head: ReportHead, now: Callable[[], str]) -> Reread:
    with store.reading() as snapshot:
        capture, before = snapshot.capture(head.id), snapshot.full(head.id)
    assert capture is not None
    assert before is not None
    after = runner.read_capture(capture)
    if isinstance(after, Rejected):
        return Reread(head.id, head.title, "failed", problem=after.message)
    if after.report.id != head.id:
        # the text itself is read otherwise now: a new version of the page
        keep_reading(store, capture, after, now=now())
        return _compared(head, before, after)
    with store.writing() as writer:
        former = writer.tellings_of(head.id)
        tellings = {telling.id: telling for telling in tellings_of(after)}
        writer.replace(after, tellings, stages=versions())
        identify_actors(writer, after)
        link(writer, tellings.values(), removed=sorted(former))
        apply_again(writer, head.id)
    return _compared(head, before, after)


def _compared(head: ReportHead, before: Reading, after: Reading) -> Reread:
    old: dict[str, Event] = {event.id: event for event in before.events}
    new: dict[str, Event] = {event.id: event for event in after.events}
    came, went = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    otherwise = sorted(each for each in old.keys() & new.keys() if old[each] != new[each])
    same_rest = (before.statements, before.flags, before.actors) == (after.statements, after.flags, after.actors)
    changed = bool(came or went or otherwise) or not same_rest
    return Reread(
        head.id,
        head.title,
        "changed" if changed else "same",
        tuple(came),
        tuple(went),
        tuple(otherwise),
        len(after.statements) - len(before.statements),
        len(after.flags) - len(before.flags),
    )
