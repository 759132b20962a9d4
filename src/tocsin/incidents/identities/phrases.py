"""Names of bodies and words for groups, cut to what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tocsin.incidents.identities.spelling import data, fold, folded_list

Line = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
# phrases come from the web: what is longer than this is cut
_MOST_LETTERS, _MOST_WORDS = 400, 40
_ACRONYM = re.compile(r"[^\W_]{1,12}(?:[&/-][^\W_]{1,8})?")
# how many letters an acronym made of a name's words needs to mean something
_ACRONYM_FROM = 3


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of a body: its words, and what it is apart from its country.

    `head` are the words without those for its own country where they name a body of which a country has one ("Serbian
    government" of Serbia: "government"), and empty otherwise; `generic` says that every country's bodies are called so.
    """

    words: Line
    head: Line
    generic: bool
    acronym: bool

    @property
    def key(self) -> str:
        """Give the words with single spaces."""
        return " ".join(self.words)

    def block(self, country: str | None) -> str:
        """Give under what the name is found: what every country's bodies are called, only within one country."""
        return f"{self.key}/{country or ''}" if self.generic else self.key


@lru_cache(maxsize=16384)
def phrase_words(text: str) -> Line:
    """Cut a phrase into folded words without possessive endings, articles at its front and double spellings."""
    line = [_POSSESSIVE.sub("", match) for match in _WORD.findall(fold(text[:_MOST_LETTERS]))][:_MOST_WORDS]
    same = data("phrases")["same"]
    spelt = [part for word in line for part in same.get(word, word).split()]
    articles = folded_list("phrases", "articles")
    while len(spelt) > 1 and spelt[0] in articles:
        del spelt[0]
    return tuple(word for word in spelt if word)


def group_words(text: str, country: str | None) -> Line:
    """Cut a word for a group to who they are, without how many and without the country that is coded anyway."""
    line = list(phrase_words(text))
    counting = folded_list("phrases", "counting")
    while len(line) > 1 and (line[0] in counting or line[0] in folded_list("phrases", "articles") or line[0].isdigit()):
        del line[0]
    return without_country(tuple(line), country) or tuple(line)


@lru_cache(maxsize=16384)
def body_name(text: str, country: str | None) -> BodyName:
    """Read the name of a body of a country (a code, or None)."""
    line = phrase_words(text)
    bare = without_country(line, country)
    head = _plain_ministry(bare) if _is_one_each(bare) else ()
    acronym = len(line) == 1 and _ACRONYM.fullmatch(text.strip()) is not None and _is_capitals(text)
    return BodyName(line, head, bool(line) and _is_generic(line), acronym)


def made_acronym(text: str) -> str | None:
    """Make the acronym of a name: the first letters of its words without the small ones; None for short names."""
    small = folded_list("phrases", "small")
    letters = "".join(word[0] for word in phrase_words(text) if word not in small)
    return letters if len(letters) >= _ACRONYM_FROM else None


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > len(letters) // 2


def _is_generic(line: Line) -> bool:
    plain = [word for word in line if word not in folded_list("phrases", "joining")]
    generic = folded_list("phrases", "generic")
    return bool(plain) and all(word in generic for word in plain)


def _is_one_each(line: Line) -> bool:
    words = frozenset(line)
    one_each, many = folded_list("phrases", "one_each"), folded_list("phrases", "one_of_many")
    return _is_generic(line) and bool(words & one_each) and not words & many


def _plain_ministry(line: Line) -> Line:
    """Write "ministry of foreign affairs" as "foreign ministry"."""
    if line[:2] == ("ministry", "of"):
        line = (*line[2:], "ministry")
    return tuple(word for word in line if word not in ("affairs", "the"))


def without_country(line: Line, country: str | None) -> Line:
    """Take the words for a country out of a phrase, and the "of" that they leave behind; nothing may be left."""
    for name in _countries().get(country or "", ()):
        for start in range(len(line) - len(name) + 1):
            if line[start : start + len(name)] == name:
                before, after = line[:start], line[start + len(name) :]
                while before and before[-1] in ("of", "the", "in"):
                    before = before[:-1]
                return before + after
    return line


def country_prefix(line: Line) -> int:
    """Say how many words at the front of a line are a country's name or people."""
    for size in range(min(4, len(line)), 0, -1):
        if line[:size] in _all_countries():
            return size
    return 0


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[Line, ...]]:
    """Give what each country and its people are called, the longest first."""
    return {
        code: tuple(sorted({phrase_words(name) for name in names}, key=lambda line: (-len(line), line)))
        for code, names in data("countries")["words"].items()
    }


@lru_cache(maxsize=1)
def _all_countries() -> frozenset[Line]:
    return frozenset(line for lines in _countries().values() for line in lines)
