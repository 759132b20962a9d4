"""What the API answers: JSON that no browser takes for anything else, and one shape for every error."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from starlette.responses import Response

from tocsin.errors import MESSAGES, TocsinError
from tocsin.records import Page
from tocsin.run.desk.jsons import to_dict

log = logging.getLogger("tocsin.serve")
T = TypeVar("T")

# JSON knows these characters in texts alone, and there an escape means the same; without them nothing is markup
_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})

# the errors that a caller may see, and with which status; any other is ours
STATUS: Mapping[str, int] = {
    "serve.bad-host": 400,
    "serve.bad-json": 400,
    "serve.bad-request": 400,
    "store.bad-cursor": 400,
    "serve.token-needed": 401,
    "serve.bad-token": 401,
    "serve.wrong-scope": 403,
    "serve.cross-site": 403,
    "serve.no-such-path": 404,
    "serve.unknown-job": 404,
    "desk.unknown-id": 404,
    "review.unknown": 404,
    "review.unknown-record": 404,
    "export.no-such-format": 404,
    "serve.no-such-method": 405,
    "serve.slow-body": 408,
    "review.not-a-part": 409,
    "serve.too-large": 413,
    "serve.not-json": 415,
    "serve.invalid": 422,
    "serve.bad-area": 422,
    "serve.too-many-sources": 422,
    "serve.private-address": 422,
    "store.bad-limit": 422,
    "store.no-such-order": 422,
    "store.no-such-filter": 422,
    "store.bad-filter": 422,
    "store.not-in-codebook": 422,
    "store.empty-query": 422,
    "store.long-query": 422,
    "export.no-such-rows": 422,
    "review.no-such-verdict": 422,
    "review.no-author": 422,
    "review.others": 422,
    "review.fields": 422,
    "review.unknown-field": 422,
    "review.bad-value": 422,
    "serve.too-fast": 429,
    "serve.busy": 503,
    "serve.slow": 503,
    "store.busy": 503,
}
# what is wrong with a source, and not with the server
_SOURCE = ("acquire.", "document.")
# those that name the parameter themselves
_OF_PARAMETERS = ("serve.bad-area", "store.bad-filter", "store.no-such-filter")
_RETRY_SECONDS = 5


class JsonAnswer(Response):
    """An answer in JSON, in ASCII and without a character of markup."""

    media_type = "application/json"

    def render(self, content: object) -> bytes:
        """Write the answer's body."""
        try:
            # many times as fast, but it writes other characters as they are, and cannot write half of a pair
            text = msgspec.json.encode(content).decode("ascii")
        except UnicodeError:
            text = json.dumps(content, separators=(",", ":"))
        return text.translate(_MARKUP).encode("ascii")


def known(found: T | None, record_id: str) -> T:
    """Give what was found by an id. Raises `desk.unknown-id` where there is nothing."""
    if found is None:
        raise TocsinError("desk.unknown-id", id=record_id)
    return found


def record(found: object | None, record_id: str) -> JsonAnswer:
    """Answer with one record. Raises `desk.unknown-id` where there is none."""
    return JsonAnswer(to_dict(known(found, record_id)))


def page(found: Page[Any]) -> JsonAnswer:
    """Answer with a page of a list and the cursor of the next one."""
    return rows(found.rows, found.cursor)


def rows(listed: Iterable[object], cursor: str | None = None) -> JsonAnswer:
    """Answer with records as a page."""
    return JsonAnswer({"rows": [to_dict(each) for each in listed], "cursor": cursor})


def problem(
    status: int, slug: str, message: str, where: str | None = None, headers: Mapping[str, str] | None = None
) -> JsonAnswer:
    """Answer with an error."""
    told = {"slug": slug, "message": message} | ({} if where is None else {"where": where})
    return JsonAnswer({"error": told}, status, dict(headers or {}))


def refusal(slug: str, **values: object) -> JsonAnswer:
    """Answer with an error of the API itself."""
    return problem_of(TocsinError(slug, **values))


def problem_of(error: TocsinError, where: str | None = None) -> JsonAnswer:
    """Answer with an error that the caller may see, or with one that says nothing of what went wrong in here."""
    slug = error.slug
    status = STATUS.get(slug, 422 if slug.startswith(_SOURCE) else 500)
    if status == 500 and slug != "serve.failed":
        log.error("the request failed", exc_info=error)
        slug = "serve.failed"
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status in (429, 503):
        seconds = error.values.get("seconds") if slug in ("serve.too-fast", "serve.busy") else None
        headers["Retry-After"] = str(seconds or _RETRY_SECONDS)
    if slug in _OF_PARAMETERS:
        where = f"query.{error.values['field']}"
    # where the desk lies is nobody's business
    values = {**error.values, "url": "here"} if slug == "store.busy" else error.values
    return problem(status, slug, MESSAGES[slug].format(**values), where, headers)


def whole_seconds(seconds: float) -> int:
    """Round a wait up to what Retry-After can say."""
    return max(1, math.ceil(seconds))
