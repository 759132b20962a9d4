"""Find which phrases stand for one group of people, one country, or several sources named together."""

from __future__ import annotations

from tocsin.resolve.actors.mentions import Draft, Mention, last_before, nearest
from tocsin.resolve.actors.page import Page

_LINK, _LINK_BARE, _GUESS = 0.95, 0.85, 0.5


class Groups:
    """Links groups without names, countries, sources named together, and words that say nothing more."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []

    def link(self, mentions: list[Mention]) -> None:
        """Link everything of these sorts, in reading order."""
        for mention in sorted((m for m in mentions if m.draft is None), key=lambda m: m.start):
            if mention.sort == "group":
                self._group(mention)
            elif mention.sort == "country":
                self._country(mention)

    # groups

    def _group(self, mention: Mention) -> None:
        if mention.code is None and mention.body is not None:
            body = mention.body.draft
            mention.code = body.code if body is not None else mention.body.code
        if not (mention.article == "a" and not mention.plural):
            fits = [d for d in self.drafts if d.sort == "group" and self._agree(d, mention)]
            before = [d for d in fits if last_before(d, mention.start)]
            same = [d for d in before if d.code == mention.code and d.parts == mention.parts]
            chosen = nearest(same or before, mention.start)
            if chosen is not None:
                chosen.add(mention, _LINK if chosen in same else _LINK_BARE)
                chosen.parts = chosen.parts | mention.parts
                return
        draft = Draft("group", noun=mention.noun, parts=mention.parts, plural=mention.plural, gender=mention.gender)
        draft.code = mention.code
        self.drafts.append(draft.add(mention))

    def _agree(self, draft: Draft, mention: Mention) -> bool:
        """Say whether two phrases have one noun and nothing that tells the people apart."""
        first = draft.mentions[0]
        noun, other = first.noun, mention.noun
        if (noun.lemma if noun else first.own) != (
            other.lemma if other else mention.own
        ) or draft.plural != mention.plural:
            return False
        if draft.code and mention.code and draft.code != mention.code:
            return False
        bodies = {m.body.draft for m in draft.mentions if m.body} | ({mention.body.draft} if mention.body else set())
        if len(bodies) > 1:
            return False
        plain = self.page.lexicon.lists["modifiers"]
        here, there = draft.parts - plain, mention.parts - plain
        heading = self.page.heading(mention.start) or self.page.heading(first.start)
        if mention.article == "the" or heading or (not here and not there):
            return here >= there or there >= here
        # without an article "officials" are not the "local officials" of before, unless nothing else is said
        return here == there

    # countries

    def _country(self, mention: Mention) -> None:
        if mention.why == "word":
            before = [d for d in self.drafts if d.sort == "country" and last_before(d, mention.start)]
            chosen = nearest(before, mention.start)
            if chosen is not None:
                chosen.add(mention, _LINK_BARE, f"“{mention.text}” taken as the country named last")
                return
        for draft in self.drafts:
            if draft.sort == "country" and draft.code == mention.code and mention.code:
                draft.add(mention)
                return
        why = "stands where an actor does" if mention.code else "the report does not say which country"
        self.drafts.append(Draft("country", code=mention.code).add(mention, 0.9 if mention.code else _GUESS, why))

    # what is left

    def link_together(self, mentions: list[Mention]) -> None:
        """Link words about which nothing is known, and sources named together of whom all have actors."""
        for mention in sorted((m for m in mentions if m.draft is None), key=lambda m: m.start):
            if mention.sort == "several" and all(m.draft is not None for m in mention.others):
                self._several(mention)
            elif mention.sort == "words":
                self._words(mention)

    def link_rest(self, mentions: list[Mention]) -> None:
        """Give every source that is left an actor of its own."""
        for mention in mentions:
            if mention.draft is None and mention.sort == "several":
                self._several(mention)
            elif mention.draft is None and mention.source:
                self._words(mention)

    def _several(self, mention: Mention) -> None:
        parts = [m.draft for m in mention.others]
        for draft in self.drafts:
            if draft.sort == "several" and [m.draft for m in draft.mentions[0].others] == parts and None not in parts:
                draft.add(mention)
                return
        if len({id(part) for part in parts}) == 1 and parts[0] is not None:
            parts[0].add(mention)
            return
        draft = Draft("several", plural=True, code=mention.code)
        self.drafts.append(draft.add(mention, why="several sources are named together"))

    def _words(self, mention: Mention) -> None:
        for draft in self.drafts:
            if (
                draft.sort == "words"
                and draft.mentions[0].text.lower() == mention.text.lower()
                and mention.article == "the"
            ):
                draft.add(mention)
                return
        why = (
            "a place is credited; nothing says who speaks there"
            if mention.why == "place"
            else "nothing says who this is"
        )
        plural = mention.text.rstrip().endswith("s")
        self.drafts.append(Draft("words", code=mention.code, plural=plural).add(mention, why=why))
