"""The house rules of the pages in web/src that the compiler does not know; web/scripts/rules.mjs lists them.

Usage: python -m tools.pages
"""

from __future__ import annotations

import sys
from pathlib import Path

from hatch_build import install_packages, run_node

ROOT = Path(__file__).resolve().parent.parent


def breaches(folder: Path, root: Path = ROOT) -> list[str]:
    """Name every breach in a folder of sources."""
    try:
        install_packages(root)
        run_node(root, "scripts/rules.mjs", str(folder))
    except RuntimeError as error:
        return str(error).splitlines()
    return []


def main(root: Path = ROOT) -> int:
    """Print every breach and return how many lines that are."""
    found = breaches(root / "web" / "src", root)
    print("\n".join(found))
    return min(len(found), 99)


if __name__ == "__main__":
    sys.exit(main())
