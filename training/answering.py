"""Fit how signs for and against a denial are weighed: `python -m training.answering`.

It reads the project's own reports in which the words that deny an event are marked, with the packaged model and the
fitted weights of merging (run `python -m training.linking` first), and lays every statement beside every deed of its
report, as when reading. One report in five is held back to show how well that does. The reader model's own links of a
denial to a deed are no sign here, since on reports that it was trained on they are always right. Writes
`src/tocsin/events/data/answering.toml`; takes some minutes on one core and no PyTorch.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.events.coding.answering import Reply, signs_of, went_on
from tocsin.events.coding.claims import tie_claims
from tocsin.events.coding.coder import drafted
from tocsin.events.coding.denials import WEIGHTS, answers_charge
from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.merging import merge
from tocsin.events.coding.placing import inherit
from tocsin.records import Statement
from tocsin.run.resources import Resources
from tocsin.settings import Settings
from training.data_sets import OWN, held_back
from training.event_markup import EventPassage
from training.event_sets import passages_of
from training.linking import Pair, desk_of, golds_of, table, write_weights

OUT = Path(__file__).parents[1] / "src/tocsin/events/data" / f"{WEIGHTS}.toml"
# Files in which every denial of a marked event is marked.
FILES = ("answers", "standoffs", "whole", "articles", "pages", "reports")
# Weights are drawn to nothing with this strength; something is denied from this probability on, and with the likeliest
# event those that are so much as likely: chosen on evals/readings and evals/readings_denials.
RIDGE, CUT, BESIDE = 2.0, 0.5, 0.6
STEPS = 300
TOLD = "what speaks for a denial of an event"
Floats = NDArray[np.float64]
# One statement: the deeds of its report, each with its signs and whether it is denied.
Row = list[Pair]


def drafts_of(desk: Desk) -> list[EventDraft]:
    """Code the events of a passage up to who claims them."""
    drafts = merge(desk, [drafted(desk, mark) for mark in desk.annotation.events])
    inherit(desk, drafts)
    tie_claims(desk, drafts)
    return drafts


def gold_denials(passage: EventPassage, statement: Statement) -> set[int]:
    """List the annotated events whose denial a statement's words are: half of the shorter of both is shared."""

    def is_of(start: int, end: int) -> bool:
        shared = sum(max(0, min(end, p.end) - max(start, p.start)) for p in statement.content)
        return shared >= 0.5 * min(end - start, sum(p.end - p.start for p in statement.content))

    return {n for n, event in enumerate(passage.events) if any(is_of(*span) for span in event.denial)}


def rows_of(passage: EventPassage, resources: Resources) -> list[Row]:
    """Lay every statement beside every deed; what gold says was denied just before is known."""
    desk = desk_of(passage, resources)
    drafts = drafts_of(desk)
    golds = {id(draft): golds_of(passage, draft) for draft in drafts}
    linked: list[tuple[Reply, list[EventDraft]]] = []
    rows: list[Row] = []
    for statement in sorted(desk.statements, key=lambda s: (s.content[0].start, s.id)):
        reply = Reply.of(desk, drafts, statement)
        reply.before = went_on(desk, reply, linked)
        denied = gold_denials(passage, statement)
        row = [(signs, bool(golds[id(d)] & denied)) for d, signs in signs_of(desk, drafts, reply)]
        rows += [row] if row and not answers_charge(reply) else []
        linked.append((reply, [d for d in drafts if golds[id(d)] & denied]))
    return rows


def ranked(rows: Iterable[Row], names: list[str], ridge: float) -> Floats:
    """Fit weights by which each statement chooses a deed that it denies before all others, or none of them."""
    tables = [(table(row, names), np.array([right for _, right in row])) for row in rows]
    weights, speed, mean = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = ridge * weights
        for signs, right in tables:
            odds = np.exp(np.clip(signs @ weights, -30, 30))
            wanted = odds * right / (odds @ right) if right.any() else 0.0
            slope = slope + signs.T @ (odds / (1 + odds.sum()) - wanted)
        # Adam's steps
        mean, speed = 0.9 * mean + 0.1 * slope, 0.99 * speed + 0.01 * slope**2
        weights = weights - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(speed / (1 - 0.99**step)) + 1e-8)
    return weights


def scores(rows: Iterable[Row], names: list[str], weights: Floats, cut: float, beside: float) -> tuple[float, float]:
    """Give precision and recall of the denials found."""
    hits = found = gold = 0
    for row in rows:
        odds = np.exp(np.clip(table(row, names) @ weights, -30, 30))
        right = np.array([same for _, same in row])
        told = (odds >= beside * odds.max()) & (odds.sum() / (1 + odds.sum()) >= cut)
        hits, found, gold = hits + (told & right).sum(), found + told.sum(), gold + right.sum()
    return float(hits / max(1, found)), float(hits / max(1, gold))


def main() -> None:
    """Read, fit, say how well it does on what was held back, and write the weights fitted on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    resources = Resources(Settings())
    files = sorted(path.name for name in FILES for path in OWN.glob(f"events_{name}*.txt"))
    passages = passages_of(*files)
    found = [(held_back(passage.text, 5), rows_of(passage, resources)) for passage in passages]
    marked = sum(len(event.denial) for passage in passages for event in passage.events)
    pairs = sum(right for _, rows in found for row in rows for _, right in row)
    known = [row for held, rows in found if not held for row in rows]
    kept = [row for held, rows in found if held for row in rows]
    print(f"{len(passages)} passages, {marked} denials marked; {len(known) + len(kept)} statements, {pairs} pairs")
    names = sorted({name for row in known + kept for signs, _ in row for name in signs})
    weights = ranked(known, names, RIDGE)
    for name, rows in (("fitted", known), ("held back", kept)):
        for cut, beside in ((0.4, 0.5), (0.5, 0.3), (0.5, 0.5), (0.5, 0.7), (0.6, 0.5)):
            precision, recall = scores(rows, names, weights, cut, beside)
            print(f"{name}: {len(rows)} rows, {cut}, {beside}: precision {precision:.3f}, recall {recall:.3f}")
    limits = {"threshold": CUT, "beside": BESIDE}
    write_weights(args.out, __spec__.name, TOLD, limits, names, ranked(known + kept, names, RIDGE))


if __name__ == "__main__":
    main()
