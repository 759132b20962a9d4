"""The lists of a desk, and its counts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from tocsin.errors import TocsinError
from tocsin.records import Review
from tocsin.serve.answers import JsonAnswer, page, rows
from tocsin.serve.asked import (
    AskedActors,
    AskedArrivals,
    AskedEvents,
    AskedFlags,
    AskedIncidents,
    AskedJobs,
    AskedRejected,
    AskedReports,
    AskedReviews,
    AskedStatements,
)
from tocsin.serve.context import Here
from tocsin.serve.documented import answers
from tocsin.serve.jobs import job_to_dict
from tocsin.store.jobs import list_jobs

router = APIRouter(tags=["lists"])


@router.get("/incidents", responses=answers("IncidentPage"))
def incidents(here: Here, asked: Annotated[AskedIncidents, Query()]) -> Response:
    """List incidents: the newest, the oldest, or those with the most independent sources first."""
    return page(here.desk.incidents(asked.filter(), order=asked.order, cursor=asked.cursor, limit=asked.limit))


@router.get("/events", responses=answers("EventPage"))
def events(here: Here, asked: Annotated[AskedEvents, Query()]) -> Response:
    """List events as single reports tell them."""
    return page(here.desk.events(asked.filter(), order=asked.order, cursor=asked.cursor, limit=asked.limit))


@router.get("/statements", responses=answers("StatementPage"))
def statements(here: Here, asked: Annotated[AskedStatements, Query()]) -> Response:
    """List statements: who says what."""
    return page(here.desk.statements(asked.filter(), order=asked.order, cursor=asked.cursor, limit=asked.limit))


@router.get("/actors", responses=answers("ActorPage"))
def actors(here: Here, asked: Annotated[AskedActors, Query()]) -> Response:
    """List actors across reports, those in the most reports first."""
    return page(here.desk.actors(asked.filter(), cursor=asked.cursor, limit=asked.limit))


@router.get("/flags", responses=answers("FlagPage"))
def flags(here: Here, asked: Annotated[AskedFlags, Query()]) -> Response:
    """List what an editor should look at."""
    return page(here.desk.flags(asked.filter(), order=asked.order, cursor=asked.cursor, limit=asked.limit))


@router.get("/rejected", responses=answers("RejectedPage"))
def rejected(here: Here, asked: Annotated[AskedRejected, Query()]) -> Response:
    """List what was left out, and why."""
    return page(here.desk.rejected(asked.filter(), order=asked.order, cursor=asked.cursor, limit=asked.limit))


@router.get("/reports", responses=answers("ReportPage"))
def reports(here: Here, asked: Annotated[AskedReports, Query()]) -> Response:
    """List reports without their texts."""
    return page(here.desk.reports(asked.filter(), order=asked.order, cursor=asked.cursor, limit=asked.limit))


@router.get("/arrivals", responses=answers("ArrivalPage"))
def arrivals(here: Here, asked: Annotated[AskedArrivals, Query()]) -> Response:
    """List reports as they came in, the last first, with how much was found in each."""
    return page(here.desk.arrivals(asked.filter(), cursor=asked.cursor, limit=asked.limit))


@router.get("/reviews", responses=answers("ReviewPage"))
def reviews(here: Here, asked: Annotated[AskedReviews, Query()]) -> Response:
    """List what reviewers decided and did not take back, in order of time."""
    found = here.desk.reviews(asked.id)
    if asked.order == "newest":
        found = found[::-1]
    begin = 0 if asked.cursor is None else _after(found, asked.cursor)
    shown = found[begin : begin + asked.limit]
    return rows(shown, shown[-1].id if begin + asked.limit < len(found) else None)


@router.get("/jobs", responses=answers("JobPage"))
def jobs(here: Here, asked: Annotated[AskedJobs, Query()]) -> Response:
    """List jobs with what became of each source, the newest first."""
    found = list_jobs(here.desk.store, cursor=asked.cursor, limit=asked.limit)
    return JsonAnswer({"rows": [job_to_dict(each) for each in found.rows], "cursor": found.cursor})


@router.get("/counts", responses=answers("Counts"))
def counts(here: Here) -> Response:
    """Count what the desk keeps."""
    return JsonAnswer(here.desk.counts())


def _after(found: tuple[Review, ...], cursor: str) -> int:
    """Find where a page begins; the cursor of this list is the id of the last review shown."""
    place = next((n for n, one in enumerate(found) if one.id == cursor), None)
    if place is None:
        raise TocsinError("store.bad-cursor", cursor=cursor[:40])
    return place + 1
