"""Fetches one address over HTTP, within limits of time, size and redirects."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from tocsin.acquire.options import AcquireOptions
from tocsin.errors import TocsinError
from tocsin.records import Capture

if TYPE_CHECKING:
    import httpx

_BUSY = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one request came back with: a page, or where it has moved, or how long to wait."""

    capture: Capture | None = None
    moved_to: httpx.URL | None = None
    busy: int | None = None
    wait: float | None = None


def fetch(url: str, options: AcquireOptions | None = None) -> Capture:
    """Fetch one http or https address; raise `TocsinError` where that cannot or must not be done.

    Every address is checked after resolution and again after every redirect. Redirects and retries share
    one total time.
    """
    # loaded here, because most readings never fetch anything
    import httpcore
    import httpx

    from tocsin.acquire.transport import transport

    options = options or AcquireOptions()
    deadline = time.monotonic() + options.total_timeout
    try:
        with (
            transport(deadline, allow_private=options.allow_private) as made,
            httpx.Client(
                transport=made,
                headers={"User-Agent": options.user_agent or user_agent(), "Accept-Encoding": "gzip, deflate"},
                timeout=httpx.Timeout(options.read_timeout, connect=options.connect_timeout),
                follow_redirects=False,
                trust_env=False,
            ) as client,
        ):
            return _follow(client, url, deadline, options)
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise TocsinError("acquire.timeout", url=url, seconds=f"{options.total_timeout:g}", problem=error) from error
    except (httpcore.ConnectError, httpcore.NetworkError) as error:
        raise TocsinError("acquire.no-connection", url=url, problem=error) from error
    except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise TocsinError("acquire.bad-answer", url=url, problem=error) from error


def user_agent() -> str:
    """Name the program and its version as they are."""
    try:
        number = version("tocsin")
    except PackageNotFoundError:  # run from a source tree that was never installed
        number = "0"
    return f"Tocsin/{number} (news reader; run by its user)"


def _follow(client: httpx.Client, url: str, deadline: float, options: AcquireOptions) -> Capture:
    import httpx

    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise TocsinError("acquire.bad-url", url=url, problem=error) from error
    redirects = attempts = 0
    while True:
        if target.scheme not in ("http", "https") or not target.host:
            raise TocsinError("acquire.bad-url", url=str(target), problem="only http and https addresses are fetched")
        answer = _ask(client, url, target, options)
        if answer.capture is not None:
            return answer.capture
        if answer.moved_to is not None:
            redirects += 1
            if redirects > options.max_redirects:
                raise TocsinError("acquire.too-many-redirects", url=url, limit=options.max_redirects)
            target = answer.moved_to
            continue
        wait = options.backoff * 2**attempts if answer.wait is None else answer.wait
        attempts += 1
        if attempts > options.retries or wait > options.max_wait or time.monotonic() + wait > deadline:
            raise TocsinError("acquire.http-status", url=str(target), status=answer.busy)
        time.sleep(wait)


def _ask(client: httpx.Client, source: str, target: httpx.URL, options: AcquireOptions) -> _Answer:
    with client.stream("GET", target) as response:
        if response.status_code in _MOVED and "location" in response.headers:
            return _Answer(moved_to=_joined(target, response.headers["location"]))
        if response.status_code in _BUSY:
            return _Answer(busy=response.status_code, wait=_retry_after(response.headers.get("retry-after", "")))
        if response.status_code >= 400 or response.status_code in _MOVED:
            raise TocsinError("acquire.http-status", url=str(target), status=response.status_code)
        media_type, charset = content_type(response.headers.get("content-type", ""))
        if options.media_types and media_type is not None and media_type not in options.media_types:
            raise TocsinError("acquire.media-type", url=str(target), media_type=media_type)
        return _Answer(
            capture=Capture(
                source=source,
                content=_body(response, str(target), options.max_bytes),
                url=str(target),
                media_type=media_type,
                charset=charset,
                fetched=datetime.now(UTC).isoformat(timespec="seconds"),
            )
        )


def _joined(target: httpx.URL, location: str) -> httpx.URL:
    import httpx

    try:
        return target.join(location)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise TocsinError("acquire.bad-url", url=location, problem=error) from error


def _body(response: httpx.Response, url: str, max_bytes: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > max_bytes:
        raise TocsinError("acquire.too-large", source=url, limit=max_bytes)
    content = bytearray()
    # small steps, so that a compressed bomb is noticed after a few of them
    for chunk in response.iter_bytes(chunk_size=65_536):
        content += chunk
        if len(content) > max_bytes:
            raise TocsinError("acquire.too-large", source=url, limit=max_bytes)
    return bytes(content)


def content_type(header: str) -> tuple[str | None, str | None]:
    """Split a Content-Type header into the media type and the character set it declares."""
    if not header.strip():
        return None, None
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) and charset else None


def _retry_after(header: str) -> float | None:
    """Read the wait that a server asks for, in seconds or as a date; None where it names none."""
    if header.strip().isdecimal():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
