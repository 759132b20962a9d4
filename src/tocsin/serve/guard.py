"""Stands before every request: who asks whom, how often, with how much, and what no answer may go without."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

import anyio
from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.errors import TocsinError
from tocsin.serve.answers import log, problem_of, refusal, whole_seconds
from tocsin.serve.names import is_loopback, is_same_origin, name_in, own_names
from tocsin.serve.page_files import is_api
from tocsin.serve.rates import Rates
from tocsin.settings import ServeOptions
from tocsin.store.store import Store
from tocsin.store.tokens import Token, find_token

READ_PATH = "/api/v1/read"
# where the guard leaves the name of the caller's token
CALLER = "tocsin.caller"
# and whether the caller may change anything
WRITES = "tocsin.writes"

_SAFE = ("GET", "HEAD", "OPTIONS")
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
_OF_API = {**_EVERYWHERE, "Cache-Control": "no-store", "Content-Security-Policy": _NOTHING}
# the pages load their own parts, ask this API, and nothing else
_OF_PAGES = {
    **_EVERYWHERE,
    "Content-Security-Policy": f"{_NOTHING}; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# addresses of IPv6 are given out by whole networks of this size
_NETWORK = 64


@dataclass(slots=True)
class _Sending:
    """Puts the headers on an answer, and remembers that it has begun."""

    send: Send
    of_api: bool
    begun: bool = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in (_OF_API if self.of_api else _OF_PAGES).items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await self.send(message)


class Guard:
    """The outermost part of the API; `now` gives the time for tokens, `clock` seconds for rates."""

    def __init__(
        self,
        app: ASGIApp,
        store: Store,
        options: ServeOptions,
        *,
        now: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._store = store
        self._options = options
        self._now = now
        self._names = own_names(options.host, options.names)
        self._needs_token = options.require_token or not is_loopback(options.host)
        self._gets = Rates(options.rate, options.burst, clock)
        self._posts = Rates(options.post_rate, options.post_burst, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the app, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await self._answer(scope, receive, _Sending(send, is_api(scope["path"])))

    async def _answer(self, scope: Scope, receive: Receive, send: _Sending) -> None:
        try:
            headers = Headers(scope=scope)
            self._check_site(scope["method"], headers)
            # the pages hold nothing of the desk, and have to be there before a token can be given
            if send.of_api or scope["method"] not in _SAFE:
                await self._check_caller(scope, headers)
            if scope["method"] not in _SAFE:
                receive = await self._whole(headers, receive)
            await self._app(scope, receive, send)
        except TocsinError as error:
            await problem_of(error)(scope, receive, send)
        except Exception:  # a caller learns nothing of what went wrong in here; the log does
            log.exception("the request failed: %s %r", scope["method"], scope["path"])
            if send.begun:
                raise
            await refusal("serve.failed")(scope, receive, send)

    def _check_site(self, method: str, headers: Headers) -> None:
        """Refuse other names than ours, which a page can point at this machine, and changes asked by other sites."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or name_in(hosts[0]) not in self._names:
            raise TocsinError("serve.bad-host", host=", ".join(hosts)[:100] or "nothing")
        if method in _SAFE:
            return
        origins = headers.getlist("origin")
        if any(not is_same_origin(origin, hosts[0]) for origin in origins):
            raise TocsinError("serve.cross-site")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            raise TocsinError("serve.cross-site")
        # a form of another site can send anything but this
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and (method != "DELETE" or kind):
            raise TocsinError("serve.not-json")

    async def _check_caller(self, scope: Scope, headers: Headers) -> None:
        method = scope["method"]
        sent = headers.get("authorization")
        token = None if sent is None else await run_sync(self._token, sent)
        rates = self._gets if method in _SAFE else self._posts
        # whoever guesses tokens is held to the rate of an address, whatever is sent
        wait = rates.take(f"token {token.name}" if token else f"address {_address(scope)}")
        if wait:
            raise TocsinError("serve.too-fast", seconds=whole_seconds(wait))
        if token is None:
            if sent is not None:
                raise TocsinError("serve.bad-token")
            if self._needs_token:
                raise TocsinError("serve.token-needed")
            return
        reading = method in _SAFE or (method == "POST" and scope["path"] == READ_PATH)
        if token.scope == "read" and not reading:
            raise TocsinError("serve.wrong-scope", name=token.name)
        scope[CALLER] = token.name
        scope[WRITES] = token.scope != "read"

    def _token(self, header: str) -> Token | None:
        scheme, _, secret = header.partition(" ")
        return find_token(self._store, secret.strip(), now=self._now()) if scheme.lower() == "bearer" else None

    async def _whole(self, headers: Headers, receive: Receive) -> Receive:
        """Take in the body, which is refused as soon as it is too long or too slow, and hand it on as one piece."""
        options = self._options
        declared = headers.get("content-length", "")
        if declared.isdecimal() and (len(declared) > 18 or int(declared) > options.max_body):
            raise TocsinError("serve.too-large", limit=options.max_body)
        body = bytearray()
        with anyio.move_on_after(options.body_seconds) as waiting:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise TocsinError("serve.bad-request")
                body += message.get("body", b"")
                if len(body) > options.max_body:
                    raise TocsinError("serve.too-large", limit=options.max_body)
                if not message.get("more_body", False):
                    break
        if waiting.cancelled_caught:
            raise TocsinError("serve.slow-body", seconds=f"{options.body_seconds:g}")
        pieces: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def again() -> Message:
            return pieces.pop() if pieces else await receive()

        return again


def _address(scope: Scope) -> str:
    client = scope.get("client")
    host = str(client[0]) if client else "unknown"
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, _NETWORK), strict=False)) if address.version == 6 else host
