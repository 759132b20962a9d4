"""Puts statements together: who says what, in which form, with which stance, through whom and when."""

from __future__ import annotations

import re

from tocsin.events.completing import complete_contents
from tocsin.events.dating import when_said
from tocsin.events.drafts import Desk, Draft, open_desk
from tocsin.events.options import EventsOptions
from tocsin.events.patterns import words_of
from tocsin.events.quoted import repair_quotations
from tocsin.events.relays import find_relays
from tocsin.events.scene import Interval, Scene, length, merged, shared, without
from tocsin.events.speakers import assign_speakers
from tocsin.events.stance import is_speech_verb, read_stance
from tocsin.records import Annotation, Form, Rejected, Report, Resolution, Statement, content_id

_LEAD = re.compile(r"that\s*[:,]?\s*")


def read_statements(
    report: Report, annotation: Annotation, resolution: Resolution, options: EventsOptions
) -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]:
    """Read who says what in one report, and what was left out on the way, in the order of the text."""
    scene = Scene.of(report, annotation, resolution)
    desk = open_desk(scene, annotation, options.minimum_score)
    assign_speakers(desk)
    repair_quotations(desk, options)
    complete_contents(desk)
    find_relays(desk, options)
    for draft in desk.drafts:
        draft.content = _without_lead(scene, merged(draft.content, scene.text))
    _drop_repeated(desk, options.duplicate_share)
    desk.sort()
    statements = tuple(_statement(desk, draft) for draft in desk.drafts)
    return statements, tuple(desk.rejected)


def _without_lead(scene: Scene, content: list[Interval]) -> list[Interval]:
    """Leave out the “that” or “that:” that only joins a cue to a quotation."""
    kept: list[Interval] = []
    for number, (start, end) in enumerate(content):
        lead = _LEAD.match(scene.text, start, end)
        ahead = lead.end() if lead else start
        follows = content[number + 1][0] if ahead >= end and number + 1 < len(content) else ahead
        if lead and any(q.start == follows for q in scene.quotations):
            if ahead < end:
                kept.append((ahead, end))
        else:
            kept.append((start, end))
    return kept


def _drop_repeated(desk: Desk, share: float) -> None:
    """Of two drafts of one speaker over the same words, keep the one that says more."""
    kept: list[Draft] = []
    for draft in sorted(desk.drafts, key=lambda d: (not d.cue, not d.source, -d.score, d.position)):
        twin = next((k for k in kept if _is_repeated(draft, k, share)), None)
        if twin is None:
            kept.append(draft)
        else:
            desk.drop(draft, "events.repeated", "Another statement of the same speaker has the same words.")


def _is_repeated(draft: Draft, other: Draft, share: float) -> bool:
    if draft.actor is not other.actor or (draft.actor is None and draft.speaker_at != other.speaker_at):
        return False
    return shared(draft.content, other.content) > share * max(length(draft.content), length(other.content))


def _statement(desk: Desk, draft: Draft) -> Statement:
    scene = desk.scene
    content = tuple(scene.span(piece) for piece in draft.content)
    source = scene.span(draft.speaker_at) if draft.speaker_at else None
    form = _form(scene, draft.content)
    cue = _main_piece(scene, draft.cue)
    read = read_stance(
        scene.text,
        [scene.span(piece) for piece in draft.cue],
        content,
        form=form,
        sentence_end=scene.clause_end(draft.cue_end - 1) if draft.cue else 0,
        source=source,
    )
    draft.note(f"stance: {read.why}")
    when = when_said(scene, draft)
    if when is not None:
        draft.note(f"said {when.span.quote}")
    return Statement(
        id=content_id(
            "statement", scene.report.id, source.quote if source else "", draft.cue[:1], draft.content[0], len(content)
        ),
        speaker=draft.actor.id if draft.actor else None,
        speaker_span=source,
        via=draft.via.id if draft.via else None,
        via_span=scene.span(draft.via_at) if draft.via_at else None,
        cue=scene.span(cue) if cue else None,
        content=content,
        form=form,
        stance=read.stance,
        when=when,
        score=round(draft.score, 4),
        why="; ".join(draft.notes),
    )


def _form(scene: Scene, content: list[Interval]) -> Form:
    """Say whether the content stands in quotation marks: wholly, not at all, or in part."""
    quoted = [(q.start, q.end) for piece in content for q in scene.quotations_in(*piece)]
    if not quoted:
        return "indirect"
    bare = [word.text for piece in without(content, quoted) for word in words_of(scene.text, *piece)]
    return "mixed" if any(word != "that" for word in bare) else "direct"


def _main_piece(scene: Scene, cue: list[Interval]) -> Interval | None:
    """The piece of the cue with a verb of saying, or else the longest."""
    for piece in cue:
        if any(is_speech_verb(word.text) for word in words_of(scene.text, *piece)):
            return piece
    return max(cue, key=lambda piece: piece[1] - piece[0], default=None)
