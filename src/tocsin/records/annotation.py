"""What the reader model marked in one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.records.span import Span

MarkKind = Literal[
    "person",  # a person's name, without title: "Albin Kurti"
    "organisation",  # named or institutional: "NATO", "the Serbian government", "police"
    "place",  # a named place or country: "Banjska", "Kosovo", "northern Kosovo"
    "nationality",  # a demonym or adjective of country, people or faith: "Serbian", "Kurds"
    "group",  # people without a name: "gunmen", "protesters", "residents"
    "role",  # a title or office: "Prime Minister", "spokesman"
    "weapon",  # a weapon or military platform: "artillery", "tanks", "drone"
    "date",  # a date or time expression: "Sunday 24th September"
    "number",  # a quantity: "at least three", "dozens"
]


# Actor phrases in full, as the re3d corpus marks them: "the Kosovo Prime Minister", "Serbia" where it acts.
MentionKind = Literal["person-phrase", "organisation-phrase", "location-phrase", "nationality-phrase"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One entity as the model saw it: a kind, its characters, and a score from 0 to 1.

    Marks of different kinds may nest ("Serbian" inside "the Serbian government").
    """

    kind: MarkKind | MentionKind
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) is credited, by which words (cue), with what (content).

    Each of the three may have several pieces; source is empty where the text names none, cue where a
    quotation simply stands by itself.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """All marks of one report, with the name and version of the model that made them.

    `mentions` are phrases in full (`MentionKind`) as opposed to the names in `marks`; `sentences` are
    (start, end) offsets in reading order.
    """

    report_id: str
    model: str
    version: str
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mark, ...] = ()

    def of_kind(self, *kinds: MarkKind) -> tuple[Mark, ...]:
        """Pick the marks of the given kinds, in reading order."""
        return tuple(m for m in self.marks if m.kind in kinds)
