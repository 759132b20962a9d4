"""Finds the day on which a web page says its article was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from tocsin.document.lexicon import lexicon
from tocsin.document.markup import Tree

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})[/.]?(\d\d)[/.]?(\d\d)(?!\d)")
_IN_ADDRESS = re.compile(r"[/_-]((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_FIRST_DAY = date(1990, 1, 1)
_LAST_DAY = date(2100, 1, 1)


def page_date(
    tree: Tree, article: dict[str, Any] | None, metas: dict[str, str], url: str | None, latest: date | None
) -> str | None:
    """Give the day of publication in ISO form; None where the page does not say.

    Declarations go first, then the address, then a time in the head of the article, then what htmldate finds
    outside links and lists: dates in teasers for other articles are the commonest trap.
    """
    for candidate in _declared(tree, article, metas, url):
        day = read_day(candidate)
        # the outlet's day may have begun before that of whoever fetched the page
        if day is not None and _FIRST_DAY <= day <= (latest or _LAST_DAY) + timedelta(days=1):
            return day.isoformat()
    return _searched(tree, latest)


def read_day(value: object) -> date | None:
    """Read the day out of a date as pages declare it; the day as written, in the outlet's own time."""
    if not isinstance(value, str):
        return None
    found = _ISO.match(value) or _COMPACT.match(value)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        return parsedate_to_datetime(value).date()
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _declared(tree: Tree, article: dict[str, Any] | None, metas: dict[str, str], url: str | None) -> Iterator[object]:
    if article is not None:
        yield from (article.get("datePublished"), article.get("dateCreated"))
    yield from (metas.get(name) for name in lexicon("page")["date_metas"])
    times = list(tree.iter("time"))
    for node in times:
        if "datePublished" in (node.get("itemprop") or "") or node.get("pubdate") is not None:
            yield node.get("datetime")
    found = _IN_ADDRESS.search(url or "")
    if found:
        yield f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    for node in times:
        if next(node.iterancestors("article", "header", "main"), None) is not None:
            yield node.get("datetime")
            break


def _searched(tree: Tree, latest: date | None) -> str | None:
    """Let htmldate look through a page without the parts that date other things."""
    from htmldate import find_date
    from lxml.etree import LxmlError, strip_elements

    pruned = deepcopy(tree)
    names = lexicon("page")["elsewhere"]
    for node in list(pruned.iter("div", "section", "ul", "ol", "p", "span", "table")):
        named = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        if node.getparent() is not None and any(name in named for name in names):
            node.drop_tree()
    strip_elements(pruned, "a", "aside", "nav", "footer", "form", "script", "style", "noscript", with_tail=False)
    try:
        found = find_date(
            pruned,
            extensive_search=False,
            original_date=True,
            url="",
            min_date=_FIRST_DAY.isoformat(),
            max_date=(latest or _LAST_DAY).isoformat(),
        )
    except (LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError):
        return None  # htmldate stumbles over some broken dates; the text itself may still tell
    return found if isinstance(found, str) else None
