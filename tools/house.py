"""The house rules that no linter knows: how long things may grow, how they are called, no hash(); without exception.

Usage: python -m tools.house
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "tools", "evals", "benchmarks", "training")
FUNCTION_LINES = 60
FILE_LINES = 500
TEST_FILE_LINES = 600
# names that say nothing about what is inside
EMPTY_NAMES = {"utils", "util", "misc", "helpers", "common", "core", "internals"}


def breaches(root: Path = ROOT) -> Iterator[str]:
    """Name every breach of the house rules in the code folders."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            where = path.relative_to(root)
            source = path.read_text(encoding="utf-8")
            limit = TEST_FILE_LINES if folder == "tests" else FILE_LINES
            if (lines := source.count("\n")) > limit:
                yield f"{where}: {lines} lines, and {limit} are the limit"
            if {path.stem, path.parent.name} & EMPTY_NAMES:
                yield f"{where}: name it after what is inside"
            for node in ast.walk(ast.parse(source)):
                yield from (f"{where}:{problem}" for problem in _of_node(node, in_package=folder == "src"))


def _of_node(node: ast.AST, *, in_package: bool) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > FUNCTION_LINES:
            yield f"{node.lineno}: {node.name} has {length} lines, and {FUNCTION_LINES} are the limit"
    if in_package and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "hash":
        yield f"{node.lineno}: hash() differs between processes; use tocsin.records.content_id"


def main() -> int:
    """Print every breach and return how many there are."""
    found = list(breaches())
    print("\n".join(found))
    return min(len(found), 99)


if __name__ == "__main__":
    sys.exit(main())
