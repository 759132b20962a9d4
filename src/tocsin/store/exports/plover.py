"""Writes events in PLOVER's JSON and in POLECAT's table, which both code by PLOVER."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tocsin.records import CountKind, Party, Span, Spot, StoredEvent
from tocsin.records.codebook import plover
from tocsin.records.contract import to_line
from tocsin.store.exports.cases import ExportCase, geonames_id, is_real, point_of
from tocsin.store.exports.cells import Cell, Out, joined, mended, text_into
from tocsin.store.exports.data_files import columns, country, data
from tocsin.store.exports.days import Days, days_of
from tocsin.store.exports.losses import LossReport, Tally
from tocsin.store.exports.own import figures_of
from tocsin.store.exports.tables import write_tsv

# days of a range of which a schema with one date may still name the first
_WEEK = 7
_SIZES: tuple[tuple[str, CountKind], ...] = (("dead", "killed"), ("injured", "injured"), ("arrested", "arrested"))


def write_plover(cases: Iterable[ExportCase], out: Out) -> LossReport:
    """Write one event a line, by the JSON fields of PLOVER's manual; what is not known is left out."""
    tally = Tally("plover")
    write = text_into(out)
    for stored in _told(cases, tally):
        write(to_line(_object(stored, tally)) + "\n")
    return tally.report()


def write_polecat(cases: Iterable[ExportCase], out: Out) -> LossReport:
    """Write one event a row, as POLECAT's files have it."""
    tally = Tally("polecat")
    write_tsv((_row(stored, tally) for stored in _told(cases, tally)), out, columns("polecat"), header=True)
    return tally.report()


def _told(cases: Iterable[ExportCase], tally: Tally) -> Iterator[StoredEvent]:
    """Go through the events that happened; neither schema can say that one did not."""
    for case in cases:
        tally.see_incident(case.incident)
        tally.see_events(len(case.events))
        if case.incident is not None and not case.events:
            tally.left_out("incident", "no_events")
        for stored in case.events:
            if is_real(stored):
                tally.row()
                tally.wrote_event(stored)
                yield stored
            else:
                tally.left_out("event", "unreal")


def _object(stored: StoredEvent, tally: Tally) -> dict[str, object]:
    event, telling, report = stored.event, stored.telling, stored.report
    days = days_of(telling.start, telling.end)
    quad, score = _scores(event.type, event.mode)
    row: dict[str, object] = {
        "id": event.id,
        "has_event": True,
        "date": days.start.isoformat() if days.start else None,
        "enddate": days.end.isoformat() if days.end and days.length > 1 else None,
        "actor": [_entity(party) for party in telling.actors] or [{"sector": "UNK"}],
        "recipient": [_entity(party) for party in telling.recipients],
        "event": [event.type],
        "event_loc": _location(telling.spot),
        "event_text": [mended(span.quote) for span in event.evidence],
        "quad_code": None if quad is None else data("polecat")["quads"][quad]["number"],
        "event_scale": score,
        "mode": [event.mode] if event.mode else [],
        "context": list(event.contexts),
        "link": stored.incident,
        "text_info": {
            "start": min(span.start for span in event.evidence),
            "end": max(span.end for span in event.evidence),
        },
        "cite_info": _known(
            url=_mended(report.url),
            title=_mended(report.title),
            language=report.language,
            publication=_mended(report.outlet),
            coder=f"Tocsin, {report.model} {report.model_version}",
            codebook=f"PLOVER {plover().version}",
        ),
        "size": _sizes(stored, tally),
        "coder": f"Tocsin, {report.model} {report.model_version}",
        "coded_date": report.added[:10],
    }
    required = data("schemas")["plover"]["required"]
    return {key: value for key, value in row.items() if key in required or value not in (None, [], {})}


def _entity(party: Party) -> dict[str, object]:
    """Write an actor; PLOVER asks for one, so that of somebody unknown the sector says so."""
    code = plover().country_codes.get(party.country or "", party.country)
    sectors = "".join(party.sectors[:2]) or (None if code else "UNK")
    return _known(code=code, sector=sectors, entity_text=mended(party.name))


