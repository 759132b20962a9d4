"""Decisions of reviewers."""

from __future__ import annotations

from fastapi import APIRouter, Response

from tocsin.run.desk.jsons import to_dict
from tocsin.serve.answers import JsonAnswer
from tocsin.serve.bodies import NewReview
from tocsin.serve.context import Caller, Here
from tocsin.serve.documented import answers
from tocsin.serve.singles import Id

router = APIRouter(prefix="/reviews", tags=["reviews"])


@router.post("", responses=answers("Review", 201), status_code=201)
def review(here: Here, caller: Caller, body: NewReview) -> Response:
    """Keep what a person decides of a record; incidents and actors follow at once."""
    decided = here.desk.review(
        body.subject,
        body.id,
        body.verdict,
        author=body.author or caller or "",
        fields=tuple(body.fields.items()),
        others=body.others,
        note=body.note,
    )
    return JsonAnswer(to_dict(decided), 201)


@router.delete("/{id}", responses=answers("Review"))
def undo(here: Here, id: Id) -> Response:  # noqa: A002 - as it is called in the address
    """Take a decision back; the record is again as if it had never been made."""
    return JsonAnswer(to_dict(here.desk.undo(id)))
