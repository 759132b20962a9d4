"""What the data files know about countries, bodies, titles and groups, ready for look-up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from tocsin.errors import TocsinError
from tocsin.resolve.actors.wording import Word, key, words

_DATA = Path(__file__).parent.parent / "data"
_FILES = ("organisations", "roles", "groups", "phrases")
# longest name of a country or body in words that the scans look for
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Body:
    """A known body; `kind` is the body word that it answers to as one of its country ("government")."""

    name: str
    country: str
    sectors: tuple[str, ...]
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A word for a kind of body, and what the word alone may stand for."""

    word: str
    sectors: tuple[str, ...]
    state: bool
    stands_for: frozenset[str]


@dataclass(frozen=True, slots=True)
class Title:
    """A title, office or job."""

    name: str
    sectors: tuple[str, ...]
    weak: bool = False
    office: bool = False
    whole: bool = False
    kin: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A word for people without a name; `lemma` is its singular where it has one."""

    lemma: str
    plural: bool
    sectors: tuple[str, ...]
    weak: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun says about whom it stands for."""

    case: str  # subject, object or owner
    gender: str | None  # male, female, "thing", or None where it says nothing
    plural: bool


@dataclass(frozen=True, slots=True)
class Polity:
    """A country that a phrase names: candidates for its code, and where in the phrase."""

    codes: tuple[str, ...]
    start: int
    end: int
    sort: str = "name"


@dataclass(slots=True)
class Lexicon:
    """All look-up tables; built once for a set of files and only read after that."""

    country_names: dict[str, str] = field(default_factory=dict)
    polities: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    generic: set[str] = field(default_factory=set)
    body_seats: dict[str, Body] = field(default_factory=dict)
    body_kinds: dict[tuple[str, ...], BodyKind] = field(default_factory=dict)
    titles: dict[tuple[str, ...], Title] = field(default_factory=dict)
    heads: dict[tuple[str, ...], Head] = field(default_factory=dict)
    qualifiers: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    abbreviations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    same: dict[str, tuple[str, ...]] = field(default_factory=dict)
    honorifics: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, Pronoun] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)

    def polities_in(self, text: str) -> tuple[Polity, ...]:
        """Find the countries that a phrase names by name or demonym, longest names first."""
        found: list[Polity] = []
        line = words(text)
        index = 0
        while index < len(line):
            size, hit = self._polity_at(line, index)
            if hit is not None:
                found.append(hit)
            index += size
        return tuple(found)

    def _polity_at(self, line: tuple[Word, ...], index: int) -> tuple[int, Polity | None]:
        if not line[index].text[0].isupper():
            return 1, None
        for size in range(min(_LONGEST, len(line) - index), 0, -1):
            part = line[index : index + size]
            name = " ".join(word.folded for word in part)
            if name in self.lists["not_polities"]:
                return size, None
            hit = self.polities.get(name)
            # short names are also common words ("us"), so they count in capitals alone
            if hit and not (len(name) <= 3 and not part[0].text.replace(".", "").isupper()):
                return size, Polity(hit[0], part[0].start, part[-1].end, hit[1])
        return 1, None

    def body(self, text: str) -> Body | None:
        """Find a known body by its name; names of two or three letters count in capitals alone."""
        name = key(text)
        hit = self.bodies.get(name) or (self.bodies.get(name[4:]) if name.startswith("the ") else None)
        if hit is not None and len(name) <= 3 and not any(c.isupper() for c in text[1:]) and not text[-1].isdigit():
            return None
        return hit

    def body_kind(self, line: tuple[str, ...]) -> tuple[BodyKind | None, tuple[str, ...]]:
        """Find the kind of body that a name is, and the words that say so.

        The longest word for a kind decides; of equals the one that ends the part before "of" or "for", then the last.
        """
        stop = next((i for i, word in enumerate(line) if i and word in ("of", "for", "in", "to")), len(line))
        best: tuple[tuple[int, bool, int], BodyKind, tuple[str, ...]] | None = None
        for start in range(len(line)):
            for size in range(1, min(4, len(line) - start) + 1):
                part = line[start : start + size]
                hit = self.body_kinds.get(part)
                rank = (size, start + size == stop, start)
                if hit and (best is None or rank > best[0]):
                    best = (rank, hit, part)
        return (best[1], best[2]) if best else (None, ())

    def head(self, line: tuple[str, ...]) -> tuple[Head | None, int]:
        """Find the word for people that a phrase ends in, and how many words it takes."""
        for size in range(min(4, len(line)), 0, -1):
            if hit := self.heads.get(line[-size:]):
                return hit, size
        return None, 0

    def qualified(self, line: tuple[str, ...]) -> tuple[str, ...]:
        """Find the sectors that the words around a weak title or head point to, the last word first."""
        for end in range(len(line), 0, -1):
            for size in range(min(3, end), 0, -1):
                if hit := self.qualifiers.get(line[end - size : end]):
                    return hit
        return ()

    def write_out(self, line: tuple[Word, ...]) -> tuple[str, ...]:
        """Write the abbreviations of a title out."""
        out: list[str] = []
        for word in line:
            out.extend(self.abbreviations.get(word.folded, (word.folded,)))
        return tuple(out)

    def alike(self, line: tuple[str, ...]) -> tuple[str, ...]:
        """Put words that mean one thing into one form."""
        out: list[str] = []
        for word in line:
            out.extend(self.same.get(word, (word,)))
        return tuple(out)


