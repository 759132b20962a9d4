"""Says what a number counts by the words beside it: "killing two", "nine others are still missing"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tocsin.language.lexicon import lexicon

_DATA = Path(__file__).parent / "data"
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d|[^\w\s]")
_WIDTH = 160
_MARKS = frozenset(',;:.()–—?!“”"‘')


@cache
def cues(side: str) -> dict[str, str]:
    """Give the words that tell before ("before") or behind a number ("after") what it counts, each with its kind."""
    found: dict[str, str] = {}
    for kind, lists in lexicon("counting", _DATA).items():
        if isinstance(lists, dict):
            found |= dict.fromkeys(lists[side], kind)
    return found


@cache
def _stops() -> frozenset[str]:
    return frozenset(lexicon("counting", _DATA)["stops"])


def counted_by_words(text: str, start: int, end: int, others: tuple[tuple[int, int], ...] = ()) -> str | None:
    """Give the kind that the words in a figure, right before it, or after it in its clause name; None without any.

    `others` are the figures beside it, over which the search does not run.
    """
    room = lexicon("counting", _DATA)
    low = max([text.rfind("\n", 0, start) + 1, *(e for _, e in others if e <= start)])
    high = min([len(text), *(s for _, s in others if s >= end)])
    # wider than so many words can be, and what the cut leaves of a word is not reached
    before = _TOKEN.findall(text[max(low, start - _WIDTH) : start].lower())[::-1]
    after = _TOKEN.findall(text[end : min(high, end + _WIDTH)].partition("\n")[0].lower())
    inside = next((w for w in _TOKEN.findall(text[start:end].lower()) if w in cues("after")), None)
    if inside:
        return cues("after")[inside]
    return _first(before[: room["before"]], "before") or _first(after[: room["after"]], "after")


def _first(words: list[str], side: str) -> str | None:
    """Give the kind of the first telling word, up to where the clause ends."""
    for word in words:
        if word in _MARKS or word in _stops():
            return None
        if word in cues(side):
            return cues(side)[word]
    return None


def is_uncounted(quote: str) -> bool:
    """Say whether a phrase counts what no figure is about: "three villages"."""
    words = [word for word in _TOKEN.findall(quote.lower()) if word.isalpha()]
    return bool(words) and words[-1] in lexicon("counting", _DATA)["uncounted"]
