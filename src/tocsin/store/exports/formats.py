"""The formats that incidents and events can be exported in, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tocsin.errors import TocsinError
from tocsin.records import Incident
from tocsin.store.exports.acled import write_acled
from tocsin.store.exports.cases import ExportCase
from tocsin.store.exports.cells import Out
from tocsin.store.exports.data_files import columns
from tocsin.store.exports.gdelt import write_gdelt_events, write_gdelt_mentions
from tocsin.store.exports.jsons import write_geojson, write_lines
from tocsin.store.exports.losses import LossReport
from tocsin.store.exports.own import Rows, write_own_csv
from tocsin.store.exports.parquet import parquet_columns, write_parquet
from tocsin.store.exports.plain import EVENT_FIELDS, fields_of
from tocsin.store.exports.plover import write_plover, write_polecat
from tocsin.store.exports.ucdp import write_ucdp

_Write = Callable[[Iterable[ExportCase], Out, Rows], LossReport]
_BOTH: tuple[Rows, ...] = ("incidents", "events")


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the suffix of its files, what a row is, and which rows it has.

    `rows` are what a caller may ask for, the usual one first; a format of one sort of rows has one. `binary` says that
    it needs a stream of bytes; all others take bytes or text.
    """

    name: str
    suffix: str
    row: str
    rows: tuple[Rows, ...]
    binary: bool
    _columns: Mapping[Rows, tuple[str, ...]]
    _write: _Write

    def columns(self, rows: Rows | None = None) -> tuple[str, ...]:
        """Give the columns, or the keys of an object, in order."""
        return self._columns[self._wanted(rows)]

    def file_name(self, rows: Rows | None = None) -> str:
        """Give the usual name of a file: "incidents.csv", "acled.csv"."""
        wanted = self._wanted(rows)
        return f"{wanted if len(self.rows) > 1 else self.name}{self.suffix}"

    def write(self, cases: Iterable[ExportCase], out: Out, rows: Rows | None = None) -> LossReport:
        """Write all cases into a stream, which stays open, and report what the format could not hold."""
        return self._write(cases, out, self._wanted(rows))

    def _wanted(self, rows: Rows | None) -> Rows:
        if rows is not None and rows not in self.rows:
            raise TocsinError("export.no-such-rows", format=self.name, rows=rows, known=" or ".join(self.rows))
        return rows or self.rows[0]


def _own(name: str, write: _Write, keys: Mapping[Rows, tuple[str, ...]], *, binary: bool = False) -> Format:
    return Format(name, f".{name}", "one incident, or one event", _BOTH, binary, keys, write)


def _foreign(
    name: str, suffix: str, row: str, rows: Rows, write: Callable[[Iterable[ExportCase], Out], LossReport]
) -> Format:
    return Format(name, suffix, row, (rows,), False, {rows: columns(name)}, lambda cases, out, _: write(cases, out))


_TABLE: Mapping[Rows, tuple[str, ...]] = {rows: columns(f"own-{rows}") for rows in _BOTH}
# a point is the geometry of a feature, not a property
_POINTS: Mapping[Rows, tuple[str, ...]] = {
    rows: tuple(name for name in names if name not in ("lat", "lon")) for rows, names in _TABLE.items()
}
_RECORD: Mapping[Rows, tuple[str, ...]] = {
    "incidents": ("schema", *fields_of(Incident)),
    "events": ("schema", *EVENT_FIELDS),
}
_STRUCTS: Mapping[Rows, tuple[str, ...]] = {rows: parquet_columns(rows) for rows in _BOTH}

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        _own("csv", write_own_csv, _TABLE),
        _own("jsonl", write_lines, _RECORD),
        _own("geojson", write_geojson, _POINTS),
        _own("parquet", write_parquet, _STRUCTS, binary=True),
        _foreign("plover", ".jsonl", "one event", "events", write_plover),
        _foreign("polecat", ".tsv", "one event", "events", write_polecat),
        _foreign(
            "gdelt-events",
            ".tsv",
            "one incident, or one event that belongs to none",
            "incidents",
            write_gdelt_events,
        ),
        _foreign(
            "gdelt-mentions",
            ".tsv",
            "one account of an incident, or one event that belongs to none",
            "incidents",
            write_gdelt_mentions,
        ),
        _foreign("acled", ".csv", "one incident", "incidents", write_acled),
        _foreign("ucdp", ".csv", "one incident with at least one death", "incidents", write_ucdp),
    )
}
