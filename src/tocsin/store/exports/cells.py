"""Cells of tables: how numbers and lists are written, and how text from the web is made harmless."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable
from typing import IO, Any, cast

from tocsin.errors import TocsinError

Cell = str | int | float | bool | None
# A stream of bytes or of text
Out = IO[bytes] | IO[str]

# characters; spreadsheets break a row behind a longer cell
LONGEST = 32_767

# what a spreadsheet takes for the beginning of a formula, also behind apostrophes, so that the guard can be taken off
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARD = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
# half characters, which UTF-8 cannot hold, and NUL, which databases refuse
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def mended(text: str) -> str:
    """Put U+FFFD for each character that is none by itself, so that offsets still hold."""
    return _BROKEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Put a space for tabs, line breaks and other control characters."""
    return _BREAKS.sub(" ", text)


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe of `guarded` off again."""
    return text[1:] if _GUARD.match(text) else text


def is_long(cell: Cell) -> bool:
    """Say whether a cell is longer than spreadsheets hold."""
    return isinstance(cell, str) and len(cell) > LONGEST


def number(value: float | None) -> int | float | None:
    """Give a whole number as one, and nothing for what is no number."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


def csv_text(cell: Cell) -> str:
    """Write one cell of a CSV table; text is cut at `LONGEST` characters, made whole and guarded."""
    return guarded(mended(_cut(cell))) if isinstance(cell, str) else _plain(cell)


def tsv_text(cell: Cell) -> str:
    """Write one cell of a table with tabs, which nothing quotes: on one line, and never beginning with a quote mark."""
    if not isinstance(cell, str):
        return _plain(cell)
    text = one_line(mended(_cut(cell)))
    return guarded(f"'{text[1:]}" if text.startswith('"') else text)


def joined(values: Iterable[str], by: str = "; ") -> str:
    """Join a list into one cell; a separator inside an entry becomes a comma."""
    mark = by.strip()
    return by.join(value.replace(mark, ",") for value in values)


def text_into(out: Out) -> Callable[[str], object]:
    """Give what writes text into a stream, as UTF-8 where it wants bytes."""
    write: Callable[[Any], object] = out.write
    return write if _is_text(out) else lambda text: write(text.encode("utf-8"))


def bytes_of(out: Out) -> IO[bytes]:
    """Give the stream of bytes; a text stream without one below it is refused."""
    below: Any = getattr(out, "buffer", None) if _is_text(out) else out
    if below is None:
        raise TocsinError("export.binary")
    return cast(IO[bytes], below)


def _is_text(out: Out) -> bool:
    if isinstance(out, io.TextIOBase | io.BufferedIOBase | io.RawIOBase):
        return isinstance(out, io.TextIOBase)
    mode = getattr(out, "mode", "b")
    return isinstance(mode, str) and "b" not in mode


def _plain(cell: int | float | bool | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    value = number(cell)
    return "" if value is None else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
