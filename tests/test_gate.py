"""The gate over the floors, with a task made up for the test."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.gate import Entry, changelog_tells, judge, load_floors, main
from tocsin.run.evaluate.tasks import FOLDER_TASKS, TASKS

RECORDS = [{"doc_id": f"d{n}", "corpus": "lgl" if n % 2 else "gwn"} for n in range(40)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with gzip.open(tmp_path / "data.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in RECORDS)
    return tmp_path


def entry(data: Path, **changes: object) -> Entry:
    digest = hashlib.sha256((data / "data.jsonl.gz").read_bytes()).hexdigest()
    row = {"name": "made-up", "task": "t", "file": "data.jsonl.gz", "sha256": digest, "floors": {"f1": 0.8}} | changes
    return Entry(**row)  # type: ignore[arg-type]


def scoring(**scores: float):
    def score(task: str, path: Path) -> Mapping[str, float]:
        return scores

    return score


def test_scores_at_the_floor_pass_and_scores_below_it_fail(data):
    assert judge(entry(data), data, scoring(f1=0.8)).passed
    assert judge(entry(data), data, scoring(f1=0.7985)).passed
    assert judge(entry(data), data, scoring(f1=0.79)).below == ("f1",)
    assert judge(entry(data), data, scoring(other=1.0)).below == ("f1",)


def test_kilometres_are_better_when_fewer(data):
    far = entry(data, floors={"median_km": 10.0})
    assert judge(far, data, scoring(median_km=9.0)).passed
    assert not judge(far, data, scoring(median_km=11.0)).passed


def test_other_data_fails_and_absent_data_is_skipped(data):
    assert "is not the data" in judge(entry(data, sha256="0"), data, scoring(f1=1.0)).problem
    assert judge(entry(data, file="absent.gz"), data, scoring(f1=1.0)).skipped


def test_only_held_back_records_are_scored(data):
    seen: list[dict[str, str]] = []

    def score(task: str, path: Path) -> Mapping[str, float]:
        seen.extend(json.loads(line) for line in path.read_text().splitlines())
        return {"f1": 1.0}

    judge(entry(data, one_in=4, where={"corpus": "lgl"}), data, score)
    assert 0 < len(seen) < 15
    assert {record["corpus"] for record in seen} == {"lgl"}


@pytest.fixture
def floors(data: Path) -> Path:
    row = {k: getattr(entry(data), k) for k in ("task", "file", "sha256", "floors")}
    path = data / "floors.json"
    path.write_text(json.dumps({"made-up": row}))
    return path


def run(data: Path, floors: Path, f1: float, *arguments: str) -> tuple[int, float]:
    failed = main(
        [*arguments, "--changelog", str(data / "CHANGELOG.md")], data=data, score=scoring(f1=f1), floors=floors
    )
    return failed, load_floors(floors)[0].floors["f1"]


def test_the_gate_never_moves_a_floor_by_itself(data, floors):
    assert run(data, floors, 0.9) == (0, 0.8)
    assert run(data, floors, 0.7) == (1, 0.8)


def test_floors_are_raised_on_request_and_not_lowered_by_that(data, floors):
    assert run(data, floors, 0.7, "--raise") == (1, 0.8)
    assert run(data, floors, 0.9, "--raise") == (0, 0.9)
    assert run(data, floors, 0.899, "--raise") == (0, 0.9)


def test_lowering_takes_the_flag_and_a_line_in_the_changelog(data, floors, capsys):
    changelog = data / "CHANGELOG.md"
    changelog.write_text("# Changelog\n\n## Unreleased\n\n- other\n\n## 0.1.0\n\n- floor of made-up lowered\n")
    assert run(data, floors, 0.7, "--allow-regression") == (1, 0.8)
    assert "add a line to CHANGELOG.md" in capsys.readouterr().out
    changelog.write_text("# Changelog\n\n## Unreleased\n\n- The floor of made-up is lower: harder data.\n")
    assert changelog_tells("made-up", changelog)
    assert run(data, floors, 0.7, "--allow-regression") == (0, 0.7)


def test_the_floors_of_the_project_are_well_formed():
    entries = load_floors()
    assert {e.task for e in entries} == {*TASKS, *FOLDER_TASKS}
    assert all(len(e.sha256) == 64 for e in entries)
