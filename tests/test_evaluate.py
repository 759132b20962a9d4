"""Reading annotated files and telling scores, with scorers made up for the test."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

import tocsin.cli
from tocsin.errors import TocsinError
from tocsin.run.evaluate import tasks
from tocsin.run.evaluate.tasks import TASKS, evaluate
from tocsin.run.resources import Resources
from tocsin.settings import Settings


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setitem(TASKS, "entities", (lambda records, _: {"f1": 0.123456, "km": 12.5}, ("text", "entities")))
    path = tmp_path / "data.jsonl"
    path.write_text(json.dumps({"text": "Ana", "entities": []}) + "\n\n")
    return path


def scored(task: str, path: Path) -> tasks.Evaluation:
    return evaluate(task, path, Resources(Settings()))


def test_plain_and_gzipped_files_are_read(file):
    result = scored("entities", file)
    assert (result.records, result.scores) == (1, {"f1": 0.1235, "km": 12.5})
    packed = file.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert scored("entities", packed).scores == result.scores


@pytest.mark.parametrize(
    ("content", "slug", "words"),
    [
        ('{"text": "x"}', "evaluate.bad-record", "it lacks entities"),
        ("[1]", "evaluate.bad-record", "Line 1"),
        ("{", "evaluate.bad-record", "Line 1"),
        ("3", "evaluate.bad-record", "Line 1"),
    ],
)
def test_what_is_no_record_is_named_by_its_line(file, content, slug, words):
    file.write_text(content)
    with pytest.raises(TocsinError, match=words) as raised:
        scored("entities", file)
    assert raised.value.slug == slug


def test_unknown_tasks_and_absent_files(file):
    with pytest.raises(TocsinError, match="attribution, entities, places"):
        scored("poetry", file)
    with pytest.raises(TocsinError) as raised:
        scored("entities", file.with_name("absent.jsonl.gz"))
    assert raised.value.slug == "evaluate.no-file"
    broken = file.with_name("broken.jsonl.gz")
    broken.write_bytes(b"not gzip")
    with pytest.raises(TocsinError) as raised:
        scored("entities", broken)
    assert raised.value.slug == "evaluate.no-file"


def test_the_command_prints_a_table_or_one_object(file, monkeypatch, capsys):
    for arguments in (["entities", str(file)], ["entities", str(file), "--json"]):
        monkeypatch.setattr(sys, "argv", ["tocsin", "evaluate", *arguments])
        with pytest.raises(SystemExit):
            tocsin.cli.main()
    table, _, rest = capsys.readouterr().out.partition("{")
    assert "f1  0.1235" in table
    assert "km  12.5" in table
    row = json.loads("{" + rest)
    assert list(row) == ["task", "file", "records", "scores"]
