"""The settings of the document stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """What counts as a report, and from which day it is read."""

    as_of: date | None = field(
        default=None, metadata={"help": "The day of reading, which bounds dates; today where not set."}
    )
    min_words: int = field(default=5, metadata={"help": "Fewest words of a report in plain text or Markdown."})
    min_page_words: int = field(default=30, metadata={"help": "Fewest words of a report in a web page."})
    max_bytes: int = field(default=10_000_000, metadata={"help": "Largest source that is read, in bytes."})
    max_words: int = field(default=50_000, metadata={"help": "Most words of a report."})
    max_elements: int = field(default=200_000, metadata={"help": "Most elements of a web page."})
