"""Reads the data files that lie next to the document stage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tocsin.language import lexicon as files

_DATA = Path(__file__).parent / "data"


def lexicon(name: str) -> dict[str, Any]:
    """Read one data file (`data/NAME.toml`), once."""
    return files.lexicon(name, _DATA)
