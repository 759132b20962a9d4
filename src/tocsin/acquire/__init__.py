"""Gets reports from where they lie: files, folders, standard input and the web. The only network code."""

from __future__ import annotations

from tocsin.acquire.fetching import fetch
from tocsin.acquire.options import AcquireOptions
from tocsin.acquire.sources import acquire

__all__ = ["AcquireOptions", "acquire", "fetch"]
