"""Score events with their roles, modality and figures, against the project's own form of annotated passages.

One record a passage: `text`; `blocks` as `[kind, start, end]`; `events`, each with `type`, `mode`, `modality`,
`triggers`, `actor`, `recipient`, `place`, `time` (lists of `[start, end]`) and `counts` (`[kind, start, end]`).
`python -m training.event_markup --jsonl OUT FILE...` writes it from the annotated sentences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tocsin.events.coding.figures import bounds_of
from tocsin.records import Annotation, Block, EventMark, Report, content_id
from tocsin.run.evaluate.attribution import Counts

ROLES = ("actor", "recipient", "place", "time")
BINS = 10


@dataclass
class FrameScores:
    """Running counts of the task."""

    trigger: Counts = field(default_factory=Counts)
    type: Counts = field(default_factory=Counts)
    mode: Counts = field(default_factory=Counts)
    roles: dict[str, Counts] = field(default_factory=lambda: {r: Counts() for r in ROLES})
    figures: Counts = field(default_factory=Counts)
    exact: list[bool] = field(default_factory=list)
    modality: list[bool] = field(default_factory=list)
    quiet: list[bool] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)


def report_of(record: dict[str, Any]) -> Report:
    """Make a report of one record."""
    blocks = tuple(Block(kind, start, end) for kind, start, end in record["blocks"])
    return Report(content_id("rep", record["text"]), "evaluation", record["text"], blocks)


def evaluate_frames(records: Iterable[dict[str, Any]], annotate: Callable[[Report], Annotation]) -> dict[str, float]:
    """Score a reader on annotated passages.

    `trigger_f1`: words that tell of an event, by overlap; `type_f1` with the right type, `mode_f1` with the right
    mode besides. `roles_f1` (and one a role): phrases that share a character with an annotated phrase of the same
    role of the same event; roles of events that were missed count as missed. `modality_accuracy` is over the events
    found; `counts_f1` wants kind and both bounds exact, figures of missed events counting as missed, and
    `counts_exact` is the share of right ones among the annotated figures that were marked at their event;
    `false_events` is the share of passages without events in which one was found. Of the confidence that trigger and
    type are right, `ece` is the expected calibration error and `log_loss` the surprise.
    """
    scores = FrameScores()
    for record in records:
        _score(scores, record, annotate(report_of(record)))
    every = Counts()
    for counts in scores.roles.values():
        every.add(counts.hit, counts.found, counts.gold)
    return {
        "trigger_f1": scores.trigger.f1,
        "type_f1": scores.type.f1,
        "mode_f1": scores.mode.f1,
        "roles_f1": every.f1,
        **{f"{role}_f1": counts.f1 for role, counts in scores.roles.items()},
        "modality_accuracy": sum(scores.modality) / max(1, len(scores.modality)),
        "counts_f1": scores.figures.f1,
        "counts_exact": sum(scores.exact) / max(1, len(scores.exact)),
        "false_events": sum(not quiet for quiet in scores.quiet) / max(1, len(scores.quiet)),
        "ece": calibration_error(scores.sure),
        "log_loss": log_loss(scores.sure),
    }


def _score(scores: FrameScores, record: dict[str, Any], annotation: Annotation) -> None:
    marks = annotation.events
    gold = record["events"]
    if not gold:
        scores.quiet.append(not marks)
    wanted = [(number, tuple(span)) for number, event in enumerate(gold) for span in event["triggers"]]
    matched: dict[int, list[EventMark]] = {}
    hits = typed = moded = 0
    free = list(wanted)
    for mark in marks:
        found = next((w for w in free if _overlap(mark, w[1])), None)
        right = False
        if found is not None:
            free.remove(found)
            event = gold[found[0]]
            matched.setdefault(found[0], []).append(mark)
            right = mark.type == event["type"]
            hits += 1
            typed += right
            moded += right and (mark.mode or "") == (event["mode"] or "")
            scores.modality.append(mark.modality == event["modality"])
        scores.sure.append((mark.score, right))
    for counts, hit in ((scores.trigger, hits), (scores.type, typed), (scores.mode, moded)):
        counts.add(hit, len(marks), len(wanted))
    used = {id(mark) for found in matched.values() for mark in found}
    groups = [(event, matched.get(number, [])) for number, event in enumerate(gold)]
    groups += [(None, [mark]) for mark in marks if id(mark) not in used]
    _score_roles(scores, groups, record["text"])


def _score_roles(scores: FrameScores, groups: list[tuple[Any, list[EventMark]]], text: str) -> None:
    """Score the roles and figures of events, each annotated one with the marks that found it."""
    for event, found in groups:
        for role in ROLES:
            wanted = [tuple(span) for span in event[role]] if event else []
            got = {(r.span.start, r.span.end) for mark in found for r in mark.roles if r.role == role}
            got_hit = sum(any(s < e2 and s2 < e for s2, e2 in wanted) for s, e in got)
            gold_hit = sum(any(s < e2 and s2 < e for s2, e2 in got) for s, e in wanted)
            scores.roles[role].add(min(got_hit, gold_hit), len(got), len(wanted))
        right = {(kind, *bounds_of(text[start:end])) for kind, start, end in event["counts"]} if event else set()
        told = {(f.kind, *bounds_of(f.span.quote)) for mark in found for f in mark.figures}
        scores.figures.add(len(right & told), len(told), len(right))
        marked = [f.span for mark in found for f in mark.figures]
        for kind, start, end in event["counts"] if event else []:
            if any(start < span.end and span.start < end for span in marked):
                scores.exact.append((kind, *bounds_of(text[start:end])) in told)


def _overlap(mark: EventMark, span: tuple[int, ...]) -> bool:
    return mark.trigger.start < span[1] and span[0] < mark.trigger.end


def log_loss(sure: list[tuple[float, bool]]) -> float:
    """Average surprise at what was right and wrong, given the confidence in it."""
    clipped = [(min(max(c, 1e-4), 1 - 1e-4), right) for c, right in sure]
    return -sum(math.log(c if right else 1 - c) for c, right in clipped) / max(1, len(clipped))


def calibration_error(sure: list[tuple[float, bool]]) -> float:
    """Average over ten bins of confidence how far it is from the share that is right, weighed by the bins' sizes."""
    error = 0.0
    for number in range(BINS):
        here = [(c, right) for c, right in sure if number <= c * BINS < number + 1 or (c == 1.0 and number == BINS - 1)]
        if here:
            gap = sum(c for c, _ in here) / len(here) - sum(right for _, right in here) / len(here)
            error += abs(gap) * len(here) / len(sure)
    return error
