"""Finds the date on which something was said, where the text plainly dates the saying."""

from __future__ import annotations

import re

from tocsin.events.drafts import Draft
from tocsin.events.patterns import read_data, words_of
from tocsin.events.scene import Scene, shared
from tocsin.records import When

_FURTHEST = 60


def when_said(scene: Scene, draft: Draft) -> When | None:
    """The date expression of the cue's clause: next to cue or source, or at the head of the sentence."""
    if not draft.cue:
        return None
    start, end = scene.sentence(draft.cue[0][0])
    anchors = [*draft.cue, *draft.source, *([draft.via_at] if draft.via_at else [])]
    low, high = min(a for a, _ in anchors), max(b for _, b in anchors)
    best: tuple[int, When] | None = None
    for when in scene.whens:
        at = (when.span.start, when.span.end)
        if at[0] < start or at[1] > end or shared([at], [*draft.content, *draft.source]):
            continue
        if scene.quotation_at(at[0]) is not None:
            continue
        gap = _gap(scene, draft, at, (low, high), start)
        if gap is not None and (best is None or gap < best[0]):
            best = (gap, when)
    return best[1] if best else None


def _gap(scene: Scene, draft: Draft, at: tuple[int, int], anchor: tuple[int, int], start: int) -> int | None:
    """How far a date is from what it might date; None where other words come between."""
    text = scene.text
    other_clause = frozenset(read_data("clauses")["other_clause"])
    if at[0] >= anchor[1]:
        between = (anchor[1], at[0])
    elif at[1] <= anchor[0]:
        between = (at[1], anchor[0])
        # "On Monday, Ruiz said": nothing but the date may stand before the source.
        before = words_of(text, start, at[0])
        if len(before) > 3 or any(word.text in other_clause for word in before):
            return None
    else:
        between = at
    gap = between[1] - between[0] if between != at else 0
    if gap > _FURTHEST or shared([between], draft.content):
        return None
    if between != at and re.search(r"[.;:!?]\s", text[between[0] : between[1]]):
        return None
    # The words right before the date decide what it dates: "after Sunday’s attack" is not the saying.
    lead = [word.text for word in words_of(text, max(start, at[0] - 30), at[0])][-3:]
    inner = [word.text for word in words_of(text, *between)] if between != at else []
    other = other_clause & {*inner, *(lead if at[0] >= anchor[0] else lead[-1:])}
    possessive = bool(re.match(r"[’']s?\s+\w", text[at[1] : at[1] + 5]))
    return None if other or possessive else gap
