"""What callers hand over: read or kept, fetched from public addresses alone, one by one or as a job."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import api_cases
import pytest
from api_cases import JSON, slug_of

from tocsin.acquire import addresses
from tocsin.run.desk import open_desk
from tocsin.store.jobs import Job, Outcome, find_job, put_job

reading, client = api_cases.reading, api_cases.client

ALLOWED = ("acquire.allow_private=true",)


def wait_for(client, path: str) -> dict:
    for _ in range(200):
        job = client.get(path).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def test_a_text_is_read_and_nothing_is_kept(client):
    before = client.get("/api/v1/counts").json()
    answer = client.post("/api/v1/read", json={"text": "report 5", "source": "wire"})
    assert answer.status_code == 200
    assert answer.json()["schema"] == "tocsin.reading/1"
    assert client.get("/api/v1/counts").json() == before


def test_a_report_is_kept_once_and_found_at_its_location(client):
    body = {"html": "page 5", "url": "https://lake.example/5"}
    first, again = client.post("/api/v1/reports", json=body), client.post("/api/v1/reports", json=body)
    assert (first.status_code, first.json()["state"]) == (201, "new")
    assert (again.status_code, again.json()["state"]) == (200, "known")
    assert first.json()["report"] == again.json()["report"]
    head = client.get(first.headers["location"]).json()
    assert head["url"] == "https://lake.example/5"


def test_the_same_name_again_is_a_newer_version_and_no_name_is_a_page_of_its_own(client):
    versions = []
    for body in (
        {"text": "a 5", "source": "wire"},
        {"text": "a 6", "source": "wire"},
        {"text": "a 17"},
        {"text": "a 18"},
    ):
        added = client.post("/api/v1/reports", json=body).json()
        versions.append((added["state"], client.get(f"/api/v1/reports/{added['report']}").json()["version"]))
    assert versions == [("new", 1), ("changed", 2), ("new", 1), ("new", 1)]


@pytest.mark.parametrize("name", ["/etc/passwd", "../../etc/passwd", "-", "file:///etc/passwd", "tocsin.toml"])
def test_what_a_text_is_called_is_read_nowhere(client, name):
    added = client.post("/api/v1/reports", json={"text": "report 5 Goma", "source": name}).json()
    text = client.get(f"/api/v1/reports/{added['report']}/reading").json()["report"]["text"]
    assert "Goma" in text
    with client.app.state.tocsin.desk.store.reading() as snapshot:
        capture = snapshot.capture(added["report"])
    assert capture is not None
    assert capture.content == b"report 5 Goma"


@pytest.mark.parametrize(
    "url",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "-",
        "",
        "ftp://lake.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "http://",
        "http:///x",
        "http://a b/",
        "http://a\n/",
        "http://a\x00/",
        "https://" + "a" * 3000,
    ],
)
@pytest.mark.parametrize("path", ["read", "reports"])
def test_only_addresses_of_the_web_are_taken(client, path, url):
    answer = client.post(f"/api/v1/{path}", json={"url": url})
    assert answer.status_code == 422
    assert slug_of(answer) in ("serve.invalid", "acquire.bad-url")


@pytest.mark.parametrize("assignments", [(), ALLOWED], ids=["as it is", "with allow_private"])
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0",
        "0.0.0.0",
        "localhost",
        "LOCALHOST.",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "user:secret@127.0.0.1",
        "lake.example@127.0.0.1",
        "１２７.0.0.1",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(tmp_path, reading, host, assignments):
    with api_cases.api(tmp_path, assignments=assignments) as client:
        answer = client.post("/api/v1/read", json={"url": f"http://{host}:8000/x"})
    assert answer.status_code == 422
    assert slug_of(answer) in ("serve.private-address", "acquire.bad-url", "acquire.unknown-host")
    assert "allow_private" not in answer.text


@pytest.fixture
def page_server() -> Iterator[int]:
    """Serve a page on this machine, and one that sends its reader to it."""
    asked = []

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302 if self.path == "/away" else 200)
            if self.path == "/away":
                self.send_header("Location", f"http://localhost:{server.server_port}/inside")
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            if self.path != "/away":
                self.wfile.write(b"report 5 Goma")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()
    assert "/inside" not in asked


@pytest.fixture
def lake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lake.example stand for a host of the public internet, which lies on this machine."""

    def resolve(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
        assert allow_private is False
        return ("127.0.0.1",) if host == "lake.example" else addresses.resolve(host, port, allow_private=allow_private)

    monkeypatch.setattr("tocsin.acquire.transport.resolve", resolve)


def test_a_page_is_fetched_for_a_caller(client, page_server, lake):
    url = f"http://lake.example:{page_server}/page"
    answer = client.post("/api/v1/reports", json={"url": url})
    assert answer.status_code == 201
    assert client.get(answer.headers["location"]).json()["url"] == url


def test_a_redirect_to_a_private_address_is_refused(tmp_path, reading, page_server, lake):
    with api_cases.api(tmp_path, assignments=ALLOWED) as client:
        answer = client.post("/api/v1/read", json={"url": f"http://lake.example:{page_server}/away"})
    assert (answer.status_code, slug_of(answer)) == (422, "serve.private-address")
    assert "localhost" not in answer.text


def test_why_a_source_was_rejected_is_told_and_kept(client):
    answer = client.post("/api/v1/reports", json={"text": "  "})
    assert (answer.status_code, slug_of(answer)) == (422, "document.empty")
    client.post("/api/v1/reports", json={"url": "http://127.0.0.1/"})
    reasons = {row["reason"] for row in client.get("/api/v1/rejected").json()["rows"]}
    assert {"document.empty", "serve.private-address"} <= reasons


@pytest.mark.parametrize("words", ["explode", "fail"])
@pytest.mark.parametrize("path", ["read", "reports"])
def test_a_failure_in_here_is_told_without_its_insides_and_logged(client, caplog, path, words):
    answer = client.post(f"/api/v1/{path}", json={"text": words})
    assert (answer.status_code, slug_of(answer)) == (500, "serve.failed")
    assert "secret" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert "secret of the house" in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "a", "html": "b"},
        {"source": "a"},
        {"url": "https://a.example", "source": "b"},
        {"text": "a", "path": "/etc/passwd"},
        {"text": "a", "source": "two\nlines"},
        {"text": "a", "source": "x" * 501},
        {"text": 7},
        {"text": "a", "url": "file:///x"},
        [],
        "text",
        7,
    ],
)
@pytest.mark.parametrize("path", ["read", "reports"])
def test_bodies_of_another_form_are_refused(client, path, body):
    answer = client.post(f"/api/v1/{path}", json=body)
    assert (answer.status_code, slug_of(answer)) == (422, "serve.invalid")


