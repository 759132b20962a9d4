"""Says whether two forms of a name are two spellings of it, or only a short form, a title or an accent apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tocsin.events.patterns import read_data

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Letters that decomposition leaves whole, as they are commonly written without their mark.
_PLAIN = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ø": "o",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "ŋ": "n",
        "ə": "e",
    }
)
# Fewer letters are too easily alike.
_GLUED_LETTERS = 6
_VOWELS = re.compile(r"[aeiouyjw'’]+")


def fold(name: str) -> str:
    """Write a name in lower case, without accents and with letters that stand for an accent as one."""
    folded = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    plain = "".join(c for c in folded if not unicodedata.combining(c)).translate(_PLAIN)
    for pair, letter in read_data("spellings")["written_out"]:
        plain = plain.replace(pair, letter)
    return plain


@cache
def _passing_words(kind: str) -> frozenset[str]:
    return frozenset(read_data("spellings")[kind])


@cache
def _regional() -> dict[str, str]:
    return {other: pair[0] for pair in read_data("spellings")["regional"] for other in pair}


def name_words(name: str, kind: str) -> tuple[str, ...]:
    """Cut a name into folded words, without possessives and the words of `kind` (titles, directions)."""
    words = []
    for match in _LETTERS.finditer(name):
        word = re.sub(r"['’]s?\Z", "", fold(match[0])).replace("’", "'")
        if word and word not in _passing_words(kind):
            words.append(_regional().get(word, word))
    return tuple(words)


def are_spellings(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names in folded words are two spellings of one name.

    A short form of a name is none, nor is an initial; a short form spelt unlike the last word of the full name is.
    """
    if one == other or not one or not other or "".join(one) == "".join(other):
        return False
    if len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        # Where most words differ, it is another name of the actor rather than another spelling.
        return len(differing) <= max(1, len(one) // 2) and all(_is_spelling(a, b) for a, b in differing)
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return shorter[0] not in longer and _is_spelling(shorter[0], longer[-1])
    return _glued(shorter, longer)


def _glued(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """“Omar al Hadi” and “Omar Alhady”: all but one letter the same, cut into words differently."""
    a, b = "".join(shorter), "".join(longer)
    return len(longer) - len(shorter) == 1 and min(len(a), len(b)) >= _GLUED_LETTERS and _edits(a, b, 1) <= 1


def _is_spelling(a: str, b: str) -> bool:
    if min(len(a), len(b)) < 3 or (a[0] != b[0] and not (_edits(a, b, 1) <= 1 and min(len(a), len(b)) >= 5)):
        return False
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    bare = shorter[:-1]
    if (
        shorter[-1] in "aeo"
        and longer.startswith(bare)
        and longer[len(bare) :] in read_data("spellings")["for_a_vowel"]
    ):
        return False
    if longer.startswith(shorter) and longer[len(shorter) :] in read_data("spellings")["adjectives"]:
        return longer[-1] == shorter[-1] and longer[-1] in "iy"
    limit = 1 if len(longer) < 5 else 2 if len(longer) < 9 else 3
    return _edits(a, b, limit) <= limit or _skeleton(a) == _skeleton(b) != ""


def _skeleton(word: str) -> str:
    """The consonants of a word, doubled ones once: "Kyiv" and "Kiev" have the same."""
    bare = _VOWELS.sub("", word)
    return re.sub(r"(.)\1+", r"\1", bare) if len(bare) > 1 else ""


def _edits(a: str, b: str, limit: int) -> int:
    """Count insertions, deletions, changes and swaps of neighbours between two words; stops above `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        now = [i]
        for j, right in enumerate(b, 1):
            cost = min(now[-1] + 1, last[j] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
