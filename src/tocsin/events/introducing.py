"""Finds who introduces a quotation by plain words where the reader model marked nothing: "She said:"."""

from __future__ import annotations

import re

from tocsin.events.drafts import Desk, Draft
from tocsin.events.patterns import Word, words_of
from tocsin.events.scene import Interval, Mention
from tocsin.events.speakers import set_speaker, subject_of
from tocsin.events.stance import is_speech_verb, lexicon

_JOIN = re.compile(r"[:,–—-]\s*\Z|\bthat\s*\Z")
# Words between a name and a colon that need no verb: "Ruiz, again:", "The minister further:".
_BARE_WORDS = 3
_MADE_SCORE = 0.5


def draft_from_words(desk: Desk, before: Interval, after: Interval | None = None) -> Draft | None:
    """Make an attribution from the words before a quotation that it introduces, or from those right after it."""
    draft = _from_after(desk, after) if after is not None else None
    if draft is None and _JOIN.search(desk.scene.text[before[0] : before[1]]):
        draft = _from_before(desk, before)
    if draft is None and after is not None:
        draft = _with_lead(desk, before)
    if draft is None:
        return None
    set_speaker(desk.scene, draft)
    _borrow_pronoun(desk, draft)
    draft.note("the reader model marked nothing here: source and cue were found by their words")
    return draft


def _from_before(desk: Desk, stretch: Interval) -> Draft | None:
    scene = desk.scene
    words = words_of(scene.text, *stretch)
    mentions = [m for m in scene.mentions_in(*stretch) if stretch[0] <= m.start and m.end <= stretch[1]]
    for word in reversed(words):
        if not is_speech_verb(word.text) or any(m.start <= word.start < m.end for m in mentions):
            continue
        cue = (word.start, word.end)
        subject = subject_of(scene, cue, cue, []) or _pronoun(words, word) or _first_of(mentions, word.start)
        if subject is not None:
            return Draft([subject], [cue], [], _MADE_SCORE)
    if not scene.text[stretch[0] : stretch[1]].rstrip().endswith(":"):
        return None
    for mention in sorted(mentions, key=lambda m: (-m.end, m.start)):
        if scene.words(mention.end, stretch[1]) <= _BARE_WORDS:
            return Draft([(mention.start, mention.end)], [], [], _MADE_SCORE)
    return None


def _with_lead(desk: Desk, stretch: Interval) -> Draft | None:
    """“Ruiz vowed to be back ‘with a bigger board’”, “Envoy: Lomé ‘a partner’”: words lead to the quotation."""
    scene = desk.scene
    for mention in scene.mentions_in(*stretch):
        heading = mention.start == stretch[0] and scene.text[mention.end : mention.end + 1] == ":"
        if heading and mention.end + 1 < stretch[1]:
            return Draft([(mention.start, mention.end)], [], [(mention.end + 2, stretch[1])], _MADE_SCORE)
    deeds = lexicon().reading["deeds"]
    for word in words_of(scene.text, *stretch):
        verb = lexicon().verbs.get(word.text)
        subject = subject_of(scene, (word.start, word.end), (word.start, word.end), []) if verb else None
        if verb is None or verb[1] in deeds or subject is None or subject[1] > word.start:
            continue
        return Draft([subject], [(word.start, word.end)], [(word.end + 1, stretch[1])], _MADE_SCORE)
    return None


def _from_after(desk: Desk, stretch: Interval) -> Draft | None:
    """“…,” said Ruiz. Or: “…,” the minister later said."""
    scene = desk.scene
    words = words_of(scene.text, *stretch)[:8]
    if not words or scene.text[stretch[0] : words[0].start].strip(" ,–—-"):
        return None
    mentions = [m for m in scene.mentions_in(stretch[0], words[-1].end) if m.start >= stretch[0]]
    for number, word in enumerate(words):
        if not is_speech_verb(word.text) or any(m.start <= word.start < m.end for m in mentions):
            continue
        cue = (word.start, word.end)
        ahead = next((m for m in mentions if m.start >= word.end and scene.words(word.end, m.start) <= 1), None)
        behind = next((m for m in mentions if m.end <= word.start), None)
        if number == 0 and ahead is not None:
            return Draft([(ahead.start, ahead.end)], [cue], [], _MADE_SCORE)
        if behind is not None and scene.words(stretch[0], behind.start) <= 1:
            return Draft([(behind.start, behind.end)], [cue], [], _MADE_SCORE)
        pronoun = _pronoun(words, word)
        return Draft([pronoun], [cue], [], _MADE_SCORE) if pronoun and number <= 2 else None
    return None


def _pronoun(words: list[Word], verb: Word) -> Interval | None:
    pronouns = lexicon().classes["pronoun"]
    helping = lexicon().classes["auxiliary"]
    at = next(i for i, word in enumerate(words) if word.start == verb.start) - 1
    while at >= 0 and words[at].text in helping:
        at -= 1
    return (words[at].start, words[at].end) if at >= 0 and words[at].text in pronouns else None


def _first_of(mentions: list[Mention], limit: int) -> Interval | None:
    """The first person of the sentence, or else the first actor: subjects come early."""
    before = [m for m in mentions if m.end <= limit]
    person = next((m for m in before if m.actor.kind == "person"), None)
    first = person or (before[0] if before else None)
    return (first.start, first.end) if first else None


def _borrow_pronoun(desk: Desk, draft: Draft) -> None:
    """A pronoun that the resolver left open stands for whoever spoke last."""
    if draft.actor is not None or not draft.source:
        return
    if desk.scene.text[slice(*draft.source[0])].lower() not in lexicon().classes["pronoun"]:
        return
    earlier = [d for d in desk.drafts if d.actor is not None and d.position < draft.position]
    if earlier:
        last = max(earlier, key=lambda d: d.position)
        draft.actor = last.actor
        draft.note(f"the pronoun was taken for the last speaker, {last.actor.name if last.actor else ''}", 0.7)
