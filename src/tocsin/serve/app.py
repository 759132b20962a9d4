"""Puts the API together: endpoints, the guard before them, and one shape for whatever goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.responses import Response

import tocsin
from tocsin.errors import TocsinError
from tocsin.run.desk import Desk
from tocsin.serve import adding, exports, health, lists, overviews, reviewing, shown_names, singles
from tocsin.serve.answers import JsonAnswer, problem_of, refusal
from tocsin.serve.context import Context
from tocsin.serve.guard import Guard
from tocsin.serve.overview import overview
from tocsin.serve.packing import Packing
from tocsin.serve.page_files import PageFiles
from tocsin.serve.schemas import components
from tocsin.settings import ServeOptions, now

PREFIX = "/api/v1"
# with those of readers and jobs no more than the desk has connections to its database
_THREADS = 12
_ABOUT = "What a desk keeps of the reports read into it: who did what to whom, who says so, and who disputes it."
# newer versions of FastAPI can send what they see of requests elsewhere; older ones do not know this word
_SILENT: Any = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
_HTTP = {404: "serve.no-such-path", 405: "serve.no-such-method"}


def make_app(desk: Desk, options: ServeOptions | None = None, *, clock: Callable[[], str] = now) -> FastAPI:
    """Make the API of a desk, which stays open; `clock` gives the time for tokens and jobs."""
    options = options or desk.settings.serve
    context = Context(desk, options, clock)
    app = FastAPI(
        title="Tocsin",
        description=_ABOUT,
        version=tocsin.__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_SILENT,
        lifespan=_lifespan,
    )
    app.state.tocsin = context
    for part in (overviews, lists, singles, exports, adding, reviewing, health, shown_names):
        app.include_router(part.router, prefix=PREFIX)
    _add_schema(app)
    app.add_exception_handler(TocsinError, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(NoConnection, _crowded)
    app.add_middleware(Packing)
    app.add_middleware(PageFiles)
    app.add_middleware(Guard, store=desk.store, options=options, now=clock)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    context: Context = app.state.tocsin
    current_default_thread_limiter().total_tokens = _THREADS
    context.jobs.begin()
    try:
        yield
    finally:
        context.jobs.stop()
        context.readers.close()


def _add_schema(app: FastAPI) -> None:
    made: dict[str, Any] = {}

    def schema() -> dict[str, Any]:
        if not made:
            made.update(_schema(app))
        return made

    app.openapi = schema  # type: ignore[method-assign]

    @app.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        return JsonAnswer(schema())

    @app.get("/api", include_in_schema=False)
    def endpoints() -> Response:
        return overview(schema())


def _schema(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    known = made.setdefault("components", {})
    known["schemas"] = {**components(), **known.get("schemas", {})}
    known["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    # a desk on this machine asks for no token, unless it is told to
    made["security"] = [{}, {"token": []}]
    return made


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, TocsinError)
    return problem_of(error)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return refusal("serve.bad-json")
    where = ".".join(str(part) for part in first["loc"])[:200]
    return problem_of(TocsinError("serve.invalid", where=where, problem=first["msg"]), where)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    slug = _HTTP.get(error.status_code, "serve.bad-request")
    answer = refusal(slug, method=request.method)
    answer.headers.update(error.headers or {})
    return answer


async def _crowded(_: Request, error: Exception) -> Response:
    return refusal("serve.busy", seconds=5)
