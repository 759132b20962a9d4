"""Looks after the pages of the desk: builds them, and writes the types of the API that they are written against.

Usage: python -m tools.web [--check | --build]
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from hatch_build import build_pages, install_packages, run_node

ROOT = Path(__file__).resolve().parent.parent
TYPES = Path("web", "src", "api", "schema.d.ts")
NOTE = "// Written by `python -m tools.web` from the schema of the API; edit the API, not this file.\n"


def api_types(root: Path = ROOT) -> str:
    """Write the types of the API from the schema that the code gives."""
    from tocsin.run.desk import init_desk, open_desk
    from tocsin.serve.app import make_app

    with tempfile.TemporaryDirectory() as folder:
        init_desk(Path(folder, "desk"))
        with open_desk(Path(folder, "desk")) as desk:
            schema = make_app(desk).openapi()
        source, target = Path(folder, "openapi.json"), Path(folder, "schema.d.ts")
        source.write_text(json.dumps(schema), encoding="utf-8")
        run_node(root, "node_modules/openapi-typescript/bin/cli.js", str(source), "--output", str(target))
        return NOTE + target.read_text(encoding="utf-8")


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the types, or with --check say whether they are fresh and the pages well typed, or build the pages."""
    try:
        install_packages(root)
        if "--build" in arguments:
            print("built the pages" if build_pages(root) else "the pages are those of their sources")
            return 0
        path = root / TYPES
        new = api_types(root)
        fresh = path.is_file() and path.read_text(encoding="utf-8") == new
        if "--check" not in arguments:
            path.write_text(new, encoding="utf-8")
            print(f"{TYPES} was fresh" if fresh else f"wrote {TYPES}")
            return 0
        if not fresh:
            print(f"{TYPES} is stale; `make fix` writes it anew")
        run_node(root, "node_modules/typescript/bin/tsc", "--noEmit")
        return int(not fresh)
    except RuntimeError as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
