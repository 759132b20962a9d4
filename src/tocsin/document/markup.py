"""Parses web pages within limits, and looks at what kind of page each is."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from tocsin.document.lexicon import lexicon
from tocsin.document.options import DocumentOptions
from tocsin.document.pieces import count_words, ends_sentence, tidy
from tocsin.document.rejection import rejected
from tocsin.records import Rejected

# lxml ships no types; trees and elements are its own
Tree = Any

_FEED = re.compile(
    r"\A\s*(?:<\?.{0,500}?\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE (?!html)[^>]{0,500}>\s*){0,5}"
    r"<(?P<root>rss|feed|rdf:RDF|urlset|sitemapindex|opml)\b",
    re.IGNORECASE | re.DOTALL,
)
_REFRESH = re.compile(
    r"\s*(?P<seconds>\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?\s*(?P<url>[^'\"\s>]+)", re.IGNORECASE
)
_SCRIPTED_MOVE = re.compile(
    r"\blocation(?:\.href)?\s*=\s*[\"'](?P<url>(?:https?:)?/[^\"']{0,500})|\blocation\.(?:replace|assign)\s*\(\s*[\"'](?P<to>[^\"']{1,500})",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{.{1,400}?\}\}|<%.{1,200}?%>|\$\{.{1,200}?\}", re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

_INLINE = frozenset(
    {"b", "strong", "i", "em", "span", "u", "br", "sup", "sub", "small", "mark", "font", "q", "cite", "abbr"}
)

_REDIRECT_SECONDS = 10
_REDIRECT_WORDS = 60
_ERROR_WORDS = 150
_HEADLINE_WORDS = 4
_PROSE_WORDS = 15


@dataclass(frozen=True, slots=True)
class Shape:
    """What a page looks like from outside.

    `words` are those it shows; `link_share` is the part of its text that is links; `headline_links` are the
    links that read like headlines; `densest` is the number of words of running text below one parent;
    `template_share` the part that is placeholders for a script to fill; `plea` whether it asks for scripts.
    """

    words: int
    link_share: float
    headline_links: int
    densest: int
    scripts: int
    template_share: float
    plea: bool
    moved_to: str | None


def parse(text: str, source: str, options: DocumentOptions) -> Tree | Rejected:
    """Parse a page; refuse feeds, and trees that are too large to handle."""
    # 90 ms to load, and of no use for plain text
    from lxml import etree, html

    feed = _FEED.match(text[:10_000])
    if feed:
        return rejected(source, "document.feed", root=feed["root"])
    # the parser itself stops at 256 levels, so depth needs no guard here
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(_UNPRINTABLE.sub(" ", text).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        problem = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        return rejected(source, "document.unparseable", problem=problem)
    if sum(1 for _ in tree.iter()) > options.max_elements:
        return rejected(source, "document.too-large", size=f"more than {options.max_elements} elements")
    return tree


def shape_of(tree: Tree) -> Shape:
    """Measure a page; scripts and styles that carry no data are taken out of the tree on the way."""
    from lxml import etree

    scripts = [node for node in tree.iter("script") if "ld+json" not in (node.get("type") or "")]
    moved_to = _refresh(tree, scripted=False) or _scripted_move(scripts) or _refresh(tree, scripted=True)
    plea = _plea(tree)
    count = len(scripts)
    for node in scripts:
        node.drop_tree()
    etree.strip_elements(tree, "style", "noscript", "template", with_tail=False)
    # outside data scripts, which have no place in what a page shows
    shown = tidy(" ".join(tree.xpath("//body//text()[not(parent::script)]")))
    filled = _TEMPLATE.sub(" ", shown)
    links = [tidy(" ".join(node.itertext())) for node in tree.iter("a")]
    linked = sum(len(link) for link in links)
    return Shape(
        words=count_words(filled),
        link_share=linked / max(1, len(shown)),
        headline_links=sum(1 for link in links if len(link.split()) >= _HEADLINE_WORDS),
        densest=_densest(tree),
        scripts=count,
        template_share=1 - len(filled) / len(shown) if shown else 0.0,
        plea=plea,
        moved_to=moved_to,
    )


def is_error_title(title: str, words: int) -> bool:
    """Say whether a page's title reports that something went wrong, and the page says little else."""
    return words < _ERROR_WORDS and bool(_error_titles().match(title))


def is_redirect(shape: Shape) -> bool:
    """Say whether a page only sends its reader on."""
    return shape.moved_to is not None and shape.words < _REDIRECT_WORDS


def _refresh(tree: Tree, *, scripted: bool) -> str | None:
    """Give the address that a `meta refresh` leads to at once; reloading the same page is no redirect.

    `scripted` says which to look at: those for browsers without scripts, or those for every browser.
    """
    for node in tree.iter("meta"):
        if (node.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        if scripted != (next(node.iterancestors("noscript"), None) is not None):
            continue
        found = _REFRESH.match(node.get("content") or "")
        if found and int(found["seconds"][:6]) <= _REDIRECT_SECONDS:
            return found["url"]
    return None


def _scripted_move(scripts: list[Tree]) -> str | None:
    for node in scripts:
        found = _SCRIPTED_MOVE.search((node.text or "")[:5000])
        target = (found["url"] or found["to"]) if found else None
        if target and not target.lower().startswith(("about:", "javascript:", "#")):
            return target
    return None


def _plea(tree: Tree) -> bool:
    texts = [tidy(" ".join(node.itertext())) for node in tree.iter("noscript")]
    return any(_script_pleas().search(text) for text in texts)


def _densest(tree: Tree) -> int:
    """Count the words of running text below the parent that has most of it.

    The paragraphs of an article stand side by side; the teasers of a listing each in a box of their own.
    Boxes around single paragraphs are looked through, and text that is mostly link is passed over.
    """
    words: dict[Tree, int] = {}
    for node in tree.iter("p", "blockquote", "div", "td", "section", "article"):
        text = _own_text(node)
        count = count_words(text)
        if count < _PROSE_WORDS or not ends_sentence(text) or next(node.iterancestors("a", "li"), None) is not None:
            continue
        parent = node if node.tag not in ("p", "blockquote") else node.getparent()
        if len(parent) == 1 and parent is not node and parent.getparent() is not None:
            parent = parent.getparent()
        words[parent] = words.get(parent, 0) + count
    return max(words.values(), default=0)


def _own_text(node: Tree) -> str:
    """Give the running text of an element itself: its own words and those of inline elements but links."""
    parts = [node.text or ""]
    for child in node:
        if child.tag in _INLINE:
            parts.append("".join(child.itertext())[:1000])
        parts.append(child.tail or "")
    return tidy("".join(parts)[:20_000])


@functools.cache
def _error_titles() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in lexicon("page")["error_titles"]), re.IGNORECASE)


@functools.cache
def _script_pleas() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in lexicon("page")["script_pleas"]), re.IGNORECASE)
