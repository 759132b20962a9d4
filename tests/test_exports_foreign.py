"""Formats of the field: their columns, hostile text, and what PLOVER, POLECAT and GDELT hold of the records."""

from __future__ import annotations

import io
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from export_cases import (
    ARMY,
    FRONT,
    GUNMEN,
    HOSTILE,
    KENYA,
    KITALA,
    NYANZA,
    all_cases,
    assault,
    bare,
    case_of,
    clash,
    event_of,
    filled,
    head,
    hostile,
    march,
    market,
    rows_of,
)

from tocsin.records import Party, Spot
from tocsin.records.codebook import plover
from tocsin.store.exports import FORMATS, ExportCase
from tocsin.store.exports.cells import LONGEST
from tocsin.store.exports.data_files import columns, country, data

# an independent copy of what schemas.toml says
WIDTHS = {"polecat": 40, "gdelt-events": 61, "gdelt-mentions": 16, "acled": 31, "ucdp": 49}
POSITIONS = {
    "polecat": {0: "Event ID", 4: "Intensity", 7: "Actor Name", 15: "Recipient Name", 23: "Placename", 39: "Version"},
    "gdelt-events": {1: "Day", 5: "Actor1Code", 15: "Actor2Code", 26: "EventCode", 29: "QuadClass", 31: "NumMentions"}
    | {
        34: "AvgTone",
        35: "Actor1Geo_Type",
        51: "ActionGeo_Type",
        56: "ActionGeo_Lat",
        59: "DATEADDED",
        60: "SOURCEURL",
    },
    "gdelt-mentions": {
        0: "GlobalEventID",
        5: "MentionIdentifier",
        9: "ActionCharOffset",
        11: "Confidence",
        15: "Extras",
    },
    "acled": {
        0: "event_id_cnty",
        3: "time_precision",
        9: "inter1",
        13: "interaction",
        22: "latitude",
        28: "fatalities",
    },
    "ucdp": {
        5: "type_of_violence",
        18: "number_of_sources",
        24: "where_prec",
        37: "date_prec",
        44: "best",
        48: "gwnob",
    },
}


@pytest.mark.parametrize("name", list(WIDTHS))
def test_columns_are_those_of_the_schema(name: str):
    names = columns(name)
    assert len(names) == len(set(names)) == WIDTHS[name]
    assert {at: names[at] for at in POSITIONS[name]} == POSITIONS[name]
    assert FORMATS[name].columns() == names
    assert data("schemas")[name]["source"]


@pytest.mark.parametrize("name", list(WIDTHS))
def test_hostile_text_breaks_no_row(name: str):
    given_cases = [hostile(text) for text in HOSTILE]
    rows = rows_of(name, *given_cases)
    assert len(rows) == len(HOSTILE)
    numbers = {"ActionGeo_Lat", "Latitude", "latitude", "Intensity", "Actor1CharOffset", "Actor2CharOffset"}
    for row in rows:
        assert {key for key, cell in row.items() if cell[:1] in tuple("=+-@\t\r\n")} <= numbers
    if FORMATS[name].suffix == ".tsv":
        assert rows == rows_of(name, *given_cases, bare_quotes=True)


@pytest.mark.parametrize("name", ["polecat", "gdelt-events", "acled", "ucdp"])
def test_a_name_comes_back_as_it_is_in_the_records(name: str):
    column = {"polecat": "Actor Name", "gdelt-events": "Actor1Name", "acled": "actor1", "ucdp": "side_a"}[name]
    for text in ("comma, name", "two  words", "<b>&amp</b>", "‘quoted’ name", "Đakovica’s “army”"):
        assert rows_of(name, hostile(text))[0][column] == text


