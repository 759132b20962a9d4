"""Build the base gazetteer from what is installed: the packed towns, babel's names and Tocsin's own lists."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from tocsin.errors import TocsinError
from tocsin.records import PlacePrecision
from tocsin.resolve.gazetteer.entry import Entry, How
from tocsin.resolve.gazetteer.names import bare, fold, is_code, is_latin, without_brackets
from tocsin.resolve.gazetteer.storage import Writer, fresh, stamp
from tocsin.resolve.gazetteer.towns import load_towns

Progress = Callable[[str, float], None]  # what is being done, and which share of the whole is done
Tables = Mapping[str, Any]

# languages whose names of countries turn up in English reports, mostly inside names and quotations
LANGUAGES = (
    "en", "fr", "es", "de", "pt", "it", "nl", "pl", "ro", "tr", "sq", "sr_Latn", "sr", "bs", "hr", "ru", "uk", "ar",
    "fa", "ps", "so", "sw", "ha", "am", "id", "zh",
)  # fmt: skip
CELL = 4  # cells of a quarter of a degree: areas get the middle of the cells in which they have towns


@dataclass(frozen=True)
class Sources:
    """What a base gazetteer is made from, as the packages hand it over."""

    cities: Iterable[Mapping[str, Any]]
    countries: Mapping[str, Mapping[str, Any]]  # alpha-2 -> geonameid, population ...
    states: Mapping[str, Mapping[str, Any]]  # code of a state of the USA -> geonameid ...
    territories: Mapping[str, Iterable[str]]  # alpha-2 -> names in other languages


def installed_sources() -> Sources:
    """Read the packages."""
    try:
        from babel import Locale
    except ImportError as error:
        raise TocsinError("resolve.no-place-data", package=error.name) from error
    towns = load_towns()
    territories: dict[str, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            territories[code].append(name)
    return Sources(towns.cities, towns.countries, towns.states, territories)


def build(path: Path, sources: Sources | None = None, progress: Progress | None = None) -> int:
    """Write the base gazetteer to `path` and return how many places it holds."""
    report = progress or (lambda what, share: None)
    report("reading the lists of places", 0.0)
    sources = sources or installed_sources()
    report("sorting cities", 0.2)
    with fresh(path) as connection:
        writer = Writer(connection)
        base = _Base(sources)
        for entry, keys in base.countries():
            writer.add(entry, keys)
            writer.add_head(entry, {key: how for key, how in keys.items() if how != How.OTHER})
        for entry, keys in base.areas():
            writer.add(entry, keys)
            if base.is_head(entry):
                # a short form tells by itself only where it stands as one: "Dayton, Ind."
                shorts = dict.fromkeys(base.short_forms(entry), How.OTHER)
                writer.add_head(entry, {key: how for key, how in keys.items() if how != How.BARE} | shorts)
        for entry, keys in base.regions():
            writer.add(entry, keys)
            if entry.country:
                writer.add_head(entry, keys)
        for entry, keys in base.cities(report):
            writer.add(entry, keys)
        report("writing", 0.75)
        count = writer.finish(base.area_names(), {"stamp": stamp(), "source": "GeoNames (geonames.org, CC BY 4.0)"})
    report("done", 1.0)
    return count


class _Base:
    """The places of the base gazetteer, group by group."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._cities = list(sources.cities)
        self._nations = {c["alpha2"]: c for c in _table("countries.toml", own=False)["country"]}
        self._areas = dict(_areas())
        self._regions = _table("regions.toml")["region"]
        provinces = _table("provinces.toml")
        self._provinces = {(p["country"], p["code"]): p for p in provinces["area"]}
        self._nicknames: dict[str, list[str]] = {c["ref"]: c["names"] for c in provinces["city"]}
        self._towns: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        for city in self._cities:
            self._towns[city["countrycode"], city["admin1code"]].append(city)

    def countries(self) -> Iterator[tuple[Entry, dict[str, int]]]:
        """Yield countries and territories."""
        for alpha2, nation in sorted(self._nations.items()):
            known = self._sources.countries.get(alpha2, {})
            people = int(known.get("population", 0))
            number = known.get("geonameid")
            entry = Entry(
                f"geonames:{number}" if number else f"iso:{nation['code']}", nation["name"], "country", nation["code"],
                None, nation["lat"], nation["lon"], people, "country", "PCLI",
            )  # fmt: skip
            keys = dict.fromkeys((fold(n) for n in (nation["name"], *nation["names"])), int(How.MAIN))
            for name in self._sources.territories.get(alpha2, ()):
                keys.setdefault(fold(name), How.OTHER)
            for name in nation["demonyms"]:
                keys.setdefault(fold(name), How.PEOPLE)
            yield entry, keys

    def areas(self) -> Iterator[tuple[Entry, dict[str, int]]]:
        """Yield first- and second-level areas."""
        for (alpha2, code), names in sorted(self._first_level().items()):
            towns = self._towns[alpha2, code]
            country = self._code(alpha2)
            known = self._provinces.get((country or "", code), {})
            lat, lon = (known["lat"], known["lon"]) if known else _middle(towns)
            number = self._sources.states.get(code, {}).get("geonameid") if alpha2 == "US" else None
            ref = f"geonames:{number}" if number else f"admin1:{alpha2}.{code}"
            people = sum(t["population"] for t in towns)
            entry = Entry(
                ref, names[0], "admin1", country, code, lat, lon, people, "admin1", "ADM1"
            )  # fmt: skip
            keys = _keys(names[0], ())
            keys.update((fold(name), How.MAIN) for name in names[1:])
            for name in known.get("short", ()):
                keys.setdefault(fold(name), How.MAIN)
            for name in known.get("demonyms", ()):
                keys.setdefault(fold(name), How.PEOPLE)
            for region in self._regions_of(alpha2, keys):
                for key, how in _region_keys(region).items():
                    keys[key] = min(how, keys.get(key, how))
            yield entry, keys
        for alpha2, areas in sorted(self._areas.items()):
            for name, code, lat, lon, people in areas["admin2"]:
                ref = f"admin2:{alpha2}.{code}.{fold(name).replace(' ', '-')}"
                yield Entry(
                    ref, name, "admin2", self._code(alpha2), code, lat, lon, people, "admin2", "ADM2"
                ), _keys(name, ())  # fmt: skip

    def is_head(self, entry: Entry) -> bool:
        """Say whether a first-level area is so well known that its name alone tells where a text plays."""
        return entry.kind == "admin1" and (entry.country, entry.admin1) in self._provinces

    def short_forms(self, entry: Entry) -> list[str]:
        """List the abbreviations and other names of a well-known area, folded."""
        known = self._provinces.get((entry.country or "", entry.admin1 or ""), {})
        return [fold(name) for name in known.get("short", ())]

    def regions(self) -> Iterator[tuple[Entry, dict[str, int]]]:
        """Yield continents, seas, regions and other places of the project's own list."""
        firsts = self._first_level()
        known = {(self._code(a), fold(name)) for (a, _), names in firsts.items() for name in names}
        for region in self._regions:
            if (region.get("country"), fold(region["name"])) in known and region["precision"] == "admin1":
                continue  # its names went to the first-level area
            precision: PlacePrecision = region["precision"]
            name = without_brackets(region["name"])
            yield Entry(
                "region:" + fold(region["name"]).replace(" ", "-"), name, region["kind"], region.get("country"), None,
                region["lat"], region["lon"], 0, precision,
            ), _region_keys(region)  # fmt: skip

    def cities(self, report: Progress) -> Iterator[tuple[Entry, dict[str, int]]]:
        """Yield cities and towns."""
        chief = self._capitals()
        for count, city in enumerate(self._cities):
            if count % 20_000 == 0:
                report("sorting cities", 0.2 + 0.55 * count / len(self._cities))
            alpha2 = city["countrycode"]
            capital = chief.get(alpha2) == city["geonameid"]
            ref = f"geonames:{city['geonameid']}"
            entry = Entry(
                ref, city["name"], "city", self._code(alpha2), city["admin1code"],
                city["latitude"], city["longitude"], city["population"], "city", "PPLC" if capital else "PPL", capital,
            )  # fmt: skip
            keys = _keys(city["name"], city["alternatenames"])
            keys.update((fold(name), How.MAIN) for name in self._nicknames.get(ref, ()))
            yield entry, keys

    def area_names(self) -> Iterator[tuple[str, str, str]]:
        """Yield country, code and name of every first-level area."""
        for (alpha2, code), names in self._first_level().items():
            if country := self._code(alpha2):
                yield country, code, names[0]

    def _capitals(self) -> dict[str, int]:
        """Find each country's capital: the largest city of that name, or else of one of its other names."""
        found: dict[str, tuple[int, int, int]] = {}
        ranks = {
            alpha2: {fold(n): rank for rank, n in reversed([*enumerate((c["capital"], *c["capital_names"]))]) if n}
            for alpha2, c in self._nations.items()
        }
        for city in self._cities:
            alpha2 = city["countrycode"]
            rank = ranks.get(alpha2, {}).get(fold(city["name"]))
            if rank is not None:
                order = (rank, -city["population"], city["geonameid"])
                found[alpha2] = min(found.get(alpha2, order), order)
        return {alpha2: order[2] for alpha2, order in found.items()}

    def _first_level(self) -> dict[tuple[str, str], list[str]]:
        found = {(a, code): names for a, area in self._areas.items() for code, names in area["admin1"].items()}
        for code, state in self._sources.states.items():
            found["US", code] = [state["name"], *(n for n in found.get(("US", code), ()) if n != state["name"])]
        return {key: names for key, names in found.items() if self._towns.get(key)}

    def _regions_of(self, alpha2: str, keys: Mapping[str, int]) -> Iterator[Mapping[str, Any]]:
        for region in self._regions:
            inside = region.get("country") == self._code(alpha2) and region["precision"] == "admin1"
            if inside and keys.get(fold(region["name"]), How.PEOPLE) != How.PEOPLE:
                yield region

    def _code(self, alpha2: str) -> str | None:
        nation = self._nations.get(alpha2)
        return nation["code"] if nation else None


