"""Finds listed words and phrases in a text: whole words in any case, `*` at the end of a word for any ending."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
# what must stand before a `*`, so that a slip of the pen does not match half the language
_STEM = 3

_Phrase = tuple[tuple[str, bool], ...]


@lru_cache(maxsize=512)
def words_in(text: str) -> tuple[str, ...]:
    """Cut a text into words: no case, no genitive, hyphens taken as spaces, "U.N." as "UN"."""
    return tuple(word.rstrip("*") for word in _cut(text))


def phrase_of(written: str) -> _Phrase:
    """Read a word or phrase as written in a list, or raise ValueError where nothing could match it."""
    words = _cut(written)
    phrase = tuple((word.rstrip("*"), word.endswith("*")) for word in words)
    stars = sum(is_open for _, is_open in phrase)
    if not words or stars != written.count("*") or any(is_open and len(word) < _STEM for word, is_open in phrase):
        raise ValueError(written)
    return phrase


class Phrases:
    """Many words and phrases, each under a label, looked up by their first word."""

    def __init__(self, listed: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._whole: dict[str, list[tuple[str, _Phrase]]] = {}
        self._stems: dict[str, list[tuple[str, _Phrase]]] = {}
        for label, written in listed:
            for one in written:
                first, *rest = phrase_of(one)
                table = self._stems if first[1] else self._whole
                table.setdefault(first[0], []).append((label, tuple(rest)))
        self._lengths = sorted({len(stem) for stem in self._stems})

    def labels(self, words: Sequence[str]) -> set[str]:
        """Collect the labels of all phrases that stand in these words."""
        found: set[str] = set()
        for at, word in enumerate(words):
            starts = [*self._whole.get(word, ())]
            for length in self._lengths:
                if length > len(word):
                    break
                starts += self._stems.get(word[:length], ())
            found.update(label for label, rest in starts if label not in found and _follows(rest, words, at + 1))
        return found


@cache
def listed(phrases: tuple[str, ...]) -> Phrases:
    """Make one list of phrases ready, all under the empty label."""
    return Phrases([("", phrases)])


def holds_any(text: str, phrases: tuple[str, ...]) -> bool:
    """Say whether one of the phrases stands in a text."""
    return bool(listed(phrases).labels(words_in(text)))


def _cut(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text).casefold().replace("’", "'")
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    return [word.removesuffix("'s") for word in _WORD.findall(text)]


def _follows(rest: _Phrase, words: Sequence[str], at: int) -> bool:
    if at + len(rest) > len(words):
        return False
    return all(
        word.startswith(wanted) if is_open else word == wanted
        for (wanted, is_open), word in zip(rest, words[at:], strict=False)
    )