@pytest.mark.parametrize("name", list(WIDTHS))
def test_what_is_not_known_stays_empty(name: str):
    (row,) = rows_of(name, bare()) if name != "ucdp" else rows_of(name, case_of(*bare().events, killed=1))
    known = filled(row)
    event, number = bare().events[0], known.get("GlobalEventID", known.get("id"))
    added = "20240314093000"
    wanted = {
        "polecat": {
            "Event ID": event.event.id,
            "Event Type": "ASSAULT",
            "Intensity": "-9",
            "Quad Code": "MATERIAL CONFLICT",
            "Contexts": "military",
            "Language": "en",
            "Version": "Tocsin, reader 4",
            "Country": "None",
            **dict.fromkeys(("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector"), "None"),
            **dict.fromkeys(("Actor Sectors", "Actor Name Raw", "Recipient Name", "Recipient Country"), "None"),
            **dict.fromkeys(("Recipient COW", "Primary Recipient Sector", "Recipient Sectors"), "None"),
            "Recipient Name Raw": "None",
        },
        "gdelt-events": {
            "GlobalEventID": number,
            "EventCode": "190",
            "EventBaseCode": "190",
            "EventRootCode": "19",
            "QuadClass": "4",
            "NumMentions": "1",
            "NumSources": "1",
            "NumArticles": "1",
            "DATEADDED": added,
        },
        "gdelt-mentions": {
            "GlobalEventID": number,
            "EventTimeDate": added,
            "MentionTimeDate": added,
            "MentionType": "2",
            "Actor1CharOffset": "-1",
            "Actor2CharOffset": "-1",
            "ActionCharOffset": "10",
            "Confidence": "87",
        },
        "acled": {
            "event_id_cnty": bare().incident.id,
            "disorder_type": "Political violence",
            "fatalities": "0",
            "notes": "According to an outlet without a name, “A post was attacked.”",
            "timestamp": "1710408600",
        },
        "ucdp": {
            "id": number,
            "number_of_sources": "1",
            "event_clarity": "2",
            **dict.fromkeys(("deaths_unknown", "best", "high", "low"), "1"),
        },
    }
    assert known == wanted[name]


# PLOVER and POLECAT


def objects(*given_cases: ExportCase) -> list[dict[str, object]]:
    out = io.BytesIO()
    FORMATS["plover"].write(given_cases, out)
    return [json.loads(line) for line in out.getvalue().decode().splitlines()]


def test_plover_writes_what_happened_by_the_fields_of_the_manual():
    valley, lake = objects(market())
    assert valley == {
        "id": market().events[0].event.id,
        "has_event": True,
        "date": "2024-03-12",
        "actor": [{"code": "COD", "sector": "REB", "entity_text": "the Mutongo Front"}],
        "recipient": [{"code": "COD", "sector": "CVL", "entity_text": "villagers"}],
        "event": ["ASSAULT"],
        "event_loc": {
            "resolved_place": "Kitala",
            "geonameid": 212730,
            "lat": -1.25,
            "lon": 29.5,
            "city": "Kitala",
            "country": "Democratic Republic of the Congo",
            "country_code": "COD",
            "resolution": 4,
        },
        "event_text": ["Gunmen shelled the market of Kitala on Tuesday, killing at least 12."],
        "quad_code": 4,
        "event_scale": -9.5,
        "mode": ["heavy-weapons"],
        "context": ["military"],
        "link": market().incident.id,
        "text_info": {"start": 10, "end": 78},
        "cite_info": {
            "url": "https://valley.example/1",
            "title": "Attack in Kitala, says valley",
            "language": "en",
            "publication": "The Valley Post",
            "coder": "Tocsin, reader 4",
            "codebook": f"PLOVER {plover().version}",
        },
        "size": {"dead": 12, "injured": 30},
        "coder": "Tocsin, reader 4",
        "coded_date": "2024-03-14",
    }
    assert lake["size"] == {"dead": 7}


def test_plover_objects_have_only_keys_of_the_manual_and_all_that_it_requires():
    schema = data("schemas")["plover"]
    for row in objects(*all_cases(), *(hostile(text) for text in HOSTILE)):
        assert set(schema["required"]) <= set(row) <= set(schema["columns"])
        assert list(row) == sorted(row, key=schema["columns"].index)
        for key, part in (("event_loc", "location"), ("text_info",) * 2, ("cite_info",) * 2, ("size",) * 2):
            assert set(row.get(key, {})) <= set(schema[part])
        assert all(set(one) <= set(schema["entity"]) for one in [*row["actor"], *row.get("recipient", [])])


def test_plover_names_an_unknown_actor_by_the_sector_and_counts_nothing_together():
    (nobody,) = objects(bare())
    assert (nobody["actor"], nobody["date"], "event_loc" in nobody) == ([{"sector": "UNK"}], None, False)
    (fight,) = objects(clash())
    assert (fight["date"], fight["enddate"], "size" in fight) == ("2024-03-11", "2024-03-17", False)
    kosovo = objects(assault("ASSAULT", (replace(ARMY, country="XKX"),), ()))[0]
    assert kosovo["actor"] == [{"code": "KOS", "sector": "MIL", "entity_text": "the army"}]