def _table(name: str, *, own: bool = True) -> Tables:
    package = files(__package__) if own else files(__package__.rpartition(".")[0])
    return tomllib.loads(package.joinpath("data").joinpath(name).read_text(encoding="utf-8"))


def _areas() -> Iterator[tuple[str, dict[str, Any]]]:
    lines = files(__package__).joinpath("data").joinpath("areas.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        area = json.loads(line)
        yield area["country"], area


def _keys(name: str, others: Iterable[str], *, shorten: bool = True) -> dict[str, int]:
    """Fold a place's names: its main name first, so that no other name takes its rank."""
    keys: dict[str, int] = {fold(name): How.MAIN, fold(without_brackets(name)): How.MAIN}
    if shorten:
        for key in list(keys):
            keys.setdefault(bare(key)[0], How.BARE)
    for other in others:
        if is_latin(other) and not is_code(other):
            keys.setdefault(fold(other), How.OTHER)
    return keys


def _region_keys(region: Mapping[str, Any]) -> dict[str, int]:
    keys: dict[str, int] = {fold(without_brackets(region["name"])): How.MAIN}
    for name in region.get("names", ()):
        keys.setdefault(fold(without_brackets(name)), How.MAIN)
    for name in region.get("demonyms", ()):
        keys.setdefault(fold(name), How.PEOPLE)
    return keys


def _middle(towns: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    """Find the middle of the ground that towns cover, where a crowd of towns counts no more than one."""
    cells = {(round(t["latitude"] * CELL), round(t["longitude"] * CELL)) for t in towns}
    return (
        round(sum(c[0] for c in cells) / len(cells) / CELL, 3),
        round(sum(c[1] for c in cells) / len(cells) / CELL, 3),
    )
