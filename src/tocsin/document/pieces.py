"""A report in the making: tidy pieces of text, each of a kind, before they are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.language.sentences import split_sentences
from tocsin.records import BlockKind

# characters without width: joiners, marks of direction, soft hyphens, stray byte-order marks
_NO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_NO_LETTER = re.compile(r"[\W_]+")
_CLOSERS = "\"'”’»›)]}*_"
_STOPS = ".!?…:;,。！？؟।။።"
_SENTENCE_STOPS = frozenset(".!?…。！？؟।။።")
# scripts that put no spaces between words make one long run of letters of a sentence; three letters count as a word
_LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """One block to be: its text, its kind, and whether all of it is a link."""

    kind: BlockKind
    text: str
    link: bool = False


def tidy(text: str) -> str:
    """Bring white space to single spaces and drop what has no width; every other character stays."""
    return _SPACES.sub(" ", _NO_CHARACTER.sub(" ", _NO_WIDTH.sub("", text))).strip()


def words_in(text: str) -> list[str]:
    """List the words of a piece."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """Count the words of a piece, in scripts without spaces about."""
    return sum(1 if len(word) <= _LONGEST_WORD else len(word) // 3 for word in words_in(text))


def ends_sentence(text: str) -> bool:
    """Say whether a piece ends like a sentence."""
    return final_stop(text) in _SENTENCE_STOPS


def final_stop(text: str) -> str:
    """Give the punctuation that ends a piece, seen through closing quotation marks and brackets; "" for none."""
    bare = text.rstrip().rstrip(_CLOSERS).rstrip()
    return bare[-1] if bare and bare[-1] in _STOPS else ""


def is_sentence(text: str) -> bool:
    """Say whether a piece ends like a sentence, or holds the end of one."""
    return ends_sentence(text) or len(split_sentences(text)) > 1


def same_words(text: str) -> str:
    """Reduce a piece to its letters and digits, to compare it with another."""
    return _NO_LETTER.sub("", text).casefold()
