"""Applies what reviewers corrected to a telling, so that incidents are built of what a person has set right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from tocsin.errors import TocsinError
from tocsin.records import CountKind, Figure, Modality, Party, Spot, Telling
from tocsin.records.codebook import plover

_KINDS = get_args(CountKind)
_FIGURE = re.compile(r"(?P<low>\d+)(?:(?P<open>\+)|(?P<upto>-)|\s*(?:to|–|-)\s*(?P<high>\d+))?")
_COUNTRY = re.compile(r"[A-Z]{3}")

# what can be corrected, with what is wanted, as messages name it
FIELDS = ("type", "mode", "modality", "start", "end", "place", "country", "lat", "lon", "actors", "recipients", *_KINDS)


def corrected(telling: Telling, fields: Sequence[tuple[str, str]]) -> Telling:
    """Apply corrections, given as (field, value), in their order.

    Figures are written "4", "4+" for at least four, "30-" for at most thirty, "4 to 6", and "none"; parties as names
    joined by semicolons. Raises `review.unknown-field` and `review.bad-value`.
    """
    for name, value in fields:
        telling = _set(telling, name, value.strip())
    return telling


def _set(telling: Telling, name: str, value: str) -> Telling:
    if name in _KINDS:
        return replace(telling, figures=_figures(telling, name, value))
    if name == "actors":
        return replace(telling, actors=_parties(telling.actors, value))
    if name == "recipients":
        return replace(telling, recipients=_parties(telling.recipients, value))
    if name in ("place", "country", "lat", "lon"):
        return replace(telling, spot=_spot(telling.spot, name, value))
    if name in ("start", "end"):
        return _dated(telling, name, value)
    if name == "type":
        types = [each.name for each in plover().types]
        return replace(telling, type=_one_of(name, value.upper(), types), mode=None)
    if name == "mode":
        kind = plover().type(telling.type)
        modes = [each.name for each in kind.modes] if kind else []
        return replace(telling, mode=None if value == "none" else _one_of(name, value, modes))
    if name == "modality":
        return replace(telling, modality=_one_of(name, value, get_args(Modality)))  # type: ignore[arg-type]
    raise TocsinError("review.unknown-field", field=name, fields=", ".join(FIELDS))


def _one_of(name: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise _bad(name, value, f"one of {', '.join(allowed)}" if allowed else "none: the type has no modes")
    return value


def _bad(name: str, value: str, wanted: str) -> TocsinError:
    return TocsinError("review.bad-value", field=name, value=value, wanted=wanted)


def _dated(telling: Telling, name: str, value: str) -> Telling:
    try:
        day = date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise _bad(name, value, "a day such as 2024-05-31") from error
    if name == "start":
        # a new first day alone is the day; a last one may be set after it
        return replace(telling, start=day, end=day, dated="told", precision="day")
    if telling.start is not None and day < telling.start:
        raise _bad(name, value, f"no earlier than the start, {telling.start}")
    return replace(telling, start=telling.start or day, end=day, dated="told", precision="day")


def _spot(spot: Spot | None, name: str, value: str) -> Spot:
    before = spot or Spot("")
    if name == "place":
        return replace(before, name=value, gazetteer_id=None, told=True, precision="city")
    if name == "country":
        if not _COUNTRY.fullmatch(value):
            raise _bad(name, value, "an ISO alpha-3 code such as SDN")
        return replace(before, country=value, told=True)
    limit = 90.0 if name == "lat" else 180.0
    try:
        degrees = float(value)
    except ValueError:
        degrees = limit + 1
    if not -limit <= degrees <= limit:
        raise _bad(name, value, f"degrees from {-limit:g} to {limit:g}")
    lat, lon = (degrees, before.lon) if name == "lat" else (before.lat, degrees)
    return replace(before, lat=lat, lon=lon, precision="point", told=True)


def _parties(before: Sequence[Party], value: str) -> tuple[Party, ...]:
    known = {party.name: party for party in before}
    names = [name.strip() for name in value.split(";") if name.strip()]
    return tuple(known.get(name, Party(name)) for name in names)


def _figures(telling: Telling, what: str, value: str) -> tuple[Figure, ...]:
    others = tuple(figure for figure in telling.figures if figure.what != what)
    if value == "none":
        return others
    found = _FIGURE.fullmatch(value)
    if found is None:
        raise _bad(what, value, "a figure such as 4, 4+, 30-, 4 to 6, or none")
    number = float(found["low"])
    low, high = (None, number) if found["upto"] else (number, None if found["open"] else float(found["high"] or number))
    # the reviewer stands for it; the evidence stays the sentence that they read
    figure = Figure(what, None, low, high, False, None, False, telling.evidence[0])  # type: ignore[arg-type]
    return (*others, figure)
