"""What exports are made of, and one view of it for formats in which a row is a happening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.records import CountKind, Filter, Incident, Party, RollUp, Spot, StoredEvent, content_id
from tocsin.store.exports.data_files import data
from tocsin.store.exports.days import Days, days_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

REAL = ("happened", "ongoing")
_PAGE = 500
_DISTANCE = re.compile(r"\d")
_HEXADECIMAL = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class ExportCase:
    """An incident with the events of its accounts, or events that belong to no incident (`incident` is None)."""

    incident: Incident | None
    events: tuple[StoredEvent, ...] = ()


def cases(connection: Connection, wanted: Filter) -> Iterator[ExportCase]:
    """Give the incidents of a desk, each with all events of its accounts, and then the events that belong to none."""
    # SQLAlchemy is loaded where a database is asked, and not for the formats
    from tocsin.store import queries

    cursor: str | None = None
    while True:
        incidents = queries.incidents(connection, wanted, cursor=cursor, limit=_PAGE)
        for incident in incidents.rows:
            yield ExportCase(incident, queries.events_of_incident(connection, incident.id))
        if (cursor := incidents.cursor) is None:
            break
    while True:
        events = queries.events(connection, wanted, cursor=cursor, limit=_PAGE)
        lone = tuple(stored for stored in events.rows if stored.incident is None)
        if lone:
            yield ExportCase(None, lone)
        if (cursor := events.cursor) is None:
            break


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of a format that counts happenings: an incident, or an event that belongs to none.

    `events` are those that tell it as real; parties carry the sectors that these events give them.
    """

    id: str
    type: str
    mode: str | None
    days: Days
    spot: Spot | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    events: tuple[StoredEvent, ...]
    incident: Incident | None = None

    @property
    def label(self) -> str:
        """Give type and mode as the codebook writes them: "ASSAULT.drone"."""
        return f"{self.type}.{self.mode}" if self.mode else self.type

    @property
    def first_added(self) -> str | None:
        """Give when the first of its reports was added."""
        return min((stored.report.added for stored in self.events), default=None)

    @property
    def last_added(self) -> str | None:
        """Give when the last of its reports was added."""
        return max((stored.report.added for stored in self.events), default=None)


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of a happening sorted for schemas with two sides, the main one of each first.

    `unplaced` are those of whom no report says which side they were on: rival accounts name one doer each.
    """

    acting: tuple[Party, ...]
    struck: tuple[Party, ...]
    unplaced: tuple[Party, ...]


def sides_of(one: Happening) -> Sides:
    """Sort the parties; those stand on one side that some report names together.

    Where two sides fight or meet, PLOVER makes both actors and nobody a recipient: the second is then put opposite.
    """
    tellings = [stored.telling for stored in one.events]
    first = one.actors[:1]
    opposite = tuple(party for party in one.recipients if party.name not in {main.name for main in first})
    struck, apart = _together(opposite, [telling.recipients for telling in tellings])
    others = tuple(party for party in one.actors[1:] if party.name not in {each.name for each in opposite})
    acting, unplaced = _together((*first, *others), [telling.actors for telling in tellings])
    known = data("sides")["two_sided"]
    if not struck and len(acting) > 1 and (one.type in known or one.label in known):
        return Sides(acting[:1], acting[1:2], (*acting[2:], *unplaced))
    return Sides(acting, struck, (*unplaced, *apart))


def _together(
    parties: tuple[Party, ...], told: Sequence[Sequence[Party]]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Part the first party and those that some report names with it from the others."""
    if not parties:
        return (), ()
    main = parties[0].name.casefold()
    groups = [{party.name.casefold() for party in side} for side in told]
    beside = {name for group in groups if main in group for name in group} | {main}
    return (
        tuple(party for party in parties if party.name.casefold() in beside),
        tuple(party for party in parties if party.name.casefold() not in beside),
    )


def is_real(stored: StoredEvent) -> bool:
    """Say whether a report tells the event as one that happened or goes on."""
    return stored.event.modality in REAL


def happening_of_incident(incident: Incident, events: Sequence[StoredEvent]) -> Happening:
    """Make a row of an incident, with what its events know of the parties."""
    real = tuple(stored for stored in events if is_real(stored))
    told = not real or any(stored.telling.dated == "told" for stored in real)
    actors = [party for stored in real for party in stored.telling.actors]
    recipients = [party for stored in real for party in stored.telling.recipients]
    return Happening(
        incident.id,
        incident.type,
        incident.mode,
        days_of(incident.start, incident.end, told=told),
        incident.spot,
        _parties(incident.actors, incident.actor_countries, actors),
        _parties(incident.recipients, incident.recipient_countries, recipients),
        real,
        incident,
    )


def happening_of_event(stored: StoredEvent) -> Happening:
    """Make a row of one event."""
    telling = stored.telling
    return Happening(
        stored.event.id,
        stored.event.type,
        stored.event.mode,
        days_of(telling.start, telling.end, told=telling.dated == "told"),
        telling.spot,
        telling.actors,
        telling.recipients,
        (stored,),
    )


def _parties(names: Sequence[str], countries: Sequence[str], told: Iterable[Party]) -> tuple[Party, ...]:
    """Join what the events tell of each name; its country is that of most, its sectors those named most often first."""
    by_name: dict[str, list[Party]] = {}
    for party in told:
        by_name.setdefault(party.name.casefold(), []).append(party)
    made = []
    for name in names:
        same = by_name.get(name.casefold(), [])
        known = Counter(party.country for party in same if party.country)
        only = countries[0] if len(names) == len(countries) == 1 else None
        sectors = Counter(sector for party in same for sector in party.sectors)
        kinds = [party.kind for party in same if party.kind]
        made.append(
            Party(
                name=name,
                kind=kinds[0] if kinds else None,
                country=_most(known) or only,
                sectors=tuple(sorted(sectors, key=lambda sector: -sectors[sector])),
            )
        )
    return tuple(made)


def _most(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda value: (-counter[value], value), default=None)


def roll_up(incident: Incident, kind: CountKind) -> RollUp | None:
    """Find the figures of one kind."""
    return next((each for each in incident.rollups if each.what == kind), None)


def is_near(spot: Spot) -> bool:
    """Say whether the name says that it was not in the place but near it ("near Kitala", "12 km from Kitala")."""
    name = spot.name.lower()
    return bool(_DISTANCE.match(name)) or any(name.startswith(f"{words} ") for words in data("places")["near"])


def point_of(spot: Spot | None) -> tuple[float, float] | None:
    """Give latitude and longitude, None where either is missing or off the globe."""
    if spot is None or spot.lat is None or spot.lon is None:
        return None
    return (spot.lat, spot.lon) if -90 <= spot.lat <= 90 and -180 <= spot.lon <= 180 else None


def geonames_id(spot: Spot | None) -> int | None:
    """Give the number of a place in GeoNames, None for places from elsewhere."""
    source, _, number = (spot.gazetteer_id or "").partition(":") if spot else ("", "", "")
    return int(number) if source == "geonames" and number.isdecimal() and number.isascii() else None


def number_of(record_id: str) -> int:
    """Turn an id into a whole number of at most 63 bits, for schemas that want one.

    Its digits are read as hexadecimal; of an id of another form, those of a hash.
    """
    digits = record_id.rpartition("-")[2]
    if not _HEXADECIMAL.fullmatch(digits):
        digits = content_id("number", record_id).rpartition("-")[2]
    return int(digits, 16) & 0x7FFF_FFFF_FFFF_FFFF
