"""Every check has been seen to fail: each gets a small project with one fault planted in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.check import CHECKS, run_check

ROOT = Path(__file__).resolve().parent.parent

# check -> file, and what is written into it
FAULTS = {
    "format": ("src/tocsin/records/planted.py", '"""Planted."""\n\nx = {  "a":1 }\n'),
    "lint": ("src/tocsin/records/planted.py", '"""Planted."""\n\nimport random\n\nprint(random.random())\n'),
    "types": ("src/tocsin/records/planted.py", '"""Planted."""\n\nx: int = "one"\n'),
    "layers": (
        "src/tocsin/records/planted.py",
        '"""Planted."""\n\n\ndef f() -> None:\n    """Import upwards."""\n    import tocsin.settings  # noqa: F401\n',
    ),
    "house": ("src/tocsin/records/utils.py", '"""Planted."""\n'),
    "docs": ("docs/settings.md", "stale\n"),
    "web": ("web/src/planted.ts", 'export const planted: number = "one";\n'),
    "pages": ("web/src/planted.tsx", "export const Planted = () => <p>Planted</p>;\n"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the checks look at, without weights and caches."""
    target = tmp_path_factory.mktemp("project")
    ignore = shutil.ignore_patterns("weights", "__pycache__", "*.xz", "*.gz")
    for name in ("src", "tools", "evals", "benchmarks", "training", "docs"):
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    shutil.copytree(ROOT / "web", target / "web", ignore=shutil.ignore_patterns("node_modules", "made"))
    (target / "web" / "node_modules").symlink_to(ROOT / "web" / "node_modules")
    for name in ("pyproject.toml", "Makefile", "hatch_build.py"):
        shutil.copy(ROOT / name, target / name)
    return target


def test_every_check_has_a_fault():
    assert set(FAULTS) == set(CHECKS)


@pytest.mark.parametrize("name", FAULTS)
def test_the_check_is_green_without_the_fault_and_red_with_it(copy: Path, name: str):
    where, content = FAULTS[name]
    path = copy / where
    before = path.read_text() if path.exists() else None
    clean = run_check(name, copy)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    path.write_text(content)
    try:
        assert run_check(name, copy).returncode != 0
    finally:
        path.unlink() if before is None else path.write_text(before)


def test_make_and_ci_run_this_one_list():
    makefile = (ROOT / "Makefile").read_text()
    assert "-m tools.check" in makefile
    assert "test: check" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text()
