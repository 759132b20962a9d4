"""What happens to a desk as lines of a terminal: reports added and read again, and the way back from a record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tocsin.cli.show import day
from tocsin.cli.show_events import in_quotes
from tocsin.cli.show_incidents import counted, section
from tocsin.cli.terminal import Line, console, line, position, write
from tocsin.records import ReportHead
from tocsin.records.contract import to_line
from tocsin.run.desk import Added, Step, Trail
from tocsin.run.desk.rereading import Reread

_DIM = "dim"
_STATES = {"new": "green", "changed": "cyan", "known": _DIM, "rejected": "yellow", "same": _DIM, "failed": "bold red"}


def added_row(added: Added) -> list[Line]:
    """Give what became of one source."""
    state = (added.state.ljust(10), _STATES[added.state])
    if added.rejected is not None:
        return [line(state, f"{added.source}: {added.rejected.message}", (f"  {added.rejected.reason}", _DIM))]
    told = [added.source]
    if added.reading is not None:
        told += [counted(len(added.reading.events), "event"), counted(len(added.reading.statements), "statement")]
    return [line(state, " · ".join(told), (f"  {added.report}", _DIM))]


@dataclass
class AddedSummary:
    """Counts what became of sources, and says it at the end."""

    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def count(self, added: Added) -> None:
        """Count one source."""
        self.states[added.state] += 1
        if added.rejected is not None:
            self.reasons[added.rejected.reason] += 1

    @property
    def any_kept(self) -> bool:
        """Say whether the desk holds at least one of the sources."""
        return any(self.states[state] for state in ("new", "changed", "known"))

    def show(self, *, as_json: bool) -> None:
        """Print the numbers."""
        kept = {state: self.states[state] for state in ("new", "changed", "known")}
        reasons = dict(sorted(self.reasons.items()))
        if as_json:
            row = {"schema": "tocsin.added-summary/1", **kept, "rejected": self.states["rejected"], "reasons": reasons}
            sys.stdout.write(to_line(row) + "\n")
            return
        why = ", ".join(f"{reason} {number}" for reason, number in reasons.items())
        told = [f"{number} {state}" for state, number in (*kept.items(), ("rejected", self.states["rejected"]))]
        write([line((", ".join(told), "bold"), f" ({why})" if why else "")], console())


def reread_row(again: Reread) -> list[Line]:
    """Give what changed in one report."""
    state = (again.state.ljust(10), _STATES[again.state])
    name = again.title or "(without a title)"
    if again.state == "failed":
        return [line(state, f"{name}: {again.problem}", (f"  {again.report}", _DIM))]
    told = [
        f"{counted(len(ids), 'event')} {what}"
        for what, ids in (("came", again.came), ("went", again.went), ("told otherwise", again.otherwise))
        if ids
    ]
    told += [f"{n:+} {noun}" for noun, n in (("statements", again.statements), ("flags", again.flags)) if n]
    return [line(state, f"{name} · {', '.join(told) or 'who is in it'}", (f"  {again.report}", _DIM))]


@dataclass
class RereadSummary:
    """Counts what reading again did, and says it at the end."""

    states: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)

    def count(self, again: Reread) -> None:
        """Count one report."""
        self.states[again.state] += 1
        self.events.update(came=len(again.came), went=len(again.went), otherwise=len(again.otherwise))

    @property
    def failed(self) -> int:
        """Count the reports that could not be read any more."""
        return self.states["failed"]

    def show(self, *, as_json: bool) -> None:
        """Print the numbers."""
        states = {state: self.states[state] for state in ("changed", "same", "failed")}
        events = {what: self.events[what] for what in ("came", "went", "otherwise")}
        if as_json:
            sys.stdout.write(to_line({"schema": "tocsin.reread-summary/1", **states, "events": events}) + "\n")
        elif not self.states:
            write(
                [line("Every report was read with this model and these stages already; --force reads all.")], console()
            )
        else:
            told = ", ".join(f"{number} {state}" for state, number in states.items())
            moved = f"{events['came']} came, {events['went']} went, {events['otherwise']} are told otherwise"
            write([line((told, "bold"), f" · of the events {moved}")], console())


def trail_lines(trail: Trail) -> Iterator[Line]:
    """Show the way from a record down to sentences, and what read the reports."""
    for step in trail.steps:
        yield from _step(step)
    yield from section("Read by", (each for head in trail.reports for each in _read_by(head)))


def _step(step: Step) -> Iterator[Line]:
    indent = 2 * step.depth
    yield line((f"{step.kind} ", "bold" if step.depth == 0 else ""), step.told, (f"  {step.id}", _DIM), indent=indent)
    for span in step.spans:
        yield line(in_quotes(span.quote), (position([span]), _DIM), indent=indent + 4)


def _read_by(head: ReportHead) -> Iterator[Line]:
    outlet = head.outlet or "(outlet not named)"
    published = day(head.published) if head.published else "day not known"
    yield line((outlet, "bold"), f", {published}: {head.title or head.source}", (f"  {head.id}", _DIM), indent=2)
    yield line(f"{head.model} {head.model_version}; {head.stages}", indent=6)