@pytest.mark.parametrize("body", [{"sources": []}, {"sources": [{}]}, {"sources": [{"text": "a"}], "text": "b"}])
def test_lists_of_another_form_are_refused(client, body):
    answer = client.post("/api/v1/reports", json=body)
    assert (answer.status_code, slug_of(answer)) == (422, "serve.invalid")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b'{"text": "\xff"}', 400),
        (b"[" * 200_000, 400),
        (b'{"text":' * 50_000, 400),
        (b"", 422),
        (b'{"text": "\\ud800"}', 422),
        (b'{"text": NaN}', 422),
        (b'{"text": 1e999}', 422),
    ],
)
def test_what_is_no_json_is_refused(client, body, status):
    answer = client.post("/api/v1/read", content=body, headers=JSON)
    assert answer.status_code == status
    assert slug_of(answer) in ("serve.bad-json", "serve.bad-request", "serve.invalid")


def test_nul_in_a_text_is_no_trouble(client):
    answer = client.post("/api/v1/reports", json={"text": "report 5 Goma \x00 end"})
    assert answer.status_code == 201


def test_several_sources_make_a_job_that_says_what_became_of_each(client):
    sources = [{"text": "a 11"}, {"text": " "}, {"url": "http://127.0.0.1/"}, {"text": "fail"}, {"text": "a 12"}]
    answer = client.post("/api/v1/reports", json={"sources": sources})
    assert answer.status_code == 202
    assert answer.json()["total"] == 5
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['id']}"
    job = wait_for(client, answer.headers["location"])
    assert (job["state"], job["done"], job["problem"]) == ("done", 5, None)
    assert [each["state"] for each in job["sources"]] == ["new", "rejected", "rejected", "rejected", "new"]
    slugs = [each["error"] and each["error"]["slug"] for each in job["sources"]]
    assert slugs == [None, "document.empty", "serve.private-address", "serve.failed", None]


