"""Reads what a web page declares about its article: title, outlet, byline, address, day of publication."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from tocsin.document.dated import page_date
from tocsin.document.draft import About
from tocsin.document.heading import byline_in
from tocsin.document.lexicon import lexicon
from tocsin.document.markup import Tree
from tocsin.document.pieces import same_words, tidy, words_in

_SEPARATOR = re.compile(r"\s+(?:\||–|—|-|::|»|•|·|<|/)\s+")
_SECTION = re.compile(r"(?:\s+[|»]\s+[^|»]{1,30})+$")
_MARKS = " |–—-:»•·</"
_SITE_WORDS = 4
_LONGEST_TITLE = 300
_LONGEST_NAME = 120


def about_page(tree: Tree, address: str | None, latest: date | None) -> tuple[About, bool]:
    """Read a page's declarations, and whether it declares itself one article.

    No day after `latest` (when the page was fetched or read) is believed.
    """
    nodes = list(_linked_data(tree))
    article = next((node for node in nodes if _types(node) & _article_types()), None)
    metas = _metas(tree)
    url = _address(tree, metas, address)
    outlet = _outlet(nodes, article, metas) or _host(url)
    title, site = _title(tree, article, metas, outlet)
    about = About(
        title=title,
        outlet=site if site and outlet == _host(url) else outlet,
        byline=_byline(tree, article, metas),
        url=url,
        date=page_date(tree, article, metas, url, latest),
    )
    return about, article is not None or metas.get("og:type", "").lower() == "article"


def _linked_data(tree: Tree) -> Iterator[dict[str, Any]]:
    """Walk through every object of the page's JSON-LD, graphs and lists opened up."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            waiting = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(1000):
            if not waiting:
                break
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                yield one
                waiting.extend(
                    value for key, value in one.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")
                )


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {one for one in kinds if isinstance(one, str)}


@functools.cache
def _article_types() -> frozenset[str]:
    return frozenset(lexicon("page")["article_types"])


def _metas(tree: Tree) -> dict[str, str]:
    """Collect <meta> contents by lower-case name; the first of a name counts."""
    metas: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = tidy((node.get("content") or "")[:1000])
        for key in (node.get("property"), node.get("name"), node.get("itemprop")):
            if key and content:
                metas.setdefault(key.strip().lower(), content)
    return metas


def _name(value: object) -> str | None:
    """Read a name out of a JSON-LD value: text, an object with a name, or a list of either."""
    if isinstance(value, str):
        text = tidy(value)
        return (
            text if 0 < len(text) <= _LONGEST_NAME and not text.startswith(("http://", "https://", "@", "#")) else None
        )
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        names = list(dict.fromkeys(name for name in map(_name, value[:10]) if name))
        return ", ".join(names) or None
    return None


