"""Writes incidents with deaths as the table of UCDP's Georeferenced Event Dataset has them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from tocsin.records import Incident, Party, RollUp, Spot
from tocsin.store.exports.acled import incidents_of
from tocsin.store.exports.cases import ExportCase, Happening, Sides, is_near, number_of, point_of, roll_up, sides_of
from tocsin.store.exports.cells import Cell, Out, joined
from tocsin.store.exports.data_files import columns, country, data
from tocsin.store.exports.days import Days
from tocsin.store.exports.losses import LossReport, Tally
from tocsin.store.exports.own import outlets_of
from tocsin.store.exports.tables import write_csv

# PRIO-GRID: half degrees, 720 cells a row, from the south-west corner
_CELL, _ROW, _LAST_ROW = 0.5, 720, 359
_CLEAR = ("point", "city")


def write_ucdp(cases: Iterable[ExportCase], out: Out) -> LossReport:
    """Write one row an incident in which at least one death is claimed."""
    tally = Tally("ucdp")
    write_csv(_rows(cases, tally), out, columns("ucdp"))
    return tally.report()


def _rows(cases: Iterable[ExportCase], tally: Tally) -> Iterator[dict[str, Cell]]:
    for one, incident in incidents_of(cases, tally):
        killed = roll_up(incident, "killed")
        if killed is None or killed.high < 1:
            tally.left_out("incident", "no_deaths")
            continue
        tally.row()
        tally.wrote_incident(incident)
        yield _row(one, incident, killed, tally)


def _row(one: Happening, incident: Incident, killed: RollUp, tally: Tally) -> dict[str, Cell]:
    sides = sides_of(one)
    cells: dict[str, Cell] = dict.fromkeys(columns("ucdp"))
    cells |= {
        "id": number_of(incident.id),
        "year": one.days.year,
        **_sides(one, sides),
        **_sources(incident),
        **_place(one.spot),
        "event_clarity": 1 if one.days.single and one.spot and one.spot.precision in _CLEAR else 2,
        **_dates(one.days),
        "deaths_unknown": killed.best,
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
    }
    if one.type != "ASSAULT" and (one.actors or one.recipients):
        tally.lost("incident", "parties")
    if cells["type_of_violence"] is None:
        tally.lost("incident", "open_type")
    if sides.unplaced:
        tally.lost("incident", "unplaced_parties")
    if one.days.start and not one.days.told:
        tally.lost("incident", "stand_in")
    tally.wrote_cells("incident", cells)
    return cells


def _sides(one: Happening, sides: Sides) -> dict[str, Cell]:
    """Name the sides of an assault; where a state fights a group, the state is side A as the codebook wants it."""
    if one.type != "ASSAULT":
        return {}
    acting, struck = sides.acting, sides.struck
    kinds = _kind(acting), _kind(struck)
    code = None if sides.unplaced else _violence(*kinds)
    if code == 1 and kinds == ("group", "state"):
        acting, struck = struck, acting
    return {
        "type_of_violence": code,
        "side_a": joined(party.name for party in acting) or None,
        "side_b": joined(party.name for party in struck) or None,
        "gwnoa": _state_number(acting),
        "gwnob": _state_number(struck) if code == 1 else None,
    }


def _kind(side: Sequence[Party]) -> str | None:
    """Say what all parties of a side are: a state, an armed group, or civilians; None where they do not tell."""
    told = {
        next((kind for kind, known in data("ucdp")["sides"].items() if set(known) & set(party.sectors)), None)
        for party in side
    }
    return next(iter(told)) if len(told) == 1 else None


def _violence(first: str | None, second: str | None) -> int | None:
    for rule in data("ucdp")["violence"]:
        sides = rule["sides"]
        if [first, second] == sides or (not rule.get("ordered") and [second, first] == sides):
            code: int = rule["code"]
            return code
    return None


def _state_number(side: Sequence[Party]) -> int | None:
    """Give the number of the one state whose forces a side is."""
    states = {party.country for party in side}
    home = country(next(iter(states))) if len(states) == 1 and _kind(side) == "state" else None
    return home.gw if home else None


def _sources(incident: Incident) -> dict[str, Cell]:
    accounts = incident.accounts
    articles = [",".join(filter(None, (a.outlet, a.published, a.title))) for a in accounts]
    speakers = dict.fromkeys(claim.speaker for claim in incident.figures if claim.what == "killed" and claim.speaker)
    return {
        "number_of_sources": incident.reports,
        "source_article": joined(filter(None, articles), ";") or None,
        "source_office": joined(outlets_of(incident), ";") or None,
        "source_date": joined(dict.fromkeys(a.published for a in accounts if a.published), ";") or None,
        "source_headline": joined(dict.fromkeys(a.title for a in accounts if a.title), ";") or None,
        "source_original": joined(speakers, ";") or None,
    }


def _place(spot: Spot | None) -> dict[str, Cell]:
    if spot is None:
        return {}
    home, point, known = country(spot.country), point_of(spot), data("ucdp")["where"]
    near = is_near(spot) and spot.precision in _CLEAR
    return {
        "where_prec": (known["near"] if near else known.get(spot.precision)) if spot.told else None,
        "where_coordinates": spot.name,
        "adm_1": spot.name if spot.precision == "admin1" else None,
        "adm_2": spot.name if spot.precision == "admin2" else None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geom_wkt": f"POINT ({point[1]} {point[0]})" if point else None,
        "priogrid_gid": prio_grid(*point) if point else None,
        "country": home.name if home else None,
        "country_id": home.gw if home else None,
        "region": home.ucdp if home else None,
    }


def prio_grid(lat: float, lon: float) -> int:
    """Give the cell of PRIO-GRID in which a point lies."""
    row = min(math.floor((lat + 90) / _CELL), _LAST_ROW)
    column = min(math.floor((lon + 180) / _CELL), _ROW - 1)
    return row * _ROW + column + 1


def _dates(days: Days) -> dict[str, Cell]:
    code = next((known["code"] for known in data("ucdp")["dates"] if 0 < days.length <= known["days"]), None)
    return {
        "date_prec": code if days.told else None,
        "date_start": days.start.isoformat() if days.start else None,
        "date_end": days.end.isoformat() if days.end else None,
    }
