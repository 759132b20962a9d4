"""Files, folders, standard input and a small web server on this machine become captures."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tocsin.acquire import AcquireOptions, acquire, fetch
from tocsin.acquire.addresses import is_public
from tocsin.acquire.fetching import content_type, user_agent
from tocsin.errors import TocsinError
from tocsin.records import Capture, Rejected

PAGE = b"<html><body><p>Rain stopped the talks.</p></body></html>"
LOCAL = AcquireOptions(allow_private=True, connect_timeout=2, read_timeout=2, total_timeout=5, backoff=0.01)


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    outer: Server

    def do_GET(self) -> None:
        self.outer.asked.append(self.path)
        self.outer.agents.append(self.headers["User-Agent"])
        with_path = getattr(self, self.path.strip("/").replace("-", "_").split("?")[0], self.page)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            with_path()

    def log_message(self, *args: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.answer(200, PAGE, Content_Type="text/html; charset=ISO-8859-1")

    def moved(self) -> None:
        self.answer(302, Location="page")

    def circle(self) -> None:
        self.answer(301, Location="/circle")

    def to_elsewhere(self) -> None:
        self.answer(302, Location=f"http://inside.example:{self.outer.port}/page")

    def to_file(self) -> None:
        self.answer(302, Location="file:///etc/hostname")

    def big(self) -> None:
        self.answer(200, b"x" * 5000, Content_Type="text/html")

    def bomb(self) -> None:
        self.answer(200, gzip.compress(b"x" * 20_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def zipped(self) -> None:
        self.answer(200, gzip.compress(PAGE), Content_Type="text/html", Content_Encoding="gzip")

    def endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"x" * 1000)

    def trickle(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b".")
            time.sleep(0.05)

    def slow_head(self) -> None:
        for letter in "HTTP/1.1 200 OK\r\n" + "X-A: b\r\n" * 50:
            self.wfile.write(letter.encode())
            time.sleep(0.05)

    def silent(self) -> None:
        time.sleep(1.5)

    def busy(self) -> None:
        left = self.outer.busy["/busy"]
        if left:
            self.answer(left.pop(0), Retry_After="0")
        else:
            self.page()

    def always_busy(self) -> None:
        self.answer(503)

    def later(self) -> None:
        self.answer(429, Retry_After="4000")

    def gone(self) -> None:
        self.answer(404, b"nothing here", Content_Type="text/html")

    def picture(self) -> None:
        self.answer(200, b"\x89PNG", Content_Type="image/png")

    def garbage(self) -> None:
        self.wfile.write(b"this is no HTTP\r\n\r\n")


class Server:
    """Answers by path and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.busy = {"/busy": [429, 503]}
        handler = type("Bound", (Handler,), {"outer": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.port = self.http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


def slug_of(url: str, options: AcquireOptions = LOCAL) -> str:
    with pytest.raises(TocsinError) as caught:
        fetch(url, options)
    return caught.value.slug


def test_fetch_keeps_bytes_address_type_and_declared_charset(server: Server) -> None:
    capture = fetch(server.url + "/moved", LOCAL)
    assert capture.content == PAGE
    assert capture.source == server.url + "/moved"
    assert capture.url == server.url + "/page"
    assert (capture.media_type, capture.charset) == ("text/html", "ISO-8859-1")
    assert capture.fetched is not None
    assert capture.fetched.endswith("+00:00")


def test_the_user_agent_is_truthful(server: Server) -> None:
    fetch(server.url + "/page", LOCAL)
    assert server.agents[-1] == user_agent()
    assert server.agents[-1].startswith("Tocsin/")
    fetch(server.url + "/page", replace(LOCAL, user_agent="Desk/1"))
    assert server.agents[-1] == "Desk/1"


def test_loopback_is_refused_unless_allowed(server: Server) -> None:
    before = len(server.asked)
    assert slug_of(server.url + "/page", replace(LOCAL, allow_private=False)) == "acquire.private-address"
    assert len(server.asked) == before


def test_a_redirect_to_a_private_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # the first host counts as public though it is served here; the second one resolves to loopback
    def resolver(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    checked: list[str] = []

    def public(address: str) -> bool:
        checked.append(address)
        return len(checked) == 1

    monkeypatch.setattr("tocsin.acquire.addresses.is_public", public)
    outside = f"http://outside.example:{server.port}/to-elsewhere"
    assert slug_of(outside, replace(LOCAL, allow_private=False)) == "acquire.private-address"
    assert len(checked) == 2
    assert server.asked[-1] == "/to-elsewhere"


def test_the_address_that_was_checked_is_the_one_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # a name server that answers with a public address first and with loopback afterwards gains nothing
    looked_up: list[str] = []

    def resolver(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        address = "192.0.2.1" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    monkeypatch.setattr("tocsin.acquire.addresses.is_public", lambda address: address == "192.0.2.1")
    connected: list[str] = []

    def connect(self: object, address: str, *_: object, **__: object) -> None:
        connected.append(address)
        raise httpcore.ConnectError("nobody there")

    import httpcore

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    options = replace(LOCAL, allow_private=False)
    assert slug_of(f"http://rebinding.example:{server.port}/page", options) == "acquire.no-connection"
    assert connected == ["192.0.2.1"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "not an address",
    ],
)
def test_private_addresses_are_seen_through_every_disguise(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost", "[::1]"])
def test_odd_spellings_of_loopback_are_refused(host: str, server: Server) -> None:
    slug = slug_of(f"http://{host}:{server.port}/page", replace(LOCAL, allow_private=False))
    assert slug in {"acquire.private-address", "acquire.unknown-host"}


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/circle", "acquire.too-many-redirects"),
        ("/to-file", "acquire.bad-url"),
        ("/gone", "acquire.http-status"),
        ("/picture", "acquire.media-type"),
        ("/garbage", "acquire.bad-answer"),
        ("/always-busy", "acquire.http-status"),
        ("/later", "acquire.http-status"),
    ],
)
def test_what_cannot_be_fetched_says_why(server: Server, path: str, slug: str) -> None:
    assert slug_of(server.url + path, replace(LOCAL, retries=1)) == slug


def test_other_types_pass_where_options_say_so(server: Server) -> None:
    assert fetch(server.url + "/picture", replace(LOCAL, media_types=())).content == b"\x89PNG"


def test_declared_and_undeclared_sizes_are_capped(server: Server) -> None:
    options = replace(LOCAL, max_bytes=4000)
    assert slug_of(server.url + "/big", options) == "acquire.too-large"
    assert slug_of(server.url + "/endless", options) == "acquire.too-large"
    assert slug_of(server.url + "/bomb", replace(LOCAL, max_bytes=100_000)) == "acquire.too-large"


def test_a_compressed_page_is_unpacked(server: Server) -> None:
    assert fetch(server.url + "/zipped", LOCAL).content == PAGE


def test_the_total_time_holds_against_a_trickle(server: Server) -> None:
    for path in ("/trickle", "/slow-head"):
        started = time.monotonic()
        assert slug_of(server.url + path, replace(LOCAL, total_timeout=0.4)) == "acquire.timeout"
        assert time.monotonic() - started < 2


def test_silence_ends_in_a_timeout(server: Server) -> None:
    assert slug_of(server.url + "/silent", replace(LOCAL, read_timeout=0.2)) == "acquire.timeout"


def test_a_busy_server_is_asked_again(server: Server) -> None:
    server.busy["/busy"] = [429, 503]
    before = len(server.asked)
    assert fetch(server.url + "/busy", LOCAL).content == PAGE
    assert server.asked[before:] == ["/busy"] * 3


def test_nobody_listening_is_a_clear_error() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert slug_of(f"http://127.0.0.1:{port}/", LOCAL) == "acquire.no-connection"


@pytest.mark.parametrize("url", ["http://", "http://[bad/", "https:///x", "http://a\x00b/"])
def test_broken_addresses_are_clear_errors(url: str) -> None:
    assert slug_of(url) in {"acquire.bad-url", "acquire.unknown-host"}


def test_acquire_turns_errors_of_fetching_into_rejections(server: Server) -> None:
    (rejected,) = acquire(server.url + "/gone", LOCAL)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "acquire.http-status"
    assert "404" in rejected.message
    (large,) = acquire(server.url + "/big", replace(LOCAL, max_bytes=10))
    assert isinstance(large, Rejected)
    assert large.reason == "acquire.too-large"
    (capture,) = acquire(server.url + "/page", LOCAL)
    assert isinstance(capture, Capture)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/html; charset=utf-8", ("text/html", "utf-8")),
        ('Text/HTML;charset="windows-1251"', ("text/html", "windows-1251")),
        ("text/plain", ("text/plain", None)),
        ("", (None, None)),
    ],
)
def test_content_type_is_split(header: str, expected: tuple[str | None, str | None]) -> None:
    assert content_type(header) == expected


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "Report.HTM"
    path.write_bytes(PAGE)
    (capture,) = acquire(path, LOCAL)
    assert capture == Capture(source=str(path), content=PAGE, media_type="text/html")


