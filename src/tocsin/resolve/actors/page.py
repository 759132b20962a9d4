"""One report as the linking sees it: marks as a tree, sentences, blocks and quoted stretches."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from tocsin.language.quotations import quote_state
from tocsin.records import Annotation, Mark, MarkKind, Report, Span
from tocsin.resolve.actors.known import known_names
from tocsin.resolve.actors.lexicon import Body, Lexicon
from tocsin.resolve.actors.wording import fold, key

_KINDS: tuple[MarkKind, ...] = ("person", "organisation", "role", "group", "place", "nationality")
_ARTICLES = ("the ", "a ", "an ")
_POSSESSIVES = ("'s", "’s", "ʼs")
_REST = re.compile(r" of (?:the )?[A-Z][\w-]+(?: and [A-Z][\w-]+)?")
_EDGES = " \t\n\r,;:.'\"“”‘’«»("


@dataclass(slots=True, eq=False)
class Node:
    """One mark, trimmed, with the marks that lie inside it."""

    kind: MarkKind
    start: int
    end: int
    score: float
    children: list[Node] = field(default_factory=list)

    def all(self, *kinds: MarkKind) -> list[Node]:
        """List the marks of some kinds inside this one, at any depth, in reading order."""
        found: list[Node] = []
        for child in self.children:
            if child.kind in kinds:
                found.append(child)
            found.extend(child.all(*kinds))
        return found


class Page:
    """A report with its annotation, indexed for look-up by position."""

    def __init__(self, report: Report, annotation: Annotation, lexicon: Lexicon) -> None:
        self.report = report
        self.text = report.text
        self.annotation = annotation
        self.lexicon = lexicon
        marks = whole_titles(report.text, (*annotation.marks, *known_names(report, annotation, lexicon)))
        self.tops = _tree(self.text, marks, lexicon.lists["pronouns"])
        self._sentences = sorted(start for start, _ in annotation.sentences)
        self._blocks = [block.start for block in report.blocks]
        self._quoted = quote_state(self.text)
        self._headlines = [(b.start, b.end) for b in report.blocks if b.kind in ("headline", "subhead")]
        self.outright: set[str] = set()  # countries that the report names, not only their capitals
        self.named = self._countries_named()

    def sentence(self, offset: int) -> int:
        """Number the sentence at a character."""
        return bisect_right(self._sentences, offset)

    def block(self, offset: int) -> int:
        """Number the block at a character."""
        return bisect_right(self._blocks, offset)

    def quoted(self, offset: int) -> bool:
        """Say whether a character stands inside quotation marks."""
        return offset < len(self._quoted) and self._quoted[offset] != 0

    def heading(self, offset: int) -> bool:
        """Say whether a character stands in a headline or subhead."""
        return any(start <= offset < end for start, end in self._headlines)

    def between(self, start: int, end: int) -> str:
        """Give the text from one offset to another, or nothing where they have crossed."""
        return self.text[start:end] if start < end else ""

    def code(self, codes: tuple[str, ...]) -> str | None:
        """Choose the country that a word means: the only one, or the only one that the report also names."""
        if len(codes) <= 1:
            return codes[0] if codes else None
        named = [code for code in codes if code in self.named]
        return named[0] if len(named) == 1 else None

    def countries(self, text: str, sorts: tuple[str, ...] = ("name", "people")) -> list[str]:
        """List the countries that a phrase names, each once, where the word leaves no choice."""
        found: list[str] = []
        for polity in self.lexicon.polities_in(text):
            code = self.code(polity.codes) if polity.sort in sorts else None
            if code and code not in found:
                found.append(code)
        return found

    def country_of(self, node: Node) -> str | None:
        """Name the country that a place or nationality mark is, or is the seat of; None for other places."""
        text = self.text[node.start : node.end]
        found = self.countries(text)
        return found[0] if len(found) == 1 else self.lexicon.seats.get(key(text)) if not found else None

    def body(self, text: str) -> Body | None:
        """Look a body up by its name; a name that many countries use counts only where its country is named."""
        hit = self.lexicon.body(text)
        if hit is not None and key(text).removeprefix("the ") in self.lexicon.generic and hit.country not in self.named:
            return None
        return hit

    def _countries_named(self) -> frozenset[str]:
        found: set[str] = set()
        for mark in self.annotation.marks:
            if mark.kind == "place":
                for polity in self.lexicon.polities_in(mark.span.quote):
                    if len(polity.codes) == 1 and polity.sort == "name":
                        self.outright.update(polity.codes)
                if seat := self.lexicon.seats.get(key(mark.span.quote)):
                    found.add(seat)
            elif mark.kind == "nationality":
                self.outright.update(
                    c for p in self.lexicon.polities_in(mark.span.quote) if len(p.codes) == 1 for c in p.codes
                )
        return frozenset(found | self.outright)


def whole_titles(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Lengthen titles that were cut before "of" and a word in capitals that is no name: "Secretary of State"."""
    others = [mark.span for mark in marks if mark.kind != "role"]

    def whole(mark: Mark) -> Mark:
        rest = _REST.match(text, mark.span.end) if mark.kind == "role" else None
        if rest is None or any(span.start < rest.end() and rest.start() < span.end for span in others):
            return mark
        return replace(mark, span=Span.of(text, mark.span.start, rest.end()))

    return tuple(map(whole, marks))


def _tree(text: str, marks: tuple[Mark, ...], pronouns: frozenset[str]) -> list[Node]:
    """Nest the marks; of two that cross, or that say the same twice, the first or longer one stays."""
    nodes = [node for mark in marks if (node := _node(text, mark, pronouns)) is not None]
    nodes.sort(key=lambda n: (n.start, -n.end, -n.score, _KINDS.index(n.kind)))
    tops: list[Node] = []
    stack: list[Node] = []
    for node in nodes:
        while stack and stack[-1].end <= node.start:
            stack.pop()
        if stack and node.end > stack[-1].end:
            continue
        parent = stack[-1] if stack else None
        if parent and (parent.start, parent.end) == (node.start, node.end):
            continue
        (parent.children if parent else tops).append(node)
        stack.append(node)
    return tops


def _node(text: str, mark: Mark, pronouns: frozenset[str]) -> Node | None:
    """Trim a mark to its words: no article before it, no possessive ending, no punctuation around it.

    A pronoun that was marked as a name is none.
    """
    start, end = mark.span.start, mark.span.end
    if mark.kind not in _KINDS or text[start:end] != mark.span.quote:
        return None
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        if text[end - 1] == "." and _abbreviated(text, start, end):
            break
        end -= 1
    for article in _ARTICLES:
        if text[start:end].lower().startswith(article) and end - start > len(article):
            start += len(article)
            break
    if text[start:end].endswith(_POSSESSIVES) and end - start > 2:
        end -= 2
    left = text[start:end]
    # "WHO" and "US" are names; "who" and "us" are not
    no_name = fold(left) in pronouns and not (left.isupper() and len(left) > 1)
    return Node(mark.kind, start, end, mark.score) if any(c.isalnum() for c in left) and not no_name else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Say whether a full stop at the end belongs to an abbreviation ("U.S.", "Jr.", "Gen.")."""
    last = text[start:end].split()[-1]
    return "." in last[:-1] or len(last) <= 4
