"""Writes incidents as ACLED's table has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.records import Incident, Party, Spot
from tocsin.store.exports.cases import (
    ExportCase,
    Happening,
    Sides,
    happening_of_incident,
    is_near,
    is_real,
    point_of,
    roll_up,
    sides_of,
)
from tocsin.store.exports.cells import Cell, Out, joined, one_line
from tocsin.store.exports.data_files import columns, country, data
from tocsin.store.exports.days import Days, moment
from tocsin.store.exports.losses import LossReport, Tally
from tocsin.store.exports.own import outlets_of
from tocsin.store.exports.tables import write_csv

_WEEK, _MONTH = 7, 31


@dataclass(frozen=True, slots=True)
class _Codes:
    """The kinds of the two main actors as ACLED numbers them; None where the records do not tell."""

    first: int | None
    second: int | None


def write_acled(cases: Iterable[ExportCase], out: Out) -> LossReport:
    """Write one row an incident that ACLED has a kind of event for."""
    tally = Tally("acled")
    write_csv(_rows(cases, tally), out, columns("acled"))
    return tally.report()


def incidents_of(cases: Iterable[ExportCase], tally: Tally) -> Iterator[tuple[Happening, Incident]]:
    """Go through the incidents that some report tells as real, and count what is left out."""
    for case in cases:
        tally.see_incident(case.incident)
        tally.see_events(len(case.events))
        if case.incident is None:
            tally.left_out("event", "no_incident", len(case.events))
        elif case.events and not any(is_real(stored) for stored in case.events):
            tally.left_out("incident", "unreal")
        else:
            yield happening_of_incident(case.incident, case.events), case.incident


def _rows(cases: Iterable[ExportCase], tally: Tally) -> Iterator[dict[str, Cell]]:
    for one, incident in incidents_of(cases, tally):
        sides = _main_sides(one)
        codes = _codes(one, sides)
        kind = _kind(one, incident, codes)
        if kind is None:
            tally.left_out("incident", "no_such_event")
            continue
        tally.row()
        tally.wrote_incident(incident)
        cells = _row(one, incident, kind) | _actors(sides, codes) | {"civilian_targeting": _civilians(kind, codes)}
        _count(one, sides, cells, tally)
        yield cells


def _main_sides(one: Happening) -> Sides:
    """Sort the parties; whom a protest is against takes no part in it, and is no actor."""
    sides = sides_of(one)
    if one.type != "PROTEST" or not one.recipients:
        return sides
    return Sides(sides.acting, (), tuple(party for party in sides.unplaced if party not in one.recipients))


def _row(one: Happening, incident: Incident, kind: Mapping[str, Any]) -> dict[str, Cell]:
    killed = roll_up(incident, "killed")
    cells: dict[str, Cell] = dict.fromkeys(columns("acled"))
    return cells | {
        "event_id_cnty": incident.id,
        **_dates(one.days),
        "disorder_type": kind["disorder"],
        "event_type": kind["event"] or None,
        "sub_event_type": kind["sub"] or None,
        **_place(one.spot),
        "source": joined(outlets_of(incident)) or None,
        "notes": _notes(incident),
        "fatalities": killed.cautious if killed else 0,
        "tags": _crowd(incident) if one.type == "PROTEST" else None,
        "timestamp": int(moment(one.last_added).timestamp()) if one.last_added else None,
    }


def _count(one: Happening, sides: Sides, cells: Mapping[str, Cell], tally: Tally) -> None:
    """Count what only the row shows."""
    lost = {
        "open_type": not (cells["event_type"] and cells["sub_event_type"]),
        "unplaced_parties": bool(sides.unplaced),
        "protest_target": one.type == "PROTEST" and bool(one.recipients),
        "wide_range": one.days.start is not None and cells["event_date"] is None,
        "stand_in": one.days.start is not None and not one.days.told,
        "coarse_place": point_of(one.spot) is not None and cells["latitude"] is None,
    }
    for field, is_lost in lost.items():
        if is_lost:
            tally.lost("incident", field)
    tally.wrote_cells("incident", cells)


def _dates(days: Days) -> dict[str, Cell]:
    """Give the day, or the middle of a week or a month as the codebook says; a wider range has no date."""
    known, code = data("acled")["time"], None
    if days.length and days.length <= _MONTH:
        code = known["day"] if days.length == 1 else known["week"] if days.length <= _WEEK else known["month"]
    if code is None or days.middle is None:
        return {"year": days.year}
    return {
        "event_date": days.middle.isoformat(),
        "year": days.middle.year,
        "time_precision": code if days.told else None,
    }


def _codes(one: Happening, sides: Sides) -> _Codes:
    """Give the kinds of the main actors; those who protest are protesters or rioters, whatever else they are."""
    first, second = next(iter(sides.acting), None), next(iter(sides.struck), None)
    crowd = data("acled")["crowds"].get(one.label)
    struck = one.type == "ASSAULT" and second in one.recipients
    return _Codes(
        (crowd or _code(first, one.spot)) if first else None,
        _code(second, one.spot, struck=struck) if second else None,
    )


def _code(party: Party, spot: Spot | None, *, struck: bool = False) -> int | None:
    """Give the code of an actor's kind, from its sectors; forces of a state outside of it are external."""
    known = data("acled")
    if party.country in known["kinds"]["external_bodies"]:
        return 8
    sector = next((sector for sector in party.sectors if sector in known["sectors"]), None)
    if sector is None or (struck and sector in known["kinds"]["unclear_when_struck"]):
        return None
    code: int = known["sectors"][sector]
    abroad = spot is not None and spot.country is not None and country(party.country) and party.country != spot.country
    return 8 if code == 1 and abroad else code


