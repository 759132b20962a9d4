"""Scenes of events: a passage in the markup, its cast, places and dates, put through the event stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from builders import cast_of, marked, places_of, whens_of

from tocsin.events import EventsOptions, code_events, read_statements
from tocsin.records import Annotation, Count, Event, Rejected, Report, Resolution, Span, Statement


@dataclass(frozen=True)
class Scene:
    """What goes into the event stage, and what comes out of it."""

    report: Report
    annotation: Annotation
    resolution: Resolution
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    rejected: tuple[Rejected, ...]

    @property
    def lines(self) -> list[str]:
        """The events as lines: `ASSAULT.raid happened | gunmen → police | Banjska | Sunday | killed 1 | said by ...`.

        Words in brackets are phrases that nobody was found for. What is not known is left out; "told" is said
        where the report tells by itself what somebody says or denies.
        """
        return [self.line(event) for event in self.events]

    def line(self, event: Event) -> str:
        """One event as a line."""
        kind = f"{event.type}.{event.mode}" if event.mode else event.type
        places = {place.id: place.name for place in self.resolution.places}
        actors = self._names(event.actors, event.actor_spans)
        recipients = self._names(event.recipients, event.recipient_spans)
        claimed, denied = self._speakers(event.claimed_by), self._speakers(event.denied_by)
        parts = [
            f"{kind} {event.modality}",
            f"{actors} → {recipients}" if recipients else actors,
            places[event.place] if event.place else "",
            event.when.span.quote if event.when else "",
            ", ".join(map(self.count, event.counts)),
            f"said by {claimed}" if claimed else "",
            f"denied by {denied}" if denied else "",
            "told" if (claimed or denied) and event.by_outlet else "",
        ]
        return " | ".join(part for part in parts if part)

    def count(self, count: Count) -> str:
        """One claim of how many: `killed 3..3 officers by police`; an open side is empty."""
        low, high = ("" if value is None else f"{value:g}" for value in (count.low, count.high))
        bounds = low if low == high else f"{low}..{high}"
        names = {actor.id: actor.name for actor in self.resolution.actors}
        parts = (count.what, "about" if count.approximate else "", bounds, count.who or "")
        by = f"by {names[count.speaker]}" if count.speaker else ""
        return " ".join(part for part in (*parts, by) if part)

    def _names(self, ids: Iterable[str], spans: Iterable[Span]) -> str:
        names = {actor.id: actor.name for actor in self.resolution.actors}
        return ", ".join(names[i] for i in ids) or ", ".join(f"({span.quote})" for span in spans)

    def _speakers(self, ids: Iterable[str]) -> str:
        names = {actor.id: actor.name for actor in self.resolution.actors}
        said = {statement.id: statement for statement in self.statements}
        return ", ".join(names.get(said[i].speaker or "", "somebody") for i in ids)


def scene(
    text: str,
    cast: dict[str, str] | None = None,
    places: dict[str, str] | None = None,
    whens: dict[str, str] | None = None,
    options: EventsOptions | None = None,
) -> Scene:
    """Read one passage: actors as for `cast_of`, places as for `places_of`, dates as for `whens_of`."""
    passage = marked(text)
    report = passage.report
    resolution = replace(
        cast_of(report, cast or {}), places=places_of(report, places or {}), whens=whens_of(report, whens or {})
    )
    return coded(report, passage.annotation, resolution, options)


def coded(
    report: Report, annotation: Annotation, resolution: Resolution, options: EventsOptions | None = None
) -> Scene:
    """Put hand-made records through the event stage."""
    options = options or EventsOptions()
    statements, _ = read_statements(report, annotation, resolution, options)
    events, statements, rejected = code_events(report, annotation, resolution, statements, options)
    return Scene(report, annotation, resolution, statements, events, rejected)


def lines_of(*arguments: object) -> list[str]:
    """Read one passage, for tests that look at nothing but the lines."""
    return scene(*arguments).lines  # type: ignore[arg-type]
