"""The gate: scores every entry of floors.json and fails where a score lies below its floor.

Usage: python -m evals.gate [--raise | --allow-regression] [--only NAME]

`--raise` writes higher floors where the scores are higher. `--allow-regression` writes lower ones, and takes
a line in CHANGELOG.md under "Unreleased" that names the entry and the word "floor".
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
# scores move a little between processors, as the int8 network rounds differently; less than this is no change
TOLERANCE = 0.002
# scores of which less is more
LESS_IS_MORE = ("median_km", "false_events", "ece")

Score = Callable[[str, Path], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of floors.json: a task, the data it is scored on, and the floor of each score."""

    name: str
    task: str
    file: str
    sha256: str
    floors: Mapping[str, float]
    # only the documents that training holds back (one in so many), and only records with these values
    one_in: int | None = None
    where: Mapping[str, str] | None = None
    # the project's own data: a folder, or a pattern of files, below the project's root
    own: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one entry: `skipped` with the reason, `changed` data, or scores against floors."""

    entry: Entry
    problem: str = ""
    skipped: bool = False
    scores: Mapping[str, float] | None = None

    @property
    def below(self) -> tuple[str, ...]:
        """Name the scores that lie below their floors, missing ones too."""
        return tuple(
            name
            for name, floor in self.entry.floors.items()
            if self.scores is not None and not _holds(name, self.scores.get(name), floor)
        )

    @property
    def passed(self) -> bool:
        """Say whether nothing is wrong; what was skipped is not."""
        return not self.problem and not self.below


def load_floors(path: Path = FLOORS) -> tuple[Entry, ...]:
    """Read the floors."""
    rows: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Entry(name, **row) for name, row in rows.items())


def judge(entry: Entry, data: Path, score: Score) -> Verdict:
    """Score one entry on the data below a folder."""
    path = (ROOT if entry.own else data) / entry.file
    files = _files(path)
    if not files:
        return Verdict(entry, skipped=True)
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    if digest != entry.sha256:
        return Verdict(entry, problem=f"{path} is not the data that the floors were measured on (sha256 {digest})")
    with tempfile.TemporaryDirectory() as folder:
        return Verdict(entry, scores=score(entry.task, _selected(entry, path, Path(folder))))


def _files(path: Path) -> list[Path]:
    """List the files of an entry: one file, all of a folder, or those that match a pattern."""
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in (".txt", ".toml"))
    return sorted(path.parent.glob(path.name))


def new_floors(entry: Entry, scores: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    """Move the floors to the scores: up where they are higher, and down only where that is allowed."""
    moved = dict(entry.floors)
    for name, floor in entry.floors.items():
        # better by itself, not within what moves between processors: else every run would take a little off
        if name in scores and (lower or _better(name, scores[name], floor)):
            moved[name] = scores[name]
    return moved


def changelog_tells(name: str, path: Path = ROOT / "CHANGELOG.md") -> bool:
    """Say whether the changelog's unreleased part tells of a lowered floor of this entry."""
    unreleased = path.read_text(encoding="utf-8").partition("## Unreleased")[2].partition("\n## ")[0]
    return any(name in line and "floor" in line.lower() for line in unreleased.splitlines())


def score_with_tocsin() -> Score:
    """Make the function that scores with the installed weights."""
    from tocsin.run.evaluate.tasks import evaluate
    from tocsin.run.resources import Resources
    from tocsin.settings import Settings

    resources = Resources(Settings())
    return lambda task, path: evaluate(task, path, resources).scores


def main(arguments: list[str], *, data: Path | None = None, score: Score | None = None, floors: Path = FLOORS) -> int:
    """Judge every entry, print the verdicts, move floors if asked to, and return how many entries failed."""
    parser = argparse.ArgumentParser(description="Score every entry of floors.json against its floors.")
    parser.add_argument("--raise", dest="higher", action="store_true", help="write higher floors where scores rose")
    parser.add_argument(
        "--allow-regression", action="store_true", help="write lower floors too; needs a changelog line"
    )
    parser.add_argument("--only", metavar="NAME", help="judge only this entry")
    parser.add_argument("--changelog", type=Path, default=ROOT / "CHANGELOG.md", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    entries = load_floors(floors)
    rows: dict[str, Any] = json.loads(floors.read_text(encoding="utf-8"))
    scorer = score or score_with_tocsin()
    failed = 0
    for entry in entries:
        if options.only not in (None, entry.name):
            continue
        verdict = judge(entry, data or ROOT.parent / "shared", scorer)
        tell(verdict)
        allowed = options.allow_regression and changelog_tells(entry.name, options.changelog)
        if verdict.below and options.allow_regression and not allowed:
            print(f"  to lower it, add a line to CHANGELOG.md under Unreleased with {entry.name!r} and 'floor' in it")
        failed += not (verdict.passed or (allowed and not verdict.problem))
        if verdict.scores is not None and (options.higher or allowed):
            rows[entry.name]["floors"] = new_floors(entry, verdict.scores, lower=allowed)
    if options.higher or options.allow_regression:
        floors.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return failed


def tell(verdict: Verdict) -> None:
    """Print one verdict."""
    entry = verdict.entry
    if verdict.skipped:
        print(f"- {entry.name}: skipped, as ../shared/{entry.file} is not here")
    elif verdict.scores is None:
        print(f"- {entry.name}: FAILED: {verdict.problem}")
    else:
        print(f"- {entry.name}: {'ok' if verdict.passed else 'FAILED'}")
        for name, value in verdict.scores.items():
            floor = entry.floors.get(name)
            against = "" if floor is None else f"  floor {floor:.4f}{'  BELOW' if name in verdict.below else ''}"
            print(f"    {name:<22} {value:.4f}{against}")


def _better(name: str, value: float, floor: float) -> bool:
    return value < floor if name in LESS_IS_MORE else value > floor


def _holds(name: str, value: float | None, floor: float) -> bool:
    if value is None:
        return False
    return value <= floor * (1 + TOLERANCE) if name in LESS_IS_MORE else value >= floor - TOLERANCE


def _selected(entry: Entry, path: Path, folder: Path) -> Path:
    """Write the records that an entry is scored on to a file of their own, or give the whole file back."""
    if entry.task == "frames":
        from training.event_markup import write_frames
        from training.event_sets import passages_of

        target = folder / "frames.jsonl"
        write_frames(passages_of(*(str(file) for file in _files(path))), target)
        return target
    if entry.one_in is None and not entry.where:
        return path
    from training.data_sets import held_back
    from training.event_sets import fold_sentence

    target = folder / "records.jsonl"
    with gzip.open(path, "rt", encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for text in lines:
            record = json.loads(text)
            # records without documents are held back by their sentence
            key = str(record["doc_id"]) if "doc_id" in record else fold_sentence(record["sentence"])
            kept = entry.one_in is None or held_back(key, entry.one_in)
            if kept and all(record.get(key) == value for key, value in (entry.where or {}).items()):
                out.write(text)
    return target


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
