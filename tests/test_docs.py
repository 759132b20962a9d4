"""The documentation tells what is there, and all of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tocsin.errors import MESSAGES
from tocsin.settings import declared
from tools.docs import PAGES

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
# files that a user makes, and folders that lie beside a clone
ELSEWHERE = re.compile(
    r"^(\.\./|report|reports/|saved-pages|readings|tocsin\.toml|shared|places\.jsonl|attribution_dev)"
)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_reference_pages_are_as_the_code_has_them():
    # in a process of its own, as the pages depend on variables of the terminal
    done = subprocess.run(
        [sys.executable, "-m", "tools.docs", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(PAGES) == {
        f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md") if "tools.docs" in path.read_text()
    }


def test_every_message_setting_command_and_field_is_documented():
    assert [slug for slug in MESSAGES if f"`{slug}`" not in page("errors.md")] == []
    assert [s.key for s in declared() if f"`{s.key}`" not in page("settings.md")] == []
    for command in ("read", "doctor", "evaluate", "gazetteer add", "gazetteer build", "gazetteer list", "stages"):
        assert f"## `tocsin {command}`" in page("cli.md")


def test_every_command_comes_with_an_example():
    for part in page("cli.md").split("\n## ")[1:]:
        assert "Commands:" in part or "Example" in part, part.splitlines()[0]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_paths_in_the_documentation_exist(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"\]\(([^)#:]+)\)", text))
    named |= {found for found in re.findall(r"`([\w./-]+\.(?:py|md|json|toml|txt))`", text) if "/" in found}
    missing = [
        n for n in named if not ELSEWHERE.match(n) and not (ROOT / n).exists() and not (path.parent / n).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_commands_in_the_documentation_exist(path):
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|\s+#|$)", text, flags=re.MULTILINE)) <= targets
    commands = set(re.findall(r"^## `tocsin ([a-z ]+)`", page("cli.md"), flags=re.MULTILINE))
    for found in re.findall(r"^tocsin ([a-z]+(?: [a-z]+)?)", text, flags=re.MULTILINE):
        assert found in commands or found.split()[0] in commands, found


def test_the_version_stands_in_one_place():
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), flags=re.MULTILINE)
    assert version is not None
    holders = [p for p in ROOT.glob("src/tocsin/*.py") if f'"{version[1]}"' in p.read_text()]
    assert holders == []