def test_a_named_file_needs_no_suffix_that_we_know(tmp_path: Path) -> None:
    path = tmp_path / "article.aspx"
    path.write_bytes(PAGE)
    (capture,) = acquire(str(path), LOCAL)
    assert isinstance(capture, Capture)
    assert capture.media_type is None


def test_a_folder_is_read_in_order_with_reasons_for_the_rest(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "README.md", "photo.jpg", ".hidden.txt", "deep/c.html", "b_files/frame.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"text")
    os.symlink(tmp_path, tmp_path / "deep" / "circle")
    found = [(Path(one.source).name, getattr(one, "reason", None)) for one in acquire(str(tmp_path), LOCAL)]
    assert found == [
        ("README.md", "acquire.readme"),
        ("a.md", None),
        ("b.txt", None),
        ("photo.jpg", "acquire.other-suffix"),
        ("b_files", "acquire.page-parts"),
        ("c.html", None),
        ("circle", "acquire.not-a-file"),
    ]


def test_missing_empty_and_too_large(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 100)
    (tmp_path / "empty").mkdir()
    small = replace(LOCAL, max_bytes=10)
    reasons = [
        one.reason
        for source in (
            str(tmp_path / "none.txt"),
            str(tmp_path / "empty"),
            str(tmp_path / "large.txt"),
            "ftp://x.org/a",
        )
        for one in acquire(source, small)
        if isinstance(one, Rejected)
    ]
    assert reasons == ["acquire.no-file", "acquire.empty-folder", "acquire.too-large", "acquire.bad-url"]


def test_standard_input_is_bounded() -> None:
    (capture,) = acquire("-", LOCAL, stdin=b"Some text.")
    assert capture == Capture(source="-", content=b"Some text.")
    (again,) = acquire("-", LOCAL, stdin=io.BytesIO(b"Some text."))
    assert again == capture
    (large,) = acquire("-", replace(LOCAL, max_bytes=3), stdin=io.BytesIO(b"Some text."))
    assert isinstance(large, Rejected)
    assert large.reason == "acquire.too-large"
