"""Make the spellings of one name alike, so that "Mitrovicë", "MITROVICE" and "St. Lô", "Saint-Lô" meet."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_DROPPED = re.compile(r"[.'’‘ʻʼʾʿ`´ʹ′\"“”]")
_GAPS = re.compile(r"[\s\-‐‑‒–—/_,;:]+")
_FOREIGN = re.compile(r"[^\u0000-\u036F\u1E00-\u1EFF\u2010-\u2033]")
_MARKS = re.compile(r"[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]+")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")


@cache
def _spelling() -> tuple[dict[int, str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(files(__package__).joinpath("data").joinpath("spelling.toml").read_text(encoding="utf-8"))

    # longest first, so that "autonomous republic" goes before "republic"
    def choice(words: list[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))

    kinds = data["kinds"]
    before, after = re.compile(rf"({choice(kinds['before'])}) (.+)"), re.compile(rf"(.+?) ({choice(kinds['after'])})$")
    return str.maketrans(data["letters"]), data["words"], before, after


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Bring a name to the form in which names are compared: no case, marks, dots or hyphens, words in full."""
    letters, words, _, _ = _spelling()
    if name.isascii():
        text = name.lower()
    else:
        text = _MARKS.sub("", unicodedata.normalize("NFKD", name.casefold().translate(letters)))
    if text.isalpha():
        return text
    parts = _GAPS.sub(" ", _DROPPED.sub("", text)).split()
    if len(parts) > 1:
        if parts[0] == "the":
            del parts[0]
        parts = [words.get(part, part) for part in parts]
    return " ".join(parts)


def first_words(key: str) -> set[str]:
    """List the words, each folded by itself, with which a text may begin a name: also "st" for "saint louis"."""
    first, _, rest = key.partition(" ")
    if not rest:
        return {first, "the"}
    return {first, "the", *(short for short, full in _spelling()[1].items() if full == first)}


@lru_cache(maxsize=20_000)
def bare(key: str) -> tuple[str, str | None]:
    """Take the word of kind off a folded name: "licking county" gives ("licking", "county")."""
    if " " not in key:
        return key, None
    _, _, before, after = _spelling()
    if found := after.match(key):
        return found[1], found[2]
    if found := before.match(key):
        return found[2], found[1].removesuffix(" of")
    return key, None


def without_brackets(name: str) -> str:
    """Take a trailing remark in brackets off a name: "Halle (Saale)" gives "Halle"."""
    return _BRACKETED.sub("", name) if name.endswith(")") else name


def is_latin(name: str) -> bool:
    """Say whether a name is written in Latin letters (reports are in English for now)."""
    return name.isascii() or _FOREIGN.search(name) is None


def is_code(name: str) -> bool:
    """Say whether a name is an airport or plate code rather than a name: short and all capitals."""
    return len(name) <= 3 and name.isascii() and (name.isupper() or not name.isalpha())
