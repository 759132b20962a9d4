"""Read a phrase that no mark covers: a pronoun, or a noun for people, an office or a body."""

from __future__ import annotations

import re

from tocsin.resolve.actors.mentions import Held, Mention, article_before
from tocsin.resolve.actors.names import read_name
from tocsin.resolve.actors.page import Page
from tocsin.resolve.actors.phrases import read_body
from tocsin.resolve.actors.titles import read_office
from tocsin.resolve.actors.wording import Word, key, words

_STOP = re.compile(
    r",|\(|[–—]|\s(?:of|from|by|to|at|in|on|with|for|who|whom|which|that|near|inside|outside|behind|among|whose|speaking"
    r"|close|familiar|said|says|told|and|or|nor|as|under|present|here|there|involved|travelling|interviewed|quoted)\b"
)
_POSSESSIVE = re.compile(r"[’']s?$")


def read_words(page: Page, start: int, end: int) -> Mention:
    """Make a mention out of the words from `start` to `end`.

    Its sort is "words" where nothing is known about them; `why` then says what they look like.
    """
    text = page.text[start:end]
    line = words(text)
    mention = Mention("words", start, end, (start, end), text.strip(), score=0.6)
    if not line:
        mention.text = ""
        return mention
    pronouns, carriers = page.lexicon.pronouns, page.lexicon.lists["carriers"]
    first, last = pronouns.get(line[0].folded), pronouns.get(line[-1].folded)
    if first and (len(line) == 1 or first.case == "subject") and page.body(line[0].text) is None:
        return _pronoun(mention, start, line[0])
    if last and last.case == "subject":
        return _pronoun(mention, start, line[-1])  # "Asked about it, she"
    noun = _noun_phrase(page, mention, text, line)
    carrier = next((i for i, w in enumerate(noun) if w.folded in carriers), None)
    if carrier is not None:
        if first and first.case == "owner":
            return _pronoun(mention, start, line[0])  # "His letter" says what he says
        noun = noun[: carrier + 1]
    mention.head = (start + noun[0].start, start + noun[-1].end)
    mention.start, mention.end = mention.head
    mention.text = text[noun[0].start : noun[-1].end]
    mention.article = article_before(page, mention.head[0])
    _classify(page, mention, noun)
    return mention


def _noun_phrase(page: Page, mention: Mention, text: str, line: tuple[Word, ...]) -> tuple[Word, ...]:
    """Cut a phrase down to its noun and the words that belong to it in front."""
    leading, pronouns = page.lexicon.lists["leading"], page.lexicon.pronouns

    def empty(word: Word) -> bool:
        return word.folded in leading or word.folded in pronouns or word.text.isdigit()

    of = next((i for i, w in enumerate(line[:-1]) if w.folded == "of"), None)
    if of and all(empty(w) for w in line[:of]):
        line = line[of + 1 :]  # "two of her deputies"
    while len(line) > 1 and empty(line[0]):
        line = line[1:]
    owner = next((i for i, w in enumerate(line[:-1]) if _POSSESSIVE.search(w.text)), None)
    if owner is not None:
        codes = page.countries(text[line[0].start : line[owner].end])
        mention.code = codes[0] if len(codes) == 1 else None
        line = line[owner + 1 :]
    stop = _STOP.search(text, line[0].end)
    return tuple(w for w in line if stop is None or w.end <= stop.start()) or line[:1]


def _pronoun(mention: Mention, start: int, word: Word) -> Mention:
    mention.sort, mention.score, mention.text = "pronoun", 1.0, word.text
    mention.start, mention.end = start + word.start, start + word.end
    mention.head = (mention.start, mention.end)
    return mention


def _classify(page: Page, mention: Mention, line: tuple[Word, ...]) -> None:
    lexicon = page.lexicon
    folded = tuple(_POSSESSIVE.sub("", w.folded) for w in line)
    name = key(mention.text)
    polity = lexicon.polities.get(name)
    if polity and polity[1] == "name" and line[0].text[0].isupper():
        mention.sort, mention.code = "country", page.code(polity[0])
        return
    if line[-1].folded in lexicon.lists["carriers"]:
        mention.why = "carrier"
        return
    if len(line) == 1 and line[0].folded in lexicon.lists["country"]:
        mention.sort, mention.why = "country", "word"
        return
    known = page.body(mention.text)
    noun, size = lexicon.head(folded)
    kind, own = lexicon.body_kind(folded)
    ends = kind is not None and folded[-len(own) :] == own
    office = read_office(mention.text, lexicon, tuple((p.start, p.end) for p in lexicon.polities_in(mention.text)))
    titled = (
        office is not None and office.title is not None and lexicon.alike(office.line[-1:])[-1] in office.called.split()
    )
    codes = page.countries(mention.text)
    mention.code = mention.code or (codes[0] if len(codes) == 1 else None)
    if known:
        mention.sort = "organisation"
        read_body(page, mention, mention.text)
    elif office is not None and titled and not (noun and (noun.plural or noun.sectors == ("CVL",))):
        mention.sort, mention.gender = "role", office.gender
        mention.held.append(Held(office, mention.code))
    elif noun is not None and (noun.plural or not ends):
        mention.sort, mention.noun, mention.plural = "group", noun, noun.plural
        mention.own, mention.parts = frozenset(folded[-size:]), frozenset(folded[:-size])
        mention.gender = None if noun.plural else next((g for w in folded if (g := lexicon.gender.get(w))), None)
    elif ends:
        mention.sort = "organisation"
        read_body(page, mention, mention.text)
    elif line[0].folded not in lexicon.lists["leading"] and all(
        w.text[0].isupper() or w.folded in lexicon.lists["small_particles"] for w in line
    ):
        mention.sort, mention.name = "person", read_name(mention.text, lexicon)
        mention.why = "capitals"
