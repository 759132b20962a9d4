"""The one list of checks: `make check`, `make test` and `.ci/run` all run this, and nothing else.

Usage: python -m tools.check [NAME...]
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# name -> arguments after `python -m`
CHECKS: dict[str, tuple[str, ...]] = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "lint": ("ruff", "check", "--quiet", "."),
    "types": ("mypy", "--no-error-summary"),
    "layers": ("importlinter",),
    "house": ("tools.house",),
    "docs": ("tools.docs", "--check"),
    "web": ("tools.web", "--check"),
    "pages": ("tools.pages",),
}


def run_check(name: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run one check on a working tree and give back its exit status and output."""
    command = [sys.executable, "-m", *CHECKS[name]]
    if name == "layers":
        # import-linter offers no `python -m`; its command stands beside the interpreter
        command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    # the tree that is checked, not one that may be installed
    environ = {**os.environ, "PYTHONPATH": str(root / "src")}
    return subprocess.run(
        command, cwd=root, env=environ, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def main(names: list[str]) -> int:
    """Run the named checks, or all, and return how many failed."""
    failed = 0
    for name in names or CHECKS:
        begun = time.perf_counter()
        result = run_check(name)
        verdict = "ok" if result.returncode == 0 else "FAILED"
        print(f"- {name}: {verdict} ({time.perf_counter() - begun:.1f} s)", flush=True)
        if result.returncode != 0:
            failed += 1
            print(result.stdout + result.stderr, flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
