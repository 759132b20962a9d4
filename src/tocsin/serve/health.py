"""How a desk and its server are: versions, size, when the last report came in, and what `tocsin doctor` finds."""

from __future__ import annotations

from fastapi import APIRouter, Response

import tocsin
from tocsin.run.desk.adding import versions
from tocsin.run.doctor import examine, model_of
from tocsin.serve.answers import JsonAnswer
from tocsin.serve.context import Caller, Here, Writes
from tocsin.serve.documented import answers
from tocsin.store.jobs import count_jobs
from tocsin.store.opening import revision

router = APIRouter(tags=["health"])


@router.get("/health", responses=answers("Health"))
def health(here: Here, caller: Caller, writes: Writes) -> Response:
    """Give versions, counts, jobs under way, and what stands against reading, if anything."""
    with here.desk.store.reading() as snapshot:
        counts, last = snapshot.counts(), snapshot.last_added()
    model, version = model_of(here.desk.settings)
    jobs = count_jobs(here.desk.store)
    return JsonAnswer(
        {
            "schema": "tocsin.health/1",
            "tocsin": tocsin.__version__,
            "model": model,
            "model_version": version,
            "stages": versions(),
            "tables": revision(),
            "database": here.desk.store.database,
            "counts": counts,
            "last_added": last,
            # whether this caller may keep reports and review
            "writes": writes,
            "jobs": {state: jobs[state] for state in ("waiting", "running", "done", "failed")},
            "checks": [
                # what is found names folders of this machine, which are nobody's business elsewhere
                {
                    "name": each.name,
                    "state": each.state,
                    "found": each.found if caller is None else "",
                    "todo": each.todo,
                }
                for each in examine(here.desk.settings, quick=True)
            ],
        }
    )
