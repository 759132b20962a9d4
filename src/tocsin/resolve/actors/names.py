"""Names of persons: their parts, and whether two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from tocsin.resolve.actors.lexicon import Lexicon
from tocsin.resolve.actors.wording import Word, words

# how two names stand to one another: the same letters; one spelt otherwise; one a shorter form of the other
Relation = Literal["same", "variant", "shorter", "different"]

# spellings of one sound when a name comes from another script or loses its accents; order matters
_SOUNDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"(.)\1+", r"\1"),
        (r"^(?:q|g(?=[ah])|kh?|gh)", "k"),
        (r"ck|ch|[cq]", "k"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"(?<=[bdgkpstz])h", ""),
        (r"ou|oo|w(?=[aeiou])", "u"),
        (r"[yj]", "i"),
        (r"ee|ii|ie|ei(?=$)", "i"),
        (r"w", "v"),
        (r"o", "u"),
        (r"z$", "s"),
        (r"(.)\1+", r"\1"),
    )
)
# below this many letters one changed letter makes another name too easily ("Ivan", "Iran"; "Marta", "Maria")
_FUZZY_FROM = 5
_TWO_EDITS_FROM = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name without titles.

    `parts` are the folded words that tell people apart, `dropped` particles that do not, `suffix` a
    "Jr" or "III"; `shown` is the name as written.
    """

    shown: str
    parts: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    suffix: str | None = None

    @property
    def bare(self) -> bool:
        """Say whether this is one word only, mostly a surname."""
        return len(self.parts) == 1


def read_name(text: str, lexicon: Lexicon) -> Name:
    """Take a name (titles already gone) apart."""
    line = list(words(text))
    suffix = None
    if len(line) > 1 and line[-1].folded in lexicon.lists["suffixes"]:
        suffix = line.pop().folded
    parts: list[str] = []
    dropped: list[str] = []
    for index, word in enumerate(line):
        last = index == len(line) - 1
        (dropped if not last and _is_particle(word, text, lexicon) else parts).append(word.folded.replace("'", ""))
    return Name(" ".join(text.split()), tuple(parts), tuple(dropped), suffix)


def _is_particle(word: Word, text: str, lexicon: Lexicon) -> bool:
    if word.folded in lexicon.lists["particles"]:
        return True
    small = word.text[0].islower() or text[word.end : word.end + 1] == "-"
    return small and word.folded in lexicon.lists["small_particles"]


def split_titles(text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Find where titles at the front of a marked name end, and where honorifics alone begin.

    Gives the offset of the name itself, and the offset up to which the front is honorifics; a name is
    never used up by its titles.
    """
    line = words(text)
    start = 0
    while start < len(line) - 1:
        if line[start].folded in lexicon.honorifics:
            start += 1
            continue
        size = _title_at(line, start, lexicon)
        if not size:
            break
        start += size
    return (line[start].start if line else 0), start


def _title_at(line: tuple[Word, ...], start: int, lexicon: Lexicon) -> int:
    for size in range(min(4, len(line) - 1 - start), 0, -1):
        part = line[start : start + size]
        if lexicon.write_out(part) in lexicon.titles and part[0].text[0].isupper():
            return size
    return 0


@lru_cache(maxsize=8192)
def sound(part: str) -> str:
    """Reduce a part of a name to what its spellings have in common."""
    for pattern, put in _SOUNDS:
        part = pattern.sub(put, part)
    return part


@lru_cache(maxsize=8192)
def close(one: str, other: str) -> bool:
    """Say whether two parts differ by a slip or a way of spelling and not by more.

    A final "a" against none, or any other change in the last letter that is not heard, tells two people
    apart in many languages (Ivanov and Ivanova, Mario and Maria), so that it never counts as a slip.
    """
    if one == other:
        return True
    if one.endswith("a") != other.endswith("a"):
        return False
    if min(len(one), len(other)) >= 4 and sound(one) == sound(other):
        return True
    if min(len(one), len(other)) < _FUZZY_FROM or one[-1] != other[-1] or sound(one)[:1] != sound(other)[:1]:
        return False
    limit = 2 if min(len(one), len(other)) >= _TWO_EDITS_FROM else 1
    written = OSA.distance(one, other, score_cutoff=limit)
    return min(written, OSA.distance(sound(one), sound(other), score_cutoff=limit)) <= limit


def _part(one: str, other: str) -> Relation:
    if one == other:
        return "same"
    if min(len(one), len(other)) == 1:
        return "shorter" if one[0] == other[0] else "different"
    return "variant" if close(one, other) else "different"


@lru_cache(maxsize=8192)
def compare(one: Name, other: Name) -> Relation:
    """Say how two names of more than one word stand to one another."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return "different"
    if one.parts == other.parts or "".join(one.parts) == "".join(other.parts):
        return "same"
    if len(one.parts) == len(other.parts):
        if sorted(one.parts) == sorted(other.parts):
            return "same"
        found = {_part(a, b) for a, b in zip(one.parts, other.parts, strict=True)}
        if "different" in found or found == {"shorter"}:
            return "different"
        return "variant" if "variant" in found else "shorter"
    short, long = sorted((one.parts, other.parts), key=len)
    return _within(short, long)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> Relation:
    """Fit the parts of a shorter name into a longer one, in order."""
    relations: list[Relation] = []
    at = 0
    for part in short:
        while at < len(long) and (relation := _part(part, long[at])) == "different":
            at += 1
        if at == len(long):
            return "different"
        relations.append(relation)
        at += 1
    if "same" not in relations:
        return "different"
    return "variant" if "variant" in relations else "shorter"


def answers_to(name: Name, call: str) -> int:
    """Say how well a person of this name may be called by one word: 3 surname, 2 first part, 1 another, 0 not."""
    if name.parts and call == name.parts[-1]:
        return 3
    if name.parts and call == name.parts[0]:
        return 2
    return 1 if call in name.parts or call in name.dropped else 0


def sounds_like(name: Name, call: str) -> bool:
    """Say whether a surname may be another spelling of the one word that somebody is called by."""
    return bool(name.parts) and len(call) >= _FUZZY_FROM and close(name.parts[-1], call)
