"""Finds which reports stand for one source: copies of one text, copy of one agency, outlets of one publisher.

Independent sources of an incident are counted so: its reports are joined where they are of one outlet or publisher,
where half of the five-word sequences of the shorter one stand in the other, or where both credit one agency; what is
left apart is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import combinations

from tocsin.incidents.wording import data, fold, words_of

_SEQUENCE = 5  # words
_SAME = 0.5  # share of the shorter text's sequences
_MOST = 60_000  # characters of a text that are compared
_DATELINE = re.compile(r"^[^\n(]{2,60}\(([^()\n]{2,40})\)\s*[—–-]", re.MULTILINE)
_CLOSING = re.compile(
    r"^\s*(?:\(([^()\n]{2,40})\)|[—–-]\s*([^\n.]{2,40}))\s*$|\(([A-Z][^()\n]{1,40})\)\s*$", re.MULTILINE
)
_BYLINE = re.compile(r"^By ([^\n]{2,60})$", re.MULTILINE)
_PARTS = re.compile(r"[/,;|]|\band\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as far as counting sources needs it."""

    report: str
    outlet: str | None
    published: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """The number of the independent source that a report counts towards, from 1, and why it shares it with others."""

    group: int
    joined: str | None


def sources_of(printed: Sequence[Printed]) -> dict[str, Source]:
    """Number the independent sources behind some reports, in order of publication."""
    ordered = sorted(printed, key=lambda p: (p.published or "9999", p.report))
    leader = {p.report: p.report for p in ordered}
    why: dict[str, str] = {}
    for one, other in combinations(ordered, 2):
        first, second = _leader(leader, one.report), _leader(leader, other.report)
        # of a story that a hundred outlets print, each copy is compared with one of the others
        if first != second and (reason := same_source(one, other)) is not None:
            leader[second] = first
            why.setdefault(other.report, reason)
            why.setdefault(one.report, reason)
    numbers: dict[str, int] = {}
    for each in ordered:
        numbers.setdefault(_leader(leader, each.report), len(numbers) + 1)
    return {p.report: Source(numbers[_leader(leader, p.report)], why.get(p.report)) for p in ordered}


def same_source(one: Printed, other: Printed) -> str | None:
    """Say why two reports are not independent, None where nothing shows it."""
    mine, theirs = publisher(one.outlet), publisher(other.outlet)
    if mine is not None and mine == theirs:
        return "same publisher"
    if overlap(one.text, other.text) >= _SAME:
        return "same text"
    agency = credit(one.text)
    if agency is not None and agency == credit(other.text):
        return "same agency"
    # an agency's own report, and one that credits it
    own = (mine is not None and mine == credit(other.text)) or (theirs is not None and theirs == agency)
    return "same agency" if own else None


@lru_cache(maxsize=4096)
def publisher(outlet: str | None) -> str | None:
    """Give the folded name of an outlet's publisher; the outlet's own where no other is known."""
    if outlet is None or not outlet.strip():
        return None
    folded = fold(outlet)
    return _known("publishers").get(folded, _known("agencies").get(folded, folded))


@cache
def _known(table: str) -> Mapping[str, str]:
    return {fold(name): fold(owner) for owner, names in data("publishers")[table].items() for name in (owner, *names)}


@lru_cache(maxsize=4096)
def credit(text: str) -> str | None:
    """Find the agency that a report credits in its dateline, its byline or its last lines, folded."""
    head, foot = text[:1500], text[-400:]
    found = [m[1] for m in _DATELINE.finditer(head)] + [m[1] for m in _BYLINE.finditer(head)]
    found += [next(filter(None, m.groups())) for m in _CLOSING.finditer(foot)]
    parts = (part for name in found for part in _PARTS.split(name))
    return next((agency for part in parts if (agency := _agency(part)) is not None), None)


def _agency(name: str) -> str | None:
    folded = fold(name)
    known = _known("agencies").get(folded)
    if known is not None:
        return known
    return folded if any(f" {word} " in f" {folded} " for word in data("publishers")["agency"]["words"]) else None


def overlap(one: str, other: str) -> float:
    """Give the share of the shorter text's five-word sequences that stand in the other, 0 to 1."""
    mine, theirs = _sequences(one), _sequences(other)
    least = min(len(mine), len(theirs))
    return len(mine & theirs) / least if least else 0.0


@lru_cache(maxsize=2048)
def _sequences(text: str) -> frozenset[int]:
    words = words_of(text[:_MOST])
    return frozenset(
        int.from_bytes(blake2b(" ".join(words[i : i + _SEQUENCE]).encode(), digest_size=6).digest(), "big")
        for i in range(len(words) - _SEQUENCE + 1)
    )


def _leader(leader: dict[str, str], each: str) -> str:
    while leader[each] != each:
        each = leader[each]
    return each
