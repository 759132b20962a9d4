"""Finds which events a denial is about that names no deed itself: "rejected the accusations", "denied this"."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.likeness import alike_words, is_known
from tocsin.events.coding.roles import is_spoken
from tocsin.events.coding.sides import own_of, side_of
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Span, Statement

# Distances in sentences, chosen on the reports of evals/readings. So far before a denial may the claim stand that it is
# about; what follows a denial counts as farther by half of that.
_REACH = 14
# The same for "this" and "the claim", where nothing is said of the speaker himself.
_JUST_BEFORE = 4
# An answer to one charge answers the deeds that are told in a row with it.
_ROW = 2
# A statement that begins with a negation among so many words says that something did not happen.
_OPENING = 4
_REAL = ("happened", "ongoing", "negated")


def answered(desk: Desk, drafts: list[EventDraft], statement: Statement) -> list[EventDraft]:
    """List the events that a denial is about, as what others say; none where it is of something else.

    A denial may name a deed by a word with which it was told ("having used mortars"), those whose words it denies
    ("the lies of the minister"), or a charge. A charge is answered by the deeds that others claim, of the speaker's
    side or of nobody known, the nearest first; then by the deed for which that side is blamed. One charge is the
    nearest with the deeds told in a row with it, several are all that is said of the side. Demands, threats and other
    acts of speech are no deeds that are denied.
    """
    words = _words(desk, statement)
    negates = bool(set(words[:_OPENING]) & listed_in("coding", "negation", "words"))
    if statement.stance != "denies" and not negates:
        return []
    deeds = [d for d in drafts if not is_spoken(d) and d.mark.modality in _REAL]
    if statement.stance != "denies" or not _is_of_charge(words):
        return _by_word(desk, deeds, statement)
    side = side_of(desk, statement)
    told = [
        (_from(desk, draft, statement), draft)
        for draft in deeds
        if any(s.speaker != statement.speaker for s in draft.claimed_by)
    ]
    near = [c for c in told if c[0] <= _REACH]
    named = {m.actor.id for piece in statement.content for m in desk.scene.mentions_in(piece.start, piece.end)} - side
    of_named = [c for c in near if any(named & own_of(desk, s) for s in c[1].claimed_by)]
    of_side = [c for c in near if side & {actor.id for actor in c[1].actors}]
    several = bool(set(words) & listed_in("coding", "charges", "plurals"))
    row = 0 if _is_pronoun(words) else _REACH + _REACH if several else _ROW
    for found in ([c for c in of_named if c in of_side], of_named):
        if found:
            return _nearest(found, row)
    just_before = [
        c
        for c in told
        if c[0] <= _JUST_BEFORE and (c in of_side or not any(map(is_known, c[1].actors)) or _is_pronoun(words))
    ]
    if several and of_side:
        return _nearest([*of_side, *(c for c in just_before if c not in of_side)], row)
    blamed = [] if of_side else _blamed(desk, drafts, statement, side)
    return (
        blamed
        or _nearest(just_before, row)
        or _nearest(of_side, row)
        or _nearest([c for c in told if c[0] <= _JUST_BEFORE], row)
    )


def _nearest(found: list[tuple[int, EventDraft]], row: int) -> list[EventDraft]:
    """Take the nearest with the deeds told so many sentences off in a row with it."""
    nearest = min((apart for apart, _ in found), default=0)
    return [draft for apart, draft in found if apart <= nearest + row]


def _by_word(desk: Desk, deeds: list[EventDraft], statement: Statement) -> list[EventDraft]:
    """Find the nearest deed that was told by a word of the denial: "denied having used any", "no stone was thrown"."""
    if any(_names(statement, draft) for draft in deeds):
        return []
    said = [span for piece in statement.content for span in _bare(desk, piece)]
    found = [
        (_from(desk, draft, statement), draft)
        for draft in deeds
        if any(s.speaker != statement.speaker for s in draft.claimed_by)
        and any(alike_words(desk, span, mark.trigger) for span in said for mark in draft.marks)
    ]
    return _nearest([c for c in found if c[0] <= _REACH], row=0)[:1]


def _bare(desk: Desk, piece: Span) -> list[Span]:
    """The words of a denial that may be what is denied, not those it takes for granted: "hurt in the attack"."""
    words = words_of(desk.scene.text, piece.start, piece.end)
    definite = listed_in("coding", "again", "definite")
    return [
        desk.report.span(word.start, word.end)
        for before, word in zip([None, *words], words, strict=False)
        if before is None or before.text not in definite
    ]


def _is_pronoun(words: list[str]) -> bool:
    """Say whether a pronoun is what is denied: "this", "it as propaganda", but not "that account"."""
    if not words or words[0] not in listed_in("coding", "charges", "pronouns"):
        return False
    return len(words) == 1 or words[1] in listed_in("coding", "charges", "after_pronouns")


def _is_of_charge(words: list[str]) -> bool:
    """Say whether what is denied is what somebody said, or a part in it."""
    if set(words) & (listed_in("coding", "charges", "nouns") | listed_in("coding", "part", "nouns")):
        return True
    # "denied that she would step down" has a pronoun and a "that", but they stand for nothing said before
    pronouns = listed_in("coding", "charges", "pronouns")
    return _is_pronoun(words) or (bool(words) and words[-1] in pronouns)


def _blamed(desk: Desk, drafts: list[EventDraft], statement: Statement, side: set[str]) -> list[EventDraft]:
    """Find the deed for which the speaker's side is blamed in no more words: "the army blamed the rebels"."""
    at = statement.content[0].start
    blame = [
        start
        for draft in drafts
        if draft.mark.type == "ACCUSE" and side & {actor.id for actor in draft.recipients}
        for start in _body_starts(desk, draft)
        # "the accusations" may tell again what was told far above
        if start < at and (_names(statement, draft) or desk.scene.sentences_between(start, at) <= _REACH)
    ]
    if not blame:
        return []
    before = [
        draft
        for draft in drafts
        if draft.mark.type in listed_in("coding", "blamed", "types")
        and draft.mark.modality in _REAL
        and (side & {actor.id for actor in draft.actors} or not any(map(is_known, draft.actors)))
        and any(start < max(blame) for start in _body_starts(desk, draft))
    ]
    # The deed that the report is about is told most often.
    return [max(before, key=lambda d: (len(d.marks), -d.at))] if before else []


def _names(statement: Statement, draft: EventDraft) -> bool:
    """Say whether what is denied holds words that tell an event."""
    return any(piece.contains(mark.trigger) for mark in draft.marks for piece in statement.content)


def _body_starts(desk: Desk, draft: EventDraft) -> list[int]:
    return [mark.trigger.start for mark in draft.marks if not desk.in_headline(mark.trigger)]


def _from(desk: Desk, draft: EventDraft, statement: Statement) -> int:
    """Count the sentences from the nearest words that tell an event to a denial."""
    at = statement.content[0].start
    starts = (mark.trigger.start for mark in draft.marks)
    return min(desk.scene.sentences_between(start, at) + (_REACH // 2 if start > at else 0) for start in starts)


def _words(desk: Desk, statement: Statement) -> list[str]:
    return [w.text for piece in statement.content for w in words_of(desk.scene.text, piece.start, piece.end)]
