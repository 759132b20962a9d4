"""A real browser before a served desk: it may ask nobody else, and nothing may go wrong in its console."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tocsin.serve.page_files import pages_built

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
TOCSIN = (sys.executable, "-c", "from tocsin.cli import main; main()")
LAPTOP = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium() -> str:
    """Find Chromium and the built pages, or skip the test where they are missing (in CI they may not be)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    missing = "Chromium" if found is None else "" if pages_built() else "the built pages; `make web` builds them"
    if found is not None and not missing:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"needs {missing}")
    pytest.skip(f"needs {missing}")


class _Shared:
    """One browser for all tests of a module: it is started when one wants it, and closed with the last server."""

    def __init__(self) -> None:
        self.servers = 0
        self._running: ExitStack | None = None
        self._browser: Any = None

    def browser(self) -> Any:
        """Give the browser."""
        from playwright.sync_api import sync_playwright

        if self._running is None:
            self._running = ExitStack()
            playwright = self._running.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=chromium(), args=list(_ARGUMENTS))
            self._running.callback(self._browser.close)
        return self._browser

    def close(self) -> None:
        """Close it: while it runs, the loop of its driver stands in the way of whatever else has one."""
        if self._running is not None:
            self._running.close()
        self._running = self._browser = None


_shared = _Shared()


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Run `tocsin serve` on a desk and a free port, and give its address."""
    _shared.servers += 1
    try:
        with _server(folder, *options) as address:
            yield address
    finally:
        _shared.servers -= 1
        if _shared.servers == 0:
            _shared.close()


@contextmanager
def _server(folder: Path, *options: str) -> Iterator[str]:
    # a page asks for many things at once, and tests for many pages
    rates = [f"serve.{name}={value}" for name, value in (("rate", 1e4), ("burst", 10000), ("post_rate", 1e4))]
    sets = [part for rate in rates for part in ("--set", rate)]
    command = [*TOCSIN, "serve", "--desk", str(folder), "--port", "0", *sets, *options]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "400"}
    server = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
    assert server.stderr is not None
    try:
        said = server.stderr.readline()
        found = re.search(r"http://[0-9.:]+", said)
        assert found, said + server.stderr.read()
        yield found[0]
    finally:
        server.terminate()
        server.wait(20)
        server.stderr.close()


@dataclass
class Watched:
    """A page of the browser, and what went wrong with it; `allowed` are words of errors that a test expects."""

    page: Any
    address: str
    allowed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open a page of the desk and wait until nothing is loading."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page stands there and nothing on it is loading (functions to wait for need unsafe-eval)."""
        self.page.wait_for_selector("h1")
        self.page.wait_for_selector(".loading", state="detached")

    def violations(self) -> list[str]:
        """Say what axe-core finds wrong with the page as it stands."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("tags => axe.run(document, {runOnly: tags})", _AXE_TAGS)
        return [
            f"{each['id']}: {each['help']} ({node['html'][:200]}; {node['failureSummary'][:300]})"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def overflow(self) -> int:
        """Give by how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def check(self) -> None:
        """See that nobody else was asked and that the console holds no error."""
        assert self.foreign == []
        assert [each for each in self.errors if not any(words in each for words in self.allowed)] == []


@contextmanager
def browsing(
    address: str, *, size: dict[str, int] | None = None, dark: bool = False, **about: Any
) -> Iterator[Watched]:
    """Open a browser before a served desk, with nothing of any other; at the end see that nothing went wrong in it."""
    context = _shared.browser().new_context(
        viewport=size or LAPTOP,
        color_scheme="dark" if dark else "light",
        locale="en-GB",
        timezone_id="Africa/Kinshasa",
        reduced_motion="reduce",
        **about,
    )
    watched = Watched(context.new_page(), address)
    _watch(context, watched)
    try:
        yield watched
    finally:
        context.close()
    watched.check()


def _watch(context: Any, watched: Watched) -> None:
    host = urlsplit(watched.address).netloc

    def asked(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != host:
            watched.foreign.append(request.url)

    def said(message: Any) -> None:
        if message.type in ("error", "warning"):
            watched.errors.append(message.text)

    context.on("request", asked)
    context.on("console", said)
    context.on("weberror", lambda error: watched.errors.append(str(error.error)))


@cache
def sample_desk() -> Path:
    """Keep the sample reports in a desk, once; TOCSIN_TEST_DESK names one that has them already."""
    from tempfile import mkdtemp

    ready = _READY
    if ready:
        return Path(ready)
    folder = Path(mkdtemp(prefix="tocsin-browser-")) / "desk"
    for arguments in (
        ["init", str(folder)],
        ["add", "--desk", str(folder), str(ROOT / "examples" / "desk" / "reports")],
    ):
        subprocess.run([*TOCSIN, *arguments], check=True, capture_output=True)
    return folder


# read when tests are collected: later the variables of whoever runs them are kept out
_READY = os.environ.get("TOCSIN_TEST_DESK")
