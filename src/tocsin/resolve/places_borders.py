"""Find borders in a text: "the border between Serbia and Kosovo", "the Lebanese-Israeli border"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.resolve.gazetteer.entry import Entry, distance_km
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.places_geometry import Point, border_of
from tocsin.resolve.places_locate import Located
from tocsin.resolve.places_text import Page
from tocsin.resolve.places_words import place_words

GAP = 40  # characters that may stand between the word "border" and the names that belong to it


@dataclass(frozen=True)
class Border:
    """A border that the text names: the words, the two sides, and a point on it."""

    start: int
    end: int
    sides: tuple[Entry, Entry]
    point: Point
    score: float
    guessed: bool  # the text names one side only, and the other was taken from the rest of it


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    word = rf"(?:{place_words().border})"
    return (
        re.compile(rf"(?:\bthe\s+)?\b{word}\s+(?:region\s+|area\s+|areas\s+)?(?:between|of|separating|dividing)\s+(?:the\s+)?$", re.I),
        re.compile(r"^\s*(?:[-–—/]|and\s+(?:the\s+)?|,\s*)\s*(?:the\s+)?$", re.I),
        re.compile(rf"^(?:['’]s?)?\s+(?:[a-z]+\s+)?{word}\b(?:\s+(?:with|to)\s+(?:the\s+)?)?", re.I),
        re.compile(rf"\b{word}\s+(?:with|to|into)\s+(?:the\s+)?$", re.I),
    )  # fmt: skip


def find_borders(page: Page, located: Sequence[Located], gazetteer: Gazetteer) -> list[Border]:
    """Find the borders that the text names, in reading order; each stretch of text gives one."""
    sides = [one for one in located if one.entry and one.entry.kind in ("country", "admin1")]
    found: list[Border] = []
    for number, one in enumerate(sides):
        border = _pair(page, one, sides[number + 1 : number + 2], gazetteer) or _single(page, one, located, gazetteer)
        if border and not any(border.start < b.end and b.start < border.end for b in found):
            found.append(border)
    return found


def _pair(page: Page, one: Located, following: Sequence[Located], gazetteer: Gazetteer) -> Border | None:
    """Read a border both of whose sides stand in the text one after the other."""
    if not following:
        return None
    between, join, after, _ = _patterns()
    two = following[0]
    text, (a, b) = page.text, (one.mention, two.mention)
    if b.start - a.end > GAP:
        return None
    middle = text[a.end : b.start]
    if join.match(middle):
        if ahead := between.search(text[max(0, a.start - GAP) : a.start]):
            return _border(one, two, a.start - len(ahead[0]), b.end, gazetteer)
        if behind := after.match(text[b.end : b.end + GAP]):
            return _border(one, two, a.start, b.end + len(behind[0].rstrip()), gazetteer)
    if (across := after.match(middle)) and across.end() == len(middle) and across[0].rstrip().lower().endswith(("with", "to", "the")):
        return _border(one, two, a.start, b.end, gazetteer)
    return None


def _single(page: Page, one: Located, located: Sequence[Located], gazetteer: Gazetteer) -> Border | None:
    """Read a border of which the text names one side: the other is the neighbour that it names most."""
    _, _, after, before = _patterns()
    text, mention = page.text, one.mention
    start, end = mention.start, mention.end
    if behind := after.match(text[end : end + GAP]):
        end += len(behind[0].rstrip())
    elif ahead := before.search(text[max(0, start - GAP) : start]):
        start -= len(ahead[0])
    else:
        return None
    counts: Counter[str] = Counter()
    entries: dict[str, Located] = {}
    for other in located:
        entry = other.entry
        if entry and one.entry and entry.kind == "country" and entry.country != one.entry.country and entry.country:
            counts[entry.country] += 1 + 2 * (other.mention.sentence == mention.sentence)
            entries.setdefault(entry.country, other)
    for country, _count in sorted(counts.items(), key=lambda c: (-c[1], entries[c[0]].mention.start)):
        border = _border(one, entries[country], start, end, gazetteer, guessed=True)
        if border and _neighbours(border, gazetteer):
            return border
    return None


def _neighbours(border: Border, gazetteer: Gazetteer) -> bool:
    """Say whether both sides come near the point that was found between them."""
    lat, lon = border.point
    for side in border.sides:
        towns = gazetteer.towns(side.country or "", side.admin1 if side.kind == "admin1" else None)
        if not any(distance_km(lat, lon, *town) < 150 for town in towns):
            return False
    return True


def _border(
    one: Located, two: Located, start: int, end: int, gazetteer: Gazetteer, *, guessed: bool = False
) -> Border | None:
    if one.entry is None or two.entry is None or one.entry.ref == two.entry.ref:
        return None
    point = border_of(one.entry, two.entry, gazetteer)
    if point is None:
        return None
    score = min(one.score, two.score) * (0.6 if guessed else 1.0)
    return Border(start, end, (one.entry, two.entry), point, round(score, 4), guessed)
