"""Fit how signs for and against one event are weighed: `python -m training.linking`.

It reads the project's own passages, in which mentions of one event carry one number, with the packaged model; every
telling is laid beside the events told before it, as when reading. One passage in five is held back. Writes
`src/tocsin/events/data/linking.toml`; takes some minutes on one core and no PyTorch.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.events import read_statements
from tocsin.events.coding.coder import drafted
from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.linking import signs
from tocsin.events.coding.merging import candidates, in_order, join
from tocsin.run.resources import Resources
from tocsin.run.steps import resolve
from tocsin.settings import Settings
from training.data_sets import OWN, held_back
from training.event_markup import EventPassage
from training.event_sets import passages_of
from training.markup import report_of

OUT = Path(__file__).parents[1] / "src/tocsin/events/data/linking.toml"
# Weights are drawn to nothing with this strength, and tellings are one from this probability on: five-fold choice.
RIDGE, CUT = 1.0, 0.4
SMALLEST = 0.001
TOLD = "what speaks for one event"
Pair = tuple[dict[str, float], bool]


def desk_of(passage: EventPassage, resources: Resources) -> Desk:
    """Read a passage as far as statements."""
    report = report_of(passage)
    annotation = resources.reader.annotate(report)
    settings = resources.settings
    resolution = resolve(report, annotation, resources.gazetteer, settings.resolve)
    statements, _ = read_statements(report, annotation, resolution, settings.events)
    return Desk.of(report, annotation, resolution, statements)


def golds_of(passage: EventPassage, draft: EventDraft) -> set[int]:
    """List the annotated events that a draft's words tell."""
    triggers = [mark.trigger for mark in draft.marks]
    return {
        number
        for number, event in enumerate(passage.events)
        if any(start < t.end and t.start < end for start, end in event.triggers for t in triggers)
    }


def pairs_of(passage: EventPassage, resources: Resources) -> Iterator[Pair]:
    """Lay every telling beside the events told before it, joined as gold joins them."""
    desk = desk_of(passage, resources)
    kept: list[EventDraft] = []
    numbers: list[int] = []
    for draft in in_order(desk, [drafted(desk, mark) for mark in desk.annotation.events]):
        number = min(golds_of(passage, draft), default=None)
        if number is None:
            continue
        for at, between in candidates(desk, draft, kept):
            yield signs(desk, draft, kept[at], between), numbers[at] == number
        same = [at for at, one in enumerate(numbers) if one == number and kept[at].mark.type == draft.mark.type]
        if same:
            join(desk, kept[same[0]], draft)
        else:
            kept.append(draft)
            numbers.append(number)


def table(pairs: Iterable[Pair], names: list[str]) -> NDArray[np.float64]:
    """Lay signs out as a table: a row a pair, a column a sign."""
    return np.array([[found.get(name, 0.0) for name in names] for found, _ in pairs])


def fit(pairs: Iterable[Pair], names: list[str], ridge: float) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's steps."""
    rows = list(pairs)
    x = table(rows, names)
    y = np.array([float(same) for _, same in rows])
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - p) - ridge * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(names))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def scores(pairs: Iterable[Pair], names: list[str], weights: NDArray[np.float64], cut: float) -> tuple[float, float]:
    """Give precision and recall of the pairs taken for one event."""
    rows = list(pairs)
    x = table(rows, names)
    found = 1 / (1 + np.exp(-(x @ weights))) >= cut
    gold = np.array([same for _, same in rows])
    hits = (found & gold).sum()
    return float(hits / max(1, found.sum())), float(hits / max(1, gold.sum()))


def main() -> None:
    """Read, fit, say how well it does on what was held back, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    resources = Resources(Settings())
    known: list[Pair] = []
    kept: list[Pair] = []
    for passage in passages_of(*(path.name for path in sorted(OWN.glob("events_*.txt")))):
        told = Counter(event.type for event in passage.events for _ in event.triggers)
        if max(told.values(), default=0) > 1:
            (kept if held_back(passage.text, 5) else known).extend(pairs_of(passage, resources))
    names = sorted({name for found, _ in known for name in found})
    weights = fit(known, names, RIDGE)
    for name, pairs in (("fitted", known), ("held back", kept)):
        for cut in (0.3, 0.4, 0.5, 0.6):
            precision, recall = scores(pairs, names, weights, cut)
            print(f"{name}: {len(pairs)} pairs, cut {cut}: precision {precision:.3f}, recall {recall:.3f}")
    write_weights(args.out, __spec__.name, TOLD, {"threshold": CUT}, names, weights)


def write_weights(
    out: Path, by: str, told: str, limits: dict[str, float], names: list[str], weights: NDArray[np.float64]
) -> None:
    """Write fitted weights as data that `tocsin.events.coding.weighing` reads; the smallest ones are left out."""
    lines = [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights, strict=True) if abs(weight) >= SMALLEST]
    source = f"Fitted on the project's own passages (training/data) by {by.replace('.', '/')}.py: {told}."
    head = [f"{name} = {value}" for name, value in limits.items()] + ["", "[weights]"]
    out.write_text("\n".join([f'source = "{source}"', *head, *lines, ""]))


if __name__ == "__main__":
    main()
