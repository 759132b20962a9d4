"""Reads the data files of the exports: column lists, mappings and code lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.language.lexicon import lexicon

_DATA = Path(__file__).parent / "data"


def data(name: str) -> dict[str, Any]:
    """Give one data file, read once."""
    return lexicon(name, _DATA)


@cache
def columns(schema: str) -> tuple[str, ...]:
    """Give the columns of a schema in order."""
    return tuple(data("schemas")[schema]["columns"])


@dataclass(frozen=True, slots=True)
class Country:
    """What other schemas call a country; None where a schema has no code for it."""

    code: str
    name: str
    iso: int | None
    fips: str | None
    cow: int | None
    gw: int | None
    ucdp: str | None


@cache
def country(code: str | None) -> Country | None:
    """Find a country by its ISO 3166-1 alpha-3 code; None for other codes, such as those of bodies."""
    row = data("countries")["countries"].get(code)
    if code is None or row is None:
        return None
    return Country(code, row["name"], row.get("iso"), row.get("fips"), row.get("cow"), row.get("gw"), row.get("ucdp"))
