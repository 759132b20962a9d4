"""What the pages ask besides records: names as a desk shows them, what came in, who may write; and answers packed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import api_cases
import pytest
from api_cases import slug_of

from tocsin.errors import TocsinError
from tocsin.settings import load_settings
from tocsin.store.tokens import add_token

reading, client = api_cases.reading, api_cases.client


def test_names_are_told_as_the_desk_has_them(tmp_path: Path, reading):
    pairs = ("geonames:2643736 = Derry / Londonderry", "COD=The Congo = a name")
    with api_cases.api(tmp_path, assignments=[f"names.shown={','.join(pairs)}"]) as client:
        found = client.get("/api/v1/names").json()
    assert found["shown"] == [
        {"of": "geonames:2643736", "name": "Derry / Londonderry"},
        {"of": "COD", "name": "The Congo = a name"},
    ]
    countries = {one["code"]: one["name"] for one in found["countries"]}
    assert len(countries) > 200
    assert countries["KEN"] == "Kenya"


@pytest.mark.parametrize("pair", ["Derry", "=Derry", "Derry=", "Derry = ", "a=b\nc"])
def test_a_name_without_its_other_half_is_refused(pair):
    with pytest.raises(TocsinError) as raised:
        load_settings(environ={"TOCSIN_NAMES_SHOWN": pair})
    assert raised.value.slug == "settings.bad-name"


def test_what_came_in_last_comes_first_with_what_was_found(client):
    rows = client.get("/api/v1/arrivals").json()["rows"]
    assert [one["report"]["url"].rpartition("-")[2] for one in rows] == ["9", "7", "4"]
    for one in rows:
        report = one["report"]["id"]
        for name in ("events", "statements", "flags"):
            listed = client.get(f"/api/v1/{name}", params={"report": report}).json()["rows"]
            assert one[name] == len(listed), name
    first = client.get("/api/v1/arrivals", params={"limit": 2}).json()
    rest = client.get("/api/v1/arrivals", params={"limit": 2, "cursor": first["cursor"]}).json()
    assert [*first["rows"], *rest["rows"]] == rows
    assert rest["cursor"] is None


def test_what_came_in_is_searched(client):
    texts = client.get("/api/v1/arrivals", params={"text": "Mahale"}).json()["rows"]
    assert [one["report"]["url"] for one in texts] == ["https://lake.example/Mahale-7"]
    assert client.get("/api/v1/arrivals", params={"outlet": "Nobody’s"}).json()["rows"] == []
    for query, slug in (("cursor=x", "store.bad-cursor"), ("limit=0", "serve.invalid"), ("type=AID", "serve.invalid")):
        assert slug_of(client.get(f"/api/v1/arrivals?{query}")) == slug


def test_a_flag_that_was_judged_wrong_is_not_counted(client):
    flags = client.get("/api/v1/flags").json()["rows"]
    report, flag = flags[0]["report"]["id"], flags[0]["id"]

    def counted() -> int:
        rows = client.get("/api/v1/arrivals").json()["rows"]
        return next(one["flags"] for one in rows if one["report"]["id"] == report)

    before = counted()
    body = {"subject": "flag", "id": flag, "verdict": "reject", "author": "Ana"}
    made = client.post("/api/v1/reviews", json=body).json()
    assert counted() == before - 1
    client.delete(f"/api/v1/reviews/{made['id']}")
    assert counted() == before


def test_reviews_come_in_either_order(client):
    for event in client.get("/api/v1/events").json()["rows"]:
        body = {"subject": "event", "id": event["id"], "verdict": "accept", "author": "Ana"}
        assert client.post("/api/v1/reviews", json=body).status_code == 201
    oldest = client.get("/api/v1/reviews").json()["rows"]
    newest = client.get("/api/v1/reviews", params={"order": "newest"}).json()["rows"]
    assert newest == oldest[::-1]
    page = client.get("/api/v1/reviews", params={"order": "newest", "limit": 1}).json()
    rest = client.get("/api/v1/reviews", params={"order": "newest", "cursor": page["cursor"]}).json()
    assert [*page["rows"], *rest["rows"]] == newest


@pytest.mark.parametrize(("scope", "writes"), [("read", False), ("write", True), (None, True)])
def test_a_caller_learns_whether_it_may_write(client, scope, writes):
    headers = {}
    if scope:
        token = add_token(client.app.state.tocsin.desk.store, "ana", scope, now=api_cases.NOW)
        headers["Authorization"] = f"Bearer {token}"
    assert client.get("/api/v1/health", headers=headers).json()["writes"] is writes


def raw(client, path: str, encoding: str):
    """Ask, and give the answer with its body as it was sent."""
    with client.stream("GET", path, headers={"Accept-Encoding": encoding}) as answer:
        return answer, b"".join(answer.iter_raw())


def test_long_answers_come_packed_to_who_takes_them(client):
    plain, whole = raw(client, "/api/v1/events", "identity")
    packed, body = raw(client, "/api/v1/events", "gzip")
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) == len(body) < len(whole) / 3
    assert json.loads(gzip.decompress(body)) == json.loads(whole)
    # what no answer may go without is there as well
    assert packed.headers["cache-control"] == "no-store"
    assert packed.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/api/v1/counts", "/api/v1/exports/csv", "/api/v1/exports/parquet", "/api/v1/nothing"]
)
def test_short_answers_and_files_are_not_packed(client, path):
    answer, body = raw(client, path, "gzip")
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(body)
