"""Exports: what fits a filter in one of the formats, and what that format could not hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO, Annotated

from fastapi import APIRouter, Path, Query, Response
from starlette.responses import StreamingResponse

from tocsin.errors import TocsinError
from tocsin.run.desk.exporting import export_format
from tocsin.serve.answers import JsonAnswer
from tocsin.serve.asked import AskedExport
from tocsin.serve.context import Context, Here
from tocsin.serve.documented import answers, files
from tocsin.store.exports import FORMATS

router = APIRouter(prefix="/exports", tags=["exports"])

_BUSY_SECONDS = 30
_PIECE = 65_536
# suffix of a format's files -> what they are sent as; never anything that a browser shows
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".jsonl": "application/jsonl",
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
}

Name = Annotated[str, Path(max_length=50, description="Name of the format.", examples=["csv"])]


@router.get("", responses=answers("Formats"))
def formats() -> Response:
    """List the formats."""
    return JsonAnswer(
        {
            "rows": [
                {"name": each.name, "suffix": each.suffix, "row": each.row, "rows": list(each.rows)}
                for each in FORMATS.values()
            ],
            "cursor": None,
        }
    )


@router.get("/{format}", responses=files(MEDIA_TYPES.values()))
def export(here: Here, format: Name, asked: Annotated[AskedExport, Query()]) -> Response:  # noqa: A002
    """Write incidents or events in a format."""
    form = export_format(format)
    with _place(here), ExitStack() as undo:
        # written whole before it is sent: an error is told as one, and a slow caller holds no connection of the desk
        file = undo.enter_context(TemporaryFile())
        form.write(here.desk.cases(asked.filter()), file, asked.rows)
        size = file.tell()
        file.seek(0)
        undo.pop_all()
    headers = {
        "Content-Disposition": f'attachment; filename="{form.file_name(asked.rows)}"',
        "Content-Length": str(size),
    }
    return StreamingResponse(_pieces(file), media_type=MEDIA_TYPES[form.suffix], headers=headers)


@router.get("/{format}/loss", responses=answers("Losses"))
def loss(here: Here, format: Name, asked: Annotated[AskedExport, Query()]) -> Response:  # noqa: A002
    """Say what an export of this format could not hold."""
    form = export_format(format)
    with _place(here), open(os.devnull, "wb") as nowhere:
        found = form.write(here.desk.cases(asked.filter()), nowhere, asked.rows)
    return JsonAnswer(found.to_dict())


@contextmanager
def _place(here: Context) -> Iterator[None]:
    if not here.exports.acquire(blocking=False):
        raise TocsinError("serve.busy", seconds=_BUSY_SECONDS)
    try:
        yield
    finally:
        here.exports.release()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
