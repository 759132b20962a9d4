"""Reads the codebook that Tocsin ships: PLOVER's types, contexts and sectors."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.records.codebook.types import Codebook, EventContext, EventMode, EventType


def packaged(name: str) -> dict[str, Any]:
    """Read one data file of this package."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@cache
def plover() -> Codebook:
    """Read PLOVER's codebook."""
    data, sectors = packaged("plover.toml"), packaged("sectors.toml")
    return Codebook(
        name=data["name"],
        version=data["version"],
        source=data["source"],
        types=tuple(_type(name, row) for name, row in data["types"].items()),
        quads=data["quads"],
        contexts=tuple(context(name, row) for name, row in packaged("contexts.toml")["contexts"].items()),
        sectors=sectors["sectors"],
        bodies=sectors["bodies"],
        partially_recognised=tuple((one["name"], *one["names"]) for one in sectors["partially_recognised"]),
        country_codes=sectors["countries"]["written"],
        former={old: tuple(new) for old, new in data["former"].items()},
    )


def context(name: str, row: Mapping[str, Any]) -> EventContext:
    """Read one context from its table."""
    return EventContext(name, row["definition"], tuple(row["words"]), tuple(row.get("labels", ())))


def _type(name: str, row: Mapping[str, Any]) -> EventType:
    return EventType(
        name=name,
        quad=row["quad"],
        score=row["score"],
        definition=row["definition"],
        modes=tuple(EventMode(m, one.get("score"), one["definition"]) for m, one in row.get("modes", {}).items()),
        recipient_required=row.get("recipient") == "required",
        corrected=row.get("corrected"),
    )
