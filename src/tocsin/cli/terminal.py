"""Writing to a terminal or a pipe: lines that wrap with their indentation, and text that cannot do harm there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tocsin.records import Span

_BLANK = re.compile(r"[\t\n\x0b\f\r\u2028\u2029\x85]+")
# control characters could drive the terminal; format characters that turn the reading direction could make
# a quotation read as something else; lone surrogates cannot be written at all
_HOSTILE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_SHOWN = 4  # positions of mentions on one line; the rest are in --json


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output: its text with styles, and how far it is indented when it wraps."""

    text: Text
    indent: int = 0


def visible(text: str) -> str:
    """Make text safe for a terminal: line breaks become blanks, control and direction characters their code."""
    return _HOSTILE.sub(lambda found: f"<U+{ord(found[0]):04X}>", _BLANK.sub(" ", text))


def line(*parts: str | tuple[str, str], indent: int = 0) -> Line:
    """Join parts, each plain or (text, style), to one line; every part is made safe first."""
    pieces = ((visible(p), "") if isinstance(p, str) else (visible(p[0]), p[1]) for p in parts)
    return Line(Text.assemble(*pieces), indent)


def position(spans: Iterable[Span]) -> str:
    """Write where spans lie in the text: [12-40] or, for more than a few, the first ones and how many follow."""
    all_spans = list(spans)
    if not all_spans:
        return ""
    text = ", ".join(f"{span.start}-{span.end}" for span in all_spans[:_SHOWN])
    more = len(all_spans) - _SHOWN
    return f"  [{text}]" if more <= 0 else f"  [{text}, {more} more]"


def console(stream: IO[str] | None = None) -> Console:
    """Open rich on standard output, or on another stream; colour and wrapping only where it is a terminal."""
    return Console(file=stream or sys.stdout, highlight=False, markup=False, emoji=False)


def write(lines: Iterable[Line], out: Console) -> None:
    """Write lines: wrapped to the terminal with their indentation, or whole, one a line, into a pipe."""
    for each in lines:
        if out.is_terminal:
            out.print(Padding(each.text, (0, 0, 0, each.indent)))
        else:
            out.file.write(" " * each.indent + each.text.plain.rstrip() + "\n")
