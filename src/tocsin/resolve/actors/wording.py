"""Words of a phrase with their offsets, folded so that spellings of one word meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# an abbreviation with full stops, or letters and digits with apostrophes inside; hyphens part words
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s$")
# letters that Unicode does not take apart into a letter and a mark
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ʼ": "'", "’": "'"}
)


# words of names that carry no meaning of their own
SMALL = frozenset(
    {"a", "al", "an", "and", "at", "de", "du", "et", "for", "in", "la", "le", "of", "on", "the", "to", "y"}
)


class Word(NamedTuple):
    """One word: folded for comparison, as written, and where it stands in its phrase."""

    folded: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Make a word small and plain: no accents, no full stops, one kind of apostrophe."""
    if text.isascii():
        return text.lower().replace(".", "")
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS).replace(".", "")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Cut a phrase into words; a possessive ending is no part of the folded form."""
    return tuple(
        Word(_POSSESSIVE.sub("", fold(m.group())), m.group(), m.start(), m.end()) for m in _WORD.finditer(text)
    )


def key(text: str) -> str:
    """Give the form under which a phrase is looked up: its folded words with single spaces."""
    return " ".join(word.folded for word in words(text))


def shown(text: str) -> str:
    """Put a phrase on one line, without an article before it."""
    line = " ".join(text.split())
    for article in ("the ", "The ", "a ", "A ", "an ", "An ", "THE "):
        if line.startswith(article) and len(line) > len(article):
            return line[len(article) :]
    return line
