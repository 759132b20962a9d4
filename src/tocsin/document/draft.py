"""A source as it was taken apart: its pieces, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.document.furniture import Dropped
from tocsin.document.pieces import Piece


@dataclass(frozen=True, slots=True)
class About:
    """What a source declares about its article."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The pieces of an article and what is known about it, before it becomes a report.

    `page` says that it comes from a web page, whose pieces know whether they are links.
    """

    pieces: list[Piece]
    about: About = About()
    dropped: list[Dropped] = field(default_factory=list)
    page: bool = False