def _kind(one: Happening, incident: Incident, codes: _Codes) -> Mapping[str, Any] | None:
    hurt = any(figure.what in ("killed", "injured") and figure.high != 0 for figure in incident.figures)
    for rule in data("acled")["events"]:
        fits = one.label in rule["labels"] and (not rule.get("casualties") or hurt)
        if fits and (rule.get("sides") is None or _stand(rule["sides"], codes)):
            found: Mapping[str, Any] = rule
            return found
    return None


def _stand(wanted: str, codes: _Codes) -> bool:
    kinds = data("acled")["kinds"]
    first, second = codes.first, codes.second
    if wanted == "both-armed":
        return first in kinds["armed"] and second in kinds["armed"]
    if wanted == "on-civilians":
        return second in kinds["civilians"] and (first is None or first in kinds["armed"])
    if wanted == "by-group":
        return first in kinds["groups"]
    return first in kinds["groups"] or second in kinds["groups"]


def _actors(sides: Sides, codes: _Codes) -> dict[str, Cell]:
    words = data("acled")["inter"]
    known = sorted(code for code in (codes.first, codes.second) if code is not None)
    named = [words[str(code)] for code in known]
    complete = bool(sides.acting) and len(known) == (2 if sides.struck else 1)
    return {
        "actor1": sides.acting[0].name if sides.acting else None,
        "assoc_actor_1": joined(party.name for party in sides.acting[1:]) or None,
        "inter1": None if codes.first is None else words[str(codes.first)],
        "actor2": sides.struck[0].name if sides.struck else None,
        "assoc_actor_2": joined(party.name for party in sides.struck[1:]) or None,
        "inter2": None if codes.second is None else words[str(codes.second)],
        "interaction": ("-".join(named) if len(named) == 2 else f"{named[0]} only") if complete else None,
    }


def _civilians(kind: Mapping[str, Any], codes: _Codes) -> str | None:
    """Say that civilians were the target: always of violence against civilians, else where those struck are some."""
    known = data("acled")
    struck = codes.second in known["kinds"]["civilians"] and kind["event"] == "Explosions/Remote violence"
    return known["civilians_targeted"] if struck or kind["event"] == "Violence against civilians" else None


def _place(spot: Spot | None) -> dict[str, Cell]:
    """Give the place; the point of a whole country would pass for a town, and stays out."""
    if spot is None:
        return {}
    home = country(spot.country)
    point = point_of(spot) if spot.precision in data("acled")["geo"] else None
    code = data("acled")["geo"].get("near" if is_near(spot) and spot.precision in ("point", "city") else spot.precision)
    return {
        "iso": home.iso if home else None,
        "country": home.name if home else None,
        "admin1": spot.name if spot.precision == "admin1" else None,
        "admin2": spot.name if spot.precision == "admin2" else None,
        "location": spot.name if spot.precision not in data("places")["coarse"] else None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geo_precision": code if point and spot.told else None,
    }


def _notes(incident: Incident) -> str:
    """Quote the words that stand for the incident, which are never a denial, and say whose they are."""
    at = incident.title_evidence
    quote = " ".join(one_line(at.span.quote).split())
    who = " ".join(one_line(at.outlet or "an outlet without a name").split())
    end = "" if quote.endswith((".", "!", "?", ".”", '."')) else "."
    return f"According to {who}, “{quote}”{end}"


def _crowd(incident: Incident) -> str:
    """Write how many took part, as ACLED's tag has it."""
    rolled = roll_up(incident, "participants")
    if rolled is None:
        missing: str = data("acled")["missing_crowd"]
        return missing
    claims = [claim for claim in incident.figures if claim.what == "participants"]
    size = f"{rolled.low}" if rolled.low == rolled.high else f"between {rolled.low} and {rolled.high}"
    if rolled.low == rolled.high and any(claim.high is None for claim in claims):
        size = f"at least {size}"
    elif rolled.low == rolled.high and any(claim.approximate for claim in claims):
        size = f"around {size}"
    return f"crowd size={size}"
