"""What can be set for reading statements and raising flags."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventsOptions:
    """Limits of the statements and flags stage.

    The numbers were chosen on the hand-marked cases of tests/test_statements*.py.
    """

    # A quotation of fewer words is a borrowed expression ("stand down"), never a statement by itself.
    quotation_words: int = 4
    # A quotation that nobody claims counts as speech from this length on; else it is rejected.
    speech_words: int = 6
    # A pure relay ("according to") that says at most this many words besides what it relays adds nothing itself.
    relay_words: int = 4
    # Two statements of one speaker that share more of the longer one's characters than this are one.
    duplicate_share: float = 0.9
    # Attributions that the reader model scored lower are left out.
    minimum_score: float = 0.0
    # Flags of one kind beyond this number are left out; the first ones in the text stay.
    flags_per_kind: int = 20
