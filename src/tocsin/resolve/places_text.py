"""Read what the text says about each mention of a place: its name proper, its kind, its side, what holds it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tocsin.language.sentences import split_sentences
from tocsin.resolve.gazetteer.entry import Entry, How
from tocsin.resolve.gazetteer.names import bare, fold
from tocsin.resolve.gazetteer.query import Gazetteer, Match
from tocsin.resolve.places_words import place_words

LOOK_BACK = 60  # characters before a name in which words of kind, side and distance are looked for
LOOK_AHEAD = 90
SHORT = 3  # names this short are codes, to be taken only as they are written

_SITES = frozenset({"site", "quarter"})
_WORD = re.compile(r"[^\W\d_](?:[\w.&\-‑]|['’](?=\w))*")
_ARTICLE = re.compile(r"(?:^|\b)the\s+$|^the\s", re.I)
_VILLAGE = re.compile(r"\b(?:village|hamlet)s?\s+(?:called\s+|named\s+|of\s+)?(?:the\s+)?$", re.I)
_MODIFIED = re.compile(r"['’-]|\s+[^\W\d_a-z]")  # "the Paris Accord": the article belongs to another word
_POSSESSIVE = re.compile(r"['’]s?$")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "a few": 3, "several": 5, "dozens of": 36,
}  # fmt: skip


@dataclass(frozen=True)
class Qualifier:
    """Words that bound a place: which side of it, how far from it, or just near it."""

    words: str
    bearing: int | None = None
    kilometres: float | None = None
    outside: bool = False  # the happening is beside the place, not in it


@dataclass(frozen=True)
class Parent:
    """A larger place that the text joins to a mention."""

    matches: tuple[Match, ...]
    bond: str  # "joined": Paris, Texas; "inside": Paris in Texas; "loose": Texas's small town of Paris


@dataclass(frozen=True)
class Mention:
    """One name of a place in the text, with all that the words around it say."""

    start: int
    end: int
    name: str  # the name proper, as it is written
    key: str  # the folded name that was found, or the folded text where nothing was
    matches: tuple[Match, ...]
    kinds: frozenset[str]
    parents: tuple[Parent, ...]
    qualifier: Qualifier | None
    sentence: int
    paragraph: int
    article: bool = False  # "the Gambia", "the Pacific"
    village: bool = False  # the text calls it a village
    people: bool = False


@dataclass(frozen=True)
class Head:
    """A country, a well-known area or a people that the text names."""

    start: int
    end: int
    key: str
    places: tuple[tuple[str, str | None], ...]  # country and first-level area, each as likely as the others
    sentence: int
    paragraph: int
    people: bool  # a word for a people, not the name of a place


@dataclass
class Page:
    """A text with its sentences and paragraphs."""

    text: str
    sentences: Sequence[tuple[int, int]]
    paragraphs: Sequence[int]  # where each begins
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, sentences: Sequence[tuple[int, int]] | None = None) -> Page:
        """Cut a text into paragraphs at blank lines and, unless they are given, into sentences."""
        found = sorted(sentences) if sentences else split_sentences(text)
        paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*\n", text))]
        return cls(text, found, paragraphs, [s[0] for s in found])

    def sentence(self, offset: int) -> int:
        """Number the sentence that holds a character."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraph(self, offset: int) -> int:
        """Number the paragraph that holds a character."""
        return max(0, bisect_right(self.paragraphs, offset) - 1)


def read_mention(page: Page, start: int, end: int, gazetteer: Gazetteer, *, people: bool = False) -> Mention:
    """Read one mention."""
    words = place_words()
    text = page.text[start:end]
    before = page.text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
    after = page.text[end : end + LOOK_AHEAD].partition("\n")[0]
    name, inner_kinds, inner_side, inner_parent = _proper_name(text, gazetteer)
    key, matches, bare_kind = _look_up(name, before, gazetteer)
    kinds = set(inner_kinds)
    if bare_kind:
        # "Mirny Village" may be a village or the name of a housing estate; "Licking County" is a county
        kinds |= _kinds_of(bare_kind) - {"settlement"}
    kinds |= _kinds_around(before, after)
    parents = _parents(before, after, gazetteer)
    if inner_parent:
        parents = (Parent(_areas(inner_parent, gazetteer)[0], "joined"), *parents)
    modified = _MODIFIED.match(after)
    return Mention(
        start,
        end,
        name,
        key,
        matches,
        frozenset(kinds),
        tuple(p for p in parents if p.matches),
        None if key.endswith(" " + fold(name)) or words.border_after.match(after) else _qualifier(before, inner_side),
        page.sentence(start),
        page.paragraph(start),
        article=bool(_ARTICLE.search(before) or _ARTICLE.match(text)) and not modified,
        village=bool(_VILLAGE.search(before) or _VILLAGE.search(text[: len(text) - len(name)])),
        people=people,
    )


