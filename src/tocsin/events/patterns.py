"""Word patterns written in data files: read, inflected, and matched against the words of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tocsin.language.lexicon import lexicon

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
_GAPS = {"*": 3, "**": 8}
# A gap never runs over the beginning of another clause.
_GAP_STOPS = frozenset(
    ["that", "which", "who", "whom", "whether", "if", "because", "and", "but", "while", "when", "how", "why"]
)
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text in lower case with straight apostrophes, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Element:
    words: frozenset[str]
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence of word sets, optional words and gaps, as written in a data file."""

    written: str
    elements: tuple[_Element, ...]

    def match(self, words: Sequence[Word], at: int) -> int | None:
        """Say after which word a match that begins at word `at` ends, None where there is none."""
        return _match(self.elements, 0, words, at)


def _match(elements: tuple[_Element, ...], element: int, words: Sequence[Word], at: int) -> int | None:
    while element < len(elements):
        now = elements[element]
        if now.gap:
            for skip in range(now.gap + 1):
                if skip and (at + skip > len(words) or words[at + skip - 1].text in _GAP_STOPS):
                    return None
                end = _match(elements, element + 1, words, at + skip)
                if end is not None:
                    return end
            return None
        if at < len(words) and words[at].text in now.words:
            at += 1
        elif not now.optional:
            return None
        element += 1
    return at


class Patterns:
    """Many patterns, found by their first word, each with the label that it stands for."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[Pattern, str]]] = {}

    def add(self, pattern: Pattern, label: str) -> None:
        """Take in one pattern."""
        for word in sorted(pattern.elements[0].words):
            self._by_word.setdefault(word, []).append((pattern, label))

    def find(self, words: Sequence[Word], begin: int = 0, stop: int | None = None) -> list[tuple[int, int, str, str]]:
        """Find all matches that begin at words `begin` to `stop`: first word, word after the last, label, pattern."""
        found = []
        for at in range(begin, len(words) if stop is None else min(stop, len(words))):
            for pattern, label in self._by_word.get(words[at].text, ()):
                end = pattern.match(words, at)
                if end is not None:
                    found.append((at, end, label, pattern.written))
        return found


@lru_cache(maxsize=4)
def _all_words(text: str) -> tuple[list[Word], list[int]]:
    """Every word of a text, and where each begins: cut once, for the rules ask for the same stretches often."""
    words = [Word(match[0].lower().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)]
    return words, [word.start for word in words]


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Cut a stretch of text into words."""
    if start >= end:
        return []
    words, starts = _all_words(text)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    found = words[first:last]
    # A word that the stretch cuts through is cut too: "Ruiz" of "Ruiz’s".
    if first and words[first - 1].end > start:
        match = _WORD.search(text, start, min(end, words[first - 1].end))
        found[:0] = [Word(match[0].lower().replace("’", "'"), match.start(), match.end())] if match else []
    if found and found[-1].end > end:
        match = _WORD.match(text, found[-1].start, end)
        found[-1:] = [Word(match[0].lower().replace("’", "'"), match.start(), match.end())] if match else []
    return found


def count_words(text: str, start: int, end: int) -> int:
    """Count the words of a stretch of text."""
    return len(words_of(text, start, end))


def forms_of(verb: str, irregular: Mapping[str, Sequence[str]]) -> list[str]:
    """List the forms of a verb: the irregular ones as given, the others by spelling rule.

    The final consonant is given both doubled and single, for a form that does not exist does no harm.
    """
    if verb in irregular:
        return [verb, *irregular[verb]]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        stem = verb if verb.endswith(("ee", "ye", "oe")) else verb[:-1]
        return [verb, verb + "s", verb + "d", stem + "ing"]
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    forms = [verb, third, verb + "ed", verb + "ing"]
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS:
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return forms


def compile_pattern(
    written: str, classes: Mapping[str, frozenset[str]], irregular: Mapping[str, Sequence[str]]
) -> Pattern:
    """Read a pattern: `word`, `a|b`, `~verb` in any form, `{class}`, `word?`; `*` is up to three words, `**` eight."""
    elements = []
    for token in written.split():
        if token in _GAPS:
            elements.append(_Element(frozenset(), gap=_GAPS[token]))
            continue
        optional = token.endswith("?")
        words: set[str] = set()
        for choice in token.removesuffix("?").split("|"):
            if choice.startswith("~"):
                words.update(forms_of(choice[1:], irregular))
            elif choice.startswith("{"):
                words.update(classes[choice.strip("{}")])
            else:
                words.add(choice)
        elements.append(_Element(frozenset(words), optional))
    return Pattern(written, tuple(elements))


def read_data(name: str) -> dict[str, Any]:
    """Read one data file of this stage, once."""
    return lexicon(name, _DATA)


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """Pick one word list out of a data file as a set."""
    return frozenset(read_data(name)[key])


@cache
def listed_in(name: str, table: str, key: str) -> frozenset[str]:
    """Pick one word list out of a table of a data file as a set."""
    return frozenset(read_data(name)[table][key])
