"""Read the inline markup of events in `training/data/events_*.txt` (see EVENTS.md) and check it.

python -m training.event_markup training/data/events_*.txt
python -m training.event_markup --jsonl OUT FILE...        the form that `tocsin evaluate frames` reads
python -m training.event_markup --repeats 40 FILE...     the 4-word sequences that come back most often
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tocsin.annotate.event_decode import label_of
from tocsin.annotate.layout import FIGURES as COUNTS
from tocsin.annotate.layout import MODALITIES
from tocsin.records.codebook import plover
from training.markup import LINE_KINDS, MarkupError, passages_in

ROLES = {"A": "actor", "R": "recipient", "P": "place", "T": "time"}
SPANS = ROLES | {"D": "denial"}
OPENING = re.compile(r"\[([A-Z]\d+[^\s+\[\]]*(?:\+[A-Z]\d+[^\s+\[\]]*)*) ")
LABEL = re.compile(r"([EARPTKD])(\d+)(?:=([A-Za-z]+)(?:\.([a-z-]+))?)?(?:~([a-z]+))?\Z")
MASKED = re.compile(r"\b(?:[A-ZÀ-Þ][\w’'-]*)(?:[\s-]+(?:[A-ZÀ-Þ][\w’'-]*))*|\b\d[\d.,]*\w*")
WORDS = tomllib.loads(Path(__file__).with_name("masking.toml").read_text("utf-8"))
NUMBER_WORDS, FUNCTION_WORDS = frozenset(WORDS["numbers"]), frozenset(WORDS["function_words"])
Span = tuple[int, int]


@dataclass
class MarkedEvent:
    """One annotated event: what it is, its triggers, roles, figures (kind, start, end) and the words that deny it."""

    type: str = ""
    mode: str = ""
    modality: str = "happened"
    triggers: list[Span] = field(default_factory=list)
    actor: list[Span] = field(default_factory=list)
    recipient: list[Span] = field(default_factory=list)
    place: list[Span] = field(default_factory=list)
    time: list[Span] = field(default_factory=list)
    counts: list[tuple[str, int, int]] = field(default_factory=list)
    denial: list[Span] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The type and, where there is one, the mode."""
        return label_of(self.type, self.mode)


@dataclass
class EventPassage:
    """One passage: text, blocks (kind, start, end) and its events."""

    file: str
    line: int
    text: str
    blocks: list[tuple[str, int, int]]
    events: list[MarkedEvent]


@cache
def modes() -> dict[str, frozenset[str]]:
    """Read which modes each type of the codebook has."""
    return {one.name: frozenset(mode.name for mode in one.modes) for one in plover().types}


def _label(label: str, span: Span, events: dict[str, MarkedEvent]) -> None:
    """Add what one label says of a span."""
    match = LABEL.match(label)
    if not match:
        raise MarkupError(f"label not understood: {label!r}")
    letter, number, value, mode, modality = match.groups()
    event = events.setdefault(number, MarkedEvent())
    if letter == "E":
        if value:
            if event.type:
                raise MarkupError(f"event {number} has its type twice")
            if value not in modes():
                raise MarkupError(f"no such type: {value!r} in {label!r}")
            if mode and mode not in modes()[value]:
                raise MarkupError(f"{value} has no mode {mode!r}; it has {', '.join(sorted(modes()[value])) or 'none'}")
            if modality and modality not in MODALITIES:
                raise MarkupError(f"no such modality: {modality!r} in {label!r}")
            event.type, event.mode, event.modality = value, mode or "", modality or "happened"
        elif modality or mode:
            raise MarkupError(f"a mode or modality without a type: {label!r}")
        event.triggers.append(span)
    elif letter == "K":
        if value not in COUNTS or mode or modality:
            raise MarkupError(f"a figure needs a kind ({', '.join(COUNTS)}), not {label!r}")
        event.counts.append((str(value), *span))
    elif value or mode or modality:
        raise MarkupError(f"a role has no value: {label!r}")
    else:
        getattr(event, SPANS[letter]).append(span)


def _parse_line(raw: str, base: int, events: dict[str, MarkedEvent]) -> str:
    out = ""
    stack: list[tuple[str, int]] = []
    at = 0
    while at < len(raw):
        if raw[at] == "\\" and raw[at + 1 : at + 2] in ("[", "]"):
            out += raw[at + 1]
            at += 2
        elif raw[at] == "[":
            match = OPENING.match(raw, at)
            if not match:
                raise MarkupError(f"bracket without a label: {raw[at : at + 30]!r}")
            stack.append((match[1], len(out)))
            at = match.end()
        elif raw[at] == "]":
            if not stack:
                raise MarkupError(f"closing bracket too many before {raw[at : at + 30]!r}")
            labels, begin = stack.pop()
            if not out[begin:].strip() or out[begin:] != out[begin:].strip():
                raise MarkupError(f"mark {labels} is empty or has space at its edge: {out[begin:]!r}")
            for label in labels.split("+"):
                _label(label, (base + begin, base + len(out)), events)
            at += 1
        else:
            out += raw[at]
            at += 1
    if stack:
        raise MarkupError(f"mark {stack[-1][0]} is not closed")
    return out


