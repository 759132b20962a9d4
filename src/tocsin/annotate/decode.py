"""From the model's scores to marks and linked attributions; works on words, never on parts of words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.annotate.layout import CUE_RELATIONS, CUES, RELATION_WIDTH, TAGS
from tocsin.annotate.tokens import Ints, Tokens

Floats = NDArray[np.float32]
CUE = TAGS.index("cue")
COLUMN = {name: i for i, name in enumerate(CUE_RELATIONS)}


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says about one window.

    Tag logits (pieces, tags, 3), logits of the codes (pieces, codes), and the two sides of each relation.
    """

    tags: Floats
    codes: Floats
    left: Floats
    right: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """How scores are weighed when pieces are cut out; fitted on held-back training documents.

    `inside` and `edge` weigh the pair scores (in the part, at its edge), `tag` what the tags say about the
    word alone; `rivalry` is how much a word costs that another cue wants more, `join` the mutual score from
    which two runs are one cue; the biases are added a word, or an edge.
    """

    inside: float = 1.0
    edge: float = 0.6
    tag: float = 0.5
    rivalry: float = 2.0
    join: float = 2.0
    content_bias: float = 0.0
    source_bias: float = 0.0
    edge_bias: float = 0.0
    cue_threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class Relations:
    """The part of the pair scores that depends on distance alone: (relations, 65) and a bias for each."""

    distance: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution in words of a text: runs (first, last) of each part, and a score from 0 to 1."""

    cue: list[tuple[int, int]]
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]
    score: float


def softmax(logits: Floats) -> Floats:
    """Normalise the last axis to probabilities."""
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def word_edges(words: Ints) -> tuple[Ints, Ints]:
    """Give the first piece of each word, and one past its last piece."""
    first = np.flatnonzero(np.concatenate([[True], np.diff(words) != 0])).astype(np.int64)
    return first, np.append(first[1:], len(words)).astype(np.int64)


def word_means(values: Floats, first: Ints, last: Ints) -> Floats:
    """Average piece values over each word."""
    sums = np.add.reduceat(values, first, axis=0)
    return np.asarray(sums / (last - first).reshape(-1, *[1] * (values.ndim - 1)), dtype=np.float32)


def tag_runs(probabilities: Floats, threshold: float, inside: float = 0.5) -> list[tuple[int, int, float]]:
    """Cut runs of words (first, last, score) out of one tag's (words, 3) outside/begins/continues.

    A word is in the tag from the probability `inside` on, a run is kept whose mean is at least `threshold`.
    """
    within = probabilities[:, 0] < 1 - inside
    begins = probabilities[:, 1] >= probabilities[:, 2]
    starts = within & (begins | ~np.concatenate([[False], within[:-1]]))
    # a run ends where the next one starts, or outside
    stops = np.flatnonzero(~within | starts)
    first = np.flatnonzero(starts)
    after = np.append(stops, len(within))[np.searchsorted(stops, first, side="right")]
    sums = np.concatenate([[0.0], probabilities[:, 0].cumsum(dtype=np.float64)])
    means = 1.0 - (sums[after] - sums[first]) / np.maximum(after - first, 1)
    runs: list[tuple[int, int, float]] = []
    for start, end, score in zip(first.tolist(), after.tolist(), means.tolist(), strict=True):
        if score >= threshold:
            runs.append((start, end - 1, score))
    return runs


def log_odds(probabilities: Floats) -> Floats:
    """Log-odds that words are inside a tag, from its (words, 3) outside/begins/continues; capped at 5."""
    outside = np.clip(probabilities[:, 0], 1e-6, 1 - 1e-6)
    return np.asarray(np.clip(np.log((1 - outside) / outside), -5.0, 5.0), dtype=np.float32)


def distance_bucket(offset: Ints) -> Ints:
    """Put a signed distance in pieces into one of 65 buckets: exact to 16, then logarithmic."""
    size = np.abs(offset)
    far = 16 + np.clip(np.floor(np.log2(np.maximum(size, 1) / 16.0) * 4), 0, 16).astype(np.int64)
    return np.where(size <= 16, size, far) * np.sign(offset) + 32


def pair_scores(scores: Scores, anchors: Ints, relations: Relations, which: slice) -> Floats:
    """Score some relations from some anchor pieces to all pieces of the window: (anchors, pieces, relations)."""
    n, r = len(scores.right), which.stop - which.start
    columns = slice(which.start * RELATION_WIDTH, which.stop * RELATION_WIDTH)
    left = scores.left[anchors, columns].reshape(-1, r, RELATION_WIDTH).transpose(1, 0, 2)
    right = scores.right[:, columns].reshape(n, r, RELATION_WIDTH).transpose(1, 2, 0)
    products = (left @ right).transpose(1, 2, 0) / np.float32(RELATION_WIDTH**0.5)
    offset = np.arange(n, dtype=np.int64)[None, :] - anchors[:, None]
    distance = relations.distance[which].T[distance_bucket(offset)]
    return np.asarray(products + distance + relations.bias[which], dtype=np.float32)


def cut(inside: Floats, begins: Floats, ends: Floats) -> NDArray[np.bool_]:
    """Choose the best runs for each row of (rows, words): scores inside, plus one for each edge (Viterbi)."""
    rows = zip(inside.tolist(), begins.tolist(), ends.tolist(), strict=True)
    return np.array([_best_runs(*row) for row in rows], dtype=bool).reshape(inside.shape)


def _best_runs(inside: list[float], begins: list[float], ends: list[float]) -> list[bool]:
    """Do so for one row; plain floats, which for the few rows of a window are faster than arrays."""
    out, into, end = 0.0, -1e9, 0.0
    opened: list[bool] = []
    closed: list[bool] = []
    for score, begin, next_end in zip(inside, begins, ends, strict=True):
        start, leave = out + begin, into + end
        opened.append(start > into)
        closed.append(leave > out)
        if leave > out:
            out = leave
        into = (start if start > into else into) + score
        end = next_end
    chosen = [False] * len(inside)
    state = into + end > out
    for t in range(len(inside) - 1, -1, -1):
        chosen[t] = state
        state = not opened[t] if state else closed[t]
    return chosen


def claimed(pairs: Floats, alone: Floats) -> Floats:
    """Raise the scores of each word that the tags hold for part of something until its best cue claims it.

    `pairs` is (cues, words), `alone` (words,) log-odds. All cues are raised alike; a word that the tags hold
    for outside is lowered for all.
    """
    lift = np.where(alone > 0, np.maximum(alone - pairs.max(axis=0), 0), alone)
    return np.asarray(pairs + lift, dtype=np.float32)


def contested(pairs: Floats, cues: list[NDArray[np.int64]], rivalry: float) -> Floats:
    """Lower the score of each word that another cue of the window wants more: (cues, words).

    A rival that is itself in the content of a cue does not count against it: what A said that B said
    belongs to both.
    """
    lowered = pairs.copy()
    for i in range(len(pairs)):
        rivals = [j for j in range(len(pairs)) if j != i and pairs[i, cues[j]].mean() <= 0]
        if rivals:
            lead = pairs[rivals].max(axis=0) - pairs[i]
            lowered[i] -= rivalry * np.maximum(lead, 0) + rivalry * (lead > 0)
    return lowered


def best_run(inside: Floats, begins: Floats, ends: Floats) -> NDArray[np.bool_]:
    """Choose for each row of (rows, words) the one run with the highest sum, or none if that is not positive."""
    total = np.concatenate([np.zeros((len(inside), 1)), np.cumsum(inside, axis=1)], axis=1)
    opened = begins - total[:, :-1]
    best_open = np.maximum.accumulate(opened, axis=1)
    value = best_open + total[:, 1:] + ends
    last = value.argmax(axis=1)
    chosen = np.zeros(inside.shape, dtype=bool)
    for row, end in enumerate(last.tolist()):
        if value[row, end] > 0:
            chosen[row, int(opened[row, : end + 1].argmax()) : end + 1] = True
    return chosen


def runs_of(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """List the runs (first, last) of a mask."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def links_of(
    tokens: Tokens, scores: Scores, start: int, own: tuple[int, int], relations: Relations, weights: Weights
) -> list[Link]:
    """Find the attributions whose cue begins in the owned pieces of one window (which begins at piece `start`)."""
    words = tokens.words[start : start + len(scores.tags)]
    first, last = word_edges(words)
    runs = tag_runs(softmax(word_means(scores.tags[:, CUE], first, last)), weights.cue_threshold)
    if not runs:
        return []
    means, begin_at, end_at = _by_run(scores, runs, (first, last), relations)
    groups = _joined(runs, means[..., COLUMN["cue"]], weights.join)
    rows = np.array([g[0] for g in groups])
    cues = [np.concatenate([np.arange(runs[g][0], runs[g][1] + 1) for g in group]) for group in groups]
    starts = start + first[[runs[group[0]][0] for group in groups]]
    mine = np.flatnonzero((own[0] <= starts) & (starts < own[1]))
    if not len(mine):
        return []
    parts: dict[str, NDArray[np.bool_]] = {}
    for part, bias in (("content", weights.content_bias), ("source", weights.source_bias)):
        inside = means[rows, :, COLUMN[part]] * np.float32(weights.inside) + np.float32(bias)
        tag = word_means(scores.tags[:, TAGS.index(part)], first, last)
        alone = log_odds(softmax(tag)) * np.float32(weights.tag)
        if part == "content":
            inside = contested(inside, cues, weights.rivalry)
        choose = cut if part == "content" else best_run
        # All cues of the window compete for its words, but only those that count here are cut out.
        edges = (at[rows[mine], :, COLUMN[f"{part}-{side}"]] for at, side in ((begin_at, "begins"), (end_at, "ends")))
        scaled = [edge * np.float32(weights.edge) + np.float32(weights.edge_bias) for edge in edges]
        parts[part] = choose(claimed(inside, alone)[mine], *scaled)
    found: list[Link] = []
    base = int(words[0])
    for i, group in enumerate(groups[number] for number in mine.tolist()):
        shift = [[(a + base, b + base) for a, b in runs_of(parts[p][i])] for p in ("source", "content")]
        pieces = [(runs[g][0] + base, runs[g][1] + base) for g in group]
        found.append(Link(pieces, shift[0], shift[1], float(np.mean([runs[g][2] for g in group]))))
    return found


