"""One page of a list, on a terminal, in a pipe or as JSON, and how to see the next one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

from tocsin.cli.filters import Asked
from tocsin.cli.terminal import Line, console, line, write
from tocsin.records import Page

T = TypeVar("T")


def show_page(page: Page[T], row: Callable[[T], list[Line]], asked: Asked, noun: str) -> None:
    """Print the records of a page, and on standard error how many they are and how to see more."""
    out = console()
    for record in page.rows:
        if asked.as_json:
            show_json(record)
        else:
            show_row(row(record))
    out.file.flush()
    write([line((_counted(page, noun), "dim"))], console(sys.stderr))


def show_json(record: object) -> None:
    """Print one record as one line of JSON."""
    from tocsin.records.contract import to_line
    from tocsin.run.desk.jsons import to_dict

    sys.stdout.write(to_line(to_dict(record)) + "\n")


def show_row(lines: Iterable[Line]) -> None:
    """Print one record: its lines on a terminal, all of them in one into a pipe."""
    out = console()
    if out.is_terminal:
        write(lines, out)
    else:
        out.file.write(" · ".join(each.text.plain.strip() for each in lines) + "\n")


def _counted(page: Page[T], noun: str) -> str:
    count = len(page.rows)
    told = f"{count} {noun}" if count == 1 else f"{count or 'no'} {noun}s"
    return told if page.cursor is None else f"{told}; more with --cursor {page.cursor}"
