"""How large a fresh virtual environment with Tocsin is, and which packages take the most.

Usage: python -m benchmarks.install_size [--json]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def size_of(folder: Path) -> Counter[str]:
    """Add up the bytes of every package in a folder of packages."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[path.relative_to(folder).parts[0]] += path.stat().st_size
    return sizes


def main() -> int:
    """Install into a folder that is thrown away afterwards, measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder, "bin", "python"))
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", str(ROOT / "requirements" / "run.txt")], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", str(ROOT)], check=True)
        packages = next(Path(folder, "lib").glob("python*/site-packages"))
        sizes = size_of(packages)
        total = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink())
    rows = {name: round(size / 1e6, 1) for name, size in sizes.most_common(15)}
    if "--json" in sys.argv:
        print(json.dumps({"total_mb": round(total / 1e6, 1), "packages": rows}))
        return 0
    print(f"fresh environment: {total / 1e6:.0f} MB")
    for name, size in rows.items():
        print(f"  {name:<28} {size:>7.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
