"""Finds through whom a statement reached the report: relayed by a person, told to a medium, posted on a platform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tocsin.events.drafts import Desk, Draft
from tocsin.events.options import EventsOptions
from tocsin.events.patterns import Patterns, Word, compile_pattern, read_data, words_of
from tocsin.events.scene import Interval, Scene, length, shared, without
from tocsin.records import Actor

_MEDIA_SECTOR = "JRN"
_PHRASE_STOP = re.compile(
    r"[,.;:!?“”‘«»()\n]|\s[–—-]\s|\s(?:that|who|which|where|when|while|as|after|before|to|on|in|and|but|about|during|from)\b"
)
_ARTICLES = frozenset(["the", "a", "an", "his", "her", "its", "their", "our", "my", "this"])
# A channel stands near its cue: further away it belongs to something else.
_NEAR = 14


@dataclass(frozen=True)
class _Relays:
    channels: Patterns
    cues: Patterns
    quoting: Patterns
    saying: Patterns
    classes: dict[str, frozenset[str]]


@cache
def _relays() -> _Relays:
    data = read_data("relays")
    irregular = data["irregular"]
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    found = _Relays(Patterns(), Patterns(), Patterns(), Patterns(), classes)
    for kind, patterns in data["channel"].items():
        for written in patterns:
            # The place of the medium ends every pattern; it is cut off, for it may be any words.
            found.channels.add(compile_pattern(written.removesuffix(" @"), classes, irregular), kind)
    for written in data["cues"]["relay"]:
        found.cues.add(compile_pattern(written, classes, irregular), "relay")
    for written in data["cues"]["quoting"]:
        found.quoting.add(compile_pattern(written, classes, irregular), "quoting")
    for written in data["cues"]["saying"]:
        found.saying.add(compile_pattern(written, classes, irregular), "saying")
    return found


def find_relays(desk: Desk, options: EventsOptions) -> None:
    """Join a pure relay with what it relays, say of nested statements through whom they came, and find channels."""
    for draft in list(desk.drafts):
        _swap_quoted(desk.scene, draft)
    for outer in list(desk.drafts):
        for inner in list(desk.drafts):
            if (
                outer in desk.drafts
                and inner in desk.drafts
                and outer is not inner
                and _encloses(desk.scene, outer, inner)
            ):
                _relate(desk, outer, inner, options)
    for draft in desk.drafts:
        if draft.via_at is None:
            _find_channel(desk, draft)


def _swap_quoted(scene: Scene, draft: Draft) -> None:
    """“State media quoted the minister as saying …”: the minister speaks, through state media."""
    if not draft.cue or not draft.source:
        return
    start, end = draft.cue[0][0], scene.sentence(draft.cue[0][0])[1]
    words = words_of(scene.text, start, end)
    quoting = _relays().quoting.find(words, 0, 1)
    saying = _relays().saying.find(words, 0, 16)
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


def _trim(scene: Scene, interval: Interval) -> Interval:
    words = words_of(scene.text, *interval)
    return words[0].start, words[-1].end


def _is_relay(scene: Scene, draft: Draft) -> bool:
    words = [word for piece in draft.cue for word in words_of(scene.text, *piece)]
    return any(end >= len(words) for _, end, _, _ in _relays().cues.find(words))


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
    same = outer.actor is not None and outer.actor is inner.actor
    if not same and inner.via_at is None and outer.speaker_at is not None:
        inner.via, inner.via_at = outer.actor, outer.speaker_at
        inner.note(f"relayed by “{scene.text[slice(*outer.speaker_at)]}”")
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


def _find_channel(desk: Desk, draft: Draft) -> None:
    """Look for a medium, a platform or a speaker's voice in the clause of the cue, outside of the content."""
    scene = desk.scene
    for stretch in _clause(scene, draft):
        words = words_of(scene.text, *stretch)
        for _, end, kind, _ in _relays().channels.find(words):
            if end >= len(words) or not _is_near(words, end, draft):
                continue
            found = _channel_at(desk, draft, words[end], kind, stretch[1])
            if found is not None:
                draft.via, draft.via_at = found
                draft.note(f"came through “{scene.text[slice(*draft.via_at)]}”")
                return


def _clause(scene: Scene, draft: Draft) -> list[Interval]:
    if not draft.cue:
        return []
    # After a quotation that ends a sentence, the cue's clause is a sentence of its own for the splitter.
    start, end = scene.sentence(draft.cue[0][0])
    quotations = [(q.start, q.end) for q in scene.quotations_in(start, end)]
    return without([(start, end)], [*draft.content, *quotations])


def _is_near(words: list[Word], at: int, draft: Draft) -> bool:
    word = words[at]
    low, high = draft.cue[0][0], draft.cue_end
    inside = [w for w in words if (high <= w.start < word.start) or (word.end <= w.start < low)]
    return len(inside) <= _NEAR


def _channel_at(desk: Desk, draft: Draft, word: Word, kind: str, stop: int) -> tuple[Actor | None, Interval] | None:
    scene = desk.scene
    phrase = _phrase(scene, word, stop)
    if phrase is None or shared([phrase], [*draft.source]):
        return None
    mentions = [m for m in scene.mentions_in(*phrase) if m.start < phrase[1] and m.end <= stop]
    named = next((m for m in mentions if m.start <= phrase[0] + 4), mentions[0] if mentions else None)
    words = {w.text for w in words_of(scene.text, *phrase)}
    if kind == "relayed":
        # Only where the relay was not itself marked as a statement.
        if any(shared([phrase], d.source) for d in desk.drafts):
            return None
        fits = named is not None and named.actor is not draft.actor
    elif kind == "voice":
        fits = bool(words & _relays().classes["voice"])
    elif kind == "platform":
        fits = bool(words & _relays().classes["platform"])
    else:
        sectors = named.actor.sectors if named else ()
        person = named is not None and named.actor.kind == "person"
        fits = not person and (_MEDIA_SECTOR in sectors or _is_medium(words))
    if not fits:
        return None
    same = named is not None and named.actor is draft.actor
    return (named.actor if named and not same else None), phrase


def _is_medium(words: set[str]) -> bool:
    return bool(words & _relays().classes["medium"]) and not words & _relays().classes["no_medium"]


def _phrase(scene: Scene, word: Word, stop: int) -> Interval | None:
    """The words at the place of the medium: a mention that begins there, or up to the next comma or clause."""
    start = word.start
    ahead = words_of(scene.text, start, min(stop, start + 24))
    head = ahead[1].start if len(ahead) > 1 and ahead[0].text in _ARTICLES else start
    for mention in scene.mentions_in(start, head + 1):
        if mention.start in (start, head) and mention.end <= stop:
            return start if mention.start == start else head, mention.end
    end = min(stop, start + 60)
    found = _PHRASE_STOP.search(scene.text, start, end)
    end = found.start() if found else end
    words = words_of(scene.text, start, end)[:6]
    return (start, words[-1].end) if words else None
