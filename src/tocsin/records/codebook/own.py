"""Loads a user's own codebook: PLOVER's, with types and contexts added, every mistake told with its place."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from tocsin.errors import TocsinError
from tocsin.records.annotation import Modality
from tocsin.records.codebook.refining import PAIR
from tocsin.records.codebook.standard import context, plover
from tocsin.records.codebook.types import Codebook, EventContext, EventType, OwnType
from tocsin.records.codebook.wording import phrase_of

_KEYS = ("name", "version", "source", "types", "contexts", "quads", "partially_recognised")
_CONDITIONS = ("words", "trigger_words", "actors", "recipients", "contexts", "modality")
_TYPE_KEYS = ("refines", "definition", *_CONDITIONS)
_TYPE_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*")
_CONTEXT_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_PHRASE = "each must be a word or phrase, with `*` only after three letters or more"


def load_codebook(path: Path) -> Codebook:
    """Load a user's codebook and check all of it; what is wrong raises a `TocsinError` that says where and why."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TocsinError("codebook.no-file", path=path, problem=error.strerror or error) from error
    except ValueError as error:  # wrong TOML and wrong UTF-8 alike
        raise TocsinError("codebook.bad-file", path=path, problem=error) from error
    table = _Table(path, "the file", data)
    table.only(_KEYS)
    if not any(data.get(key) for key in _KEYS[3:]):
        raise TocsinError("codebook.empty", path=path)
    standard = plover()
    contexts = tuple(_context(one, standard) for one in table.tables("contexts"))
    codebook = replace(
        standard,
        name=table.text("name"),
        version=table.text("version"),
        source=table.text("source"),
        types=_types(table, standard),
        contexts=standard.contexts + contexts,
        partially_recognised=_recognised(table, standard),
    )
    return replace(codebook, own=tuple(_own(one, codebook) for one in table.tables("types")))


