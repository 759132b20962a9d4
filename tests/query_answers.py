"""What the lists of a desk should hold, worked out by plain Python from the records that were put into it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from query_cases import FORMS, GROUPS, Desk, desk_id

from tocsin.records import Event, Filter, Modality, Party, Reading, Spot, Telling, content_id

MODALITIES = get_args(Modality)
COUNTRIES = {form.country for form in FORMS}
ACTORS = {form.name: (desk_id(group), group[0].name) for group in GROUPS for form in group}


@dataclass(frozen=True)
class Row:
    """A row of a list: its id, its number, and the days that it is ordered and bounded by."""

    id: str
    n: int
    day: str | None
    end: str | None = None
    sources: int = 0


def listed(desk: Desk, name: str, wanted: Filter, order: str = "newest") -> list[str]:
    """Give the ids on a list, in order."""
    if name == "actors":
        return _actors(desk, wanted)
    rows = [row for row in _ROWS[name](desk, wanted) if _overlaps(row, wanted)]
    if order == "sources":
        return [row.id for row in sorted(rows, key=lambda row: (-row.sources, -row.n))]
    dated = sorted((row for row in rows if row.day), key=lambda row: (row.day, row.n), reverse=order == "newest")
    others = sorted((row for row in rows if not row.day), key=lambda row: row.n, reverse=order == "newest")
    return [row.id for row in (*dated, *others)]


def _events(desk: Desk, wanted: Filter) -> Iterator[Row]:
    for reading, event in desk.events():
        telling, whole = desk.tellings[event.id], desk.incident_of.get(event.id)
        contested = bool(event.denied_by) or (whole is not None and desk.incidents[whole][0].contested)
        if (
            reading.report.id in desk.current
            and (not telling.doubtful or whole is not None)
            and not _wrong(desk, "event", event.id)
            and _told(wanted, telling.type, telling.mode, telling.spot)
            and wanted.modality in (None, telling.modality)
            and wanted.contested in (None, contested)
            and (wanted.incident is None or whole == _now(desk, wanted.incident))
            and _of_report(wanted, reading)
            and _sides(
                wanted, lambda who, side, one=telling: any(is_meant(who, party) for party in _parties(one, side))
            )
        ):
            yield Row(event.id, desk.numbers["event", event.id], telling.start, telling.end)


def _incidents(desk: Desk, wanted: Filter) -> Iterator[Row]:
    for one, members in desk.incidents.values():
        tellings = [desk.tellings[each] for each in members]
        sides = {
            "actor": ((one.actors, one.actor_countries),),
            "recipient": ((one.recipients, one.recipient_countries),),
            "either": ((one.actors, one.actor_countries), (one.recipients, one.recipient_countries)),
        }

        def acting(who: str, side: str, sides: dict = sides, tellings: list[Telling] = tellings) -> bool:
            for names, countries in sides[side]:
                if _is_code(who):
                    if who in countries:
                        return True
                elif any(_begins(name, who) for name in names):
                    return True
            parties = [party for telling in tellings for party in _parties(telling, side)]
            return not _is_code(who) and any(_is_actor(who, party) for party in parties)

        if (
            not _wrong(desk, "incident", one.id)
            and _told(wanted, one.type, one.mode, one.spot)
            and wanted.modality in (None, min((each.modality for each in tellings), key=MODALITIES.index))
            and wanted.contested in (None, one.contested)
            and _tells_all(wanted, [desk.readings[telling.report] for telling in tellings])
            and _sides(wanted, acting)
        ):
            yield Row(one.id, desk.numbers["incident", one.id], one.start, one.end, one.sources)


def _statements(desk: Desk, wanted: Filter) -> Iterator[Row]:
    heard = {v.statement for each in _members(desk, wanted.incident) for v in desk.tellings[each].voices}
    for reading in desk.readings.values():
        actors = {actor.id: actor for actor in reading.actors}
        for one in reading.statements:
            speaker = actors.get(one.speaker or "")
            named = speaker.name if speaker else one.speaker_span.quote if one.speaker_span else ""
            party = Party(named, one.speaker, None, speaker.country if speaker else None)
            if (
                reading.report.id in desk.current
                and not _wrong(desk, "statement", one.id)
                and (wanted.actor is None or is_meant(wanted.actor, party))
                and wanted.stance in (None, one.stance)
                and (wanted.type is None or any(event.type == wanted.type for event in spoken_of(reading, one.id)))
                and (wanted.incident is None or one.id in heard)
                and _of_report(wanted, reading)
            ):
                yield Row(one.id, desk.numbers["statement", one.id], reading.report.published.date)


def _flags(desk: Desk, wanted: Filter) -> Iterator[Row]:
    for each, (report, flag) in desk.flags.items():
        if (
            report in desk.current
            and not _wrong(desk, "flag", each)
            and wanted.kind in (None, flag.kind)
            and _of_report(wanted, desk.readings[report])
            and _tells(desk, wanted, report)
        ):
            yield Row(each, desk.numbers["flag", each], desk.readings[report].report.published.date)


def _rejected(desk: Desk, wanted: Filter) -> Iterator[Row]:
    for message, (one, added) in desk.rejected.items():
        if (
            one.reason.startswith(wanted.kind or "")
            and wanted.report in (None, one.report_id)
            # bounded by its day, ordered by its time
            and (wanted.since or "") <= added[:10] <= (wanted.until or "9")
        ):
            yield Row(message, desk.numbers["rejected", message], added)


def _reports(desk: Desk, wanted: Filter) -> Iterator[Row]:
    for name, reading in desk.readings.items():
        if (
            (name in desk.current if wanted.report is None else desk.pages[name] == desk.pages.get(wanted.report))
            and not _wrong(desk, "report", name)
            and _of_report(Filter(text=wanted.text, outlet=wanted.outlet), reading)
            and _tells(desk, wanted, name)
            and (
                wanted.actor is None
                or any(_occurs(wanted.actor, actor.name, actor.country) for actor in reading.actors)
            )
        ):
            yield Row(name, desk.numbers["report", name], reading.report.published.date)


def counts(desk: Desk, actor: str) -> tuple[int, int]:
    """Count the current reports and events in which an actor of the desk occurs."""
    reports = {
        name for name in desk.current if any(ACTORS[person.name][0] == actor for person in desk.readings[name].actors)
    }
    told = [desk.tellings[event.id] for reading, event in desk.events() if reading.report.id in desk.current]
    borne_out = [one for one in told if not one.doubtful or one.id in desk.incident_of]
    events = [one for one in borne_out if any(_is_actor(actor, party) for party in _parties(one, "either"))]
    return len(reports), len(events)


def _actors(desk: Desk, wanted: Filter) -> list[str]:
    found = []
    for group in GROUPS:
        first, name = group[0], desk_id(group)
        members = [desk.tellings[each] for each in _members(desk, wanted.incident)]
        if (
            wanted.kind in (None, first.kind)
            and (first.kind != "group" or wanted.kind is not None or wanted.actor is not None)
            and wanted.country in (None, first.country)
            and (wanted.actor is None or _occurs(wanted.actor, first.name, first.country))
            and (wanted.report is None or any(ACTORS[a.name][0] == name for a in _actors_in(desk, wanted.report)))
            and (wanted.incident is None or any(_is_actor(name, p) for m in members for p in _parties(m, "either")))
        ):
            found.append((-counts(desk, name)[0], fold(first.name), desk.numbers["desk_actor", name], name))
    return [name for *_, name in sorted(found)]


_ROWS: dict[str, Callable[[Desk, Filter], Iterator[Row]]] = {
    "incidents": _incidents,
    "events": _events,
    "statements": _statements,
    "flags": _flags,
    "rejected": _rejected,
    "reports": _reports,
}


def fold(text: str) -> str:
    """Take case and accents off."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _overlaps(row: Row, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    if row.day is None:
        return False
    return (row.end or row.day) >= (wanted.since or "") and row.day[:10] <= (wanted.until or "9")


