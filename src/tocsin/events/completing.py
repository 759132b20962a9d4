"""Fills in content that the reader model missed, by the words around the cue; drops what stays empty."""

from __future__ import annotations

import re

from tocsin.events.drafts import Desk, Draft
from tocsin.events.patterns import Word, listed, words_of
from tocsin.events.scene import Interval, Scene

_TRAILING = re.compile(r"[\s,;:.–—-]+\Z")
_MINIMUM = 3
# Verbs whose object is what was said, so that the rest of the sentence may be taken for it.
_THAT = re.compile(r"\bthat\s")


def complete_contents(desk: Desk) -> None:
    """Give drafts without content the rest of their sentence, or leave them out."""
    for draft in list(desk.drafts):
        if draft.content:
            continue
        found = _rest_of_sentence(desk, draft)
        if found is None:
            desk.drop(draft, "events.nothing-said", "A source and cue were marked, but nothing that was said.")
            continue
        draft.content = [found]
        draft.note("the content was taken from the rest of the sentence", 0.6)


def _rest_of_sentence(desk: Desk, draft: Draft) -> Interval | None:
    scene = desk.scene
    start, end = scene.sentence(draft.position)
    after = _after_cue(scene, draft, end)
    taken = [
        piece for other in desk.drafts if other is not draft for piece in (*other.cue, *other.source) if other.content
    ]
    stop = min((piece[0] for piece in taken if piece[0] >= after[0]), default=after[1])
    found = _cut(scene, after[0], min(stop, after[1]))
    if found is None and _relays_before(scene, draft):
        found = _cut(scene, start, min(s for s, _ in (*draft.source, *draft.cue)))
    return found


def _relays_before(scene: Scene, draft: Draft) -> bool:
    """“The bridge was closed, according to Ruiz”: the content comes first, and a comma ends it."""
    begins = min(start for start, _ in (*draft.source, *draft.cue))
    return scene.text[max(0, begins - 3) : begins].rstrip().endswith(",")


def _after_cue(scene: Scene, draft: Draft, end: int) -> Interval:
    """The rest of the sentence; past "told state television that", the words after "that"."""
    begin = max(end_ for _, end_ in (*draft.cue, *draft.source))
    that = _THAT.search(scene.text, begin, end)
    if that and len(words_of(scene.text, begin, that.start())) <= 8 and draft.cue:
        begin = that.start()
    return begin, end


def _cut(scene: Scene, start: int, end: int) -> Interval | None:
    while start < end and not (scene.text[start].isalnum() or scene.text[start] in "‘“'\"«(["):
        start += 1
    trailing = _TRAILING.search(scene.text, start, end)
    end = trailing.start() if trailing else end
    words = words_of(scene.text, start, end)
    return (start, end) if len(words) >= _MINIMUM and not _is_addressee(scene, words) else None


def _is_addressee(scene: Scene, words: list[Word]) -> bool:
    """“issued a warning to both sides”: whom it was said to is not what was said."""
    if words[0].text != "to":
        return words[0].text in listed("clauses", "circumstance")
    return words[1].text in listed("clauses", "determiners") or scene.text[words[1].start].isupper()
