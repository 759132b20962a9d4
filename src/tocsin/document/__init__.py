"""Turns captures into reports: finds the article, cleans and dates it, and says what was left out."""

from __future__ import annotations

from tocsin.document.options import DocumentOptions
from tocsin.document.reading import read_capture

__all__ = ["DocumentOptions", "read_capture"]
