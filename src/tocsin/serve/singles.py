"""Single records by their ids, and the way from each back to the words that it came from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from tocsin.records.contract import to_dict as reading_to_dict
from tocsin.serve.answers import JsonAnswer, known, record, rows
from tocsin.serve.context import Here
from tocsin.serve.documented import answers

router = APIRouter(tags=["records"])

Id = Annotated[str, Path(max_length=200, description="Id of the record.", examples=["event-0123456789abcdef"])]


@router.get("/incidents/{id}", responses=answers("Incident"))
def incident(here: Here, id: Id) -> Response:  # noqa: A002 - as it is called in the address
    """Give an incident with every account of it, found by its id or a former one."""
    return record(here.desk.incident(id), id)


@router.get("/incidents/{id}/events", responses=answers("EventPage"))
def events_of_incident(here: Here, id: Id) -> Response:  # noqa: A002
    """Give all events of an incident, on one page."""
    known(here.desk.incident(id), id)
    return rows(here.desk.events_of(id))


@router.get("/incidents/{id}/reports", responses=answers("ReportPage"))
def reports_of_incident(here: Here, id: Id) -> Response:  # noqa: A002
    """Give all reports that tell an incident, on one page, by the day of publication."""
    known(here.desk.incident(id), id)
    return rows(here.desk.reports_of(id))


@router.get("/incidents/{id}/reviews", responses=answers("ReviewPage"))
def reviews_of_incident(here: Here, id: Id) -> Response:  # noqa: A002
    """Give the decisions in force on an incident, its events and its reports, on one page, in order of time."""
    known(here.desk.incident(id), id)
    return rows(here.desk.reviews_of(id))


@router.get("/events/{id}", responses=answers("Event"))
def event(here: Here, id: Id) -> Response:  # noqa: A002
    """Give one event."""
    return record(here.desk.event(id), id)


@router.get("/statements/{id}", responses=answers("Statement"))
def statement(here: Here, id: Id) -> Response:  # noqa: A002
    """Give one statement."""
    return record(here.desk.statement(id), id)


@router.get("/actors/{id}", responses=answers("DeskActor"))
def actor(here: Here, id: Id) -> Response:  # noqa: A002
    """Give an actor across reports, with the reason for every form that was taken for it."""
    return record(here.desk.actor(id), id)


@router.get("/flags/{id}", responses=answers("Flag"))
def flag(here: Here, id: Id) -> Response:  # noqa: A002
    """Give one flag."""
    return record(here.desk.flag(id), id)


@router.get("/reports/{id}", responses=answers("Report"))
def report(here: Here, id: Id) -> Response:  # noqa: A002
    """Give what is known of a report, without its text."""
    return record(here.desk.report(id), id)


@router.get("/reports/{id}/reading", responses=answers("Reading"))
def reading(here: Here, id: Id) -> Response:  # noqa: A002
    """Give the whole reading of a report with its text, as `tocsin read --json` does."""
    return JsonAnswer(reading_to_dict(known(here.desk.reading(id), id)))


@router.get("/reports/{id}/versions", responses=answers("ReportPage"))
def versions_of_report(here: Here, id: Id) -> Response:  # noqa: A002
    """Give all versions of the page of a report, itself among them, on one page, the newest first."""
    return rows(known(here.desk.versions_of(id) or None, id))


@router.get("/rejected/{id}", responses=answers("Rejected"))
def rejected(here: Here, id: Id) -> Response:  # noqa: A002
    """Give one thing that was left out, and why."""
    return record(here.desk.rejection(id), id)


@router.get("/reviews/{id}", responses=answers("Review"))
def review(here: Here, id: Id) -> Response:  # noqa: A002
    """Give what a reviewer decided and did not take back."""
    return record(here.desk.decision(id), id)


@router.get("/records/{id}/trail", responses=answers("Trail"))
def trail(here: Here, id: Id) -> Response:  # noqa: A002
    """Walk from any record back to outlet, sentence, model and version."""
    return record(here.desk.trail(id), id)