def _told(wanted: Filter, kind: str, mode: str | None, spot: Spot | None) -> bool:
    lat, lon = (None, None) if spot is None else (spot.lat, spot.lon)
    if wanted.near is not None and (lat is None or lon is None or _apart(*wanted.near, lat, lon) > wanted.radius_km):
        return False
    if wanted.box is not None:
        south, west, north, east = wanted.box
        if lat is None or lon is None or not south <= lat <= north:
            return False
        # as degrees to the east of the western side, where a whole turn is nothing
        if (lon - west) % 360 > (east - west) % 360 and (west, east) != (-180, 180):
            return False
    if wanted.place is not None and wanted.place != place_of(spot):
        return False
    country = None if spot is None else spot.country
    return wanted.country in (None, country) and wanted.type in (None, kind) and wanted.mode in (None, mode)


def place_of(spot: Spot | None) -> str | None:
    """Name a place across reports."""
    if spot is None:
        return None
    if spot.gazetteer_id:
        return content_id("place", spot.gazetteer_id)
    return content_id("place", fold(spot.name), spot.country or "")


def spoken_of(reading: Reading, statement: str) -> list[Event]:
    """Give the events that a statement claims, denies or tells of."""
    about = next(one.about for one in reading.statements if one.id == statement)
    events = (*reading.events, *reading.doubtful)
    return [one for one in events if statement in (*one.claimed_by, *one.denied_by) or one.id in about]


