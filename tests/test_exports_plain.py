"""Own formats: tables, lines of JSON, points on a map, Parquet; and hostile text in all of them."""

from __future__ import annotations

import csv
import io
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from export_cases import (
    HOSTILE,
    KITALA,
    all_cases,
    bare,
    clash,
    event_of,
    figure,
    head,
    hostile,
    loose,
    market,
)
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import TocsinError
from tocsin.records import Event, Filter, Incident, Page, StoredEvent, Telling
from tocsin.store import queries
from tocsin.store.exports import FORMATS, ExportCase
from tocsin.store.exports import parquet as parquet_module
from tocsin.store.exports.cases import cases
from tocsin.store.exports.cells import LONGEST, guarded, joined, mended, tsv_text, unguarded
from tocsin.store.exports.own import figure_words, figures_of, values_of
from tocsin.store.exports.plain import EVENT_FIELDS, event_to_dict, incident_to_dict

TEXTS = [(name, rows) for name, each in FORMATS.items() for rows in each.rows if not each.binary]


def written(name: str, given_cases: list[ExportCase], rows: str | None = None) -> str:
    out = io.BytesIO()
    FORMATS[name].write(given_cases, out, rows)  # type: ignore[arg-type]
    return out.getvalue().decode()


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_of_incidents_tells_what_the_incident_tells():
    (row,) = table(written("csv", [market()], "incidents"))
    told = {key: value for key, value in row.items() if value}
    assert told == {
        "id": market().incident.id,
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "start": "2024-03-12",
        "end": "2024-03-12",
        "place": "Kitala",
        "country": "COD",
        "admin1": "03",
        "lat": "-1.25",
        "lon": "29.5",
        "precision": "city",
        "place_told": "true",
        "gazetteer_id": "geonames:212730",
        "actors": "the Mutongo Front",
        "actor_countries": "COD",
        "recipients": "villagers",
        "recipient_countries": "COD",
        "killed_low": "7",
        "killed_best": "12",
        "killed_high": "12",
        "injured_low": "30",
        "injured_best": "30",
        "injured_high": "30",
        "figures": "killed: at least 12 (the army); injured: 30; killed: 7 people (a doctor)",
        "sources": "3",
        "reports": "3",
        "outlets": "The Valley Post; The Lake Post; The Hill Post",
        "published_first": "2024-03-13",
        "published_last": "2024-03-13",
        "contested": "true",
        "disagreements": "killed (contradiction): at least 12 / 7",
        "accused": "the Mutongo Front (by the army)",
        "denied_by": "the Mutongo Front",
        "title": "Gunmen shelled the market of Kitala on Tuesday, killing at least 12.",
        "quote": "Gunmen shelled the market of Kitala on Tuesday, killing at least 12.",
        "quote_outlet": "The Valley Post",
        "url": "https://valley.example/1",
        "confidence": "0.91",
    }


def test_the_table_of_events_has_a_row_for_each_event_also_without_an_incident():
    rows = table(written("csv", all_cases(), "events"))
    assert len(rows) == 9
    valley, *_, threatened = rows
    assert (valley["claimed_by"], valley["quote_start"], valley["quote_end"]) == ("the army", "10", "78")
    assert (valley["incident"], valley["added"]) == (market().incident.id, "2024-03-14T09:30:00+00:00")
    assert (threatened["incident"], threatened["modality"]) == ("", "threatened")


@pytest.mark.parametrize("rows", ["incidents", "events"])
def test_a_table_is_read_back_as_it_was_written(rows: str):
    given_cases = all_cases() + [hostile(text) for text in HOSTILE]
    back = list(csv.reader(io.StringIO(written("csv", given_cases, rows), newline="")))
    records = [
        record
        for case in given_cases
        for record in (([case.incident] if case.incident else []) if rows == "incidents" else case.events)
    ]
    assert tuple(back[0]) == FORMATS["csv"].columns(rows)  # type: ignore[arg-type]
    assert len(back) == len(records) + 1
    for row, record in zip(back[1:], records, strict=True):
        for cell, value in zip(row, list(values_of(record).values()), strict=True):
            if isinstance(value, str | tuple):
                text = joined(value) if isinstance(value, tuple) else value
                assert unguarded(cell) == mended(text)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text[:1] in ("=", "+", "-", "@", "\t", "\r")])
