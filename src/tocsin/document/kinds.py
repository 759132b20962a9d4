"""Says of each paragraph of a plain text whether it is a headline, a subhead, a caption or running text."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.document.lexicon import lexicon
from tocsin.document.pieces import Piece, final_stop, is_sentence, words_in
from tocsin.records import BlockKind

_LONGEST_HEADLINE = 30
_LONGEST_SUBHEAD = 25
_LONGEST_QUESTION = 10
_LONGEST_CAPTION = 60
_CAPITALS = 0.7
_QUOTES = "\"'“‘«„"
_ITEM = re.compile(r"\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")
_SPEAKER = re.compile(r"[A-Z][\w .’'-]{0,30}: ")
_INTRODUCES = re.compile(r"(?:[:,—–-]|\b(?:said|says|that|added|read|reads|wrote|asked|replied))$", re.IGNORECASE)


def with_kinds(pieces: Sequence[Piece]) -> list[Piece]:
    """Give every piece its kind from its words, its place, and what stands around it."""
    heads = [looks_like_head(piece.text) for piece in pieces]
    made: list[Piece] = []
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].text if number else ""
        made.append(replace(piece, kind=_kind(piece, number, heads, before)))
    return made


def _kind(piece: Piece, number: int, heads: Sequence[bool], before: str) -> BlockKind:
    if piece.kind != "paragraph":
        return piece.kind
    if is_caption(piece.text) and number:
        return "caption"
    if number == 0 and _is_titled(piece.text):
        return "headline"
    if not heads[number] or _INTRODUCES.search(before.rstrip()):
        return "paragraph"
    if number == 0:
        return "headline"
    opening = all(heads[1:number])
    if not opening and (_listed(number, heads) or not any(not head for head in heads[number:])):
        return "paragraph"
    if opening and len(heads) == number + 1:
        return "paragraph"
    return "subhead"


def _listed(number: int, heads: Sequence[bool]) -> bool:
    """Say whether a short line stands among several, as in a list: a subhead stands before running text."""
    start = end = number
    while start > 0 and heads[start - 1]:
        start -= 1
    while end + 1 < len(heads) and heads[end + 1]:
        end += 1
    return end - start + 1 > 2


def looks_like_head(text: str) -> bool:
    """Say whether a line could be a headline or subhead: short, one phrase, no final full stop."""
    count = len(words_in(text))
    stop = final_stop(text)
    if not 0 < count <= _LONGEST_HEADLINE or _ITEM.match(text) or stop in tuple(".:;,…"):
        return False
    if stop in ("?", "!"):
        plain = text[0] not in _QUOTES and not _SPEAKER.match(text) and text[-1] in "?!"
        return plain and count <= _LONGEST_QUESTION and not is_sentence(text.rstrip("?! ") + " x")
    return count <= _LONGEST_SUBHEAD and not is_sentence(text)


def _is_titled(text: str) -> bool:
    """Say whether a first line is a headline set in capitals or with a capital on most words, full stop or not."""
    words = [word for word in words_in(text) if len(word) > 3]
    capitals = sum(1 for word in words if word[0].isupper())
    return len(words) >= 3 and len(text.split()) <= _LONGEST_SUBHEAD and capitals >= _CAPITALS * len(words)


def is_caption(text: str) -> bool:
    """Say whether a paragraph describes a picture: a label, a credit, or a picture named without a verb."""
    count = len(words_in(text))
    if not 0 < count <= _LONGEST_CAPTION:
        return False
    label, credit, picture = _patterns()
    if label.match(text) or (credit.search(text) and text[0] not in _QUOTES):
        return True
    return final_stop(text) == "" and count <= _LONGEST_SUBHEAD and bool(picture.match(text))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = lexicon("captions")

    def alternatives(name: str) -> str:
        return "|".join(re.escape(word) for word in sorted(data[name], key=len, reverse=True))

    label = re.compile(rf"[(\[]?(?:{alternatives('labels')})\s?(?::|\||—|–|\)|\]| - )", re.IGNORECASE)
    credit = re.compile("|".join(f"(?:{pattern})" for pattern in data["credits"]), re.IGNORECASE)
    picture = re.compile(
        rf"(?:an? |the )?(?:[\w’'-]+ ){{0,3}}?(?:{alternatives('pictures')})\s+(?:{alternatives('shows')})\b",
        re.IGNORECASE,
    )
    return label, credit, picture
