"""Names of persons taken apart, and how two of them stand to one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from tocsin.incidents.identities.offices import title_length
from tocsin.incidents.identities.phrases import country_prefix
from tocsin.incidents.identities.spelling import (
    data,
    fold,
    folded_list,
    heard,
    is_of_many,
    is_paired,
    is_slip,
    is_vowels_apart,
    skeleton,
)

# how two full names stand to one another: one name; one with more parts; a letter apart; the vowels of the surname
# apart; two forms of a first name
Relation = Literal["same", "longer", "slip", "vowels", "paired", "different"]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’‘ʼ`.-][^\W\d_]+)*\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_ASIDE = re.compile(r"\(([^()]*)\)|[“\"«]([^“”\"«»]*)[”\"»]")
# names come from the web: what is longer than this is cut
_MOST_LETTERS, _MOST_TOKENS = 160, 16
# two or three capitals without a vowel are initials ("JD"); a part of a double name counts from three letters
_GLUED_INITIALS, _PART_FROM = 3, 3
# a name of more words than these has two surnames where that is the custom
_GIVEN_AND_TWO = 3


class Token(NamedTuple):
    """One word of a name: as written, and folded with its hyphens."""

    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name without titles and particles.

    `parts` are the folded words in order and `sounds` what is heard of them; `surnames` the sounds by which somebody of
    this name may be called alone, and `called` those by which that is likely; `glued` the sound of all letters,
    particles among them; `titles` what was taken off the front, folded. A `single` name is one word; a `styled` one is
    one behind a style that belongs to it ("Sheikh Hasina"). `either_way` says that the order does not tell which part
    is the family's.
    """

    shown: str
    parts: tuple[str, ...]
    sounds: tuple[str, ...]
    surnames: frozenset[str]
    called: frozenset[str]
    glued: str
    suffix: str
    titles: tuple[str, ...]
    single: bool
    styled: bool
    either_way: bool

    @property
    def initials(self) -> bool:
        """Say whether the first name is an initial."""
        return len(self.parts) > 1 and len(self.parts[0]) == 1

    @property
    def short(self) -> bool:
        """Say whether this is one word, mostly a surname, or a surname with initials."""
        return self.single or self.initials

    @property
    def of_many(self) -> bool:
        """Say whether very many people have a name of these parts."""
        return all(is_of_many(part) for part in self.sounds[int(self.styled) :])

    @property
    def key(self) -> str:
        """Give the name by its sounds, in its order."""
        return " ".join((*self.sounds, self.suffix)).strip()

    @property
    def keys(self) -> frozenset[str]:
        """Give all under which the same name is found: in its order, in one word, and in any order."""
        found = {self.key, f"={self.glued} {self.suffix}".strip()}
        if self.either_way:
            found.add(" ".join((*sorted(self.sounds), self.suffix)).strip())
        return frozenset(found)

    @property
    def outline(self) -> str:
        """Give the consonants alone, under which names a vowel apart meet."""
        return "".join(skeleton(part) for part in self.parts)


def split_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """Take what stands in brackets or quotation marks out of a name: "Ana Ruiz (La Flaca)"."""
    text = text[:_MOST_LETTERS]
    asides = tuple(" ".join((a or b).split()) for a, b in _ASIDE.findall(text))
    return " ".join(_ASIDE.sub(" ", text).split()), tuple(aside for aside in asides if aside)


