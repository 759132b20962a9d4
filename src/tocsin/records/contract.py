"""The JSON form of a reading: which fields of which record, in which order, under which schema name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tocsin.records.event import Count, Event
from tocsin.records.flag import Flag
from tocsin.records.report import Block, Published, Report
from tocsin.records.resolved import Actor, Place, RunnerUp, When
from tocsin.records.span import Span
from tocsin.records.statement import Statement

if TYPE_CHECKING:
    from tocsin.records.reading import Reading
    from tocsin.records.rejected import Rejected

READING_SCHEMA = "tocsin.reading/1"
REJECTED_SCHEMA = "tocsin.rejected/1"

# record -> the fields that are part of the contract, in the order of the JSON keys; a record's other
# fields (why, hashes) are for --explain and may change
FIELDS: dict[type, tuple[str, ...]] = {
    Span: ("start", "end", "quote"),
    Block: ("kind", "start", "end"),
    Published: ("date", "basis", "span"),
    Report: ("id", "source", "url", "outlet", "title", "byline", "published", "language", "text", "blocks"),
    Actor: ("id", "name", "kind", "country", "roles", "sectors", "variants", "mentions"),
    RunnerUp: ("name", "country", "admin1", "lat", "lon", "gazetteer_id", "score"),
    Place: (
        "id",
        "name",
        "country",
        "admin1",
        "lat",
        "lon",
        "precision",
        "gazetteer_id",
        "score",
        "runners_up",
        "mentions",
    ),
    When: ("start", "end", "precision", "basis", "span"),
    Statement: ("id", "speaker", "speaker_span", "via", "cue", "content", "form", "stance", "about", "when"),
    Count: ("what", "who", "low", "high", "approximate", "speaker", "span"),
    Event: (
        "id",
        "type",
        "mode",
        "modality",
        "actors",
        "recipients",
        "place",
        "when",
        "counts",
        "claimed_by",
        "denied_by",
        "trigger",
        "evidence",
        "confidence",
        "contexts",
        "refined",
    ),
    Flag: ("kind", "message", "spans"),
}

# characters that JSON allows raw but that end a line, move the cursor or turn the reading direction around
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_dict(reading: Reading) -> dict[str, object]:
    """Turn a reading into plain dictionaries and lists, keys in the order of the contract."""
    return {
        "schema": READING_SCHEMA,
        "report": _plain(reading.report),
        "actors": _plain(reading.actors),
        "places": _plain(reading.places),
        "statements": _plain(reading.statements),
        "events": _plain(reading.events),
        "flags": _plain(reading.flags),
    }


def rejected_to_dict(rejected: Rejected) -> dict[str, object]:
    """Turn what was left out into a plain dictionary."""
    return {
        "schema": REJECTED_SCHEMA,
        "source": rejected.source,
        "stage": rejected.stage,
        "reason": rejected.reason,
        "message": rejected.message,
        "report_id": rejected.report_id,
        "span": None if rejected.span is None else {"start": rejected.span[0], "end": rejected.span[1]},
    }


def to_line(row: dict[str, object]) -> str:
    """Write one row as one line of JSON that is safe to show in a terminal."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(row, ensure_ascii=False))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    fields = FIELDS.get(type(value))
    return value if fields is None else {name: _plain(getattr(value, name)) for name in fields}
