"""Text to what the encoder takes in: word pieces with offsets, surface features, and windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tocsin.annotate.layout import CASES, KINDS, OVERLAP, QUOTES, WINDOW
from tocsin.language.quotations import find_quotations
from tocsin.language.sentences import split_sentences
from tocsin.records import Block

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

OPENS = QUOTES.index("opens")
CLOSES = QUOTES.index("closes")
CASE_OF = {name: i for i, name in enumerate(CASES)}


@dataclass(frozen=True, slots=True)
class Tokens:
    """One text as word pieces.

    `ids`, `starts`, `ends` and `words` have one value a piece: vocabulary index, character offsets, and the
    running number of the word that the piece belongs to. `features` is (pieces, 5): case, quote, position, kind,
    and which of two actors the caller gives (none unless set). `sentences` are character offsets; `sentence_starts`
    the pieces that begin them.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    words: Ints
    features: Ints
    sentences: tuple[tuple[int, int], ...]
    sentence_starts: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `end` of a text, read in one pass; the pieces `own_start` to `own_end` count."""

    start: int
    end: int
    own_start: int
    own_end: int


def load_tokenizer(path: Path) -> Tokenizer:
    """Load the tokenizer without its truncation and padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str, blocks: Sequence[Block]) -> Tokens:
    """Cut a text into pieces with features; what lies outside the blocks is left out."""
    encodings = tokenizer.encode_batch([text[b.start : b.end] for b in blocks], add_special_tokens=False)
    ids: list[int] = []
    offsets = [np.zeros((0, 2), dtype=np.int64)]
    words: list[int] = []
    kinds: list[int] = []
    first_piece: list[int] = []
    word = 0
    for block, encoding in zip(blocks, encodings, strict=True):
        first_piece.append(len(ids))
        ids.extend(encoding.ids)
        if len(encoding.ids):
            offsets.append(np.array(encoding.offsets, dtype=np.int64) + block.start)
        own = [w if w is not None else 0 for w in encoding.word_ids]
        words.extend(word + w for w in own)
        kinds.extend([KINDS.index(block.kind)] * len(own))
        word += (own[-1] + 1) if own else 0
    starts, ends = np.concatenate(offsets).T.copy()
    word_ids = np.array(words, dtype=np.int64)
    sentences = tuple(s for b in blocks for s in split_sentences(text, b.start, b.end))
    sentence_starts = np.unique(np.searchsorted(starts, np.array([s for s, _ in sentences], dtype=np.int64)))
    sentence_starts = sentence_starts[sentence_starts < len(starts)]
    position = np.zeros(len(starts), dtype=np.int64)
    position[sentence_starts] = 1
    position[[p for p in first_piece if p < len(starts)]] = 2
    features = np.stack(
        [
            _cases(text, starts, ends, word_ids),
            _quotes(text, blocks)[starts] if len(starts) else np.zeros(0, dtype=np.int64),
            position,
            np.array(kinds, dtype=np.int64),
            np.zeros(len(starts), dtype=np.int64),
        ],
        axis=1,
    )
    return Tokens(np.array(ids, dtype=np.int64), starts, ends, word_ids, features, sentences, sentence_starts)


def _cases(text: str, starts: Ints, ends: Ints, words: Ints) -> Ints:
    """Name the letter case of the whole word that each piece belongs to."""
    values = np.zeros(len(starts), dtype=np.int64)
    if not len(starts):
        return values
    edges = np.flatnonzero(np.diff(words)) + 1
    begins = [0, *edges.tolist()]
    for first, last in zip(begins, [*begins[1:], len(words)], strict=True):
        values[first:last] = CASE_OF[_case(text[starts[first] : ends[last - 1]])]
    return values


def _case(word: str) -> str:
    if word.islower():
        return "lower"
    if word[:1].isdigit():
        return "digit"
    if len(word) > 1 and word.isupper():
        return "upper"
    if word[:1].isupper():
        return "capitalised" if word[1:].islower() or len(word) == 1 else "mixed"
    return "mixed" if any(c.isupper() for c in word) else "other"


def _quotes(text: str, blocks: Sequence[Block]) -> Ints:
    """Say for every character whether it stands in a quotation, and mark those that open and close one."""
    state = np.zeros(len(text) + 1, dtype=np.int64)
    for block in blocks:
        for quotation in find_quotations(text, block.start, block.end):
            inside = 3 if quotation.level else (2 if quotation.style == "single" else 1)
            state[quotation.start : quotation.end] = inside
            state[quotation.start] = OPENS
            if quotation.closed:
                state[quotation.end - 1] = CLOSES
    return state


def windows(tokens: Tokens, first: int = 0) -> list[Window]:
    """Cut a text into windows that begin at sentences and overlap; every piece is owned by exactly one.

    `first` moves the first cut to that piece (training uses it to see other cuts each time).
    """
    n, room = len(tokens.ids), WINDOW - 2
    cuts: list[tuple[int, int]] = []
    start = 0
    while start < n:
        end = min(n, start + (room if start or not first else first))
        if end < n:
            end = _sentence_before(tokens, end, (start + end + 1) // 2)
        cuts.append((start, end))
        if end >= n:
            break
        start = max(start + 1, _sentence_before(tokens, end - OVERLAP, max(start + 1, end - OVERLAP - OVERLAP // 2)))
    owned = [0, *((cuts[i + 1][0] + cuts[i][1]) // 2 for i in range(len(cuts) - 1)), n]
    return [Window(s, e, owned[i], owned[i + 1]) for i, (s, e) in enumerate(cuts)]


def _sentence_before(tokens: Tokens, piece: int, at_least: int) -> int:
    """Find the last sentence start at or before a piece, or the piece itself if that lies too far back."""
    at = int(np.searchsorted(tokens.sentence_starts, piece, side="right")) - 1
    found = int(tokens.sentence_starts[at]) if at >= 0 else 0
    return found if found >= at_least else max(piece, at_least)
