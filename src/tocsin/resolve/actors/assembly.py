"""Put names together with the titles, countries and bodies that stand beside them."""

from __future__ import annotations

import re

from tocsin.resolve.actors.mentions import Held, Mention, article_before
from tocsin.resolve.actors.page import Node, Page
from tocsin.resolve.actors.phrases import (
    group_mention,
    is_group,
    names_somebody,
    organisation_mention,
    person_mention,
    role_mention,
    unmarked_front,
)
from tocsin.resolve.actors.titles import is_plural_group, read_office
from tocsin.resolve.actors.wording import key

_SPACE = re.compile(r"[ \t]+|[ \t]*\n[ \t]*")
_OWN = re.compile(r"(?:\s?[’'‘]s|[’'])\s+(?:[\w-]+\s+){0,2}")
_COMMA = re.compile(r"\s*,\s*")
_OF = re.compile(
    r",?\s+(of|for|at|in|to|with|from|on|inside|within)\s+(?:(?:the|a|an|its|their|his|her|[\w’'-]+[’']s)\s+)?(?:[\w-]+\s+){0,2}"
)
_UNMARKED = re.compile(r"\s+(?:of|for|at|in|to|on|with)\s+(?:[\w’'.-]+\s+){0,5}[\w’'.-]+\s*,\s*")
_NAMED = re.compile(r"\s*,?\s*(?:who was |was )?(?:named|called|identified as|named as)\s+")
_BRACKET = re.compile(r"\s*\(\s*(?:the\s+)?")
_APPOSED = re.compile(
    r"\s*(?P<mark>[,(–—-])\s*(?:aged?\s+)?(?P<age>\d{1,3}\s*,\s*)?(?:who\s+(?:is|was)\s+)?"
    r"(?P<article>(?:(?:the|a|an|one of|its|their|his|her|then|now|also|both)\s+)*)"
    r"(?P<owner>(?:the\s+)?[\w.’'-]+[’']s?\s+)?(?P<words>(?:[\w-]+\s+){0,2})"
)
# what may come after a title set off behind a name: a mark, or words that go on with the noun
_SET_OFF = re.compile(
    r"\s*(?:[,.;:)–—”’\"?!\]]|\Z|\n|(?:who|whom|whose|which|that|and|in|at|on|of|for|with|from|to|near|during|as|since|until"
    r"|under|between|based|born|\w+ing)\b)"
)
_A = ("a ", "an ", "one of the ", "one of ")
_PLACED = re.compile(r"\b(?:in|at|from|near|of|to|outside|around|across|inside|over|off)\s+(?:the\s+)?$", re.IGNORECASE)
_ACRONYM = re.compile(r"\s*\(\s*(?:the\s+)?([A-Z][\w&/.-]{1,12})\s*\)")
_HEADED = ("role", "organisation", "group")