@lru_cache(maxsize=16384)
def read_name(text: str, country: str | None = None) -> PersonName | None:
    """Take a name apart; None where no word is in it.

    The country (a code) says in which order names stand there, and whether people are called by their first name.
    """
    line = [Token(m[0], fold(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text[:_MOST_LETTERS])][:_MOST_TOKENS]
    titles, style, rest = _without_titles(line)
    if not rest:
        return None
    suffix = ""
    if len(rest) > 1 and rest[-1].folded in folded_list("names", "suffixes"):
        suffix = data("names")["suffix_spellings"].get(rest[-1].folded, rest[-1].folded)
    named = rest[:-1] if suffix else rest
    cut = [word for token in named if (word := _parts(token, text, token is named[-1]))]
    words = _joined_servants(cut)
    styled = bool(style) and len(words) == 1
    parts = (*((style,) if styled else ()), *(part for word in words for part in word))
    first = line[len(line) - len(rest) - 1] if styled else rest[0]
    sounds = tuple(heard(part) for part in parts)
    surnames, called = _surnames(words, named, country)
    return PersonName(
        shown=" ".join(text[first.start : rest[-1].end].split()),
        parts=parts,
        sounds=sounds,
        surnames=frozenset(surnames),
        called=frozenset(called),
        glued=heard("".join((*((style,) if styled else ()), *(token.folded for token in named)))),
        suffix=suffix,
        titles=titles[:-1] if styled else titles,
        single=len(cut) == 1 and not styled,
        styled=styled,
        either_way=_either_way(sounds, country),
    )


def _without_titles(line: list[Token]) -> tuple[tuple[str, ...], str, list[Token]]:
    """Take titles, honorifics and a country before them off the front; at least one word stays."""
    titles: list[str] = []
    style, at = "", 0
    folded = tuple(token.folded for token in line)
    while at < len(line) - 1:
        word, last = folded[at], len(line) - 1
        if word in folded_list("names", "styles"):
            style, size = data("names")["style_spellings"].get(word, word), 1
        elif word in folded_list("names", "honorifics") and not line[at].text.startswith(f"{word.upper()}."):
            style, size = "", 1
        else:
            land = country_prefix(folded[at:last])
            size = title_length(folded[at + land : last])
            if not size:
                break
            style, at = "", at + land
        titles.append(" ".join(folded[at : at + size]))
        at += size
    return tuple(titles), style, line[at:]


def _parts(token: Token, text: str, last: bool) -> tuple[str, ...]:
    """Cut one word at its hyphens, without particles; initials become a part each."""
    shouted = text[:_MOST_LETTERS].isupper()
    bare = token.text.removesuffix(".")
    if _INITIALS.fullmatch(token.text) or (
        not last and not shouted and 1 < len(bare) <= _GLUED_INITIALS and bare.isupper() and not _VOWEL.search(bare)
    ):
        return tuple(token.folded)
    parts = token.folded.replace("'", "").split("-")
    small = token.text[0].islower()
    kept = [
        part
        for index, part in enumerate(parts)
        if (last and index == len(parts) - 1) or not _is_particle(part, small, index < len(parts) - 1)
    ]
    return tuple(part for part in kept if part)


def _is_particle(part: str, small: bool, before_hyphen: bool) -> bool:
    return (
        part in folded_list("names", "particles")
        or (small and part in folded_list("names", "small_particles"))
        or (before_hyphen and part in folded_list("names", "hyphen_particles"))
    )


def _joined_servants(words: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Make one part of "Abdel Fattah"."""
    out: list[tuple[str, ...]] = []
    for word in words:
        if out and out[-1][-1] in folded_list("names", "servant"):
            word = (*out.pop()[:-1], f"abd{word[0]}", *word[1:])
        while len(word) > 1 and word[0] in folded_list("names", "servant"):
            word = (f"abd{word[1]}", *word[2:])
        out.append(word)
    return out


def _surnames(words: list[tuple[str, ...]], named: list[Token], country: str | None) -> tuple[set[str], set[str]]:
    """List by which sounds somebody may be called alone, and by which that is likely; of a short name its surname."""
    last = words[-1]
    # a particle may be written as part of the surname: "al Hadi", "Alhadi"
    ends = {heard("".join(last)), heard("".join(token.folded for token in _tail(named, last)))}
    given = [word for word in words[:-1] if len("".join(word)) > 1]
    if not given:
        return ends, ends
    order = data("names")["order"]
    first = heard("".join(words[0]))
    if first in _family_first() or country in order["either_way"]:
        return {first, *ends}, {first} if first in _family_first() else {first, *ends}
    found = {*ends, *(heard(part) for part in last if len(part) >= _PART_FROM)}
    likely = ends
    if len(words) > 2:
        found.add(heard("".join(words[-2])))
    if country in order["two_surnames"] and len(words) > _GIVEN_AND_TWO:
        likely = {heard("".join(words[-2]))}
    if country in order["called_by_first"]:
        return {first, *found}, {first}
    return found, likely


def _tail(named: list[Token], last: tuple[str, ...]) -> list[Token]:
    """Give the last word with the particles right before it, which may be words of their own."""
    start = len(named) - 1
    while start > 0 and _is_particle(named[start - 1].folded, named[start - 1].text[0].islower(), False):
        start -= 1
    return named[start:]


@lru_cache(maxsize=1)
def _family_first() -> frozenset[str]:
    return frozenset(heard(name) for name in folded_list("names", "order", "family_first"))


def _either_way(sounds: tuple[str, ...], country: str | None) -> bool:
    ends = {sounds[0], sounds[-1]}
    return len(sounds) > 1 and (bool(ends & _family_first()) or country in data("names")["order"]["either_way"])


@lru_cache(maxsize=65536)
def compare(one: PersonName, other: PersonName) -> Relation:
    """Say how two full names stand to one another."""
    if one.suffix != other.suffix:
        return "different"
    if one.keys & other.keys:
        return "same"
    if one.styled != other.styled:
        return "different"
    if _is_longer(one, other) or _is_longer(other, one):
        return "longer"
    if len(one.parts) != len(other.parts):
        return "different"
    apart = [i for i, (a, b) in enumerate(zip(one.sounds, other.sounds, strict=True)) if a != b]
    if len(apart) != 1:
        return "different"
    at, last = apart[0], len(one.parts) - 1
    if at == last and (is_of_many(one.sounds[at]) or is_of_many(other.sounds[at])):
        return "different"
    a, b = one.parts[at], other.parts[at]
    if is_slip(a, b):
        return "slip"
    if at == last:
        return "vowels" if is_vowels_apart(a, b) else "different"
    return "paired" if is_paired(a, b) else "different"


def _is_longer(short: PersonName, long: PersonName) -> bool:
    """Say whether the second name only adds to the first: middle names, a second surname, an initial written out."""
    if short.sounds[0] != long.sounds[0] or short.sounds[0] in _family_first():
        return False
    if len(short.parts) == len(long.parts):
        middle = zip(short.parts[1:], long.parts[1:], short.sounds[1:], long.sounds[1:], strict=True)
        return all(s == t or (len(a) == 1 and b[0] == a) for a, b, s, t in middle)
    # George W. Bush is not George H. W. Bush
    if len(short.parts) > len(long.parts) or any(len(part) == 1 for part in short.parts):
        return False
    rest = iter(long.sounds)
    return short.sounds[-1] in long.surnames and all(part in rest for part in short.sounds)


@lru_cache(maxsize=65536)
def fits(short: PersonName, full: PersonName) -> bool:
    """Say whether somebody of a full name may be called by a surname alone, or with initials before it."""
    if not short.surnames & full.surnames or short.suffix not in ("", full.suffix):
        return False
    if not short.initials:
        return True
    if full.styled:
        return False
    at = 0
    for index, part in enumerate(short.parts[:-1]):
        while at < len(full.parts) and not _begins(part, full, at):
            if index == 0:
                return False
            at += 1
        if at == len(full.parts):
            return False
        at += 1
    return True


def _begins(part: str, full: PersonName, at: int) -> bool:
    if len(part) == 1:
        return part in (full.parts[at][:1], full.sounds[at][:1])
    return heard(part) == full.sounds[at]
