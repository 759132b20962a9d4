"""Incidents as lines of a terminal: a row of a list, and one in full with every account and disagreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from tocsin.cli.show import day
from tocsin.cli.show_events import figure, in_quotes, short_day, shortened
from tocsin.cli.terminal import Line, line, position
from tocsin.records import (
    Account,
    CountKind,
    Disagreement,
    Evidence,
    FigureClaim,
    Incident,
    Responsibility,
    Review,
    RollUp,
    Spot,
    StoredEvent,
)

_DIM = "dim"
_HEAD = "bold cyan"
_SHOWN = 3  # names of one side on a line of a list
_NOBODY = "somebody not named"


def incident_row(incident: Incident) -> list[Line]:
    """Give when, where, what and who; how many, and who says so; the title and the id."""
    facts = [when(incident.start, incident.end), where(incident.spot), kind(incident.type, incident.mode)]
    who = parties(incident.actors, incident.recipients, most=_SHOWN)
    head = line((joined(facts), "bold"), f" · {who}" if who else "")
    mark = ("contested: " if incident.contested else "corrected: ") + ", ".join(_fields(incident.disagreements))
    style = "bold yellow" if incident.contested else "yellow"
    marked: list[str | tuple[str, str]] = [" · ", (mark, style)] if incident.disagreements else []
    told = line(joined([*figures(incident), sources(incident)]), *marked, indent=4)
    return [head, told, line(shortened(incident.title), (f"  {incident.id}", _DIM), indent=4)]


def incident_in_full(
    incident: Incident, events: Iterable[StoredEvent], reviews: Iterable[Review], *, evidence: bool = False
) -> Iterator[Line]:
    """Show one incident with all that every account says; with `evidence`, the sentences that say it."""
    yield line((incident.title, "bold"), (f"  {incident.id}", _DIM))
    yield line(
        (kind(incident.type, incident.mode), "bold"), f" · {joined([_when_long(incident), where(incident.spot)])}"
    )
    who = parties(incident.actors, incident.recipients)
    if who:
        yield line(who)
    contested = " · its accounts contradict each other" if incident.contested else ""
    yield line(f"{sources(incident)} · confidence {incident.confidence:.2f}{contested}")
    others = [where(spot) for spot in incident.spots if spot != incident.spot]
    if others:
        yield line(("also placed in ", _DIM), "; ".join(dict.fromkeys(others)))
    told = {stored.event.id: stored for stored in events}
    yield from section("Accounts", (each for a in incident.accounts for each in _account(a, told, evidence=evidence)))
    yield from section("Figures", _figures(incident))
    yield from section("Responsibility", _responsibility(incident.responsibility, evidence=evidence))
    disagreements = (each for d in incident.disagreements for each in _disagreement(d, evidence=evidence))
    yield from section("Disagreements", disagreements)
    yield from section("Decided by reviewers", (review_line(each) for each in reviews))


def section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Put a title over lines, where there are any."""
    rows = list(lines)
    if rows:
        yield line("")
        yield line((title, _HEAD))
        yield from rows


def review_line(review: Review) -> Line:
    """Show a decision: what, by whom, when, and how to name it."""
    fields = ", ".join(f"{name} = {value}" for name, value in review.fields)
    told = [fields, f"with {', '.join(review.others)}" if review.others else "", review.note]
    facts = joined([f"{review.verdict} {review.subject} {review.subject_id}", *told])
    return line((review.author, "bold"), f" on {day(review.at[:10])}: {facts}", (f"  {review.id}", _DIM), indent=2)


def kind(type_: str, mode: str | None) -> str:
    """Name a type with its mode."""
    return f"{type_} {mode}" if mode else type_


def parties(actors: Iterable[str], recipients: Iterable[str], *, most: int | None = None) -> str:
    """Name both sides, of each no more than `most`."""
    doers, others = _names(actors, most), _names(recipients, most)
    return f"{doers or '(nobody named)'} → {others}" if others else doers


def when(start: str | None, end: str | None) -> str:
    """Write the days that are allowed, briefly."""
    if start is None:
        return "day unknown" if end is None else f"until {short_day(end)}"
    if end is None or end == start:
        return short_day(start)
    # what both days share is written once: 18 to 21 Nov 2024
    first, last = short_day(start).split(), short_day(end).split()
    own = len(first) if first[-1] != last[-1] else 2 if first[1] != last[1] else 1
    return f"{' '.join(first[:own])} to {' '.join(last)}"


def where(spot: Spot | None) -> str:
    """Write a place with its country."""
    if spot is None:
        return ""
    return ", ".join(part for part in (spot.name, spot.country if spot.country != spot.name else None) if part)


def sources(incident: Incident) -> str:
    """Count independent sources, and reports."""
    independent = "1 independent source" if incident.sources == 1 else f"{incident.sources} independent sources"
    return f"{independent}, {counted(incident.reports, 'report')}"


def joined(parts: Iterable[str]) -> str:
    """Put facts on one line, without those that are empty."""
    return " · ".join(part for part in parts if part)


