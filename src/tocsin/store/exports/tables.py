"""Writes tables row by row: with commas and quotes, or with tabs alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence

from tocsin.store.exports.cells import Cell, Out, csv_text, text_into, tsv_text

Row = Mapping[str, Cell]


def write_csv(rows: Iterable[Row], out: Out, columns: Sequence[str]) -> None:
    """Write a table by RFC 4180 with a header; a stream of text must be opened with `newline=""`."""
    # the csv module quotes a carriage return only where lines end with one
    writer = csv.writer(_Sink(text_into(out)), lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_text(cell) for cell in row.values()])


def write_tsv(rows: Iterable[Row], out: Out, columns: Sequence[str], *, header: bool) -> None:
    """Write a table in UTF-8 with tabs; nothing in it is quoted."""
    write = text_into(out)
    if header:
        write("\t".join(columns) + "\n")
    for row in rows:
        write("\t".join(tsv_text(cell) for cell in row.values()) + "\n")


class _Sink:
    """What the csv module takes for a file."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write
