"""Find borders in a text: "the border between Serbia and Kosovo", "the Lebanese-Israeli border"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tocsin.resolve.gazetteer.entry import Entry, distance_km
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.places_geometry import KM_A_DEGREE, Point, border_of
from tocsin.resolve.places_locate import Located
from tocsin.resolve.places_text import Page
from tocsin.resolve.places_words import place_words

GAP = 40  # characters that may stand between the word "border" and the names that belong to it
ADJACENT = 150.0  # kilometres: both sides of a border have a town nearer to it than this
GUESS = 0.6  # how sure the other side of a border is where the text names only one


@dataclass(frozen=True)
class Border:
    """A border that the text names: the words, the two sides, and a point on it."""

    start: int
    end: int
    sides: tuple[Entry, Entry]
    point: Point
    score: float
    near: str | None = None  # "near", "12 km from"
    guessed: bool = False  # the text names one side only, and the other was taken from the rest of it


def find_borders(page: Page, located: Sequence[Located], gazetteer: Gazetteer) -> list[Border]:
    """Find the borders that the text names, in reading order; each stretch of text gives one."""
    finder = _Finder(page, gazetteer)
    sides = [one for one in located if one.entry and one.entry.kind in ("country", "admin1")]
    found: list[Border] = []
    for number, one in enumerate(sides):
        border = finder.pair(one, sides[number + 1 : number + 2]) or finder.single(one, located)
        if border and not any(border.start < b.end and b.start < border.end for b in found):
            found.append(border)
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    word = rf"(?:{place_words().border})"
    return (
        re.compile(
            rf"(?:\bthe\s+)?\b{word}\s+(?:region\s+|areas?\s+)?(?:between|of|separating|dividing)\s+(?:the\s+)?$", re.I
        ),
        re.compile(r"^\s*(?:[-–—/]|and\s+(?:the\s+)?|,\s*)\s*(?:the\s+)?$", re.I),
        re.compile(rf"^(?:['’]s?)?\s+(?:[a-z]+\s+)?{word}\b(?:\s+(?:with|to)\s+(?:the\s+)?)?", re.I),
        re.compile(rf"\b{word}\s+(?:with|to|into)\s+(?:the\s+)?$", re.I),
    )


class _Finder:
    """Looks for the word "border" and what belongs to it on one page."""

    def __init__(self, page: Page, gazetteer: Gazetteer) -> None:
        self._page = page
        self._gazetteer = gazetteer

    def pair(self, one: Located, following: Sequence[Located]) -> Border | None:
        """Read a border both of whose sides stand in the text one after the other."""
        if not following:
            return None
        between, join, after, _ = _patterns()
        two = following[0]
        text, (a, b) = self._page.text, (one.mention, two.mention)
        if b.start - a.end > GAP:
            return None
        middle = text[a.end : b.start]
        if join.match(middle):
            if ahead := between.search(text[max(0, a.start - GAP) : a.start]):
                return self._border(one, two, a.start - len(ahead[0]), b.end)
            if behind := after.match(text[b.end : b.end + GAP]):
                return self._border(one, two, a.start, b.end + len(behind[0].rstrip()))
        across = after.match(middle)
        if across and across.end() == len(middle) and across[0].rstrip().lower().endswith(("with", "to", "the")):
            return self._border(one, two, a.start, b.end)
        return None

    def single(self, one: Located, located: Sequence[Located]) -> Border | None:
        """Read a border of which the text names one side: the other is the neighbour that it names most."""
        _, _, after, before = _patterns()
        text, mention = self._page.text, one.mention
        start, end = mention.start, mention.end
        if behind := after.match(text[end : end + GAP]):
            end += len(behind[0].rstrip())
        elif ahead := before.search(text[max(0, start - GAP) : start]):
            start -= len(ahead[0])
        else:
            return None
        counts: Counter[str] = Counter()
        others: dict[str, Located] = {}
        for other in located:
            if other.entry and one.entry and other.entry.country not in (None, one.entry.country):
                country = other.entry.country or ""
                counts[country] += 1 + 2 * (other.mention.sentence == mention.sentence)
                others.setdefault(country, other)
        for country, _count in sorted(counts.items(), key=lambda c: (-c[1], others[c[0]].mention.start)):
            nation = self._gazetteer.country(country)
            border = self._border(one, replace(others[country], entry=nation), start, end)
            if border and self._adjacent(border):
                return replace(border, guessed=True, score=round(border.score * GUESS, 4))
        return None

    def _adjacent(self, border: Border) -> bool:
        """Say whether both sides come near the point that was found between them."""
        for side in border.sides:
            towns = self._gazetteer.towns(side.country or "", side.admin1 if side.kind == "admin1" else None)
            # the latitude alone rules out most
            close = [town for town in towns if abs(town[0] - border.point[0]) * KM_A_DEGREE < ADJACENT]
            if not any(distance_km(*border.point, *town) < ADJACENT for town in close):
                return False
        return True

    def _border(self, one: Located, two: Located, start: int, end: int) -> Border | None:
        if one.entry is None or two.entry is None or one.entry.ref == two.entry.ref:
            return None
        point = border_of(one.entry, two.entry, self._gazetteer)
        if point is None:
            return None
        ahead = self._page.text[max(0, start - GAP) : start].rpartition("\n")[2]
        words = place_words()
        found = words.distance_before.search(ahead) or words.near_before.search(ahead)
        near = re.sub(r"\s+the$", "", ahead[found.start() :].strip()) if found else None
        return Border(start, end, (one.entry, two.entry), point, round(min(one.score, two.score), 4), near)