class Assembly:
    """One pass over the outermost marks of a page; `mentions` is what comes of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tops = _hoisted(page.tops)
        self.mentions: list[Mention] = []
        self.at: dict[int, Mention] = {}  # index of an outermost mark -> its mention
        self.of_node: dict[int, Mention] = {}  # id of a mark of a body or person -> its mention
        self.taken: set[int] = set()  # indexes that belong to another mark's phrase

    def run(self) -> list[Mention]:
        """Make all mentions of names, titles, bodies and groups, in reading order."""
        for index, node in enumerate(self.tops):
            self._make(index, node)
        for index in self.at:
            self._fronts(index)
        persons = [index for index, mention in self.at.items() if mention.sort == "person"]
        for index in persons:
            unmarked_front(self.page, self.at[index], self.tops[index - 1].end if index else 0)
        # what touches a name is its title before it can be anybody's complement ("spokesman for President X")
        for index in persons:
            self._join_left(index, (_SPACE,))
        for index in list(self.at):
            self._complements(index)
        self._join_persons(persons)
        self._acronyms()
        for mention in self.mentions:
            mention.article = article_before(self.page, mention.start) or mention.article
        self.mentions.sort(key=lambda m: (m.start, -m.end))
        return self.mentions

    # making

    def _make(self, index: int, node: Node) -> None:
        mention = self._mention(node)
        if mention is None:
            return
        self.at[index] = mention
        for child in node.all("organisation", "person"):
            inner = organisation_mention(self.page, child) if child.kind == "organisation" else None
            inner = person_mention(self.page, child) if inner is None else inner
            inner.inside = True
            self._keep(child, inner)
            if mention.body is None and child.end < node.end:
                self._give_body(mention, inner)

    def _mention(self, node: Node) -> Mention | None:
        page, text = self.page, self.page.text[node.start : node.end]
        kind = node.kind
        if kind == "role" and is_plural_group(text, page.lexicon):
            kind = "group"
        if kind == "group" and page.body(text):
            kind = "organisation"
        elif kind == "organisation" and is_group(page, text):
            kind = "group"
        elif kind == "person" and not names_somebody(page, node, text):
            kind = "role"
        mention: Mention | None = None
        if kind == "person":
            mention = person_mention(page, node)
        elif kind == "role":
            mention = role_mention(page, node)
        elif kind == "organisation":
            mention = organisation_mention(page, node)
        elif kind == "group":
            mention = group_mention(page, node)
        return self._keep(node, mention) if mention else None

    def _keep(self, node: Node, mention: Mention) -> Mention:
        self.of_node[id(node)] = mention
        self.mentions.append(mention)
        return mention

    @staticmethod
    def _give_body(mention: Mention, body: Mention) -> None:
        """Say that somebody is of a body, and that his title is held in it."""
        if mention is body or mention.body is not None:
            return
        mention.body = body
        mention.held = [Held(h.office, h.code, body, h.known) for h in mention.held]

    def _give_code(self, mention: Mention, code: str | None) -> None:
        known = mention.known
        if code and known and known.country != code and known.country in self.page.lexicon.country_names:
            mention.known = known = None  # the Nigerian House of Representatives is not the American one
        if code and not mention.code and known is None:
            mention.code = code
            mention.held = [Held(h.office, h.code or code, h.body, h.known) for h in mention.held]

    # what stands before and after a mark

    def _gap(self, left: int, right: int) -> str:
        gap = self.page.between(left, right)
        return "\n\n" if "\n\n" in gap else gap

    def _fronts(self, index: int) -> None:
        """Take in the countries and bodies right before a title, body, group or name."""
        mention = self.at[index]
        start = mention.start
        for back in range(index - 1, max(-1, index - 3), -1):
            node = self.tops[back]
            gap = self._gap(node.end, start)
            owned = _OWN.fullmatch(gap) is not None
            if back in self.taken or not (owned or _SPACE.fullmatch(gap)) or not self._may_lead(mention, node, owned):
                break
            self.taken.add(back)
            start = node.start
            if node.kind in ("place", "nationality"):
                self._give_code(mention, self.page.country_of(node))
            else:
                owner = self.of_node[id(node)]
                self._give_body(mention, owner)
                owner.inside = True
                start = min(start, owner.start)
        mention.start = start

    def _may_lead(self, mention: Mention, node: Node, owned: bool) -> bool:
        if node.kind in ("place", "nationality"):
            if owned or node.kind == "nationality":
                return True
            return mention.sort in _HEADED and not _PLACED.search(self.page.text[max(0, node.start - 16) : node.start])
        if id(node) not in self.of_node:
            return False
        if owned:
            return mention.sort in ("role", "group", "person") or (mention.sort == "organisation" and not mention.known)
        return node.kind == "organisation" and mention.sort in ("role", "group")

    def _complements(self, index: int) -> None:
        """Take in the countries and bodies after "of", "for" and the like behind a title, body or group."""
        mention = self.at[index]
        if mention.sort not in _HEADED:
            return
        end = mention.end
        for ahead in range(index + 1, min(len(self.tops), index + 4)):
            node, inner = self.tops[ahead], self.at.get(ahead)
            if ahead in self.taken:
                continue
            match = _OF.fullmatch(self._gap(end, inner.start if inner else node.start))
            if match is None or node.kind == "group" or match[0].startswith(",") or self._cue_in(end, node.start):
                break
            if not self._complement(mention, node, match[1]):
                break
            self.taken.add(ahead)
            end = max(end, node.end)
            if inner is not None:
                inner.inside = True
                end = max(end, inner.end)
            mention.end = end = self._past_bracket(end) if node.kind == "organisation" else end

    def _cue_in(self, start: int, end: int) -> bool:
        """Say whether a word of saying stands between two offsets: no title reaches over it."""
        cues = (cue for one in self.page.annotation.attributions for cue in one.cue)
        return any(cue.start < end and start < cue.end for cue in cues)

    def _past_bracket(self, end: int) -> int:
        """Step over the abbreviation of a body in brackets."""
        match = _ACRONYM.match(self.page.text, end)
        if match is None:
            return end
        for index, node in enumerate(self.tops):
            if end <= node.start and node.end <= match.end():
                self.taken.add(index)
                if index in self.at:
                    self.at[index].inside = True
        return match.end()

    def _complement(self, mention: Mention, node: Node, preposition: str) -> bool:
        """Read one complement; say whether it belongs to the phrase."""
        if node.kind in ("place", "nationality"):
            country = self.page.country_of(node)
            if mention.sort == "organisation":
                # "the government of Kenya", "the Defence Ministry in Kyiv"
                state = mention.kind is not None and (mention.kind.state or "GOV" in mention.kind.sectors)
                if preposition == "of" or (preposition == "in" and state and country):
                    self._give_code(mention, country)
                    return preposition == "of" and node.kind == "place"
                return False
            if preposition in ("of", "from"):
                self._give_code(mention, country)
            return mention.sort == "role" or preposition in ("of", "from")
        other = self.of_node.get(id(node))
        if other is None or mention.sort == "organisation":
            return False
        if mention.sort == "group" and preposition not in ("of", "from", "with", "at"):
            return False
        self._give_body(mention, other)
        return True

    # persons

    def _join_persons(self, persons: list[int]) -> None:
        for index in persons:
            self._join_right(index, strong=True)
        for index in persons:
            self._join_left(index, (_SPACE, _COMMA, _NAMED, _UNMARKED))
        for index in persons:
            self._join_right(index, strong=False)
            self._belonging(index)

    def _join_left(self, index: int, patterns: tuple[re.Pattern[str], ...]) -> None:
        """Give a name the titles that stand before it."""
        person = self.at[index]
        for back in range(index - 1, max(-1, index - 6), -1):
            if back in self.taken:
                continue
            title = self.at.get(back)
            gap = self._gap(title.end, person.start) if title else ""
            also = _COMMA in patterns and key(gap) in self.page.lexicon.lists["also_called"]
            if title is None or not self._is_title(title) or not (also or any(p.fullmatch(gap) for p in patterns)):
                return
            self._take_title(person, title, back)
            person.start = title.start
            patterns = (_SPACE,)  # further titles only where they touch: "spokesman Brig. Gen. X"

    def _is_title(self, mention: Mention) -> bool:
        return mention.sort == "role" or (mention.sort == "group" and not mention.plural and mention.noun is not None)

    def _take_title(self, person: Mention, title: Mention, index: int) -> None:
        self.taken.add(index)
        person.gender = person.gender or title.gender
        person.code = person.code or title.code
        person.body = person.body or title.body
        if title.sort == "group":
            office = read_office(title.text, self.page.lexicon)
            if office is not None:
                person.held.append(Held(office, title.code, title.body))
            person.noun = title.noun
        person.held.extend(title.held)
        if title in self.mentions:
            self.mentions.remove(title)
        self.at.pop(index, None)

    def _join_right(self, index: int, *, strong: bool) -> None:
        """Give a name the titles that stand after it, set off by a comma, a dash or a bracket."""
        person = self.at[index]
        for ahead in range(index + 1, min(len(self.tops), index + 4)):
            title = self.at.get(ahead)
            if ahead in self.taken or title is None:
                continue  # a country or body that the title has taken in lies between
            match = _APPOSED.fullmatch(self._gap(person.end, title.start))
            if match is None or not self._is_title(title):
                return
            known = self.page.lexicon.lists
            if any(w not in known["filler"] | known["former"] | known["distinct"] for w in key(match["words"]).split()):
                return
            if self._starts_source(title) or not self._set_off(person, title, match["article"]):
                return
            set_off = bool(match["article"] or match["age"] or match["owner"]) or match["mark"] == "("
            if (strong and not set_off) or (strong and person.held and self._name_follows(ahead, title)):
                return
            self._take_title(person, title, ahead)
            person.end = title.end
            return

    def _set_off(self, person: Mention, title: Mention, article: str) -> bool:
        """Say whether the words after a title leave it an apposition and no subject of its own."""
        if article in _A or _SET_OFF.match(self.page.text, title.end):
            return True
        spans = [span for attribution in self.page.annotation.attributions for span in attribution.source]
        return any(span.start <= person.start + 4 and title.end <= span.end for span in spans)

    def _starts_source(self, title: Mention) -> bool:
        """Say whether somebody else's words begin with the title: it is a subject then, and no apposition."""
        return any(
            title.start - 4 <= span.start <= title.start
            for attribution in self.page.annotation.attributions
            for span in attribution.source
        )

    def _name_follows(self, index: int, title: Mention) -> bool:
        """Say whether a title is rather that of the next name ("..., the president, Ana Ruiz")."""
        later = next((i for i in range(index + 1, min(len(self.tops), index + 4)) if i not in self.taken), None)
        person = self.at.get(later) if later is not None else None
        named = person is not None and person.sort == "person"
        return person is not None and named and bool(_COMMA.fullmatch(self._gap(title.end, person.start)))

    def _belonging(self, index: int) -> None:
        """Read "X of UNHCR", "X (Fatah)" and "X, known as Y"."""
        person = self.at[index]
        ahead = next((i for i in range(index + 1, len(self.tops)) if i not in self.taken), None)
        if ahead is None:
            return
        node = self.tops[ahead]
        gap = self._gap(person.end, node.start)
        other = self.at.get(ahead)
        if node.kind == "person" and other and key(gap) in self.page.lexicon.lists["also_called"]:
            other.alias_of = person
            return
        of = _OF.fullmatch(gap)
        if not ((of and of[1] in ("of", "from")) or _BRACKET.fullmatch(gap)):
            return
        if other is not None and other.sort == "organisation":
            self._give_body(person, other)
        elif node.kind in ("place", "nationality"):
            self._give_code(person, self.page.country_of(node))

    # bodies

    def _acronyms(self) -> None:
        """Bind a short name in brackets to the name before it."""
        bodies = [m for m in self.mentions if m.sort in ("organisation", "group")]
        bodies.sort(key=lambda m: (m.start, -m.end))
        for index, mention in enumerate(bodies):
            later = next((m for m in bodies[index + 1 : index + 4] if m.start >= mention.end), None)
            match = _ACRONYM.match(self.page.text, mention.end)
            bracketed = later is not None and _BRACKET.fullmatch(self._gap(mention.end, later.start))
            short = later if bracketed and later and self.page.text[later.end : later.end + 1] == ")" else None
            if match is None and short is None:
                continue
            text = short.text if short else match[1] if match else ""
            known = self.page.body(text)
            if known and mention.known and known is not mention.known:
                continue
            if short is not None and (known or mention.known or text.isupper() or mention.text.isupper()):
                short.alias_of = mention
            if short is None or text.isupper() or known:
                mention.acronyms.append(text)
                mention.known = mention.known or known


def _hoisted(tops: list[Node]) -> list[Node]:
    """Part a title that was marked together with the name after it."""
    out: list[Node] = []
    for node in tops:
        names = [child for child in node.children if child.kind == "person"] if node.kind == "role" else []
        if not names:
            out.append(node)
            continue
        first = names[0]
        before = Node("role", node.start, first.start, node.score, [c for c in node.children if c.end <= first.start])
        if first.start > node.start:
            out.append(before)
        out.extend(names)
    return out
