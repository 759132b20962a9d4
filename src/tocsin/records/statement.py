"""Who says what, as the report has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.errors import TocsinError
from tocsin.records.resolved import When
from tocsin.records.span import Span

Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "accuses", "demands", "threatens", "supports", "promises", "doubts"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said: by whom, in which words, with which stance, and through whom it was relayed.

    `speaker` and `via` are actor ids, None where the report names nobody or the name could not be
    resolved (`speaker_span` still shows the words). `about` will hold event ids.
    """

    id: str
    speaker: str | None
    speaker_span: Span | None
    via: str | None
    via_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    stance: Stance
    about: tuple[str, ...] = ()
    when: When | None = None
    score: float = 1.0
    why: str = ""

    def __post_init__(self) -> None:
        if not self.content:
            raise TocsinError("records.no-evidence", record="Statement", id=self.id)
