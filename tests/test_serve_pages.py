"""The pages of the desk as the server hands them out: to whom, with which headers, and what is told without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import api_cases
import pytest
from api_cases import slug_of
from starlette.testclient import TestClient

from tocsin.errors import MESSAGES
from tocsin.serve import page_files
from tocsin.serve.page_files import PATHS, PageFiles

ROOT = Path(__file__).resolve().parent.parent
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
START = "<!doctype html><title>Tocsin</title>"
SCRIPT = "export const answer = 42;\n" * 100


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put made-up pages in place of those that may be built."""
    folder = tmp_path / "pages"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(START)
    (folder / "assets" / "index-abc.js").write_text(SCRIPT)
    (folder / "theme.js").write_text("")
    (folder / "built-from.txt").write_text("0")
    monkeypatch.setattr(PageFiles.__init__, "__defaults__", (folder,))
    return folder


@pytest.fixture
def client(pages: Path, tmp_path: Path) -> Iterator[TestClient]:
    with api_cases.api(tmp_path / "desk") as served:
        yield served


@pytest.mark.parametrize(
    "path", [*(re.sub(":[a-z]+", "x-1", path) for path in PATHS), "/actors/", "/reports/x?mark=1-2"]
)
def test_every_page_is_answered_with_the_start_of_the_desk(client, path):
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.text) == (200, START)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


def test_a_page_may_have_a_start_of_its_own(pages, tmp_path):
    (pages / "actor.html").write_text("<!doctype html><title>Actor</title>")
    with api_cases.api(tmp_path / "desk") as client:
        assert "Actor" in client.get("/actors/actor-0", headers=BROWSER).text
        assert client.get("/actors", headers=BROWSER).text == START
        assert client.get("/nothing", headers=BROWSER).text == START
        assert slug_of(client.get("/actor.html")) == "serve.no-such-path"


@pytest.mark.parametrize("path", ["/nothing", "/incidents", "/reports/a/b", "/incidents/", "//api", "/Actors"])
def test_what_is_nowhere_is_told_to_browsers_by_the_desk_and_to_programs_by_the_api(client, path):
    answer = client.get(f"http://127.0.0.1:8000{path}", headers=BROWSER)
    assert (answer.status_code, answer.text) == (404, START)
    assert slug_of(client.get(f"http://127.0.0.1:8000{path}")) == "serve.no-such-path"


@pytest.mark.parametrize("path", ["/api/nothing", "/api/v1/nothing", "/api/v1", "/api/"])
def test_the_api_keeps_its_errors_whoever_asks(client, path):
    assert slug_of(client.get(path, headers=BROWSER)) == "serve.no-such-path"


@pytest.mark.parametrize(
    "path", ["/assets/none.js", "/assets/../index.html", "/assets/%2e%2e/theme.js", "/built-from.txt"]
)
def test_only_files_of_the_pages_are_handed_out(client, path):
    assert slug_of(client.get(path)) == "serve.no-such-path"


def test_pages_may_load_their_own_files_and_ask_this_server_alone(client):
    for path in ("/", "/assets/index-abc.js", "/nothing"):
        headers = client.get(path, headers=BROWSER).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "font-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"


def test_hashed_files_are_kept_for_a_year_and_packed_where_the_browser_takes_it(client):
    packed = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "identity"})
    assert packed.text == plain.text == SCRIPT
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 5
    assert "immutable" in packed.headers["cache-control"]
    assert "Accept-Encoding" in packed.headers["vary"]
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"


def test_what_has_not_changed_is_not_sent_again(client):
    tag = client.get("/", headers=BROWSER).headers["etag"]
    again = client.get("/", headers={**BROWSER, "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/", headers=BROWSER).status_code == 200


def test_pages_need_no_token_and_the_api_does(pages, tmp_path):
    with api_cases.api(tmp_path / "desk", require_token=True) as client:
        assert client.get("/", headers=BROWSER).status_code == 200
        assert client.get("/assets/index-abc.js", headers={"Authorization": "Bearer nothing"}).status_code == 200
        for path in ("/api", "/api/v1/counts", "/api/"):
            assert slug_of(client.get(path, headers=BROWSER)) == "serve.token-needed"
        assert slug_of(client.post("/", headers=api_cases.JSON, content="{}")) == "serve.token-needed"


def test_pages_are_for_the_names_of_this_server_alone(client):
    assert slug_of(client.get("/", headers={**BROWSER, "Host": "evil.example"})) == "serve.bad-host"


def test_a_server_without_pages_says_how_to_build_them(pages, tmp_path):
    (pages / "index.html").unlink()
    with api_cases.api(tmp_path / "desk") as client:
        answer = client.get("/", headers=BROWSER)
        assert (answer.status_code, answer.text) == (503, MESSAGES["serve.no-pages"] + "\n")
        assert answer.headers["content-type"].startswith("text/plain")
        assert slug_of(client.get("/nothing", headers=BROWSER)) == "serve.no-such-path"
        assert client.get("/api/v1/counts").status_code == 200


def test_the_server_answers_the_paths_that_the_desk_has():
    routes = (ROOT / "web" / "src" / "routes.ts").read_text(encoding="utf-8")
    routed = re.findall(r'path: "([^"]+)", component: lazy\(\(\) => import\("./pages/(\w+)"\)\)', routes)
    assert routed == list(PATHS.items())
    assert page_files.FOLDER.name == "pages"
