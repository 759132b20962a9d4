"""Which fields of a filter mean something for which list, and which values they take."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Literal, get_args

from tocsin.errors import TocsinError
from tocsin.records import ActorKind, Filter, FlagKind, Modality, Stance
from tocsin.records.codebook import plover
from tocsin.store.areas import FARTHEST_KM, Box, Circle, longitudes
from tocsin.store.search import fold

ListName = Literal["incidents", "events", "statements", "actors", "flags", "rejected", "reports", "places", "speakers"]

DESK_ACTOR = re.compile("actor-[0-9a-f]{16}")
COUNTRY = re.compile("[A-Z]{3}")

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CHARACTERS = 2000
_TIME = ("since", "until")
_AREA = ("near", "radius_km", "box", "country")
_TOLD = (*_TIME, *_AREA, "place", "actor", "recipient", "either", "type", "mode", "modality", "contested")
_REPORT = ("text", "outlet", "report")
_KNOWN: dict[ListName, tuple[str, ...]] = {
    "incidents": (*_TOLD, *_REPORT),
    "events": (*_TOLD, *_REPORT, "incident"),
    "statements": (*_TIME, "actor", "type", "stance", *_REPORT, "incident"),
    "actors": ("country", "actor", "report", "incident", "kind"),
    "flags": (*_TIME, *_REPORT, "incident", "kind"),
    "rejected": (*_TIME, "report", "kind"),
    "reports": (*_TIME, "actor", *_REPORT, "incident"),
    "places": (*_TIME, *_AREA, *_REPORT),
    "speakers": (*_TIME, "actor", "country", "type", "stance", *_REPORT),
}


def check_filter(name: ListName, wanted: Filter) -> None:
    """Look at every field that is set.

    Raises `store.no-such-filter` for one that means nothing for this list, `store.bad-filter` or
    `store.not-in-codebook` for a value that cannot be, and what `parse_query` raises for a text.
    """
    given = {field.name: value for field in fields(wanted) if (value := getattr(wanted, field.name)) is not None}
    for field, value in given.items():
        if field not in _KNOWN[name]:
            raise TocsinError("store.no-such-filter", field=field, list=name, known=", ".join(_KNOWN[name]))
        if isinstance(value, str) and len(value) > _CHARACTERS:
            raise _bad(field, f"{value[:40]}…", f"of at most {_CHARACTERS} characters")
    _check_days(wanted)
    _check_area(wanted)
    _check_names(wanted)
    _check_codebook(wanted)
    if wanted.kind is not None:
        _check_kind(name, wanted.kind)


def boxes_of(wanted: Filter) -> list[Box]:
    """Give the boxes in which a filter wants a place: its own, and the one around its circle."""
    circle = circle_of(wanted)
    boxes = [] if circle is None else [circle.box()]
    if wanted.box is not None:
        south, west, north, east = wanted.box
        boxes.append(Box(south, north, longitudes(west, east)))
    return boxes


def circle_of(wanted: Filter) -> Circle | None:
    """Give the circle in which a filter wants a place; None where it wants none."""
    if wanted.near is None or wanted.radius_km is None:
        return None
    return Circle(*wanted.near, wanted.radius_km)


def types_with(mode: str) -> tuple[str, ...]:
    """List the types that have a mode of this name."""
    return tuple(one.name for one in plover().types if one.mode(mode))


def _check_days(wanted: Filter) -> None:
    for field in _TIME:
        day = getattr(wanted, field)
        if day is not None and not _is_day(day):
            raise _bad(field, day, "a day such as 2024-03-12")
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise _bad("until", wanted.until, f"no day before {wanted.since}, the value of since")


def _check_area(wanted: Filter) -> None:
    if wanted.near is not None:
        if wanted.radius_km is None:
            raise _bad("near", wanted.near, "given together with radius_km")
        if not _are_points([wanted.near]):
            raise _bad("near", wanted.near, "a latitude from -90 to 90 and a longitude from -180 to 180")
    if wanted.radius_km is not None:
        if wanted.near is None:
            raise _bad("radius_km", wanted.radius_km, "given together with near")
        if not 0 < wanted.radius_km <= FARTHEST_KM:
            raise _bad("radius_km", wanted.radius_km, f"more than 0 and at most {math.floor(FARTHEST_KM)}")
    if wanted.box is not None:
        south, west, north, east = wanted.box
        if not _are_points([(south, west), (north, east)]) or south > north:
            raise _bad("box", wanted.box, "south, west, north, east in degrees, with south not above north")


def _check_names(wanted: Filter) -> None:
    if wanted.country is not None and not COUNTRY.fullmatch(wanted.country):
        raise _bad("country", wanted.country, "a code of three capital letters (ISO 3166-1 alpha-3), such as KEN")
    for field in ("actor", "recipient", "either", "outlet"):
        value = getattr(wanted, field)
        if value is not None and not any(map(str.isalnum, fold(value))):
            raise _bad(field, value, "a name with a letter or a figure in it")


def _check_codebook(wanted: Filter) -> None:
    codebook = plover()
    if wanted.type is not None and codebook.type(wanted.type) is None:
        raise _not_in_codebook("type", wanted.type, (one.name for one in codebook.types))
    if wanted.mode is not None:
        types = [one for one in codebook.types if wanted.type in (None, one.name)]
        modes = dict.fromkeys(mode.name for one in types for mode in one.modes)
        if wanted.mode not in modes:
            raise _not_in_codebook(f"mode of {wanted.type}" if wanted.type else "mode", wanted.mode, modes)
    if wanted.modality is not None and wanted.modality not in get_args(Modality):
        raise _not_in_codebook("modality", wanted.modality, get_args(Modality))
    if wanted.stance is not None and wanted.stance not in get_args(Stance):
        raise _not_in_codebook("stance", wanted.stance, get_args(Stance))


def _check_kind(name: ListName, kind: str) -> None:
    known = {"flags": get_args(FlagKind), "actors": get_args(ActorKind)}.get(name)
    if known is not None and kind not in known:
        raise _bad("kind", kind, f"one of {', '.join(known)}")
    if not kind:
        raise _bad("kind", kind, "the beginning of a reason, such as document")


def _is_day(day: str) -> bool:
    try:
        return bool(_DAY.fullmatch(day) and date.fromisoformat(day))
    except ValueError:
        return False


def _are_points(points: Iterable[tuple[float, float]]) -> bool:
    return all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in points)


def _bad(field: str, value: object, wanted: str) -> TocsinError:
    return TocsinError("store.bad-filter", field=field, value=value, wanted=wanted)


def _not_in_codebook(field: str, value: str, known: Iterable[str]) -> TocsinError:
    listed = ", ".join(known)
    hint = f"Write one of {listed}." if listed else "That type has no modes."
    return TocsinError("store.not-in-codebook", field=field, value=value, hint=hint)
