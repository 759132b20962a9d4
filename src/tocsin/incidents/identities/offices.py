"""What the roles of a person say: offices held, ranks, trades, and whether somebody is in public life."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tocsin.incidents.identities.spelling import data, fold, folded_list

Sort = Literal["sole", "public", "ranks", "callings", "trades", "bystanders"]
Standing = Literal["public", "private"]

_SORTS: tuple[Sort, ...] = ("sole", "public", "ranks", "callings", "trades", "bystanders")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONGEST = 6
# roles come from the web: what is longer than this is no role
_MOST_LETTERS, _MOST_WORDS = 200, 12


@dataclass(frozen=True, slots=True)
class Office:
    """One role read: its plain name and how much holding it proves."""

    name: str
    sort: Sort


@lru_cache(maxsize=1)
def _offices() -> dict[tuple[str, ...], Sort]:
    found: dict[tuple[str, ...], Sort] = {}
    for sort in _SORTS:
        for name in folded_list("offices", sort):
            found.setdefault(role_words(name), sort)
    return found


@lru_cache(maxsize=1)
def _same() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Give what stands for a phrase or for one word."""
    return {tuple(_WORD.findall(fold(k))): tuple(_WORD.findall(fold(v))) for k, v in data("offices")["same"].items()}


@lru_cache(maxsize=8192)
def role_words(text: str) -> tuple[str, ...]:
    """Cut a role into plain words, abbreviations written out and spellings made one."""
    line = [part for word in _WORD.findall(fold(text[:_MOST_LETTERS])) for part in _same().get((word,), (word,))]
    passing = folded_list("offices", "passing")
    while len(line) > 1 and line[0] in passing:
        del line[0]
    return _same().get(tuple(line), tuple(line))


@lru_cache(maxsize=8192)
def read_role(text: str) -> Office | None:
    """Read a role; None where no known office, rank, calling or trade is in it.

    Words before it that are not known make a `sole` office one of several ("club president"), and so does what it is
    held in ("president of the league").
    """
    line = role_words(text)
    if not line or len(line) > _MOST_WORDS:
        return None
    if line in _offices():
        return Office(" ".join(line), _offices()[line])
    head = line[: line.index("of")] if "of" in line[1:] else line
    for start in range(max(0, len(head) - _LONGEST), len(head)):
        sort = _offices().get(head[start:])
        if sort is None:
            continue
        name = " ".join(head[start:])
        if start and head[start - 1] in folded_list("offices", "other_office"):
            name = f"{head[start - 1]} {name}"
        return Office(name, "public" if sort == "sole" else sort)
    return None


def title_length(words: tuple[str, ...]) -> int:
    """Say how many of the folded words at the front of a name are a title that it can lose."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        line = role_words(" ".join(words[:size]))
        if line in _offices():
            return size
    return 0


def standing_of(offices: Iterable[Office], sectors: Iterable[str]) -> frozenset[Standing]:
    """Say whether somebody is in public life or a private person, or neither where nothing says so.

    Sectors tell only where no role does.
    """
    sorts = {office.sort for office in offices}
    public = bool(sorts & {"sole", "public", "ranks"})
    private = bool(sorts & {"trades", "bystanders"})
    if not sorts:
        marks = frozenset(sectors)
        public = bool(marks & _sectors("public_sectors"))
        private = bool(marks) and marks <= _sectors("private_sectors")
    if public == private:
        return frozenset()
    return frozenset({"public"}) if public else frozenset({"private"})


@lru_cache(maxsize=2)
def _sectors(key: str) -> frozenset[str]:
    return frozenset(data("offices")[key])
