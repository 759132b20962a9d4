"""Find whom a whole phrase stands for: the source of an attribution, or an actor phrase of the model.

Every source of an attribution gets a mention of its own whole phrase, so that a later stage can find the
speaker by looking for the actor with a mention equal to the source's span.
"""

from __future__ import annotations

import re

from tocsin.resolve.actors.mentions import Held, Mention, article_before
from tocsin.resolve.actors.page import Node, Page
from tocsin.resolve.actors.titles import read_office
from tocsin.resolve.actors.unmarked import read_words
from tocsin.resolve.actors.wording import key, words

_AND = re.compile(
    r"\s*(?:,\s*)?(?:(?:and|or|nor|&|as well as|along with|together with)\s+|,\s*)"
    r"(?:(?:the|a|an|his|her|its|their|other|another|also|both|two|three|four|five|some|many|several|local|fellow)\s+)*"
)
_JOINS = re.compile(r"\b(?:and|or|nor|as well as|along with|together with)\b|&")
_OWN = re.compile(r"(?:\s?[’'‘]s|[’'])\s+(?:[\w-]+\s+){0,3}")
_POSSESSIVE = re.compile(r"(?:\s?[’'‘]s|[’'])\s+")
_BASED = re.compile(r"-\w+\s+")  # "Geneva-based"
_NOUN_AFTER = re.compile(r"(?:-\w+)?\s+[^\W\d_]")
_SET_OFF = re.compile(r"\w,\s*$")
_CARRIED = re.compile(r"\b(?:by|from|of)\s+")
_TURN = re.compile(
    r"\b(?:of|from|by|to|at|in|on|with|for|who|whom|which|that|near|inside|outside|behind|among|under)\b"
)


