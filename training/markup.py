"""Read the inline markup of `training/data/` (see GUIDELINES.md) and check it.

python -m training.markup training/data/*.txt
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from tocsin.records import Block, Report, content_id

ENTITIES = {
    "PER": "person",
    "ROLE": "role",
    "ORG": "organisation",
    "LOC": "place",
    "NAT": "nationality",
    "GRP": "group",
    "WPN": "weapon",
    "DATE": "date",
    "NUM": "number",
}
STANCES = ("asserts", "denies", "accuses", "demands", "threatens", "supports", "promises", "doubts")
LINE_KINDS = (("!! ", "subhead"), ("! ", "headline"), ("~ ", "caption"))
OPENING = re.compile(r"\[([A-Z]+)(\d*)(?:=([a-z]+))? ")
PARTS = {"S": "source", "C": "cue", "Q": "content", "V": "via"}


Parsed = TypeVar("Parsed")


class Written(Protocol):
    """A passage of either markup, as far as its text goes."""

    file: str
    text: str
    blocks: list[tuple[str, int, int]]


def report_of(passage: Written) -> Report:
    """Make a report of a passage."""
    blocks = tuple(Block(kind, start, end) for kind, start, end in passage.blocks)  # type: ignore[arg-type]
    return Report(content_id("rep", passage.text), passage.file, passage.text, blocks)


class MarkupError(ValueError):
    """A passage that does not follow the guidelines."""


@dataclass
class Attributed:
    """One annotated attribution; each part is a list of (start, end) in the passage's text."""

    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    via: list[tuple[int, int]] = field(default_factory=list)
    stance: str = "asserts"


@dataclass
class Passage:
    """One passage: text, blocks (kind, start, end), entities (kind, start, end) and attributions."""

    file: str
    line: int
    text: str
    blocks: list[tuple[str, int, int]]
    entities: list[tuple[str, int, int]]
    attributions: list[Attributed]


def _parse_line(raw: str, base: int, entities: list[tuple[str, int, int]], found: dict[str, Attributed]) -> str:
    """Strip the marks from one line; offsets are counted from `base`."""
    out: list[str] = []
    length = 0
    stack: list[tuple[str, str, str, int]] = []
    i = 0
    while i < len(raw):
        if raw[i] == "\\" and i + 1 < len(raw) and raw[i + 1] in "[]":
            out.append(raw[i + 1])
            length += 1
            i += 2
        elif raw[i] == "[":
            match = OPENING.match(raw, i)
            if not match:
                raise MarkupError(f"bracket without a kind: {raw[i : i + 30]!r}")
            kind, number, stance = match.group(1), match.group(2), match.group(3) or ""
            if (kind in ENTITIES) == bool(number) or not (kind in ENTITIES or kind in PARTS):
                raise MarkupError(f"unknown mark {kind}{number}")
            if stance and (kind != "C" or stance not in STANCES):
                raise MarkupError(f"unknown stance {stance} on {kind}{number}")
            stack.append((kind, number, stance, length))
            i = match.end()
        elif raw[i] == "]":
            if not stack:
                raise MarkupError(f"closing bracket too many before {raw[i : i + 30]!r}")
            kind, number, stance, begin = stack.pop()
            piece = "".join(out)[begin:]
            if not piece.strip() or piece != piece.strip():
                raise MarkupError(f"mark {kind}{number} is empty or has space at its edge: {piece!r}")
            if kind in ENTITIES:
                entities.append((ENTITIES[kind], base + begin, base + length))
            else:
                one = found.setdefault(number, Attributed())
                getattr(one, PARTS[kind]).append((base + begin, base + length))
                if stance:
                    one.stance = stance
            i += 1
        else:
            out.append(raw[i])
            length += 1
            i += 1
    if stack:
        raise MarkupError(f"mark {stack[-1][0]}{stack[-1][1]} is not closed")
    return "".join(out)


