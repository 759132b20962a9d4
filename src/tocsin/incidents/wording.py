"""Words of reports as comparing needs them: folded, without those that every report has."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tocsin.language.lexicon import lexicon
from tocsin.language.words import stem

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W_]+")


def data(name: str) -> dict[str, Any]:
    """Read one data file of this package, once."""
    return lexicon(name, _DATA)


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """Pick one list out of a data file as a set."""
    return frozenset(data(name)[key]["words"])


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Write text without case and accents, blanks as single ones."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def words_of(text: str) -> list[str]:
    """Give the folded words of a text in order, apostrophes cut with what follows them."""
    return _WORD.findall(re.sub(r"['’]s?\b", "", fold(text)))


def content_words(text: str) -> frozenset[str]:
    """Give the stems of the words that tell reports apart: no small words, no numbers, no words of reporting."""
    small = listed("wording", "small")
    return frozenset(stem(w) for w in words_of(text) if len(w) > 2 and not w.isdigit() and w not in small)