def test_no_text_cell_begins_as_a_formula_does(text: str):
    for rows in ("incidents", "events"):
        (row,) = csv.DictReader(io.StringIO(written("csv", [hostile(text)], rows), newline=""))
        assert row["actors"] == f"'{mended(text.replace(';', ','))}"
        assert row["place"] == f"'{mended(text)}"
        guardless = {key for key, cell in row.items() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")}
        assert guardless == {"lat"}
        assert row["lat"] == "-1.25"


@given(st.text(alphabet="'=+-@\t\r\n＝a1 ", max_size=8))
def test_the_guard_can_be_taken_off_again(text: str):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n＝")


@given(st.text(max_size=60))
def test_a_cell_between_tabs_stays_one_cell_on_one_line(text: str):
    cell = tsv_text(text)
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        read = list(csv.reader(io.StringIO(f"a\t{cell}\tb\n", newline=""), delimiter="\t", quoting=quoting))
        assert read == [["a", cell, "b"]]
    cell.encode()


def test_a_cell_is_cut_where_a_spreadsheet_would_break_the_row():
    case = market()
    long = replace(case, incident=replace(case.incident, title="x" * (LONGEST + 1)))
    out = io.BytesIO()
    report = FORMATS["csv"].write([long], out, "incidents")
    (row,) = table(out.getvalue().decode())
    assert (len(row["title"]), row["title"][-2:]) == (LONGEST, "x…")
    assert "CSV cuts text at 32,767 characters" in report.to_lines()[-1]


def test_figures_of_several_sorts_of_people_are_not_added_up():
    soldiers, rebels = figure("killed", 3, 3, who="soldiers"), figure("killed", 5, 5, who="rebels")
    assert figures_of((soldiers, rebels), "killed") == (None, None, None)
    assert figures_of((soldiers, figure("killed", 4, None, who="Soldiers")), "killed") == (3, None, 4)
    assert figures_of((figure("killed", None, 9),), "killed") == (9, 9, 9)
    assert figures_of((), "killed") == (None, None, None)


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (12, 12, False, "killed: 12"),
        (12, 12, True, "killed: about 12"),
        (12, None, False, "killed: at least 12"),
        (None, 12, False, "killed: up to 12"),
        (7, 12, False, "killed: 7 to 12"),
        (None, None, False, "killed: an unknown number"),
    ],
)
def test_a_figure_in_words(low: float | None, high: float | None, approximate: bool, words: str):
    assert figure_words(replace(figure("killed", low, high), approximate=approximate)) == words


def test_lines_of_incidents_hold_every_field_in_order():
    line = json.loads(written("jsonl", [market()], "incidents"))
    assert list(line) == ["schema", *(field.name for field in fields(Incident))]
    assert line["schema"] == "tocsin.incident/1"
    assert line["title_evidence"]["span"] == {"start": 10, "end": 78, "quote": market().incident.title}
    assert line == incident_to_dict(market().incident)


def test_lines_of_events_are_flat_with_the_report_as_one_object():
    line = json.loads(written("jsonl", [market()], "events").splitlines()[0])
    assert list(line) == ["schema", *EVENT_FIELDS]
    assert (line["schema"], line["incident"]) == ("tocsin.event/1", market().incident.id)
    assert line["report"]["url"] == "https://valley.example/1"
    assert line["actors"][0]["sectors"] == ["REB"]
    assert line == event_to_dict(market().events[0])


def test_no_field_of_an_event_is_forgotten():
    held = set(EVENT_FIELDS.values())
    # what the telling tells better, what only explains, and words folded for comparing
    apart = {
        *((Event, name) for name in ("actors", "recipients", "place", "counts", "why")),
        *((Telling, name) for name in ("id", "report", "outlet", "published", "title", "type", "mode", "modality")),
        *(
            (Telling, name)
            for name in ("confidence", "by_outlet", "trigger", "evidence", "words", "lead", "names", "land")
        ),
        *((StoredEvent, name) for name in ("event", "telling")),
    }
    for record in (Event, Telling, StoredEvent):
        assert {(record, field.name) for field in fields(record)} <= held | apart
    assert not held & apart


