"""Who may ask the API what: names, other sites, tokens, rates, and sizes of bodies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import api_cases
import pytest
from api_cases import JSON, NOW, slug_of
from httpx import ASGITransport, AsyncClient

from tocsin.errors import TocsinError
from tocsin.run.desk import open_desk
from tocsin.serve.names import is_loopback, name_in
from tocsin.serve.rates import Rates
from tocsin.store.tokens import add_token, revoke_token

reading, client = api_cases.reading, api_cases.client

READ = {"text": "report 5"}


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, str]:
    """Make tokens of every kind for the desk that `api` then serves."""
    with api_cases.api(tmp_path) as client:
        store = client.app.state.tocsin.desk.store
        made = {
            "reader": add_token(store, "reader", "read", now=NOW),
            "writer": add_token(store, "writer", "write", now=NOW, expires="2024-03-21T00:00:00Z"),
            "past": add_token(store, "past", "write", now="2024-03-01T00:00:00Z", expires=NOW),
            "revoked": add_token(store, "revoked", "write", now=NOW),
        }
        revoke_token(store, "revoked")
    return made


@pytest.mark.parametrize("path", ["/api", "/api/v1/counts", "/api/v1/nothing", "/api/v1/openapi.json"])
def test_every_answer_has_the_headers_that_keep_browsers_out(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST", "localhost."]
)
def test_loopback_names_are_ours(client, host):
    assert client.get("/api/v1/counts", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost:x",
        "",
        "a b",
        "localhost@evil",
        "[::2]",
        "127.0.0.2",
        "2130706433",
        "localhost:8000,evil.example",
        "desk.example.org",
    ],
)
def test_other_names_are_refused_whatever_they_lead_to(client, host):
    answer = client.get("/api/v1/counts", headers={"Host": host})
    assert (answer.status_code, slug_of(answer)) == (400, "serve.bad-host")


def test_a_server_has_the_names_that_it_was_started_with(tmp_path):
    with api_cases.api(tmp_path, names=("Desk.example.org",)) as client:
        assert client.get("/api/v1/counts", headers={"Host": "desk.example.org:80"}).status_code == 200
        assert client.get("/api/v1/counts", headers={"Host": "example.org"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Origin": "file://127.0.0.1:8000"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_other_sites_change_nothing(client, headers):
    answer = client.post("/api/v1/reports", json=READ, headers=headers)
    assert (answer.status_code, slug_of(answer)) == (403, "serve.cross-site")
    answer = client.delete("/api/v1/reviews/review-0", headers=headers)
    assert (answer.status_code, slug_of(answer)) == (403, "serve.cross-site")
    assert client.get("/api/v1/counts").json()["reports"] == 3


@pytest.mark.parametrize("headers", [{"Origin": "http://127.0.0.1:8000"}, {"Sec-Fetch-Site": "same-origin"}, {}])
def test_our_own_pages_and_programs_may(client, headers):
    assert client.post("/api/v1/read", json=READ, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/json",
        "",
        "text/plain; application/json",
        "application/jsonp",
    ],
)
def test_what_forms_can_send_is_refused(client, kind):
    answer = client.post("/api/v1/reports", content=b'{"text": "report 5"}', headers={"Content-Type": kind})
    assert (answer.status_code, slug_of(answer)) == (415, "serve.not-json")


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_may_be_written_in_several_ways(client, kind):
    answer = client.post("/api/v1/read", content=b'{"text": "report 5"}', headers={"Content-Type": kind})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "reports"), ("PATCH", "counts"), ("DELETE", "reports/x"), ("POST", "counts"), ("OPTIONS", "read")],
)
def test_other_methods_are_refused_in_the_same_shape(client, method, path):
    answer = client.request(method, f"/api/v1/{path}", headers=JSON)
    assert (answer.status_code, slug_of(answer)) == (405, "serve.no-such-method")
    assert answer.headers["allow"]


@pytest.mark.parametrize("about", [{"require_token": True}, {"host": "0.0.0.0"}, {"host": "::"}, {"host": "192.0.2.1"}])
def test_callers_from_elsewhere_always_need_a_token(tmp_path, secrets, about):
    with api_cases.api(tmp_path, **about) as client:
        for path in ("/api/v1/counts", "/api", "/api/v1/openapi.json", "/api/nothing"):
            answer = client.get(path)
            assert (answer.status_code, slug_of(answer)) == (401, "serve.token-needed")
            assert answer.headers["www-authenticate"] == "Bearer"
        assert client.get("/api/v1/counts", headers=bearer(secrets["reader"])).status_code == 200


@pytest.mark.parametrize("require_token", [True, False])
def test_a_token_that_is_not_in_force_is_refused_even_where_none_is_needed(tmp_path, secrets, require_token):
    good = secrets["reader"]
    wrong = {
        "nothing": "",
        "other": "Bearer nothing",
        "Basic": f"Basic {good}",
        "bare": good,
        "cut": f"Bearer {good[:-1]}",
        "longer": f"Bearer {good}x",
        "upper": f"Bearer {good.upper()}",
        "huge": "Bearer tocsin_" + "x" * 10_000,
        "past": f"Bearer {secrets['past']}",
        "revoked": f"Bearer {secrets['revoked']}",
        "not ascii": "Bearer tocsin_é".encode(),
    }
    with api_cases.api(tmp_path, require_token=require_token) as client:
        for name, header in wrong.items():
            answer = client.get("/api/v1/counts", headers={"Authorization": header})
            assert (name, answer.status_code, slug_of(answer)) == (name, 401, "serve.bad-token")
        assert client.get("/api/v1/counts", headers={"Authorization": f"bearer  {good} "}).status_code == 200


def test_a_token_for_reading_reads_and_keeps_nothing(tmp_path, reading, secrets):
    with api_cases.api(tmp_path, require_token=True) as client:
        reader, writer = bearer(secrets["reader"]), bearer(secrets["writer"])
        assert client.post("/api/v1/read", json=READ, headers=reader).status_code == 200
        for method, path in (("POST", "reports"), ("POST", "reviews"), ("DELETE", "reviews/x"), ("POST", "read/")):
            answer = client.request(method, f"/api/v1/{path}", json=READ, headers=reader)
            assert (answer.status_code, slug_of(answer)) == (403, "serve.wrong-scope")
        assert client.post("/api/v1/reports", json=READ, headers=writer).status_code == 201


def test_a_token_can_be_revoked_while_the_server_runs(tmp_path, secrets):
    with api_cases.api(tmp_path, require_token=True) as client:
        assert client.get("/api/v1/counts", headers=bearer(secrets["reader"])).status_code == 200
        with open_desk(tmp_path) as desk:
            revoke_token(desk.store, "reader")
        assert client.get("/api/v1/counts", headers=bearer(secrets["reader"])).status_code == 401


def test_a_review_without_an_author_is_that_of_the_token(tmp_path, secrets):
    with api_cases.api(tmp_path) as client:
        event = client.get("/api/v1/events").json()["rows"][0]["id"]
        body = {"subject": "event", "id": event, "verdict": "accept"}
        made = client.post("/api/v1/reviews", json=body, headers=bearer(secrets["writer"]))
        assert made.json()["author"] == "writer"


def test_one_caller_may_ask_so_often_and_then_waits(tmp_path, reading, secrets):
    limits: dict[str, Any] = {"rate": 0.01, "burst": 3, "post_rate": 0.01, "post_burst": 2}
    with api_cases.api(tmp_path, **limits) as client:
        statuses = [client.get("/api/v1/counts").status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        statuses = [client.post("/api/v1/read", json=READ).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        answer = client.get("/api/v1/counts")
        assert slug_of(answer) == "serve.too-fast"
        assert 90 <= int(answer.headers["retry-after"]) <= 100
        # another caller has not asked yet
        assert client.get("/api/v1/counts", headers=bearer(secrets["reader"])).status_code == 200
        # and whoever guesses tokens is the same one, whatever is guessed
        assert client.get("/api/v1/counts", headers=bearer("tocsin_guess")).status_code == 429


def test_a_bucket_fills_up_by_its_rate_and_no_further():
    times = iter([0.0, 0.0, 0.0, 0.25, 0.5, 100.0, 100.0, 100.0])
    rates = Rates(2.0, 2, lambda: next(times))
    assert [rates.take("a") for _ in range(8)] == [0.0, 0.0, 0.5, 0.25, 0.0, 0.0, 0.0, 0.5]


def test_callers_beyond_a_number_are_forgotten():
    rates = Rates(1.0, 1, lambda: 0.0)
    assert rates.take("first") == 0.0
    assert rates.take("first") > 0
    for number in range(10_000):
        rates.take(str(number))
    assert rates.take("first") == 0.0


def test_a_body_that_says_it_is_too_large_is_refused(tmp_path, reading):
    with api_cases.api(tmp_path, max_body=1000) as client:
        answer = client.post("/api/v1/read", json={"text": "x" * 2000})
        assert (answer.status_code, slug_of(answer)) == (413, "serve.too-large")
        headers = {**JSON, "Content-Length": "9" * 5000}
        answer = client.post("/api/v1/read", content=b"{}", headers=headers)
        assert (answer.status_code, slug_of(answer)) == (413, "serve.too-large")
        assert client.post("/api/v1/read", json={"text": "report 5 " + "x" * 900}).status_code == 200


def ask(app: Any, body: AsyncIterator[bytes]) -> Any:
    async def asking() -> Any:
        transport = ASGITransport(app)
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
            return await http.post("/api/v1/read", content=body, headers=JSON)

    return asyncio.run(asking())


def test_a_body_in_pieces_is_refused_as_soon_as_it_is_too_large(tmp_path, reading):
    sent = []

    async def pieces() -> AsyncIterator[bytes]:
        for number in range(1000):
            sent.append(number)
            yield b"x" * 100

    with api_cases.api(tmp_path, max_body=1000) as client:
        answer = ask(client.app, pieces())
    assert (answer.status_code, slug_of(answer)) == (413, "serve.too-large")
    assert len(sent) < 20


def test_a_body_that_never_ends_is_given_up(tmp_path, reading):
    async def drops() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b" "
            await asyncio.sleep(0.05)

    with api_cases.api(tmp_path, body_seconds=0.2) as client:
        answer = ask(client.app, drops())
    assert (answer.status_code, slug_of(answer)) == (408, "serve.slow-body")


def test_what_goes_wrong_in_here_is_told_without_its_insides(client, caplog, monkeypatch):
    def broken(self):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("tocsin.run.desk.Desk.counts", broken)
    answer = client.get("/api/v1/counts")
    assert (answer.status_code, slug_of(answer)) == (500, "serve.failed")
    assert "secret" not in answer.text
    assert "secret of the house" in caplog.text


def test_a_desk_that_is_busy_is_told_without_its_address(client, monkeypatch):
    def busy(self):
        raise TocsinError("store.busy", url="postgresql://secret@house/desk", seconds=30)

    monkeypatch.setattr("tocsin.run.desk.Desk.counts", busy)
    answer = client.get("/api/v1/counts")
    assert (answer.status_code, slug_of(answer)) == (503, "store.busy")
    assert "secret" not in answer.text
    assert answer.headers["retry-after"]


def test_other_failures_of_the_database_are_ours(client, monkeypatch, caplog):
    def failed(self):
        raise TocsinError("store.failed", url="postgresql://secret@house/desk", problem="disk")

    monkeypatch.setattr("tocsin.run.desk.Desk.counts", failed)
    answer = client.get("/api/v1/counts")
    assert (answer.status_code, slug_of(answer)) == (500, "serve.failed")
    assert "store.failed" in caplog.text


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("desk.example.org", False),
        ("", False),
    ],
)
def test_loopback_is_told_from_everything_else(host, own):
    assert is_loopback(host) is own


def test_names_are_read_out_of_a_host_header():
    assert [name_in(each) for each in ("A.b:80", "[::1]", "a:b", "", "a/b", "x.")] == [
        "a.b",
        "[::1]",
        None,
        None,
        None,
        "x",
    ]