def is_site(mention: Mention) -> bool:
    """Say whether a mention names a building, a street or a part of a town."""
    return bool(_SITES & mention.kinds) or any(_SITES & _kinds_of(word) for word in mention.key.split())


def find_heads(page: Page, gazetteer: Gazetteer, masked: Iterable[tuple[int, int]] = ()) -> list[Head]:
    """Find countries, well-known areas and peoples anywhere in the text but in the masked pieces."""
    known = gazetteer.heads
    barred = sorted(masked)
    heads: list[Head] = []
    words = list(_WORD.finditer(page.text))
    index = 0
    while index < len(words):
        step = 1
        word = words[index].group()
        if word[0].isupper() and fold(_POSSESSIVE.sub("", word)).partition(" ")[0] in gazetteer.head_starts:
            for length in range(min(5, len(words) - index), 0, -1):
                first, last = words[index], words[index + length - 1]
                if last.end() - first.start() > 45 or "\n" in page.text[first.start() : last.end()]:
                    continue
                found = _head(page, first.start(), last.end(), known)
                if found and not any(s < found.end and found.start < e for s, e in barred):
                    heads.append(found)
                    step = length
                    break
        index += step
    return heads


def _head(page: Page, start: int, end: int, known: dict[str, tuple[tuple[str, str | None, How], ...]]) -> Head | None:
    text = _POSSESSIVE.sub("", page.text[start:end])
    end = start + len(text)
    key = fold(text)
    matches = known.get(key)
    if not matches:
        return None
    if len(key) <= SHORT and not text.replace(".", "").isupper():
        dotted = page.text[end : end + 1] == "." or "." in text
        matches = tuple(m for m in matches if m[2] == How.OTHER and dotted)
    before = page.text[max(0, start - 2) : start].strip()
    if before[-1:] not in (",", "("):
        # an abbreviation is one only after the name of a town: "Dayton, Ind.", not "Ind. argues"
        matches = tuple(m for m in matches if m[2] != How.OTHER or len(key) > SHORT + 1)
    if not matches:
        return None
    places = tuple(dict.fromkeys((country, admin1) for country, admin1, _ in matches))
    people = all(how == How.PEOPLE for _, _, how in matches)
    return Head(start, end, key, places, page.sentence(start), page.paragraph(start), people)


def _proper_name(text: str, gazetteer: Gazetteer) -> tuple[str, set[str], Qualifier | None, str | None]:
    """Take direction words, words of kind and a larger place off a mention, unless the whole is itself a name."""
    words = place_words()
    name = _POSSESSIVE.sub("", text.strip())
    kinds: set[str] = set()
    side: Qualifier | None = None
    while not gazetteer.keyed(fold(name)) and (lead := words.lead.match(name)):
        if lead["side"]:
            side = Qualifier(name[: lead.start("rest")].strip(), words.directions[lead["side"].lower()])
        elif lead["kind"]:
            kinds |= _kinds_of(lead["kind"].lower())
        name = lead["rest"]
    parent = None
    if "," in name and not gazetteer.keyed(fold(name)):
        name, _, parent = name.partition(",")
    return name.strip(), kinds, side, parent


def _look_up(name: str, before: str, gazetteer: Gazetteer) -> tuple[str, tuple[Match, ...], str | None]:
    words = place_words()
    key = fold(name)
    # a marker may have left the first word of a name outside: "South" of "South Sudan"
    lead = re.search(r"\b(North|South|East|West|New|Northern|Southern|Eastern|Western|Central)\s+$", before)
    if lead:
        longer = f"{lead[1].lower()} {key}"
        areas = tuple(m for m in _usable(name, longer, gazetteer) if m[0].kind in ("country", "admin1", "region"))
        if any(how == How.MAIN for _, how in areas):
            return longer, areas, None
    matches = _usable(name, key, gazetteer)
    if matches:
        return key, matches, None
    short, kind = bare(key)
    if kind and (matches := _usable(name, short, gazetteer)):
        return short, matches, kind
    first, _, rest = key.partition(" ")
    if first in words.initials and rest:
        longer = f"{words.initials[first]} {rest}"
        if matches := _usable(name, longer, gazetteer):
            return longer, matches, None
    return key, (), kind


