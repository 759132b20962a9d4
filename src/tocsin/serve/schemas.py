"""The schema of what the API answers, made from the records themselves."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from tocsin.records import (
    Actor,
    ActorHistory,
    Arrival,
    DeskActor,
    DeskPlace,
    Dyads,
    Event,
    Flag,
    Incident,
    Place,
    PlaceInFull,
    Report,
    ReportHead,
    Review,
    Situation,
    Speaker,
    SpeakerInFull,
    Statement,
    StoredFlag,
    StoredRejected,
    StoredStatement,
)
from tocsin.run.desk import Trail
from tocsin.run.doctor import State
from tocsin.store.exports.plain import EVENT_FIELDS, fields_of
from tocsin.store.jobs import Job

Schema = dict[str, Any]

_PLAIN: Mapping[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_LISTED = ("Incident", "Event", "Statement", "Flag", "Rejected", "Report", "Review", "Job", "Speaker", "Arrival")
_WHOLE: Mapping[str, tuple[str, type]] = {
    "DeskActor": ("actor", DeskActor),
    "Report": ("report", ReportHead),
    "Review": ("review", Review),
    "Arrival": ("arrival", Arrival),
    "Trail": ("trail", Trail),
    "Situation": ("situation", Situation),
    "Dyads": ("dyads", Dyads),
    "DeskPlace": ("place", DeskPlace),
    "PlaceInFull": ("place-in-full", PlaceInFull),
    "Speaker": ("speaker", Speaker),
    "SpeakerInFull": ("speaker-in-full", SpeakerInFull),
    "ActorHistory": ("actor-history", ActorHistory),
}
_TEXT: Schema = {"type": "string"}
_TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SITUATION: Schema = {
    "schema": "tocsin.situation/1",
    "incidents": 1,
    "contested": 1,
    "undated": 0,
    "unplaced": 0,
    "left_off": 0,
    "types": [{"value": "ASSAULT", "incidents": 1, "contested": 1}],
    "countries": [{"value": "COD", "incidents": 1, "contested": 1}],
    "modalities": [{"value": "happened", "incidents": 1, "contested": 1}],
    "times": {"unit": "day", "first": ["2024-03-12"], "incidents": [1], "contested": [1]},
    "points": {
        "id": ["incident-344c5cab2a8a2278"],
        "lat": [-1.2],
        "lon": [29.1],
        "type": [0],
        "country": [0],
        "modality": [0],
        "day": [19794],
        "sources": [2],
        "contested": [True],
        "killed": [9],
    },
}
_COUNTED = ("reports", "versions", "events", "statements", "incidents", "actors", "rejected")


@cache
def components() -> Mapping[str, Schema]:
    """Give every schema by its name; keys of an object are all there, and no others."""
    found: dict[str, Schema] = {}
    found["Error"] = _error()
    found["Incident"] = _record("incident", _hints(Incident), found)
    found["Event"] = _record("event", _event_hints(), found)
    for name, record, stored in (
        ("Statement", Statement, StoredStatement),
        ("Flag", Flag, StoredFlag),
    ):
        beside = {key: hint for key, hint in _hints(stored).items() if key not in ("statement", "flag")}
        found[name] = _record(name.lower(), {**_hints(record), **beside}, found)
    for name, (kind, shown) in _WHOLE.items():
        found[name] = _record(kind, _hints(shown), found)
    found["Situation"]["examples"] = [_SITUATION]
    span = {"anyOf": [_object({"start": _COUNT, "end": _COUNT}), {"type": "null"}]}
    rejected = {"source": _TEXT, "stage": _TEXT, "reason": _TEXT, "message": _TEXT, "report_id": _TEXT_OR_NONE}
    plain_rejected = _object({"schema": {"const": "tocsin.rejected/1"}, **rejected, "span": span})
    stored_rejected = {key: _TEXT for key in _hints(StoredRejected) if key != "rejected"}
    found["Rejected"] = _object({**plain_rejected["properties"], **stored_rejected})
    found["Reading"] = _reading(found)
    found["Added"] = _object(
        {
            "schema": {"const": "tocsin.added/1"},
            "source": _TEXT,
            "state": {"enum": ["new", "changed", "known"]},
            "report": _TEXT,
            "rejected": {"type": "null"},
        }
    )
    found["Job"] = _job()
    found["Counts"] = _object(dict.fromkeys(_COUNTED, _COUNT))
    found["Health"] = _health()
    found["Names"] = _names()
    found["Losses"] = _losses()
    formats = {"name": _TEXT, "suffix": _TEXT, "row": _TEXT, "rows": {"type": "array", "items": _TEXT}}
    found["Formats"] = _page(_object(formats))
    for name in _LISTED:
        found[f"{name}Page"] = _page(_ref(name))
    found["ActorPage"] = _page(_ref("DeskActor"))
    found["PlacePage"] = _page(_ref("DeskPlace"))
    return found


def _hints(record: type) -> dict[str, object]:
    hints = get_type_hints(record)
    return {name: hints[name] for name in fields_of(record)}


def _event_hints() -> dict[str, object]:
    return {key: get_type_hints(holder)[name] for key, (holder, name) in EVENT_FIELDS.items()}


def _record(kind: str, hints: Mapping[str, object], found: dict[str, Schema]) -> Schema:
    named = {"schema": {"const": f"tocsin.{kind}/1"}}
    return _object({**named, **{name: _of(hint, found) for name, hint in hints.items()}})


def _of(hint: object, found: dict[str, Schema]) -> Schema:
    """Give the schema of one type of the records; that of another record goes among the components."""
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return {"type": "array", "items": _of(inner[0], found)}
        parts = [_of(part, found) for part in inner]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(part, found) for part in inner]}
    if isinstance(hint, type) and is_dataclass(hint):
        name = f"{hint.__name__}Part"
        if name not in found:
            found[name] = {}
            found[name].update(_object({key: _of(each, found) for key, each in _hints(hint).items()}))
            found[name]["description"] = " ".join((hint.__doc__ or "").split())
        return _ref(name)
    raise TypeError(f"{hint!r} has no schema")


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _page(row: Schema) -> Schema:
    return _object({"rows": {"type": "array", "items": row}, "cursor": _TEXT_OR_NONE})


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _error() -> Schema:
    told = _object({"slug": _TEXT, "message": _TEXT, "where": _TEXT})
    told["required"] = ["slug", "message"]
    example = {"error": {"slug": "desk.unknown-id", "message": "Nothing of the id event-0 is kept here."}}
    return {**_object({"error": told}), "examples": [example]}


def _reading(found: dict[str, Schema]) -> Schema:
    parts: dict[str, object] = {
        "report": Report,
        "actors": tuple[Actor, ...],
        "places": tuple[Place, ...],
        "statements": tuple[Statement, ...],
        "events": tuple[Event, ...],
        "flags": tuple[Flag, ...],
    }
    return _record("reading", parts, found)


def _job() -> Schema:
    error = {"anyOf": [_object({"slug": _TEXT, "message": _TEXT}), {"type": "null"}]}
    states = {"enum": ["new", "changed", "known", "rejected"]}
    source = _object({"source": _TEXT, "state": states, "report": _TEXT_OR_NONE, "error": error})
    return _object(
        {
            "schema": {"const": "tocsin.job/1"},
            "id": _TEXT,
            "state": {"enum": list(get_args(get_type_hints(Job)["state"]))},
            "total": _COUNT,
            "done": _COUNT,
            "created": _TEXT,
            "finished": _TEXT_OR_NONE,
            "problem": _TEXT_OR_NONE,
            "sources": {"type": "array", "items": source},
        }
    )


def _health() -> Schema:
    states = get_args(get_type_hints(Job)["state"])
    check = {"name": _TEXT, "state": {"enum": list(get_args(State))}, "found": _TEXT, "todo": _TEXT}
    return _object(
        {
            "schema": {"const": "tocsin.health/1"},
            "tocsin": _TEXT,
            "model": _TEXT_OR_NONE,
            "model_version": _TEXT_OR_NONE,
            "stages": _TEXT,
            "tables": _TEXT,
            "database": {"enum": ["sqlite", "postgresql"]},
            "counts": _ref("Counts"),
            "last_added": _TEXT_OR_NONE,
            "writes": {"type": "boolean"},
            "jobs": _object(dict.fromkeys(states, _COUNT)),
            "checks": {"type": "array", "items": _object(check)},
        }
    )


def _names() -> Schema:
    return _object(
        {
            "schema": {"const": "tocsin.names/1"},
            "countries": {"type": "array", "items": _object({"code": _TEXT, "name": _TEXT})},
            "shown": {"type": "array", "items": _object({"of": _TEXT, "name": _TEXT})},
        }
    )


def _losses() -> Schema:
    loss = {
        "field": _TEXT,
        "unit": {"enum": ["incident", "event"]},
        "rows": _COUNT,
        "of": _COUNT,
        "left_out": {"type": "boolean"},
        "sentence": _TEXT,
    }
    return _object(
        {
            "schema": {"const": "tocsin.losses/1"},
            "format": _TEXT,
            "rows": _COUNT,
            "incidents": _COUNT,
            "events": _COUNT,
            "losses": {"type": "array", "items": _object(loss)},
        }
    )
