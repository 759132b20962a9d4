"""The reader: runs the encoder over a report and turns its scores into an `Annotation`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np

from tocsin.annotate.counting import is_uncounted
from tocsin.annotate.decode import (
    Floats,
    Link,
    Relations,
    Scores,
    Weights,
    links_of,
    softmax,
    tag_runs,
    word_edges,
    word_means,
)
from tocsin.annotate.event_decode import LEAST_DENIAL, EventWeights, FoundEvent, events_of, pair_label
from tocsin.annotate.layout import ANSWER_TAGS, ENTITY_TAGS, MENTION_TAGS, RELATION_WIDTH, RELATIONS, ROLE_TAGS, TAGS
from tocsin.annotate.options import AnnotateOptions
from tocsin.annotate.plain_denials import plain_denials
from tocsin.annotate.second_look import looked_again
from tocsin.annotate.tokens import Ints, Tokens, load_tokenizer, tokenize, windows
from tocsin.annotate.told_figures import with_told_figures
from tocsin.annotate.typographic import combined, layout_attributions
from tocsin.errors import TocsinError
from tocsin.language.numbers import numbers_in_phrase
from tocsin.records import (
    Annotation,
    AnyKind,
    Attribution,
    DenialMark,
    EventMark,
    FigureMark,
    Mark,
    Report,
    RoleMark,
    Span,
)

PACKAGED = Path(__file__).parent / "weights"
PROBE = Path(__file__).parent / "data" / "overflow.onnx"
FILES = ("reader.onnx", "tokenizer.json", "reader.json")
CLS, SEP = 101, 102
NEVER = 30.0  # a logit by which something is as good as impossible


class Outputs(NamedTuple):
    """What the network gives for one window: tag logits, logits of codes, the two sides of the relations."""

    tags: Floats
    codes: Floats
    left: Floats
    right: Floats


class Encoder(Protocol):
    """Whatever runs the network over one window."""

    def __call__(self, ids: Ints, features: Ints) -> Outputs:
        """Map (pieces,) ids and (pieces, 5) features to outputs with one row a piece."""
        ...


@cache
def sums_overflow() -> bool:
    """Say whether this processor adds up products of eight bits in sixteen, which overflow, as those without VNNI do.

    With such sums it would read the same text differently from others, and worse. The graph is made by
    `training/overflow.py`.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(PROBE), options, providers=["CPUExecutionProvider"])
    (row,) = session.get_inputs()
    (sums,) = session.run(None, {row.name: np.full(row.shape, 255, dtype=np.uint8)})
    return bool((np.asarray(sums) != row.shape[1] * 255 * 127).any())


class OnnxEncoder:
    """The exported network under onnxruntime, one window at a time.

    Windows are never padded into a common batch: the int8 network scales its activations by what it is
    given, so that a batch would change the scores of the reports in it.
    """

    def __init__(self, path: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # It takes twice the time, so only where it is needed.
        if sums_overflow():
            options.add_session_config_entry("session.x64quantprecision", "1")
        # Fused, this one takes five times as long on a CPU as its parts.
        slow = ["SkipLayerNormFusion"]
        self.session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slow
        )

    def __call__(self, ids: Ints, features: Ints) -> Outputs:
        """Run one window."""
        outputs = self.session.run(list(Outputs._fields), {"ids": ids[None], "features": features[None]})
        return Outputs(*(output[0] for output in outputs))


