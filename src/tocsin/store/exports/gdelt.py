"""Writes happenings in GDELT's table of events, and their accounts in its table of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from tocsin.records import Account, Party, Spot, StoredEvent
from tocsin.records.codebook.cameo import CameoExport, cameo
from tocsin.store.exports.cases import (
    ExportCase,
    Happening,
    happening_of_event,
    happening_of_incident,
    is_real,
    number_of,
    point_of,
    sides_of,
)
from tocsin.store.exports.cells import Cell, Out
from tocsin.store.exports.data_files import columns, country, data
from tocsin.store.exports.days import Days, stamp
from tocsin.store.exports.losses import LossReport, Tally, Unit
from tocsin.store.exports.plover import first_day
from tocsin.store.exports.tables import write_tsv

# GDELT's kinds of mentions: an address on the web, or a citation
_WEB, _CITATION = 1, 2
_NOT_FOUND = -1
_TYPES = 3


def write_gdelt_events(cases: Iterable[ExportCase], out: Out) -> LossReport:
    """Write one row an incident, and one an event that belongs to none, without a header as GDELT does."""
    tally = Tally("gdelt-events")
    names = columns("gdelt-events")
    write_tsv((_event_row(one, tally) for one in _happenings(cases, tally)), out, names, header=False)
    return tally.report()


def write_gdelt_mentions(cases: Iterable[ExportCase], out: Out) -> LossReport:
    """Write one row an account of an incident, and one an event that belongs to none, by the ids of the events."""
    tally = Tally("gdelt-mentions")
    write_tsv(_mention_rows(cases, tally), out, columns("gdelt-mentions"), header=False)
    return tally.report()


def _happenings(cases: Iterable[ExportCase], tally: Tally) -> Iterator[Happening]:
    for case in cases:
        tally.see_incident(case.incident)
        tally.see_events(len(case.events))
        real = [stored for stored in case.events if is_real(stored)]
        if len(real) < len(case.events):
            tally.left_out("event", "unreal", len(case.events) - len(real))
        if case.incident is None:
            for stored in real:
                tally.wrote_event(stored)
                yield happening_of_event(stored)
        elif real or not case.events:
            tally.wrote_incident(case.incident)
            yield happening_of_incident(case.incident, case.events)
        else:
            tally.left_out("incident", "unreal")


def _event_row(one: Happening, tally: Tally) -> dict[str, Cell]:
    tally.row()
    unit: Unit = "event" if one.incident is None else "incident"
    sides = sides_of(one)
    main = (*sides.acting[:1], *sides.struck[:1])
    found = _code(one)
    code = found.code if found else None
    root = code[:2] if code else None
    cells: dict[str, Cell] = dict.fromkeys(columns("gdelt-events"))
    cells |= {
        "GlobalEventID": number_of(one.id),
        **_dates(one.days),
        **_actor("Actor1", sides.acting[:1]),
        **_actor("Actor2", sides.struck[:1]),
        "IsRootEvent": 1 if any(stored.telling.in_headline for stored in one.events) else None,
        "EventCode": code,
        "EventBaseCode": code[:3] if code else None,
        "EventRootCode": root,
        "QuadClass": data("gdelt")["quad"][root] if root else None,
        **_numbers(one),
        **_place(one.spot),
        "DATEADDED": stamp(one.first_added),
        "SOURCEURL": next((stored.report.url for stored in one.events if stored.report.url), None),
    }
    if found and found.loses:
        tally.lost(unit, "cameo")
    if found and one.mode and one.label not in cameo().exports:
        tally.lost(unit, "mode")
    if one.days.start and cells["Day"] is None:
        tally.lost(unit, "wide_range")
    if one.incident is not None and one.days.start and not one.days.told:
        tally.lost(unit, "stand_in")
    if any(_untyped(party) for party in main):
        tally.lost(unit, "sectors")
    tally.wrote_cells(unit, cells)
    return cells


def _code(one: Happening) -> CameoExport | None:
    """Find the nearest CAMEO code: of the type and mode, else of the type alone."""
    return cameo().exports.get(one.label) or cameo().exports.get(one.type)


def _dates(days: Days) -> dict[str, Cell]:
    first = first_day(days)
    day = date.fromisoformat(first) if first else None
    return {
        "Day": int(day.strftime("%Y%m%d")) if day else None,
        "MonthYear": days.month,
        "Year": days.year,
        # as GDELT counts: whole months of 30 days
        "FractionDate": round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4) if day else None,
    }


def _types(party: Party) -> list[str]:
    """Give the CAMEO types of a party: that of a body without a state first."""
    body = data("gdelt")["bodies"].get(party.country)
    known = [data("gdelt")["types"].get(sector) for sector in party.sectors]
    return list(dict.fromkeys(filter(None, [body["type"] if body else None, *known])))


def _untyped(party: Party) -> bool:
    return len(_types(party)) > _TYPES or any(sector not in data("gdelt")["types"] for sector in party.sectors)


def _actor(prefix: str, parties: Sequence[Party]) -> dict[str, Cell]:
    if not parties:
        return {}
    party = parties[0]
    body = data("gdelt")["bodies"].get(party.country)
    state = None if body else party.country
    types = _types(party)[:_TYPES]
    group = body.get("group") if body else None
    parts = [*types[:1], group, *types[1:]] if body else [state, *types]
    padded = [*types, *[None] * _TYPES][:_TYPES]
    return {
        f"{prefix}Code": "".join(filter(None, parts)) or None,
        f"{prefix}Name": party.name,
        f"{prefix}CountryCode": state,
        f"{prefix}KnownGroupCode": group,
        **{f"{prefix}Type{at}Code": code for at, code in enumerate(padded, 1)},
    }


def _numbers(one: Happening) -> dict[str, Cell]:
    """Count mentions (pieces of evidence), independent sources, and articles."""
    if one.incident is None:
        return {"NumMentions": len(one.events[0].event.evidence), "NumSources": 1, "NumArticles": 1}
    return {
        "NumMentions": sum(len(account.evidence) for account in one.incident.accounts),
        "NumSources": one.incident.sources,
        "NumArticles": one.incident.reports,
    }


def _place(spot: Spot | None) -> dict[str, Cell]:
    if spot is None:
        return {}
    home, point = country(spot.country), point_of(spot)
    kinds = data("gdelt")["places"].get(spot.precision)
    names = [spot.name, home.name if home and spot.precision != "country" else None]
    return {
        "ActionGeo_Type": kinds["usa" if spot.country == "USA" else "other"] if kinds else None,
        "ActionGeo_Fullname": ", ".join(filter(None, names)),
        "ActionGeo_CountryCode": home.fips if home else None,
        "ActionGeo_Lat": point[0] if point else None,
        "ActionGeo_Long": point[1] if point else None,
    }


def _mention_rows(cases: Iterable[ExportCase], tally: Tally) -> Iterator[dict[str, Cell]]:
    for case in cases:
        real = {stored.event.id: stored for stored in case.events if is_real(stored)}
        for one in _happenings([case], tally):
            if one.incident is None:
                yield _mention(one, None, one.events, tally)
            accounts = one.incident.accounts if one.incident else ()
            told = {a.report: [real[event] for event in a.events if event in real] for a in accounts}
            # an account of which the events are at hand, and none of them real, only says that it did not happen
            denying = {stored.report.id for stored in case.events} - {report for report in told if told[report]}
            yield from (_mention(one, a, told[a.report], tally) for a in accounts if a.report not in denying)
            if any(account.report in denying for account in accounts):
                tally.lost("incident", "unreal_accounts")


def _mention(one: Happening, account: Account | None, told: Sequence[StoredEvent], tally: Tally) -> dict[str, Cell]:
    """Make the row of one account: where its best event is told, and how sure that is."""
    tally.row()
    best = max(told, key=lambda stored: stored.event.confidence, default=None)
    outlet = account.outlet if account else one.events[0].report.outlet
    title = account.title if account else one.events[0].report.title
    published = account.published if account else one.events[0].report.published
    url = best.report.url if best else None
    cited = ", ".join(filter(None, (outlet, title, published))) or None
    cells: dict[str, Cell] = dict.fromkeys(columns("gdelt-mentions"))
    cells |= {
        "GlobalEventID": number_of(one.id),
        "EventTimeDate": stamp(one.first_added),
        "MentionTimeDate": stamp(best.report.added) if best else None,
        "MentionType": _WEB if url else _CITATION,
        "MentionSourceName": _host(url) or outlet,
        "MentionIdentifier": url or cited,
        "Actor1CharOffset": _offset([span.start for span in best.event.actor_spans] if best else []),
        "Actor2CharOffset": _offset([span.start for span in best.event.recipient_spans] if best else []),
        "ActionCharOffset": _offset([best.event.trigger.start] if best else []),
        "Confidence": round(100 * best.event.confidence) if best else None,
    }
    tally.wrote_cells("event" if one.incident is None else "incident", cells)
    return cells


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _offset(starts: Sequence[int]) -> int:
    return starts[0] if starts else _NOT_FOUND
