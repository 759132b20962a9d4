"""Counts what a format could not hold of the records that were written, and says so in plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tocsin.records import Incident, StoredEvent
from tocsin.store.exports.cells import Cell, is_long
from tocsin.store.exports.data_files import data
from tocsin.store.exports.facts import EVENT_FACTS, INCIDENT_FACTS

Unit = Literal["incident", "event"]
LOSSES_SCHEMA = "tocsin.losses/1"


@dataclass(frozen=True, slots=True)
class Loss:
    """One field that a format could not hold: how many of how many records lost it, and why.

    `left_out` says that the records themselves are not in the file.
    """

    field: str
    unit: Unit
    rows: int
    of: int
    left_out: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class LossReport:
    """What one export wrote, and what it could not."""

    format: str
    title: str
    rows: int
    incidents: int
    events: int
    losses: tuple[Loss, ...]

    def to_lines(self) -> list[str]:
        """Give one line on what was written, then one for each loss."""
        given = f"{_counted(self.incidents, 'incident')} and {_counted(self.events, 'event')}"
        return [f"{self.title}: {_counted(self.rows, 'row')} from {given}.", *(loss.sentence for loss in self.losses)]

    def to_dict(self) -> dict[str, object]:
        """Turn the report into plain dictionaries and lists."""
        return {
            "schema": LOSSES_SCHEMA,
            "format": self.format,
            "rows": self.rows,
            "incidents": self.incidents,
            "events": self.events,
            "losses": [
                {
                    "field": loss.field,
                    "unit": loss.unit,
                    "rows": loss.rows,
                    "of": loss.of,
                    "left_out": loss.left_out,
                    "sentence": loss.sentence,
                }
                for loss in self.losses
            ],
        }


class Tally:
    """Counts, record by record, what one format loses; `losses.toml` says what each format has no place for."""

    def __init__(self, format_key: str) -> None:
        self._key = format_key
        spec: dict[str, Any] = data("losses")["formats"][format_key]
        self._title: str = spec["title"]
        self._why: dict[Unit, dict[str, str]] = {"incident": spec.get("incident", {}), "event": spec.get("event", {})}
        self._out: dict[str, str] = spec.get("left_out", {})
        self._seen: Counter[Unit] = Counter()
        self._lost: Counter[tuple[Unit, str]] = Counter()
        self._left: Counter[tuple[Unit, str]] = Counter()
        self._rows = 0

    def see_incident(self, incident: Incident | None) -> None:
        """Count an incident that is given to the format."""
        self._seen["incident"] += incident is not None

    def see_events(self, count: int) -> None:
        """Count events that are given to the format."""
        self._seen["event"] += count

    def row(self) -> None:
        """Count a row that is written."""
        self._rows += 1

    def wrote_incident(self, incident: Incident) -> None:
        """Count what the format loses of an incident that it holds."""
        for field in self._why["incident"]:
            if field in INCIDENT_FACTS and INCIDENT_FACTS[field](incident):
                self._lost["incident", field] += 1

    def wrote_event(self, stored: StoredEvent) -> None:
        """Count what the format loses of an event that it holds."""
        for field in self._why["event"]:
            if field in EVENT_FACTS and EVENT_FACTS[field](stored):
                self._lost["event", field] += 1

    def wrote_cells(self, unit: Unit, cells: Mapping[str, Cell]) -> None:
        """Count a row of which some text is longer than a cell holds."""
        if any(is_long(cell) for cell in cells.values()):
            self.lost(unit, "cut")

    def lost(self, unit: Unit, field: str) -> None:
        """Count a loss that only the writer of a row can see; the data file must know it."""
        self._require(self._why[unit], field)
        self._lost[unit, field] += 1

    def left_out(self, unit: Unit, reason: str, count: int = 1) -> None:
        """Count records that are not in the file; the data file must know the reason."""
        self._require(self._out, reason)
        self._left[unit, reason] += count

    def report(self) -> LossReport:
        """Put the report together, in the order of the data file: first what is left out, then what is lost."""
        losses = [
            self._left_out(unit, reason) for reason in self._out for unit in self._why if self._left[unit, reason]
        ]
        losses += [
            self._loss(unit, field) for unit in self._why for field in self._why[unit] if self._lost[unit, field]
        ]
        return LossReport(
            self._key, self._title, self._rows, self._seen["incident"], self._seen["event"], tuple(losses)
        )

    def _require(self, known: Mapping[str, str], name: str) -> None:
        """Stop at once where a count would get lost in silence."""
        if name not in known:
            raise KeyError(f"losses.toml has no {name} for {self._key}")

    def _left_out(self, unit: Unit, reason: str) -> Loss:
        rows, of = self._left[unit, reason], self._seen[unit]
        verb = "was" if rows == 1 else "were"
        sentence = f"{self._title} {self._out[reason]}: {rows} of {_counted(of, unit)} {verb} left out."
        return Loss(reason, unit, rows, of, True, sentence)

    def _loss(self, unit: Unit, field: str) -> Loss:
        rows, of = self._lost[unit, field], self._seen[unit]
        had = data("losses")["had"][field]
        sentence = f"{self._title} {self._why[unit][field]}: {rows} of {_counted(of, unit)} {had}."
        return Loss(field, unit, rows, of, False, sentence)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