class Reader:
    """The reader model, loaded. `encoder_seconds` adds up the time spent in the network."""

    def __init__(self, encoder: Encoder, tokenizer: Any, meta: dict[str, Any], options: AnnotateOptions) -> None:
        self.encoder = encoder
        self.tokenizer = tokenizer
        self.model = str(meta["name"])
        self.version = str(meta["version"])
        self.options = options
        self.relations = all_relations(meta["distance"], meta["bias"])
        self.weights = Weights(**meta["decode"])
        self.event_weights = EventWeights(**meta.get("events", {}))
        self.encoder_seconds = 0.0

    def annotate(self, report: Report) -> Annotation:
        """Mark one report."""
        tokens = tokenize(self.tokenizer, report.text, report.blocks)
        if not len(tokens.ids):
            return Annotation(report.id, self.model, self.version, tokens.sentences, (), ())
        tags = np.zeros((len(tokens.ids), len(TAGS), 3), dtype=np.float32)
        links: list[Link] = []
        events: list[FoundEvent] = []
        for window in windows(tokens):
            scores = self._scores(tokens, window.start, window.end)
            own = slice(window.own_start, window.own_end)
            tags[own] = scores.tags[window.own_start - window.start : window.own_end - window.start]
            owned = window.own_start, window.own_end
            links += links_of(tokens, scores, window.start, owned, self.relations, self.weights)
            place = tokens, scores, window.start, owned
            events += events_of(*place, self.relations, self.event_weights, report.text)
        first, last = word_edges(tokens.words)
        probabilities = softmax(word_means(tags, first, last))
        starts, ends = tokens.starts[first], tokens.ends[last - 1]
        text = report.text
        words = Words(text, starts, ends, frozenset(end for _, end in tokens.sentences))
        names = one_kind_a_name(self._marks(ENTITY_TAGS, probabilities, words))
        told = [_event(found, words, self.event_weights.counted) for found in events]
        marks = looked_again(report, tokens.sentences, names, told, self.event_weights.again)
        sure = tuple(mark for mark in marks if mark.score >= self.event_weights.trigger)
        return Annotation(
            report.id,
            self.model,
            self.version,
            tokens.sentences,
            names,
            _with_denials(
                report,
                tokens.sentences,
                combined(tuple(_attribution(link, starts, ends, text) for link in links), layout_attributions(report)),
            ),
            self._marks(MENTION_TAGS, probabilities, words),
            with_told_figures(report, tokens.sentences, sure),
            self._marks(ROLE_TAGS, probabilities, words),
            tuple(mark for mark in marks if mark.score < self.event_weights.trigger),
            passed_over(words, probabilities[:, TAGS.index("trigger"), 0], tokens.sentences, events),
            self._marks(ANSWER_TAGS, probabilities, words, LEAST_DENIAL),
        )

    def annotate_many(self, reports: Iterable[Report]) -> Iterator[Annotation]:
        """Mark reports one after the other; each gets what it would get alone."""
        return map(self.annotate, reports)

    def _scores(self, tokens: Tokens, start: int, end: int) -> Scores:
        ids = np.concatenate([[CLS], tokens.ids[start:end], [SEP]]).astype(np.int64)
        outputs = self._run(ids, tokens.features[start:end])
        return Scores(
            outputs.tags.reshape(len(ids), len(TAGS), 3)[1:-1],
            outputs.codes[1:-1],
            outputs.left[1:-1],
            outputs.right[1:-1],
        )

    def _run(self, ids: Ints, own: Ints) -> Outputs:
        features = np.zeros((len(ids), own.shape[1]), dtype=np.int64)
        features[1:-1] = own
        begun = time.perf_counter()
        outputs = widened(self.encoder(ids, features))
        self.encoder_seconds += time.perf_counter() - begun
        return outputs

    def classify_pair(self, report: Report, actor: Iterable[Span], recipient: Iterable[Span]) -> dict[str, float]:
        """Say what one actor does to another in a short text: the probability of each event type.

        Only the first window of the text is read.
        """
        tokens = tokenize(self.tokenizer, report.text, report.blocks)
        for given, spans in ((1, actor), (2, recipient)):
            for span in spans:
                tokens.features[(tokens.ends > span.start) & (tokens.starts < span.end), -1] = given
        window = windows(tokens)[0]
        ids = np.concatenate([[CLS], tokens.ids[window.start : window.end], [SEP]]).astype(np.int64)
        own = tokens.features[window.start : window.end]
        return pair_label(self._run(ids, own).codes, np.concatenate([[0], own[:, -1], [0]]))

    def _marks(
        self, kinds: tuple[str, ...], probabilities: Floats, words: Words, least: float | None = None
    ) -> tuple[Mark, ...]:
        found: list[Mark] = []
        for kind in kinds:
            column = probabilities[:, TAGS.index(kind)]
            runs = tag_runs(column, self.options.entity_threshold) if least is None else tag_runs(column, least, least)
            for start, end, score in words.whole(runs, trim=kind in NAMES):
                found.append(Mark(kind, Span.of(words.text, start, end), round(score, 3)))  # type: ignore[arg-type]
        return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def all_relations(distance: Sequence[Sequence[float]], bias: Sequence[float]) -> Relations:
    """Take the relations of some weights; those that weights of an older layout lack hold between no two words."""
    lacking = len(RELATIONS) - len(bias)
    return Relations(
        np.array([*distance, *[[0.0] * len(distance[0])] * lacking], dtype=np.float32),
        np.array([*bias, *[-NEVER] * lacking], dtype=np.float32),
    )


