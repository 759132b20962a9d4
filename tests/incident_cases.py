"""Tellings for tests of incidents: written by hand or drawn at random, without a reader model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from builders import cast_of, places_of, report_of, sentences_of, spans_of, whens_of
from hypothesis import strategies as st

from tocsin.records import (
    Accusation,
    Annotation,
    Count,
    Disagreement,
    Event,
    Evidence,
    Figure,
    Incident,
    Party,
    Reading,
    Span,
    Spot,
    Statement,
    Telling,
    Voice,
    content_id,
)

GOMA = Spot("Goma", "COD", "North Kivu", -1.67, 29.22, "city", "1")
SAKE = Spot("Sake", "COD", "North Kivu", -1.57, 29.04, "city", "2")
BENI = Spot("Beni", "COD", "North Kivu", 0.49, 29.47, "city", "3")
ARMY = Party("army", "act-army", "organisation", "COD", ("MIL",))
FRONT = Party("Mutongo Front", "act-front", "organisation", None, ("REB",))
VILLAGERS = Party("villagers", "act-villagers", "group", None, ("CVL",))


def span(quote: str, start: int = 0) -> Span:
    """Make a span of some words."""
    return Span(start, start + len(quote), quote)


def figure(what: str = "killed", low: float | None = 4, high: float | None = 4, **more: Any) -> Figure:
    """Make a figure: four killed, unless said otherwise."""
    given = {"who": None, "approximate": False, "speaker": None, "newer": False, "span": span("four")}
    return Figure(what, low=low, high=high, **(given | more))


def voice(kind: str = "claims", speaker: str = "the army", said: str = "that it happened", **more: Any) -> Voice:
    """Make a voice that claims or denies."""
    given = {"speaker_country": None, "speaker_sectors": (), "statement": f"st-{speaker}", "span": span(said)}
    return Voice(kind, speaker, **(given | more))


def telling(name: str = "e1", report: str = "r1", **more: Any) -> Telling:
    """Make a telling: gunmen shot at villagers in Goma on 10 January, told the day after."""
    given: dict[str, Any] = {
        "outlet": f"outlet of {report}",
        "published": "2025-01-11",
        "title": f"Shooting in Goma, {report}",
        "type": "ASSAULT",
        "mode": "firearms",
        "modality": "happened",
        "confidence": 0.9,
        "actors": (),
        "recipients": (VILLAGERS,),
        "spot": GOMA,
        "start": "2025-01-10",
        "end": "2025-01-10",
        "precision": "day",
        "dated": "told",
        "figures": (),
        "voices": (),
        "by_outlet": True,
        "trigger": span("shot"),
        "evidence": (span("Gunmen shot villagers in Goma."),),
        "words": ("goma", "gunmen", "shot", "villag"),
        "lead": ("goma", "gunmen", "shot", "villag"),
        "names": (),
        "in_headline": False,
        "background": False,
    }
    return Telling(id=name, report=report, **(given | more))


def toll(report: str, day: str, low: float | None, **more: Any) -> Telling:
    """Make a telling of a report of January 2025 with one figure: so many killed; `more` sets fields of the figure."""
    given = {"low": low, "high": low} | more
    outlet = given.pop("outlet", f"outlet of {report}")
    return telling(f"e-{report}", report, published=f"2025-01-{day}", outlet=outlet, figures=(figure(**given),))


def accusation(by: str, party: Party, said: str = "blamed them") -> Accusation:
    """Make an accusation."""
    return Accusation(by, party, span(said))


def values_of(found: Sequence[Disagreement], field: str) -> list[tuple[str, set[str]]]:
    """Pick the disagreements over a field: the kind and the values of each."""
    return [(each.kind, {value.value for value in each.values}) for each in found if each.field == field]


def evidence_of(incident: Incident) -> Iterator[Evidence]:
    """Collect every piece of evidence that an incident shows."""
    yield incident.title_evidence
    for account in incident.accounts:
        yield from account.evidence
    yield from (claim.evidence for claim in incident.figures)
    yield from (each.evidence for each in incident.responsibility)
    for disagreement in incident.disagreements:
        for value in disagreement.values:
            yield from value.evidence


def quotes_of(telling: Telling) -> set[Span]:
    """Collect every span that a telling holds."""
    spans = {telling.trigger, *telling.evidence}
    spans |= {each.span for each in (*telling.figures, *telling.voices, *telling.accusations)}
    return spans


def reading(
    *paragraphs: str,
    events: Sequence[dict[str, Any]] = (),
    doubtful: Sequence[dict[str, Any]] = (),
    said: Sequence[tuple[str, str | None]] = (),
    cast: dict[str, str] | None = None,
    places: dict[str, str] | None = None,
    days: dict[str, str] | None = None,
    **about: Any,
) -> Reading:
    """Make a reading of paragraphs in the forms of `tests/builders.py`; `about` sets fields of the report.

    `said` are contents with the name of who speaks; an event is told by "words" of the text, with the other fields of
    an Event, parties by their names, the place by its name, the day and figures by words, voices by what they say.
    """
    report = replace(report_of(*paragraphs, published="2025-01-11"), **about)
    actors = tuple(actor for actor in cast_of(report, cast or {}).actors if actor.mentions)
    named = [place for place in places_of(report, places or {}) if place.mentions]
    found = tuple(sorted(named, key=lambda place: place.mentions[0]))
    whens = whens_of(report, days or {})
    ids = {actor.name: actor.id for actor in actors}
    statements = tuple(
        Statement(f"st-{n}", ids.get(who or ""), None, None, None, None, spans_of(report, what), "indirect", "asserts")
        for n, (what, who) in enumerate(said)
    )
    half = Reading(
        report,
        Annotation(report.id, "by-hand", "1", tuple(sentences_of(report)), (), ()),
        actors=actors,
        places=found,
        whens=whens,
        statements=statements,
    )
    return replace(
        half,
        events=tuple(_event(half, **each) for each in events),
        doubtful=tuple(_event(half, **each) for each in doubtful),
    )


def _event(half: Reading, words: str, **told: Any) -> Event:
    report = half.report
    ids = {actor.name: actor.id for actor in half.actors}
    (trigger,) = spans_of(report, words)
    sentence = next(pair for pair in half.annotation.sentences if pair[0] <= trigger.start < pair[1])
    fields: dict[str, Any] = {"type": "ASSAULT", "mode": "firearms", "modality": "happened", "confidence": 0.9}
    for side in ("actors", "recipients"):
        names = told.pop(side, ())
        fields[side] = tuple(ids[name] for name in names if name in ids)
        fields[f"{side[:-1]}_spans"] = tuple(spans_of(report, name)[0] for name in names)
    for voices in ("claimed_by", "denied_by"):
        contents = told.pop(voices, ())
        fields[voices] = tuple(each.id for each in half.statements if each.content[0].quote in contents)
    place, day = told.pop("place", None), told.pop("day", None)
    return Event(
        id=content_id("event", report.id, words),
        place=next((each.id for each in half.places if each.name == place), None),
        when=next((when for when in half.whens if when.span.quote == day), None),
        counts=tuple(
            Count(what, None, low, high, False, ids.get(who or ""), spans_of(report, counted)[0])
            for what, counted, low, high, who in told.pop("counts", ())
        ),
        trigger=trigger,
        evidence=(report.span(*sentence),),
        mentions=(trigger,),
        **(fields | told),
    )


@st.composite
def many_tellings(draw: st.DrawFn) -> list[Telling]:
    """Draw tellings of a small world, so that many are alike."""
    drawn: list[Telling] = []
    for number in range(draw(st.integers(1, 18))):
        day = f"2025-01-{draw(st.integers(8, 14)):02}"
        published = draw(st.sampled_from([None, "2025-01-12", "2025-01-13", "2025-01-14"]))
        words = tuple(sorted(draw(st.sets(st.sampled_from("abcdefgh"), max_size=6))))
        drawn.append(
            telling(
                f"e{number}",
                f"r{draw(st.integers(0, 9))}",
                published=published,
                start=day,
                end=day,
                dated=draw(st.sampled_from(["told", "told", "published"])),
                spot=draw(st.sampled_from([GOMA, SAKE, BENI, None, replace(GOMA, told=False)])),
                actors=draw(st.sampled_from([(), (ARMY,), (FRONT,)])),
                type=draw(st.sampled_from(["ASSAULT", "ASSAULT", "COERCE", "AID"])),
                modality=draw(st.sampled_from(["happened", "happened", "happened", "negated"])),
                words=words,
                lead=words,
                doubtful=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return drawn
