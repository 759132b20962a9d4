"""What goes over many records of a desk: where and when, who acts on whom, places, and who speaks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from tocsin.serve.answers import page, record
from tocsin.serve.asked import AskedDyads, AskedPlaces, AskedSituation, AskedSpeaker, AskedSpeakers
from tocsin.serve.context import Here
from tocsin.serve.documented import answers
from tocsin.serve.singles import Id

router = APIRouter(tags=["overviews"])


@router.get("/situation", responses=answers("Situation"))
def situation(here: Here, asked: Annotated[AskedSituation, Query()]) -> Response:
    """Count all incidents that fit, and give them as points of a map, in columns."""
    return record(here.desk.situation(asked.filter()), "")


@router.get("/dyads", responses=answers("Dyads"))
def dyads(here: Here, asked: Annotated[AskedDyads, Query()]) -> Response:
    """Count events by who acts on whom, those with the most events first."""
    return record(here.desk.dyads(asked.filter(), limit=asked.limit, top=asked.top), "")


@router.get("/places", responses=answers("PlacePage"))
def places(here: Here, asked: Annotated[AskedPlaces, Query()]) -> Response:
    """List places across reports, those in the most reports first."""
    found = here.desk.places(asked.filter(), name=asked.name, cursor=asked.cursor, limit=asked.limit)
    return page(found)


@router.get("/places/{id}", responses=answers("PlaceInFull"))
def place(here: Here, id: Id) -> Response:  # noqa: A002 - as it is called in the address
    """Give a place with the names that reports give it."""
    return record(here.desk.place(id), id)


@router.get("/speakers", responses=answers("SpeakerPage"))
def speakers(here: Here, asked: Annotated[AskedSpeakers, Query()]) -> Response:
    """List actors that speak, those with the most statements first."""
    return page(here.desk.speakers(asked.filter(), cursor=asked.cursor, limit=asked.limit))


@router.get("/speakers/{id}", responses=answers("SpeakerInFull"))
def speaker(here: Here, id: Id, asked: Annotated[AskedSpeaker, Query()]) -> Response:  # noqa: A002
    """Give what an actor says month by month, what it claims and denies, and what others say of the same."""
    return record(here.desk.speaker(id, asked.filter()), id)


@router.get("/actors/{id}/history", responses=answers("ActorHistory"))
def history(here: Here, id: Id) -> Response:  # noqa: A002
    """Give how reports present an actor over time, and in how many events of each month it takes part."""
    return record(here.desk.actor_history(id), id)