@pytest.mark.parametrize("text", HOSTILE)
def test_lines_give_text_back_character_by_character(text: str):
    case = hostile(text)
    lines = written("jsonl", [case], "incidents").splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0]) == incident_to_dict(case.incident)
    (line,) = written("jsonl", [case], "events").splitlines()
    assert json.loads(line) == event_to_dict(case.events[0])


def test_a_number_that_json_does_not_know_becomes_null():
    case = market()
    odd = replace(case.incident, confidence=math.nan, spot=replace(KITALA, lat=math.inf, lon=1.0))
    line = json.loads(written("jsonl", [ExportCase(odd)], "incidents"), parse_constant=pytest.fail)
    assert (line["confidence"], line["spot"]["lat"]) == (None, None)
    feature = json.loads(written("geojson", [ExportCase(odd)], "incidents"), parse_constant=pytest.fail)["features"][0]
    assert (feature["geometry"], feature["properties"]["confidence"]) == (None, None)


@pytest.mark.parametrize("rows", ["incidents", "events"])
def test_geojson_puts_longitude_first_and_no_geometry_where_none_is_known(rows: str):
    whole = json.loads(written("geojson", [market(), bare()], rows))
    assert whole["type"] == "FeatureCollection"
    first, last = whole["features"][0], whole["features"][-1]
    assert first["geometry"] == {"type": "Point", "coordinates": [29.5, -1.25]}
    assert last["geometry"] is None
    for feature in whole["features"]:
        assert feature["type"] == "Feature"
        assert tuple(feature["properties"]) == FORMATS["geojson"].columns(rows)  # type: ignore[arg-type]
        assert feature["id"] == feature["properties"]["id"]
    assert first["properties"]["actors"] == ["the Mutongo Front"]


def test_a_point_off_the_globe_is_no_geometry_and_is_counted():
    case = market()
    out = io.StringIO()
    off = replace(case.incident, spot=replace(KITALA, lat=91.0))
    report = FORMATS["geojson"].write([ExportCase(off)], out, "incidents")
    assert json.loads(out.getvalue())["features"][0]["geometry"] is None
    assert report.losses[0].field == "geometry"


@pytest.mark.parametrize("text", HOSTILE)
def test_geojson_and_plover_are_read_by_strict_readers(text: str):
    for rows in ("incidents", "events"):
        whole = json.loads(written("geojson", [hostile(text)], rows))
        json.dumps(whole, ensure_ascii=False).encode()
        assert whole["features"][0]["properties"]["place"] == mended(text)
    json.dumps(json.loads(written("plover", [hostile(text)])), ensure_ascii=False).encode()


@pytest.mark.parametrize(("name", "rows"), TEXTS)
def test_no_cases_make_a_valid_file_without_rows(name: str, rows: str):
    text = written(name, [], rows)
    if name == "geojson":
        assert json.loads(text) == {"type": "FeatureCollection", "features": []}
    else:
        assert len(text.splitlines()) == (0 if "json" in FORMATS[name].suffix or name.startswith("gdelt") else 1)


@pytest.mark.parametrize(("name", "rows"), TEXTS)
def test_streams_of_text_and_of_bytes_hold_the_same_twice(name: str, rows: str):
    given_cases = all_cases() + [hostile(text) for text in HOSTILE]
    out = io.StringIO(newline="")
    FORMATS[name].write(given_cases, out, rows)  # type: ignore[arg-type]
    assert out.getvalue() == written(name, given_cases, rows) == written(name, given_cases, rows)


