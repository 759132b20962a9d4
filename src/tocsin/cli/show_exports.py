"""Exports on a terminal: the formats, what was lost, and tables that cannot do harm there."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tocsin.cli.terminal import Line, console, line, visible, write
from tocsin.errors import TocsinError
from tocsin.records.contract import to_line
from tocsin.store.exports import FORMATS, Format, LossReport

# format -> for whom or what it is
_TOLD = {
    "csv": "A table for spreadsheets, with commas.",
    "jsonl": "Every field of the records, one JSON object a line.",
    "geojson": "Points for maps, with the columns of the table as properties.",
    "parquet": "Typed columns with everything nested, for analysis; needs tocsin[parquet].",
    "plover": "Events in PLOVER's JSON.",
    "polecat": "Events in the columns of POLECAT.",
    "gdelt-events": "The events table of GDELT 2.",
    "gdelt-mentions": "The mentions table of GDELT 2.",
    "acled": "The columns of ACLED.",
    "ucdp": "The columns of UCDP GED.",
}


class _Screen(io.TextIOBase):
    """A terminal that shows text made safe, line by line."""

    def write(self, text: str) -> int:
        sys.stdout.write("\n".join(visible(each.rstrip("\r")) for each in text.split("\n")))
        return len(text)


def screen(form: Format) -> IO[bytes] | IO[str]:
    """Give standard output for a format: bytes as they are into a pipe or a file, safe text on a terminal."""
    if not sys.stdout.isatty():
        sys.stdout.flush()
        return sys.stdout.buffer
    if form.binary:
        raise TocsinError("export.binary")
    return _Screen()  # type: ignore[return-value]  # a text stream, which IO[str] is only for type checkers


def show_loss(report: LossReport, into: Path | None) -> None:
    """Write what was lost: lines on standard error, or JSON into a file."""
    if into is None:
        write([line(each) for each in report.to_lines()], console(sys.stderr))
        return
    row = to_line(report.to_dict()) + "\n"
    if into == Path("-"):
        sys.stdout.write(row)
        return
    try:
        into.write_text(row, encoding="utf-8")
    except OSError as error:
        raise TocsinError("export.unwritable", path=into, problem=error.strerror or error) from error


def format_rows() -> Iterator[list[Line]]:
    """List the formats: a sentence on each, what a row is, and the usual name of the file."""
    wide = max(map(len, FORMATS))
    for form in FORMATS.values():
        files = " or ".join(form.file_name(rows) for rows in form.rows)
        row = f"A row is {form.row}; {files}."
        yield [line((form.name.ljust(wide), "bold"), f"  {_TOLD[form.name]}"), line((row, "dim"), indent=wide + 2)]
