"""Reads the stance of a statement from its cue and, where the cue is neutral, from its content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tocsin.events.patterns import Patterns, Word, compile_pattern, forms_of, listed, read_data, words_of
from tocsin.records import Form, Span, Stance

_SENTENCE_END = re.compile(r"[.!?…]+[’”'\"»)]*\s")
# "insisted that no soldier …": a negation among so many first words makes a firm cue a denial.
_DENIAL = 8


@dataclass(frozen=True)
class _Lexicon:
    verbs: dict[str, tuple[Stance, str]]
    nouns: dict[str, Stance]
    phrases: Patterns
    content: Patterns
    opening: Patterns
    classes: dict[str, frozenset[str]]
    negated: dict[Stance, Stance]
    blocked: dict[str, frozenset[str]]
    reading: dict[str, tuple[str, ...]]
    limits: dict[str, int]
    firm: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class StanceRead:
    """A stance and the words that decided it."""

    stance: Stance
    why: str


@cache
def lexicon() -> _Lexicon:
    """Compile the stance lexicon of `data/stances.toml`, once."""
    data = read_data("stances")
    irregular: Mapping[str, Sequence[str]] = data["irregular"]
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    for name in ("light", "refusal"):
        classes[name] = frozenset(form for verb in data["classes"][name] for form in forms_of(verb, irregular))
    verbs: dict[str, tuple[Stance, str]] = {}
    nouns: dict[str, Stance] = {}
    phrases = Patterns()
    content, opening = Patterns(), Patterns()
    for stance, lists in data["stance"].items():
        for verb in lists["verbs"]:
            for form in forms_of(verb, irregular):
                # A verb listed with a marked stance keeps it even if another list has a form spelt alike.
                if form not in verbs or verbs[form][0] == "asserts":
                    verbs[form] = (stance, verb)
        nouns.update(dict.fromkeys(lists.get("nouns", ()), stance))
        for written in lists.get("phrases", ()):
            phrases.add(compile_pattern(written, classes, irregular), stance)
        for target, key in ((content, "content"), (opening, "opening")):
            for written in lists.get(key, ()):
                target.add(compile_pattern(written, classes, irregular), stance)
    return _Lexicon(
        verbs=verbs,
        nouns=nouns,
        phrases=phrases,
        content=content,
        opening=opening,
        classes=classes,
        negated=data["negated"],
        blocked={key: frozenset(words) for key, words in data["blocked"].items()},
        reading={key: tuple(words) for key, words in data["reading"].items()},
        limits=data["limits"],
        firm=frozenset(form for verb in data["stance"]["asserts"]["firm"] for form in forms_of(verb, irregular)),
    )


def is_speech_verb(word: str) -> bool:
    """Say whether a word, in any form, is a verb of saying or of a stance."""
    return word in lexicon().verbs


def read_stance(
    text: str, cue: Sequence[Span], content: Sequence[Span], *, form: Form, sentence_end: int, source: Span | None
) -> StanceRead:
    """Read the stance from the cue, from the words after it, and from the content where the cue is neutral."""
    cue = cue or _leading_verb(text, content)
    window = _CueWindow(text, cue, content, sentence_end) if cue else None
    read = window.read() if window else StanceRead("asserts", "no cue")
    words = _first_sentence(text, content)
    if window and read.stance == "threatens" and window.warns:
        return _warning(words, read)
    if read.stance != "asserts" or (window is not None and window.settled):
        return read
    firm = window is not None and any(word.text in lexicon().firm for word in window.cue_words)
    return _self_report(words, form, source) or _from_content(words, firm) or read


def cue_stance(text: str, cue: Sequence[Span], sentence_end: int) -> Stance:
    """Read the stance of a cue by itself, whatever is said."""
    return _CueWindow(text, cue, (), sentence_end).read().stance


def _leading_verb(text: str, content: Sequence[Span]) -> list[Span]:
    """A quotation that tells what somebody did begins with the verb: “The minister further: ‘welcomed the …’”."""
    words = words_of(text, content[0].start, min(content[0].end, content[0].start + 40))[:1]
    data = lexicon()
    return [Span.of(text, w.start, w.end) for w in words if w.text in data.verbs or w.text in data.classes["light"]]


class _CueWindow:
    """The words of a cue with the auxiliaries before it and the words that it may run on into."""

    def __init__(self, text: str, cue: Sequence[Span], content: Sequence[Span], sentence_end: int) -> None:
        data = lexicon()
        self.cue_words = [word for piece in cue for word in words_of(text, piece.start, piece.end)]
        kept = _helping_before(text, cue[0].start)
        self.context = len(kept)
        run_on = data.limits["run_on"]
        after = words_of(text, cue[-1].end, min(sentence_end, cue[-1].end + 90))[:run_on]
        self.words = [*kept, *self.cue_words, *after]
        self.stop = self.context + len(self.cue_words)
        # "called on Friday for a truce": with what was put in between left out, the phrase shows.
        ahead = next((c for c in content if cue[-1].end <= c.start <= sentence_end), None)
        said = words_of(text, ahead.start, min(ahead.end, ahead.start + 60))[:run_on] if ahead else []
        self.readings = [self.words]
        if said and (not after or after[0].start != said[0].start):
            self.readings.append([*kept, *self.cue_words, *said])
        # True where the words leave no room for the content to change the stance ("did not deny").
        self.settled = False

    def read(self) -> StanceRead:
        """Find the stance of the cue."""
        phrase = self._phrase()
        if phrase and phrase[2] != "asserts":
            return self._turned(phrase[2], phrase[0], self._said(phrase[0], phrase[1]))  # type: ignore[arg-type]
        verb = self._verb()
        if verb is not None:
            return self._turned(lexicon().verbs[self.words[verb].text][0], verb, self.words[verb].text)
        noun = self._noun()
        if noun is not None:
            return self._turned(lexicon().nouns[self.words[noun].text], noun, self.words[noun].text)
        return StanceRead("asserts", f"cue “{self._said(self.context, self.stop)}” is neutral")

    @property
    def warns(self) -> bool:
        """Say whether the cue only warns, which may be of a danger that others bring."""
        return any(word.text in lexicon().classes["warning"] for word in self.words[self.context : self.stop])

    def _said(self, begin: int, end: int) -> str:
        return " ".join(word.text for word in self.words[begin:end])

    def _phrase(self) -> tuple[int, int, str, str] | None:
        for words in self.readings:
            found = [
                hit
                for hit in lexicon().phrases.find(words, 0, self.stop)
                if hit[1] > self.context and not _is_blocked(hit, words)
            ]
            marked = [hit for hit in found if hit[2] != "asserts"]
            if marked or (found and words is self.readings[-1]):
                self.words = words
                return min(marked or found, key=lambda hit: (hit[0] - hit[1], hit[0]))
        return None

    def _verb(self) -> int | None:
        data = lexicon()
        found = []
        for at in range(self.context, self.stop):
            entry = data.verbs.get(self.words[at].text)
            if entry is None or entry[0] == "asserts":
                continue
            if (
                self.words[at].text == "back"
                and at > self.context
                and self.words[at - 1].text not in data.classes["auxiliary"]
            ):
                continue
            found.append(at)
        if len(found) > 1 and self.words[found[0]].text in data.classes["refusal"]:
            return found[1]
        # The first one counts ("condemned and rejected").
        return found[0] if found else None

    def _noun(self) -> int | None:
        data = lexicon()
        light = [at for at in range(self.context, self.stop) if self.words[at].text in data.classes["light"]]
        bare = data.reading["only_after_light"]
        if light:
            stop = min(len(self.words), max(self.stop, light[0] + 6))
            for at in range(light[0] + 1, stop):
                if self.words[at].text in data.nouns:
                    return at
                if at >= self.stop and self.words[at].text in data.reading["breaks"]:
                    return None
            return None
        spoken = any(word.text in data.verbs for word in self.words[self.context : self.stop])
        for at in range(self.context, self.stop):
            if not spoken and self.words[at].text in data.nouns and self.words[at].text not in bare:
                return at
        return None

    def _turned(self, stance: Stance, at: int, said: str) -> StanceRead:
        data = lexicon()
        for word in self.words[max(0, at - 5) : at]:
            if _is_negation(word.text) or word.text in data.classes["refusal"]:
                self.settled = True
                turned = data.negated[stance]
                return StanceRead(turned, f"“{word.text}” turns “{said}” ({stance}) into {turned}")
        return StanceRead(stance, f"“{said}” {stance}")


def _helping_before(text: str, start: int) -> list[Word]:
    """The auxiliaries and negations right before a cue; never over a comma or stop, for those are another clause's."""
    classes = lexicon().classes
    helping = classes["auxiliary"] | classes["negation"] | classes["refusal"]
    kept: list[Word] = []
    for word in reversed(words_of(text, max(0, start - 60), start)):
        gap = text[word.end : kept[0].start if kept else start]
        if gap.strip("’'- ") or not (word.text in helping or word.text.endswith("n't")):
            break
        kept.insert(0, word)
    return kept


