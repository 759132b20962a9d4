"""Finds the channel of a statement: a medium it was told to, a platform it was posted on, a voice that gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tocsin.events.drafts import Desk, Draft
from tocsin.events.patterns import Patterns, Word, compile_pattern, listed, read_data, words_of
from tocsin.events.scene import Interval, Scene, shared, without
from tocsin.records import Actor

_MEDIA_SECTOR = "JRN"
_PHRASE_STOP = re.compile(
    r"[,.;:!?“”‘«»()\n]|\s[–—-]\s|\s(?:that|who|which|where|when|while|as|after|before|to|on|in|and|but|about|during|from|whether|if|how|why)\b"
)
# A channel stands near its cue: further away it belongs to something else.
_NEAR = 14


@dataclass(frozen=True)
class RelayLexicon:
    """The patterns and word lists of `data/relays.toml`."""

    channels: Patterns
    cues: Patterns
    quoting: Patterns
    saying: Patterns
    citing: frozenset[str]
    classes: dict[str, frozenset[str]]


@cache
def relay_lexicon() -> RelayLexicon:
    """Compile the relay lexicon, once."""
    data = read_data("relays")
    irregular = data["irregular"]
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    found = RelayLexicon(Patterns(), Patterns(), Patterns(), Patterns(), frozenset(data["cues"]["citing"]), classes)
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


def find_channel(desk: Desk, draft: Draft) -> None:
    """Look for a medium, a platform or a speaker's voice in the clause of the cue, outside of the content."""
    for stretch in clause_of(desk.scene, draft):
        words = words_of(desk.scene.text, *stretch)
        for begin, end, kind, _ in relay_lexicon().channels.find(words):
            if end >= len(words) or not _belongs(desk, draft, (words[begin].start, words[end].start)):
                continue
            found = _channel_at(desk, draft, words[end], kind, stretch[1])
            if found is not None:
                draft.via, draft.via_at = found
                draft.note(f"came through “{desk.scene.text[slice(*draft.via_at)]}”")
                return


def clause_of(scene: Scene, draft: Draft) -> list[Interval]:
    """The sentence of the cue without its content and without quotations."""
    if not draft.cue:
        return []
    start, end = scene.sentence(draft.cue[0][0])
    quotations = [(q.start, q.end) for q in scene.quotations_in(start, end)]
    return without([(start, end)], [*draft.content, *quotations])


def _belongs(desk: Desk, draft: Draft, channel: Interval) -> bool:
    """Say whether the channel stands near this cue, with no other cue or clause in between."""
    low, high = draft.cue[0][0], draft.cue_end
    between = (high, channel[0]) if channel[0] >= high else (channel[1], low)
    if between[0] >= between[1]:
        return True
    cuts = [*draft.content, *draft.source]
    words = [w for piece in without([between], cuts) for w in words_of(desk.scene.text, *piece)]
    # "According to two diplomats who were there, …": at the head of its sentence a channel reaches to the comma.
    leads = channel[1] <= low and not desk.scene.words(desk.scene.sentence(low)[0], channel[0])
    barred = any(word.text in relay_lexicon().classes["barrier"] for word in words)
    if len(words) > _NEAR or (barred and not leads):
        return False
    return not any(other is not draft and shared(other.cue, [between]) for other in desk.drafts)


def _channel_at(desk: Desk, draft: Draft, word: Word, kind: str, stop: int) -> tuple[Actor | None, Interval] | None:
    scene = desk.scene
    phrase = phrase_at(scene, word, stop)
    if phrase is None or shared([phrase], draft.source):
        return None
    # Where the relay was itself marked as a statement, that one says whom it relays.
    if kind == "relayed" and any(shared([phrase], other.source) for other in desk.drafts):
        return None
    actor = _actor_in(scene, phrase)
    words = [w.text for w in words_of(scene.text, *phrase)]
    # An apposition may say what it is: "on Zenit, a state channel,".
    apposed = re.match(r",\s(?:an?|the)\s[^,.;]{1,40}", scene.text[phrase[1] : stop])
    words += [w.text for w in words_of(scene.text, phrase[1], phrase[1] + apposed.end())] if apposed else []
    if kind == "told" and not _is_medium(set(words)) and not _is_bare_name(scene, word, phrase):
        return None
    if not _fits(kind, words, actor, draft):
        return None
    return (actor if actor is not draft.actor else None), phrase


