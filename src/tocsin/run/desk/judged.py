"""What reviewers decided, as annotated data: passages in the form of `tocsin evaluate frames`, and pairs of events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.records import Block, Event, Place, Reading, Review, Span, StoredEvent, Telling

if TYPE_CHECKING:
    from tocsin.run.desk.desk import Desk


def judged_passages(desk: Desk) -> Iterator[dict[str, object]]:
    """Give each block of a report of which every event was judged, in the form of `tocsin evaluate frames`.

    Events that were accepted or corrected are in it as they were set right; those that were rejected are not.
    """
    last: dict[str, Review] = {r.subject_id: r for r in desk.reviews() if r.subject == "event"}
    stored = {each: found for each in last if (found := desk.event(each)) is not None}
    for report_id in sorted({found.report.id for found in stored.values()}):
        reading = desk.reading(report_id)
        if reading is None:
            continue
        for block in reading.report.blocks:
            told = [e for e in (*reading.events, *reading.doubtful) if block.start <= e.trigger.start < block.end]
            # what the model doubts and nobody judged is no event
            told = [e for e in told if e.id in stored or e in reading.events]
            if told and all(e.id in stored for e in told):
                kept = [stored[e.id] for e in told if last[e.id].verdict != "reject"]
                yield _passage(reading, block, kept)


def _passage(reading: Reading, block: Block, events: list[StoredEvent]) -> dict[str, object]:
    text = reading.report.text[block.start : block.end]
    places = {place.id: place for place in reading.places}
    return {
        "text": text,
        "blocks": [[block.kind, 0, len(text)]],
        "events": [_frame(found.event, found.telling, block, places) for found in events],
    }


def _frame(event: Event, telling: Telling, block: Block, places: dict[str, Place]) -> dict[str, object]:
    place = places.get(event.place or "")
    figures = [figure for figure in telling.figures if _inside(figure.span, block)]
    return {
        "type": telling.type,
        "mode": telling.mode,
        "modality": telling.modality,
        "triggers": _cut((event.trigger, *event.mentions), block),
        "actor": _cut(event.actor_spans, block),
        "recipient": _cut(event.recipient_spans, block),
        "place": _cut(place.mentions if place else (), block),
        "time": _cut((event.when.span,) if event.when else (), block),
        "counts": [[f.what, f.span.start - block.start, f.span.end - block.start] for f in figures],
    }


def _inside(span: Span, block: Block) -> bool:
    return block.start <= span.start and span.end <= block.end


def _cut(spans: tuple[Span, ...], block: Block) -> list[list[int]]:
    """Give spans of a block in its own characters, each once and in order."""
    found = sorted({(s.start - block.start, s.end - block.start) for s in spans if _inside(s, block)})
    return [list(pair) for pair in found]


def judged_pairs(desk: Desk) -> Iterator[dict[str, object]]:
    """Give each pair of events that a reviewer joined or parted, with the sentences that tell them."""
    for ruling in desk.rulings():
        ends = [desk.event(each) for each in (ruling.first, ruling.second)]
        if None not in ends:
            yield {
                "same": ruling.verdict == "same",
                "events": [
                    {
                        "id": end.event.id,
                        "report": end.report.id,
                        "outlet": end.report.outlet,
                        "published": end.report.published,
                        "type": end.telling.type,
                        "sentences": [span.quote for span in end.event.evidence],
                    }
                    for end in ends
                    if end is not None
                ],
            }
