"""Makes texts and names alike, cuts them into tokens, and reads what a user searches for.

The tokens are made here and not by the databases, so that SQLite and PostgreSQL find the same reports.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Literal

from tocsin.errors import TocsinError

_QUERY = re.compile(r'"(?P<quoted>[^"]*)(?:"(?P<open>\*)?|$)|(?P<word>[^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
# a longer token is cut, in the index and in what is searched for; PostgreSQL takes no word of more than 2 kB
_TOKEN_CHARACTERS = 64
# PostgreSQL takes no index entry of more than 1 MB for one report
_INDEX_BYTES = 700_000
# more would be no search of a person, and SQLite takes no expression of any depth
_QUERY_TOKENS = 128

_Sort = Literal["gap", "letter", "unspaced"]


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that must stand one after another; with `prefix`, the last need only begin a token of the text."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class _Folding:
    letters: dict[int, str]
    kept_marks: frozenset[str]
    unspaced: tuple[tuple[str, str], ...]


@cache
def _folding() -> _Folding:
    data = tomllib.loads(files("tocsin.store").joinpath("data", "folding.toml").read_text(encoding="utf-8"))
    return _Folding(
        letters=str.maketrans(data["letters"]),
        kept_marks=frozenset(data["kept_marks"]["marks"]),
        unspaced=tuple((first, last) for first, last in data["unspaced"].values()),
    )


def fold(text: str) -> str:
    """Bring text to the form in which it is compared: no case, no accents, one space between words."""
    if text.isascii():
        return " ".join(text.lower().split())
    folding = _folding()
    apart = unicodedata.normalize("NFKD", text).casefold().translate(folding.letters)
    # casefolding may give accents of its own
    apart = unicodedata.normalize("NFKD", apart)
    bare = "".join(c for c in apart if not unicodedata.combining(c) or c in folding.kept_marks)
    return " ".join(unicodedata.normalize("NFC", bare).split())


def tokens(text: str) -> Iterator[str]:
    """Cut text into folded words of letters and digits.

    A run of letters that are written without spaces gives each letter with the one after it, and the last by itself.
    """
    for sort, run in _runs(text):
        if sort == "letter":
            yield run[:_TOKEN_CHARACTERS]
        else:
            yield from (run[at : at + 2] for at in range(len(run)))


def indexed(title: str | None, text: str) -> str:
    """Give the tokens of a report's title and text as the full-text index takes them, parted by spaces."""
    kept: list[str] = []
    left = _INDEX_BYTES
    for part in (title or "", text):
        for token in tokens(part):
            # PostgreSQL keeps a few bytes beside each
            left -= len(token.encode()) + 8
            if left < 0:
                return " ".join(kept)
            kept.append(token)
    return " ".join(kept)


def parse_query(text: str) -> tuple[Term, ...]:
    """Read what a user searches for: words that must all occur, "phrases in quotation marks", and beginnings*.

    Everything else is taken as plain text, so that no query can be wrong but an empty one (`store.empty-query`) and a
    very long one (`store.long-query`).
    """
    terms: dict[Term, None] = {}
    for found in _QUERY.finditer(text.translate(_QUOTES)):
        written = found["quoted"] if found["word"] is None else found["word"]
        term = _term(written, bool(found["open"]) or (found["word"] or "").endswith("*"))
        if term is not None:
            terms[term] = None
    if not terms:
        raise TocsinError("store.empty-query", text=text[:80])
    if sum(len(term.tokens) for term in terms) > _QUERY_TOKENS:
        raise TocsinError("store.long-query", limit=_QUERY_TOKENS)
    return tuple(terms)


def to_fts5(terms: tuple[Term, ...]) -> str:
    """Write terms as SQLite's FTS5 takes them after MATCH."""
    return " AND ".join(f'"{" ".join(term.tokens)}"{"*" if term.prefix else ""}' for term in terms)


def to_tsquery(terms: tuple[Term, ...]) -> str:
    """Write terms as PostgreSQL takes them when a text is cast to `tsquery`."""
    return " & ".join(
        " <-> ".join(f"'{token}'" for token in term.tokens) + (":*" if term.prefix else "") for term in terms
    )


def _term(written: str, prefix: bool) -> Term | None:
    """Make a term whose tokens follow one another wherever the index holds the text that is written."""
    runs = list(_runs(written))
    if not runs:
        return None
    made = list(tokens(written))
    if runs[-1][0] == "unspaced":
        # in a text the run may go on, so that its last letter stands by itself only if it is the first as well
        if len(runs[-1][1]) > 1:
            made.pop()
        else:
            prefix = True
    return Term(tuple(made), prefix)


def _runs(text: str) -> Iterator[tuple[_Sort, str]]:
    for sort, run in groupby(fold(text), key=_sort):
        if sort != "gap":
            yield sort, "".join(run)


@lru_cache(maxsize=65536)
def _sort(character: str) -> _Sort:
    # marks that are left, as of Indian scripts, are part of their word
    if not (character.isalnum() or unicodedata.category(character).startswith("M")):
        return "gap"
    if any(first <= character <= last for first, last in _folding().unspaced):
        return "unspaced"
    return "letter"