def test_polecat_writes_several_actors_side_by_side():
    (row,) = rows_of("polecat", clash())
    assert filled(row) == {
        "Event ID": clash().events[0].event.id,
        "Event Date": "2024-03-11",
        "Event Type": "ASSAULT",
        "Event Mode": "firearms",
        "Intensity": "-9",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "military",
        "Actor Name": "the army; the Mutongo Front",
        "Actor Country": "COD; COD",
        "Actor COW": "490; 490",
        "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL; REB",
        "Actor Name Raw": "the army; the Mutongo Front",
        **dict.fromkeys(("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"), "None"),
        **dict.fromkeys(("Recipient Sectors", "Recipient Name Raw"), "None"),
        "Placename": "Kitala",
        "City": "Kitala",
        "Country": "COD",
        "Latitude": "-1.25",
        "Longitude": "29.5",
        "GeoNames ID": "212730",
        "Source": "The River Post",
        "Publication Date": "2024-03-13",
        "Language": "en",
        "Version": "Tocsin, reader 4",
    }
    (mixed,) = rows_of("polecat", assault("ASSAULT", (GUNMEN, ARMY), ()))
    assert (mixed["Actor Country"], mixed["Actor COW"]) == ("None; COD", "None; 490")


@pytest.mark.parametrize("name", ["polecat", "gdelt-events", "gdelt-mentions"])
def test_what_is_only_demanded_threatened_or_denied_is_no_event(name: str):
    rows = rows_of(name, *all_cases())
    assert len(rows) == {"polecat": 6, "gdelt-events": 5, "gdelt-mentions": 6}[name]
    denied = event_of(head("hill"), modality="negated")
    assert rows_of(name, case_of(denied)) == []


# GDELT


def test_gdelt_events_is_a_table_without_a_header():
    (row,) = rows_of("gdelt-events", market())
    assert filled(row) == {
        "GlobalEventID": str(int(market().incident.id[-16:], 16) & 2**63 - 1),
        "Day": "20240312",
        "MonthYear": "202403",
        "Year": "2024",
        "FractionDate": "2024.1973",
        "Actor1Code": "CODREB",
        "Actor1Name": "the Mutongo Front",
        "Actor1CountryCode": "COD",
        "Actor1Type1Code": "REB",
        "Actor2Code": "CODCVL",
        "Actor2Name": "villagers",
        "Actor2CountryCode": "COD",
        "Actor2Type1Code": "CVL",
        "IsRootEvent": "1",
        "EventCode": "194",
        "EventBaseCode": "194",
        "EventRootCode": "19",
        "QuadClass": "4",
        "NumMentions": "3",
        "NumSources": "3",
        "NumArticles": "3",
        "ActionGeo_Type": "4",
        "ActionGeo_Fullname": "Kitala, Democratic Republic of the Congo",
        "ActionGeo_CountryCode": "CG",
        "ActionGeo_Lat": "-1.25",
        "ActionGeo_Long": "29.5",
        "DATEADDED": "20240314093000",
        "SOURCEURL": "https://valley.example/1",
    }


@pytest.mark.parametrize(
    ("party", "code", "types"),
    [
        (FRONT, "CODREB", ["REB", "", ""]),
        (replace(FRONT, country=None, sectors=()), "", ["", "", ""]),
        (Party("reporters", country="KEN", sectors=("JRN",)), "KENMED", ["MED", "", ""]),
        (Party("doctors", country="KEN", sectors=("MED", "CVL")), "KENHLHCVL", ["HLH", "CVL", ""]),
        (Party("a party", country="KEN", sectors=("PTY", "OPP")), "KENOPP", ["OPP", "", ""]),
        (Party("peacekeepers", country="UNO", sectors=("MIL",)), "IGOUNOMIL", ["IGO", "MIL", ""]),
        (Party("a company", country="MNC", sectors=("BUS",)), "MNCBUS", ["MNC", "BUS", ""]),
        (Party("many", country="KEN", sectors=("COP", "GOV", "MIL", "SPY")), "KENCOPGOVMIL", ["COP", "GOV", "MIL"]),
    ],
)
def test_gdelt_codes_an_actor_by_country_and_sector(party: Party, code: str, types: list[str]):
    (row,) = rows_of("gdelt-events", assault("ASSAULT", (party,), ()))
    assert row["Actor1Code"] == code
    assert [row[f"Actor1Type{at}Code"] for at in (1, 2, 3)] == types
    assert row["Actor1KnownGroupCode"] == ("UNO" if party.country == "UNO" else "")


@pytest.mark.parametrize(
    ("label", "code", "base", "quad"),
    [
        ("AGREE", "030", "030", "1"),
        ("CONCEDE", "080", "080", "2"),
        ("RETREAT.withdraw", "0874", "087", "2"),
        ("SANCTION.convict", "116", "116", "3"),
        ("ASSAULT.drone", "1952", "195", "4"),
        ("ASSAULT.of-our-own", "190", "190", "4"),
    ],
)
def test_gdelt_codes_by_cameo_and_has_the_quad_class_of_its_root(label: str, code: str, base: str, quad: str):
    (row,) = rows_of("gdelt-events", assault(label, (ARMY,), ()))
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == (code, base, code[:2])
    assert (row["QuadClass"], row["GoldsteinScale"], row["AvgTone"]) == (quad, "", "")


