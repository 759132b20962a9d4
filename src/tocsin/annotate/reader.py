"""The reader: runs the encoder over a report and turns its scores into an `Annotation`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

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
from tocsin.annotate.layout import ENTITY_TAGS, MENTION_TAGS, TAGS
from tocsin.annotate.options import AnnotateOptions
from tocsin.annotate.tokens import Ints, Tokens, load_tokenizer, tokenize, windows
from tocsin.annotate.typographic import combined, layout_attributions
from tocsin.errors import TocsinError
from tocsin.records import Annotation, Attribution, Mark, MarkKind, MentionKind, Report, Span

PACKAGED = Path(__file__).parent / "weights"
FILES = ("reader.onnx", "tokenizer.json", "reader.json")
CLS, SEP = 101, 102


class Encoder(Protocol):
    """Whatever runs the network over one window."""

    def __call__(self, ids: Ints, features: Ints) -> tuple[Floats, Floats, Floats]:
        """Map (pieces,) ids and (pieces, 4) features to tag logits and the two sides of the relations."""
        ...


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
        # Fused, this one takes five times as long on a CPU as its parts.
        slow = ["SkipLayerNormFusion"]
        self.session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=slow
        )

    def __call__(self, ids: Ints, features: Ints) -> tuple[Floats, Floats, Floats]:
        """Run one window."""
        outputs = self.session.run(["tags", "left", "right"], {"ids": ids[None], "features": features[None]})
        return outputs[0][0], outputs[1][0], outputs[2][0]


class Reader:
    """The reader model, loaded. `encoder_seconds` adds up the time spent in the network."""

    def __init__(self, encoder: Encoder, tokenizer: Any, meta: dict[str, Any], options: AnnotateOptions) -> None:
        self.encoder = encoder
        self.tokenizer = tokenizer
        self.model = str(meta["name"])
        self.version = str(meta["version"])
        self.options = options
        self.relations = Relations(
            np.array(meta["distance"], dtype=np.float32), np.array(meta["bias"], dtype=np.float32)
        )
        self.weights = Weights(**meta["decode"])
        self.encoder_seconds = 0.0

    def annotate(self, report: Report) -> Annotation:
        """Mark one report."""
        tokens = tokenize(self.tokenizer, report.text, report.blocks)
        if not len(tokens.ids):
            return Annotation(report.id, self.model, self.version, tokens.sentences, (), ())
        tags = np.zeros((len(tokens.ids), len(TAGS), 3), dtype=np.float32)
        links: list[Link] = []
        for window in windows(tokens):
            scores = self._scores(tokens, window.start, window.end)
            own = slice(window.own_start, window.own_end)
            tags[own] = scores.tags[window.own_start - window.start : window.own_end - window.start]
            links += links_of(
                tokens, scores, window.start, (window.own_start, window.own_end), self.relations, self.weights
            )
        first, last = word_edges(tokens.words)
        probabilities = softmax(word_means(tags, first, last))
        starts, ends = tokens.starts[first], tokens.ends[last - 1]
        text = report.text
        words = Words(text, starts, ends, frozenset(end for _, end in tokens.sentences))
        return Annotation(
            report.id,
            self.model,
            self.version,
            tokens.sentences,
            one_kind_a_name(self._marks(ENTITY_TAGS, probabilities, words)),
            combined(tuple(_attribution(link, starts, ends, text) for link in links), layout_attributions(report)),
            self._marks(MENTION_TAGS, probabilities, words),
        )

    def annotate_many(self, reports: Iterable[Report]) -> Iterator[Annotation]:
        """Mark reports one after the other; each gets what it would get alone."""
        return map(self.annotate, reports)

    def _scores(self, tokens: Tokens, start: int, end: int) -> Scores:
        ids = np.concatenate([[CLS], tokens.ids[start:end], [SEP]]).astype(np.int64)
        features = np.zeros((len(ids), 4), dtype=np.int64)
        features[1:-1] = tokens.features[start:end]
        begun = time.perf_counter()
        tags, left, right = self.encoder(ids, features)
        self.encoder_seconds += time.perf_counter() - begun
        return Scores(tags.reshape(len(ids), len(TAGS), 3)[1:-1], left[1:-1], right[1:-1])

    def _marks(self, kinds: tuple[str, ...], probabilities: Floats, words: Words) -> tuple[Mark, ...]:
        found: list[Mark] = []
        for kind in kinds:
            runs = tag_runs(probabilities[:, TAGS.index(kind)], self.options.entity_threshold)
            for start, end, score in words.whole(runs, trim=kind in NAMES):
                found.append(Mark(kind, Span.of(words.text, start, end), round(score, 3)))  # type: ignore[arg-type]
        return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind)))


# Words that no name begins or ends with: a mark that does was cut in the wrong place.
NAMES = frozenset({"person", "organisation", "place", "nationality", "group", "role", "weapon"})
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
        for first, last, score in self._joined(runs):
            if all(self._word(at) in EDGES for at in range(first, last + 1)):
                continue
            while trim and self._word(first) in EDGES:
                first += 1
            while trim and self._word(last) in EDGES:
                last -= 1
            start, end = int(self.starts[first]), int(self.ends[last])
            if self.text[end : end + 1] == "." and end + 1 not in self.sentence_ends and self.text[end - 1].isalpha():
                end += 1
            found.append((start, end, score))
        return found

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
    weights: dict[str, dict[MarkKind | MentionKind, float]] = {}
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
