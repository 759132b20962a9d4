"""Find which names and words stand for one body: an organisation, a government, an army."""

from __future__ import annotations

from tocsin.resolve.actors.lexicon import BodyKind
from tocsin.resolve.actors.mentions import Draft, Mention, last_before, nearest
from tocsin.resolve.actors.page import Page
from tocsin.resolve.actors.wording import SMALL, key, words

# words of a name that another mention of the same body may leave out
_ALIKE = 1.0
_SHORT, _WORD, _WORD_AHEAD = 0.9, 0.85, 0.6


class Bodies:
    """Links the mentions of bodies, and of capitals that speak for their governments."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self._government = page.lexicon.body_kinds.get(("government",))
        self._acronyms: dict[str, Draft] = {}

    def link(self, mentions: list[Mention]) -> None:
        """Link names first, then short forms, then words such as "the ministry" and "the group"."""
        bodies = sorted((m for m in mentions if m.sort == "organisation" and m.draft is None), key=lambda m: m.start)
        for mention in bodies:
            self._own_country(mention)
        plain = [m for m in bodies if not self._is_word(m)]
        for mention in plain:
            self._name(mention)
        for mention in mentions:
            if mention.sort == "seat":
                self._seat(mention)
        self._join_short()
        for mention in bodies:
            if mention.draft is None:
                self._word(mention)
        for draft in self.drafts:
            draft.mentions.sort(key=lambda m: m.start)

    def _own_country(self, mention: Mention) -> None:
        if mention.known is not None:
            mention.code = mention.known.country
        if mention.code is None and mention.body is not None and mention.body.sort == "organisation":
            mention.code = mention.body.code

    @staticmethod
    def _is_word(mention: Mention) -> bool:
        """Say whether a mention is a word for a kind of body and no name ("the ministry")."""
        return mention.known is None and mention.code is None and mention.parts <= mention.own and not mention.acronyms

    # names

    def _name(self, mention: Mention) -> None:
        text = key(mention.text)
        if mention.alias_of is not None and mention.alias_of.draft is not None:
            self._bind(mention.alias_of.draft, mention, f"“{mention.text}” stands in brackets behind the name")
            return
        for draft in self.drafts:
            if self._same(draft, mention):
                self._bind(draft, mention)
                return
        if (known := self._acronyms.get(text)) is not None:
            self._bind(known, mention)
            return
        self._bind(self._new(mention), mention)

    def _new(self, mention: Mention) -> Draft:
        draft = Draft("organisation", code=mention.code, known=mention.known, kind=mention.kind, parts=mention.parts)
        self.drafts.append(draft)
        return draft

    def _bind(self, draft: Draft, mention: Mention, why: str = "", score: float = _ALIKE) -> None:
        draft.add(mention, score, why)
        draft.known = draft.known or mention.known
        draft.kind = draft.kind or mention.kind
        for acronym in mention.acronyms:
            self._acronyms.setdefault(key(acronym), draft)

    def _same(self, draft: Draft, mention: Mention) -> bool:
        if draft.known is not None and mention.known is not None:
            return draft.known is mention.known or self._one_state_body(draft, mention)
        if self._one_state_body(draft, mention):
            return True
        if draft.parts != mention.parts or not draft.parts:
            return False
        return not (draft.code and mention.code) or draft.code == mention.code

    def _one_state_body(self, draft: Draft, mention: Mention) -> bool:
        """Say whether both are the one government, army or police of a country, with nothing added."""
        kind, other = draft.kind, mention.kind
        if kind is None or other is None or not kind.state or kind.word != other.word or draft.code != mention.code:
            return False
        return draft.code is not None and all(
            (known is not None and known.kind == kind.word) or parts <= own
            for known, parts, own in (
                (mention.known, mention.parts, mention.own),
                (draft.known, draft.parts, draft.mentions[0].own if draft.mentions else frozenset()),
            )
        )

    def _seat(self, mention: Mention) -> None:
        """Take a capital that speaks for its country's government."""
        mention.kind = self._government
        country = self.page.lexicon.country_names.get(mention.code or "", mention.code or "")
        why = f"“{mention.text}” is credited and is the seat of the government of {country}"
        for draft in self.drafts:
            governs = draft.kind is not None and draft.kind == self._government
            if governs and draft.code == mention.code and self._plain_government(draft):
                self._bind(draft, mention, why, _WORD)
                return
        draft = self._new(mention)
        draft.parts = frozenset({"government"})
        self._bind(draft, mention, why, _WORD)

    @staticmethod
    def _plain_government(draft: Draft) -> bool:
        first = draft.mentions[0]
        return first.sort == "seat" or first.parts <= first.own or first.known is not None

    # short forms

    def _join_short(self) -> None:
        """Join drafts whose names are an abbreviation or a part of another's, where only one other fits."""
        for draft in list(self.drafts):
            longer = [other for other in self.drafts if other is not draft and self._is_short_of(draft, other)]
            if len(longer) != 1:
                continue
            into = longer[0]
            shown = max((m.text for m in into.mentions), key=len)
            for mention in draft.mentions:
                self._bind(into, mention, f"“{draft.mentions[0].text}” is short for “{shown}”", _SHORT)
            self.drafts.remove(draft)

    def _is_short_of(self, draft: Draft, other: Draft) -> bool:
        if draft.known and other.known and draft.known is not other.known:
            return False
        if draft.code and other.code and draft.code != other.code:
            return False
        text = draft.mentions[0].text
        if text.isupper() and " " not in text and len(text) >= 2:
            return any(text.replace(".", "") in _initials(m.text) for m in other.mentions if m.text != text)
        if draft.known or not draft.parts < other.parts or not draft.parts:
            return False
        if not (draft.parts - draft.mentions[0].own):
            return False
        return self._only_adds_kind(draft, other)

    def _only_adds_kind(self, draft: Draft, other: Draft) -> bool:
        """Say whether the longer name says no more than of what kind the body is, or is of the same kind."""
        if draft.kind is not None:
            return other.kind is not None and draft.kind.word == other.kind.word
        extra = other.parts - draft.parts
        return all((word,) in self.page.lexicon.body_kinds for word in extra)

    # words

    def _word(self, mention: Mention) -> None:
        """Find the body that "the ministry" or "the group" means: the nearest before, or else after."""
        fits = [d for d in self.drafts if self._may_mean(mention.kind, d)]
        if fits and mention.article != "a":
            before = [d for d in fits if last_before(d, mention.start)]
            same = [d for d in before if d.kind and mention.kind and d.kind.word == mention.kind.word]
            chosen = nearest(same or before or fits, mention.start)
            if chosen is not None:
                score = _WORD if before else _WORD_AHEAD
                name = max((m.text for m in chosen.mentions), key=len)
                self._bind(chosen, mention, f"“{mention.text}” taken as the nearest that fits, “{name}”", score)
                return
        self._bind(self._new(mention), mention, "the report does not say whose")

    @staticmethod
    def _may_mean(kind: BodyKind | None, draft: Draft) -> bool:
        if kind is None:
            return False
        if draft.kind is not None and draft.kind.word == kind.word:
            return True
        if draft.known is not None:
            return bool(kind.stands_for & {*draft.known.sectors, draft.known.country})
        return draft.kind is not None and bool(kind.stands_for & set(draft.kind.sectors))


def _initials(text: str) -> set[str]:
    """Give the abbreviations that a name may have: with and without its small words."""
    line = words(text)
    full = [w.folded for w in line if w.folded not in SMALL]
    if len(full) < 2 or not line[0].text[0].isupper():
        return set()
    return {"".join(w[0] for w in full).upper(), "".join(w.folded[0] for w in line).upper()}