def test_a_list_of_one_is_answered_at_once(client):
    assert client.post("/api/v1/reports", json={"sources": [{"text": "a 11"}]}).status_code == 201


def test_a_job_that_fails_says_so_without_its_insides_and_the_next_goes_on(client, caplog):
    first = client.post("/api/v1/reports", json={"sources": [{"text": "a 11"}, {"text": "explode"}, {"text": "a 12"}]})
    second = client.post("/api/v1/reports", json={"sources": [{"text": "a 13"}, {"text": "a 14"}]})
    failed, done = wait_for(client, first.headers["location"]), wait_for(client, second.headers["location"])
    assert (failed["state"], failed["done"]) == ("failed", 1)
    assert "secret" not in str(failed)
    assert "secret of the house" in caplog.text
    assert (done["state"], done["done"]) == ("done", 2)


def test_too_many_sources_and_too_many_jobs_are_refused(tmp_path, reading):
    two = {"sources": [{"text": "a 11"}, {"text": "a 12"}]}
    with api_cases.api(tmp_path, max_sources=2, max_jobs=0) as client:
        answer = client.post("/api/v1/reports", json={"sources": [*two["sources"], {"text": "a 13"}]})
        assert (answer.status_code, slug_of(answer)) == (422, "serve.too-many-sources")
        answer = client.post("/api/v1/reports", json=two)
        assert (answer.status_code, slug_of(answer)) == (503, "serve.busy")
        assert int(answer.headers["retry-after"]) > 0


def test_jobs_that_a_server_left_behind_are_marked_failed_and_keep_what_they_did(tmp_path, reading):
    with api_cases.api(tmp_path) as client:
        store = client.app.state.tocsin.desk.store
        for state in ("waiting", "running", "done"):
            put_job(store, Job(f"job-{state}", state, 2, api_cases.NOW, outcomes=(Outcome("a", "new", "rep-1"),)))
    with api_cases.api(tmp_path) as client:
        states = {state: client.get(f"/api/v1/jobs/job-{state}").json() for state in ("waiting", "running", "done")}
    assert [job["state"] for job in states.values()] == ["failed", "failed", "done"]
    assert states["running"]["done"] == 1
    assert states["running"]["problem"]


def test_a_server_that_stops_ends_its_jobs(tmp_path, monkeypatch, reading):
    begun, go_on = threading.Event(), threading.Event()

    def slow(self, capture):
        begun.set()
        go_on.wait(5)
        return api_cases.stand_in(self, capture)

    monkeypatch.setattr("tocsin.run.local.LocalRunner.read_capture", slow)
    with api_cases.api(tmp_path) as client:
        two = {"sources": [{"text": "a 11"}, {"text": "a 12"}]}
        ids = [client.post("/api/v1/reports", json=two).json()["id"] for _ in range(2)]
        assert begun.wait(5)
        threading.Timer(0.2, go_on.set).start()
    with open_desk(tmp_path) as desk:
        jobs = [find_job(desk.store, each) for each in ids]
    assert [job and job.state for job in jobs] == ["failed", "failed"]
    assert [job and job.done for job in jobs] == [1, 0]


