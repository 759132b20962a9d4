"""Turn the corpora and the project's own sentences into windows with labels.

Public corpora are read from the folder that `TOCSIN_CORPORA` names (default ../shared/corpora); nothing of
them is kept here. Documents are held back by a hash of their id (`held_back`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.annotate.event_decode import pair_weights
from tocsin.annotate.layout import (
    ANSWER_RELATIONS,
    ATTRIBUTION_TAGS,
    CODES,
    ENTITY_TAGS,
    EVENT_RELATIONS,
    GIVEN,
    MENTION_TAGS,
    TAGS,
)
from tocsin.annotate.tokens import Tokens, Window, tokenize, windows
from tocsin.records import Block
from tocsin.run.evaluate.attribution import plain_report
from tocsin.run.evaluate.entities import TYPES, outermost
from training.markup import Passage, read_file

CORPORA = Path(os.environ.get("TOCSIN_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
OWN = Path(__file__).parent / "data"
IGNORE = -100
Spans = list[tuple[int, int]]

# Kinds of GeoWebNews that are names of places, and those that leave open whether they are.
PLACE_KINDS = {None, "Literal", "Literal_Modifier", "Mixed", "Metonymic", "Coercion", "Embedded_Literal"}
UNSURE_KINDS = {"Non_Literal_Modifier", "Embedded_Non_Lit", "Demonym", "Language", "Homonym", "Non_Toponym"}


def held_back(doc_id: str, one_in: int) -> bool:
    """Say whether a document is held back from training: one in so many, by a hash of its id."""
    return hashlib.blake2b(doc_id.encode(), digest_size=4).digest()[0] % one_in == 0


def read_corpus(name: str) -> Iterator[dict[str, Any]]:
    """Read one gzipped JSON Lines file of the corpora."""
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


@dataclass
class Coded:
    """Pieces of text that carry a code: which of `CODES`, and the values that are right (any one of them)."""

    code: str
    spans: Spans
    values: tuple[str, ...]


@dataclass
class Labelled:
    """One text with labels: which tags are annotated in it, their spans, linked attributions and linked events.

    `events` link the trigger's spans to those of each role, and to the words that deny the event where those are
    annotated. `given` are the actors that a caller hands in, and
    `pair` the labels that are right for what the one does to the other.
    """

    text: str
    blocks: list[Block]
    known: set[str]
    spans: dict[str, Spans]
    unsure: dict[str, Spans] = field(default_factory=dict)
    attributions: list[dict[str, Spans]] = field(default_factory=list)
    events: list[dict[str, Spans]] = field(default_factory=list)
    coded: list[Coded] = field(default_factory=list)
    given: dict[str, Spans] = field(default_factory=dict)
    pair: tuple[str, ...] = ()


Links = list[tuple[int, dict[str, NDArray[np.int64]]]]


@dataclass
class Example:
    """One window ready for the model: pieces, features, tag labels, links and codes.

    `cues` and `triggers` pair a piece with the pieces linked to it; `codes` name which code, at which pieces,
    with which values (columns of the codes) being right. `pair` says the same of two given actors: the weight of
    each piece, and the labels that are right. `shared` keeps what the layers give that all tasks share.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    tags: NDArray[np.int8]
    cues: Links
    triggers: Links
    codes: list[tuple[str, NDArray[np.int64], list[int]]]
    pair: tuple[NDArray[np.float32], list[int]] | None = None
    shared: NDArray[np.float16] | None = None


def paragraphs(text: str) -> list[Block]:
    """Make blocks of a plain text's lines, just as evaluation does."""
    return list(plain_report(text).blocks)


def polnear(split: str, keep: Callable[[str], bool] = lambda _: True) -> Iterator[Labelled]:
    """Read PolNeAR articles with their attributions."""
    for record in read_corpus(f"attribution_{split}"):
        if not keep(record["doc_id"]):
            continue
        links = [{p: [tuple(s) for s in a[p]] for p in ATTRIBUTION_TAGS} for a in record["attributions"]]
        spans = {p: [s for a in links for s in a[p]] for p in ATTRIBUTION_TAGS}
        yield Labelled(record["text"], paragraphs(record["text"]), set(ATTRIBUTION_TAGS), spans, attributions=links)


def geo(keep: Callable[[str], bool] = lambda _: True) -> Iterator[Labelled]:
    """Read LGL and GeoWebNews documents, in which only place names are annotated."""
    for record in read_corpus("geo_train"):
        if keep(record["doc_id"]):
            marks = record["toponyms"]
            sure = [(m["start"], m["end"]) for m in marks if m["kind"] in PLACE_KINDS]
            unsure = [(m["start"], m["end"]) for m in marks if m["kind"] in UNSURE_KINDS]
            text = record["text"]
            yield Labelled(text, paragraphs(text), {"place"}, {"place": outermost(sure)}, {"place": unsure})


def re3d(keep: Callable[[str], bool] = lambda _: True) -> Iterator[Labelled]:
    """Read re3d documents: actor phrases and dates that the crowd confirmed."""
    for record in read_corpus("re3d_train"):
        if keep(record["doc_id"]):
            spans: dict[str, Spans] = {t: [] for t in MENTION_TAGS}
            for start, end, kind, confidence in record["entities"]:
                if confidence >= 0.5 and kind in TYPES:
                    spans[TYPES[kind]].append((start, end))
            text = record["text"]
            yield Labelled(text, paragraphs(text), set(MENTION_TAGS), {k: outermost(v) for k, v in spans.items()})