def widened(outputs: Outputs) -> Outputs:
    """Add the tags and relations that weights of an older layout lack, of which theirs come first: no word has them."""
    n, width = outputs.tags.shape
    lacking = len(TAGS) - width // 3
    gap = np.zeros((n, len(RELATIONS) * RELATION_WIDTH - outputs.left.shape[1]), dtype=np.float32)
    if not lacking and not gap.shape[1]:
        return outputs
    outside = np.tile(np.array([NEVER, 0.0, 0.0], dtype=np.float32), (n, lacking))
    left, right = (np.concatenate([side, gap], axis=1) for side in (outputs.left, outputs.right))
    return Outputs(np.concatenate([outputs.tags, outside], axis=1), outputs.codes, left, right)


# Words that no name begins or ends with: a mark that does was cut in the wrong place.
NAMES = frozenset({"person", "organisation", "place", "nationality", "group", "role", "weapon"})
APOSTROPHES = ("’", "'")
HYPHENS = ("-", "‐", "‑")
EDGES = frozenset({"the", "a", "an", "of", "and", "or", "for", "in", "on", "at", "to", "by", "with", "from"})


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of a text start and end, and where its sentences end."""

    text: str
    starts: Ints
    ends: Ints
    sentence_ends: frozenset[int]

    def whole(self, runs: list[tuple[int, int, float]], *, trim: bool = True) -> list[tuple[int, int, float]]:
        """Turn runs of words into characters, with the edges where names have theirs.

        The stop of an abbreviation belongs to it, "N'" to "N'Djamena", and "Republic of" to the name that
        follows. With `trim`, an article or preposition at an edge is no part of the mark.
        """
        found: list[tuple[int, int, float]] = []
        joined = self._joined(runs)
        marked = {at for first, last, _ in joined for at in range(first, last + 1)}
        for first, last, score in joined:
            first, last = (self._unhyphened(edge, step, marked, names=trim) for edge, step in ((first, -1), (last, 1)))
            if all(self._word(at) in EDGES for at in range(first, last + 1)):
                continue
            while trim and self._word(first) in EDGES:
                first += 1
            while trim and self._word(last) in EDGES:
                last -= 1
            if trim:
                first = self._possessor(first)
            start, end = int(self.starts[first]), int(self.ends[last])
            if self.text[end : end + 1] == "." and end + 1 not in self.sentence_ends and self.text[end - 1].isalpha():
                end += 1
            found.append((start, end, score))
        return found

    def _unhyphened(self, edge: int, step: int, marked: set[int], *, names: bool) -> int:
        """Move an edge of a run out to that of the whole word: "Ansar al" is "Ansar al-Bari".

        Not where what is joined is a mark of its own, as in "the Kosovo-Serbia border", nor from a name to "-based".
        """
        while self._tied(edge, edge + step) and edge + step not in marked:
            beside, beyond = edge + step, edge + 2 * step
            if self._word(edge) in HYPHENS:
                edge = beside
            elif self._word(beside) in HYPHENS and self._tied(beside, beyond) and beyond not in marked:
                if names and not self._names(beyond):
                    break
                edge = beyond
            else:
                break
        return edge

    def _names(self, at: int) -> bool:
        """Say whether a word may be part of a name: "Bandoro", but not "based", nor the letters of "R-Ohio"."""
        word = self.text[self.starts[at] : self.ends[at]]
        return word[0].isupper() and not (len(word) < 3 and word.isupper())

    def _tied(self, one: int, other: int) -> bool:
        """Say whether two words stand side by side with nothing between them."""
        first, second = sorted((one, other))
        return first >= 0 and second < len(self.starts) and bool(self.ends[first] == self.starts[second])

    def _possessor(self, first: int) -> int:
        """Give where a name begins that was cut within a possessive: with "mayor" for "’s office"."""
        at = first + (self._word(first) in APOSTROPHES)
        if not 2 <= at < len(self.starts) or self._word(at) != "s" or self._word(at - 1) not in APOSTROPHES:
            return first
        # an apostrophe that stands apart from the word before opens a quotation
        return at - 2 if self.ends[at - 2] == self.starts[at - 1] else first

    def _word(self, at: int) -> str:
        return self.text[self.starts[at] : self.ends[at]].lower()

    def _joined(self, runs: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
        """Join runs that touch, and runs with only an "of" between them where the first has a capital."""
        joined: list[tuple[int, int, float]] = []
        for first, last, score in runs:
            if joined:
                start, end, before = joined[-1]
                touching = end + 1 == first and self.ends[end] == self.starts[first]
                bound = self._word(end) == "of" and end + 1 == first
                named = end + 2 == first and self._word(end + 1) == "of" and self.text[self.starts[end]].isupper()
                if touching or bound or (named and self.text[self.starts[first]].isupper()):
                    joined[-1] = (start, last, max(score, before))
                    continue
            joined.append((first, last, score))
        return joined


def one_kind_a_name(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Give a name of several words the same kind wherever it stands in a report: the one with most behind it."""
    weights: dict[str, dict[AnyKind, float]] = {}
    for mark in marks:
        if mark.kind in ("person", "organisation", "place") and " " in mark.span.quote:
            kinds = weights.setdefault(mark.span.quote, {})
            kinds[mark.kind] = kinds.get(mark.kind, 0.0) + mark.score
    best = {name: max(kinds, key=lambda k: (kinds[k], k)) for name, kinds in weights.items() if len(kinds) > 1}
    changed = (
        replace(m, kind=best[m.span.quote]) if m.kind in weights.get(m.span.quote, {}) and m.span.quote in best else m
        for m in marks
    )
    return tuple(dict.fromkeys(changed))


