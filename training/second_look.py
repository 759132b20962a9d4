"""Fit the second look at events: `python -m training.second_look --exported DIR`.

It reads what the network was not trained on: one passage in fourteen of its files, and the files that the recipe
keeps for this. Each passage in ten is scored by weights that were fitted on the others, and the bar is chosen by those
scores.
Writes the weights and the bar into reader.json; takes two minutes on one core and no PyTorch.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.annotate import AnnotateOptions, load_reader
from tocsin.annotate.event_decode import EventWeights
from tocsin.annotate.reader import Reader
from tocsin.annotate.second_look import signs_of
from tocsin.events.coding.drafts import EventDraft
from tocsin.records import EventMark
from training.data_sets import held_back
from training.event_markup import EventPassage
from training.event_sets import passages_of, tuning_part
from training.linking import SMALLEST, Pair, fit, golds_of, table
from training.markup import report_of

HERE = Path(__file__).parent
RIDGE = 3.0
BARS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
# What one more per cent of quiet passages wrongly coded costs, in per cent of F1.
FALSE_COST = 0.4
FOLDS = 10
Floats = NDArray[np.float64]


def untrained(event_files: Iterable[str], kept: Iterable[str]) -> list[EventPassage]:
    """Read the passages that the network was not trained on."""
    return [p for p in passages_of(*event_files) if tuning_part(p)] + passages_of(*kept)


def is_right(passage: EventPassage, mark: EventMark) -> bool:
    """Say whether a mark's words tell an annotated event of its type."""
    return any(passage.events[number].type == mark.type for number in golds_of(passage, EventDraft([mark])))


def pairs_of(passage: EventPassage, reader: Reader) -> list[Pair]:
    """List the signs of each mark of a passage, and whether it is right."""
    report = report_of(passage)
    annotation = reader.annotate(report)
    marks = sorted((*annotation.events, *annotation.doubtful), key=lambda mark: mark.trigger)
    signs = signs_of(report, annotation.sentences, annotation.marks, marks)
    return [(found, is_right(passage, mark)) for mark, found in zip(marks, signs, strict=True)]


def fold_of(passage: EventPassage) -> int:
    """Say in which fold a passage is."""
    return next((n for n in range(FOLDS) if held_back(f"{n} {passage.text}", FOLDS - n)), FOLDS - 1)


def chances(pairs: list[Pair], names: list[str], weights: Floats) -> Floats:
    """Score marks."""
    return np.asarray(1 / (1 + np.exp(-np.clip(table(pairs, names) @ weights, -30, 30))))


def look_again(reader: Reader, passages: list[EventPassage]) -> EventWeights:
    """Fit the weights of the second look, and the bar."""
    reader.event_weights = replace(reader.event_weights, again={})
    found = [(passage, pairs_of(passage, reader)) for passage in passages]
    every = [pair for _, pairs in found for pair in pairs]
    names = sorted({name for signs, _ in every for name in signs})
    scores: list[tuple[EventPassage, Floats, NDArray[np.bool_]]] = []
    for fold in range(FOLDS):
        known = [pair for passage, pairs in found if fold_of(passage) != fold for pair in pairs]
        weights = fit(known, names, RIDGE)
        scores += [
            (passage, chances(pairs, names, weights), np.array([right for _, right in pairs]))
            for passage, pairs in found
            if pairs and fold_of(passage) == fold
        ]
    gold = sum(len(event.triggers) for passage in passages for event in passage.events)
    quiet = sum(not passage.events for passage in passages)
    worth = {}
    for bar in BARS:
        told = sum(int((chance >= bar).sum()) for _, chance, _ in scores)
        hits = sum(int(((chance >= bar) & right).sum()) for _, chance, right in scores)
        wrong = sum(bool((chance >= bar).any()) for passage, chance, _ in scores if not passage.events)
        f1, false = 2 * hits / max(1, told + gold), wrong / max(1, quiet)
        worth[bar] = f1 - FALSE_COST * false
        print(f"bar {bar}: precision {hits / max(1, told):.3f}, F1 {f1:.3f}, quiet passages coded {false:.3f}")
    fitted = zip(names, fit(every, names, RIDGE), strict=True)
    again = {name: round(float(weight), 3) for name, weight in fitted if abs(weight) >= SMALLEST}
    return replace(reader.event_weights, trigger=max(worth, key=lambda bar: worth[bar]), again=again)


def write_event_weights(exported: Path, weights: EventWeights) -> None:
    """Write fitted weights of events into reader.json."""
    path = exported / "reader.json"
    meta = json.loads(path.read_text("utf-8"))
    meta["events"] = asdict(weights)
    path.write_text(json.dumps(meta, indent=1) + "\n")


def main() -> None:
    """Read the command line, fit, and write into reader.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exported", type=Path, required=True)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    args = parser.parse_args()
    recipe = tomllib.loads(args.recipe.read_text())
    passages = untrained(recipe["stage"][-1]["events"], recipe["kept"])
    weights = look_again(load_reader(AnnotateOptions(weights=str(args.exported))), passages)
    write_event_weights(args.exported, weights)


if __name__ == "__main__":
    main()
