"""The JSON form of incidents and events: which fields, in which order, under which schema name."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

from tocsin.records import Event, Incident, StoredEvent, Telling
from tocsin.records.contract import FIELDS

INCIDENT_SCHEMA = "tocsin.incident/1"
EVENT_SCHEMA = "tocsin.event/1"

# the key of the JSON form -> the record that holds the value and its field there
EVENT_FIELDS: Mapping[str, tuple[type, str]] = {
    "id": (Event, "id"),
    "incident": (StoredEvent, "incident"),
    "verdict": (StoredEvent, "verdict"),
    "type": (Event, "type"),
    "mode": (Event, "mode"),
    "modality": (Event, "modality"),
    "refined": (Event, "refined"),
    "contexts": (Event, "contexts"),
    "actors": (Telling, "actors"),
    "recipients": (Telling, "recipients"),
    "actor_spans": (Event, "actor_spans"),
    "recipient_spans": (Event, "recipient_spans"),
    "spot": (Telling, "spot"),
    "start": (Telling, "start"),
    "end": (Telling, "end"),
    "precision": (Telling, "precision"),
    "dated": (Telling, "dated"),
    "when": (Event, "when"),
    "figures": (Telling, "figures"),
    "voices": (Telling, "voices"),
    "accusations": (Telling, "accusations"),
    "claimed_by": (Event, "claimed_by"),
    "denied_by": (Event, "denied_by"),
    "by_outlet": (Event, "by_outlet"),
    "trigger": (Event, "trigger"),
    "mentions": (Event, "mentions"),
    "evidence": (Event, "evidence"),
    "in_headline": (Telling, "in_headline"),
    "background": (Telling, "background"),
    "doubtful": (Telling, "doubtful"),
    "confidence": (Event, "confidence"),
    "report": (StoredEvent, "report"),
}
# kept, as an export asks for them with every record
_NAMES: dict[type, tuple[str, ...]] = {}


def incident_to_dict(incident: Incident) -> dict[str, object]:
    """Turn an incident into plain dictionaries and lists, every field in the order in which it is declared."""
    return {"schema": INCIDENT_SCHEMA, **_fields(incident)}


def event_to_dict(stored: StoredEvent) -> dict[str, object]:
    """Turn an event of a desk into one flat dictionary: the event, its telling, and its report as `report`."""
    holders: dict[type, object] = {Event: stored.event, Telling: stored.telling, StoredEvent: stored}
    return {
        "schema": EVENT_SCHEMA,
        **{key: plain(getattr(holders[holder], name)) for key, (holder, name) in EVENT_FIELDS.items()},
    }


def plain(value: object) -> object:
    """Turn records into dictionaries and tuples into lists; a number that JSON does not know becomes null."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return _fields(value)


def fields_of(record: Any) -> tuple[str, ...]:
    """Give the fields of a kind of record in the JSON form: those of the contract, else all as declared."""
    if record not in _NAMES:
        _NAMES[record] = FIELDS.get(record) or tuple(field.name for field in dataclasses.fields(record))
    return _NAMES[record]


def _fields(record: object) -> dict[str, object]:
    return {name: plain(getattr(record, name)) for name in fields_of(type(record))}
