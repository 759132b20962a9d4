"""Finds through whom a statement was relayed: by another source, by a medium that quotes it, or through a channel."""

from __future__ import annotations

from tocsin.events.channels import clause_of, find_channel, is_media, phrase_at, relay_lexicon
from tocsin.events.drafts import Desk, Draft
from tocsin.events.options import EventsOptions
from tocsin.events.patterns import listed, words_of
from tocsin.events.scene import Interval, Scene, length, shared, without
from tocsin.events.speakers import subject_of
from tocsin.events.stance import cue_stance, is_speech_verb, lexicon

# Longer sentences are not looked through for a relay beside its content.
_SENTENCE = 400


def find_relays(desk: Desk, options: EventsOptions) -> None:
    """Join a pure relay with what it relays, say of nested statements through whom they came, and find channels."""
    for draft in list(desk.drafts):
        _swap_quoted(desk.scene, draft)
        _promote(desk, draft)
    for outer in list(desk.drafts):
        for inner in list(desk.drafts):
            if outer is inner or not _is_close(outer, inner) or not _encloses(desk.scene, outer, inner):
                continue
            if outer in desk.drafts and inner in desk.drafts:
                _relate(desk, outer, inner, options)
    for draft in desk.drafts:
        for find in (_second_cue, _cited, find_channel):
            if draft.via_at is None:
                find(desk, draft)


def _swap_quoted(scene: Scene, draft: Draft) -> None:
    """“State media quoted the minister as saying …”: the minister speaks, through state media."""
    if not draft.cue or not draft.source:
        return
    start, end = draft.cue[0][0], scene.sentence(draft.cue[0][0])[1]
    words = words_of(scene.text, start, end)
    quoting = relay_lexicon().quoting.find(words, 0, 1)
    saying = relay_lexicon().saying.find(words, 0, 16)
    if not quoting or not saying or draft.source[0][0] >= start:
        return
    between = (words[quoting[0][1] - 1].end, words[saying[0][0]].start)
    mentions = [m for m in scene.mentions_in(*between) if between[0] <= m.start and m.end <= between[1]]
    if not scene.words(*between) or words[quoting[0][1]].text == "by":
        return
    draft.via, draft.via_at = draft.actor, draft.speaker_at
    draft.source = [_trim(scene, between)]
    named = min(mentions, key=lambda m: (m.actor.kind != "person", m.start, -m.end), default=None)
    draft.actor, draft.speaker_at = (named.actor if named else None), draft.source[0]
    last = words[saying[0][1] - 1].end
    # Whatever the reader took for content up to "as saying" belongs to source and cue.
    rest = without(draft.content, [(start, last)])
    draft.content = rest if length(rest) else draft.content
    draft.note("the source only quotes somebody, who is the speaker")


def _promote(desk: Desk, draft: Draft) -> None:
    """“According to P, S was adamant that …” marked as one attribution: S is the speaker, through P."""
    scene = desk.scene
    if not draft.content or not draft.source or not _is_relay(scene, draft):
        return
    start, end = draft.content[0]
    subject = next((m for m in scene.mentions_in(start, end) if m.start - start <= 5 and m.end < end), None)
    if subject is None or desk.in_stretch(start, end) or subject.actor is draft.actor:
        return
    words = words_of(scene.text, subject.end, min(end, subject.end + 80))
    joint = next((at for at, word in enumerate(words[:8]) if word.text == "that"), None)
    quotation = next((q.start for q in scene.quotations_in(subject.end, end)), end)
    if joint is None and scene.text[subject.end : quotation].rstrip().endswith((":", ",")):
        joint = next((at for at, word in enumerate(words) if word.start >= quotation), None)
    if not joint or not any(is_speech_verb(word.text) or word.text == "adamant" for word in words[:joint]):
        return
    draft.via, draft.via_at = draft.actor, draft.speaker_at
    draft.actor, draft.speaker_at = subject.actor, (subject.start, subject.end)
    draft.source = [(subject.start, subject.end)]
    draft.cue = [(words[0].start, words[joint - 1].end)]
    begin = min(quotation, words[joint].start)
    draft.content = without(draft.content, [(start, begin)])
    draft.note("the source only passes on what the subject of the content says")


def _trim(scene: Scene, interval: Interval) -> Interval:
    words = words_of(scene.text, *interval)
    return words[0].start, words[-1].end


def _is_relay(scene: Scene, draft: Draft) -> bool:
    words = [word for piece in draft.cue for word in words_of(scene.text, *piece)]
    return any(end >= len(words) for _, end, _, _ in relay_lexicon().cues.find(words))


