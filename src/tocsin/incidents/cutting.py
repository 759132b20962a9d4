"""Cuts tellings out of a reading: each event with what comparing it with those of other reports needs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from tocsin.incidents.wording import content_words, data, fold, listed, words_of
from tocsin.records import (
    Accusation,
    Actor,
    Count,
    CountKind,
    Event,
    Figure,
    Party,
    Place,
    Reading,
    Span,
    Spot,
    Statement,
    Telling,
    Voice,
    VoiceKind,
)

_SENTENCES = 3  # of evidence whose words are compared
_WORDS = 60
_LEAD = 600  # characters after the title that count as a report's beginning
_NAMES = 30
_CLOSE = ("point", "city", "admin2")
_RECALLED = 3  # days before the day published after which a deed is no news


@dataclass(frozen=True, slots=True)
class _Scene:
    reading: Reading
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    statements: Mapping[str, Statement]
    lead: tuple[str, ...]
    names: tuple[str, ...]
    main_place: Place | None
    land: str | None
    accusations: Mapping[str, tuple[Accusation, ...]]
    newer: frozenset[tuple[CountKind, float | None, float | None]]


def tellings_of(reading: Reading) -> tuple[Telling, ...]:
    """Cut a telling out of a reading for each of its events, in their order, and for those that the model doubts."""
    actors = {actor.id: actor for actor in reading.actors}
    named = list(_named(reading))
    land = _land(named)
    scene = _Scene(
        reading,
        actors,
        {place.id: place for place in reading.places},
        {statement.id: statement for statement in reading.statements},
        _lead(reading),
        _names(reading),
        _main_place(reading, named, land),
        land,
        _accusations(reading, actors),
        _newer(reading),
    )
    sure = [_telling(scene, event) for event in reading.events]
    return (*sure, *(replace(_telling(scene, event), doubtful=True) for event in reading.doubtful))


def _telling(scene: _Scene, event: Event) -> Telling:
    report = scene.reading.report
    start, end, dated = _days(event, report.published.date)
    near = sorted(event.evidence, key=lambda span: (not span.overlaps(event.trigger), span.start))[:_SENTENCES]
    words = set().union(*(content_words(span.quote) for span in near))
    block = report.block_at(event.trigger.start)
    if block is not None:
        words |= content_words(report.text[block.start : block.end])
    told = event.mentions or (event.trigger,)
    return Telling(
        id=event.id,
        report=report.id,
        outlet=report.outlet,
        published=report.published.date,
        title=report.title,
        type=event.type,
        mode=event.mode,
        modality=event.modality,
        confidence=event.confidence,
        actors=_parties(scene, event.actors, event.actor_spans),
        recipients=_parties(scene, event.recipients, event.recipient_spans),
        spot=_spot(scene, event),
        start=start,
        end=end,
        precision=event.when.precision if event.when and event.when.start else "unknown",
        dated=dated,
        figures=tuple(_figure(scene, count) for count in event.counts),
        voices=_voices(scene, event),
        by_outlet=event.by_outlet,
        trigger=event.trigger,
        evidence=event.evidence,
        words=tuple(sorted(words)[:_WORDS]),
        lead=scene.lead,
        names=scene.names,
        in_headline=any(
            (block := report.block_at(span.start)) is not None and block.kind in ("headline", "subhead")
            for span in told
        ),
        background=recalled(end, report.published.date, dated),
        accusations=scene.accusations.get(event.id, ()),
        land=scene.land,
    )


def _days(
    event: Event, published: str | None
) -> tuple[str | None, str | None, Literal["told", "published", "unknown"]]:
    """Give the days of an event; where the text names none, the day published stands in for it."""
    when = event.when
    if when is not None and when.start is not None:
        return when.start[:10], (when.end or when.start)[:10], "told"
    return (published, published, "published") if published else (None, None, "unknown")


def recalled(end: str | None, published: str | None, dated: str) -> bool:
    """Say whether a deed was no news any more when its report was published."""
    if end is None or published is None or dated != "told":
        return False
    return date.fromisoformat(end) < date.fromisoformat(published) - timedelta(days=_RECALLED)


def _parties(scene: _Scene, ids: tuple[str, ...], spans: tuple[Span, ...]) -> tuple[Party, ...]:
    """Give the parties of one side: actors of the report, and the words of those whom nobody resolved."""
    known = [scene.actors[i] for i in ids if i in scene.actors]
    parties = [_party(actor) for actor in known]
    mentions = [mention for actor in known for mention in actor.mentions]
    parties += [Party(span.quote) for span in spans if not any(span.overlaps(mention) for mention in mentions)]
    return tuple(dict.fromkeys(party for party in parties if not _is_unnamed(party.name)))


def _is_unnamed(name: str) -> bool:
    """Say whether words for a party are but a pronoun or a number, which are the same for everybody."""
    return listed("wording", "unnamed").issuperset(words_of(name))


def _party(actor: Actor) -> Party:
    return Party(actor.name, actor.id, actor.kind, actor.country, actor.sectors, actor.variants)


def _spot(scene: _Scene, event: Event) -> Spot | None:
    told = scene.places.get(event.place or "")
    place = told or scene.main_place
    if place is None:
        return None
    return Spot(
        place.bounded_name,
        place.country,
        place.admin1,
        place.lat,
        place.lon,
        place.precision,
        place.gazetteer_id,
        told=told is not None,
    )


def _named(reading: Reading) -> Iterator[Place]:
    """Give each place as often as it is named by itself, and not within the name of a body."""
    bodies: dict[int, int] = {}
    for actor in reading.actors:
        for mention in actor.mentions if actor.kind == "organisation" else ():
            for at in range(mention.start, mention.end):
                bodies[at] = max(bodies.get(at, 0), len(mention.quote))
    for place in reading.places:
        for mention in place.mentions:
            if max(bodies.get(mention.start, 0), bodies.get(mention.end - 1, 0)) <= len(mention.quote):
                yield place


def _land(named: Sequence[Place]) -> str | None:
    """Give the country that a report names most, by itself or by its places."""
    countries = Counter(place.country for place in named if place.country)
    return max(countries, key=lambda each: countries[each], default=None)


def _main_place(reading: Reading, named: Sequence[Place], land: str | None) -> Place | None:
    """Pick the place that a report plays at: the town most of its events have, else the first that it names.

    Only towns of the country that is named most count, where any is named there: a report on one country may be
    written in another. A town within the name of a body ("Geneva Convention") is not named at all.
    """
    close = {place.id: place for place in named if place.precision in _CLOSE}
    near = [place.id for place in close.values() if place.country == land] or list(close)
    events = Counter(event.place for event in reading.events if event.place in near)
    if events:
        return close[max(events, key=lambda each: events[each])]
    return close[near[0]] if near else None


def _lead(reading: Reading) -> tuple[str, ...]:
    report = reading.report
    start = next((block.start for block in report.blocks if block.kind == "paragraph"), 0)
    text = report.text[start : start + _LEAD].rsplit(" ", 1)[0]
    return tuple(sorted(content_words(f"{report.title or ''} {text}"))[:_WORDS])


def _names(reading: Reading) -> tuple[str, ...]:
    """List the persons and bodies that a report calls by a name, titles and words for anybody left out."""
    named = [a for a in reading.actors if a.kind in ("person", "organisation") and any(c.isupper() for c in a.name)]
    return tuple(sorted({fold(actor.name) for actor in named})[:_NAMES])


def _figure(scene: _Scene, count: Count) -> Figure:
    speaker = scene.actors.get(count.speaker or "")
    return Figure(
        count.what,
        count.who,
        count.low,
        count.high,
        count.approximate,
        speaker.name if speaker else None,
        (count.what, count.low, count.high) in scene.newer,
        count.span,
    )


def _newer(reading: Reading) -> frozenset[tuple[CountKind, float | None, float | None]]:
    """Collect the figures of which a report says somewhere that they replace older ones."""
    counts = [count for event in (*reading.events, *reading.doubtful) for count in event.counts]
    return frozenset((c.what, c.low, c.high) for c in counts if _is_newer(reading, c.span))


def _is_newer(reading: Reading, span: Span) -> bool:
    """Say whether the sentence of a figure says that it replaces an older one."""
    starts = [start for start, _ in reading.annotation.sentences]
    at = bisect_right(starts, span.start) - 1
    if at < 0:
        return False
    start, end = reading.annotation.sentences[at]
    said = f" {' '.join(words_of(reading.report.text[start:end]))} "
    return any(f" {word} " in said for word in listed("wording", "newer"))


def _accusations(reading: Reading, actors: Mapping[str, Actor]) -> dict[str, tuple[Accusation, ...]]:
    """Lay what somebody accuses others of at the deed told last before it."""
    deeds = [
        (mention.start, event.id)
        for event in reading.events
        if event.type in data("linking")["blamed"]["types"] and event.modality in ("happened", "ongoing")
        for mention in event.mentions or (event.trigger,)
    ]
    found: dict[str, tuple[Accusation, ...]] = {}
    for event in reading.events:
        before = [deed for deed in deeds if deed[0] <= event.evidence[0].end]
        if event.type != "ACCUSE" or event.modality != "happened" or not before:
            continue
        by = next((actors[i].name for i in event.actors if i in actors), None)
        accused = [actors[i] for i in event.recipients if i in actors]
        if by is not None:
            deed = max(before)[1]
            found[deed] = found.get(deed, ()) + tuple(Accusation(by, _party(a), event.evidence[0]) for a in accused)
    return found


def _voices(scene: _Scene, event: Event) -> tuple[Voice, ...]:
    kinds: tuple[tuple[VoiceKind, tuple[str, ...]], ...] = (("claims", event.claimed_by), ("denies", event.denied_by))
    return tuple(
        voice
        for kind, ids in kinds
        for i in ids
        if (statement := scene.statements.get(i)) is not None and (voice := _voice(scene, kind, statement)) is not None
    )


def _voice(scene: _Scene, kind: VoiceKind, statement: Statement) -> Voice | None:
    actor = scene.actors.get(statement.speaker or "")
    words = statement.speaker_span.quote if statement.speaker_span else None
    name = actor.name if actor else words
    if name is None:
        return None
    country, sectors = (actor.country, actor.sectors) if actor else (None, ())
    return Voice(kind, name, country, sectors, statement.id, statement.content[0])
