"""Turns what a user names into captures: a path, a folder, an address, or standard input."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tocsin.acquire.fetching import fetch
from tocsin.acquire.options import AcquireOptions
from tocsin.errors import MESSAGES, TocsinError
from tocsin.records import Capture, Rejected

SUFFIXES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/{0,2}[^/\\]")
_PARTS = "_files"


def acquire(
    source: str | Path, options: AcquireOptions | None = None, *, stdin: bytes | BinaryIO | None = None
) -> Iterator[Capture | Rejected]:
    """Get every report that `source` names; what cannot be had comes out as `Rejected`.

    `source` is a path to an HTML, text or Markdown file, a folder of them, an http or https address, or "-"
    for standard input, which `stdin` stands in for where given.
    """
    options = options or AcquireOptions()
    name = str(source)
    try:
        if isinstance(source, str) and name == "-":
            yield Capture(source="-", content=_standard_input(stdin, options))
        elif isinstance(source, str) and re.match(r"https?://", name, re.IGNORECASE):
            yield fetch(name, options)
        elif os.path.isdir(name):
            yield from _folder(Path(name), options)
        else:
            yield _file(Path(name), options)
    except TocsinError as error:
        yield _rejected(name, error.slug, **error.values)


def _standard_input(stdin: bytes | BinaryIO | None, options: AcquireOptions) -> bytes:
    content = stdin if isinstance(stdin, bytes) else (stdin or sys.stdin.buffer).read(options.max_bytes + 1)
    if len(content) > options.max_bytes:
        raise TocsinError("acquire.too-large", source="-", limit=options.max_bytes)
    return content


def _file(path: Path, options: AcquireOptions) -> Capture:
    try:
        with path.open("rb") as file:
            content = file.read(options.max_bytes + 1)
    except FileNotFoundError as error:
        if _SCHEME.match(str(path)):
            problem = "only http and https addresses are fetched"
            raise TocsinError("acquire.bad-url", url=path, problem=problem) from error
        raise TocsinError("acquire.no-file", path=path) from error
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise TocsinError("acquire.unreadable", path=path, problem=problem) from error
    if len(content) > options.max_bytes:
        raise TocsinError("acquire.too-large", source=path, limit=options.max_bytes)
    # a suffix that says nothing (page.aspx, a pipe) is no reason to refuse what the user named by hand
    return Capture(source=str(path), content=content, media_type=SUFFIXES.get(path.suffix.lower()))


def _folder(folder: Path, options: AcquireOptions) -> Iterator[Capture | Rejected]:
    readable = 0
    for found in _walk(folder):
        if isinstance(found, Rejected):
            yield found
            continue
        suffix = found.suffix.lower()
        if suffix not in SUFFIXES:
            yield _rejected(str(found), "acquire.other-suffix", suffix=suffix or "no suffix", path=found)
        elif found.stem.lower() == "readme":
            yield _rejected(str(found), "acquire.readme", path=found)
        else:
            readable += 1
            try:
                yield _file(found, options)
            except TocsinError as error:
                yield _rejected(str(found), error.slug, **error.values)
    if not readable:
        yield _rejected(str(folder), "acquire.empty-folder", path=folder)


def _walk(folder: Path) -> Iterator[Path | Rejected]:
    """List a folder's files in a fixed order, subfolders after the files beside them, hidden ones left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _rejected(str(folder), "acquire.unreadable", path=folder, problem=error.strerror or error)
        return
    visible = [entry for entry in entries if not entry.name.startswith(".")]
    pages = {Path(entry.name).stem for entry in visible if entry.is_file()}
    folders: list[str] = []
    for entry in visible:
        # links to folders are not followed: they can lead in circles
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
        elif entry.is_file() and stat.S_ISREG(entry.stat().st_mode):
            yield folder / entry.name
        else:
            yield _rejected(entry.path, "acquire.not-a-file", path=entry.path)
    for name in folders:
        # browsers keep a saved page's pictures, scripts and frames in such a folder beside it
        if name.endswith(_PARTS) and name[: -len(_PARTS)] in pages:
            yield _rejected(str(folder / name), "acquire.page-parts", path=folder / name)
        else:
            yield from _walk(folder / name)


def _rejected(source: str, slug: str, /, **values: object) -> Rejected:
    return Rejected(source=source, stage="acquire", reason=slug, message=MESSAGES[slug].format(**values))
