"""Score attributions against a file in the form of PolNeAR (`attribution_dev`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tocsin.records import Annotation, Block, Report, content_id

PARTS = ("source", "cue", "content")
Spans = list[tuple[int, int]]
Parts = dict[str, frozenset[int]]


@dataclass
class Counts:
    """True positives, and how many were found and how many there are."""

    hit: int = 0
    found: int = 0
    gold: int = 0

    def add(self, hit: int, found: int, gold: int) -> None:
        """Count one more document."""
        self.hit += hit
        self.found += found
        self.gold += gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1.0 where there is nothing to find and nothing was found."""
        return 2 * self.hit / (self.found + self.gold) if self.found + self.gold else 1.0


@dataclass
class AttributionScores:
    """Running counts of the task."""

    tokens: dict[str, Counts] = field(default_factory=lambda: {p: Counts() for p in PARTS})
    overlap: Counts = field(default_factory=Counts)
    exact: Counts = field(default_factory=Counts)


def plain_report(text: str, source: str = "evaluation") -> Report:
    """Make a report of a text as it stands: a block a line, the first a headline if it looks like one."""
    blocks: list[Block] = []
    for match in re.finditer(r"\S[^\n]*", text):
        end = match.start() + len(match.group().rstrip())
        short = end - match.start() < 160 and text[end - 1] not in '.!?”"'
        blocks.append(Block("headline" if not blocks and short else "paragraph", match.start(), end))
    return Report(content_id("rep", text), source, text, tuple(blocks))


def word_tokens(text: str) -> Spans:
    """Cut a text into words and single marks, for files that bring no tokens."""
    return [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]


def evaluate_attribution(
    records: Iterable[dict[str, Any]], annotate: Callable[[Report], Annotation]
) -> dict[str, float]:
    """Score a reader: token F1 for each part, and F1 over whole attributions.

    A token counts for a part where any attribution has it in that part. A whole attribution is a hit by
    overlap where source, cue and content each share a token with those of one gold attribution (or are
    missing in both), and exactly where each has the same tokens, punctuation at the edges aside. Each
    gold attribution is matched once. Attributions without content are left out on both sides.
    """
    scores = AttributionScores()
    for record in records:
        text = record["text"]
        tokens = [tuple(t) for t in record.get("tokens") or word_tokens(text)]
        annotation = annotate(plain_report(text, record.get("doc_id", "evaluation")))
        gold = [_parts({p: [tuple(s) for s in a[p]] for p in PARTS}, tokens) for a in record["attributions"]]
        found = [
            _parts({p: [(s.start, s.end) for s in getattr(a, p)] for p in PARTS}, tokens)
            for a in annotation.attributions
        ]
        _count(scores, [g for g in gold if g["content"]], [f for f in found if f["content"]], text, tokens)
    return {f"{p}_f1": c.f1 for p, c in scores.tokens.items()} | {
        "overlap_f1": scores.overlap.f1,
        "exact_f1": scores.exact.f1,
    }


def _parts(spans: dict[str, Spans], tokens: Spans) -> Parts:
    starts, ends = [t[0] for t in tokens], [t[1] for t in tokens]
    return {
        part: frozenset(i for s, e in pieces for i in range(bisect_right(ends, s), bisect_left(starts, e)))
        for part, pieces in spans.items()
    }


def _count(scores: AttributionScores, gold: list[Parts], found: list[Parts], text: str, tokens: Spans) -> None:
    for part, counts in scores.tokens.items():
        want = frozenset().union(*(g[part] for g in gold))
        have = frozenset().union(*(f[part] for f in found))
        counts.add(len(want & have), len(have), len(want))
    bare = {i for i, (s, e) in enumerate(tokens) if not any(c.isalnum() for c in text[s:e])}
    for counts, same in ((scores.overlap, _overlap), (scores.exact, _exact(bare))):
        counts.add(_matches(gold, found, same), len(found), len(gold))


def _overlap(one: Parts, other: Parts) -> bool:
    return all(bool(one[p] & other[p]) or not (one[p] or other[p]) for p in PARTS)


def _exact(bare: set[int]) -> Callable[[Parts, Parts], bool]:
    def same(one: Parts, other: Parts) -> bool:
        return all(_stripped(one[p], bare) == _stripped(other[p], bare) for p in PARTS)

    return same


def _stripped(part: frozenset[int], bare: set[int]) -> frozenset[int]:
    """Drop punctuation at the edges of each run; inside a run it must agree."""
    runs: list[list[int]] = []
    for i in sorted(part):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    kept: list[int] = []
    for run in runs:
        solid = [i for i, token in enumerate(run) if token not in bare]
        if solid:
            kept += run[solid[0] : solid[-1] + 1]
    return frozenset(kept)


def _matches(gold: list[Parts], found: list[Parts], same: Callable[[Parts, Parts], bool]) -> int:
    """Count hits: each found attribution takes the free gold one that shares most with it."""
    free = set(range(len(gold)))
    hits = 0
    for candidate in found:
        fits = [i for i in free if same(gold[i], candidate)]
        if fits:
            free.remove(max(fits, key=lambda i: (sum(len(gold[i][p] & candidate[p]) for p in PARTS), -i)))
            hits += 1
    return hits
