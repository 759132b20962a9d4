"""Events of a reading as lines of a terminal: who did what to whom, where, when, how many, who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.cli.terminal import Line, line, position
from tocsin.events.coding.figures import same_counted
from tocsin.records import Count, Event, Figure, FigureClaim, Reading, Span, Statement, When

QUOTES = "\"'“”‘’«„"
_DIM = "dim"
_REAL = ("happened", "ongoing", "negated")
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WIDE = 90  # characters of a statement or a sentence shown on a line with other facts


def events(reading: Reading, *, evidence: bool = False) -> Iterator[tuple[str, list[Line]]]:
    """Give titled groups of lines: what happened, in order of time, and what was demanded, threatened or planned."""
    ordered = sorted(reading.events, key=lambda e: (_day(e.when) or "9999", e.trigger.start))
    real = [e for e in ordered if e.modality in _REAL]
    other = [e for e in ordered if e.modality not in _REAL]
    for title, chosen in (("What happened", real), ("What was demanded, threatened, planned or supposed", other)):
        yield title, [each for event in chosen for each in _event(reading, event, evidence=evidence)]


def _event(reading: Reading, event: Event, *, evidence: bool) -> Iterator[Line]:
    kind = f"{event.type} {event.mode}" if event.mode else event.type
    kind += f" ({event.refined})" if event.refined else ""
    facts = [_parties(reading, event), _place(reading, event), _when(event.when), _counts(event.counts), event.modality]
    told = " · ".join(fact for fact in facts if fact)
    yield line((kind, "bold"), f" · {told}", (position(event.mentions), _DIM), indent=2)
    statements = {statement.id: statement for statement in reading.statements}
    for ids, verb, style in ((event.claimed_by, "said by", "green"), (event.denied_by, "denied by", "yellow")):
        for statement in (statements[i] for i in ids if i in statements):
            yield line((f"{verb} ", style), _told(reading, statement), indent=6)
    if event.claimed_by and event.by_outlet:
        yield line(("told by the report itself as well", _DIM), indent=6)
    if evidence:
        for span in event.evidence:
            yield line((f"“{span.quote}”", ""), (position([span]), _DIM), indent=6)


def _parties(reading: Reading, event: Event) -> str:
    actors = _names(reading, event.actors, event.actor_spans)
    recipients = _names(reading, event.recipients, event.recipient_spans)
    return f"{actors or '(nobody named)'} → {recipients}" if recipients else actors


def _names(reading: Reading, ids: Iterable[str], spans: tuple[Span, ...]) -> str:
    names = {actor.id: actor.name for actor in reading.actors}
    found = [names[i] for i in ids if i in names]
    return ", ".join(dict.fromkeys(found)) or (f"“{spans[0].quote}”" if spans else "")


def _place(reading: Reading, event: Event) -> str:
    place = next((p for p in reading.places if p.id == event.place), None)
    if place is None:
        return ""
    return place.bounded_name


def _day(when: When | None) -> str | None:
    return when.start if when else None


def _when(when: When | None) -> str:
    if when is None or when.start is None:
        return f"“{when.span.quote}”" if when else ""
    start, end = short_day(when.start, when.precision), short_day(when.end or when.start, when.precision)
    told = start if start == end or when.precision in ("day", "hour", "minute", "part-of-day") else f"{start} to {end}"
    return f"about {told}" if when.vague else told


def short_day(iso: str, precision: str = "day") -> str:
    """Write an ISO day as briefly as it is known: 4 May 2024, May 2024, 2024."""
    parts = iso[:10].split("-")
    if precision == "year" or len(parts) < 2:
        return parts[0]
    month = f"{_SHORT[int(parts[1]) - 1]} {parts[0]}"
    return month if precision == "month" or len(parts) < 3 else f"{int(parts[2])} {month}"


def _counts(counts: tuple[Count, ...]) -> str:
    """Write the figures of each kind: rival ones for the same people with "or", those of others beside them."""
    told: list[str] = []
    for what in dict.fromkeys(count.what for count in counts):
        groups: list[list[Count]] = []
        for count in (c for c in counts if c.what == what):
            group = next((g for g in groups if any(same_counted(count, other) for other in g)), None)
            if group is None:
                groups.append([count])
            else:
                group.append(count)
        parts = []
        for group in groups:
            figures = " or ".join(dict.fromkeys(figure(count) for count in group))
            who = next((count.who for count in group if count.who), None)
            parts.append(f"{figures} {who}" if who and len(groups) > 1 else figures)
        told.append(f"{' and '.join(parts)} {what}")
    return ", ".join(told)


def figure(count: Count | Figure | FigureClaim) -> str:
    """Write a figure as it is bounded: 4, about 4, at least 4, up to 4, 4 to 6."""
    low, high = (None if value is None else f"{value:,.0f}" for value in (count.low, count.high))
    if low is not None and low == high:
        return f"about {low}" if count.approximate else low
    if low is None:
        return f"up to {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


def _told(reading: Reading, statement: Statement) -> str:
    names = {actor.id: actor.name for actor in reading.actors}
    words = statement.speaker_span.quote if statement.speaker_span else "somebody not named"
    said = shortened(" … ".join(span.quote for span in statement.content))
    return f"{names.get(statement.speaker or '', words)}: {said}{position(statement.content)}"


def in_quotes(text: str) -> str:
    """Put quotation marks around words of a report, unless they begin with one."""
    return text if text[0] in QUOTES else f"“{text}”"


def shortened(text: str) -> str:
    """Cut a long text at a blank, and say so with dots."""
    return text if len(text) <= _WIDE else text[:_WIDE].rsplit(" ", 1)[0] + " …"
