"""Readings made from gold, as a perfect reader would make them."""

from __future__ import annotations

import re

from tocsin.records import Actor, Annotation, Block, Count, Event, Flag, Place, Reading, Report, Span, Statement, When
from tocsin.run.evaluate.gold_readings import GoldEvent, GoldReading, Names

HEAD = "Gunmen kill two in raid on Wau market"
TEXT = f"""{HEAD}

By Tom Aro

Gunmen killed two traders in a raid on the market at Wau on 2 May 2024, police said. No one was arrested.

The governor, Ana Lado, accused the Bahr Front of the attack. The front's spokesman, John Deng, rejected the accusations.

According to the mayor's clerk, Mayor Abuk Nyal would meet traders on Sunday. "I was never asked," one trader said.
"""
GOLD = """
[[cast]]
names = ["John Deng", "front's spokesman"]

[[statements]]
speaker = "police"
words = "Gunmen killed two traders in ... 2 May 2024"
stance = "asserts"
[[statements]]
speaker = "Ana Lado"
words = "the Bahr Front of the attack"
stance = "accuses"
[[statements]]
speaker = "John Deng"
words = "the accusations"
stance = ["denies", "asserts"]
[[statements]]
speaker = "Mayor Abuk Nyal"
via = "mayor's clerk"
words = "would meet traders on Sunday"
stance = "promises"
[[statements]]
speaker = "one trader"
words = "I was never asked"
stance = "asserts"
optional = true

[[events]]
id = "raid"
type = "ASSAULT"
mode = ["firearms"]
triggers = ["Gunmen [kill] two", "in [raid] on Wau", "killed", "a [raid] on the", "attack"]
actors = ["Gunmen"]
recipients = ["two traders"]
place = ["Wau", "market at Wau"]
date = "2024-05-02"
counts = [{ what = "killed", low = 2, high = 2, speaker = "police" }]
claimed_by = ["police", "Ana Lado"]
denied_by = ["John Deng"]
[[events]]
id = "accuse"
type = "ACCUSE"
mode = "allege"
triggers = ["accused"]
actors = ["Ana Lado"]
recipients = ["Bahr Front"]
[[events]]
id = "meet"
type = "CONSULT"
modality = "future"
triggers = ["meet"]
actors = ["Mayor Abuk Nyal", "traders"]
unscored = ["date"]
[[events]]
id = "none"
type = "COERCE"
mode = "arrest"
modality = "negated"
triggers = ["arrested"]
optional = true

[[flags]]
kind = "unnamed-source"
quotes = ["one trader"]
"""


def report_of_text(text: str) -> Report:
    """Make a report of a text, its first paragraph a headline."""
    bounds = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return Report("rep", "gold", text, tuple(Block("paragraph" if n else "headline", *b) for n, b in enumerate(bounds)))


def moved(text: str, other: str, span: Span) -> Span:
    """Take a span of one text to where its words stand in a text with fewer paragraphs."""
    before = text[: span.start]
    start = len(before) - sum(len(p) + 2 for p in text.split("\n\n") if p not in other and text.index(p) < span.start)
    return Span.of(other, start, start + span.end - span.start)


def reading_of(gold: GoldReading, text: str | None = None, *, optional: bool = False) -> Reading:
    """Make the reading that gold asks for, over the report's text or over what was kept of it."""
    text = gold.text if text is None else text
    report = report_of_text(text)
    maker = _Maker(gold, text, optional)
    statements = maker.statements()
    events = tuple(maker.event(event) for event in gold.events if optional or not event.optional)
    flags = tuple(
        Flag(f.kind, "look", tuple(map(maker.span, f.quotes))) for f in gold.flags if optional or not f.optional
    )
    annotation = Annotation(report.id, "gold", "1", (), (), ())
    places = tuple(maker.places.values())
    return Reading(report, annotation, tuple(maker.actors.values()), places, (), statements, events, flags)


class _Maker:
    """Makes records, and an actor for every party of gold that comes up."""

    def __init__(self, gold: GoldReading, text: str, optional: bool) -> None:
        self.gold, self.text, self.optional = gold, text, optional
        self.actors: dict[Names, Actor] = {}
        self.places: dict[Names, Place] = {}

    def span(self, span: Span) -> Span:
        return moved(self.gold.text, self.text, span)

    def actor(self, names: Names) -> str | None:
        if not names:
            return None
        known = Actor(f"a{len(self.actors)}", names[0], "group", variants=names[1:])
        return self.actors.setdefault(names, known).id

    def place(self, names: Names) -> str | None:
        if not names:
            return None
        known = Place(f"p{len(self.places)}", names[0], None, None, None, None, "none")
        return self.places.setdefault(names, known).id

    def statements(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                f"s{number}", self.actor(one.speaker), None, self.actor(one.via), None, None,
                (self.span(one.words),), "indirect", one.stances[0],
            )
            for number, one in enumerate(self.gold.statements)
            if self.optional or not one.optional
        )  # fmt: skip

    def said(self, names: Names, *, denial: bool = False) -> str:
        """The statement of a party: a denial where one is asked for."""
        return next(
            f"s{number}"
            for number, one in enumerate(self.gold.statements)
            if one.speaker == names and (not denial or "denies" in one.stances) and (self.optional or not one.optional)
        )

    def event(self, event: GoldEvent) -> Event:
        triggers = tuple(map(self.span, event.triggers))
        when = When(*event.days, "day", "stated", triggers[0]) if event.days else None
        return Event(
            id=event.id,
            type=event.type,
            mode=event.modes[0],
            modality=event.modality,  # type: ignore[arg-type]
            actors=tuple(self.actor(names) or "" for names in event.actors),
            recipients=tuple(self.actor(names) or "" for names in event.recipients),
            place=self.place(event.places),
            when=when,
            counts=tuple(
                Count(c.what, None, c.low, c.high, False, self.actor(c.speaker), triggers[0])  # type: ignore[arg-type]
                for c in event.counts
            ),
            claimed_by=tuple(self.said(names) for names in event.claimed_by),
            denied_by=tuple(self.said(names, denial=True) for names in event.denied_by),
            trigger=triggers[0],
            evidence=triggers[:1],
            confidence=1.0,
            mentions=triggers,
        )
