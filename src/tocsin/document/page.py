"""Reads a web page into pieces, through trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tocsin.document.draft import About, Draft
from tocsin.document.furniture import Dropped
from tocsin.document.heading import without_byline
from tocsin.document.lexicon import lexicon
from tocsin.document.markup import Shape, Tree, is_error_title, is_redirect, parse, shape_of
from tocsin.document.metadata import about_page
from tocsin.document.options import DocumentOptions
from tocsin.document.pieces import Piece, count_words, ends_sentence, same_words, tidy
from tocsin.document.rejection import rejected
from tocsin.records import BlockKind, Rejected

_BLOCKS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell", "code", "body", "main", "div", "ab"})
_BREAK = "\x1e"
_EMPTY_LINE = re.compile(rf"{_BREAK}\s*{_BREAK}")
_LONGEST_CAPTION = 100
_LONGEST_STANDFIRST = 60
_SHORT_LINE = 12

# Set on the pages of shared/corpora/news_pages: of its listings the densest has 91 words of running text below one
# parent, of the articles that do not declare themselves the least dense has 241.
_ARTICLE_WORDS = 120
_LEAST_PROSE = 20
_LISTING_LINKS = 15
_LISTING_SHARE = 0.7
_WORDS_PER_LINK = 40
_SHELL_WORDS = 80
_TEMPLATE_SHARE = 0.3

# trafilatura tells its log what it throws away; whatever matters of that is said through Rejected
for _name in ("trafilatura", "htmldate", "courlan", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class _Marked:
    """Words of the page whose part in it only the markup knows, reduced by `same_words`."""

    captions: frozenset[str]
    standfirsts: dict[str, str]
    links: frozenset[str]


def read_page(
    text: str, source: str, address: str | None, latest: date | None, options: DocumentOptions
) -> Draft | Rejected:
    """Take a web page apart, or say what kind of page it is instead of an article."""
    tree = parse(text, source, options)
    if isinstance(tree, Rejected):
        return tree
    about, declared = about_page(tree, address, latest)
    shape = shape_of(tree)
    if is_redirect(shape):
        return rejected(source, "document.redirect", url=shape.moved_to)
    if about.title and is_error_title(about.title, shape.words):
        return rejected(source, "document.error-page", title=about.title)
    marked = _marked(tree)
    _open_figures(tree)
    pieces = [_labelled(piece, marked) for piece in _extracted(tree)]
    problem = _no_article(source, shape, pieces, declared=declared)
    if problem is not None:
        return problem
    pieces, about, dropped = without_byline(_with_standfirst(pieces, marked, about), about)
    return _with_headline(pieces, about, dropped)


def _no_article(source: str, shape: Shape, pieces: list[Piece], *, declared: bool) -> Rejected | None:
    """Recognise pages that hold no article: shells that scripts would fill, listings, empty pages."""
    text = " ".join(piece.text for piece in pieces)
    if pieces and _is_foreign(text):
        return None  # how a page in another script is built says little; its language will be named
    prose = sum(count_words(piece.text) for piece in pieces if not piece.link and ends_sentence(piece.text))
    if shape.template_share > _TEMPLATE_SHARE:
        return rejected(source, "document.script-shell", words=shape.words)
    if prose < _LEAST_PROSE and shape.scripts and (shape.plea or shape.words < _SHELL_WORDS):
        return rejected(source, "document.script-shell", words=shape.words)
    dense = shape.densest >= _ARTICLE_WORDS or (prose >= _LEAST_PROSE and declared)
    crowded = shape.headline_links >= _LISTING_LINKS and prose < _WORDS_PER_LINK * shape.headline_links
    if not dense and (crowded or shape.link_share > _LISTING_SHARE):
        return rejected(source, "document.listing-page", links=shape.headline_links)
    return None if pieces else rejected(source, "document.empty")


def _is_foreign(text: str) -> bool:
    """Say whether most letters of a text are none of the Latin alphabet."""
    letters = [char for char in text[:4000] if char.isalpha()]
    return sum(1 for char in letters if char > "\u024f") > 0.5 * max(1, len(letters))


def _extracted(tree: Tree) -> list[Piece]:
    """Let trafilatura find the article, and cut what it finds into pieces."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree,
            include_comments=False,
            include_tables=False,
            # a fixed day: nothing of the date is asked for, and without one trafilatura looks at the clock
            date_extraction_params={"max_date": "2100-01-01"},
        )
    except (LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError):
        return []  # broken markup that trafilatura cannot work through: nothing was found in it
    body = getattr(document, "body", None)
    return list(_pieces(body)) if body is not None else []