def parse_passage(lines: list[str], file: str = "", line: int = 0) -> Passage:
    """Parse the lines of one passage; paragraphs are joined by a blank line."""
    text = ""
    blocks: list[tuple[str, int, int]] = []
    entities: list[tuple[str, int, int]] = []
    found: dict[str, Attributed] = {}
    for raw in lines:
        kind = "paragraph"
        for prefix, name in LINE_KINDS:
            if raw.startswith(prefix):
                kind, raw = name, raw[len(prefix) :]
                break
        if text:
            text += "\n\n"
        start = len(text)
        text += _parse_line(raw.strip(), start, entities, found)
        blocks.append((kind, start, len(text)))
    for number, one in found.items():
        if not one.content:
            raise MarkupError(f"attribution {number} has no content")
        if not one.cue and not one.source:
            raise MarkupError(f"attribution {number} has neither cue nor source")
        for part in (one.source, one.cue, one.content, one.via):
            part.sort()
    return Passage(file, line, text, blocks, sorted(entities, key=lambda e: (e[1], -e[2])), list(found.values()))


def read_file(path: Path) -> Iterator[Passage | MarkupError]:
    """Read all passages of one file; a faulty one comes as the error that it raised."""
    return passages_in(path, parse_passage)


def passages_in(path: Path, parse: Callable[[list[str], str, int], Parsed]) -> Iterator[Parsed | MarkupError]:
    """Cut a file at its blank lines and parse each passage; a faulty one comes as the error that it raised."""
    lines: list[str] = []
    first = 0
    for number, raw in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        if raw.startswith("#"):
            continue
        if raw.strip():
            first = first if lines else number
            lines.append(raw)
        elif lines:
            try:
                yield parse(lines, path.name, first)
            except MarkupError as error:
                yield MarkupError(f"{path}:{first}: {error}")
            lines = []


def repeats(passages: list[Passage]) -> tuple[float, int]:
    """Measure repetition: the share of repeated 4-word sequences and the number of repeated sentences.

    Names and numbers are masked first, so that a template filled twice counts as a repeat.
    """
    grams: Counter[tuple[str, ...]] = Counter()
    sentences: Counter[str] = Counter()
    for passage in passages:
        masked = list(passage.text)
        for kind, start, end in passage.entities:
            if kind in ("person", "place", "number", "date", "nationality"):
                masked[start:end] = [kind[0].upper()] + [""] * (end - start - 1)
        text = "".join(masked)
        for sentence in re.split(r"(?<=[.!?”’])\s+", text):
            words = re.findall(r"\w+", sentence)
            if len(words) >= 5:
                sentences[" ".join(words).lower()] += 1
            lowered = [w.lower() for w in words]
            grams.update(zip(lowered, lowered[1:], lowered[2:], lowered[3:], strict=False))
    total = sum(grams.values())
    again = sum(n - 1 for n in grams.values())
    return (again / total if total else 0.0), sum(n - 1 for n in sentences.values())


def main(paths: list[str]) -> int:
    """Check files, print counts, and return 1 where a passage is faulty."""
    passages: list[Passage] = []
    errors = 0
    for name in paths:
        for item in read_file(Path(name)):
            if isinstance(item, MarkupError):
                print(item)
                errors += 1
            else:
                passages.append(item)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        counts["entities"].update(kind for kind, _, _ in passage.entities)
        counts["stances"].update(a.stance for a in passage.attributions)
        counts["attributions"].update(
            "+".join(p for p in ("source", "cue", "content", "via") if getattr(a, p)) for a in passage.attributions
        )
    words = sum(len(p.text.split()) for p in passages)
    print(f"{len(passages)} passages, {words} words, {errors} faulty")
    for name, counter in counts.items():
        print(f"  {name}: " + ", ".join(f"{k} {v}" for k, v in counter.most_common()))
    share, same = repeats(passages)
    print(f"  repeated 4-word sequences (names and numbers masked): {share:.1%}; repeated sentences: {same}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
