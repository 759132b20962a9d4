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

# Who acts and who is acted upon in a sentence, whatever the event.
PartyKind = Literal["actor-phrase", "recipient-phrase"]

# Words that tell of an event, or might have.
TriggerKind = Literal["trigger"]
# Words that deny an event of the report, whoever says them.
AnswerKind = Literal["denial"]
AnyKind = MarkKind | MentionKind | PartyKind | TriggerKind | AnswerKind

Role = Literal["actor", "recipient", "place", "time"]
Modality = Literal["happened", "ongoing", "future", "threatened", "demanded", "hypothetical", "negated"]
CountKind = Literal[
    "killed",
    "injured",
    "missing",
    "arrested",
    "abducted",
    "released",
    "displaced",
    "participants",
    "forces",
    "materiel",
    "casualties",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """One entity as the model saw it: a kind, its characters, and a score from 0 to 1.

    Marks of different kinds may nest ("Serbian" inside "the Serbian government").
    """

    kind: AnyKind
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
class RoleMark:
    """A phrase in one role of an event, with a score from 0 to 1."""

    role: Role
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A phrase that says how many: what it counts, its characters ("at least three officers"), a score."""

    kind: CountKind
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class DenialMark:
    """Words near an event that deny it, as the model saw them, with a score from 0 to 1."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class EventMark:
    """One event as the model saw it: the words that tell it, PLOVER type and mode, modality, roles, figures, denials.

    `score` is the calibrated probability that these words tell of an event of this type.
    """

    trigger: Span
    type: str
    mode: str | None
    modality: Modality
    score: float
    roles: tuple[RoleMark, ...] = ()
    figures: tuple[FigureMark, ...] = ()
    denials: tuple[DenialMark, ...] = ()

    def of_role(self, role: Role) -> tuple[RoleMark, ...]:
        """Pick the phrases in one role, in reading order."""
        return tuple(r for r in self.roles if r.role == role)


@dataclass(frozen=True, slots=True)
class Annotation:
    """All marks of one report, with the name and version of the model that made them.

    `mentions` are phrases in full (`MentionKind`) as opposed to the names in `marks`; `parties` are the phrases of
    actors and recipients of each sentence; `denials` are words that deny some event; `sentences` are (start, end)
    offsets in reading order. For the reader who asks why nothing was coded, `doubtful` are words that nearly told of an
    event, and `passed_over` the likeliest word of each sentence without one.
    """

    report_id: str
    model: str
    version: str
    sentences: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    attributions: tuple[Attribution, ...]
    mentions: tuple[Mark, ...] = ()
    events: tuple[EventMark, ...] = ()
    parties: tuple[Mark, ...] = ()
    doubtful: tuple[EventMark, ...] = ()
    passed_over: tuple[Mark, ...] = ()
    denials: tuple[Mark, ...] = ()

    def of_kind(self, *kinds: MarkKind) -> tuple[Mark, ...]:
        """Pick the marks of the given kinds, in reading order."""
        return tuple(m for m in self.marks if m.kind in kinds)
