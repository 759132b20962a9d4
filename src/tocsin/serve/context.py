"""What every endpoint works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Annotated, cast

from fastapi import Depends, Request

from tocsin.run.desk import Desk
from tocsin.serve.guard import CALLER, WRITES
from tocsin.serve.jobs import Jobs
from tocsin.serve.readers import Readers
from tocsin.settings import ServeOptions


@dataclass(slots=True)
class Context:
    """One desk as the API serves it."""

    desk: Desk
    options: ServeOptions
    now: Callable[[], str]
    readers: Readers = field(init=False)
    jobs: Jobs = field(init=False)
    exports: BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self.readers = Readers(self.desk, self.options)
        self.jobs = Jobs(self.desk, self.readers, self.options, self.now)
        self.exports = BoundedSemaphore(self.options.exports)


async def _context(request: Request) -> Context:
    return cast(Context, request.app.state.tocsin)


async def _caller(request: Request) -> str | None:
    return cast(str | None, request.scope.get(CALLER))


async def _writes(request: Request) -> bool:
    return cast(bool, request.scope.get(WRITES, True))


Here = Annotated[Context, Depends(_context)]
# the name of the token that the caller showed
Caller = Annotated[str | None, Depends(_caller)]
# whether the caller may change anything
Writes = Annotated[bool, Depends(_writes)]