def parse_passage(lines: list[str], file: str = "", line: int = 0) -> EventPassage:
    """Parse the lines of one passage; paragraphs are joined by a blank line."""
    text = ""
    blocks: list[tuple[str, int, int]] = []
    events: dict[str, MarkedEvent] = {}
    for raw in lines:
        kind = "paragraph"
        for prefix, name in LINE_KINDS:
            if raw.startswith(prefix):
                kind, raw = name, raw[len(prefix) :]
                break
        text += "\n\n" if text else ""
        start = len(text)
        text += _parse_line(raw.strip(), start, events)
        blocks.append((kind, start, len(text)))
    for number, event in events.items():
        if not event.triggers or not event.type:
            raise MarkupError(f"event {number} has no trigger with a type")
        for start, end in event.triggers:
            if len(text[start:end].split()) > 5:
                raise MarkupError(f"trigger of more than five words: {text[start:end]!r}")
    return EventPassage(file, line, text, blocks, [events[n] for n in sorted(events, key=int)])


def read_file(path: Path) -> Iterator[EventPassage | MarkupError]:
    """Read all passages of one file; a faulty one comes as the error that it raised."""
    return passages_in(path, parse_passage)


def masked_words(sentence: str) -> list[str]:
    """List the words of a sentence in lower case, names as NAME and numbers as NUMBER."""
    first = re.match(r"\W*(\w+)", sentence)
    begins = first.start(1) if first else 0
    text = sentence[:begins] + sentence[begins : begins + 1].lower() + sentence[begins + 1 :]
    text = MASKED.sub(lambda m: "NUMBER" if m[0][0].isdigit() else "NAME", text)
    return ["NUMBER" if w.lower() in NUMBER_WORDS else w for w in re.findall(r"\w+", text)]


def sentences_of(passage: EventPassage) -> list[str]:
    """Cut a passage into sentences, roughly, for counting."""
    return [
        s
        for _, start, end in passage.blocks
        for s in re.split(r"(?<=[.!?”’])\s+(?=[“‘A-ZÀ-Þ\d])", passage.text[start:end])
        if s.strip()
    ]


def repeats(passages: Iterable[EventPassage], content: int = 2) -> tuple[float, Counter[tuple[str, ...]], Counter[str]]:
    """Measure repetition: share of 4-word sequences that came before, the sequences, and repeated sentences.

    Names and numbers are masked first, so that a template filled twice counts as a repeat; sequences with fewer than
    `content` words of content ("the mayor of NAME" has one) are left out of account.
    """
    grams: Counter[tuple[str, ...]] = Counter()
    whole: Counter[str] = Counter()
    for passage in passages:
        for sentence in sentences_of(passage):
            words = masked_words(sentence)
            fours = zip(words, words[1:], words[2:], words[3:], strict=False)
            grams.update(four for four in fours if sum(word not in FUNCTION_WORDS for word in four) >= content)
            if len(words) >= 5:
                whole[" ".join(words)] += 1
    total = sum(grams.values())
    return (sum(n - 1 for n in grams.values()) / total if total else 0.0), grams, whole


def frames_of(passages: Iterable[EventPassage]) -> list[dict[str, Any]]:
    """Bring passages to the form that `tocsin evaluate frames` reads."""
    return [{"text": p.text, "blocks": p.blocks, "events": [asdict(e) for e in p.events]} for p in passages]


def write_frames(passages: Iterable[EventPassage], out: Path) -> None:
    """Write passages as JSON lines in that form."""
    with out.open("w", encoding="utf-8") as file:
        for row in frames_of(passages):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _print_counts(passages: list[EventPassage], errors: int) -> None:
    events = [e for p in passages for e in p.events]
    sentences = sum(len(sentences_of(p)) for p in passages)
    without = sum(not p.events for p in passages)
    print(
        f"{len(passages)} passages ({without} without events), {sentences} sentences,"
        f" {sum(len(p.text.split()) for p in passages)} words, {len(events)} events, {errors} faulty"
    )
    kinds = Counter(e.label for e in events)
    for name, own in modes().items():
        every = [name, *(f"{name}.{m}" for m in sorted(own))]
        print(f"  {sum(kinds[k] for k in every):5} " + "  ".join(f"{k} {kinds[k]}" for k in every))
    print("  modality: " + ", ".join(f"{k} {v}" for k, v in Counter(e.modality for e in events).most_common()))
    print("  roles: " + ", ".join(f"{r} {sum(len(getattr(e, r)) for e in events)}" for r in SPANS.values()))
    figures = Counter(c[0] for e in events for c in e.counts)
    print("  counts: " + ", ".join(f"{k} {v}" for k, v in figures.most_common()))


def main(arguments: list[str]) -> int:
    """Check files, print counts, and return 1 where a passage is faulty."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--jsonl", type=Path, metavar="OUT", help="write the form that `evaluate frames` reads")
    parser.add_argument("--repeats", type=int, default=0, metavar="N", help="show the N commonest repeats")
    args = parser.parse_args(arguments)
    passages: list[EventPassage] = []
    errors = 0
    for path in args.files:
        for item in read_file(path):
            if isinstance(item, MarkupError):
                print(item)
                errors += 1
            else:
                passages.append(item)
    if args.jsonl:
        write_frames(passages, args.jsonl)
    _print_counts(passages, errors)
    share, grams, whole = repeats(passages)
    again = [s for s, n in whole.items() if n > 1]
    every = repeats(passages, 0)[0]
    print(
        f"  repeated 4-word sequences, names and numbers masked: {share:.1%} of those with two words of content,"
        f" {every:.1%} of all; repeated sentences: {len(again)}"
    )
    for gram, n in grams.most_common(args.repeats):
        print(f"    {n:4} {' '.join(gram)}")
    for sentence in again[: args.repeats]:
        print(f"    again: {sentence}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
