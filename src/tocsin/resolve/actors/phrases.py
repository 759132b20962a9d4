"""Make a mention out of one marked phrase: a person, a title, a body or a group."""

from __future__ import annotations

import re

from tocsin.resolve.actors.lexicon import Body, BodyKind
from tocsin.resolve.actors.mentions import Held, Mention, article_before
from tocsin.resolve.actors.names import read_name, split_titles
from tocsin.resolve.actors.page import Node, Page
from tocsin.resolve.actors.titles import read_office
from tocsin.resolve.actors.wording import SMALL, Word, key, words

_LEAD = re.compile(r"((?:[^\W\d_]+\.?\s+){1,3})$")
# a country after one of these is where somebody goes or works, not whose he is
_ELSEWHERE = re.compile(r"\b(?:to|in|on|at|with|against|for)\s+(?:the\s+)?$", re.IGNORECASE)


def person_mention(page: Page, node: Node) -> Mention:
    """Read a marked person's name, with the titles that stand inside the mark or unmarked before it."""
    text = page.text[node.start : node.end]
    offset, _ = split_titles(text, page.lexicon)
    start = node.start + offset
    mention = Mention("person", node.start, node.end, (start, node.end), text[offset:], node.score)
    mention.name = read_name(text[offset:], page.lexicon)
    if offset:
        _front(page, mention, text[:offset])
    return mention


def _front(page: Page, mention: Mention, front: str) -> None:
    """Take the titles and honorifics before a name in."""
    line = words(front)
    plain = [w for w in line if w.folded not in page.lexicon.honorifics]
    for word in line:
        mention.gender = mention.gender or page.lexicon.honorifics.get(word.folded) or None
    if plain:
        office = read_office(front[plain[0].start : plain[-1].end], page.lexicon)
        if office is not None:
            mention.held.append(Held(office))
            mention.gender = mention.gender or office.gender


def unmarked_front(page: Page, mention: Mention, floor: int) -> None:
    """Look for "Mr" or a title with a capital right before a name, after `floor`, where no mark covers it."""
    match = _LEAD.search(page.text, max(floor, mention.start - 40), mention.start)
    if not match:
        return
    line = words(match[1])
    for size in range(len(line), 0, -1):
        part = line[-size:]
        known = page.lexicon.write_out(part) in page.lexicon.titles or (
            size == 1 and part[0].folded in page.lexicon.honorifics
        )
        if known and part[0].text[0].isupper():
            mention.start = match.start() + part[0].start
            _front(page, mention, match[1][part[0].start :])
            return


def role_mention(page: Page, node: Node) -> Mention | None:
    """Read a marked title; None where nothing but country and body names is in it."""
    text = page.text[node.start : node.end]
    inner = node.all("place", "nationality", "organisation", "person")
    holes = [(n.start - node.start, n.end - node.start) for n in inner]
    holes.extend((p.start, p.end) for p in page.lexicon.polities_in(text))
    office = read_office(text, page.lexicon, tuple(holes))
    if office is None:
        return None
    mention = Mention("role", node.start, node.end, (node.start, node.end), text, node.score)
    mention.code = _own_country(page, node, text)
    mention.held.append(Held(office, mention.code))
    mention.gender = office.gender
    mention.article = article_before(page, node.start)
    return mention


def _own_country(page: Page, node: Node, text: str) -> str | None:
    """Find the country whose office or body a phrase names, not one that it is sent to."""
    inner = node.all("place", "nationality")
    for child in inner:
        if not _ELSEWHERE.search(text[: child.start - node.start]):
            code = page.country_of(child)
            if code:
                return code
    if inner:
        return None
    for polity in page.lexicon.polities_in(text):
        if not _ELSEWHERE.search(text[: polity.start]):
            return page.code(polity.codes)
    return None


