"""What holds for all events: spans quote the text, order does not matter, ids are unique, names change nothing."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from dataclasses import replace

from builders import sentences_of
from event_scenes import Scene, coded, scene
from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.layout import FIGURES, MODALITIES
from tocsin.events import EventsOptions, code_events, find_flags
from tocsin.records import (
    Actor,
    Annotation,
    Attribution,
    Block,
    Event,
    EventMark,
    FigureMark,
    Place,
    Published,
    Report,
    Resolution,
    RoleMark,
    Span,
    When,
)
from tocsin.records.codebook import plover

PIECES = [
    "Gunmen", "the army", "and", "police", "raided", "the attack", "a post in", "Tungar", "near Goundam", "on Sunday", "killing two men",
    "three officers", "no one", "said", "denied", "the claim", "any role in", "Ana Ruiz", "that", "“", "”", ",", ".", "\n\n", "Mali’s",
    "met", "will march", "at least", "É", "ß", "the raid", "who", "dozens",
]  # fmt: skip
TYPES = [one.name for one in plover().types]
LINKED = ["actor", "recipient", "place", "time"]


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Report, Annotation, Resolution]:
    """A text of news-like pieces with event marks, attributions, actors, places and dates anywhere in it.

    As from the model and the resolver, triggers are whole words, and no two triggers or dates share a character.
    """
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=50))
    paragraphs = [p.strip() for p in " ".join(pieces).split("\n\n") if p.strip()] or ["x"]
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        kind = draw(st.sampled_from(["headline", "subhead", "paragraph", "paragraph", "caption"]))
        blocks.append(Block(kind, at, at + len(paragraph)))  # type: ignore[arg-type]
        at += len(paragraph) + 2
    report = Report("r", "s", text, tuple(blocks), published=Published("2023-09-29", "metadata"))
    one = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 25)).map(
        lambda s: report.span(s[0], min(len(text), s[0] + s[1]))
    )

    def spans(most: int) -> st.SearchStrategy[tuple[Span, ...]]:
        return st.lists(one, max_size=most).map(lambda found: tuple(sorted(found)))

    def mark(trigger: Span) -> EventMark:
        type_ = draw(st.sampled_from(["ASSAULT", "ASSAULT", *TYPES]))
        book = plover().type(type_)
        assert book is not None
        mode = draw(st.sampled_from([None, *(m.name for m in book.modes)]))
        roles = draw(st.lists(st.builds(RoleMark, st.sampled_from(LINKED), one, st.floats(0, 1)), max_size=4))
        figures = draw(st.lists(st.builds(FigureMark, st.sampled_from(FIGURES[:2]), one, st.floats(0, 1)), max_size=2))
        modality = draw(st.sampled_from(["happened", "happened", *MODALITIES]))
        score = draw(st.floats(0, 1))
        return EventMark(trigger, type_, mode, modality, score, tuple(roles), tuple(figures))  # type: ignore[arg-type]

    words = [report.span(*match.span()) for match in re.finditer(r"[^\s.,“”]+", text)] or [report.span(0, 1)]
    triggers = draw(st.lists(st.sampled_from(words), max_size=8, unique=True))
    attribution = st.builds(Attribution, spans(2), spans(2), spans(3), st.floats(0, 1))
    annotation = Annotation(
        "r",
        "by-hand",
        "1",
        tuple(sentences_of(report)),
        (),
        tuple(draw(st.lists(attribution, max_size=4))),
        events=tuple(map(mark, triggers)),
    )
    kinds = st.sampled_from(["person", "organisation", "country", "group"])
    known = st.tuples(kinds, spans(4), st.sampled_from([None, "MLI", "XKX"]), st.sampled_from([(), ("MIL",), ("GOV",)]))
    actors = draw(st.lists(known, max_size=5))
    precision = st.sampled_from(["point", "city", "admin1", "country", "none"])
    places = draw(st.lists(st.tuples(spans(3), st.sampled_from(["MLI", "XKX", None]), precision), max_size=3))
    times = draw(st.lists(st.sampled_from(words), max_size=3, unique=True))
    days = [(span, draw(st.sampled_from(["2023-09-24", "2023-09-25", None]))) for span in times]
    resolution = Resolution(
        "r",
        tuple(
            Actor(f"a{i}", f"A{i}", kind, country, sectors=sectors, mentions=found)  # type: ignore[arg-type]
            for i, (kind, found, country, sectors) in enumerate(actors)
        ),
        tuple(
            Place(f"p{i}", f"P{i}", country, None, 1.0, 2.0, kind, mentions=found)  # type: ignore[arg-type]
            for i, (found, country, kind) in enumerate(places)
        ),
        tuple(When(day, day, "day" if day else "unknown", "relative", span) for span, day in days),
    )
    return report, annotation, resolution


def spans_of(event: Event) -> list[Span]:
    spans = [event.trigger, *event.evidence, *event.mentions, *event.actor_spans, *event.recipient_spans]
    return [*spans, *(count.span for count in event.counts), *([event.when.span] if event.when else [])]


Given = tuple[Report, Annotation, Resolution]


def spans_quote_the_text(one: Scene) -> None:
    for event in one.events:
        assert all(one.report.text[span.start : span.end] == span.quote for span in spans_of(event))
        assert event.trigger in event.mentions
        for mention in event.mentions:
            assert any(span.start <= mention.start < span.end for span in event.evidence)


def what_is_named_is_there(one: Scene) -> None:
    statements = {statement.id: statement for statement in one.statements}
    for event in one.events:
        assert {*event.actors, *event.recipients} <= {actor.id for actor in one.resolution.actors}
        assert not set(event.actors) & set(event.recipients)
        assert len(set(event.actors)) == len(event.actors)
        assert event.place is None or event.place in {place.id for place in one.resolution.places}
        for denied in event.denied_by:
            assert statements[denied].stance == "denies"
        for claimed in event.claimed_by:
            assert statements[claimed].stance != "denies"
        for said in (*event.claimed_by, *event.denied_by):
            assert event.id in statements[said].about
        assert event.by_outlet or event.claimed_by or event.denied_by
        assert 0 <= event.confidence <= 1
        book = plover().type(event.type)
        assert book is not None
        assert event.mode is None or book.mode(event.mode) is not None
        for count in event.counts:
            assert count.low is not None or count.high is not None
    assert {e for s in one.statements for e in s.about} <= {event.id for event in one.events}


def every_mark_is_told_or_rejected(one: Scene) -> None:
    told = [mention for event in one.events for mention in event.mentions]
    dropped = [one.report.span(*r.span) for r in one.rejected if r.span]
    assert sorted(told + dropped) == sorted(mark.trigger for mark in one.annotation.events)
    assert all(r.stage == "events" and r.reason.startswith("events.") and r.message for r in one.rejected)


def flags_quote_the_text(one: Scene) -> None:
    for flag in find_flags(
        one.report, one.annotation, one.resolution, one.statements, one.events, EventsOptions(flags_per_kind=99)
    ):
        assert flag.spans
        assert all(one.report.text[span.start : span.end] == span.quote for span in flag.spans)


@given(scenes())
def test_laws_of_events(given_: Given) -> None:
    one = coded(*given_)
    spans_quote_the_text(one)
    what_is_named_is_there(one)
    every_mark_is_told_or_rejected(one)
    flags_quote_the_text(one)
    assert len({event.id for event in one.events}) == len(one.events)
    assert coded(*given_) == one


@given(scenes(), st.randoms(use_true_random=False))
def test_the_order_of_what_goes_in_does_not_matter(given_: Given, chance: random.Random) -> None:
    report, annotation, resolution = given_
    one = coded(report, annotation, resolution)

    def mixed(things: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(things, len(things)))

    turned = replace(annotation, events=mixed(annotation.events), attributions=mixed(annotation.attributions))  # type: ignore[arg-type]
    known = replace(resolution, places=mixed(resolution.places), whens=mixed(resolution.whens))  # type: ignore[arg-type]
    assert coded(report, turned, known).events == one.events


NEWS = (
    "! {nation} police [E9=ASSAULT attacked] in [P9 {town}]\n"
    "[A1 Gunmen] [E1=ASSAULT.firearms opened fire on] [R1 {nation} police] in [P1 {town}] on [T1 Sunday], killing "
    "[K1=killed two officers].\n"
    "[S1+A2 President {person}] [C1+E2=ACCUSE accused] [Q1 [R2+A3 {rival}] of [E3=AID arming] the gunmen]. "
    "[S2 {rival}] [C2 denied] [Q2 any role in the [E4=ASSAULT attack]]. {person} [E5=REQUEST~future will call for] sanctions."
)
WHO = [
    ("Kosovo", "Kosovo’s", "XKX", "Banjska", "Ana Ruiz", "Serbia", "SRB"),
    ("Mali", "Malian", "MLI", "Tungar", "Ibrahim Sesay", "Niger", "NER"),
    ("Norway", "Norwegian", "NOR", "Vardø", "Kari Nordmann", "Sweden", "SWE"),
    ("Myanmar", "Burmese", "MMR", "Mae Sot", "Nguyen Thi Hoa", "Thailand", "THA"),
]


def played_by(who: tuple[str, ...]) -> Scene:
    country, nation, code, town, person, rival, other = who
    cast = {
        country: f"country {code}:",
        "gunmen": f"group {code} UAF:Gunmen; gunmen; the gunmen",
        "police": f"organisation {code} COP:{nation} police",
        person: f"person {code} GOV:President {person}; {person}",
        rival: f"country {other}:",
    }
    text = NEWS.format(nation=nation, town=town, person=person, rival=rival)
    return scene(text, cast, {town: f"{code} city"}, {"Sunday": "2023-09-24"})


def test_who_and_where_change_nothing_but_who_and_where() -> None:
    played = [played_by(who) for who in WHO]
    shapes = []
    for one, (country, nation, _, town, person, rival, _) in zip(played, WHO, strict=True):
        lines = "\n".join(one.lines)
        for name, stands in (
            (person, "PERSON"),
            (rival, "RIVAL"),
            (country, "COUNTRY"),
            (nation, "NATION"),
            (town, "TOWN"),
        ):
            lines = lines.replace(name, stands)
        shapes.append(lines)
    assert shapes[0].splitlines() == [
        "ASSAULT.firearms happened | gunmen → police | TOWN | Sunday | killed 2 officers",
        "ACCUSE happened | PERSON → RIVAL",
        "AID happened | RIVAL | said by PERSON | denied by RIVAL",
        "REQUEST future",
    ]
    assert set(shapes) == {shapes[0]}
    coding = [[(e.type, e.mode, e.modality, e.confidence) for e in one.events] for one in played]
    assert all(one == coding[0] for one in coding)


def test_an_empty_report_has_no_events() -> None:
    report = Report("r", "s", "", ())
    annotation = Annotation("r", "m", "1", (), (), ())
    assert code_events(report, annotation, Resolution("r"), (), EventsOptions()) == ((), (), ())


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "from event_scenes import scene\n"
        "s = scene('[A1 Mali, Niger and Chad] [E1=CONSULT met] [A1 rebels] in [P1 Lomé].',"
        " {'Mali': 'country MLI:', 'Niger': 'country NER:', 'Chad': 'country TCD:', 'r': 'group:rebels'},"
        " {'Lomé': 'TGO city'})\n"
        "print(s.events, s.lines)"
    )
    outputs = set()
    for seed in ("0", "7"):
        environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        outputs.add(done.stdout)
    [output] = outputs
    assert "Mali, Niger, Chad, r | Lomé" in output
