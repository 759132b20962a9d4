"""Records made by hand, so that tests need no model, no network and no page."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from tocsin.records import (
    Actor,
    ActorKind,
    Annotation,
    Attribution,
    Block,
    BlockKind,
    DenialMark,
    EventMark,
    FigureMark,
    Mark,
    MarkKind,
    Place,
    Published,
    Report,
    Resolution,
    Role,
    RoleMark,
    Span,
    Statement,
    When,
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
TOKEN = re.compile(r"\\(?P<plain>[\[\]])|\[(?P<labels>[A-Z][^\s\[\]]*) |(?P<close>\])")
# the marks of training/EVENTS.md, and after "@" the score that the model gives
EVENT_LABEL = re.compile(
    r"(?P<letter>[EARPTKD])(?P<number>\d+)"
    r"(?:=(?P<value>[A-Za-z]+)(?:\.(?P<mode>[\w-]+))?)?(?:~(?P<modality>\w+))?(?:@(?P<score>[\d.]+))?\Z"
)
EVENT_ROLES: dict[str, Role] = {"A": "actor", "R": "recipient", "P": "place", "T": "time"}
Found = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Marked:
    """A passage in the markup of training/GUIDELINES.md and EVENTS.md, as the records that the stages read."""

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
        if match["labels"]:
            stack.append((match["labels"], len(out)))
        elif match["close"]:
            labels, begin = stack.pop()
            for label in labels.split("+"):
                name = label if EVENT_LABEL.match(label) else label.partition("=")[0]
                found[name].append((base + begin, base + len(out)))
    assert not stack, f"a mark is not closed: {line}"
    return out + line[at:]


def _annotation_of(report: Report, found: Found) -> Annotation:
    numbers = sorted({name[1:] for name in found if re.fullmatch(r"[SCQ]\d+", name)}, key=int)

    def spans(name: str) -> tuple[Span, ...]:
        return tuple(report.span(*pair) for pair in sorted(found.get(name, [])))

    return Annotation(
        report_id=report.id,
        model="by-hand",
        version="1",
        sentences=tuple(sentences_of(report)),
        marks=tuple(Mark(kind, span, 1.0) for name, kind in ENTITIES.items() for span in spans(name)),
        attributions=tuple(Attribution(spans(f"S{n}"), spans(f"C{n}"), spans(f"Q{n}"), 0.9) for n in numbers),
        events=tuple(_events_of(report, found)),
        denials=tuple(
            Mark("denial", report.span(*pair), float(label["score"] or 0.9))
            for name, pairs in found.items()
            if (label := EVENT_LABEL.match(name)) and label["letter"] == "D"
            for pair in pairs
        ),
    )


def _events_of(report: Report, found: Found) -> list[EventMark]:
    """Make the event marks, one for each number; what tells an event again has a number of its own."""
    events: dict[str, EventMark] = {}
    filled: list[tuple[str, RoleMark | FigureMark | DenialMark]] = []
    for name, pairs in found.items():
        label = EVENT_LABEL.match(name)
        for span in [report.span(*pair) for pair in pairs] if label else []:
            letter, number, value, mode, modality, given = label.groups()  # type: ignore[union-attr]
            score = float(given or 0.9)
            if letter == "E":
                assert number not in events, f"event {number} has two triggers"
                events[number] = EventMark(span, value, mode, modality or "happened", score)  # type: ignore[arg-type]
            elif letter == "K":
                filled.append((number, FigureMark(value, span, score)))  # type: ignore[arg-type]
            elif letter == "D":
                filled.append((number, DenialMark(span, score)))
            else:
                filled.append((number, RoleMark(EVENT_ROLES[letter], span, score)))
    for number, one in filled:
        field = {RoleMark: "roles", FigureMark: "figures", DenialMark: "denials"}[type(one)]
        parts = sorted((*getattr(events[number], field), one), key=lambda part: part.span)
        events[number] = replace(events[number], **{field: tuple(parts)})
    return sorted(events.values(), key=lambda event: event.trigger)


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
    return Actor(id=f"actor-{name}", name=name, kind=kind, mentions=spans_of(report, *(phrases or (name,))))


def spans_of(report: Report, *phrases: str) -> tuple[Span, ...]:
    """Find where any of the phrases stands as whole words, the longer ones before those inside them."""
    found = {
        (match.start(), match.end())
        for phrase in phrases
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", report.text)
    }
    outer = [m for m in found if not any(o != m and o[0] <= m[0] and m[1] <= o[1] for o in found)]
    return tuple(report.span(*pair) for pair in sorted(outer))


def places_of(report: Report, places: dict[str, str]) -> tuple[Place, ...]:
    """Make places from names and where they are: `{"Banjska": "XKX point"}`, with the region after it where it matters.

    "; " parts other words for one place.
    """
    made = []
    for names, where in places.items():
        country, precision, *region = where.split()
        name, *others = names.split("; ")
        made.append(
            Place(
                id=f"place-{name}",
                name=name,
                country=None if country == "-" else country,
                admin1=region[0] if region else None,
                lat=None if precision == "none" else 1.0,
                lon=None if precision == "none" else 2.0,
                precision=precision,  # type: ignore[arg-type]
                mentions=spans_of(report, name, *others),
            )
        )
    return tuple(made)


def whens_of(report: Report, whens: dict[str, str]) -> tuple[When, ...]:
    """Make dates from their words: `{"Sunday": "2023-09-24", "in May": "2023-05-01 2023-05-31 month"}`."""
    made = []
    for words, told in whens.items():
        first, last, precision = told.split() if " " in told else (told, told, "day")
        start, end = (None if each == "-" else each for each in (first, last))
        made += [When(start, end, precision, "relative", span) for span in spans_of(report, words)]  # type: ignore[arg-type]
    return tuple(sorted(made, key=lambda when: when.span))


def resolution_of(report: Report, *actors: Actor) -> Resolution:
    """Put actors together as the resolver would."""
    return Resolution(report_id=report.id, actors=tuple(actors))


def cast_of(report: Report, cast: dict[str, str]) -> Resolution:
    """Make a resolution from names and their phrases: `{"Ana Ruiz": "She; the minister", "NATO": "organisation:"}`.

    Phrases are parted by "; " and default to the name; a kind other than person stands before a colon, where its
    country and its sectors may follow: "organisation XKX COP:the police".
    """
    actors = []
    for name, written in cast.items():
        known, _, phrases = written.rpartition(":")
        kind, country, *sectors = [*known.split(), *("person", "-")[len(known.split()) :]]
        actor = actor_of(report, name, *filter(None, phrases.split("; ")), kind=kind)  # type: ignore[arg-type]
        actors.append(replace(actor, country=None if country == "-" else country, sectors=tuple(sectors)))
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
