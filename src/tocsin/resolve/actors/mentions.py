"""What stands for somebody in the text, before it is known for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tocsin.resolve.actors.lexicon import Body, BodyKind, Head
from tocsin.resolve.actors.names import Name
from tocsin.resolve.actors.titles import Office

if TYPE_CHECKING:
    from tocsin.resolve.actors.page import Page

Sort = Literal["person", "role", "organisation", "group", "country", "seat", "pronoun", "several", "words"]

_BEFORE = re.compile(r"([^\W\d_]+)\s+$")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_INDEFINITE = frozenset(
    {"a", "an", "another", "one", "some", "several", "two", "three", "four", "five", "many", "other"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A title as one mention has it: the office, its country, and the body that it is held in."""

    office: Office
    code: str | None = None
    body: Mention | None = None
    known: Body | None = None


@dataclass(slots=True, eq=False)
class Mention:
    """One phrase that stands for somebody.

    `start` and `end` take in titles and appositions, `head` the name or noun alone. `code` is the
    country that the phrase itself gives, `body` the body that somebody is said to be of.
    """

    sort: Sort
    start: int
    end: int
    head: tuple[int, int]
    text: str
    score: float = 1.0
    name: Name | None = None
    held: list[Held] = field(default_factory=list)
    code: str | None = None
    body: Mention | None = None
    known: Body | None = None
    kind: BodyKind | None = None
    parts: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    noun: Head | None = None
    gender: str | None = None
    plural: bool = False
    article: Literal["the", "a", ""] = ""
    inside: bool = False
    source: bool = False
    alias_of: Mention | None = None
    acronyms: list[str] = field(default_factory=list)
    others: list[Mention] = field(default_factory=list)
    why: str = ""
    draft: Draft | None = None


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making: the mentions that were found to stand for one."""

    sort: Sort
    mentions: list[Mention] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    code: str | None = None
    code_why: str = ""
    known: Body | None = None
    kind: BodyKind | None = None
    parts: frozenset[str] = frozenset()
    noun: Head | None = None
    gender: str | None = None
    plural: bool = False
    also: list[Name] = field(default_factory=list)
    trust: float = 1.0
    why: list[str] = field(default_factory=list)

    def add(self, mention: Mention, score: float = 1.0, why: str = "") -> Draft:
        """Take a mention in, with how sure that is and why."""
        mention.draft = self
        mention.score *= score
        self.mentions.append(mention)
        self.held.extend(mention.held)
        if mention.name is not None and mention.name not in self.names:
            self.names.append(mention.name)
        if mention.sort in ("person", "role"):
            self.gender = self.gender or mention.gender
        if mention.code and not self.code and mention.sort != "pronoun":
            self.code = mention.code
        if why and why not in self.why:
            self.why.append(why)
        return self


def article_before(page: Page, start: int) -> Literal["the", "a", ""]:
    """Say whether the word before a phrase makes it definite, indefinite or neither."""
    match = _BEFORE.search(page.text, max(0, start - 12), start)
    word = match[1].lower() if match else ""
    if word in _DEFINITE:
        return "the"
    return "a" if word in _INDEFINITE else ""


def last_before(draft: Draft, offset: int) -> Mention | None:
    """Find a draft's last mention that ends before a character."""
    best: Mention | None = None
    for mention in draft.mentions:
        if mention.end <= offset and (best is None or mention.end > best.end):
            best = mention
    return best


def nearest(drafts: list[Draft], offset: int) -> Draft | None:
    """Choose the draft named last before a character, or else the one named first after it."""
    before = [(m.end, -n, d) for n, d in enumerate(drafts) if (m := last_before(d, offset))]
    if before:
        return max(before, key=lambda item: item[:2])[2]
    after = [(min(m.start for m in d.mentions), n, d) for n, d in enumerate(drafts) if d.mentions]
    return min(after, key=lambda item: item[:2])[2] if after else None