def test_more_readings_at_once_than_may_be_are_put_off_and_a_slow_one_is_given_up(tmp_path, monkeypatch):
    go_on = threading.Event()

    def slow(self, capture):
        go_on.wait(5)
        return api_cases.stand_in(self, capture)

    monkeypatch.setattr("tocsin.run.local.LocalRunner.read_capture", slow)
    with api_cases.api(tmp_path, reads=1, read_seconds=0.1) as client:
        answer = client.post("/api/v1/read", json={"text": "a 11"})
        assert (answer.status_code, slug_of(answer)) == (503, "serve.slow")
        # the one that was given up still has the only place
        answer = client.post("/api/v1/read", json={"text": "a 12"})
        assert (answer.status_code, slug_of(answer)) == (503, "serve.busy")
        assert int(answer.headers["retry-after"]) > 0
        go_on.set()
        for _ in range(100):
            answer = client.post("/api/v1/read", json={"text": "a 13"})
            if answer.status_code == 200:
                break
            time.sleep(0.02)
        assert answer.status_code == 200


def test_reviews_are_kept_listed_and_taken_back(client):
    event = client.get("/api/v1/events").json()["rows"][0]
    body = {"subject": "event", "id": event["id"], "verdict": "reject", "author": "Ana", "note": "<b>no</b>"}
    made = client.post("/api/v1/reviews", json=body)
    assert made.status_code == 201
    assert (made.json()["subject_id"], made.json()["author"]) == (event["id"], "Ana")
    assert event["id"] not in {row["id"] for row in client.get("/api/v1/events").json()["rows"]}
    assert client.get("/api/v1/reviews").json()["rows"] == [made.json()]
    assert client.get(f"/api/v1/reviews?id={event['id']}").json()["rows"] == [made.json()]
    undone = client.delete(f"/api/v1/reviews/{made.json()['id']}")
    assert (undone.status_code, undone.json()) == (200, made.json())
    assert client.get("/api/v1/events").json()["rows"][0] == event
    assert client.get("/api/v1/reviews").json()["rows"] == []
    assert slug_of(client.delete(f"/api/v1/reviews/{made.json()['id']}")) == "review.unknown"


def test_reviews_come_page_by_page(client):
    ids = [row["id"] for row in client.get("/api/v1/events").json()["rows"][:3]]
    for each in ids:
        client.post("/api/v1/reviews", json={"subject": "event", "id": each, "verdict": "accept", "author": "Ana"})
    first = client.get("/api/v1/reviews?limit=2").json()
    last = client.get(f"/api/v1/reviews?limit=2&cursor={first['cursor']}").json()
    assert [row["subject_id"] for row in first["rows"] + last["rows"]] == ids
    assert last["cursor"] is None


@pytest.mark.parametrize(
    ("about", "status", "slug"),
    [
        ({"id": "event-0"}, 404, "review.unknown-record"),
        ({"verdict": "merge"}, 422, "review.no-such-verdict"),
        ({"verdict": "forget"}, 422, "serve.invalid"),
        ({"subject": "war"}, 422, "serve.invalid"),
        ({"author": " "}, 422, "review.no-author"),
        ({"author": None}, 422, "review.no-author"),
        ({"verdict": "correct"}, 422, "review.fields"),
        ({"verdict": "correct", "fields": {"colour": "red"}}, 422, "review.unknown-field"),
        ({"verdict": "correct", "fields": {"type": "WAR"}}, 422, "review.bad-value"),
        ({"others": ["event-0"]}, 422, "review.others"),
        ({"note": "x" * 10_001}, 422, "serve.invalid"),
        ({"id": "\x00"}, 404, "review.unknown-record"),
    ],
)
def test_reviews_that_cannot_be_are_refused(client, about, status, slug):
    event = client.get("/api/v1/events").json()["rows"][0]["id"]
    body = {"subject": "event", "id": event, "verdict": "accept", "author": "Ana", **about}
    answer = client.post("/api/v1/reviews", json=body)
    assert (answer.status_code, slug_of(answer)) == (status, slug)


def test_a_split_of_strangers_is_a_conflict(client):
    incident = client.get("/api/v1/incidents").json()["rows"][0]["id"]
    body = {"subject": "incident", "id": incident, "verdict": "split", "author": "Ana", "others": ["event-0"]}
    answer = client.post("/api/v1/reviews", json=body)
    assert (answer.status_code, slug_of(answer)) == (409, "review.not-a-part")
