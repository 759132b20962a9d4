"""What a caller learns of a source that yielded no report."""

from __future__ import annotations

from tocsin.errors import MESSAGES
from tocsin.records import Rejected
from tocsin.serve.answers import STATUS, JsonAnswer, log, problem

_OWN = "run.failed"


def shown(rejected: Rejected) -> tuple[str, str]:
    """Give the name and the words of a rejection; a failure in here is told without what failed."""
    if rejected.reason == _OWN:
        log.error("a report could not be read: %r", rejected.message)
        return "serve.failed", MESSAGES["serve.failed"]
    return rejected.reason, rejected.message


def rejection(rejected: Rejected) -> JsonAnswer:
    """Answer that a source was rejected."""
    slug, message = shown(rejected)
    return problem(500 if slug == "serve.failed" else STATUS.get(slug, 422), slug, message)
