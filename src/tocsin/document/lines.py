"""Cuts plain text into paragraphs: blank lines, one paragraph a line, or lines wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_HARD_WIDTHS = range(40, 121)
_WRAPPED_SHARE = 0.7
_BROKEN_SHARE = 0.4
_ENOUGH = 3
_ENDS = (".", "!", "?", "…", ":", ";", '"', "”", "’", "»", ")", "]")
_ITEM = re.compile(r"\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")
_REACH = re.compile(r"\s*(?:\S+@\S|@\w|https?://|www\.)")
_BREAKS = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def paragraphs(text: str) -> list[str]:
    """List the paragraphs of a plain text, lines that were wrapped at a width joined again."""
    groups = list(_groups(_BREAKS.split(text.expandtabs(4))))
    width = _wrap_width(groups)
    return [paragraph for group in groups for paragraph in _joined(group, width)]


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Cut at blank lines."""
    group: list[str] = []
    for line in lines:
        if line.strip():
            group.append(line.rstrip())
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrap_width(groups: Sequence[Sequence[str]]) -> int | None:
    """Find the width at which lines were wrapped; None where every line end is meant.

    Wrapped text betrays itself: where a line is followed by another, the next word would not have fitted; and its
    paragraphs end with a stop, or many of its lines begin in the middle of a sentence, unlike those of a list.
    """
    pairs = [pair for group in groups for pair in pairwise(group) if not _is_indented(*pair)]
    if len(pairs) < _ENOUGH:
        return None
    lengths = sorted(len(line) for line, _ in pairs)
    # the longest lines say how wide it is; a few that stick out (addresses, links) do not count
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width not in _HARD_WIDTHS:
        return None
    full = sum(1 for line, after in pairs if _is_full(line, after, width))
    broken = sum(1 for _, after in pairs if not after.lstrip()[0].isupper())
    ends = [group[-1].endswith(_ENDS) for group in groups if len(group) > 1]
    prose = broken >= _BROKEN_SHARE * len(pairs) or sum(ends) >= _WRAPPED_SHARE * len(ends)
    return width if prose and full >= _WRAPPED_SHARE * len(pairs) else None


def _is_indented(line: str, after: str) -> bool:
    """Say whether a line is indented against the one before, as the first of a paragraph is."""
    return len(after) - len(after.lstrip()) > len(line) - len(line.lstrip()) + 1


def _is_full(line: str, after: str, width: int) -> bool:
    """Say whether the next line's first word would not have fitted on this line."""
    # two characters of grace, because editors count the space or the line end differently
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width - 2


def _joined(group: Sequence[str], width: int | None) -> Iterator[str]:
    current = group[0]
    for line, after in pairwise(group):
        if _continues(line, after, width):
            current = f"{current} {after.strip()}"
        else:
            yield current
            current = after
    yield current


def _continues(line: str, after: str, width: int | None) -> bool:
    if _ITEM.match(after):
        return False
    if width is not None:
        return _is_full(line, after, width) and not _is_indented(line, after)
    if _REACH.match(after):
        return False
    # where lines are not wrapped at a width, only a sentence broken in the middle is joined
    return not line.endswith(_ENDS) and after.lstrip()[:1].islower()
