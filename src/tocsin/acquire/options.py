"""The settings of the acquire stage."""

from __future__ import annotations

from dataclasses import dataclass, field

# what a report may arrive as; feeds are let through because the document stage names them for what they are
READABLE_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "text/xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
)


@dataclass(frozen=True, slots=True)
class AcquireOptions:
    """How long to wait, how much to take, and whom to ask.

    `media_types` empty means that any kind of content is taken (the gazetteer downloads archives).
    """

    connect_timeout: float = field(default=10.0, metadata={"help": "Seconds to wait for a connection."})
    read_timeout: float = field(default=20.0, metadata={"help": "Seconds to wait for the next bytes."})
    total_timeout: float = field(
        default=60.0, metadata={"help": "Seconds that one address may take in all, redirects and retries included."}
    )
    max_bytes: int = field(default=20_000_000, metadata={"help": "Largest page or file that is read, in bytes."})
    max_redirects: int = field(default=5, metadata={"help": "How many redirects are followed."})
    retries: int = field(default=3, metadata={"help": "How often a busy server (429, 503) is asked again."})
    backoff: float = field(
        default=1.0, metadata={"help": "Seconds before the first retry; doubled before each further one."}
    )
    max_wait: float = field(default=30.0, metadata={"help": "Longest wait before a retry that a server may ask for."})
    allow_private: bool = field(
        default=False, metadata={"help": "Whether private, loopback and link-local addresses may be fetched."}
    )
    user_agent: str | None = field(
        default=None, metadata={"help": "How Tocsin names itself to servers; its name and version where not set."}
    )
    media_types: tuple[str, ...] = field(
        default=READABLE_TYPES, metadata={"help": "Kinds of content that are taken from the web."}
    )