def _is_blocked(hit: tuple[int, int, str, str], words: Sequence[Word]) -> bool:
    after = lexicon().blocked.get(hit[3])
    return after is not None and hit[1] < len(words) and words[hit[1]].text in after


def _first_sentence(text: str, content: Sequence[Span]) -> list[Word]:
    """The words of the content up to the end of its first sentence of some length."""
    limit = lexicon().limits["content"]
    words: list[Word] = []
    for piece in content:
        end = piece.end
        for match in _SENTENCE_END.finditer(text, piece.start, piece.end):
            if len(words) + len(words_of(text, piece.start, match.start())) >= 4:
                end = match.start()
                break
        words += words_of(text, piece.start, min(end, piece.start + 600))
        if end < piece.end or len(words) >= limit:
            break
    return words[:limit]


def _warning(words: Sequence[Word], read: StanceRead) -> StanceRead:
    """A warning of hunger, flood or war to come is no threat; one of force or consequences is."""
    if any(hit[2] == "threatens" for hit in _content_hits(words)):
        return read
    hit = next((word.text for word in words if word.text in lexicon().classes["danger"]), None)
    return StanceRead("asserts", f"a warning of danger (“{hit}”), no threat") if hit else read


def _self_report(words: Sequence[Word], form: Form, source: Span | None) -> StanceRead | None:
    """“He said he rejected …”, “We welcome …”: the verb that the speaker uses of himself decides."""
    data = lexicon()
    at = 1 if words and words[0].text == "that" else 0
    if len(words) < at + 2 or words[at].text not in data.classes["pronoun"]:
        return None
    if form == "direct" and words[at].text not in listed("clauses", "speaking"):
        return None
    said_by = source.quote.lower() if source else ""
    if (
        said_by in data.classes["pronoun"]
        and words[at].text not in listed("clauses", "speaking")
        and words[at].text != said_by
    ):
        return None
    negated = ""
    for index in range(at + 1, min(len(words), at + 5)):
        word = words[index].text
        entry = data.verbs.get(word)
        if entry and entry[0] != "asserts" and entry[1] not in data.reading["deeds"]:
            if words[index - 1].text in listed("clauses", "be"):
                return None
            stance = data.negated[entry[0]] if negated else entry[0]
            return StanceRead(stance, f"content “{words[at].text} … {word}” {stance}")
        if _is_negation(word):
            negated = word
        elif word not in data.reading["adverbs"]:
            return None
    return None