class Anchors:
    """Reads phrases against the mentions of a page, adding mentions where a phrase has none."""

    def __init__(self, page: Page, mentions: list[Mention]) -> None:
        self.page = page
        self.mentions = mentions
        self.phrases: dict[tuple[int, int], Mention] = {}
        self._places: dict[int, Mention] = {}

    def sources(self, spans: list[tuple[int, int]]) -> None:
        """Take the pieces of one source; a pronoun among them stands for what another piece names."""
        pieces = [self.source(start, end) for start, end in spans]
        named = next((piece for piece in pieces if piece.sort != "pronoun"), None)
        for piece in pieces:
            if piece.sort == "pronoun" and named is not None:
                piece.alias_of = named

    def source(self, start: int, end: int) -> Mention:
        """Give the mention that a source of an attribution stands for; there always is one."""
        mention = self.phrases.get((start, end)) or self._find(start, end, self._units(start, end))
        if mention is None:
            mention = self._new(self._read(start, end))
        mention.source = True
        self.phrases[start, end] = mention
        return mention

    def _read(self, start: int, end: int) -> Mention:
        """Read a phrase without marks; of "a letter from her office" the office speaks."""
        mention = read_words(self.page, start, end)
        carried = _CARRIED.search(self.page.text, mention.head[1], end) if mention.why == "carrier" else None
        if carried:
            behind = read_words(self.page, carried.end(), end)
            return behind if behind.sort != "words" else mention
        return mention

    def phrase(self, start: int, end: int) -> None:
        """Take note of an actor phrase of the model, where anything is known about its words."""
        if (start, end) in self.phrases:
            return
        units = self._units(start, end)
        if units and all(isinstance(u, Node) and u.kind == "place" and not self._acts(u) for u in units):
            return
        mention = self._find(start, end, units)
        if mention is not None:
            self.phrases[start, end] = mention

    def party(self, start: int, end: int) -> None:
        """Take note of a party of an event: like an actor phrase, and a country or people stands for itself too.

        Words of which nothing is known ("a bus", "homes") make no actor.
        """
        if (start, end) in self.phrases:
            return
        units = self._units(start, end)
        places = [u for u in units if isinstance(u, Node) and u.kind == "place"]
        if units and len(places) == len(units) and not all(self._acts(u) for u in places):
            return
        mention = self._find(start, end, units)
        if mention is None:
            mention = self._read(start, end)
            if mention.sort == "words":
                return
            self._new(mention)
        self.phrases[start, end] = mention

    def _new(self, mention: Mention) -> Mention:
        self.mentions.append(mention)
        return mention

    # choosing the head of a phrase

    def _find(self, start: int, end: int, units: list[Mention | Node]) -> Mention | None:
        if not units:
            return next((m for m in self.mentions if m.start <= start and end <= m.end and not m.inside), None)
        first = units[0]
        lead = self.page.between(start, first.start)
        turn = _TURN.search(lead)
        if isinstance(first, Mention) and first.sort == "person" and _SET_OFF.search(lead):
            return self._introduced(start, lead, first, units, end)
        if turn or self._is_pronoun(lead):
            return self._led(start, end, lead, units, turn)
        return self._head(units, end)

    def _units(self, start: int, end: int) -> list[Mention | Node]:
        """List the outermost mentions, places and nationalities whose heads lie in the phrase."""
        found: list[Mention | Node] = [m for m in self.mentions if m.head[0] < end and start < m.head[1]]
        covered = [(m.start, m.end) for m in found if isinstance(m, Mention)]
        for node in self.page.tops:
            if node.start >= end:
                break
            inside = any(a <= node.start and node.end <= b for a, b in covered)
            if node.kind in ("place", "nationality") and start < node.end and not inside:
                found.append(node)
        found.sort(key=lambda u: (u.start, -u.end))
        outer: list[Mention | Node] = []
        for unit in found:
            if not outer or unit.end > outer[-1].end:
                outer.append(unit)
        return outer

    def _is_pronoun(self, lead: str) -> bool:
        line = words(lead)
        # "He" before a mark that does not start the phrase; "his" belongs to what follows
        pronoun = self.page.lexicon.pronouns.get(line[0].folded) if line else None
        return pronoun is not None and pronoun.case == "subject"

    def _introduced(self, start: int, lead: str, person: Mention, units: list[Mention | Node], end: int) -> Mention:
        """Read "The lawyer for three of them, X": an unmarked title set off before a name."""
        noun = read_words(self.page, start, start + len(lead.rstrip(" ,\n")))
        office = read_office(noun.text, self.page.lexicon)
        if office is not None and (noun.sort == "role" or (noun.sort == "group" and not noun.plural)):
            person.held.append(Held(office, noun.code))
            person.gender = person.gender or office.gender
            person.start = min(person.start, noun.start)
        return self._head(units, end)

    def _led(self, start: int, end: int, lead: str, units: list[Mention | Node], turn: re.Match[str] | None) -> Mention:
        """Read a phrase whose head no mark covers: "a source close to X", "a statement from X", "he"."""
        stop = start + turn.start() if turn else start + len(lead)
        mention = read_words(self.page, start, stop)
        if mention.sort == "words" and mention.why == "carrier" and turn and turn[0] in ("of", "from", "by"):
            return self._head(units, end)
        if mention.sort == "words" and not mention.text:
            return self._head(units, end)
        first = units[0]
        if isinstance(first, Mention) and turn and turn[0] in ("of", "from", "at", "in", "for", "with", "inside"):
            mention.body = first
            mention.held = [Held(h.office, h.code, first, h.known) for h in mention.held]
        elif isinstance(first, Node) and turn and turn[0] in ("of", "from"):
            mention.code = mention.code or self.page.country_of(first)
        mention.end = end
        return self._new(mention)

    def _head(self, units: list[Mention | Node], end: int) -> Mention:
        """Choose among the marked units of a phrase: the first, its owner's noun, or all that are joined."""
        head = self._tail(units[0], units[1].start if len(units) > 1 else end)
        joined = [head]
        last = units[0]
        for index, unit in enumerate(units[1:], start=1):
            gap = self.page.between(max(last.end, joined[-1].end), unit.start)
            stop = units[index + 1].start if index + 1 < len(units) else end
            if _OWN.fullmatch(gap):
                joined[-1] = self._tail(unit, stop, owner=joined[-1])
            elif _AND.fullmatch(gap):
                joined.append(self._tail(unit, stop))
            else:
                break
            last = unit
        if len(joined) == 1:
            return joined[0]
        between = self.page.between(units[0].end, last.start)
        if not _JOINS.search(between):
            # only commas: an apposition, so the one with a name says who it is
            return self._apposed(joined)
        return self._several(joined, units[0].start, last.end)

    def _apposed(self, joined: list[Mention]) -> Mention:
        person = next((m for m in joined if m.sort == "person"), None)
        if person is None:
            return joined[0]
        for other in joined:
            if other.sort == "role" and other in self.mentions:
                person.held.extend(other.held)
                self.mentions.remove(other)
        return person

    def _several(self, joined: list[Mention], start: int, end: int) -> Mention:
        text = self.page.text[start:end]
        mention = Mention("several", start, end, (start, end), text, plural=True)
        mention.others = joined
        mention.score = min(m.score for m in joined)
        codes = {m.code for m in joined}
        mention.code = codes.pop() if len(codes) == 1 else None
        return self._new(mention)

    def _tail(self, unit: Mention | Node, stop: int, owner: Mention | None = None) -> Mention:
        """Read the unmarked noun that may follow a unit: "Serbia’s defence chief", "UN officials"."""
        rest = self.page.between(unit.end, stop)
        own = _OWN.match(rest)
        follows = own is not None or _NOUN_AFTER.match(rest) is not None
        if follows and not (_JOINS.match(rest.lstrip()) or _TURN.match(rest.lstrip())):
            mark = _POSSESSIVE.match(rest) or _BASED.match(rest)
            start = unit.end + (mark.end() if mark else 0)
            noun = read_words(self.page, start, stop)
            if noun.sort != "words" and noun.sort != "pronoun" and noun.head[0] - start < 40:
                return self._owned(noun, unit)
        mention = unit if isinstance(unit, Mention) else self._place(unit)
        if owner is not None and owner is not mention and mention.body is None:
            mention.body = owner
            mention.held = [Held(h.office, h.code, owner, h.known) for h in mention.held]
        return mention

    def _owned(self, noun: Mention, unit: Mention | Node) -> Mention:
        noun.start = unit.start
        noun.article = article_before(self.page, unit.start)
        if isinstance(unit, Mention):
            noun.body = unit
            noun.held = [Held(h.office, h.code, unit, h.known) for h in noun.held]
        else:
            noun.code = self.page.country_of(unit)
            noun.held = [Held(h.office, noun.code, h.body, h.known) for h in noun.held]
        return self._new(noun)

    # places and peoples that speak

    def _acts(self, node: Node) -> bool:
        """Say whether a place may stand for who governs it: a country, a capital, a seat of power."""
        name, lexicon = key(self.page.text[node.start : node.end]), self.page.lexicon
        names = (name, name.removeprefix("the "))
        return any(n in lexicon.polities or n in lexicon.seats or n in lexicon.body_seats for n in names)

    def _place(self, node: Node) -> Mention:
        """Make a country, its government, or a people out of a mark that stands where an actor does."""
        if id(node) not in self._places:
            self._places[id(node)] = self._new(self._read_place(node))
        return self._places[id(node)]

    def _read_place(self, node: Node) -> Mention:
        page, text = self.page, self.page.text[node.start : node.end]
        mention = Mention("words", node.start, node.end, (node.start, node.end), text, node.score)
        mention.article = article_before(page, node.start)
        name = key(text)
        polity = page.lexicon.polities.get(name) or page.lexicon.polities.get(name.removeprefix("the "))
        if node.kind == "nationality":
            mention.sort, mention.code = "group", page.country_of(node)
            mention.own = frozenset(name.split())
            mention.plural = True
            return mention
        if polity and polity[1] == "name":
            mention.sort, mention.code = "country", page.code(polity[0])
            return mention
        body = page.body(text) or page.lexicon.body_seats.get(name)
        seat = page.lexicon.seats.get(name)
        if body and not (seat and seat in page.outright):
            mention.sort, mention.known, mention.code = "organisation", body, body.country
            mention.kind = page.lexicon.body_kinds.get((body.kind,)) if body.kind else None
        elif seat:
            mention.sort, mention.code = "seat", seat
        else:
            mention.why = "place"
        return mention
