"""Finds the date on which something was said, where the text plainly dates the saying."""

from __future__ import annotations

import re

from tocsin.events.drafts import Draft
from tocsin.events.patterns import listed, words_of
from tocsin.events.scene import Interval, Scene, shared
from tocsin.records import When

# Characters between a date and the cue or source that it may still date.
_FURTHEST = 60
_LEAD_WORDS = 3


def when_said(scene: Scene, draft: Draft) -> When | None:
    """The date expression of the cue's clause: next to cue or source, or at the head of the sentence."""
    if not draft.cue:
        return None
    start, end = scene.sentence(draft.cue[0][0])
    best: tuple[int, When] | None = None
    for when in scene.whens:
        at = (when.span.start, when.span.end)
        if at[0] < start or at[1] > end or shared([at], [*draft.content, *draft.source]):
            continue
        gap = _gap(scene, draft, at, start)
        if gap is not None and (best is None or gap < best[0]):
            best = (gap, when)
    return best[1] if best else None


def _gap(scene: Scene, draft: Draft, at: Interval, start: int) -> int | None:
    """How far a date is from the words that it might date; None where other words come between."""
    text = scene.text
    anchors = [*draft.cue, *draft.source, *([draft.via_at] if draft.via_at else [])]
    behind = max((b for _, b in anchors if b <= at[0]), default=None)
    if behind is not None:
        between = (behind, at[0])
    else:
        between = (at[1], min((a for a, _ in anchors if a >= at[1]), default=at[1]))
        # "On Monday, Ruiz said": little but the date may stand before the source.
        if scene.words(start, at[0]) > _LEAD_WORDS:
            return None
    gap = between[1] - between[0]
    if gap > _FURTHEST or shared([between], draft.content) or scene.quotation_at(at[0]) is not None:
        return None
    if re.search(r"[.;:!?]\s|[‘“]", text[between[0] : between[1]]) or re.match(r"[’']s?\s+\w", text[at[1] : at[1] + 5]):
        return None
    # "after Sunday’s attack", "who was elected in May": such words tie the date to something else.
    words = [*words_of(text, *between), *words_of(text, max(start, at[0] - 12), at[0])[-1:]]
    other_clause = listed("clauses", "other_clause")
    return None if any(word.text in other_clause for word in words) else gap
