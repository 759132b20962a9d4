"""What was fetched, before anything was read out of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Capture:
    """Raw bytes as they were found, never edited.

    `source` is what the user named (a path, an address, "-" for standard input); `url` the address that
    finally answered, where there was one; `media_type` and `charset` what the server or the file name
    declared, never a guess; `fetched` an ISO 8601 time in UTC, None where nothing was fetched.
    """

    source: str
    content: bytes
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    fetched: str | None = None
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())
