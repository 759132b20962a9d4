"""Codes what the reader model doubts: too unsure to be told by itself, yet another report may tell the same."""

from __future__ import annotations

from dataclasses import replace

from tocsin.events.coding.coder import code_events
from tocsin.events.options import EventsOptions
from tocsin.records import Annotation, Event, Report, Resolution, Statement


def code_doubtful(
    report: Report,
    annotation: Annotation,
    resolution: Resolution,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    options: EventsOptions,
) -> tuple[Event, ...]:
    """Code the events that the model nearly saw, beside the ones coded; no words of those are told twice."""
    doubted = [mark for mark in annotation.doubtful if mark.score >= options.doubtful_score]
    if not doubted:
        return ()
    marks = tuple(sorted((*annotation.events, *doubted), key=lambda mark: mark.trigger))
    coded, _, _ = code_events(report, replace(annotation, events=marks), resolution, statements, options)
    told = {mention for event in events for mention in event.mentions}
    ids = {event.id for event in events}
    return tuple(event for event in coded if event.id not in ids and told.isdisjoint(event.mentions))
