"""Finds which events each statement denies: charges by whose they are, all else by fitted weights (`answering`)."""

from __future__ import annotations

from tocsin.events.coding.answering import (
    DEEDS,
    Reply,
    about_of,
    covers,
    is_pronoun,
    marked_in,
    may_deny,
    signs_of,
    went_on,
    words_in,
)
from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.likeness import is_known
from tocsin.events.coding.roles import is_spoken
from tocsin.events.coding.sides import own_of
from tocsin.events.coding.weighing import best_of
from tocsin.events.patterns import listed_in
from tocsin.records import Statement

WEIGHTS = "answering"
# Distances in sentences, chosen on the reports of evals/readings. So far before a denial may the claim stand that it is
# about; what follows a denial counts as farther by half of that.
_REACH = 14
# The same for "this" and "the claim", where nothing is said of the speaker himself.
_JUST_BEFORE = 4
# From this score on a link of the reader model is a denial by itself.
_SURE = 0.6
# An answer to one charge answers the deeds that are told in a row with it.
_ROW = 2


def denied(desk: Desk, drafts: list[EventDraft]) -> list[tuple[Statement, list[EventDraft]]]:
    """List the events that every statement denies, in the order of the text; what was denied before tells of it."""
    linked: list[tuple[Reply, list[EventDraft]]] = []
    for statement in sorted(desk.statements, key=lambda s: (s.content[0].start, s.id)):
        # most statements have nothing of a denial, and the rest is not looked up for them
        if not may_deny(statement, words_in(desk, statement), marked_in(desk, statement)):
            continue
        reply = Reply.of(desk, drafts, statement)
        reply.before = went_on(desk, reply, linked)
        linked.append((reply, _denied_by(desk, drafts, reply)))
    return [(reply.statement, found) for reply, found in linked if found]


def _denied_by(desk: Desk, drafts: list[EventDraft], reply: Reply) -> list[EventDraft]:
    """List the events that a statement denies; where nothing else speaks for any, those that the model links to it."""
    charge = answers_charge(reply)
    if charge and (answered := _answered(desk, drafts, reply)):
        return answered
    near = signs_of(desk, drafts, reply)
    which = [] if charge else best_of(WEIGHTS, [signs for _, signs in near])
    return [near[number][0] for number in which] or [draft for draft, _ in near if reply.linked(draft) >= _SURE]


def answers_charge(reply: Reply) -> bool:
    """Say whether a statement denies what somebody said, or a part in it, and names no deed."""
    if reply.statement.stance != "denies" or reply.named:
        return False
    words, pronouns = reply.words, listed_in("coding", "charges", "pronouns")
    if set(words) & (listed_in("coding", "charges", "nouns") | listed_in("coding", "part", "nouns")):
        return True
    # "denied that she would step down" has a pronoun and a "that", but they stand for nothing said before
    return is_pronoun(words) or (bool(words) and words[-1] in pronouns)


def _answered(desk: Desk, drafts: list[EventDraft], reply: Reply) -> list[EventDraft]:
    """List the deeds that somebody denies who rejects what others say: "the accusations", "this".

    A charge is answered by the deeds of the speaker's side, or of nobody known, that others claim, the nearest first;
    those whose words are denied ("the lies of the minister") come before all others; then the deed for which that side
    is blamed. One charge is the nearest with the deeds told in a row with it, several are all that is said of the side.
    """
    statement, words, side = reply.statement, reply.words, reply.side
    deeds = [d for d in drafts if not is_spoken(d) and d.mark.modality in DEEDS]
    told = [
        (_from(desk, draft, statement), draft)
        for draft in deeds
        if any(s.speaker != statement.speaker for s in draft.claimed_by)
    ]
    near = [c for c in told if c[0] <= _REACH]
    named = about_of(desk, reply)
    of_named = [c for c in near if any(named & own_of(desk, s) for s in c[1].claimed_by)]
    of_side = [c for c in near if side & {actor.id for actor in c[1].actors}]
    several = bool(set(words) & listed_in("coding", "charges", "plurals"))
    row = 0 if is_pronoun(words) else _REACH + _REACH if several else _ROW
    for found in ([c for c in of_named if c in of_side], of_named):
        if found:
            return _nearest(found, row)
    just_before = [
        c
        for c in told
        if c[0] <= _JUST_BEFORE and (c in of_side or not any(map(is_known, c[1].actors)) or is_pronoun(words))
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


def _blamed(desk: Desk, drafts: list[EventDraft], statement: Statement, side: set[str]) -> list[EventDraft]:
    """Find the deed for which the speaker's side is blamed in no more words: "the army blamed the rebels"."""
    at = statement.content[0].start
    blame = [
        start
        for draft in drafts
        if draft.mark.type == "ACCUSE" and side & {actor.id for actor in draft.recipients}
        for start in _body_starts(desk, draft)
        # "the accusations" may tell again what was told far above
        if start < at
        and (
            any(covers(statement.content, mark.trigger) for mark in draft.marks)
            or desk.scene.sentences_between(start, at) <= _REACH
        )
    ]
    if not blame:
        return []
    before = [
        draft
        for draft in drafts
        if draft.mark.type in listed_in("coding", "blamed", "types")
        and draft.mark.modality in DEEDS
        and (side & {actor.id for actor in draft.actors} or not any(map(is_known, draft.actors)))
        and any(start < max(blame) for start in _body_starts(desk, draft))
    ]
    # The deed that the report is about is told most often.
    return [max(before, key=lambda d: (len(d.marks), -d.at))] if before else []


def _body_starts(desk: Desk, draft: EventDraft) -> list[int]:
    return [mark.trigger.start for mark in draft.marks if not desk.in_headline(mark.trigger)]


def _from(desk: Desk, draft: EventDraft, statement: Statement) -> int:
    """Count the sentences from the nearest words that tell an event to a denial."""
    at = statement.content[0].start
    starts = (mark.trigger.start for mark in draft.marks)
    return min(desk.scene.sentences_between(start, at) + (_REACH // 2 if start > at else 0) for start in starts)
