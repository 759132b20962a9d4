"""Says which events a statement denies: by what it names, whom it answers, and what was said before."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.likeness import akin, alike_words, is_known
from tocsin.events.coding.roles import is_spoken
from tocsin.events.coding.sides import own_of, side_of
from tocsin.events.coding.weighing import within
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Actor, DenialMark, EventMark, Mark, Span, Statement

# A statement that begins with a negation among so many words says that something did not happen.
_OPENING = 4
# So many words of a longer statement are looked at for a negation.
_EARLY = 6
_SHORT = 20
# An answer that goes on with what its side has just denied stands within so many sentences of that.
_ON = 2
# From this score on the reader model's word is enough to look at a statement for a denial.
_MARKED = 0.6
# Modalities of what may be denied; "negated" where the report only has the denial.
DEEDS = ("happened", "ongoing", "negated")
# Stances of a statement that may deny without a word for it.
_OPEN = ("asserts", "accuses", "doubts")


@dataclass
class Reply:
    """One statement that may deny something, and what is known of it before any event is looked at.

    `side` are the speaker, his own and the organs of his state; `named` the deeds that its words tell; `before` what
    its side denied just before; `charged` says whether its side is accused of something above it; `marked` how far the
    reader model holds its words for those of a denial.
    """

    statement: Statement
    words: list[str]
    at: int
    own: set[str]
    side: set[str]
    kin: list[Actor]
    form: str = ""
    named: list[EventDraft] = field(default_factory=list)
    charged: bool = False
    marked: float = 0.0
    before: list[EventDraft] = field(default_factory=list)

    @classmethod
    def of(cls, desk: Desk, drafts: Sequence[EventDraft], statement: Statement) -> Reply:
        """Look at one statement."""
        words = words_in(desk, statement)
        side = side_of(desk, statement)
        kin = [actor for actor in desk.resolution.actors if actor.id in side]
        reply = cls(statement, words, statement.content[0].start, own_of(desk, statement), side, kin)
        reply.named = [d for d in drafts if not is_spoken(d) and reply.inside(desk, d)]
        reply.form = _form(reply)
        reply.marked = marked_in(desk, statement)
        reply.charged = any(
            d.mark.type == "ACCUSE"
            and side & {actor.id for actor in d.recipients}
            and any(mark.trigger.start < reply.at and not desk.in_headline(mark.trigger) for mark in d.marks)
            for d in drafts
        )
        return reply

    def inside(self, desk: Desk, draft: EventDraft) -> list[EventMark]:
        """List the words of a statement that tell a deed, but for those that only name what somebody had a part in."""
        return [
            mark
            for mark in draft.marks
            if covers(self.statement.content, mark.trigger) and not _only_part(desk, self.statement, mark.trigger)
        ]

    @property
    def may_deny(self) -> bool:
        """Say whether the statement has anything of a denial."""
        return may_deny(self.statement, self.words, self.marked)

    def linked(self, draft: EventDraft) -> float:
        """Say how sure the reader model is that these words deny a deed."""
        return max((_marked(mark.denials, self.statement.content) for mark in draft.marks), default=0.0)

    def _has(self, name: str) -> bool:
        return bool(set(self.words) & listed_in("coding", name, "words"))

    def signs(self) -> dict[str, float]:
        """List what the statement by itself has of a denial."""
        words = set(self.words)
        return {
            "said": 1.0,
            "denies": float(self.statement.stance == "denies"),
            "accuses": float(self.statement.stance == "accuses"),
            "negation": float(self._has("negation")),
            "opening": float(bool(set(self.words[:_OPENING]) & listed_in("coding", "negation", "words"))),
            "judged": float(self._has("judgements")),
            "several": float(bool(words & listed_in("coding", "charges", "plurals"))),
            "part": float(bool(words & listed_in("coding", "part", "nouns"))),
            "charged": float(self.charged),
            "short": float(len(self.words) <= 3),
        }


def _marked(marks: Iterable[Mark | DenialMark], content: Sequence[Span]) -> float:
    """Say how sure the reader model is that a statement denies: by its surest words, where they are half of either."""
    best = 0.0
    for mark in marks:
        length = mark.span.end - mark.span.start
        shared = sum(max(0, min(p.end, mark.span.end) - max(p.start, mark.span.start)) for p in content)
        if shared and shared >= 0.5 * min(length, sum(p.end - p.start for p in content)):
            best = max(best, mark.score)
    return best


def words_in(desk: Desk, statement: Statement) -> list[str]:
    """List the words of what somebody says."""
    return [w.text for piece in statement.content for w in words_of(desk.scene.text, piece.start, piece.end)]


def marked_in(desk: Desk, statement: Statement) -> float:
    """Say how sure the reader model is that a statement denies some event."""
    return _marked(desk.annotation.denials, statement.content)


def may_deny(statement: Statement, words: Sequence[str], marked: float) -> bool:
    """Say whether a statement of these words has anything of a denial, by itself or as the reader model sees it."""
    if statement.stance == "denies" or marked >= _MARKED:
        return True
    # a long speech has its negations, and they deny little
    near = set(words if len(words) <= _SHORT else words[:_EARLY])
    untrue = listed_in("coding", "negation", "words") | listed_in("coding", "judgements", "words")
    return statement.stance in _OPEN and bool(near & untrue)


def _form(reply: Reply) -> str:
    """Say how a statement puts what it says: by a deed, a pronoun, a word for charges, a judgement, a negation."""
    words = set(reply.words)
    if reply.named:
        return "deed"
    if is_pronoun(reply.words):
        return "pronoun"
    if words & listed_in("coding", "charges", "nouns"):
        return "charge"
    if words & listed_in("coding", "judgements", "words"):
        return "judged"
    return "negated" if words & listed_in("coding", "negation", "words") else "other"


def is_pronoun(words: Sequence[str]) -> bool:
    """Say whether a pronoun is what is denied: "this", "it as propaganda", but not "that account"."""
    if not words or words[0] not in listed_in("coding", "charges", "pronouns"):
        return False
    return len(words) == 1 or words[1] in listed_in("coding", "charges", "after_pronouns")


def signs_of(desk: Desk, drafts: Sequence[EventDraft], reply: Reply) -> list[tuple[EventDraft, dict[str, float]]]:
    """List the deeds that a statement might deny, with the signs for and against; none where it denies nothing."""
    if not reply.may_deny:
        return []
    claimed = [d for d in drafts if _claimed_by_others(d, reply)]
    order = sorted(claimed, key=lambda d: (_apart(desk, d, reply), -d.at))
    ofside = [d for d in order if reply.side & {actor.id for actor in d.actors}]
    about = about_of(desk, reply)
    own = reply.signs()
    found = []
    for draft in drafts:
        if _in_question(desk, reply, draft):
            signs = own | _told(desk, reply, draft) | _standing(desk, reply, draft, order, ofside, about)
            signs |= _sides(reply, draft)
            signs |= _together(signs)
            found.append((draft, within(reply.form, signs)))
    return found


def _in_question(desk: Desk, reply: Reply, draft: EventDraft) -> bool:
    """Say whether an event is a deed that may be denied; a denial of something else denies none but by its words."""
    if is_spoken(draft) or draft.mark.modality not in DEEDS:
        return False
    # nobody denies what he says himself
    if any(s.speaker in reply.own for s in draft.claimed_by if s is not reply.statement):
        return False
    if reply.linked(draft):
        return True
    if not reply.inside(desk, draft) and any(covers(reply.statement.content, mark.trigger) for mark in draft.marks):
        return False  # only a part in it is denied
    if reply.named:
        return any(draft is one for one in reply.named)
    return reply.form != "other" or _by_word(desk, reply, draft) or any(draft is one for one in reply.before)


def _only_part(desk: Desk, statement: Statement, trigger: Span) -> bool:
    """Say whether a denial is of a part in the deed, not of the deed: "denied any role in the attack"."""
    start = min([piece.start for piece in statement.content if piece.contains(trigger)], default=trigger.start)
    before = [w.text for w in words_of(desk.scene.text, start, trigger.start)][-7:]
    nouns, prepositions = (listed_in("coding", "part", key) for key in ("nouns", "prepositions"))
    return "behind" in before[-4:] or any(
        word in nouns and any(later in prepositions for later in before[at + 1 :]) for at, word in enumerate(before)
    )


def _told(desk: Desk, reply: Reply, draft: EventDraft) -> dict[str, float]:
    """Compare the words of a statement with those that tell a deed."""
    inside = reply.inside(desk, draft)
    return {
        "names": float(bool(inside)),
        "names-alike": float(any(d is not draft and d.mark.type == draft.mark.type for d in reply.named)),
        "no-deed": float(any(mark.modality == "negated" for mark in inside)),
        "names-only": float(bool(inside) and len(inside) == len(draft.marks)),
        "word": float(not inside and _by_word(desk, reply, draft)),
        "often": math.log(len(draft.marks)),
        "title": float(all(desk.in_headline(mark.trigger) for mark in draft.marks)),
        "titled": float(any(desk.in_headline(mark.trigger) for mark in draft.marks)),
        "negated": float(draft.mark.modality == "negated"),
    }


def _standing(
    desk: Desk,
    reply: Reply,
    draft: EventDraft,
    order: list[EventDraft],
    ofside: list[EventDraft],
    about: set[str],
) -> dict[str, float]:
    """Say who tells a deed, and where among those that others claim."""
    apart = _apart(desk, draft, reply)
    rank = next((n for n, one in enumerate(order) if one is draft), None)
    claimers = [s.speaker for s in draft.claimed_by if s is not reply.statement]
    return {
        "claimed": float(rank is not None),
        "side-claim": float(bool(reply.side.intersection(claimers))),
        "outlet": float(draft.by_outlet),
        "about": float(bool(about) and any(about & own_of(desk, s) for s in draft.claimed_by)),
        "first": float(rank == 0),
        "first-of-side": float(bool(ofside) and ofside[0] is draft),
        "row": float(bool(rank) and apart <= _apart(desk, order[0], reply) + 1),
        "far": math.log1p(apart),
        "after": float(draft.at > reply.at),
        "went-on": float(any(draft is one for one in reply.before)),
        "turned-to": float(bool(reply.before) and not any(draft is one for one in reply.before)),
    }


def _sides(reply: Reply, draft: EventDraft) -> dict[str, float]:
    actors, recipients = ({actor.id for actor in side} for side in (draft.actors, draft.recipients))
    known = any(map(is_known, draft.actors))
    mine = bool(reply.side & actors)
    return {
        "actor-side": float(mine),
        "actor-own": float(bool(reply.own & actors)),
        "actor-akin": float(not mine and akin(reply.kin, draft.actors)),
        "actor-unknown": float(not known and not mine),
        "actor-other": float(known and not mine),
        "recipient-side": float(bool(reply.side & recipients)),
    }


def _together(found: dict[str, float]) -> dict[str, float]:
    """Signs that weigh more, or less, together."""
    answers = found["denies"] or found["negation"] or found["judged"]
    ours = found["actor-side"] or found["actor-akin"]
    pairs = {
        "claimed-side": found["claimed"] and ours,
        "claimed-unknown": found["claimed"] and found["actor-unknown"],
        "charged-side": found["charged"] and ours,
        "charged-unknown": found["charged"] and found["actor-unknown"],
        "outlet-side": found["outlet"] and not found["claimed"] and ours,
        "first-side": found["first"] and ours,
        "row-side": found["row"] and ours,
        "answers-word": answers and found["word"],
        "answers-first": answers and found["first"],
        "denies-names": found["denies"] and found["names"],
        "negation-names": found["negation"] and found["names"] and not found["names-only"],
        "several-side": found["several"] and ours,
        "part-names": found["part"] and found["names"],
        "part-side": found["part"] and ours,
    }
    return {name: float(bool(value)) for name, value in pairs.items()}


def went_on(desk: Desk, reply: Reply, linked: Iterable[tuple[Reply, list[EventDraft]]]) -> list[EventDraft]:
    """List what the speaker's side has just denied, if a statement stands right after that."""
    return [
        draft
        for other, drafts in linked
        if other.side & reply.side and desk.scene.sentences_between(other.at, reply.at) <= _ON
        for draft in drafts
    ]


