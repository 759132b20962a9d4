"""Find whom pronouns stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.resolve.actors.lexicon import Pronoun
from tocsin.resolve.actors.mentions import Draft, Mention
from tocsin.resolve.actors.page import Page
from tocsin.resolve.actors.wording import words

_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|hers|his|them|their|theirs|himself|herself|themselves|itself|its|it|who|whom)\b",
    re.IGNORECASE,
)
_WHO_AFTER = re.compile(r"\s*,?\s*(?:[–—]\s*)?")
_PREPOSITION = re.compile(
    r"\b(?:of|for|to|by|with|from|against|at|on|in|about|than|near)\s+(?:(?:the|an?|his|her|its|their)\s+)?$",
    re.IGNORECASE,
)
# Weights of a hand-made rule, in sentences: what a reason is worth against standing one sentence further away.
_PER_SENTENCE, _PER_BLOCK, _FARTHEST_BLOCKS = 1.0, 0.7, 3
_SUBJECT, _LAST_SOURCE, _LAST_SPEAKER = 1.0, 1.5, 0.7
_QUOTED, _OBJECT, _HEADING, _KNOWN_GENDER, _PER_MENTION = -1.5, -0.5, -0.7, 0.7, 0.1
_OWN_WORDS, _NAMELESS = -0.8, -0.4
_CLEAR = 0.8  # a lead over the next candidate of this much is taken as sure
_SURE, _LIKELY, _AHEAD, _NOBODY = 0.9, 0.65, 0.4, 0.2
_GROUPS = ("group", "words")
_PEOPLE = ("person", "role")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mention stands, as the scoring needs it."""

    sentence: int
    block: int
    worth: float
    span: tuple[int, int]


