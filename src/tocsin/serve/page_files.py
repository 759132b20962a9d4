"""Answers browsers with the pages of the desk, which are files that a build made; they hold nothing of a desk."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tocsin.errors import MESSAGES

FOLDER = Path(__file__).with_name("pages")
# the paths of web/src/routes.ts, and the page that each opens
PATHS = {
    "/": "situation",
    "/incidents/:id": "incident",
    "/reports/:id": "report",
    "/statements": "statements",
    "/speakers/:id": "speaker",
    "/actors": "actors",
    "/actors/:id": "actor",
    "/places": "places",
    "/places/:id": "place",
    "/dyads": "dyads",
    "/read": "read",
    "/queue": "queue",
}
_PAGES = [(re.compile(re.sub(":[a-z]+", "[^/]+", path)), name) for path, name in PATHS.items()]
_START = "index.html"
# what is under this has a hash of its content in its name, and never changes
_HASHED = "/assets/"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_NO_GAIN = (".png",)


@dataclass
class _File:
    """One file, read when the server starts, so that pages built anew meanwhile are never mixed with old ones."""

    suffix: str
    plain: bytes
    cache: str

    @cached_property
    def packed(self) -> bytes | None:
        return None if self.suffix in _NO_GAIN else gzip.compress(self.plain, 6, mtime=0)

    @cached_property
    def tag(self) -> str:
        return f'"{sha256(self.plain).hexdigest()[:32]}"'

    def answer(self, asked: Headers, status: int = 200) -> Response:
        """Answer with the file, packed where the browser takes it, or say that it has not changed."""
        headers = {"Cache-Control": self.cache, "ETag": self.tag, "Vary": "Accept-Encoding, Accept"}
        if status == 200 and self.tag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        content = self.plain
        if self.packed is not None and "gzip" in asked.get("accept-encoding", ""):
            content = self.packed
            headers["Content-Encoding"] = "gzip"
        headers["Content-Type"] = _KINDS[self.suffix]
        return Response(content, status, headers)


def is_api(path: str) -> bool:
    """Say whether a path belongs to the API; all others are pages and their parts."""
    return path == "/api" or path.startswith("/api/")


def pages_built(folder: Path = FOLDER) -> bool:
    """Say whether there are pages to answer with."""
    return (folder / _START).is_file()


@dataclass
class PageFiles:
    """Stands before the API and answers what is not of it, as far as a browser asks."""

    app: ASGIApp
    folder: Path = FOLDER
    _files: dict[str, _File] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for path in sorted(self.folder.rglob("*")) if pages_built(self.folder) else ():
            if path.is_file() and path.suffix in _KINDS:
                name = f"/{path.relative_to(self.folder).as_posix()}"
                hashed = name.startswith(_HASHED)
                cache = "public, max-age=31536000, immutable" if hashed else "no-cache"
                self._files[name] = _File(path.suffix, path.read_bytes(), cache)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a page or one of its parts, or let the request through."""
        answer = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and not is_api(scope["path"]):
            answer = self._answer(scope["path"], Headers(scope=scope))
        await (answer or self.app)(scope, receive, send)

    def _answer(self, path: str, asked: Headers) -> Response | None:
        if path in self._files and not path.endswith(".html"):
            return self._files[path].answer(asked)
        page = _page_of(path)
        # of what is nowhere, programs are told in the shape of the API
        if page is None and (path.startswith(_HASHED) or "text/html" not in asked.get("accept", "")):
            return None
        if not self._files:
            return None if page is None else PlainTextResponse(MESSAGES["serve.no-pages"] + "\n", 503)
        # each page has a start of its own, which names the files that it needs beside those of all pages
        start = self._files.get(f"/{page}.html", self._files[f"/{_START}"])
        return start.answer(asked, 404 if page is None else 200)


def _page_of(path: str) -> str | None:
    plain = path if path == "/" else path.removesuffix("/")
    return next((name for form, name in _PAGES if form.fullmatch(plain)), None)