def organisation_mention(page: Page, node: Node) -> Mention:
    """Read a marked body: known or not, of which kind and country, by which words it differs from others."""
    text = page.text[node.start : node.end]
    mention = Mention("organisation", node.start, node.end, (node.start, node.end), text, node.score)
    mention.article = article_before(page, node.start)
    polity = page.lexicon.polities.get(key(text))
    if polity is not None and polity[1] == "name" and page.body(text) is None:
        mention.sort, mention.code = "country", page.code(polity[0])  # a country marked as a body acts
        return mention
    read_body(page, mention, text)
    if mention.known is None:
        mention.code = _own_country(page, node, text)
        if key(text) in page.lexicon.seats:
            mention.sort, mention.code = "seat", page.lexicon.seats[key(text)]
    return mention


def read_body(page: Page, mention: Mention, text: str) -> None:
    """Fill in what the name of a body says."""
    line = _without_polities(page, text)
    mention.known = page.body(text) or _named_with_people(page, text)
    mention.kind, own = page.lexicon.body_kind(tuple(w.folded for w in line))
    if mention.known and mention.known.kind:
        mention.kind = state_kind(page, mention.known.kind)
    mention.parts = frozenset(w.folded for w in line if w.folded not in SMALL)
    mention.own = frozenset(own)


def _named_with_people(page: Page, text: str) -> Body | None:
    """Find a body named with its people before it ("Kurdish YPG"), where that does not make it another's body."""
    line = words(text)
    known = page.body(text[line[1].start :]) if len(line) > 1 else None
    if known is None or known.country not in page.lexicon.country_names or not line[0].text[0].isupper():
        return None
    codes = page.countries(text[: line[0].end])
    return known if codes == [known.country] or (not codes and text[line[1].start :].isupper()) else None


def is_group(page: Page, text: str) -> bool:
    """Say whether a phrase marked as a body is rather one for people without a name ("service members")."""
    line = words(text)
    if not line or page.body(text) is not None:
        return False
    folded = tuple(w.folded for w in line)
    noun, size = page.lexicon.head(folded)
    _, own = page.lexicon.body_kind(folded)
    if noun is None or not noun.plural:
        return False
    # a capital says that it is a name, unless the word may only begin a sentence
    return size >= len(own) if line[-1].text[0].islower() else len(line) == 1 and not own


def names_somebody(page: Page, node: Node, text: str) -> bool:
    """Say whether a phrase marked as a name is one, and no title written small ("commander of the fleet")."""
    if not text[0].islower():
        return not (key(text) in page.lexicon.abbreviations and "." in page.text[node.end - 1 : node.end + 1])
    office = read_office(text, page.lexicon)
    return office is None or office.title is None


def state_kind(page: Page, word: str) -> BodyKind | None:
    """Look up a kind of body by its word."""
    return page.lexicon.body_kinds.get((word,))


def _without_polities(page: Page, text: str) -> list[Word]:
    holes = [(p.start, p.end) for p in page.lexicon.polities_in(text)]
    return [w for w in words(text) if not any(a <= w.start < b for a, b in holes)]


def group_mention(page: Page, node: Node, text: str | None = None) -> Mention:
    """Read a phrase for people without a name: its noun, whose they are, and what else it says of them."""
    text = page.text[node.start : node.end] if text is None else text
    mention = Mention("group", node.start, node.end, (node.start, node.end), text, node.score)
    line = tuple(w.folded for w in _without_polities(page, text))
    stop = next(
        (i for i, word in enumerate(line) if i and word in ("of", "in", "from", "for", "at", "near")), len(line)
    )
    mention.noun, size = page.lexicon.head(line[:stop])
    if mention.noun is None:
        stop = len(line)
        mention.noun, size = page.lexicon.head(line)
    mention.own = frozenset(line[stop - size : stop])
    mention.parts = frozenset(w for w in line[: stop - size] if w not in SMALL)
    mention.code = _own_country(page, node, text)
    mention.plural = mention.noun.plural if mention.noun else bool(line[:stop]) and line[:stop][-1].endswith("s")
    mention.article = article_before(page, node.start)
    mention.gender = next((g for w in line if (g := page.lexicon.gender.get(w))), None) if not mention.plural else None
    return mention
