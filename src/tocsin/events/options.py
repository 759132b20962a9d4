"""What can be set for reading statements and raising flags."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

# The defaults were chosen on the hand-marked cases of tests/test_statements_*.py, which hold with a range around each.


@dataclass(frozen=True, slots=True)
class EventsOptions:
    """The settings of the statements and flags stage."""

    quotation_words: int = field(
        default=4,
        metadata={
            "help": "A quotation of fewer words is a borrowed expression (“stand down”) and no statement by itself."
        },
    )
    speech_words: int = field(
        default=6,
        metadata={
            "help": "A quotation that no source claims counts as speech from this many words on, and is rejected below."
        },
    )
    relay_words: int = field(
        default=4,
        metadata={"help": "“According to P” is only how S’s statement came, where it adds no more words of its own."},
    )
    duplicate_share: float = field(
        default=0.9,
        metadata={"help": "Two statements of one speaker that share more of their characters than this are one."},
    )
    minimum_score: float = field(
        default=0.0,
        metadata={"help": "Attributions of which the reader model is less sure than this are left out."},
    )
    event_score: float = field(
        default=0.0,
        metadata={
            "help": "Events of which the reader model is less sure are left out, besides those it doubts itself."
        },
    )
    doubtful_score: float = field(
        default=0.3,
        metadata={
            "help": "Events that the reader model doubts are kept from this confidence on; a desk takes them up where "
            "another report tells the same."
        },
    )
    codebook: Path | None = field(
        default=None,
        metadata={
            "help": "A TOML file with types of your own that refine PLOVER's; docs/codebook.md shows how to write one."
        },
    )
    flags_per_kind: int = field(
        default=20,
        metadata={"help": "At most so many flags of one kind for a report, the first ones in its text."},
    )