def _usable(name: str, key: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    matches = gazetteer.keyed(key)
    if len(key) <= SHORT and not name.replace(".", "").replace(" ", "").isupper() and "." not in name:
        matches = tuple(m for m in matches if m[1] == How.MAIN and m[0].kind != "country")
    return matches


@lru_cache(maxsize=1000)
def _kinds_of(word: str) -> frozenset[str]:
    return frozenset(kind for kind, names in place_words().kinds.items() if word in names)


def _kinds_around(before: str, after: str) -> frozenset[str]:
    words = place_words()
    kinds: frozenset[str] = frozenset()
    if _last_word(before) in words.kind_ends and (found := words.kind_before.search(before)):
        kinds |= _kinds_of(found[1].lower())
    if found := words.kind_after.match(after):
        kinds |= _kinds_of(found[1].lower())
    return kinds


def _parents(before: str, after: str, gazetteer: Gazetteer) -> tuple[Parent, ...]:
    words = place_words()
    parents: list[Parent] = []
    if found := words.parent_comma.match(after):
        areas, length = _areas(found[1], gazetteer)
        # "Cairo, Tunis and Algiers" is a list
        if not words.in_list.match(after[found.start(1) + length :]):
            parents.append(Parent(areas, "joined"))
    joins = " in " in after or " of " in after
    if joins and (found := words.parent_inside.match(after)):
        parents.append(Parent(_areas(found[1] or found[2], gazetteer)[0], "inside"))
    elif joins and (found := words.parent_beyond.match(after)):
        parents.append(Parent(_areas(found[1], gazetteer)[0], "loose"))
    owned = "'" in before or "’" in before
    if owned and (found := words.owner_next.search(before)):
        parents.append(Parent(_areas(found[1], gazetteer)[0], "inside"))
    elif owned and (found := words.owner_before.search(before)):
        parents.append(Parent(_areas(found[1], gazetteer)[0], "loose"))
    elif before[-2:-1].islower() and (found := words.people_before.search(before)):
        parents.append(Parent(_heads_only(found[1], gazetteer), "loose"))
    return tuple(parents)


def _last_word(text: str) -> str:
    return text.rstrip().rpartition(" ")[2].lower()


def _areas(name: str, gazetteer: Gazetteer) -> tuple[tuple[Match, ...], int]:
    """Find the countries and areas that a name, or the longest part at its start, may be, and how long that part is."""
    words = re.split(r"\s+", name.strip())
    while words:
        text = _POSSESSIVE.sub("", " ".join(words)).rstrip(",;:)")
        for key in dict.fromkeys((fold(text), bare(fold(text))[0])):
            matches = tuple(m for m in _usable(text, key, gazetteer) if _holding(*m))
            if matches:
                return matches, len(text)
        words.pop()
    return (), 0


def _holding(entry: Entry, how: How) -> bool:
    """Say whether a place may hold others under the name that was looked up."""
    return entry.kind == "admin1" or (entry.kind in ("country", "admin2") and how != How.OTHER)


def _heads_only(name: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    return _areas(name, gazetteer)[0] if fold(name) in gazetteer.heads else ()


def _qualifier(before: str, inner: Qualifier | None) -> Qualifier | None:
    words = place_words()
    last = _last_word(before)
    if last in words.distance_ends and (found := words.distance_before.search(before)):
        count = found["count"].lower()
        number = float(_NUMBERS[count]) if count in _NUMBERS else _number(count)
        bearing = words.directions[found["side"].lower()] if found["side"] else None
        kilometres = number * words.kilometres[found["unit"].lower()]
        return Qualifier(_words(before[found.start() :]), bearing, round(kilometres, 1), True)
    if inner:
        return inner
    if last in words.near_ends and (found := words.near_before.search(before)):
        side = found[1].lower().split()[0]
        if not re.search(r"\bthe\s+$", before[: found.start()]) or side not in words.directions:
            return Qualifier(_words(before[found.start() :]), words.directions.get(side), None, True)
    if last in words.side_ends and (found := words.side_before.search(before)):
        side = found["noun"] or found["adjective"]
        return Qualifier(_words(before[found.start() :]), words.directions[side.lower()])
    return None


def _words(text: str) -> str:
    return re.sub(r"\s+the$", "", text.strip(), flags=re.I)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "").rstrip("."))
    except ValueError:
        return 0.0
