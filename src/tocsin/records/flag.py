"""What an editor should look at in one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.records.span import Span

FlagKind = Literal["count-conflict", "headline-body", "name-variant", "date-mismatch", "unnamed-source"]


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to check, in plain words, with the places in the text that show it."""

    kind: FlagKind
    message: str
    spans: tuple[Span, ...]