def _fits(kind: str, words: list[str], actor: Actor | None, draft: Draft) -> bool:
    """Say whether the words at the place of the channel can be one."""
    classes = relay_lexicon().classes
    known = set(words)
    head = words[1] if len(words) > 1 and words[0] in listed("clauses", "articles") else words[0]
    if kind == "bearer":
        return actor is not draft.actor or actor is None
    if kind == "relayed":
        speaks = known & (classes["voice"] | listed("sources", "unnamed"))
        return head not in classes["document"] and (bool(speaks) or (actor is not None and actor is not draft.actor))
    if kind in ("voice", "platform"):
        spoken_for = kind == "voice" and actor is not None and actor.kind == "person" and actor is not draft.actor
        return spoken_for or bool(known & classes[kind])
    if actor is not None and (actor.kind == "person" or actor is draft.actor):
        return False
    if _is_medium(known) or (actor is not None and _MEDIA_SECTOR in actor.sectors):
        return True
    coded = actor is not None and (actor.kind != "organisation" or actor.sectors)
    return kind == "told" and not coded and not known & (classes["audience"] | classes["no_medium"])


def _is_bare_name(scene: Scene, word: Word, phrase: Interval) -> bool:
    """Media that no word shows are told without an article: “told Reuters”, but “told the Assembly”."""
    words = words_of(scene.text, *phrase)
    known = bool(scene.mentions_in(*phrase))
    return (
        known
        and word.text not in listed("clauses", "articles")
        and not any(scene.text[w.start].islower() for w in words)
    )


def _is_medium(words: set[str]) -> bool:
    return bool(words & relay_lexicon().classes["medium"]) and not words & relay_lexicon().classes["no_medium"]


def phrase_at(scene: Scene, word: Word, stop: int) -> Interval | None:
    """The words at the place of the medium: a mention that begins there, or up to the next comma or clause."""
    ahead = words_of(scene.text, word.start, min(stop, word.start + 24))
    head = ahead[1].start if len(ahead) > 1 and ahead[0].text in listed("clauses", "articles") else word.start
    # The "his" of "his lawyer" is a mention too, but not of the lawyer; nor is the "Greek" of "the Greek daily Vima".
    here = [
        mention
        for mention in scene.mentions_in(word.start, head + 1)
        if mention.start in (word.start, head) and head < mention.end <= stop and not _goes_on(scene, mention.end, stop)
    ]
    if here:
        mention = max(here, key=lambda m: (m.end, -m.start))
        return mention.start, _name_end(scene, mention.end, stop)
    end = min(stop, word.start + 60)
    found = _PHRASE_STOP.search(scene.text, word.start, end)
    words = words_of(scene.text, word.start, found.start() if found else end)[:6]
    if not words:
        return None
    speaks_for = any(w.text in relay_lexicon().classes["voice"] for w in words)
    return word.start, _apposition_end(scene, words[-1].end, stop) if speaks_for else words[-1].end


def _goes_on(scene: Scene, end: int, stop: int) -> bool:
    """Say whether a medium's noun follows: then what stood before only describes it."""
    after = words_of(scene.text, end, min(stop, end + 30))[:2]
    return any(word.text in relay_lexicon().classes["medium"] for word in after) and after[0].start == end + 1


def _name_end(scene: Scene, end: int, stop: int) -> int:
    """Where a name ends of which only the first words are a mention: “Iran International”."""
    for word in words_of(scene.text, end, min(stop, end + 40)):
        if scene.text[end : word.start] != " " or not scene.text[word.start].isupper():
            return end
        end = word.end
    return end


def _apposition_end(scene: Scene, end: int, stop: int) -> int:
    """Where “his spokesman, Bo Lindqvist” ends: with the name that follows."""
    for mention in scene.mentions_in(end, min(stop, end + 4)):
        if (
            mention.end <= stop
            and mention.actor.kind == "person"
            and scene.text[end : mention.start].strip() in ("", ",")
        ):
            return mention.end
    return end


def _actor_in(scene: Scene, phrase: Interval) -> Actor | None:
    """The actor that a phrase names: a person before a body, and no name that only begins it."""
    mentions = [m for m in scene.mentions_in(*phrase) if m.end <= phrase[1]]
    persons = [m for m in mentions if m.actor.kind == "person"]
    last = max(persons or mentions, key=lambda m: (m.end, -m.start), default=None)
    return last.actor if last and (persons or last.end == phrase[1]) else None


def is_media(scene: Scene, draft: Draft) -> bool:
    """Say whether the source of a draft is a medium."""
    known = {word.text for word in words_of(scene.text, *(draft.speaker_at or (0, 0)))}
    return _is_medium(known) or (draft.actor is not None and _MEDIA_SECTOR in draft.actor.sectors)
