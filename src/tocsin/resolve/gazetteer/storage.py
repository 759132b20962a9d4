"""The SQLite files of the gazetteer: their form, how they are written, and how a stale one is known."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.resolve.gazetteer.entry import Entry
from tocsin.resolve.gazetteer.towns import edition

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = 1  # raise this when tables or the way names are folded change

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
    lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL, precision TEXT NOT NULL, code TEXT NOT NULL,
    capital INTEGER NOT NULL
);
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
CREATE TABLE heads (key TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, how INTEGER NOT NULL,
    PRIMARY KEY (key, country, admin1)) WITHOUT ROWID;
CREATE TABLE areas (country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (country, code))
    WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX places_area ON places (country, admin1);
CREATE INDEX places_ref ON places (ref);
CREATE INDEX places_kind ON places (kind) WHERE kind IN ('country', 'admin1');
"""


def stamp() -> str:
    """Name what a base file is made from: the form of the tables, the package of cities, the project's own lists."""
    digest = hashlib.blake2b(digest_size=8)
    resolve = files(__package__.rpartition(".")[0])
    for folder, name in (
        (files(__package__), "areas.jsonl"),
        (files(__package__), "provinces.toml"),
        (files(__package__), "regions.toml"),
        (files(__package__), "spelling.toml"),
        (resolve, "countries.toml"),
    ):
        digest.update(folder.joinpath("data").joinpath(name).read_bytes())
    return f"{FORM}/{edition()}/{digest.hexdigest()}"


def stamp_of(path: Path) -> str | None:
    """Read the stamp of a gazetteer file; None where there is no such file or it is no gazetteer."""
    if not path.is_file():
        return None
    try:
        with closing(connect(path)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def connect(path: Path) -> sqlite3.Connection:
    """Open a gazetteer file for reading only."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@contextmanager
def fresh(path: Path) -> Iterator[sqlite3.Connection]:
    """Write a new file beside `path` and put it in its place when all went well.

    Each writer has a file of its own and the exchange is one step, so two processes that build at once
    both end with a whole file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem + "-", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        connection = sqlite3.connect(part)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(TABLES)
            yield connection
            connection.executescript(INDEXES)
            connection.commit()
        finally:
            connection.close()
        part.chmod(0o644)  # a temporary file is its maker's alone; a gazetteer may be shared
        try:
            os.replace(part, path)
        except PermissionError:  # Windows, where another process has the same file open already
            if not path.is_file():
                raise
    finally:
        part.unlink(missing_ok=True)


class Writer:
    """Collects places with their names and writes them in one go."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, int]] = []
        self._heads: list[tuple[str, str, str, int]] = []

    def add(self, entry: Entry, keys: Mapping[str, int]) -> None:
        """Add a place under folded names, each with how it belongs to the place."""
        number = len(self._places) + 1
        self._places.append(
            (number, entry.ref, entry.name, entry.kind, entry.country, entry.admin1, round(entry.lat, 5),
             round(entry.lon, 5), entry.population, entry.precision, entry.code, int(entry.capital))
        )  # fmt: skip
        self._names.extend((key, number, how) for key, how in keys.items() if key)

    def add_head(self, entry: Entry, keys: Mapping[str, int]) -> None:
        """Keep the names of a country or of a well-known area apart: they tell by themselves where a text plays."""
        self._heads.extend((key, entry.country or "", entry.admin1 or "", how) for key, how in keys.items() if key)

    def finish(self, areas: Iterable[tuple[str, str, str]], meta: Mapping[str, str]) -> int:
        """Write everything, with the names of first-level areas and a description; return how many places."""
        execute = self._connection.executemany
        execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", self._places)
        self._names.sort()
        execute("INSERT INTO names VALUES (?,?,?)", self._names)
        execute("INSERT OR REPLACE INTO heads VALUES (?,?,?,?)", sorted(self._heads))
        execute("INSERT OR REPLACE INTO areas VALUES (?,?,?)", sorted(areas))
        execute("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
        self._connection.commit()
        return len(self._places)
