"""One article as clean text, with what is known about its publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.errors import TocsinError
from tocsin.records.span import Span

BlockKind = Literal["headline", "subhead", "paragraph", "caption"]
PublishedBasis = Literal["metadata", "stated", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Block:
    """One headline, subhead, paragraph or caption: characters `start` to `end` of the report's text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Published:
    """The day a report was published (ISO 8601 date), how that is known, and where the text says so."""

    date: str | None = None
    basis: PublishedBasis = "unknown"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The clean text of one article as blocks that do not overlap and stand in reading order.

    Blocks are joined by blank lines; the text is never edited after this. `language` is ISO 639-1.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: Published = Published()
    language: str = "en"
    capture_sha256: str = ""

    def __post_init__(self) -> None:
        last = 0
        for block in self.blocks:
            if not last <= block.start < block.end <= len(self.text):
                raise TocsinError("records.bad-block", kind=block.kind, start=block.start, end=block.end)
            last = block.end

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the text."""
        return Span.of(self.text, start, end)

    def block_at(self, offset: int) -> Block | None:
        """Find the block that holds the character at `offset`."""
        for block in self.blocks:
            if block.start <= offset < block.end:
                return block
        return None
