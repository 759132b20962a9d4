"""Reads the word lists that lie next to the language functions."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@functools.cache
def lexicon(name: str, folder: Path = _DATA) -> dict[str, Any]:
    """Read one data file (`NAME.toml` in a folder, by default that of the language functions), once."""
    with (folder / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def words(name: str, key: str) -> frozenset[str]:
    """Pick one list out of a word list as a set."""
    return frozenset(lexicon(name)[key])
