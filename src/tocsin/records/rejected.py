"""What was left out, at which stage, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input, or a part of one, that yielded nothing.

    `reason` is a stable slug ("document.listing-page"), `message` says it in plain words with the value
    that decided.
    """

    source: str
    stage: str
    reason: str
    message: str
    report_id: str | None = None
    span: tuple[int, int] | None = None
