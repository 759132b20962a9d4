"""Reading what a caller hands over, with or without keeping it."""

from __future__ import annotations

from fastapi import APIRouter, Response

from tocsin.errors import TocsinError
from tocsin.records import Rejected
from tocsin.records.contract import to_dict as reading_to_dict
from tocsin.run.desk.jsons import to_dict
from tocsin.serve.answers import JsonAnswer
from tocsin.serve.bodies import Source, Sources
from tocsin.serve.context import Here
from tocsin.serve.documented import answers
from tocsin.serve.jobs import job_to_dict
from tocsin.serve.rejections import rejection
from tocsin.serve.singles import Id
from tocsin.store.jobs import find_job

router = APIRouter(tags=["reading"])


@router.post("/read", responses=answers("Reading"))
def read(here: Here, source: Source) -> Response:
    """Read one report and keep nothing."""
    found = here.readers.read(source)
    return rejection(found) if isinstance(found, Rejected) else JsonAnswer(reading_to_dict(found))


@router.post("/reports", responses=answers("Added") | answers("Added", 201) | answers("Job", 202))
def add_reports(here: Here, body: Sources) -> Response:
    """Read one report and keep it; of several, make a job."""
    if body.sources is None:
        return _add(here, body)
    if len(body.sources) > here.options.max_sources:
        raise TocsinError("serve.too-many-sources", limit=here.options.max_sources, count=len(body.sources))
    if len(body.sources) == 1:
        return _add(here, body.sources[0])
    job = here.jobs.submit(body.sources)
    return JsonAnswer(job_to_dict(job), 202, {"Location": f"/api/v1/jobs/{job.id}"})


@router.get("/jobs/{id}", responses=answers("Job"))
def job(here: Here, id: Id) -> Response:  # noqa: A002 - as it is called in the address
    """Say how far a job is, and what became of each source."""
    found = find_job(here.desk.store, id)
    if found is None:
        raise TocsinError("serve.unknown-job", id=id)
    return JsonAnswer(job_to_dict(found))


def _add(here: Here, source: Source) -> Response:
    added = here.readers.add(source)
    if added.rejected is not None:
        return rejection(added.rejected)
    if added.state == "known":
        return JsonAnswer(to_dict(added))
    return JsonAnswer(to_dict(added), 201, {"Location": f"/api/v1/reports/{added.report}"})
