"""Runs the API until it is told to stop."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from tocsin.errors import MESSAGES, TocsinError
from tocsin.run.desk import Desk
from tocsin.serve.answers import log
from tocsin.serve.app import make_app
from tocsin.serve.names import is_loopback
from tocsin.serve.page_files import pages_built
from tocsin.settings import ServeOptions, now
from tocsin.store.tokens import list_tokens

_STOP_SECONDS = 10


def check_tokens(desk: Desk, options: ServeOptions) -> None:
    """See that others cannot reach a desk without a token.

    Raises `serve.no-token-in-desk` and `serve.no-token-to-require`.
    """
    if any(token.holds(now()) for token in list_tokens(desk.store)):
        return
    if not is_loopback(options.host):
        raise TocsinError("serve.no-token-in-desk", host=options.host)
    if options.require_token:
        raise TocsinError("serve.no-token-to-require")


def serve(desk: Desk, options: ServeOptions, *, begun: Callable[[str], None] | None = None) -> None:
    """Serve a desk until SIGINT or SIGTERM; `begun` is told the address once it listens.

    Raises what `check_tokens` does, and `serve.cannot-listen`.
    """
    check_tokens(desk, options)
    if not pages_built():
        log.warning(MESSAGES["serve.no-pages"])
    config = uvicorn.Config(
        make_app(desk, options),
        host=options.host,
        port=options.port,
        log_level="warning",
        access_log=False,
        # what a caller says of the way that it came is no proof of who it is
        proxy_headers=False,
        server_header=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    server = uvicorn.Server(config)
    with _listening(options) as listening, _quiet_end(server), settled():
        if begun is not None:
            begun(_address(options.host, listening.getsockname()[1]))
        server.run(sockets=[listening])


@contextmanager
def settled() -> Iterator[None]:
    """Leave what is loaded now out of the search for garbage: it stays, and each search would hold a page up."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _listening(options: ServeOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        return socket.create_server((options.host.strip("[]"), options.port), family=family)
    except (OSError, OverflowError) as error:
        problem = getattr(error, "strerror", None) or error
        raise TocsinError("serve.cannot-listen", host=options.host, port=options.port, problem=problem) from error


def _address(host: str, port: int) -> str:
    bare = host.strip("[]")
    return f"http://{f'[{bare}]' if ':' in bare else bare}:{port}"


@contextmanager
def _quiet_end(server: uvicorn.Server) -> Iterator[None]:
    """Let a signal end the server and not the process, be it before uvicorn listens for it or when it sends it on."""

    def end(*_: object) -> None:
        server.should_exit = True

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
