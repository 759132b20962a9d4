"""Make the spellings of one name alike, so that "Mitrovicë", "MITROVICE" and "St. Lô", "Saint-Lô" meet."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_DROPPED = re.compile(r"[.'’‘ʻʼʾʿ`´ʹ′\"“”]")
_GAPS = re.compile(r"[\s\-‐‑‒–—/_,;:]+")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")


@cache
def _spelling() -> tuple[dict[int, str], dict[str, str], tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(files(__package__).joinpath("data", "spelling.toml").read_text(encoding="utf-8"))

    # longest first, so that "autonomous republic" goes before "republic"
    def by_length(words: list[str]) -> tuple[str, ...]:
        return tuple(sorted(words, key=lambda w: (-len(w), w)))

    kinds = data["kinds"]
    return str.maketrans(data["letters"]), data["words"], by_length(kinds["before"]), by_length(kinds["after"])


def fold(name: str) -> str:
    """Bring a name to the form in which names are compared: no case, marks, dots or hyphens, words in full."""
    letters, words, _, _ = _spelling()
    if name.isascii():
        text = name.lower()
    else:
        text = unicodedata.normalize("NFKD", name).casefold().translate(letters)
        text = "".join(c for c in text if not unicodedata.combining(c))
    parts = _GAPS.sub(" ", _DROPPED.sub("", text)).split()
    if len(parts) > 1:
        if parts[0] == "the":
            del parts[0]
        parts = [words.get(part, part) for part in parts]
    return " ".join(parts)


@lru_cache(maxsize=20_000)
def bare(key: str) -> tuple[str, str | None]:
    """Take the word of kind off a folded name: "licking county" gives ("licking", "county")."""
    _, _, before, after = _spelling()
    for word in after:
        if key.endswith(" " + word):
            return key[: -len(word) - 1], word
    for word in before:
        if key.startswith(word + " "):
            return key[len(word) + 1 :], word.removesuffix(" of")
    return key, None


def without_brackets(name: str) -> str:
    """Take a trailing remark in brackets off a name: "Halle (Saale)" gives "Halle"."""
    return _BRACKETED.sub("", name)


def is_latin(name: str) -> bool:
    """Say whether a name is written in Latin letters (reports are in English for now)."""
    return name.isascii() or all(c < "\u0250" or c in "ʻʼʾʿ’‘′" or "\u0300" <= c < "\u0370" or "\u1e00" <= c < "\u2000"
                                 for c in name)


def is_code(name: str) -> bool:
    """Say whether a name is an airport or plate code rather than a name: short and all capitals."""
    return len(name) <= 3 and name.isascii() and (name.isupper() or not name.isalpha())