def own(*names: str) -> Iterator[Labelled]:
    """Read the project's own annotated passages, entities and attributions both."""
    for name in names:
        for passage in read_file(OWN / name):
            if not isinstance(passage, Passage):
                raise passage
            spans: dict[str, Spans] = {t: [] for t in (*ENTITY_TAGS, *ATTRIBUTION_TAGS)}
            for kind, start, end in passage.entities:
                spans[kind].append((start, end))
            links = [{p: getattr(a, p) for p in ATTRIBUTION_TAGS} for a in passage.attributions]
            for link in links:
                for part, pieces in link.items():
                    spans[part].extend(pieces)
            blocks = [Block(kind, start, end) for kind, start, end in passage.blocks]  # type: ignore[arg-type]
            flat = {k: outermost(v) for k, v in spans.items()}
            yield Labelled(passage.text, blocks, {*ENTITY_TAGS, *ATTRIBUTION_TAGS}, flat, attributions=links)


def pieces_in(tokens: Tokens, spans: Spans) -> NDArray[np.int64]:
    """List the pieces that share a character with one of the spans."""
    found = [
        np.arange(np.searchsorted(tokens.ends, s, side="right"), np.searchsorted(tokens.starts, e, side="left"))
        for s, e in spans
    ]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def tag_labels(tokens: Tokens, item: Labelled) -> NDArray[np.int8]:
    """Label every piece for every tag: 0 outside, 1 begins, 2 continues, IGNORE where not annotated."""
    labels = np.full((len(tokens.ids), len(TAGS)), IGNORE, dtype=np.int8)
    for column, tag in enumerate(TAGS):
        if tag not in item.known:
            continue
        labels[:, column] = 0
        labels[pieces_in(tokens, item.unsure.get(tag, [])), column] = IGNORE
        for span in item.spans.get(tag, []):
            inside = pieces_in(tokens, [span])
            if len(inside):
                labels[inside, column] = 2
                labels[inside[tokens.words[inside] == tokens.words[inside[0]]], column] = 1
    return labels


def examples(tokenizer: Any, item: Labelled, first: int = 0) -> Iterator[Example]:
    """Cut one labelled text into windows; links belong to the windows that hold the whole cue or trigger."""
    tokens = tokenize(tokenizer, item.text, item.blocks)
    for column, spans in item.given.items():
        tokens.features[pieces_in(tokens, spans), -1] = GIVEN.index(column)
    labels = tag_labels(tokens, item)
    cues = [{part: pieces_in(tokens, spans) for part, spans in a.items()} for a in item.attributions]
    events = [{part: pieces_in(tokens, spans) for part, spans in e.items()} for e in item.events]
    coded = [(c.code, pieces_in(tokens, c.spans), [CODES[c.code].index(v) for v in c.values]) for c in item.coded]
    for window in windows(tokens, first):
        yield _example(tokens, labels, (cues, events, coded), window, item.pair)


def _example(
    tokens: Tokens, labels: NDArray[np.int8], linked: tuple[Any, Any, Any], window: Window, pair: tuple[str, ...]
) -> Example:
    start, end = window.start, window.end
    n = end - start
    ids = np.concatenate([[101], tokens.ids[start:end], [102]])
    features = np.zeros((n + 2, tokens.features.shape[1]), dtype=np.int64)
    features[1:-1] = tokens.features[start:end]
    tags = np.full((n + 2, len(TAGS)), IGNORE, dtype=np.int8)
    tags[1:-1] = labels[start:end]
    cues: Links = []
    for one, inside in _inside(linked[0], "cue", start, end):
        inside |= {f"{part}-begins": _edges(inside[part], -1) for part in ("source", "content")}
        inside |= {f"{part}-ends": _edges(inside[part], 1) for part in ("source", "content")}
        cues += [(piece, inside) for piece in one]
    triggers: Links = []
    for one, inside in _inside(linked[1], "trigger", start, end):
        roles = {role: inside[role] for role in (*EVENT_RELATIONS, *ANSWER_RELATIONS) if role in inside}
        triggers += [(piece, roles) for piece in one]
    codes = []
    for code, pieces, values in linked[2]:
        here = pieces[(pieces >= start) & (pieces < end)] - start + 1
        if len(here):
            codes.append((code, here, values))
    values = [CODES["label"].index(v) for v in pair]
    return Example(
        ids, features, tags, cues, triggers, codes, (pair_weights(features[:, -1]), values) if pair else None
    )


def _inside(
    linked: list[dict[str, NDArray[np.int64]]], head: str, start: int, end: int
) -> Iterator[tuple[list[int], dict[str, NDArray[np.int64]]]]:
    """Give the links whose head lies wholly in a window, in pieces of the window: the head, and all parts."""
    for one in linked:
        at = one[head]
        if len(at) and at.min() >= start and at.max() < end:
            inside = {part: p[(p >= start) & (p < end)] - start + 1 for part, p in one.items()}
            yield inside[head].tolist(), inside


def _edges(pieces: NDArray[np.int64], side: int) -> NDArray[np.int64]:
    """Keep the pieces at the left (-1) or right (1) edge of each run."""
    here = set(pieces.tolist())
    return np.array([p for p in pieces.tolist() if p + side not in here], dtype=np.int64)
