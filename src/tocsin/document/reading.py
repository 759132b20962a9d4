"""Turns a capture into a report: decodes it, takes it apart, leaves out furniture, and dates it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tocsin.document.dated import read_day
from tocsin.document.decode import Decoded, decode
from tocsin.document.draft import About, Draft
from tocsin.document.furniture import Dropped, sift
from tocsin.document.heading import read_head
from tocsin.document.kinds import with_kinds
from tocsin.document.markdown import read_markdown
from tocsin.document.options import DocumentOptions
from tocsin.document.page import read_page
from tocsin.document.pieces import Piece, words_in
from tocsin.document.plaintext import read_plain_text
from tocsin.document.rejection import rejected
from tocsin.document.spoken import language_name, language_of
from tocsin.language.published import infer_published
from tocsin.records import Block, Capture, Rejected, Report, content_id

_HTML = re.compile(
    r"\A\s*(?:<!--.{0,2000}?-->\s*){0,5}"
    r"<(?:!doctype html|html|head|body|\?xml|rss|feed|rdf:rdf|div|article|meta|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"\A\ufeff?\s*(?:---[ \t]*\r?\n[A-Za-z_]|#{1,3}[ \t]+\S)")
_QUOTED = 300


def read_capture(
    capture: Capture, options: DocumentOptions | None = None
) -> tuple[Report, tuple[Rejected, ...]] | Rejected:
    """Read one capture: a report with what was left out of it, or why there is nothing to read.

    No clock is looked at: `options.as_of` is the day of reading, and bounds what is believed of dates.
    """
    options = options or DocumentOptions()
    if len(capture.content) > options.max_bytes:
        return rejected(capture.source, "document.too-large", size=f"more than {options.max_bytes} bytes")
    decoded = decode(capture)
    if isinstance(decoded, Rejected):
        return decoded
    draft = _draft(capture, decoded, options)
    if isinstance(draft, Rejected):
        return draft
    if sum(len(piece.text) for piece in draft.pieces) > 20 * options.max_words:
        return rejected(capture.source, "document.too-large", size=f"more than {options.max_words} words")
    return _finished(capture, decoded, draft, options)


def _draft(capture: Capture, decoded: Decoded, options: DocumentOptions) -> Draft | Rejected:
    """Choose how to read by what the source says it is, and by how it begins where it says nothing."""
    text = decoded.text
    declared = capture.media_type or ""
    marked_up = ("html" in declared or "xml" in declared) and "<" in text
    if marked_up or _HTML.match(text[:12_000]):
        return read_page(text, capture.source, capture.url, _latest(capture, options), options)
    if len(text) > 20 * options.max_words:
        return rejected(capture.source, "document.too-large", size=f"more than {options.max_words} words")
    if "markdown" in declared or (not declared and _MARKDOWN.match(text)):
        draft = read_markdown(text)
    else:
        draft = read_plain_text(text)
    pieces, about, dropped = read_head(draft.pieces, draft.about)
    return Draft(pieces, about, draft.dropped + dropped)


def _finished(
    capture: Capture, decoded: Decoded, draft: Draft, options: DocumentOptions
) -> tuple[Report, tuple[Rejected, ...]] | Rejected:
    """Leave out furniture, give every piece its kind, and judge whether what remains is a report."""
    pieces, dropped = sift(draft.pieces, linked=draft.page, dated=draft.about.date is not None)
    pieces = with_kinds(pieces)
    problem = _unreadable(capture.source, pieces, options, page=draft.page)
    if problem is not None:
        return problem
    report = _report(capture, pieces, draft.about, options)
    left_out = [_left_out(capture.source, report.id, one) for one in draft.dropped + dropped]
    if not decoded.certain:
        note = rejected(capture.source, "document.charset", charset=decoded.charset, how=decoded.how)
        left_out.append(replace(note, report_id=report.id))
    return report, tuple(left_out)


def _unreadable(source: str, pieces: Sequence[Piece], options: DocumentOptions, *, page: bool) -> Rejected | None:
    running = " ".join(piece.text for piece in pieces if piece.kind == "paragraph")
    everything = " ".join(piece.text for piece in pieces)
    if not any(char.isalpha() for char in everything):
        return rejected(source, "document.empty")
    language = language_of(running or everything)
    if language != "en":
        return rejected(source, "document.language", language=language_name(language))
    count, fewest = len(words_in(running)), options.min_page_words if page else options.min_words
    if count < fewest:
        return rejected(source, "document.too-short", words=count, fewest=fewest)
    return None


def _report(capture: Capture, pieces: Sequence[Piece], about: About, options: DocumentOptions) -> Report:
    """Join the pieces; from here on the text is fixed."""
    blocks = []
    at = 0
    for piece in pieces:
        blocks.append(Block(piece.kind, at, at + len(piece.text)))
        at += len(piece.text) + 2
    text = "\n\n".join(piece.text for piece in pieces)
    headline = next((piece.text for piece in pieces if piece.kind == "headline"), None)
    title = about.title or headline
    as_of = _latest(capture, options)
    return Report(
        id=content_id("rep", text, title or "", about.outlet or ""),
        source=capture.source,
        text=text,
        blocks=tuple(blocks),
        url=about.url or capture.url,
        outlet=about.outlet,
        title=title,
        byline=about.byline,
        published=infer_published(text, metadata_date=about.date, as_of=as_of.isoformat() if as_of else None),
        capture_sha256=capture.sha256,
    )


def _latest(capture: Capture, options: DocumentOptions) -> date | None:
    """Give the last day on which the source can have been published: when it was fetched, else read."""
    return read_day(capture.fetched) or options.as_of


def _left_out(source: str, report_id: str, dropped: Dropped) -> Rejected:
    text = dropped.text if len(dropped.text) <= _QUOTED else dropped.text[:_QUOTED] + "…"
    note = rejected(source, "document.furniture", label=dropped.label, text=text)
    return replace(note, report_id=report_id)