@pytest.mark.parametrize(
    ("spot", "kind", "name"),
    [
        (KITALA, "4", "Kitala, Democratic Republic of the Congo"),
        (NYANZA, "5", "Nyanza, Kenya"),
        (KENYA, "1", "Kenya"),
        (replace(KITALA, country="USA"), "3", "Kitala, United States"),
        (replace(NYANZA, country="USA"), "2", "Nyanza, United States"),
        (replace(NYANZA, precision="admin2"), "", "Nyanza, Kenya"),
        (replace(NYANZA, precision="border", country=None), "", "Nyanza"),
    ],
)
def test_gdelt_tells_kinds_of_places_apart(spot: Spot, kind: str, name: str):
    (row,) = rows_of("gdelt-events", assault("ASSAULT", (ARMY,), (), spot))
    assert (row["ActionGeo_Type"], row["ActionGeo_Fullname"]) == (kind, name)


def test_gdelt_has_no_day_where_only_the_month_or_the_year_is_known():
    dates = ("Day", "MonthYear", "Year", "FractionDate")
    for days, wanted in {
        ("2024-03-01", "2024-03-31"): ("", "202403", "2024", ""),
        ("2024-03-20", "2024-04-30"): ("", "", "2024", ""),
        ("2023-12-31", "2024-01-01"): ("20231231", "", "", "2023.989"),
        ("2024-03-12", "2024-03-13"): ("20240312", "202403", "2024", "2024.1973"),
    }.items():
        (row,) = rows_of("gdelt-events", case_of(event_of(head("valley"), days=days)))
        assert tuple(row[key] for key in dates) == wanted


def test_gdelt_mentions_has_a_row_for_each_account_but_not_for_one_that_denies():
    first, second = rows_of("gdelt-mentions", market())
    assert filled(first) == {
        "GlobalEventID": rows_of("gdelt-events", market())[0]["GlobalEventID"],
        "EventTimeDate": "20240314093000",
        "MentionTimeDate": "20240314093000",
        "MentionType": "1",
        "MentionSourceName": "valley.example",
        "MentionIdentifier": "https://valley.example/1",
        "Actor1CharOffset": "3",
        "Actor2CharOffset": "30",
        "ActionCharOffset": "10",
        "Confidence": "87",
    }
    assert (second["MentionSourceName"], second["MentionTimeDate"]) == ("lake.example", "20240315100000")
    (cited,) = rows_of("gdelt-mentions", march())
    assert (cited["MentionType"], cited["MentionSourceName"]) == ("2", "The City Post")
    assert cited["MentionIdentifier"] == "The City Post, Attack in Kitala, says city, 2024-03-13"
    without_events = rows_of("gdelt-mentions", ExportCase(market().incident))
    assert [(row["Confidence"], row["ActionCharOffset"]) for row in without_events] == [("", "-1")] * 3


# codes of countries


def test_countries_have_the_names_that_the_rest_of_tocsin_gives_them():
    file = Path(__file__).parent.parent / "src/tocsin/resolve/data/countries.toml"
    known = {row["code"]: row["name"] for row in tomllib.loads(file.read_text(encoding="utf-8"))["country"]}
    assert {code: row["name"] for code, row in data("countries")["countries"].items()} == known
    assert country("UNO") is None
    assert country(None) is None


@pytest.mark.parametrize(
    ("code", "iso", "fips", "cow", "gw", "region"),
    [
        ("KEN", 404, "KE", 501, 501, "Africa"),
        ("DEU", 276, "GM", 255, 260, "Europe"),
        ("YEM", 887, "YM", 679, 678, "Middle East"),
        ("UKR", 804, "UP", 369, 369, "Europe"),
        ("AFG", 4, "AF", 700, 700, "Asia"),
        ("EGY", 818, "EG", 651, 651, "Middle East"),
        ("XKX", None, "KV", 347, 347, "Europe"),
        ("PSE", 275, "WE", None, None, "Middle East"),
    ],
)
def test_codes_of_some_countries(code: str, iso: int | None, fips: str, cow: int | None, gw: int | None, region: str):
    found = country(code)
    assert found is not None
    assert (found.iso, found.fips, found.cow, found.gw, found.ucdp) == (iso, fips, cow, gw, region)


def test_no_two_countries_share_a_code():
    for field in ("iso", "fips", "cow", "gw"):
        given = [row[field] for row in data("countries")["countries"].values() if field in row]
        assert len(given) == len(set(given))


def test_a_long_text_is_cut_and_counted():
    stored = event_of(head("valley", outlet="x" * (LONGEST + 5)))
    out = io.BytesIO()
    report = FORMATS["polecat"].write([case_of(stored)], out)
    assert "cut" in {loss.field for loss in report.losses}
