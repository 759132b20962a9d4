"""The JSON form of everything that a desk lists, for the command line and whoever else answers programs."""

from __future__ import annotations

from functools import singledispatch

from tocsin.records import (
    ActorHistory,
    Arrival,
    DeskActor,
    DeskPlace,
    Dyads,
    Incident,
    PlaceInFull,
    ReportHead,
    Review,
    Situation,
    Speaker,
    SpeakerInFull,
    StoredEvent,
    StoredFlag,
    StoredRejected,
    StoredStatement,
)
from tocsin.records.contract import rejected_to_dict
from tocsin.run.desk.adding import Added
from tocsin.run.desk.rereading import Reread
from tocsin.run.desk.trail import Trail
from tocsin.store.exports.plain import event_to_dict, incident_to_dict, plain


@singledispatch
def to_dict(record: object) -> dict[str, object]:
    """Turn a record of a desk into plain dictionaries and lists, its schema first."""
    raise TypeError(f"{type(record).__name__} has no JSON form")


to_dict.register(Incident, incident_to_dict)
to_dict.register(StoredEvent, event_to_dict)


@to_dict.register
def _statement(stored: StoredStatement) -> dict[str, object]:
    return {
        "schema": "tocsin.statement/1",
        **_fields(stored.statement),
        "speaker_name": stored.speaker_name,
        "speaker_actor": stored.speaker_actor,
        "via_name": stored.via_name,
        "verdict": stored.verdict,
        "report": plain(stored.report),
    }


@to_dict.register
def _flag(stored: StoredFlag) -> dict[str, object]:
    return {
        "schema": "tocsin.flag/1",
        "id": stored.id,
        **_fields(stored.flag),
        "verdict": stored.verdict,
        "report": plain(stored.report),
    }


@to_dict.register
def _rejected(stored: StoredRejected) -> dict[str, object]:
    return {**rejected_to_dict(stored.rejected), "id": stored.id, "added": stored.added}


@to_dict.register
def _actor(actor: DeskActor) -> dict[str, object]:
    return {"schema": "tocsin.actor/1", **_fields(actor)}


@to_dict.register
def _report(head: ReportHead) -> dict[str, object]:
    return {"schema": "tocsin.report/1", **_fields(head)}


@to_dict.register
def _arrival(arrival: Arrival) -> dict[str, object]:
    return {"schema": "tocsin.arrival/1", **_fields(arrival)}


@to_dict.register
def _review(review: Review) -> dict[str, object]:
    return {"schema": "tocsin.review/1", **_fields(review)}


@to_dict.register
def _trail(trail: Trail) -> dict[str, object]:
    return {"schema": "tocsin.trail/1", **_fields(trail)}


@to_dict.register
def _added(added: Added) -> dict[str, object]:
    return {
        "schema": "tocsin.added/1",
        "source": added.source,
        "state": added.state,
        "report": added.report,
        "rejected": None if added.rejected is None else rejected_to_dict(added.rejected),
    }


@to_dict.register
def _reread(reread: Reread) -> dict[str, object]:
    return {"schema": "tocsin.reread/1", **_fields(reread)}


@to_dict.register
def _situation(situation: Situation) -> dict[str, object]:
    points = situation.points
    # values that JSON takes as they are, and very many of them
    columns = {name: getattr(points, name) for name in type(points).__dataclass_fields__}
    others = [name for name in type(situation).__dataclass_fields__ if name != "points"]
    told = {name: plain(getattr(situation, name)) for name in others}
    return {"schema": "tocsin.situation/1", **told, "points": columns}


@to_dict.register
def _dyads(dyads: Dyads) -> dict[str, object]:
    return {"schema": "tocsin.dyads/1", **_fields(dyads)}


@to_dict.register
def _place(place: DeskPlace) -> dict[str, object]:
    return {"schema": "tocsin.place/1", **_fields(place)}


@to_dict.register
def _place_in_full(place: PlaceInFull) -> dict[str, object]:
    return {"schema": "tocsin.place-in-full/1", **_fields(place)}


@to_dict.register
def _speaker(speaker: Speaker) -> dict[str, object]:
    return {"schema": "tocsin.speaker/1", **_fields(speaker)}


@to_dict.register
def _speaker_in_full(speaker: SpeakerInFull) -> dict[str, object]:
    return {"schema": "tocsin.speaker-in-full/1", **_fields(speaker)}


@to_dict.register
def _history(history: ActorHistory) -> dict[str, object]:
    return {"schema": "tocsin.actor-history/1", **_fields(history)}


def _fields(record: object) -> dict[str, object]:
    found = plain(record)
    assert isinstance(found, dict)
    return found