def _location(spot: Spot | None) -> dict[str, object]:
    if spot is None:
        return {}
    point, place = point_of(spot), country(spot.country)
    return _known(
        resolved_place=mended(spot.name),
        geonameid=geonames_id(spot),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        city=mended(spot.name) if spot.precision == "city" else None,
        district=mended(spot.name) if spot.precision == "admin2" else None,
        province=mended(spot.name) if spot.precision == "admin1" else None,
        country=place.name if place else None,
        country_code=plover().country_codes.get(spot.country or "", spot.country),
        resolution=data("polecat")["resolution"].get(spot.precision),
    )


def _sizes(stored: StoredEvent, tally: Tally) -> dict[str, object]:
    """Write the most cautious figure of each kind; one that is split by sorts of people has no place."""
    sizes: dict[str, object] = {}
    for name, kind in _SIZES:
        low = figures_of(stored.telling.figures, kind)[0]
        if low is not None:
            sizes[name] = low
    if any(
        kind not in sizes and any(figure.what == what for figure in stored.telling.figures) for kind, what in _SIZES
    ):
        tally.lost("event", "split_figures")
    return sizes


def _known(**fields: object) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value is not None}


def _mended(text: str | None) -> str | None:
    return None if text is None else mended(text)


def _scores(event_type: str, mode: str | None) -> tuple[str | None, float | None]:
    """Give the quad class and the score that PLOVER has for a type and mode."""
    found = plover().type(event_type)
    if found is None:
        return None, None
    of_mode = found.mode(mode) if mode else None
    return found.quad, found.score if of_mode is None else of_mode.score


def _row(stored: StoredEvent, tally: Tally) -> dict[str, Cell]:
    event, telling, report = stored.event, stored.telling, stored.report
    days = days_of(telling.start, telling.end)
    quad, score = _scores(event.type, event.mode)
    point = point_of(telling.spot)
    cells: dict[str, Cell] = dict.fromkeys(columns("polecat"))
    cells |= {
        "Event ID": event.id,
        "Event Date": first_day(days),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": score,
        "Quad Code": None if quad is None else data("polecat")["quads"][quad]["words"],
        "Contexts": joined(event.contexts),
        **_side("Actor", telling.actors, event.actor_spans),
        **_side("Recipient", telling.recipients, event.recipient_spans),
        **_place(telling.spot),
        "Latitude": point[0] if point else None,
        "Longitude": point[1] if point else None,
        "GeoNames ID": geonames_id(telling.spot),
        "Source": report.outlet,
        "Publication Date": report.published,
        "Language": report.language,
        "Version": f"Tocsin, {report.model} {report.model_version}",
    }
    if days.start and cells["Event Date"] is None:
        tally.lost("event", "wide_range")
    tally.wrote_cells("event", cells)
    return cells


def first_day(days: Days) -> str | None:
    """Give the day, or the first of a range of up to a week; a wider one has no date to give."""
    return days.start.isoformat() if days.start and days.length <= _WEEK else None


def _side(side: str, parties: Sequence[Party], spans: Sequence[Span]) -> dict[str, Cell]:
    nobody = data("polecat")["nobody"]
    codes = [plover().country_codes.get(party.country or "", party.country) for party in parties]
    numbers = [found.cow if (found := country(party.country)) else None for party in parties]
    sectors = [sector for party in parties for sector in party.sectors]
    return {
        f"{side} Name": joined(party.name for party in parties) or nobody,
        f"{side} Country": joined(code or nobody for code in codes) or nobody,
        f"{side} COW": joined(nobody if one is None else str(one) for one in numbers) or nobody,
        f"Primary {side} Sector": sectors[0] if sectors else nobody,
        f"{side} Sectors": joined(dict.fromkeys(sectors)) or nobody,
        f"{side} Name Raw": joined(span.quote for span in spans) or nobody,
    }


def _place(spot: Spot | None) -> dict[str, Cell]:
    nobody = data("polecat")["nobody"]
    if spot is None:
        return {"Country": nobody}
    return {
        "Placename": spot.name,
        "City": spot.name if spot.precision == "city" else None,
        "District": spot.name if spot.precision == "admin2" else None,
        "Province": spot.name if spot.precision == "admin1" else None,
        "Country": plover().country_codes.get(spot.country or "", spot.country) or nobody,
    }