@lru_cache(maxsize=8)
def load_lexicon(files: tuple[Path, ...] = ()) -> Lexicon:
    """Read the data files, a user's own first, so that the first entry for a word wins."""
    lexicon = Lexicon()
    own = [_read(path) for path in files]
    _add_countries(lexicon, _read(_DATA / "countries.toml"))
    for table in (*own, *(_read(_DATA / f"{name}.toml") for name in _FILES)):
        _add(lexicon, table)
    return lexicon


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TocsinError("resolve.no-actor-file", path=path, problem=error.strerror or error) from error
    except ValueError as error:  # wrong TOML and wrong UTF-8 alike
        raise TocsinError("resolve.bad-actor-file", path=path, problem=error) from error


def _line(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words(text))


def _add_countries(lexicon: Lexicon, table: dict[str, Any]) -> None:
    rows = table["country"]
    for sort in ("name", "people"):
        for row in rows:
            names = (row["name"], *row["names"]) if sort == "name" else row["demonyms"]
            for name in names:
                known, _ = lexicon.polities.get(key(name), ((), sort))
                if row["code"] not in known:
                    lexicon.polities[key(name)] = ((*known, row["code"]), sort)
    for row in rows:
        lexicon.country_names[row["code"]] = row["name"]
        for seat in (row["capital"], *row["capital_names"], *row["metonyms"]):
            if seat and key(seat) not in lexicon.polities:
                lexicon.seats.setdefault(key(seat), row["code"])


def _add(lexicon: Lexicon, table: dict[str, Any]) -> None:
    try:
        _add_bodies(lexicon, table)
        _add_titles(lexicon, table)
        _add_groups(lexicon, table)
        _add_phrases(lexicon, table)
    except (KeyError, TypeError, AttributeError) as error:
        raise TocsinError("resolve.bad-actor-file", path=table.get("source", "?"), problem=repr(error)) from error


def _add_bodies(lexicon: Lexicon, table: dict[str, Any]) -> None:
    for row in table.get("organisation", ()):
        body = Body(row["name"], row["country"], tuple(row["sectors"]), row.get("state_body"))
        for name in (row["name"], *row.get("aliases", ())):
            lexicon.bodies.setdefault(key(name), body)
        lexicon.generic.update(key(name) for name in row.get("generic", ()))
        for seat in row.get("seats", ()):
            lexicon.body_seats.setdefault(key(seat), body)
    for row in table.get("body", ()):
        for word in row["words"]:
            kind = BodyKind(
                row.get("like", word),
                tuple(row["sectors"]),
                row.get("state", False),
                frozenset(row.get("stands_for", ())),
            )
            lexicon.body_kinds.setdefault(_line(word), kind)


def _add_titles(lexicon: Lexicon, table: dict[str, Any]) -> None:
    for row in table.get("role", ()):
        flags = {flag: bool(row.get(flag)) for flag in ("weak", "office", "whole", "kin")}
        for name in row["titles"]:
            title = Title(key(name), tuple(row["sectors"]), **flags)
            lexicon.titles.setdefault(_line(name), title)
    for name in ("distinct", "former", "filler"):
        lexicon.lists[name] = lexicon.lists.get(name, frozenset()) | frozenset(table.get(name, ()))
    for name, entries in table.get("names", {}).items():
        lexicon.lists[name] = lexicon.lists.get(name, frozenset()) | frozenset(key(e) for e in entries)
    for short, long in table.get("abbreviations", {}).items():
        lexicon.abbreviations.setdefault(key(short), _line(long))
    for word, other in table.get("same", {}).items():
        lexicon.same.setdefault(key(word), _line(other))
    for word, gender in table.get("honorifics", {}).items():
        lexicon.honorifics.setdefault(key(word), gender)
    for gender, entries in table.get("gender", {}).items():
        for word in entries:
            lexicon.gender.setdefault(key(word), gender)


def _add_groups(lexicon: Lexicon, table: dict[str, Any]) -> None:
    for row in table.get("group", ()):
        for lemma, form, plural in _forms(row["heads"]):
            head = Head(key(lemma), plural, tuple(row["sectors"]), bool(row.get("weak")), bool(row.get("person")))
            lexicon.heads.setdefault(_line(form), head)
    for row in table.get("qualifier", ()):
        for word in row["words"]:
            lexicon.qualifiers.setdefault(_line(word), tuple(row["sectors"]))
    for name in ("armed", "modifiers", "collective"):
        entries = table.get(name, {}).get("words", ())
        lexicon.lists[name] = lexicon.lists.get(name, frozenset()) | frozenset(key(e) for e in entries)


def _add_phrases(lexicon: Lexicon, table: dict[str, Any]) -> None:
    for name, entries in table.get("phrases", {}).items():
        lexicon.lists[name] = lexicon.lists.get(name, frozenset()) | frozenset(key(e) for e in entries)
    for row in table.get("pronoun", ()):
        for word in row["words"]:
            lexicon.pronouns.setdefault(word, Pronoun(row["case"], row.get("gender"), row.get("plural", False)))
            lexicon.lists["pronouns"] = lexicon.lists.get("pronouns", frozenset()) | {word}


def _forms(heads: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Give (lemma, form, plural) for "one/many", and for a word that stands alone as plural."""
    for head in heads:
        one, slash, many = head.partition("/")
        if not slash:
            yield one, one, True
            continue
        yield one, many, True
        if one != many:
            yield one, one, False
