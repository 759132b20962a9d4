"""Finds the actor behind the words that name a source."""

from __future__ import annotations

import re
from itertools import pairwise

from tocsin.events.drafts import Desk, Draft
from tocsin.events.patterns import listed, words_of
from tocsin.events.scene import Interval, Mention, Scene
from tocsin.events.stance import is_speech_verb, lexicon
from tocsin.records import Actor

_ARTICLE = re.compile(r"(?:the|a|an|his|her|its|their|our|my|this|that|these|those)\s+", re.IGNORECASE)
_AFTER = re.compile(r"[\s,.;:’'”\"»)–—-]*(?:s\b)?\W*\Z")
_RANK = {"person": 0, "group": 1, "organisation": 2, "country": 3}


def assign_speakers(desk: Desk) -> None:
    """Give every draft its speaker and the words that name him; find a source where the model left it out."""
    for draft in desk.drafts:
        if not draft.source and draft.cue:
            found = subject_of(desk.scene, draft.cue[0], draft.cue[-1], draft.content)
            if found is not None:
                draft.source = [found]
                draft.note("the source was taken from the words next to the cue", 0.9)
        set_speaker(desk.scene, draft)
    for number, draft in enumerate(desk.drafts):
        if not draft.source and draft.cue:
            _inherit(desk, number)


def _inherit(desk: Desk, number: int) -> None:
    """“Ruiz issued a warning, urging …”, “… and accused …”: such a cue has the speaker of the cue before it."""
    draft = desk.drafts[number]
    scene = desk.scene
    start = scene.sentence(draft.position)[0]
    first = words_of(scene.text, *draft.cue[0])[:2]
    before = [word.text for word in words_of(scene.text, max(start, draft.position - 30), draft.position)][-2:]
    participle = any(word.text.endswith("ing") and is_speech_verb(word.text) for word in first)
    if not participle and not listed("clauses", "joining") & set(before):
        return
    for other in reversed(desk.drafts[:number]):
        if other.position >= start and other.speaker_at and other.position < draft.position:
            draft.actor, draft.speaker_at = other.actor, other.speaker_at
            draft.note("the cue goes on from the one before it and has its speaker")
            return


def set_speaker(scene: Scene, draft: Draft) -> None:
    """Resolve a draft's source words to an actor."""
    if not draft.source:
        return
    draft.actor, (start, end) = speaker_of(scene, draft.source)
    # A comma that closes the phrase is no part of the name to show.
    while end > start + 1 and (scene.text[end - 1] in ",;:" or scene.text[end - 1].isspace()):
        end -= 1
    draft.speaker_at = (start, end)
    words = scene.text[slice(*draft.speaker_at)]
    name = f"is {draft.actor.name}" if draft.actor else "is nobody who could be resolved"
    draft.note(f"source “{words}” {name}")


def speaker_of(scene: Scene, source: list[Interval]) -> tuple[Actor | None, Interval]:
    """Find the actor that a source phrase names, and the words to show for him.

    The mention that is the phrase wins; else the one at its head, a person before the body he speaks for.
    """
    near = source[-1][1] - source[0][0] <= sum(end - start for start, end in source) + 4
    whole = (source[0][0], source[-1][1])
    mentions = [mention for piece in source for mention in scene.mentions_in(*piece)]
    mention = min(mentions, key=lambda m: _distance(scene, source, m), default=None)
    if mention is None:
        mention = _antecedent(scene, source[0])
    elif _distance(scene, source, mention)[0] >= _NESTED_PERSON:
        mention = None
    if near:
        return (mention.actor if mention else None), whole
    piece = next((p for p in source if mention and p[0] < mention.end and mention.start < p[1]), None)
    return (mention.actor if mention else None), piece or max(source, key=lambda p: p[1] - p[0])


_EXACT, _HEAD, _BODY, _NESTED_PERSON = 0, 1, 2, 3


