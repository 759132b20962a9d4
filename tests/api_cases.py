"""A small desk behind the API, and readings without a model."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import desk_cases
import pytest
from starlette.testclient import TestClient

from tocsin.errors import TocsinError
from tocsin.records import Capture, Filter, Reading, Rejected
from tocsin.run.desk import Desk, init_desk, open_desk
from tocsin.run.desk.adding import keep_reading
from tocsin.run.local import LocalRunner
from tocsin.serve.app import make_app
from tocsin.settings import ServeOptions
from tocsin.store.filters import ListName, check_filter

NOW = "2024-03-20T08:00:00Z"
HOSTILE = '<script>alert("x")</script>&amp;'
NO_LIMIT = ServeOptions(rate=1e6, burst=10**6, post_rate=1e6, post_burst=10**6)
JSON = {"Content-Type": "application/json"}


def stand_in(self: LocalRunner, capture: Capture) -> Reading | Rejected:
    """Read nothing: the reading goes by the first word of what was handed over."""
    words = capture.content.decode(errors="replace").split()
    if not words:
        return Rejected(capture.source, "document", "document.empty", "There is no text in it.")
    if words[0] == "explode":
        raise ZeroDivisionError("secret of the house")
    if words[0] == "fail":
        return Rejected(capture.source, "events", "run.failed", "ZeroDivisionError: secret of the house")
    number = int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else 3
    town = words[2] if len(words) > 2 and words[2].isalpha() else "Kitala"
    return desk_cases.shelling(number % 90 + 2, town, source=capture.source, url=capture.url)


def fill(desk: Desk) -> None:
    """Keep three reports; one holds markup."""
    for number, town in ((4, "Kitala"), (7, "Mahale"), (9, "Kitala")):
        reading = desk_cases.shelling(number, town, byline=HOSTILE, url=f"https://lake.example/{town}-{number}")
        keep_reading(desk.store, desk_cases.capture_of(reading, reading.report.url), reading, now=NOW)
    with desk.store.writing() as writer:
        writer.keep_rejected(Rejected("x.html", "document", "document.empty", HOSTILE), NOW)


@cache
def _filled() -> Path:
    """Make a desk once, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="tocsin-api-"))
    atexit.register(shutil.rmtree, folder)
    init_desk(folder)
    with open_desk(folder) as desk:
        fill(desk)
    return folder


@contextmanager
def api(
    folder: Path, options: ServeOptions = NO_LIMIT, *, assignments: Sequence[str] = (), **about: Any
) -> Iterator[TestClient]:
    """Serve a filled desk in this process, as http://127.0.0.1:8000; `about` sets single options."""
    if not (folder / "tocsin.toml").exists():
        shutil.copytree(_filled(), folder, dirs_exist_ok=True)
    with open_desk(folder, assignments=assignments) as desk:
        app = make_app(desk, replace(options, **about), clock=lambda: NOW)
        with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
            yield client


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without a model."""
    monkeypatch.setattr(LocalRunner, "read_capture", stand_in)


@pytest.fixture
def client(tmp_path: Path, reading: None) -> Iterator[TestClient]:
    """Serve a desk to this machine."""
    with api(tmp_path) as served:
        yield served


def slug_of(answer: Any) -> str:
    """Give the slug of an error, having looked at its shape."""
    assert answer.headers["content-type"] == "application/json", answer.text
    told = answer.json()
    assert set(told) == {"error"}
    assert {"slug", "message"} <= set(told["error"]) <= {"slug", "message", "where"}
    assert all(isinstance(value, str) for value in told["error"].values())
    return str(told["error"]["slug"])


def filters_of(name: ListName) -> set[str]:
    """List the fields of a filter that the store knows for a list."""

    def known(field: str) -> bool:
        try:
            check_filter(name, Filter(**{field: "x"}))
        except TocsinError as error:
            return error.slug != "store.no-such-filter"
        except (TypeError, ValueError):  # known, and of another type than text
            return True
        return True

    return {field for field in Filter.__dataclass_fields__ if known(field)}
