"""Reads plain text into pieces, one a paragraph."""

from __future__ import annotations

from tocsin.document.draft import Draft
from tocsin.document.lines import paragraphs
from tocsin.document.pieces import Piece, tidy


def read_plain_text(text: str) -> Draft:
    """Take a plain text apart; what is a headline or caption is decided after furniture has gone."""
    tidied = (tidy(paragraph) for paragraph in paragraphs(text))
    return Draft([Piece("paragraph", paragraph) for paragraph in tidied if paragraph])