def counted(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def figures(incident: Incident) -> list[str]:
    """Write the figures of each kind: UCDP's low, best and high where they were worked out, else the claims."""
    rolled = {roll.what: roll for roll in incident.rollups}
    known = {*rolled, *(claim.what for claim in incident.figures)}
    told = []
    for what in (each for each in get_args(CountKind) if each in known):
        if what in rolled:
            told.append(f"{_rolled(rolled[what])} {what}")
        else:
            claims = dict.fromkeys(figure(claim) for claim in incident.figures if claim.what == what)
            told.append(f"{' or '.join(claims)} {what}")
    return told


def _names(names: Iterable[str], most: int | None) -> str:
    listed = list(dict.fromkeys(names))
    shown = listed if most is None else listed[:most]
    more = len(listed) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _fields(disagreements: Iterable[Disagreement]) -> list[str]:
    found = list(disagreements)
    worst = [each for each in found if each.kind == "contradiction"] or found
    return list(dict.fromkeys(each.field for each in worst))


def _rolled(roll: RollUp) -> str:
    if roll.low == roll.high:
        return f"{roll.best:,}"
    return f"{roll.low:,} to {roll.high:,} (best {roll.best:,})"


def _when_long(incident: Incident) -> str:
    if incident.start is None:
        return "day unknown"
    return day(incident.start) if incident.start == incident.end else f"{day(incident.start)} to {day(incident.end)}"


def _account(account: Account, told: dict[str, StoredEvent], *, evidence: bool) -> Iterator[Line]:
    outlet = account.outlet or "(outlet not named)"
    facts = ["recalls it" if account.background else "tells it", f"source {account.group}"]
    if account.joined:
        facts.append(f"shared with another report: {account.joined}")
    published = day(account.published) if account.published else "day not known"
    yield line(
        (outlet, "bold"),
        f", {published}: {account.title or 'without a title'}",
        (f"  {account.report}", _DIM),
        indent=2,
    )
    yield line(("; ".join(facts), _DIM), indent=6)
    for each in account.events:
        if each in told:
            event = told[each].event
            doubted = "; doubtful" if told[each].telling.doubtful else ""
            yield line(
                f"{kind(event.type, event.mode)}, {event.modality}, confidence {event.confidence:.2f}{doubted}",
                (f"  {event.id}", _DIM),
                indent=6,
            )
    if evidence:
        yield from (_quoted(each) for each in account.evidence)


def _quoted(evidence: Evidence) -> Line:
    return line(in_quotes(evidence.span.quote), (position([evidence.span]), _DIM), indent=6)


def _figures(incident: Incident) -> Iterator[Line]:
    for roll in incident.rollups:
        yield line(
            (f"{roll.what}: ", "bold"),
            f"low {roll.low:,} · best {roll.best:,} · high {roll.high:,} (UCDP) · {roll.cautious:,} (ACLED)",
            indent=2,
        )
        yield from (_claim(claim) for claim in incident.figures if claim.what == roll.what)
    rolled = {roll.what for roll in incident.rollups}
    for what in dict.fromkeys(claim.what for claim in incident.figures if claim.what not in rolled):
        yield line((what, "bold"), indent=2)
        yield from (_claim(claim) for claim in incident.figures if claim.what == what)


def _claim(claim: FigureClaim) -> Line:
    by = f"{claim.speaker}, in {_outlet(claim.evidence)}" if claim.speaker else _outlet(claim.evidence)
    who = f" {claim.who}" if claim.who else ""
    newer = ", replacing an older figure" if claim.newer else ""
    words = f": “{claim.evidence.span.quote}”"
    return line(f"{figure(claim)}{who}, says {by}{newer}{words}", (position([claim.evidence.span]), _DIM), indent=6)


def _responsibility(said: Iterable[Responsibility], *, evidence: bool) -> Iterator[Line]:
    """Show for everybody who is named: who tells, accuses, claims or denies it."""
    named: dict[str, list[Responsibility]] = {}
    for each in said:
        named.setdefault((each.actor or "").casefold(), []).append(each)
    for same in named.values():
        yield line((same[0].actor or "that it happened at all", "bold"), indent=2)
        yield from (_responsible(each, evidence=evidence) for each in same)


def _responsible(said: Responsibility, *, evidence: bool) -> Line:
    told = {"told": "told by", "accused": "accused by", "claimed": "claimed by", "denied": "denied by"}
    style = {"claimed": "green", "denied": "yellow"}.get(said.kind, "")
    source = "" if said.by == said.evidence.outlet else f" ({_outlet(said.evidence)})"
    return line(
        (f"{told[said.kind]} ", style),
        f"{said.by}{source}: {_words(said.evidence, whole=evidence)}",
        (position([said.evidence.span]), _DIM),
        indent=6,
    )


def _disagreement(found: Disagreement, *, evidence: bool) -> Iterator[Line]:
    told = "accounts contradict each other" if found.kind == "contradiction" else "later accounts correct earlier ones"
    yield line((f"{found.field}: ", "bold yellow"), told, indent=2)
    for value in found.values:
        first = f", first {day(value.first)}" if value.first else ""
        yield line((value.value, "bold"), f"  by {', '.join(value.by) or _NOBODY}{first}", indent=4)
        for each in value.evidence:
            yield line(f"{_outlet(each)}: {_words(each, whole=evidence)}", (position([each.span]), _DIM), indent=8)


def _words(evidence: Evidence, *, whole: bool) -> str:
    return in_quotes(evidence.span.quote if whole else shortened(evidence.span.quote))


def _outlet(evidence: Evidence) -> str:
    return evidence.outlet or "an outlet that is not named"