def _attribution(link: Link, starts: Ints, ends: Ints, text: str) -> Attribution:
    parts = [
        tuple(Span.of(text, int(starts[a]), int(ends[b])) for a, b in runs)
        for runs in (link.source, link.cue, link.content)
    ]
    return Attribution(parts[0], parts[1], parts[2], round(link.score, 3))


def _with_denials(
    report: Report, sentences: tuple[tuple[int, int], ...], found: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    more = plain_denials(report, sentences, found)
    return tuple(sorted((*found, *more), key=lambda a: (a.cue or a.content or a.source)[0])) if more else found


def passed_over(
    words: Words, outside: Floats, sentences: tuple[tuple[int, int], ...], events: list[FoundEvent]
) -> tuple[Mark, ...]:
    """Pick the likeliest trigger word of each sentence in which nothing came near to an event."""
    told = {int(words.starts[found.trigger[0]]) for found in events}
    marks: list[Mark] = []
    for start, end in sentences:
        first, last = np.searchsorted(words.starts, (start, end)).tolist()
        if first < last and not any(start <= at < end for at in told):
            best = first + int(outside[first:last].argmin())
            span = Span.of(words.text, int(words.starts[best]), int(words.ends[best]))
            marks.append(Mark("trigger", span, round(1 - float(outside[best]), 3)))
    return tuple(marks)


def _event(found: FoundEvent, words: Words, counted: Mapping[str, str]) -> EventMark:
    """Make a mark; a party that begins with a number is a figure too, where parties of such events are counted."""

    def span(first: int, last: int) -> Span:
        return Span.of(words.text, int(words.starts[first]), int(words.ends[last]))

    figures = [figure for figure in found.figures if not is_uncounted(span(*figure[1:3]).quote)]
    for role, a, b, score in found.roles:
        kind = counted.get(f"{found.label} {role}")
        if (
            kind
            and not any(a <= last and first <= b for _, first, last, _ in figures)
            and begins_with_number(span(a, b).quote)
        ):
            figures.append((kind, a, b, score))
    return EventMark(
        span(*found.trigger),
        found.type,
        found.mode,
        found.modality,  # type: ignore[arg-type]
        round(found.score, 3),
        tuple(RoleMark(role, span(a, b), round(score, 3)) for role, a, b, score in found.roles),  # type: ignore[arg-type]
        tuple(FigureMark(kind, span(a, b), round(score, 3)) for kind, a, b, score in figures),  # type: ignore[arg-type]
        tuple(DenialMark(span(a, b), round(score, 3)) for a, b, score in found.denials),
    )


def begins_with_number(quote: str) -> bool:
    """Say whether a phrase begins with how many: "at least 20 teachers"."""
    numbers = numbers_in_phrase(quote)
    return bool(numbers) and numbers[0].kind == "count" and numbers[0].start == 0


def load_reader(options: AnnotateOptions | None = None) -> Reader:
    """Load the reader model from the package or from the folder that the options name."""
    options = options or AnnotateOptions()
    folder = Path(options.weights) if options.weights else PACKAGED
    for name in FILES:
        if not (folder / name).is_file():
            raise TocsinError("annotate.no-weights", path=folder / name)
    meta = json.loads((folder / "reader.json").read_text("utf-8"))
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    return Reader(OnnxEncoder(folder / "reader.onnx", options.threads), tokenizer, meta, options)