class Pronouns:
    """Walks through a page once, keeping for each actor where it was named last."""

    def __init__(self, page: Page, drafts: list[Draft], phrases: dict[tuple[int, int], Mention]) -> None:
        self.page = page
        self.drafts = drafts
        self._by_phrase = phrases
        self.sources = {m.head: m for m in phrases.values() if m.sort == "pronoun"}
        named = sorted((m for d in drafts for m in d.mentions), key=lambda m: (m.start, -m.end))
        self._named = [m for m in named if m.sort != "pronoun"]
        self._contents = [[(s.start, s.end) for s in a.content] for a in page.annotation.attributions]
        self._outer_sources = sorted(self._speaking(phrases))
        self._last: dict[int, _Place] = {}
        self._seen: dict[int, int] = {}
        self._subject_of: dict[int, int] = {}
        self.nobody: list[Draft] = []

    def _speaking(self, phrases: dict[tuple[int, int], Mention]) -> list[tuple[int, int]]:
        """List the sources of attributions that stand in nobody else's words."""
        spans = [(s.start, s.end) for a in self.page.annotation.attributions for s in a.source]
        flat = [span for content in self._contents for span in content]
        return [span for span in dict.fromkeys(spans) if not any(a <= span[0] and span[1] <= b for a, b in flat)]

    def link(self) -> None:
        """Link every pronoun that is a source, and those others that leave little doubt."""
        waiting = iter(self._named)
        upcoming = next(waiting, None)
        for match in _PRONOUN.finditer(self.page.text):
            while upcoming is not None and upcoming.end <= match.start():
                self._note(upcoming)
                upcoming = next(waiting, None)
            kind = self.page.lexicon.pronouns.get(match[0].lower())
            if kind is not None:
                self._pronoun(match.span(), kind)

    def _note(self, mention: Mention) -> None:
        """Remember where an actor was named last, and how likely a pronoun is to mean it there."""
        draft = mention.draft
        if draft is None:
            return
        page, start = self.page, mention.start
        sentence = page.sentence(start)
        worth = 0.0
        if page.quoted(start) and not mention.source:
            worth += _QUOTED
        elif mention.inside or _PREPOSITION.search(page.text, max(0, start - 14), start):
            worth += _OBJECT
        elif self._subject_of.setdefault(sentence, id(draft)) == id(draft):
            worth += _SUBJECT
        if page.heading(start):
            worth += _HEADING
        before = self._last.get(id(draft))
        if mention.sort == "pronoun" and before is not None and before.sentence == sentence:
            worth = max(worth, before.worth)  # "Ruiz left with her mother": she is still the subject
        self._last[id(draft)] = _Place(sentence, page.block(start), worth, (start, mention.end))
        self._seen[id(draft)] = self._seen.get(id(draft), 0) + 1

    def _pronoun(self, span: tuple[int, int], kind: Pronoun) -> None:
        source = self.sources.get(span)
        text = self.page.text[slice(*span)]
        word = text.lower()
        shouted = len(text) > 1 and text.isupper()  # "HE" is "His Excellency", "WHO" a body, unless a source says so
        if source is None and (self.page.quoted(span[0]) or kind.gender == "thing" or shouted):
            return
        mention = source or Mention("pronoun", *span, span, text)
        mention.source = source is not None
        if kind.gender in ("male", "female"):
            mention.gender = kind.gender
        if mention.alias_of is not None and mention.alias_of.draft is not None:
            self._accept(mention, mention.alias_of.draft, _SURE)
            return
        if word in ("who", "whom"):
            found = self._right_before(span[0])
            if found is not None and (source is not None or found not in self._around(mention)):
                self._accept(mention, found, _SURE)
            elif source is not None:
                self._best(mention, kind)
            return
        self._best(mention, kind)

    def _right_before(self, offset: int) -> Draft | None:
        """Find whose phrase ends right before "who"."""
        for mention in self._named:
            touches = mention.end <= offset < mention.end + 4 and not mention.inside
            if touches and mention.draft and _WHO_AFTER.fullmatch(self.page.text, mention.end, offset):
                return mention.draft
        return None

    def _best(self, mention: Mention, kind: Pronoun) -> None:
        """Score everybody that the pronoun may stand for and take the best."""
        own, around = self._own_content(mention), self._around(mention)
        scored = []
        for number, draft in enumerate(self.drafts):
            place = self._last.get(id(draft))
            if place is None or not self._fits(draft, kind):
                continue
            inside = any(a <= place.span[0] and place.span[1] <= b for a, b in own)
            if (inside and self.page.quoted(place.span[0])) or draft in around:
                continue
            score = self._score(draft, place, mention, kind)
            if score is not None:
                # "A driver had seen it, he said": nobody is quoted, so he may be in his own words
                score += _OWN_WORDS if inside else 0.0
                scored.append((score, -number, draft))
        scored.sort(key=lambda item: item[:2], reverse=True)
        if not scored:
            if mention.source:
                self._unmatched(mention, kind)
            return
        lead = scored[0][0] - scored[1][0] if len(scored) > 1 else _CLEAR
        if not mention.source and (kind.plural or kind.gender is None) and (lead < _CLEAR or scored[0][0] < 0):
            return
        self._accept(mention, scored[0][2], _SURE if lead >= _CLEAR else _LIKELY)

    def _own_content(self, mention: Mention) -> list[tuple[int, int]]:
        """List the words that a pronoun is credited with: who is named in them is not who says them."""
        if not mention.source:
            return []
        return [
            span
            for attribution, content in zip(self.page.annotation.attributions, self._contents, strict=True)
            if any(s.start <= mention.start and mention.end <= s.end for s in attribution.source)
            for span in content
        ]

    def _around(self, mention: Mention) -> list[Draft | None]:
        """List the actors in whose own phrase a pronoun stands ("an official travelling with him")."""
        return [
            other.draft
            for (start, end), other in self._by_phrase.items()
            if start < mention.start and mention.end <= end
        ]

    def _fits(self, draft: Draft, kind: Pronoun) -> bool:
        many = draft.plural or self._collective(draft)
        if kind.plural:
            return draft.sort in ("organisation", "several", "country") or (draft.sort in _GROUPS and many)
        if kind.gender == "thing":
            return draft.sort in ("organisation", "country")
        one = draft.sort in _PEOPLE or (draft.sort == "group" and not many)
        return one and not (kind.gender and draft.gender and draft.gender != kind.gender)

    def _collective(self, draft: Draft) -> bool:
        """Say whether a noun in the singular means several people ("family", "pair")."""
        last = words(draft.mentions[0].text)[-1:] if draft.sort in _GROUPS else ()
        return bool(last) and last[0].folded in self.page.lexicon.lists["collective"]

    def _score(self, draft: Draft, place: _Place, mention: Mention, kind: Pronoun) -> float | None:
        blocks = self.page.block(mention.start) - place.block
        if blocks > _FARTHEST_BLOCKS:
            return None
        away = self.page.sentence(mention.start) - place.sentence
        score = place.worth - _PER_SENTENCE * away - _PER_BLOCK * blocks + _PER_MENTION * min(5, self._seen[id(draft)])
        if self._last_speaker(mention.start) is draft:
            score += _LAST_SOURCE if mention.source else _LAST_SPEAKER
        if kind.gender and draft.gender == kind.gender:
            score += _KNOWN_GENDER
        if draft.sort in ("group", "several"):
            score += _KNOWN_GENDER if kind.plural else _NAMELESS
        return score

    def _last_speaker(self, offset: int) -> Draft | None:
        """Give whoever was credited last, not counting who is quoted in another's words."""
        last = None
        for start, end in self._outer_sources:
            if end <= offset:
                last = (start, end)
        if last is None:
            return None
        mention = self._by_phrase.get(last)
        return mention.draft if mention is not None else None

    def _accept(self, mention: Mention, draft: Draft, score: float) -> None:
        draft.add(mention, score)
        # only a speaker's pronoun is sure enough to go by: "his son" may be another's in the sentence
        if mention.source and mention.gender and draft.gender is None and score >= _SURE and draft.sort in _PEOPLE:
            draft.gender = mention.gender
        self._note(mention)

    def _unmatched(self, mention: Mention, kind: Pronoun) -> None:
        """Give a source that no actor before fits the first one after, or an actor of its own."""
        block = self.page.block(mention.start)
        later = [
            m
            for m in self._named
            if m.start >= mention.end
            and m.draft
            and self._fits(m.draft, kind)
            and self.page.block(m.start) - block <= 1
        ]
        own = self._own_content(mention)
        later = [m for m in later if not any(a <= m.start and m.end <= b for a, b in own)]
        if later and later[0].draft is not None:
            self._accept(mention, later[0].draft, _AHEAD)
            return
        draft = Draft("pronoun", plural=kind.plural, gender=kind.gender)
        self.nobody.append(draft.add(mention, _NOBODY, f"nobody named before “{mention.text}” fits it"))
