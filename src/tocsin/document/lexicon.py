"""Reads the data files that lie next to the document stage."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@functools.cache
def lexicon(name: str) -> dict[str, Any]:
    """Read one data file (`data/NAME.toml`), once."""
    with (_DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