def _outlet(nodes: list[dict[str, Any]], article: dict[str, Any] | None, metas: dict[str, str]) -> str | None:
    published = _name(article.get("publisher")) if article else None
    site = next((metas[key] for key in lexicon("page")["outlet_metas"] if key in metas), None)
    organisation = next(
        (_name(node) for node in nodes if _types(node) & {"NewsMediaOrganization", "WebSite"} and _name(node)), None
    )
    return published or _name(site) or organisation


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _address(tree: Tree, metas: dict[str, str], address: str | None) -> str | None:
    links = [node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    for candidate in [*links, metas.get("og:url"), address]:
        try:
            absolute: str = urljoin(address or "", (candidate or "").strip())
            parts = urlsplit(absolute)
            if parts.scheme in ("http", "https") and parts.hostname and len(absolute) < 2000:
                return absolute
        except ValueError:  # brackets that enclose no address
            continue
    return None


def _title(
    tree: Tree, article: dict[str, Any] | None, metas: dict[str, str], outlet: str | None
) -> tuple[str | None, str | None]:
    """Choose the headline, without the site's name; and the site's name where only the title gives it."""
    element = tree.find(".//title")
    full = tidy("".join(element.itertext())) if element is not None else ""
    bare, site = _without_site(full, outlet)
    declared = _text(article.get("headline")) if article else None
    declared = declared or next((metas[key] for key in lexicon("page")["title_metas"] if key in metas), None)
    if declared:
        declared = _without_site(declared, outlet)[0]
    reference = declared or _marked_headline(tree) or bare
    heads = [tidy("".join(node.itertext())) for node in tree.iter("h1")]
    heads = [head for head in heads if 0 < len(head) <= _LONGEST_TITLE and same_words(head) != same_words(outlet or "")]
    # what the page shows is preferred to what it declares, as long as both mean the same headline
    for head in heads:
        if reference and _alike(head, reference):
            return head, site
    if not reference and len(heads) == 1:
        return heads[0], site
    return (reference[:_LONGEST_TITLE].rstrip() or None), site


def _marked_headline(tree: Tree) -> str | None:
    """Read the text that a page marks as its headline by a class or property of that name."""
    names = set(lexicon("page")["headline_classes"])
    for node in tree.iter("h1", "h2", "span", "div", "p"):
        if names.intersection((node.get("class") or "").lower().split()) or (node.get("itemprop") or "") == "headline":
            text = tidy("".join(node.itertext())[:1000])
            if 0 < len(text) <= _LONGEST_TITLE:
                return text
    return None


def _text(value: object) -> str | None:
    return tidy(value) or None if isinstance(value, str) else None


def _alike(one: str, other: str) -> bool:
    first, second = set(map(str.casefold, words_in(one))), set(map(str.casefold, words_in(other)))
    return len(first & second) >= 0.5 * max(1, min(len(first), len(second))) and len(first & second) > 1


def _without_site(title: str, outlet: str | None) -> tuple[str, str | None]:
    """Cut the site's name off a title: the outlet itself, or a short last part after a bar or a long dash."""
    known = same_words(outlet or "")
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return _without_name(title, known)
    first, last = parts[0], parts[-1]
    before = title[: title.rfind(last)]
    if known and same_words(last) and (same_words(last) in known or known in same_words(last)):
        return _SECTION.sub("", before.rstrip(_MARKS)), last
    if known and same_words(first) and same_words(first) in known:
        return title[len(first) :].lstrip(_MARKS), first
    # a hyphen also stands inside headlines, so without a known outlet it cuts nothing off
    if len(words_in(last)) <= _SITE_WORDS <= len(words_in(before)) and not before.rstrip().endswith("-"):
        return before.rstrip(_MARKS), last
    return title, None


def _without_name(title: str, known: str) -> tuple[str, str | None]:
    """Cut an outlet off that follows a colon: a known one, or one with the name of an outlet."""
    head, colon, last = title.rpartition(": ")
    named = set(map(str.casefold, words_in(last))) & set(lexicon("headers")["outlet_words"])
    if colon and (same_words(last) == known or (named and 1 < len(words_in(last)) <= _SITE_WORDS)):
        return head, last
    return title, None


def _byline(tree: Tree, article: dict[str, Any] | None, metas: dict[str, str]) -> str | None:
    declared = _name(article.get("author")) if article else None
    for candidate in [
        declared,
        *(_name(metas.get(key)) for key in lexicon("page")["author_metas"]),
        *_shown_bylines(tree),
    ]:
        if candidate:
            text = re.sub(r"^(?:by|von|par|por)\s+", "", candidate, flags=re.IGNORECASE).strip(" ,|·•-")
            if text and len(words_in(text)) <= 15:
                return text
    return None


def _shown_bylines(tree: Tree) -> Iterator[str | None]:
    """Read the names that a page shows in places marked as a byline."""
    classes = lexicon("page")["byline_classes"]
    for node in tree.iter("a", "span", "p", "div", "address", "strong", "em"):
        marked = "author" in (node.get("rel") or "").split() or "author" in (node.get("itemprop") or "")
        marked = marked or any(one in (node.get("class") or "").lower() for one in classes)
        if not marked:
            continue
        text = tidy(" ".join(node.itertext())[:300])
        found = byline_in(text) or byline_in(f"By {text}")
        if found:
            yield found[0]
