"""Applies what reviewers corrected to a telling, so that incidents are built of what a person has set right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from tocsin.errors import TocsinError
from tocsin.incidents.cutting import recalled
from tocsin.records import CountKind, Figure, Modality, Party, Spot, Telling
from tocsin.records.codebook import plover

_KINDS = get_args(CountKind)
_FIGURE = re.compile(r"(?P<low>\d{1,9})(?:(?P<open>\+)|(?P<upto>-)|\s*(?:to|–|-)\s*(?P<high>\d{1,9}))?")
_COUNTRY = re.compile(r"[A-Z]{3}")

# what can be corrected, with what is wanted, as messages name it
FIELDS = ("type", "mode", "modality", "start", "end", "place", "country", "lat", "lon", "actors", "recipients", *_KINDS)


def corrected(telling: Telling, fields: Sequence[tuple[str, str]]) -> Telling:
    """Apply corrections, given as (field, value), in the order of `FIELDS`, so that none undoes another.

    Figures are written "4", "4+" for at least four, "30-" for at most thirty, "4 to 6", and "none"; parties as names
    joined by semicolons. What hangs on an old value falls with it: the mode with the type, the last day with the first,
    region and point with the place or the country. Raises `review.unknown-field` and `review.bad-value`.
    """
    known = {party.name: party for party in (*telling.recipients, *telling.actors)}
    for name, value in sorted(fields, key=_turn):
        telling = _set(telling, name, value.strip(), known)
    return telling


def _turn(field: tuple[str, str]) -> int:
    if field[0] not in FIELDS:
        raise TocsinError("review.unknown-field", field=field[0], fields=", ".join(FIELDS))
    return FIELDS.index(field[0])


def _set(telling: Telling, name: str, value: str, known: Mapping[str, Party]) -> Telling:
    if name in _KINDS:
        return replace(telling, figures=_figures(telling, name, value))
    if name == "actors":
        return replace(telling, actors=_parties(value, known))
    if name == "recipients":
        return replace(telling, recipients=_parties(value, known))
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
    return replace(telling, modality=_one_of(name, value, get_args(Modality)))  # type: ignore[arg-type]


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
    start = day if name == "start" else telling.start or day
    if day < start:
        raise _bad(name, value, f"no earlier than the start, {start}")
    background = recalled(day, telling.published, "told")
    return replace(telling, start=start, end=day, dated="told", precision="day", background=background)


def _spot(spot: Spot | None, name: str, value: str) -> Spot:
    before = spot or Spot("")
    elsewhere = replace(before, admin1=None, lat=None, lon=None, gazetteer_id=None, told=True)
    if value == {"place": before.name, "country": before.country}.get(name):
        return replace(before, told=True)
    if name == "place":
        if not value:
            raise _bad(name, value, "the name of a place")
        return replace(elsewhere, name=value, precision="city")
    if name == "country":
        if not _COUNTRY.fullmatch(value):
            raise _bad(name, value, "an ISO alpha-3 code such as SDN")
        return replace(elsewhere, country=value)
    limit = 90.0 if name == "lat" else 180.0
    try:
        degrees = float(value)
    except ValueError:
        degrees = limit + 1
    if not -limit <= degrees <= limit:
        raise _bad(name, value, f"degrees from {-limit:g} to {limit:g}")
    lat, lon = (degrees, before.lon) if name == "lat" else (before.lat, degrees)
    return replace(before, lat=lat, lon=lon, precision="point", told=True)


def _parties(value: str, known: Mapping[str, Party]) -> tuple[Party, ...]:
    """Make parties of names: those that the telling knows on either side, and new ones, taken for bodies or groups."""
    names = dict.fromkeys(name.strip() for name in value.split(";") if name.strip())
    return tuple(known.get(name) or Party(name, kind="group" if name.islower() else "organisation") for name in names)


def _figures(telling: Telling, what: str, value: str) -> tuple[Figure, ...]:
    others = tuple(figure for figure in telling.figures if figure.what != what)
    if value == "none":
        return others
    found = _FIGURE.fullmatch(value)
    if found is None:
        raise _bad(what, value, "a figure such as 4, 4+, 30-, 4 to 6, or none")
    number = float(found["low"])
    low, high = (None, number) if found["upto"] else (number, None if found["open"] else float(found["high"] or number))
    if high is not None and number > high:
        raise _bad(what, value, "the lower bound first")
    # the reviewer stands for it; the evidence stays the sentence that they read
    figure = Figure(what, None, low, high, False, None, False, telling.evidence[0])  # type: ignore[arg-type]
    return (*others, figure)