@pytest.mark.parametrize("rows", ["incidents", "events"])
def test_parquet_gives_back_the_json_form(rows: str, monkeypatch: pytest.MonkeyPatch):
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(parquet_module, "ROW_GROUP", 2)
    out = io.BytesIO()
    report = FORMATS["parquet"].write(all_cases(), out, rows)  # type: ignore[arg-type]
    file = pq.ParquetFile(io.BytesIO(out.getvalue()))
    lines = [json.loads(line) for line in written("jsonl", all_cases(), rows).splitlines()]
    assert file.read().to_pylist() == [{k: v for k, v in line.items() if k != "schema"} for line in lines]
    assert tuple(file.schema_arrow.names) == FORMATS["parquet"].columns(rows)  # type: ignore[arg-type]
    assert file.metadata.num_row_groups == (2 if rows == "incidents" else 5)
    assert report.rows == len(lines)


def test_parquet_takes_hostile_text_and_no_rows_at_all():
    pq = pytest.importorskip("pyarrow.parquet")
    for given_cases in ([hostile(text) for text in HOSTILE], []):
        out = io.BytesIO()
        FORMATS["parquet"].write(given_cases, out, "events")
        rows = pq.read_table(io.BytesIO(out.getvalue())).to_pylist()
        assert [row["report"]["outlet"] for row in rows] == [mended(text) for text in HOSTILE[: len(given_cases)]]


def test_without_pyarrow_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(TocsinError, match=r'pip install "tocsin\[parquet\]"') as caught:
        FORMATS["parquet"].write(all_cases(), io.BytesIO())
    assert caught.value.slug == "export.no-parquet"


def test_parquet_is_not_written_as_text():
    pytest.importorskip("pyarrow")
    with pytest.raises(TocsinError, match="Parquet is no text"):
        FORMATS["parquet"].write(all_cases(), io.StringIO())


def test_each_format_says_which_rows_it_has_and_how_its_file_is_called():
    assert {name: each.file_name() for name, each in FORMATS.items()} == {
        "csv": "incidents.csv",
        "jsonl": "incidents.jsonl",
        "geojson": "incidents.geojson",
        "parquet": "incidents.parquet",
        "plover": "plover.jsonl",
        "polecat": "polecat.tsv",
        "gdelt-events": "gdelt-events.tsv",
        "gdelt-mentions": "gdelt-mentions.tsv",
        "acled": "acled.csv",
        "ucdp": "ucdp.csv",
    }
    assert FORMATS["csv"].file_name("events") == "events.csv"
    with pytest.raises(TocsinError, match="The format acled has no rows of events; it has incidents"):
        FORMATS["acled"].write([], io.BytesIO(), "events")


@pytest.mark.parametrize("name", list(FORMATS))
def test_each_row_is_out_before_the_next_is_asked_for(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parquet_module, "ROW_GROUP", 1)
    out, sizes = io.BytesIO(), []

    def many(count: int) -> Iterator[ExportCase]:
        for at in range(count):
            sizes.append(out.tell())
            yield replace(clash(), events=(event_of(head(f"river-{at}")),))

    FORMATS[name].write(many(5), out)
    assert len(set(sizes)) == 5


def test_formats_load_neither_pyarrow_nor_a_database():
    code = "import sys, tocsin.store.exports; print({'pyarrow', 'sqlalchemy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_cases_of_a_desk_are_its_incidents_and_then_the_events_without_one(monkeypatch: pytest.MonkeyPatch):
    incidents, lone = {case.incident.id: case for case in (market(), bare())}, loose().events
    (first, second), asked = incidents.values(), []

    def some_incidents(connection: object, wanted: Filter, *, cursor: str | None, limit: int) -> Page[Incident]:
        asked.append((wanted, cursor))
        return Page((second.incident,), None) if cursor else Page((first.incident,), "next")

    def some_events(connection: object, wanted: Filter, *, cursor: str | None, limit: int) -> Page[StoredEvent]:
        return Page(lone[1:], None) if cursor else Page((*first.events, lone[0]), "next")

    monkeypatch.setattr(queries, "incidents", some_incidents)
    monkeypatch.setattr(queries, "events", some_events)
    monkeypatch.setattr(queries, "events_of_incident", lambda connection, id_: incidents[id_].events)
    wanted = Filter(country="COD")
    found = list(cases(None, wanted))  # type: ignore[arg-type]
    assert found == [first, second, ExportCase(None, lone[:1]), ExportCase(None, lone[1:])]
    assert asked == [(wanted, None), (wanted, "next")]
