"""The house rules that no linter knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.house import breaches


def test_the_project_keeps_them():
    assert list(breaches()) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("src/long.py", "x = 1\n" * 501, "501 lines"),
        ("tests/test_long.py", "x = 1\n" * 601, "601 lines"),
        ("src/deep.py", "def f():\n" + "    x = 1\n" * 60, "f has 61 lines"),
        ("src/utils.py", "x = 1\n", "name it after what is inside"),
        ("src/core/thing.py", "x = 1\n", "name it after what is inside"),
        ("src/salt.py", "x = hash('a')\n", "hash() differs"),
    ],
)
def test_each_breach_is_found(tmp_path: Path, name: str, content: str, words: str):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(content)
    (found,) = breaches(tmp_path)
    assert words in found


def test_the_limits_themselves_are_allowed(tmp_path: Path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "full.py").write_text("def f():\n" + "    x = 1\n" * 59 + "x = 1\n" * 440)
    assert list(breaches(tmp_path)) == []
