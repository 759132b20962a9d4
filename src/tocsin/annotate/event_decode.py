"""From the model's scores to event marks: triggers with type, mode and modality, and what fills their roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from tocsin.annotate.counting import counted_by_words
from tocsin.annotate.decode import (
    Floats,
    Relations,
    Scores,
    pair_scores,
    runs_of,
    softmax,
    tag_runs,
    word_edges,
    word_means,
)
from tocsin.annotate.layout import ANSWER_RELATIONS, CODES, EVENT_RELATIONS, LABELS, TAGS, TRIGGERS
from tocsin.annotate.tokens import Ints, Tokens

# Which tag cuts the phrases that may stand in a role.
PHRASE_OF = {"actor": "party", "recipient": "party", "place": "scene", "time": "moment", "count": "figure"}
TYPE_NAMES = tuple(dict.fromkeys(label.partition(".")[0] for label in LABELS))
# The relation of words that deny an event, among those of a trigger; from this chance on words may do so.
DENIAL = (*EVENT_RELATIONS, *ANSWER_RELATIONS).index("denial")
LEAST_DENIAL = 0.2
HAS_MODE = np.array(["." in label for label in LABELS])
# From this share of a type's chances on the label without a mode is the event's. Were the likeliest label taken
# instead, words that leave the mode open would get this one or that by the names beside them.
MODELESS = 0.4
TYPE_OF = np.array([TYPE_NAMES.index(label.partition(".")[0]) for label in LABELS])


@dataclass(frozen=True, slots=True)
class EventWeights:
    """Thresholds and calibration of events, fitted on held-back data.

    `trigger` is the score from which words tell of an event, `doubt` from which they nearly do; `roles` the score
    from which a phrase stands in a role; `sharpness` multiplies the log-odds of a trigger, and `spread` divides
    the logits of types, so that scores are probabilities. `counted` says of a label and role ("COERCE.arrest
    recipient") what a number in such a phrase nearly always counts; `kinds` by how much the log-odds of each kind of
    figure lie higher with a label, and `lean` how much that weighs; `cue` is how much a word such as "wounding"
    beside a figure adds to the logit of its kind. `again` weighs the signs of a second look at each event
    (`second_look`), whose score then counts.
    """

    trigger: float = 0.5
    doubt: float = 0.2
    roles: Mapping[str, float] = field(default_factory=dict)
    sharpness: float = 1.0
    spread: float = 1.0
    counted: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    lean: float = 0.0
    cue: float = 0.0
    again: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event in words of a text: runs (first, last) of its trigger, of what fills its roles and of what denies it.

    All but the trigger have scores.
    """

    trigger: tuple[int, int]
    type: str
    mode: str | None
    modality: str
    score: float
    roles: list[tuple[str, int, int, float]]
    figures: list[tuple[str, int, int, float]]
    denials: list[tuple[int, int, float]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The type and, where there is one, the mode."""
        return label_of(self.type, self.mode)


def label_of(kind: str, mode: str | None) -> str:
    """Name a type with its mode as the codebook's labels do."""
    return f"{kind}.{mode}" if mode else kind


def code_columns(code: str) -> slice:
    """Find the columns of one kind of code."""
    at = 0
    for name, values in CODES.items():
        if name == code:
            return slice(at, at + len(values))
        at += len(values)
    raise KeyError(code)


def type_and_mode(probabilities: Floats) -> tuple[str, str | None, float]:
    """Choose the likeliest type by all of its labels, then its likeliest mode, unless none at all is likely."""
    by_type = np.bincount(TYPE_OF, probabilities, len(TYPE_NAMES))
    best = int(by_type.argmax())
    modes = np.where((best == TYPE_OF) & HAS_MODE, probabilities, 0.0)
    sure = float(by_type[best])
    named = sure - float(modes.sum()) < MODELESS * sure
    return TYPE_NAMES[best], LABELS[int(modes.argmax())].partition(".")[2] if named else None, sure


def events_of(
    tokens: Tokens,
    scores: Scores,
    start: int,
    own: tuple[int, int],
    relations: Relations,
    weights: EventWeights,
    text: str = "",
) -> list[FoundEvent]:
    """Find the events whose trigger begins in the owned pieces of one window (which begins at piece `start`).

    With the `text`, the words beside a figure help to say what it counts.
    """
    words = tokens.words[start : start + len(scores.tags)]
    first, last = word_edges(words)
    # The event tags stand together, so that one pass makes all of them into probabilities.
    begin, end = TAGS.index("trigger"), TAGS.index("figure") + 1
    tags = softmax(word_means(scores.tags[:, begin:end], first, last))
    runs = [run for run in _triggers(tags[:, 0], weights.doubt) if own[0] <= start + int(first[run[0]]) < own[1]]
    if not runs:
        return []
    phrases = {
        name: tag_runs(tags[:, TAGS.index(name) - begin], 0.5, inside=0.4)
        for name in ("party", "scene", "moment", "figure")
    }
    base = int(words[0])
    pieces = [(int(first[a]), int(last[b])) for a, b, _ in runs]
    rows = _rows(scores, pieces, relations)
    chances = _chances(rows, (first, last), phrases)
    kinds = scores.codes[:, code_columns("figure")]
    counted = [kinds[first[a] : last[b]].mean(axis=0) for a, b, _ in phrases["figure"]]
    if text and weights.cue:
        places = [
            (int(tokens.starts[start + first[a]]), int(tokens.ends[start + last[b] - 1]))
            for a, b, _ in phrases["figure"]
        ]
        counted = [row + weights.cue * _cued(text, place, places) for row, place in zip(counted, places, strict=True)]
    found = []
    for i, (a, b, score) in enumerate(runs):
        kind, mode, modality, sure = _coded(scores.codes[slice(*pieces[i])].mean(axis=0), score, weights)
        lean = _lean(weights, label_of(kind, mode))
        roles, figures = _roles([row[i] for row in chances], phrases, counted, lean, weights.roles)
        roles, figures = (
            [(name, one + base, two + base, x) for name, one, two, x in part] for part in (roles, figures)
        )
        denials = [(one + base, two + base, x) for one, two, x in _denials(rows[i, :, DENIAL], first, last)]
        found.append(FoundEvent((a + base, b + base), kind, mode, modality, sure, roles, figures, denials))
    return found


def _cued(text: str, place: tuple[int, int], places: list[tuple[int, int]]) -> Floats:
    """Give 1 for the kind of figure that the words beside it name, 0 for the others."""
    kind = counted_by_words(text, *place, tuple(other for other in places if other != place))
    return np.array([float(kind == name) for name in CODES["figure"]], dtype=np.float32)


def _rows(scores: Scores, triggers: list[tuple[int, int]], relations: Relations) -> Floats:
    """Score the relations from each trigger to every piece: (triggers, pieces, relations), in log-odds."""
    anchors = np.concatenate([np.arange(a, b, dtype=np.int64) for a, b in triggers])
    sizes = np.array([b - a for a, b in triggers])
    pairs = pair_scores(scores, anchors, relations, TRIGGERS)
    sums = np.add.reduceat(pairs, np.cumsum(sizes) - sizes, axis=0)
    return np.asarray(sums / sizes[:, None, None], dtype=np.float32)


def _denials(row: Floats, first: Ints, last: Ints) -> list[tuple[int, int, float]]:
    """Cut the runs of words that may deny an event, from the log-odds of one trigger for every piece."""
    chances = 1 / (1 + np.exp(-word_means(row[:, None], first, last)[:, 0]))
    return [(a, b, float(chances[a : b + 1].mean())) for a, b in runs_of(chances >= LEAST_DENIAL)]


def _chances(
    rows: Floats, edges: tuple[Ints, Ints], phrases: Mapping[str, list[tuple[int, int, float]]]
) -> list[Floats]:
    """Score for each role how well each phrase stands in it for each trigger: (triggers, phrases), from 0 to 1."""
    first, last = edges
    sums = np.concatenate([np.zeros_like(rows[:, :1]), np.cumsum(rows, axis=1)], axis=1)
    found: list[Floats] = []
    for column, role in enumerate(EVENT_RELATIONS):
        low = first[[a for a, _, _ in phrases[PHRASE_OF[role]]]]
        high = last[[b for _, b, _ in phrases[PHRASE_OF[role]]]]
        mean = (sums[:, high, column] - sums[:, low, column]) / np.maximum(high - low, 1)
        found.append(np.asarray(1 / (1 + np.exp(-mean)), dtype=np.float32))
    return found


def _lean(weights: EventWeights, label: str) -> Floats:
    """Give what a label adds to the logits of each kind of figure."""
    kinds = weights.kinds.get(label, {})
    return np.array([weights.lean * kinds.get(kind, 0.0) for kind in CODES["figure"]], dtype=np.float32)


def _triggers(tag: Floats, doubt: float) -> list[tuple[int, int, float]]:
    """Cut the runs that tell of an event, and those beside them that nearly do."""
    sure = tag_runs(tag, 0.5)
    nearly = tag_runs(tag, doubt, inside=doubt)
    return sorted(sure + [n for n in nearly if not any(n[0] <= s[1] and s[0] <= n[1] for s in sure)])


def _coded(codes: Floats, score: float, weights: EventWeights) -> tuple[str, str | None, str, float]:
    labels = codes[code_columns("label")]
    kind, mode, _ = type_and_mode(softmax(labels))
    of_kind = TYPE_NAMES.index(kind) == TYPE_OF
    certainty = float(softmax(labels / np.float32(weights.spread))[of_kind].sum())
    modality = CODES["modality"][int(codes[code_columns("modality")].argmax())]
    odds = np.log(np.clip(score, 1e-6, 1 - 1e-6) / np.clip(1 - score, 1e-6, 1.0)) * weights.sharpness
    return kind, mode, modality, float(certainty / (1 + np.exp(-odds)))


def _roles(
    chances: list[Floats],
    phrases: Mapping[str, list[tuple[int, int, float]]],
    counted: list[Floats],
    lean: Floats,
    thresholds: Mapping[str, float],
) -> tuple[list[tuple[str, int, int, float]], list[tuple[str, int, int, float]]]:
    """Choose the phrases that stand in each role of one trigger.

    `chances` has for each role one value a phrase, `counted` for each figure the logits of its kinds.
    """
    roles: list[tuple[str, int, int, float]] = []
    figures: list[tuple[str, int, int, float]] = []
    for role, row in zip(EVENT_RELATIONS, chances, strict=True):
        for number in np.flatnonzero(row >= thresholds.get(role, 0.5)).tolist():
            a, b, _ = phrases[PHRASE_OF[role]][number]
            if role == "count":
                kind = int((counted[number] + lean).argmax())
                figures.append((CODES["figure"][kind], a, b, float(row[number])))
            else:
                roles.append((role, a, b, float(row[number])))
    return roles, figures


def pair_weights(given: Ints) -> Floats:
    """Weigh the pieces of a window for the label of two given actors: a third each for first piece, one and other."""
    weights = np.zeros(len(given), dtype=np.float32)
    weights[0] = 1.0
    for side in (1, 2):
        here = given == side
        if here.any():
            weights += here / here.sum(dtype=np.float32)
    return np.asarray(weights / weights.sum(), dtype=np.float32)


def pair_label(codes: Floats, given: Ints) -> dict[str, float]:
    """Give the probability of each type for a pair of actors, from the codes of a window and whose each piece is."""
    probabilities = softmax(pair_weights(given) @ codes[:, code_columns("label")])
    by_type = np.bincount(TYPE_OF, probabilities, len(TYPE_NAMES))
    return dict(zip(TYPE_NAMES, map(float, by_type), strict=True))