def _from_content(words: Sequence[Word], firm: bool) -> StanceRead | None:
    """A neutral cue takes the stance that its content shows."""
    hits = [hit for hit in _content_hits(words) if not _is_blocked(hit, words) and not _is_negated(words, hit)]
    for name in lexicon().reading["order"]:
        hit = next((hit for hit in hits if hit[2] == name), None)
        if hit is not None:
            said = " ".join(word.text for word in words[hit[0] : hit[1]])
            return StanceRead(name, f"content “{said}” {name}")  # type: ignore[arg-type]
        negation = next((word.text for word in words[:_DENIAL] if _is_negation(word.text)), None)
        if name == "denies" and firm and negation is not None:
            return StanceRead("denies", f"insists on “{negation}” in the content")
    return None


def _content_hits(words: Sequence[Word]) -> list[tuple[int, int, str, str]]:
    data = lexicon()
    return data.opening.find(words, 0, data.limits["opening"]) + data.content.find(words)


def _is_negated(words: Sequence[Word], hit: tuple[int, int, str, str]) -> bool:
    """Say whether a negation stands before the pattern, or in a gap of a pattern that has none of its own."""
    begin, end, _, written = hit
    own = any(_is_negation(part) for token in written.split() for part in token.split("|"))
    return any(_is_negation(word.text) for word in words[max(0, begin - 3) : begin if own else end])


def _is_negation(word: str) -> bool:
    return word in lexicon().classes["negation"] or word.endswith("n't")
