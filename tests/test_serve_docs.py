"""The examples of docs/api.md are asked as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import api_cases
import pytest

from tocsin.store.tokens import add_token

reading, client = api_cases.reading, api_cases.client

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
SHELL = "\n".join(re.findall(r"^```sh\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL))
COMMANDS = [line for line in SHELL.replace("\\\n", " ").splitlines() if line.strip()]


def ids(client) -> dict[str, str]:
    """Give what the words in capitals stand for."""
    rows = {name: client.get(f"/api/v1/{name}").json()["rows"][0]["id"] for name in ("incidents", "events", "reports")}
    review = {"subject": "event", "id": rows["events"], "verdict": "accept", "author": "Ana"}
    sources = {"sources": [{"text": "a 11"}, {"text": "a 12"}]}
    return {
        "INCIDENT": rows["incidents"],
        "EVENT": rows["events"],
        "REPORT": rows["reports"],
        "REVIEW": client.post("/api/v1/reviews", json=review).json()["id"],
        "JOB": client.post("/api/v1/reports", json=sources).json()["id"],
        "PLACE": client.get("/api/v1/places").json()["rows"][0]["id"],
        "SPEAKER": client.get("/api/v1/speakers").json()["rows"][0]["id"],
        "TOKEN": add_token(client.app.state.tocsin.desk.store, "ana", "read", now=api_cases.NOW),
    }


def test_there_are_examples():
    assert len(COMMANDS) >= 15


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_does_what_it_says(client, command):
    known = ids(client)
    words = shlex.split(
        re.sub(r"\b(INCIDENT|EVENT|REPORT|REVIEW|JOB|PLACE|SPEAKER|TOKEN)\b", lambda found: known[found[0]], command)
    )
    assert words.pop(0) == "curl"
    headers, body, method, url = {}, None, None, ""
    while words:
        word = words.pop(0)
        if word == "-H":
            name, value = words.pop(0).split(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        elif word == "-X":
            method = words.pop(0)
        elif word == "-o":
            words.pop(0)
        else:
            url = word
    assert url.startswith("http://127.0.0.1:8000/")
    answer = client.request(method or ("POST" if body else "GET"), url, content=body, headers=headers)
    assert answer.status_code in (200, 201, 202), answer.text


def test_every_endpoint_is_described(client):
    listed = client.get("/api/v1/openapi.json").json()["paths"]
    for path in listed:
        words = path.removeprefix("/api/v1").replace("{id}", "ID").replace("{format}", "FORMAT")
        assert words in PAGE or words.replace("ID", "JOB") in PAGE, path