def _by_run(
    scores: Scores, runs: list[tuple[int, int, float]], edges: tuple[Ints, Ints], relations: Relations
) -> tuple[Floats, Floats, Floats]:
    """Average the pair scores over the words of each cue run: (runs, words, relations), at begins, at ends."""
    first, last = edges
    anchor_words = np.concatenate([np.arange(a, b + 1) for a, b, _ in runs])
    pairs = pair_scores(scores, first[anchor_words], relations, CUES)
    means = np.add.reduceat(pairs, first, axis=1) / (last - first)[None, :, None].astype(np.float32)
    sizes = np.array([b - a + 1 for a, b, _ in runs])
    at = np.cumsum(sizes) - sizes

    def mean(values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values, at, axis=0) / sizes[:, None, None], dtype=np.float32)

    return mean(np.asarray(means)), mean(pairs[:, first]), mean(pairs[:, last - 1])


def _joined(runs: list[tuple[int, int, float]], cue_scores: Floats, join: float) -> list[list[int]]:
    """Group cue runs that belong to one attribution, judged by the mutual cue score of neighbouring runs."""
    groups: list[list[int]] = []
    for i, (a, b, _) in enumerate(runs):
        if groups:
            j = groups[-1][-1]
            mutual = cue_scores[j, a : b + 1].mean() + cue_scores[i, runs[j][0] : runs[j][1] + 1].mean()
            if mutual > join:
                groups[-1].append(i)
                continue
        groups.append([i])
    return groups
