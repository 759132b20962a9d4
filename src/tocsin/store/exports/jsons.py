"""Writes incidents and events as lines of JSON, and as points on a map in GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tocsin.records import Incident
from tocsin.records.contract import to_line
from tocsin.store.exports.cases import ExportCase, point_of
from tocsin.store.exports.cells import Out, mended, text_into
from tocsin.store.exports.losses import LossReport, Tally
from tocsin.store.exports.own import UNITS, Rows, records_of, values_of, with_addresses
from tocsin.store.exports.plain import event_to_dict, incident_to_dict


def write_lines(cases: Iterable[ExportCase], out: Out, rows: Rows) -> LossReport:
    """Write every field of the records, one object a line."""
    tally = Tally(f"jsonl-{rows}")
    write = text_into(out)
    for record in records_of(cases, rows, tally):
        row = incident_to_dict(record) if isinstance(record, Incident) else event_to_dict(record)
        write(to_line(row) + "\n")
    return tally.report()


def write_geojson(cases: Iterable[ExportCase], out: Out, rows: Rows) -> LossReport:
    """Write a FeatureCollection by RFC 7946: a point or none, and the columns of the own table as properties."""
    tally = Tally(f"geojson-{rows}")
    write = text_into(out)
    write('{"type": "FeatureCollection", "features": [')
    mark = "\n"
    for record, url in with_addresses(cases, rows, tally):
        spot = record.spot if isinstance(record, Incident) else record.telling.spot
        point = point_of(spot)
        properties = {key: value for key, value in values_of(record, url).items() if key not in ("lat", "lon")}
        if point is None and spot is not None and spot.lat is not None:
            tally.lost(UNITS[rows], "geometry")
        feature = {
            "type": "Feature",
            "id": properties["id"],
            "geometry": None if point is None else {"type": "Point", "coordinates": [point[1], point[0]]},
            "properties": properties,
        }
        write(mark + to_line(cast(dict[str, object], with_whole_text(feature))))
        mark = ",\n"
    write("\n]}\n")
    return tally.report()


def with_whole_text(value: object) -> object:
    """Put U+FFFD for half characters in every text, which many readers of JSON refuse."""
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, dict):
        return {key: with_whole_text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [with_whole_text(item) for item in value]
    return value
