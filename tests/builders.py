"""Records made by hand, so that tests need no model, no network and no page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from tocsin.records import (
    Actor,
    ActorKind,
    Annotation,
    Attribution,
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Published,
    Report,
    Resolution,
    Span,
    Statement,
    content_id,
)

SENTENCE_END = re.compile(r"(?<=[.!?])[’”'\"]?\s+(?=[‘“'\"A-Z])")
LINE_KINDS: tuple[tuple[str, BlockKind], ...] = (("!! ", "subhead"), ("! ", "headline"), ("~ ", "caption"))
ENTITIES: dict[str, MarkKind] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "NAT": "nationality",
    "GRP": "group",
    "ROLE": "role",
    "WPN": "weapon",
    "DATE": "date",
    "NUM": "number",
}
TOKEN = re.compile(r"\\(?P<plain>[\[\]])|\[(?P<kind>[A-Z]+)(?P<number>\d*)(?:=[a-z]+)? |(?P<close>\])")
Found = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Marked:
    """A passage in the markup of training/GUIDELINES.md, as the records that the stages read."""

    report: Report
    annotation: Annotation
    found: Found


def report_of(*paragraphs: str, published: str | None = None) -> Report:
    """Make a report of plain paragraphs; "! " opens a headline, "!! " a subhead, "~ " a caption."""
    return marked("\n".join(p.replace("[", "\\[").replace("]", "\\]") for p in paragraphs), published).report


def marked(text: str, published: str | None = None) -> Marked:
    """Read one passage in the markup, a line a paragraph; parts of an attribution may be missing here."""
    plain = ""
    blocks: list[Block] = []
    found: Found = defaultdict(list)
    for line in filter(str.strip, text.splitlines()):
        prefix, kind = next((k for k in LINE_KINDS if line.startswith(k[0])), ("", "paragraph"))
        start = len(plain) + 2 * bool(plain)
        plain = ("\n\n" if plain else "").join((plain, _without_marks(line[len(prefix) :].strip(), start, found)))
        blocks.append(Block(kind, start, len(plain)))
    report = Report(
        id=content_id("report", plain),
        source="test",
        text=plain,
        blocks=tuple(blocks),
        published=Published(published, "metadata") if published else Published(),
    )
    return Marked(report, _annotation_of(report, found), found)


def _without_marks(line: str, base: int, found: Found) -> str:
    """Strip the marks from one line and note where their words stand, counted from `base`."""
    out, at = "", 0
    stack: list[tuple[str, int]] = []
    for match in TOKEN.finditer(line):
        out += line[at : match.start()] + (match["plain"] or "")
        at = match.end()
        if match["kind"]:
            stack.append((match["kind"] + match["number"], len(out)))
        elif match["close"]:
            name, begin = stack.pop()
            found[name].append((base + begin, base + len(out)))
    assert not stack, f"a mark is not closed: {line}"
    return out + line[at:]


def _annotation_of(report: Report, found: Found) -> Annotation:
    numbers = sorted({name[1:] for name in found if name[1:].isdigit()}, key=int)

    def spans(name: str) -> tuple[Span, ...]:
        return tuple(report.span(*pair) for pair in sorted(found.get(name, [])))

    return Annotation(
        report_id=report.id,
        model="by-hand",
        version="1",
        sentences=tuple(sentences_of(report)),
        marks=tuple(Mark(kind, span, 1.0) for name, kind in ENTITIES.items() for span in spans(name)),
        attributions=tuple(Attribution(spans(f"S{n}"), spans(f"C{n}"), spans(f"Q{n}"), 0.9) for n in numbers),
    )


def sentences_of(report: Report) -> list[tuple[int, int]]:
    """Cut blocks into sentences by a rule that is good enough for tests."""
    found = []
    for block in report.blocks:
        start = block.start
        for match in SENTENCE_END.finditer(report.text, block.start, block.end):
            end = start + len(report.text[start : match.end()].rstrip())
            found.append((start, end))
            start = match.end()
        found.append((start, block.end))
    return found


def actor_of(report: Report, name: str, *phrases: str, kind: ActorKind = "person") -> Actor:
    """Make an actor whose mentions are all places where one of the phrases stands as whole words."""
    mentions = {
        (match.start(), match.end())
        for phrase in (phrases or (name,))
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", report.text)
    }
    outer = [m for m in mentions if not any(o != m and o[0] <= m[0] and m[1] <= o[1] for o in mentions)]
    return Actor(
        id=f"actor-{name}",
        name=name,
        kind=kind,
        mentions=tuple(report.span(*pair) for pair in sorted(outer)),
    )


def resolution_of(report: Report, *actors: Actor) -> Resolution:
    """Put actors together as the resolver would."""
    return Resolution(report_id=report.id, actors=tuple(actors))


def cast_of(report: Report, cast: dict[str, str]) -> Resolution:
    """Make a resolution from names and their phrases: `{"Ana Ruiz": "She; the minister", "NATO": "organisation:"}`.

    Phrases are parted by "; " and default to the name; a kind other than person stands before a colon.
    """
    actors = []
    for name, written in cast.items():
        kind, _, phrases = written.rpartition(":")
        actors.append(actor_of(report, name, *filter(None, phrases.split("; ")), kind=kind or "person"))  # type: ignore[arg-type]
    return resolution_of(report, *actors)


def lines_of(statements: tuple[Statement, ...], resolution: Resolution) -> list[str]:
    """Write statements as lines: "speaker via relay | cue | form stance | content + content @ when"."""
    names = {actor.id: actor.name for actor in resolution.actors}
    lines = []
    for one in statements:
        speaker = names[one.speaker] if one.speaker else f"({one.speaker_span.quote})" if one.speaker_span else "-"
        via = f" via {names[one.via] if one.via else f'({one.via_span.quote})'}" if one.via_span else ""
        content = " + ".join(_shortened(span.quote) for span in one.content)
        when = f" @ {one.when.span.quote}" if one.when else ""
        cue = one.cue.quote if one.cue else "-"
        lines.append(f"{speaker}{via} | {cue} | {one.form} {one.stance} | {content}{when}")
    return lines


def _shortened(quote: str) -> str:
    quote = quote.replace("\n", " ")
    return quote if len(quote) <= 48 else f"{quote[:22]} … {quote[-22:]}"
