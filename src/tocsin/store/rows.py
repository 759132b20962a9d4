"""Makes the rows of one reading: the columns that filters need, beside the whole record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from tocsin.errors import TocsinError
from tocsin.records import Actor, Event, Flag, Party, Reading, Rejected, Span, Spot, Telling, content_id
from tocsin.store.blobs import pack, to_json
from tocsin.store.schema import report as report_table
from tocsin.store.search import fold

# an index of PostgreSQL takes no more than 2,704 bytes a row
_NAME_CHARACTERS = 200
_KEY_CHARACTERS = 400


def folded(name: str) -> str:
    """Fold a name for its index, at most 200 characters of it."""
    return fold(name)[:_NAME_CHARACTERS]


def shortened(key: str) -> str:
    """Give a key as it is, or, where it is too long for an index, its beginning and a hash of it."""
    if len(key) <= _KEY_CHARACTERS:
        return key
    return f"{key[:_KEY_CHARACTERS]} {content_id('key', key)}"


def number_of(connection: Connection, report_id: str) -> int:
    """Find the number of a kept report, or raise `store.unknown-report`."""
    number = connection.execute(select(report_table.c.n).where(report_table.c.id == report_id)).scalar_one_or_none()
    if number is None:
        raise TocsinError("store.unknown-report", report=report_id)
    return int(number)


def sides(telling: Telling) -> tuple[tuple[str, tuple[Party, ...]], ...]:
    """Give the parties of a telling by side."""
    return ("actor", telling.actors), ("recipient", telling.recipients)


def report_row(reading: Reading) -> dict[str, Any]:
    """Make a report's columns, but for its page, its version and its capture."""
    report, annotation = reading.report, reading.annotation
    return {
        "id": report.id,
        "source": report.source,
        "url": report.url,
        "outlet": report.outlet,
        "outlet_folded": None if report.outlet is None else folded(report.outlet),
        "title": report.title,
        "byline": report.byline,
        "published": report.published.date,
        "published_basis": report.published.basis,
        "language": report.language,
        "text": report.text,
        "model": annotation.model,
        "model_version": annotation.version,
        "reading": pack(reading),
    }


def place_id_of(gazetteer_id: str | None, name: str, country: str | None) -> str:
    """Name a place across reports: by its entry in the gazetteer or, where it has none, by name and country."""
    if gazetteer_id is not None:
        return content_id("place", gazetteer_id)
    return content_id("place", folded(name), country or "")


def place_of(spot: Spot | None) -> str | None:
    """Name the place across reports at which a telling or an incident lies; None for a place without a name."""
    return None if spot is None else place_id_of(spot.gazetteer_id, spot.name, spot.country)


def event_row(report_n: int, event: Event, telling: Telling) -> dict[str, Any]:
    """Make an event's columns; it lies in no block yet."""
    return {
        "id": event.id,
        "report_n": report_n,
        **told_columns(telling),
        "denied": bool(event.denied_by),
        "record": pack(event),
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "linkable": False,
    }


def told_columns(telling: Telling) -> dict[str, Any]:
    """Make the columns of an event that its telling decides, and that a correction may change."""
    spot = telling.spot
    return {
        "type": telling.type,
        "mode": telling.mode,
        "modality": telling.modality,
        "day_start": telling.start,
        "day_end": telling.end,
        "country": spot.country if spot else None,
        "place": spot.name if spot else None,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "place_id": place_of(spot),
        "confidence": telling.confidence,
        "doubtful": telling.doubtful,
        "telling": pack(telling),
    }


def party_rows(event_n: int, telling: Telling) -> Iterator[dict[str, Any]]:
    """Make a row for each actor and recipient of a telling, in its order."""
    for side, parties in sides(telling):
        for position, party in enumerate(parties):
            yield {
                "event_n": event_n,
                "side": side,
                "position": position,
                "name": party.name,
                "folded": folded(party.name),
                "country": party.country,
                "day_start": telling.start,
            }


def statement_rows(report_n: int, reading: Reading) -> Iterator[dict[str, Any]]:
    """Make a row for each statement, with the names of who speaks and who relays."""
    actors = {actor.id: actor for actor in reading.actors}
    for one in reading.statements:
        speaker = _named(one.speaker, one.speaker_span, actors)
        yield {
            "id": one.id,
            "report_n": report_n,
            "speaker": speaker,
            "speaker_folded": None if speaker is None else folded(speaker),
            "speaker_country": actors[one.speaker].country if one.speaker in actors else None,
            "via": _named(one.via, one.via_span, actors),
            "stance": one.stance,
            "published": reading.report.published.date,
            "start": min(span.start for span in one.content),
            "end": max(span.end for span in one.content),
            "data": to_json(one),
        }


def place_rows(report_n: int, reading: Reading) -> Iterator[dict[str, Any]]:
    """Make a row for each place."""
    for place in reading.places:
        mentions = {span.quote: span for span in sorted(place.mentions, reverse=True)}
        yield {
            "report_n": report_n,
            "id": place.id,
            "name": place.name,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "gazetteer_id": place.gazetteer_id,
            "place_id": place_id_of(place.gazetteer_id, place.bounded_name, place.country),
            "folded": folded(place.name),
            "admin1": place.admin1,
            "precision": place.precision,
            "data": to_json(tuple(sorted(mentions.values()))),
        }


def position_rows(
    reading: Reading, events: Mapping[str, int], statements: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Make a row for each thing that a statement says of an event; both are given with their numbers."""
    for event in (*reading.events, *reading.doubtful):
        kinds = [(each, "claims") for each in event.claimed_by] + [(each, "denies") for each in event.denied_by]
        said = {each for each, _ in kinds}
        kinds += [(one.id, "tells") for one in reading.statements if event.id in one.about and one.id not in said]
        for each, kind in dict.fromkeys(kinds):
            if each in statements:
                yield {"event_n": events[event.id], "statement_n": statements[each], "kind": kind}


def flag_rows(report_n: int, reading: Reading) -> Iterator[dict[str, Any]]:
    """Make a row for each flag; what is said twice of one report is one flag."""
    flags: dict[str, Flag] = {}
    for one in reading.flags:
        flags.setdefault(content_id("flag", reading.report.id, one.kind, one.message), one)
    for name, one in flags.items():
        yield {
            "id": name,
            "report_n": report_n,
            "kind": one.kind,
            "published": reading.report.published.date,
            "data": to_json(one),
        }


def rejected_row(rejected: Rejected, added: str) -> dict[str, Any]:
    """Make the row of what was left out; its id is a hash of its content."""
    parts = (rejected.source, rejected.stage, rejected.reason, rejected.message, rejected.report_id, rejected.span)
    return {
        "id": content_id("rejected", *parts),
        "source": rejected.source,
        "stage": rejected.stage,
        "reason": rejected.reason,
        "report_id": rejected.report_id,
        "added": added,
        "data": to_json(rejected),
    }


def _named(actor_id: str | None, span: Span | None, actors: Mapping[str, Actor]) -> str | None:
    if actor_id is not None and actor_id in actors:
        return actors[actor_id].name
    return span.quote if span else None