def _distance(scene: Scene, source: list[Interval], mention: Mention) -> tuple[int, int, int, int, str]:
    """How far a mention is from being the source itself; smaller is nearer."""
    piece = next(p for p in source if p[0] < mention.end and mention.start < p[1])
    level = _level(scene.text, piece, mention)
    overlap = min(piece[1], mention.end) - max(piece[0], mention.start)
    return level, _RANK[mention.actor.kind], mention.start, -overlap, mention.actor.id


def _level(text: str, piece: Interval, mention: Mention) -> int:
    start, end = piece
    article = _ARTICLE.match(text, start, end)
    head = article.end() if article else start
    if mention.start <= head and _AFTER.match(text, min(mention.end, end), end):
        return _EXACT
    # An apposition begins anew: in "the minister of defence, Ana Ruiz" she is the head.
    phrase = words_of(text, max(start, text.rfind(",", start, max(start, mention.start)) + 1), mention.start)
    prepositions = listed("sources", "prepositions")
    nested = any(word.text in prepositions for word in phrase) or _is_possessor(text, mention, end)
    if not nested:
        return _HEAD
    return _NESTED_PERSON if mention.actor.kind == "person" else _BODY


def _is_possessor(text: str, mention: Mention, end: int) -> bool:
    """“Ruiz’s lawyer”: the source is the lawyer."""
    if re.search(r"[’']s?\Z", text[mention.start : mention.end]):
        return mention.end < end
    return bool(re.match(r"[’']s?\s+\w", text[mention.end : end]))


def _antecedent(scene: Scene, piece: Interval) -> Mention | None:
    """“Ruiz, who said …”: the mention right before the relative pronoun."""
    if scene.text[slice(*piece)].lower() not in listed("clauses", "relative"):
        return None
    before = [m for m in scene.mentions_in(max(0, piece[0] - 80), piece[0]) if m.end <= piece[0]]
    for mention in sorted(before, key=lambda m: (-m.end, m.start)):
        if not scene.text[mention.end : piece[0]].strip(" ,–—-(\n"):
            return mention
    return None


def subject_of(scene: Scene, first: Interval, last: Interval, content: list[Interval]) -> Interval | None:
    """Find the mention that is subject of a cue: right before it, or right after it (“… ,” said Ruiz)."""
    start, end = scene.sentence(first[0])
    helping = lexicon().classes["auxiliary"] | lexicon().classes["negation"] | {"who"}
    if _is_passive(scene.text, first, last):
        return None
    before = [m for m in scene.mentions_in(start, first[0]) if m.end <= first[0]]
    for mention in sorted(before, key=lambda m: (-m.end, m.start)):
        between = words_of(scene.text, mention.end, first[0])
        if all(word.text in helping or word.text.endswith("n't") for word in between) and not _inside(mention, content):
            if not re.search(r"[.;:!?“”‘]", scene.text[mention.end : first[0]]):
                return (mention.start, mention.end)
            break
    after = [m for m in scene.mentions_in(last[1], min(end, last[1] + 60)) if m.start >= last[1]]
    for mention in sorted(after, key=lambda m: (m.start, -m.end)):
        between = words_of(scene.text, last[1], mention.start)
        ends_content = any(piece[1] <= first[0] and not scene.words(piece[1], first[0]) for piece in content)
        if ends_content and all(word.text in ("the", "a", "an") for word in between) and not _inside(mention, content):
            return (mention.start, mention.end)
        break
    return None


def _inside(mention: Mention, content: list[Interval]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in content)


def _is_passive(text: str, first: Interval, last: Interval) -> bool:
    words = words_of(text, max(0, first[0] - 14), last[1])
    return any(
        word.text in ("is", "was", "were", "are", "been", "being")
        and after.text.endswith(("ed", "id", "wn", "en", "ld"))
        for word, after in pairwise(words)
        if is_speech_verb(after.text)
    )
