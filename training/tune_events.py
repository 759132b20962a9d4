"""Fit the thresholds and the calibration of events on the part of the own training sentences that was kept for it.

python -m training.tune_events --exported DIR --files events_wire_africa.txt ... --kept events_reports_n.txt ...
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tocsin.annotate.event_decode import EventWeights
from tocsin.annotate.reader import Reader, begins_with_number
from tocsin.run.evaluate.frames import evaluate_frames
from training.event_markup import EventPassage, frames_of
from training.event_sets import passages_of, tuning_part
from training.second_look import untrained, write_event_weights
from training.tune import trial_reader

THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
ROLES = {"actor": "actor_f1", "recipient": "recipient_f1", "place": "place_f1", "time": "time_f1", "count": "counts_f1"}
SHARPNESS = (0.3, 0.4, 0.5, 0.6, 0.75, 1.0, 1.25, 1.5)
SPREAD = (0.75, 1.0, 1.25, 1.5, 2.0, 2.5)
# What one more per cent of quiet passages wrongly coded costs, in per cent of type F1.
FALSE_COST = 1.0
LEANS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
CUES = (0.0, 1.0, 2.0, 4.0, 8.0)
# So often, and in such a share of cases, must a number in a role be a figure.
FEWEST, MOSTLY = 4, 0.6


def habits(passages: Iterable[EventPassage]) -> tuple[dict[str, str], dict[str, dict[str, float]]]:
    """Learn from training passages what numbers in a role count, and which kinds of figures a label goes with."""
    in_role: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    every: Counter[str] = Counter()
    for passage in passages:
        for event in passage.events:
            label = event.label
            kinds[label].update(kind for kind, _, _ in event.counts)
            every.update(kind for kind, _, _ in event.counts)
            for role, spans in (("actor", event.actor), ("recipient", event.recipient)):
                for start, end in spans:
                    if begins_with_number(passage.text[start:end]):
                        found = [kind for kind, s, e in event.counts if s < end and start < e]
                        in_role[f"{label} {role}"][found[0] if found else ""] += 1
    counted = {}
    for place, counter in sorted(in_role.items()):
        kind, times = counter.most_common(1)[0]
        if kind and times >= FEWEST and times >= MOSTLY * sum(counter.values()):
            counted[place] = kind
    total = sum(every.values())
    odds = {}
    for label, counter in sorted(kinds.items()):
        if counter:
            here = sum(counter.values()) + 1
            shares = {kind: (counter[kind] + every[kind] / total) / here for kind in sorted(every)}
            odds[label] = {kind: round(math.log(share * total / every[kind]), 3) for kind, share in shares.items()}
    return counted, odds


def tune_events(reader: Reader, records: list[dict[str, Any]], known: Iterable[EventPassage] = ()) -> EventWeights:
    """Fit calibration first, then the threshold of triggers, then that of each role; `known` are training passages."""
    counted, kinds = habits(known)
    weights = EventWeights(trigger=0.0, counted=counted, kinds=kinds)

    def scores(trial: EventWeights) -> dict[str, float]:
        reader.event_weights = trial
        return evaluate_frames(records, reader.annotate)

    def best(trials: list[EventWeights], value: Callable[[dict[str, float]], float]) -> EventWeights:
        return max(trials, key=lambda trial: value(scores(trial)))

    weights = best(
        [replace(weights, sharpness=a, spread=b) for a in SHARPNESS for b in SPREAD], lambda s: -s["log_loss"]
    )
    weights = best(
        [replace(weights, trigger=t) for t in (0.2, 0.25, *THRESHOLDS)],
        lambda s: s["type_f1"] - FALSE_COST * s["false_events"],
    )
    weights = best([replace(weights, cue=x) for x in CUES], lambda s: s["counts_f1"])
    weights = best([replace(weights, lean=x) for x in LEANS], lambda s: s["counts_f1"])
    for role, name in ROLES.items():
        trials = [replace(weights, roles={**weights.roles, role: t}) for t in THRESHOLDS]
        weights = best(trials, lambda s, name=name: s[name])  # type: ignore[misc]
    reader.event_weights = weights
    shown = replace(weights, kinds={})
    print("events:", shown, {k: round(v, 4) for k, v in scores(weights).items()}, flush=True)
    return weights


def main() -> None:
    """Read the command line, tune, and write the weights into reader.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exported", type=Path, required=True)
    parser.add_argument("--files", nargs="+", required=True, help="files of training, of which a part is kept for this")
    parser.add_argument("--kept", nargs="*", default=[], help="files that are kept for this as a whole")
    args = parser.parse_args()
    kept = untrained(args.files, args.kept)
    known = [p for p in passages_of(*args.files) if not tuning_part(p)]
    write_event_weights(args.exported, tune_events(trial_reader(args.exported), frames_of(kept), known))


if __name__ == "__main__":
    main()
