"""A reading as lines of a terminal: who is in the report, where and when, who says what, what to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tocsin.cli.show_events import QUOTES, events
from tocsin.cli.terminal import Line, line, position
from tocsin.records import Actor, Place, Reading, Report, Span, Statement, When
from tocsin.run.explain import ExplainedSentence, Explanation, Finding, explain

_HEAD = "bold cyan"
_DIM = "dim"
_SURE_OF = {"stated": "stated in the text", "inferred": "inferred", "metadata": "from the page", "unknown": "unknown"}
SAYS = {
    "asserts": "says",
    "denies": "denies",
    "accuses": "accuses",
    "demands": "demands",
    "threatens": "threatens",
    "supports": "supports",
    "promises": "promises",
    "doubts": "doubts",
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def overview(reading: Reading, *, evidence: bool = False) -> Iterator[Line]:
    """Show one reading, every line with the place of its evidence in the text, or with the sentences themselves."""
    yield from _heading(reading.report)
    yield from _section("People and bodies", _actors(reading))
    yield from _section("Places", (each for place in reading.places for each in _place(place)))
    yield from _section("Dates", (_when(when) for when in reading.whens))
    for title, lines in events(reading, evidence=evidence):
        yield from _section(title, lines)
    yield from _section("Who says what", _statements(reading))
    yield from _section("To check", (_flag(f.kind, f.message, f.spans) for f in reading.flags))
    left_out = sum(1 for rejected in reading.rejected if rejected.stage == "document")
    if left_out:
        yield line("")
        pieces = "1 piece of page furniture was" if left_out == 1 else f"{left_out} pieces of page furniture were"
        yield line((f"{pieces} left out; --explain shows what and why.", _DIM))


def explanation(reading: Reading) -> Iterator[Line]:
    """Show sentence by sentence what was found and what became of it."""
    explained = explain(reading)
    yield line("")
    yield line(("Sentence by sentence", _HEAD), (f"  marked by {explained.model}", _DIM))
    for block in explained.blocks:
        yield line("")
        yield line((block.block.kind, _DIM), indent=2)
        for sentence in block.sentences:
            yield from _explained(sentence)
    yield from _left_out(explained)


def day(text: str | None) -> str:
    """Write an ISO date, or an ISO time, in words: 24 September 2023."""
    if text is None:
        return "?"
    try:
        parsed = date.fromisoformat(text[:10])
    except ValueError:
        return text
    clock = f", {text[11:16]}" if len(text) > 11 else ""
    return f"{parsed.day} {_MONTHS[parsed.month - 1]} {parsed.year}{clock}"


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    rows = list(lines)
    if rows:
        yield line("")
        yield line((title, _HEAD))
        yield from rows


def _heading(report: Report) -> Iterator[Line]:
    headline = next((b for b in report.blocks if b.kind == "headline"), None)
    if headline is not None:
        span = report.span(headline.start, headline.end)
        yield line((span.quote, "bold"), (position([span]), _DIM))
    else:
        yield line((report.title or "(no headline)", "bold"))
    published = report.published
    told = [("outlet", report.outlet), ("by", report.byline)]
    yield line(*(f"{name} {value}  " for name, value in told if value), ("from ", ""), report.url or report.source)
    if published.date is None:
        yield line("published: unknown")
    else:
        place = position([published.span]) if published.span else ""
        yield line(f"published {day(published.date)} ({_SURE_OF[published.basis]})", (place, _DIM))


def _actors(reading: Reading) -> Iterator[Line]:
    """Show the actors; groups of which nothing is known and that say nothing are only counted."""
    speaking = {actor for s in reading.statements for actor in (s.speaker, s.via)}
    left_out = 0
    for actor in reading.actors:
        if actor.kind == "group" and not actor.country and set(actor.sectors) <= {"UNK"} and actor.id not in speaking:
            left_out += 1
        else:
            yield from _actor(actor)
    if left_out:
        told = "1 group" if left_out == 1 else f"{left_out} groups"
        yield line((f"and {told} without country or sector; --explain and --json show all", _DIM), indent=2)


def _actor(actor: Actor) -> Iterator[Line]:
    country = actor.country if actor.kind != "country" or actor.country else None
    facts = [actor.kind, country, "/".join(actor.sectors), "; ".join(actor.roles)]
    count = "1 mention" if len(actor.mentions) == 1 else f"{len(actor.mentions)} mentions"
    told = " · ".join(fact for fact in [*facts, count] if fact)
    yield line((actor.name, "bold"), f"  {told}", (position(actor.mentions), _DIM), indent=2)
    if actor.variants:
        yield line(("also written ", _DIM), ", ".join(actor.variants), indent=6)


def _place(place: Place) -> Iterator[Line]:
    # "border" of "border of A and B" is told already
    told_already = place.qualifier is None or place.qualifier.casefold() in place.name.casefold()
    name = place.name if told_already else f"{place.qualifier} {place.name}"
    where = ", ".join(part for part in (place.admin1, place.country) if part)
    point = "" if place.lat is None or place.lon is None else f"{place.lat:.3f}, {place.lon:.3f}"
    how = "not located" if place.precision == "none" else f"known to the {place.precision}"
    told = " · ".join(fact for fact in (where, point, how, f"score {place.score:.2f}") if fact)
    yield line((name, "bold"), f"  {told}", (position(place.mentions), _DIM), indent=2)
    if place.runners_up:
        others = "; ".join(
            f"{other.name} ({', '.join(p for p in (other.admin1, other.country) if p)}) {other.score:.2f}"
            for other in place.runners_up[:3]
        )
        yield line(("or else ", _DIM), others, indent=6)


def _when(when: When) -> Line:
    if when.start is None and when.end is None:
        told = "not resolved"
    elif when.start == when.end or when.precision == "day":
        told = day(when.start)
    else:
        told = f"{day(when.start)} to {day(when.end)}"
    about = "about " if when.vague else ""
    facts = f"  {about}{told} · {when.precision} · {when.basis}"
    return line((when.span.quote, "bold"), facts, (position([when.span]), _DIM), indent=2)


def _statements(reading: Reading) -> Iterator[Line]:
    names = {actor.id: actor.name for actor in reading.actors}
    groups: dict[str, list[Statement]] = {}
    for statement in reading.statements:
        groups.setdefault(_speaker(statement, names), []).append(statement)
    for speaker, statements in groups.items():
        yield line((speaker, "bold"), indent=2)
        for statement in statements:
            yield from _statement(statement, names)


def _speaker(statement: Statement, names: dict[str, str]) -> str:
    if statement.speaker in names:
        return names[statement.speaker]
    if statement.speaker_span is not None:
        return f"{statement.speaker_span.quote} (not identified)"
    return "(nobody named)"


def _statement(statement: Statement, names: dict[str, str]) -> Iterator[Line]:
    words = " … ".join(span.quote for span in statement.content)
    if statement.form == "direct" and words[0] not in QUOTES:
        words = f"“{words}”"
    place = position(statement.content)
    yield line((f"{SAYS[statement.stance]}: ", "green"), words, (place, _DIM), indent=4)
    facts: list[str] = [statement.form]
    if statement.speaker_span is not None:
        facts.append(f"speaker “{statement.speaker_span.quote}”{position([statement.speaker_span])}")
    if statement.cue is not None:
        facts.append(f"cue “{statement.cue.quote}”{position([statement.cue])}")
    if statement.via is not None or statement.via_span is not None:
        through = names.get(statement.via or "", "")
        words = statement.via_span.quote if statement.via_span else ""
        told = through if through in (words, "") or not words else f"{through} (“{words}”)"
        facts.append(f"through {told or words}{position([statement.via_span] if statement.via_span else [])}")
    if statement.when is not None:
        facts.append(f"when “{statement.when.span.quote}”{position([statement.when.span])}")
    yield line((" · ".join(facts), _DIM), indent=8)


def _flag(kind: str, message: str, spans: tuple[Span, ...]) -> Line:
    return line((f"{kind}: ", "yellow"), message, (position(spans), _DIM), indent=2)


def _explained(sentence: ExplainedSentence) -> Iterator[Line]:
    yield line(sentence.span.quote, (position([sentence.span]), _DIM), indent=2)
    if not sentence.findings:
        yield line(("nothing was marked here", _DIM), indent=6)
    for found in sentence.findings:
        yield _finding(found)


def _finding(found: Finding) -> Line:
    score = "" if found.score is None else f" {found.score:.2f}"
    style = "green" if found.used else "yellow"
    return line(
        (f"{found.label}{score} ", style),
        f"“{found.span.quote}” -> {found.outcome}",
        (position([found.span]), _DIM),
        indent=6,
    )


def _left_out(explained: Explanation) -> Iterator[Line]:
    dropped = [rejected for rejected in explained.left_out if rejected.stage == "document"]
    yield from _section("Left out of the text", (_dropped(r.message, r.reason) for r in dropped))


def _dropped(message: str, reason: str) -> Line:
    return line((f"{reason}: ", "yellow"), message, indent=2)