def _apart(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    def point(lat: float, lon: float) -> tuple[float, float, float]:
        lat, lon = math.radians(lat), math.radians(lon)
        return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

    dot = sum(a * b for a, b in zip(point(lat, lon), point(other_lat, other_lon), strict=True))
    return math.acos(max(-1.0, min(1.0, dot))) * 6371.0088


def _of_report(wanted: Filter, reading: Reading) -> bool:
    report = reading.report
    if wanted.outlet is not None and (report.outlet is None or fold(report.outlet) != fold(wanted.outlet)):
        return False
    if wanted.report is not None and report.id != wanted.report:
        return False
    if wanted.text is None:
        return True
    words = re.findall(r"\w+", fold(f"{report.title or ''} {report.text}"))
    return all(_has(words, term) for term in re.findall(r'"[^"]*"|\S+', wanted.text))


def _has(words: list[str], term: str) -> bool:
    parts = re.findall(r"\w+", fold(term))
    runs = (words[at : at + len(parts)] for at in range(len(words)))
    if term.endswith("*"):
        return any(word.startswith(parts[0]) for word in words)
    return any(run == parts for run in runs)


def _tells_all(wanted: Filter, readings: list[Reading]) -> bool:
    """Say whether of each thing that is asked of reports one report of an incident fulfils it."""
    asked = (Filter(text=wanted.text), Filter(outlet=wanted.outlet), Filter(report=wanted.report))
    return all(any(_of_report(one, reading) for reading in readings) for one in asked)


def _tells(desk: Desk, wanted: Filter, report: str) -> bool:
    return wanted.incident is None or report in {desk.tellings[m].report for m in _members(desk, wanted.incident)}


def _members(desk: Desk, incident: str | None) -> tuple[str, ...]:
    return desk.incidents.get(_now(desk, incident or ""), (None, ()))[1]


def _now(desk: Desk, incident: str) -> str:
    return desk.former.get(incident, incident)


def _wrong(desk: Desk, subject: str, each: str) -> bool:
    return desk.verdicts.get((subject, each)) == "reject"


def _sides(wanted: Filter, acting: Callable[[str, str], bool]) -> bool:
    asked = {side: getattr(wanted, side) for side in ("actor", "recipient", "either")}
    return all(who is None or acting(who, side) for side, who in asked.items())


def _parties(telling: Telling, side: str) -> Iterable[Party]:
    return {"actor": telling.actors, "recipient": telling.recipients}.get(side, (*telling.actors, *telling.recipients))


def _is_code(who: str) -> bool:
    return who in COUNTRIES


def is_meant(who: str, party: Party) -> bool:
    """Say whether a party is an actor as a filter names it."""
    if _is_code(who):
        return party.country == who
    return _is_actor(who, party) or _begins(party.name, who)


def _is_actor(who: str, party: Party) -> bool:
    """Say whether a party that was resolved is an actor of the desk, by its id or words of its name."""
    return party.id is not None and _occurs(who, party.name, None)


def _occurs(who: str, name: str, country: str | None) -> bool:
    if _is_code(who):
        return country == who
    known, full = ACTORS[name]
    return who == known or f" {fold(who)} " in f" {fold(full)} "


def _begins(name: str, words: str) -> bool:
    return f"{fold(name)} ".startswith(f"{fold(words)} ")


def _actors_in(desk: Desk, report: str) -> Iterable:
    return desk.readings[report].actors if report in desk.readings else ()