@dataclass(frozen=True)
class _Table:
    """One table of the file, with where it stands."""

    path: Path
    where: str
    row: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The last part of the heading."""
        return self.where.strip("[]").partition(".")[2]

    def wrong(self, key: str, value: object, wanted: str) -> TocsinError:
        """Make the error for a value that cannot be."""
        return TocsinError(
            "codebook.wrong-value", path=self.path, where=self.where, key=key, value=value, wanted=wanted
        )

    def only(self, keys: Collection[str]) -> None:
        """Refuse keys that do not exist."""
        for key in self.row:
            if key not in keys:
                raise TocsinError(
                    "codebook.unknown-key", path=self.path, where=self.where, key=key, hint=_hint(key, keys)
                )

    def text(self, key: str) -> str:
        """Read a text that must be there."""
        if key not in self.row:
            raise TocsinError("codebook.missing-key", path=self.path, where=self.where, key=key)
        value = self.row[key]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, value, "it must be a text in quotes that is not empty")
        return value.strip()

    def texts(self, key: str, fits: Callable[[str], bool], wanted: str) -> tuple[str, ...]:
        """Read a list of texts that all fit; nothing where the key is missing."""
        if key not in self.row:
            return ()
        value = self.row[key]
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.wrong(key, value, 'it must be a list of texts that is not empty, such as ["one", "another"]')
        for one in value:
            if not fits(one.strip()):
                raise self.wrong(key, one, wanted)
        return tuple(one.strip() for one in value)

    def tables(self, key: str) -> tuple[_Table, ...]:
        """Read the tables below a key: `[types.NAME]`, `[types.OTHER]`, ..."""
        below = self.row.get(key, {})
        if not isinstance(below, dict):
            raise self.wrong(key, below, f"it must be made of tables, each headed [{key}.NAME]")
        for name, row in below.items():
            if not isinstance(row, dict):
                raise self.wrong(f"{key}.{name}", row, f"it must be a table, headed [{key}.{name}]")
        return tuple(_Table(self.path, f"[{key}.{name}]", row) for name, row in below.items())


def _own(table: _Table, codebook: Codebook) -> OwnType:
    table.only(_TYPE_KEYS)
    if not _TYPE_NAME.fullmatch(table.name):
        raise table.wrong("the name", table.name, "names of types are capitals and digits, such as SHOP-CLOSURE")
    if table.name in codebook.labels or table.name in codebook.former:
        raise TocsinError("codebook.name-taken", path=table.path, where=table.where)
    refines = _refines(table, codebook)
    modalities, contexts = get_args(Modality), [one.name for one in codebook.contexts]
    own = OwnType(
        name=table.name,
        refines=refines,
        definition=table.text("definition"),
        words=table.texts("words", _is_phrase, _PHRASE),
        trigger_words=table.texts("trigger_words", _is_phrase, _PHRASE),
        actors=_parties(table, "actors", codebook),
        recipients=_parties(table, "recipients", codebook),
        contexts=table.texts("contexts", contexts.__contains__, f"the contexts are {', '.join(contexts)}"),
        modality=table.texts("modality", modalities.__contains__, f"it can be {', '.join(modalities)}"),
    )
    if not any(getattr(own, condition) for condition in _CONDITIONS):
        raise TocsinError("codebook.no-condition", path=table.path, where=table.where, refines=refines)
    return own


def _refines(table: _Table, codebook: Codebook) -> str:
    written = table.text("refines")
    event_type, dot, mode = written.partition(".")
    found = codebook.type(event_type)
    if found is None:
        raise table.wrong("refines", written, _no_type(event_type, codebook))
    if dot and found.mode(mode) is None:
        modes = ", ".join(one.name for one in found.modes)
        raise table.wrong(
            "refines", written, f"the modes of {event_type} are {modes}" if modes else f"{event_type} has no modes"
        )
    return written


def _no_type(name: str, codebook: Codebook) -> str:
    if name in codebook.former:
        now = " or ".join(codebook.former[name]) or "nothing"
        return f"{name} is of an older PLOVER, in which place there now is {now}"
    return f"PLOVER's types are {', '.join(one.name for one in codebook.types)}"


def _parties(table: _Table, key: str, codebook: Codebook) -> tuple[str, ...]:
    wanted = (
        'each must be a sector in capitals ("COP"), a country ("KEN"), both ("KEN COP"), or a word of a name. '
        f"The sectors are {', '.join(codebook.sectors)}"
    )

    def fits(one: str) -> bool:
        pair = PAIR.fullmatch(one)
        return pair[2] in codebook.sectors if pair else _is_phrase(one)

    return table.texts(key, fits, wanted)


def _context(table: _Table, codebook: Codebook) -> EventContext:
    table.only(("definition", "words"))
    if not _CONTEXT_NAME.fullmatch(table.name):
        raise table.wrong("the name", table.name, "names of contexts are small letters, such as water_supply")
    if codebook.context(table.name):
        raise TocsinError("codebook.name-taken", path=table.path, where=table.where)
    definition, words = table.text("definition"), table.texts("words", _is_phrase, _PHRASE)
    if not words:
        raise TocsinError("codebook.missing-key", path=table.path, where=table.where, key="words")
    return context(table.name, {"definition": definition, "words": words})


def _types(table: _Table, codebook: Codebook) -> tuple[EventType, ...]:
    """PLOVER's types, with the quad classes that the file sets otherwise."""
    chosen = table.row.get("quads", {})
    if not isinstance(chosen, dict):
        raise table.wrong("quads", chosen, "it must be a table, headed [quads]")
    quads = _Table(table.path, "[quads]", chosen)
    quads.only([one.name for one in codebook.types])
    for name, quad in chosen.items():
        if not isinstance(quad, str) or quad not in codebook.quads:
            raise quads.wrong(name, quad, f"the quad classes are {', '.join(codebook.quads)}")
    return tuple(replace(one, quad=chosen.get(one.name, one.quad)) for one in codebook.types)


def _recognised(table: _Table, codebook: Codebook) -> tuple[tuple[str, ...], ...]:
    """The entities for the sector PRE: the file's in place of the manual's, with the other names that are known."""
    if table.row.get("partially_recognised") == []:  # a user may well want none
        return ()
    names = table.texts("partially_recognised", _is_phrase, _PHRASE)
    known = {one[0]: one for one in codebook.partially_recognised}
    return tuple(known.get(name, (name,)) for name in names) if names else codebook.partially_recognised


def _is_phrase(written: str) -> bool:
    try:
        phrase_of(written)
    except ValueError:
        return False
    return True


def _hint(key: str, keys: Collection[str]) -> str:
    near = difflib.get_close_matches(key, keys, n=1)
    return f"Did you mean {near[0]}?" if near else f"There are {', '.join(keys)}."
