"""Codes the events of one report, from the model's marks to records."""

from __future__ import annotations

import math
from dataclasses import replace

from tocsin.errors import MESSAGES
from tocsin.events.coding.claims import tie_statements
from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.figures import at_their_events, fill_counts, without_parts
from tocsin.events.coding.likeness import points_back
from tocsin.events.coding.merging import merge
from tocsin.events.coding.placing import fill_place, fill_when, inherit
from tocsin.events.coding.refining import codebook_of, contexts_and_own_type
from tocsin.events.coding.roles import fill_parties
from tocsin.events.options import EventsOptions
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Annotation, Event, EventMark, Rejected, Report, Resolution, Statement, content_id
from tocsin.records.codebook import Codebook

# What is asked for stands behind so many words of a demand.
_FIRST = 2


def code_events(
    report: Report,
    annotation: Annotation,
    resolution: Resolution,
    statements: tuple[Statement, ...],
    options: EventsOptions,
) -> tuple[tuple[Event, ...], tuple[Statement, ...], tuple[Rejected, ...]]:
    """Code the events of one report; gives them with the statements, which now say what they are about."""
    desk = Desk.of(report, annotation, resolution, statements)
    unsure = [mark for mark in annotation.events if mark.score < options.event_score]
    rejected = [_rejected(report, m, "events.unsure") for m in unsure]
    sure = [mark for mark in annotation.events if mark.score >= options.event_score]
    drafts = merge(desk, [drafted(desk, mark) for mark in at_their_events(desk, sure)])
    kept = []
    for draft in drafts:
        if _is_empty(draft) and points_back(desk, draft):
            rejected += [_rejected(report, mark, "events.pointing") for mark in draft.marks]
        else:
            kept.append(draft)
    inherit(desk, kept)
    tie_statements(desk, kept)
    codebook = codebook_of(options.codebook)
    events = tuple(_event(desk, draft, codebook) for draft in kept)
    return events, _about(statements, events), tuple(rejected)


def drafted(desk: Desk, mark: EventMark) -> EventDraft:
    """Make a draft of one mark: its parties, place, time and figures in records of the report."""
    draft = EventDraft([replace(mark, modality="demanded") if _is_asked_for(desk, mark) else mark])
    if points_back(desk, draft):
        draft.marks[0] = _without_later(desk, draft.mark)
    fill_parties(desk, draft)
    fill_place(desk, draft)
    fill_when(desk, draft)
    fill_counts(desk, draft)
    return draft


def _without_later(desk: Desk, mark: EventMark) -> EventMark:
    """Take parties of later paragraphs from a noun that points back: whoever did it was told before."""
    at = desk.scene.block_number(mark.trigger.start)
    kept = (
        r for r in mark.roles if r.role not in ("actor", "recipient") or desk.scene.block_number(r.span.start) <= at
    )
    return replace(mark, roles=tuple(kept))


def _is_asked_for(desk: Desk, mark: EventMark) -> bool:
    """Say whether a deed is what somebody asks for, in the first words of a demand: "called for their surrender"."""
    if mark.modality != "happened" or mark.type not in listed_in("coding", "asked", "types"):
        return False
    around = desk.statements_around(mark.trigger)
    if not around or around[0].stance != "demands":
        return False
    starts = [piece.start for piece in around[0].content if piece.contains(mark.trigger)]
    return len(words_of(desk.scene.text, starts[0], mark.trigger.start)) <= _FIRST


def _is_empty(draft: EventDraft) -> bool:
    return not (draft.actor_spans or draft.recipient_spans or draft.counts or draft.place)


def _rejected(report: Report, mark: EventMark, reason: str) -> Rejected:
    message = MESSAGES[reason].format(words=mark.trigger.quote, score=mark.score)
    return Rejected(report.source, "events", reason, message, report.id, (mark.trigger.start, mark.trigger.end))


def _event(desk: Desk, draft: EventDraft, codebook: Codebook) -> Event:
    mark = draft.mark
    evidence = tuple(dict.fromkeys(desk.sentence_of(m.trigger.start) for m in draft.marks))
    mode = mark.mode or next((m.mode for m in draft.marks if m.mode), None)
    contexts, refined = contexts_and_own_type(codebook, draft, mode, evidence)
    return Event(
        id=content_id("event", desk.report.id, mark.type, mark.trigger.start, mark.trigger.quote),
        type=mark.type,
        mode=mode,
        modality=mark.modality,
        actors=tuple(actor.id for actor in draft.actors),
        recipients=tuple(actor.id for actor in draft.recipients),
        place=draft.place.id if draft.place else None,
        when=draft.when,
        counts=tuple(sorted(without_parts(draft.counts), key=lambda c: c.span)),
        claimed_by=tuple(s.id for s in draft.claimed_by),
        denied_by=tuple(s.id for s in draft.denied_by),
        trigger=mark.trigger,
        evidence=evidence,
        confidence=round(1 - math.prod(1 - m.score for m in draft.marks), 3),
        actor_spans=tuple(sorted(draft.actor_spans)),
        recipient_spans=tuple(sorted(draft.recipient_spans)),
        mentions=tuple(sorted(m.trigger for m in draft.marks)),
        by_outlet=draft.by_outlet,
        why="; ".join(draft.notes),
        contexts=contexts,
        refined=refined,
    )


def _about(statements: tuple[Statement, ...], events: tuple[Event, ...]) -> tuple[Statement, ...]:
    """Say of every statement which events it claims, denies or tells."""
    found: list[Statement] = []
    for statement in statements:
        about = tuple(
            event.id
            for event in events
            if statement.id in (*event.claimed_by, *event.denied_by)
            or any(piece.contains(trigger) for trigger in event.mentions for piece in statement.content)
        )
        found.append(replace(statement, about=about) if about else statement)
    return tuple(found)
