"""Reads the lines above an article: keys and values, the outlet's name, the byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.document.draft import About
from tocsin.document.furniture import Dropped
from tocsin.document.kinds import looks_like_head
from tocsin.document.lexicon import lexicon
from tocsin.document.pieces import Piece, same_words, tidy, words_in

_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z _]{1,20})\s*:\s+(?P<value>\S.{0,300})")
_NAME = r"(?:[A-Z]\.|[A-Z][\w’'-]+|(?:de|da|di|du|del|van|von|der|den|la|le|bin|ibn|al|el|ter|y|e)(?= ))"
_BYLINE = re.compile(
    rf"(?:[Bb][Yy]|[Ww]ords by|[Ss]tory by|[Rr]eport by|[Ww]ritten by):?\s+"
    rf"(?P<who>{_NAME}(?:[\s-]+{_NAME}){{0,4}}(?:(?:,| and| &)\s+{_NAME}(?:[\s-]+{_NAME}){{1,4}}){{0,4}})"
    rf"(?P<rest>(?:\s*[,|/•·–—-]\s*|\s+in\s+|\s+at\s+).{{0,100}}|\s*)"
)
_DATELINE = re.compile(r"(?=.{0,60}[A-Z]{3})[A-Z][^()]{2,60}\((?P<agency>[A-Z][\w .&’'-]{1,40})\)\s*(?:[-–—:]|--)\s")
_BAR = re.compile(r"\s[|·•]\s")
_DIGIT = re.compile(r"\d")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# "Rivers and Rights, a monitoring group"
_GLOSS = re.compile(r",\s(?:an?|the|your)\s[\w ’'-]{3,60}\Z")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HEAD_LINES = 12
_LONGEST_NAME = 5
_SHORTEST_HEAD = 4
_LONGEST_DATE = 10
_STEM = 6  # letters that two forms of a word have in common
_SHORT = 6


def read_head(pieces: Sequence[Piece], about: About) -> tuple[list[Piece], About, list[Dropped]]:
    """Take what describes the article out of the lines above it, and keep it as what is known about it."""
    kept: list[Piece] = []
    dropped: list[Dropped] = []
    keyed = True
    for number, piece in enumerate(pieces):
        field_name, value = _key_value(piece.text) if keyed and number < _HEAD_LINES else (None, "")
        if field_name is not None:
            about = _with(about, field_name, value)
            # the headline stays in the text, and so does a date, which may need its place shown
            if field_name == "title":
                kept.append(Piece("headline", value))
            elif field_name == "date" and about.date is None:
                kept.append(piece)
            else:
                dropped.append(Dropped("a line that describes the article", piece.text))
            continue
        keyed = False
        who = byline_in(piece.text) if number < _HEAD_LINES else None
        if who is not None:
            about = replace(about, byline=about.byline or who[0])
            if not _DIGIT.search(who[1]):
                dropped.append(Dropped("the byline", piece.text))
                continue
        kept.append(piece)
    kept, about, dropped = _without_outlet(kept, about, dropped)
    return kept, _with_agency(kept, about), dropped


def without_byline(pieces: Sequence[Piece], about: About) -> tuple[list[Piece], About, list[Dropped]]:
    """Take the byline out of a web page's pieces, and the outlet's name where it stands alone above the text."""
    kept: list[Piece] = []
    dropped: list[Dropped] = []
    names = [same_words(name) for name in (about.byline, about.outlet) if name]
    for number, piece in enumerate(pieces):
        if number < _HEAD_LINES and piece.kind not in ("headline", "caption"):
            who = byline_in(piece.text)
            if who is not None and not _DIGIT.search(who[1]):
                about = about if about.byline else replace(about, byline=who[0])
                dropped.append(Dropped("the byline", piece.text))
                continue
            if len(words_in(piece.text)) <= _SHORT and any(same_words(piece.text) in name for name in names):
                dropped.append(Dropped("the byline", piece.text))
                continue
        kept.append(piece)
    return kept, about, dropped


def _without_outlet(
    pieces: list[Piece], about: About, dropped: list[Dropped]
) -> tuple[list[Piece], About, list[Dropped]]:
    """Take a short first line that names the outlet from above the headline."""
    if about.outlet is None and len(pieces) > 2 and pieces[0].kind == "paragraph":
        first = pieces[0].text.strip(" |–—-*")
        gloss = _GLOSS.search(first)
        name = first[: gloss.start()] if gloss else first
        if _has_outlet_word(name, pieces) or _stands_as_outlet(name, pieces, about):
            dropped = [Dropped("the outlet's name", pieces[0].text), *dropped]
            return pieces[1:], replace(about, outlet=name), dropped
    return pieces, about, dropped


def _is_name(line: str) -> bool:
    small = lexicon("headers")["outlet_small"]
    return all(word[0].isupper() or word.partition("-")[0] in small for word in words_in(line))


def _has_outlet_word(line: str, pieces: Sequence[Piece]) -> bool:
    """Say whether a line is a name with a word that names of outlets are made of, and a headline stands below."""
    names = {word.casefold() for word in words_in(line)}
    named = _is_name(line) and 1 < len(names) <= _LONGEST_NAME and bool(names & set(lexicon("headers")["outlet_words"]))
    below = [piece.text for piece in pieces[1:4] if not _BAR.search(piece.text)]
    return named and any(looks_like_head(text) and len(words_in(text)) >= _SHORTEST_HEAD for text in below)


def _stands_as_outlet(line: str, pieces: Sequence[Piece], about: About) -> bool:
    """Say whether a line stands where the outlet's name stands, above a headline and a byline or a date.

    A headline with a capital on each word may stand there too, but its words are told again below: of a name, the
    first or the last is not.
    """
    words, head = words_in(line), pieces[1].text
    if not 0 < len(words) <= _LONGEST_NAME or not _is_name(line) or not looks_like_head(line):
        return False
    if not looks_like_head(head) or len(words_in(head)) < max(_SHORTEST_HEAD, len(words)):
        return False
    dated = any(_YEAR.search(p.text) and len(words_in(p.text)) <= _LONGEST_DATE for p in pieces[2:5])
    if not dated and about.byline is None:
        return False
    told = {word.casefold()[:_STEM] for piece in pieces[1:] for word in words_in(piece.text)}
    own = [w for w in (word.casefold()[:_STEM] for word in words) if w not in lexicon("headers")["outlet_small"]]
    again = [word for word in own if word in told]
    return bool(own) and len(again) * 3 <= len(own) * 2 and not {own[0], own[-1]} <= set(again)


def _with_agency(pieces: Sequence[Piece], about: About) -> About:
    """Take the outlet from the dateline of wire copy, "PLACE, Oct. 3 (Agency) -", where nothing else names it."""
    if about.outlet is None:
        for piece in pieces[:4]:
            found = _DATELINE.match(piece.text)
            if found:
                return replace(about, outlet=found["agency"])
    return about


def byline_in(text: str) -> tuple[str, str] | None:
    """Read the names out of a byline, and what follows them; None where the line is no byline."""
    found = _BYLINE.fullmatch(text.strip(" |*_"))
    return (tidy(found["who"]), found["rest"]) if found else None


def about_from_pairs(pairs: Sequence[tuple[str, str]]) -> About:
    """Read what Markdown front matter says about an article."""
    about = About()
    for key, value in pairs:
        name = _field(key)
        if name is not None and value:
            about = _with(about, name, value)
    return about


def _key_value(text: str) -> tuple[str | None, str]:
    found = _KEY.fullmatch(text)
    return (_field(found["key"]), found["value"].strip()) if found else (None, "")


def _field(key: str) -> str | None:
    data = lexicon("headers")
    wanted = key.strip().casefold()
    for name in ("title", "outlet", "byline", "url", "date"):
        if wanted in data[name]:
            return name
    return None


def _with(about: About, name: str, value: str) -> About:
    """Fill one field that is still empty; a date only where it is written in full."""
    value = tidy(value)
    if name == "title":
        return replace(about, title=about.title or value)
    if name == "outlet":
        return replace(about, outlet=about.outlet or value)
    if name == "byline":
        return replace(about, byline=about.byline or value.removeprefix("By ").removeprefix("by "))
    if name == "url":
        return replace(about, url=about.url or (value if value.startswith(("http://", "https://")) else None))
    iso = _ISO_DATE.match(value)
    return replace(about, date=about.date or (iso[0] if iso else None))
