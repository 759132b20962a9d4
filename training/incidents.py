"""Fit how signs for and against one happening are weighed: `python -m training.incidents`.

It reads the reports of desks with gold (training/data/desks, and the tuning part of examples/desk), lays every two
tellings of gold incidents side by side, and fits weights by logistic regression, drawn to those set by hand below.
Writes `src/tocsin/incidents/data/comparing.toml`; takes half a minute and no PyTorch.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.incidents.comparing import SIGNS, signs
from tocsin.incidents.cutting import tellings_of
from tocsin.language.lexicon import lexicon
from tocsin.records import Reading, Rejected
from tocsin.run.evaluate.desks import GoldDesk, anchored, link_readings, load_gold_desk, score_desk
from tocsin.run.local import LocalRunner
from tocsin.settings import load_settings

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/tocsin/incidents/data/comparing.toml"
DESKS = (*(p.parent for p in sorted(ROOT.glob("training/data/desks/*/gold.toml"))), ROOT / "examples/desk")
PARTS = ("training", "tuning")
RIDGE = 1.0
# what was believed before any report was read: towards this, the weights are drawn
PRIOR: Mapping[str, float] = {
    "pair": -3.0, "other-type": -2.0, "same-mode": 0.6, "other-mode": -0.8, "same-word": 0.6,
    "same-day": 1.2, "day-apart": -0.8, "days-apart": -2.5, "within-range": 0.3,
    "same-place": 1.8, "near": 0.3, "apart": -1.5, "far": -2.5, "same-name": 1.2, "coarse": 0.2, "coarse-apart": -0.8,
    "assumed-same": 0.8, "assumed-apart": -1.5,
    "actor-shared": 0.6, "actor-akin": 0.3, "actor-apart": -1.0,
    "recipient-shared": 0.9, "recipient-akin": 0.4, "recipient-apart": -1.5,
    "figure-same": 0.8, "figure-other": -0.2, "same-report": -1.5, "negated": -0.3, "recalled": 0.3,
    "words": 3.0, "many-words": 1.0, "titles": 1.0, "leads": 1.5, "in-lead": 1.0, "names": 0.3, "many-names": 1.0,
}  # fmt: skip
Pair = tuple[dict[str, float], bool]


def read_desk(folder: Path, runner: LocalRunner) -> tuple[GoldDesk, dict[str, Reading]]:
    """Read the reports of a desk with gold."""
    gold = load_gold_desk(folder)
    readings = {}
    for name, path in gold.reports.items():
        (found,) = runner.read([str(path)])
        if isinstance(found, Rejected):
            raise SystemExit(f"{path}: {found.message}")
        readings[name] = found
    return gold, readings


def pairs_of(gold: GoldDesk, readings: Mapping[str, Reading]) -> Iterator[Pair]:
    """Lay the tellings of all accounts of a desk side by side; pairs that something rules out are left out."""
    tellings = {t.id: t for reading in readings.values() for t in tellings_of(reading)}
    told = []
    for incident in gold.incidents:
        for account in incident.accounts:
            event = anchored(readings[account.report], account.anchor, incident.type)
            if event is not None:
                told.append((incident.id, tellings[event.id]))
    for (mine, one), (theirs, other) in combinations(told, 2):
        if one.id != other.id and (found := signs(one, other)) is not None:
            yield found, mine == theirs


def fit(pairs: Sequence[Pair], ridge: float = RIDGE) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's steps, its weights drawn to the prior ones."""
    prior = np.array([PRIOR.get(name, 0.0) for name in SIGNS])
    x = np.array([[found.get(name, 0.0) for name in SIGNS] for found, _ in pairs])
    y = np.array([float(same) for _, same in pairs])
    weights = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - p) - ridge * (weights - prior)
        bend = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(SIGNS))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def write(out: Path, weights: NDArray[np.float64], number: int) -> None:
    """Write the weights as data."""
    lines = [f"{name} = {weight:.3f}" for name, weight in zip(SIGNS, weights, strict=True)]
    source = f"fitted on {number} pairs of tellings of the project's own desks by training/incidents.py"
    out.write_text("\n".join([f'source = "{source}"', "", "[weights]", *lines, ""]))


def main() -> None:
    """Read, fit, write, and say how the desks are linked with the new weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    runner = LocalRunner(load_settings())
    desks = [read_desk(folder, runner) for folder in DESKS]
    pairs = [pair for gold, readings in desks for part in PARTS for pair in pairs_of(gold.part(part), readings)]
    write(args.out, fit(pairs), len(pairs))
    lexicon.cache_clear()  # so that what was just written is what links
    print(f"{len(pairs)} pairs, {sum(same for _, same in pairs)} of one happening")
    for gold, readings in desks:
        incidents = link_readings(readings.values())
        for part in PARTS:
            if (chosen := gold.part(part)).incidents:
                print(part, {name: round(value, 3) for name, value in score_desk(chosen, readings, incidents).items()})


if __name__ == "__main__":
    main()
