"""Reads Markdown into pieces: headings, paragraphs, captions, quotations and lists, marks removed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.document.draft import Draft
from tocsin.document.furniture import Dropped
from tocsin.document.heading import about_from_pairs
from tocsin.document.pieces import Piece, tidy

_FRONT = re.compile(r"\A\ufeff?\s*---[ \t]*\n(?P<body>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^(?P<key>[A-Za-z_][\w -]{0,30}):[ \t]*(?P<value>.*)$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_ITEM = re.compile(r"\A\s{0,8}(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_QUOTE = re.compile(r"\A {0,3}(?:>[ \t]?)+")
_TABLE = re.compile(r"\s*\|.*\|\s*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]]{1,100}\]:\s*\S+")
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,1000}(?:[ \t]+[\"'(][^)]{0,500})?\)"
_IMAGE = re.compile(rf"!\[(?P<alt>[^\[\]]{{0,500}})\]{_TARGET}")
_LINK = re.compile(rf"\[(?P<text>[^\[\]]{{0,500}})\](?:{_TARGET}|\[[^\]]{{0,100}}\])")
_FOOTNOTE = re.compile(r"\[\^[^\]]{1,50}\]")
_AUTOLINK = re.compile(r"<(https?://[^>\s]{1,500})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_]{1,2000}?)(?<=\S)\1(?![\w*_])")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,2000}?)(?<=\S)~~")
_LONGEST_MARKED = 20_000
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def read_markdown(text: str) -> Draft:
    """Take a Markdown file apart; what it declares in its front matter is kept as what is known about it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    pairs = _pairs(front["body"]) if front else []
    body = _COMMENT.sub("", text[front.end() :] if front else text)
    dropped: list[Dropped] = []
    pieces: list[Piece] = []
    for kind, block in _blocks(body, dropped):
        plain = tidy(_plain(block))
        link = bool(_LINK.fullmatch(block.strip())) and not _IMAGE.fullmatch(block.strip())
        if not plain:
            continue
        if kind == "heading":
            # the first heading is the headline unless the text has begun
            pieces.append(Piece("subhead" if pieces else "headline", plain))
        else:
            caption = kind == "caption" and len(plain.split()) <= 60
            pieces.append(Piece("caption" if caption else "paragraph", plain, link=link))
    return Draft(pieces, about_from_pairs(pairs), dropped)


def _blocks(body: str, dropped: list[Dropped]) -> Iterator[tuple[str, str]]:
    """Cut into blocks: headings, items and paragraphs, lines of one paragraph joined."""
    lines: list[str] = []
    fenced = after_image = False
    for line in [*body.split("\n"), ""]:
        bare = _QUOTE.sub("", line, count=1)
        if _FENCE.match(bare):
            fenced = not fenced
            continue
        heading = None if fenced else _HEADING.match(bare)
        ends = not bare.strip() or heading or _RULE.match(bare) or _TABLE.match(bare) or _DEFINITION.match(bare)
        underline = bool(lines) and _UNDERLINE.match(bare)
        if lines and (ends or underline or _ITEM.match(bare)):
            block = " ".join(lines)
            lines = []
            shown = _IMAGE.sub("", block).strip()
            after_image = after_image or shown != block.strip()
            if underline:
                yield "heading", block
            elif shown:
                yield ("caption" if after_image and _is_slanted(shown) else "paragraph"), block
            # a picture by itself waits for its caption in the next block
            after_image = after_image and not shown
        if heading:
            yield "heading", heading["text"]
        elif _TABLE.match(bare):
            dropped.append(Dropped("a row of a table", tidy(bare)))
        elif not ends and not underline:
            lines.append(_ITEM.sub("", bare, count=1).strip())


def _is_slanted(block: str) -> bool:
    """Say whether all of a block is set in italics, as captions below pictures are."""
    return bool(_EMPHASIS.fullmatch(block.strip()))


def _plain(block: str) -> str:
    """Remove the marks of Markdown and keep the words."""
    text = _IMAGE.sub("", block)
    text = _AUTOLINK.sub(r"\1", _FOOTNOTE.sub("", text))
    text = _TAG.sub("", _LINK.sub(lambda found: found["text"], text))
    # marks nest at most twice in practice, ***bold italics***; a paragraph of many pages is no prose
    for _ in range(2 if len(text) <= _LONGEST_MARKED else 0):
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", _STRUCK.sub(r"\1", text))


def _pairs(front: str) -> list[tuple[str, str]]:
    """Read simple `key: value` lines of YAML front matter; anything deeper is passed over."""
    pairs = []
    for line in front.split("\n"):
        found = _PAIR.match(line)
        if found:
            pairs.append((found["key"], found["value"].strip().strip("\"'").strip("[]").strip()))
    return pairs