def _claimed_by_others(draft: EventDraft, reply: Reply) -> bool:
    return any(s.speaker not in reply.own and s is not reply.statement for s in draft.claimed_by)


def about_of(desk: Desk, reply: Reply) -> set[str]:
    """Those whom a statement names and who are not of its side: "the lies of the minister"."""
    content = reply.statement.content
    return {m.actor.id for piece in content for m in desk.scene.mentions_in(piece.start, piece.end)} - reply.side


def covers(pieces: Iterable[Span], trigger: Span) -> bool:
    """Say whether a trigger stands within pieces of what is said."""
    return any(piece.contains(trigger) for piece in pieces)


def _by_word(desk: Desk, reply: Reply, draft: EventDraft) -> bool:
    """Say whether a statement has a word by which a deed was told elsewhere, but not one that points back."""
    definite = listed_in("coding", "again", "definite")
    for piece in reply.statement.content:
        words = words_of(desk.scene.text, piece.start, piece.end)
        for before, word in zip([None, *words], words, strict=False):
            if before is None or before.text not in definite:
                span = desk.report.span(word.start, word.end)
                if any(alike_words(desk, span, mark.trigger) for mark in draft.marks):
                    return True
    return False


def _apart(desk: Desk, draft: EventDraft, reply: Reply) -> int:
    """Count the sentences from the nearest words that tell a deed to a statement, its own words aside."""
    outside = [m.trigger.start for m in draft.marks if not covers(reply.statement.content, m.trigger)]
    starts = outside or [mark.trigger.start for mark in draft.marks]
    return min(desk.scene.sentences_between(start, reply.at) for start in starts)
