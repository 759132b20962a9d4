"""What the doctor says of an installation, well or not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
import standins

from tocsin.errors import TocsinError
from tocsin.run import doctor
from tocsin.run.doctor import examine
from tocsin.run.resources import Resources
from tocsin.settings import Settings


@pytest.fixture
def weights(tmp_path: Path) -> Settings:
    (tmp_path / "reader.onnx").write_bytes(b"network")
    (tmp_path / "tokenizer.json").write_text("{}")
    meta = {"name": "reader", "version": "7", "sha256": hashlib.sha256(b"network").hexdigest()}
    (tmp_path / "reader.json").write_text(json.dumps(meta))
    settings = Settings()
    return replace(settings, annotate=replace(settings.annotate, weights=str(tmp_path)))


def test_whole_weights_are_named_with_their_version(weights):
    check = doctor._weights(weights)
    assert check.state == "ok"
    assert check.found.startswith("reader 7, ")


def test_changed_weights_are_found_out(weights):
    Path(str(weights.annotate.weights), "reader.onnx").write_bytes(b"other")
    check = doctor._weights(weights)
    assert check.state == "fail"
    assert "make train" in check.todo


def test_missing_weights_are_named(weights):
    Path(str(weights.annotate.weights), "tokenizer.json").unlink()
    check = doctor._weights(weights)
    assert check.state == "fail"
    assert "lacks tokenizer.json" in check.found


def test_the_self_test_reads_a_text_from_end_to_end(monkeypatch):
    monkeypatch.setattr("tocsin.run.local.STAGES", standins.stages())
    # the stand-ins know neither the people nor the places of the doctor's text
    check = doctor._self_test(Settings(), Resources(Settings()))
    assert check.state == "warn"
    monkeypatch.setattr(doctor, "SELF_TEST", standins.ARTICLE.encode())
    check = doctor._self_test(Settings(), Resources(Settings()))
    assert (check.state, check.found.partition(",")[0]) == ("ok", "1 actors")


def test_no_ailment_stops_the_other_checks(monkeypatch):
    def ill(*_: object) -> doctor.Check:
        raise TocsinError("settings.bad-assignment", assignment="x")

    def very_ill(*_: object) -> doctor.Check:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(doctor, "_weights", ill)
    monkeypatch.setattr(doctor, "_gazetteer", very_ill)
    monkeypatch.setattr(doctor, "_self_test", very_ill)
    checks = {check.name: check for check in examine(Settings())}
    assert checks["python"].state == "ok"
    assert checks["weights"].state == "fail"
    assert "settings.bad-assignment" in checks["weights"].found
    assert "ZeroDivisionError: planted" in checks["gazetteer"].found
    assert list(checks) == ["python", "libraries", "weights", "gazetteer", "self-test"]
