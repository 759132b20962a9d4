"""Tokens and jobs as they are kept, and the commands that serve a desk and make tokens."""

from __future__ import annotations

import gc
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import desk_cases
import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from tocsin.cli import app
from tocsin.errors import TocsinError
from tocsin.run.desk import init_desk, open_desk
from tocsin.serve.server import check_tokens, serve, settled
from tocsin.settings import ServeOptions
from tocsin.store.jobs import Job, Outcome, fail_interrupted, find_job, put_job
from tocsin.store.schema import token
from tocsin.store.store import Store
from tocsin.store.tokens import add_token, find_token, list_tokens, revoke_token

store = desk_cases.store

MARCH, APRIL, MAY = "2024-03-01T00:00:00Z", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z"


def test_a_token_is_found_by_its_secret_until_it_ends(store: Store):
    secret = add_token(store, "ana", "read", now=MARCH, expires=MAY)
    found = find_token(store, secret, now=APRIL)
    assert found is not None
    assert (found.name, found.scope) == ("ana", "read")
    assert find_token(store, secret, now=MAY) is None
    assert find_token(store, secret + "x", now=APRIL) is None
    assert find_token(store, "tocsin_\ud800", now=APRIL) is None
    revoke_token(store, "ana")
    assert find_token(store, secret, now=APRIL) is None


def test_secrets_are_long_differ_and_are_not_kept(store: Store):
    secrets = [add_token(store, name, "write", now=MARCH) for name in ("a", "b", "c")]
    assert len(set(secrets)) == 3
    assert all(re.fullmatch("tocsin_[A-Za-z0-9_-]{43}", secret) for secret in secrets)
    with store.reading() as snapshot:
        kept = str(snapshot.connection.execute(select(token)).all())
    assert not any(secret in kept or secret.removeprefix("tocsin_") in kept for secret in secrets)
    found = [find_token(store, secret, now=MARCH) for secret in secrets]
    assert [each and each.name for each in found] == ["a", "b", "c"]


def test_a_name_is_free_again_when_its_token_has_ended(store: Store):
    first = add_token(store, "ana", "read", now=MARCH, expires=APRIL)
    with pytest.raises(TocsinError, match=r"token\.name-taken"):
        add_token(store, "ana", "read", now=MARCH)
    second = add_token(store, "ana", "read", now=MAY)
    revoke_token(store, "ana")
    third = add_token(store, "ana", "write", now=MAY)
    found = [find_token(store, secret, now=MAY) for secret in (first, second, third)]
    assert [each and each.scope for each in found] == [None, None, "write"]
    assert [each.name for each in list_tokens(store)] == ["ana"]


@pytest.mark.parametrize("name", ["", "a b", "a\n", "<b>", "x" * 65, "é"])
def test_names_of_tokens_are_plain(store: Store, name: str):
    with pytest.raises(TocsinError, match=r"token\.bad-name"):
        add_token(store, name, "read", now=MARCH)


def test_only_a_token_in_force_can_be_revoked(store: Store):
    with pytest.raises(TocsinError, match=r"token\.unknown"):
        revoke_token(store, "ana")


def test_a_job_is_kept_with_what_it_did(store: Store):
    job = Job("job-1", "waiting", 2, MARCH)
    put_job(store, job)
    assert find_job(store, "job-1") == job
    newer = Job("job-1", "running", 2, MARCH, outcomes=(Outcome("a\x00", "new", "rep-1"),))
    put_job(store, newer)
    found = find_job(store, "job-1")
    assert found is not None
    assert (found.state, found.done, found.outcomes[0].report) == ("running", 1, "rep-1")
    assert find_job(store, "job-2") is None


def test_jobs_that_nobody_works_on_are_marked_once(store: Store):
    for state in ("waiting", "running", "done", "failed"):
        put_job(store, Job(f"job-{state}", state, 1, MARCH))  # type: ignore[arg-type]
    assert fail_interrupted(store, now=APRIL, problem="stopped") == 2
    assert fail_interrupted(store, now=MAY, problem="stopped") == 0
    jobs = [find_job(store, f"job-{state}") for state in ("waiting", "running", "done")]
    assert [(job.state, job.finished, job.problem) for job in jobs if job] == [
        ("failed", APRIL, "stopped"),
        ("failed", APRIL, "stopped"),
        ("done", None, None),
    ]


def run(*arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, list(arguments))
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.exit_code, found.stdout, found.stderr


def test_tokens_are_made_listed_and_revoked_by_commands(tmp_path: Path):
    init_desk(tmp_path)
    desk = ("--desk", str(tmp_path))
    assert "no tokens" in run("token", "list", *desk)[2]
    code, secret, note = run("token", "add", "ana", "--scope", "write", "--expires", "90", *desk)
    assert code == 0
    assert re.fullmatch("tocsin_[A-Za-z0-9_-]{43}\n", secret)
    assert "not shown again" in note
    listed = run("token", "list", *desk)[1]
    assert listed.startswith("ana  write  made ")
    assert secret.strip() not in listed
    assert run("token", "revoke", "ana", *desk)[0] == 0
    assert "revoked" in run("token", "list", *desk)[1]
    with pytest.raises(TocsinError, match=r"token\.bad-days"):
        run("token", "add", "ben", "--expires", "0", *desk)
    assert run("token", "add", "ben", "--scope", "all", *desk)[0] == 2


@pytest.mark.parametrize(
    ("options", "slug"),
    [
        (ServeOptions(host="0.0.0.0"), "serve.no-token-in-desk"),
        (ServeOptions(host="::"), "serve.no-token-in-desk"),
        (ServeOptions(host="desk.example.org", names=("localhost",)), "serve.no-token-in-desk"),
        (ServeOptions(require_token=True), "serve.no-token-to-require"),
    ],
)
def test_a_desk_without_a_token_is_not_served_to_others(tmp_path: Path, options: ServeOptions, slug: str):
    init_desk(tmp_path)
    with open_desk(tmp_path) as desk:
        add_token(desk.store, "past", "read", now=MARCH, expires=APRIL)
        add_token(desk.store, "revoked", "read", now=MARCH)
        revoke_token(desk.store, "revoked")
        with pytest.raises(TocsinError, match=slug.replace(".", r"\.")):
            serve(desk, options)
        check_tokens(desk, ServeOptions())
        add_token(desk.store, "ana", "read", now=MARCH)
        check_tokens(desk, options)


def test_a_port_that_is_taken_is_told(tmp_path: Path):
    init_desk(tmp_path)
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        open_desk(tmp_path) as desk,
        pytest.raises(TocsinError, match=r"serve\.cannot-listen"),
    ):
        serve(desk, ServeOptions(port=taken.getsockname()[1]))


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_a_signal_ends_it(tmp_path: Path, end: signal.Signals):
    init_desk(tmp_path)
    command = [
        sys.executable,
        "-c",
        "from tocsin.cli import main; main()",
        "serve",
        "--desk",
        str(tmp_path),
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            address = re.search("http://127.0.0.1:[0-9]+", line)
            assert address is not None, line
            with urllib.request.urlopen(f"{address[0]}/api/v1/counts", timeout=20) as answer:
                assert json.load(answer)["reports"] == 0
                assert answer.headers["Server"] is None
            process.send_signal(end)
            out, errors = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, out, errors) == (0, "", "")


def test_while_a_server_runs_what_was_loaded_before_is_no_garbage_to_look_through() -> None:
    with settled():
        assert gc.get_freeze_count() > 1000
    assert gc.get_freeze_count() == 0