def _pieces(body: Tree) -> Iterator[Piece]:
    """Walk through trafilatura's tree and give a piece for each block of text."""
    from lxml.etree import iterwalk

    kind: BlockKind = "paragraph"
    text: list[str] = []
    for event, node in iterwalk(body, events=("start", "end")):
        if node.tag in _BLOCKS:
            yield from _cut(text, kind)
            text = []
            kind = "subhead" if node.tag == "head" and event == "start" else "paragraph"
        if event == "start":
            text.append(_BREAK if node.tag == "lb" else node.text or "")
        else:
            text.append(node.tail or "")
    yield from _cut(text, kind)


def _cut(text: list[str], kind: BlockKind) -> Iterator[Piece]:
    """Cut at empty lines, which pages make of two line breaks in a row."""
    for part in _EMPTY_LINE.split("".join(text)):
        lines = [line for line in map(tidy, part.split(_BREAK)) if line]
        whole = ""
        for line in lines:
            # a break ends a paragraph after a sentence or a short line; elsewhere it only wraps
            if whole and (ends_sentence(whole) or count_words(whole) <= _SHORT_LINE) and not line[0].islower():
                yield Piece(kind, whole)
                whole = ""
            whole = f"{whole} {line}" if whole else line
        if whole:
            yield Piece(kind, whole)


def _marked(tree: Tree) -> _Marked:
    """Note what the markup alone knows: captions, standfirsts and links."""
    data = lexicon("page")
    captions: set[str] = set()
    standfirsts: dict[str, str] = {}
    for node in tree.iter("figcaption"):
        captions.add(same_words("".join(node.itertext())[:2000]))
    for node in tree.iter("p", "div", "span", "h2", "h3", "small"):
        named = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}".lower()
        if not named.strip():
            continue
        if any(one in named for one in data["caption_classes"]):
            captions.add(same_words("".join(node.itertext())[:2000]))
        elif any(one in named for one in data["standfirst_classes"]):
            text = tidy(" ".join(node.itertext())[:2000])
            standfirsts.setdefault(same_words(text), text)
    links = {same_words("".join(node.itertext())[:1000]) for node in tree.iter("a")}
    return _Marked(frozenset(captions - {""}), standfirsts, frozenset(links - {""}))


def _open_figures(tree: Tree) -> None:
    """Turn captions into plain paragraphs, because trafilatura throws figures and marked captions away."""
    for node in tree.iter("div", "p", "span", "small"):
        named = (node.get("class") or "").lower()
        if named and any(one in named for one in lexicon("page")["caption_classes"]):
            node.tag = "p" if node.tag == "div" and not node.xpath("./p | ./div | ./figure") else node.tag
            for attribute in ("class", "id"):
                node.attrib.pop(attribute, None)
    for figure in list(tree.iter("figure")):
        caption = figure.find(".//figcaption")
        if caption is None:
            continue
        text = tidy(" ".join(caption.itertext()))
        tail = figure.tail
        figure.clear()
        figure.tag, figure.text, figure.tail = "p", text, tail


def _labelled(piece: Piece, marked: _Marked) -> Piece:
    key = same_words(piece.text)
    kind = piece.kind
    if key in marked.captions and count_words(piece.text) <= _LONGEST_CAPTION:
        kind = "caption"
    elif key in marked.standfirsts:
        kind = "subhead"
    return Piece(kind, piece.text, link=key in marked.links)


def _with_standfirst(pieces: list[Piece], marked: _Marked, about: About) -> list[Piece]:
    """Put the standfirst back where trafilatura has passed over it, as it does outside the body of the text."""
    if not pieces or len(marked.standfirsts) != 1:
        return pieces  # several on one page belong to teasers
    ((key, text),) = marked.standfirsts.items()
    wanted = 5 <= count_words(text) <= _LONGEST_STANDFIRST and key not in same_words(about.title or "")
    if not wanted or any(key in same_words(piece.text) for piece in pieces[:6]):
        return pieces
    return [Piece("subhead", text), *pieces]


def _with_headline(pieces: list[Piece], about: About, dropped: list[Dropped]) -> Draft:
    """Put the headline first, and take it out wherever else it stands."""
    if not about.title:
        return Draft(pieces, about, dropped, page=True)
    key = same_words(about.title)
    again = [same_words(piece.text) == key for piece in pieces]
    rest = [piece for piece, same in zip(pieces, again, strict=True) if not same]
    repeats = [Dropped("the headline again", piece.text) for piece, same in zip(pieces, again, strict=True) if same]
    return Draft([Piece("headline", about.title), *rest], about, dropped + repeats[1:], page=True)
