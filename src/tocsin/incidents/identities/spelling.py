"""Spellings of names: folded, reduced to their sounds, and whether two are a slip apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from tocsin.language.lexicon import lexicon

_DATA = Path(__file__).parent / "data"
# letters that Unicode does not take apart into a letter and a mark
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)
_NO_LETTER = re.compile(r"[^\w]|_")
# spellings of one sound in names from other scripts or without their accents; order matters
_SOUNDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"(?<=[aeiou])[yij](?=ev)", ""),
        (r"eev", "ev"),
        (r"off?$", "ov"),
        (r"xh|dzh", "dz"),
        (r"[dg]j", "d"),
        (r"kh", "h"),
        (r"sch|sh", "s"),
        (r"zh", "z"),
        (r"tsch|tch|ch|ck|[cq]", "k"),
        (r"ph", "f"),
        (r"(?<=[bdgt])h", ""),
        (r"x", "ks"),
        (r"w", "v"),
        (r"^(?:y|i)e", "e"),
        (r"^(?:y|iu(?=r))(?=[aeiou])", "j"),
        (r"(?<!^)[yj]", "i"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"([aou])e", r"\1"),
        (r"ah$", "a"),
        (r"(.)\1+", r"\1"),
    )
)
# "Abdul", "Abdel" and the like before the rest of a name: Abdelaziz, Abdirahman, Abderrahman
_SERVANT = re.compile(r"^abd(?:(?:ou|[aeiou])l|[aeiu](?=[rszntd]))?(?=\w{3})")
_VOWELS = re.compile(r"[aeiou]+")
# below this many letters one changed letter makes another name too easily
_SLIP_FROM = 5


def data(name: str) -> dict[str, Any]:
    """Read one of the data files of this package."""
    return lexicon(name, _DATA)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Write small and plain: no accents, no full stops, straight apostrophes."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)
    return re.sub("[’‘ʼʻ`´]", "'", plain).replace(".", "")


@lru_cache(maxsize=16384)
def sound(part: str) -> str:
    """Reduce one folded part of a name to what its romanisations have in common."""
    part = _NO_LETTER.sub("", part)
    part = _SERVANT.sub("abd", part)
    for pattern, put in _SOUNDS:
        part = pattern.sub(put, part)
    return part


@lru_cache(maxsize=16384)
def heard(part: str) -> str:
    """Give the sound of a part, or that of its family where several spellings are known to be one name."""
    own = sound(part)
    return _families().get(own, own)


@lru_cache(maxsize=16384)
def skeleton(part: str) -> str:
    """Give the consonants of a folded part, and an "a" where it begins with a vowel."""
    bare = sound(part)
    return ("a" if bare[:1] in "aeiou" else "") + _VOWELS.sub("", bare)


@lru_cache(maxsize=16384)
def is_slip(one: str, other: str) -> bool:
    """Say whether two folded parts of at least five letters are at most one edit apart.

    A final "a" against none or another letter tells men from women and one name from another, and never counts.
    """
    if min(len(one), len(other)) < _SLIP_FROM or _ends_apart(one, other):
        return False
    written = OSA.distance(one, other, score_cutoff=1)
    return min(written, OSA.distance(sound(one), sound(other), score_cutoff=1)) <= 1


def is_vowels_apart(one: str, other: str) -> bool:
    """Say whether two folded parts of at least five letters differ by vowels alone, with a like ending."""
    return min(len(one), len(other)) >= _SLIP_FROM and not _ends_apart(one, other) and skeleton(one) == skeleton(other)


def _ends_apart(one: str, other: str) -> bool:
    return one[-1:] != other[-1:] and "a" in (one[-1:], other[-1:])


@lru_cache(maxsize=16384)
def is_paired(one: str, other: str) -> bool:
    """Say whether two folded first names are short or foreign forms of one another."""
    return frozenset((heard(one), heard(other))) in _pairs()


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    found: dict[str, str] = {}
    for family in data("names")["spellings"]["families"]:
        for name in family:
            found.setdefault(sound(fold(name)), sound(fold(family[0])))
    return found


@lru_cache(maxsize=1)
def _pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(heard(fold(name)) for name in pair) for pair in data("names")["spellings"]["pairs"])


@lru_cache(maxsize=64)
def folded_list(name: str, *keys: str) -> frozenset[str]:
    """Give a list of a data file, folded."""
    found: Any = data(name)
    for key in keys:
        found = found[key]
    return frozenset(fold(entry) for entry in found)


@lru_cache(maxsize=1)
def _many() -> frozenset[str]:
    return frozenset(heard(name) for name in folded_list("names", "many", "names"))


def is_of_many(part: str) -> bool:
    """Say whether very many people have this name, given as `heard`; servants of God by any of his names do."""
    return part in _many() or part.startswith("abd")