def _is_close(outer: Draft, inner: Draft) -> bool:
    """A quick first look: nothing is relayed from further away than the content reaches, but for one sentence."""
    if not outer.content:
        return False
    low = min(outer.content[0][0], outer.position) - _SENTENCE
    high = max(outer.content[-1][1], outer.cue_end) + _SENTENCE
    return low <= inner.position <= high


def _encloses(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Say whether the inner statement is something that the outer one passes on."""
    anchor = [*inner.cue, *inner.source]
    if not anchor or not outer.content or shared(anchor, [*outer.cue, *outer.source]):
        return False
    if shared(inner.cue or inner.source, outer.content):
        return True
    # "According to P, S was adamant that ‘…’", where both were given the quotation as content.
    beside = scene.sentence(outer.position) == scene.sentence(inner.position) and _is_relay(scene, outer)
    return beside and not _is_relay(scene, inner) and shared(inner.content, outer.content) * 2 > length(outer.content)


def _relate(desk: Desk, outer: Draft, inner: Draft, options: EventsOptions) -> None:
    scene = desk.scene
    if (
        inner.actor is None
        and inner.source
        and scene.text[slice(*inner.source[0])].lower() in listed("clauses", "speaking")
    ):
        inner.actor = outer.actor
        inner.note("the first person is whoever speaks around it")
    if _passes_on(scene, outer, inner):
        inner.via, inner.via_at = outer.actor, outer.speaker_at
        inner.note("relayed by the source of the statement around it")
    if not _is_relay(scene, outer):
        return
    rest = without(outer.content, [*inner.source, *inner.cue, *inner.content])
    own = sum(scene.words(*piece) for piece in rest)
    if own > options.relay_words and own > 0.25 * sum(scene.words(*piece) for piece in outer.content):
        return
    for quotation in scene.quotations:
        whole = (quotation.start, quotation.end)
        if shared(outer.content, [whole]) and not shared(inner.content, [whole]) and not shared(inner.cue, [whole]):
            inner.add(whole, scene.text)
    desk.drop(outer, "events.pure-relay", "It only passes on another statement, which names it as `via`.")


def _passes_on(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Say whether the outer source hands on what somebody else says, rather than rejecting or asking for it."""
    if inner.via_at is not None or outer.speaker_at is None or not inner.source:
        return False
    if outer.actor is not None and outer.actor is inner.actor:
        return False
    if scene.text[slice(*inner.source[0])].lower() in listed("clauses", "speaking"):
        return False
    cue = [scene.span(piece) for piece in outer.cue]
    return not cue or cue_stance(scene.text, cue, scene.sentence(outer.position)[1]) == "asserts"


def _second_cue(desk: Desk, draft: Draft) -> None:
    """“The chancellor, her spokesman said, has full confidence …”: the second cue is a relay."""
    for piece in draft.cue if len(draft.cue) > 1 else ():
        entries = [lexicon().verbs.get(word.text) for word in words_of(desk.scene.text, *piece)]
        spoken = [entry for entry in entries if entry is not None and entry[0] == "asserts"]
        subject = subject_of(desk.scene, piece, piece, draft.content) if spoken else None
        if subject is None or shared([subject], [*draft.source, *draft.content]):
            continue
        mention = next(m for m in desk.scene.mentions_in(*subject) if (m.start, m.end) == subject)
        if mention.actor is not draft.actor:
            draft.via, draft.via_at = mention.actor, subject
            draft.note("the second cue has another subject, who passes it on")
            return


def _cited(desk: Desk, draft: Draft) -> None:
    """“Radio Lac reported, citing a hospital”: the hospital is the speaker, through the medium."""
    scene = desk.scene
    if draft.speaker_at is None or not is_media(scene, draft):
        return
    for stretch in clause_of(scene, draft):
        words = words_of(scene.text, *stretch)
        for number, word in enumerate(words[:-1]):
            if word.text not in relay_lexicon().citing or word.start < draft.cue_end:
                continue
            phrase = phrase_at(scene, words[number + 1], stretch[1])
            if phrase is None:
                continue
            mentions = [m for m in scene.mentions_in(*phrase) if m.end <= stretch[1]]
            draft.via, draft.via_at = draft.actor, draft.speaker_at
            draft.actor, draft.speaker_at = (mentions[0].actor if mentions else None), phrase
            draft.source = [phrase]
            draft.note("the medium cites somebody, who is the speaker")
            return
