"""What holds for all events: spans quote the text, order does not matter, ids are unique, names change nothing."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from dataclasses import replace

from builders import cast_of, marked, places_of, whens_of
from event_scenes import Scene, coded, scene
from hypothesis import given
from hypothesis import strategies as st

from tocsin.annotate.layout import FIGURES, MODALITIES
from tocsin.events import EventsOptions, code_events, find_flags
from tocsin.records import (
    Annotation,
    Event,
    EventMark,
    FigureMark,
    Report,
    Resolution,
    Role,
    RoleMark,
    Span,
)
from tocsin.records.codebook import plover

# "#" stands for the number of the sentence: marks of one number in one sentence belong together
SENTENCES = [
    "[A#1 Gunmen] [E#1=ASSAULT raided] [P#1 Tungar] [T#1 on Sunday], killing [K#1=killed two men].",
    "[A#1 The army] [E#1=ASSAULT.firearms shot at] [R#1 police] in [P#1 Goundam], wounding [K#1=injured no one].",
    "The [E#1=ASSAULT raid] left [K#1=killed three officers] dead.",
    "That [E#1=ASSAULT attack] shocked Mali [T#1 on Monday].",
    "An [E#1=ASSAULT ambush] killed [K#1=killed dozens].",
    "[S# Ana Ruiz] [C# said] [Q# [A#1 gunmen] had [E#1=ASSAULT raided] [P#1 Tungar], killing [K#1=killed at least nine]].",
    "[S# Mali] [C# denied] [Q# that [A#1 the army] had [E#1=ASSAULT shelled] [R#1 a school]].",
    "[S# The army] [C# denied] [Q# any role in the [E#1=ASSAULT attack]].",
    "[S# Mali] [C# rejected] [Q# the claim].",
    "[S#+A#1 Ana Ruiz] [C#+E#1=ACCUSE accused] [Q# [R#1+A#2 the army] of [E#2=COERCE seizing] [R#2 a bus]].",
    "[S# Ana Ruiz] [C# said] [Q# [S9# police] had [C9# denied] [Q9# [E#1=ASSAULT shooting] [R#1 teachers]]].",
    "[A#1 Teachers and police] [E#1=PROTEST~ongoing are marching] in [P#1 Mali].",
    "[A#1 Gunmen] will [E#1=ASSAULT~threatened raid] [P#1 Goundam] again.",
    "It was a quiet day near Tungar.",
]
ROLES: list[Role] = ["actor", "recipient", "place", "time"]


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Report, Annotation, Resolution]:
    """A report of news-like sentences in any order, of which some marks are moved, unsure or of other kinds."""
    lines: list[str] = []
    for number, sentence in enumerate(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9)), 1):
        begins = (
            draw(st.sampled_from(["", "", "", "! ", "!! ", "~ ", "new"]))
            if lines
            else draw(st.sampled_from(["", "! "]))
        )
        numbered = sentence.replace("#", str(number))
        if begins or not lines or lines[-1].startswith(("!", "~")):
            lines.append(begins.removeprefix("new") + numbered)
        else:
            lines[-1] += " " + numbered
    passage = marked("\n".join(lines), "2023-09-29")
    report = passage.report
    words = [match.span() for match in re.finditer(r"[\w’]+", report.text)]
    one = st.tuples(st.integers(0, len(words) - 1), st.integers(0, 4)).map(
        lambda pair: report.span(words[pair[0]][0], words[min(len(words) - 1, sum(pair))][1])
    )

    def changed(mark: EventMark) -> EventMark:
        score = draw(st.sampled_from([0.9, 0.9, 0.3, 1.0]))
        if not draw(st.sampled_from([False, False, True])):
            return replace(mark, score=score)
        book = plover().type(draw(st.sampled_from([mark.type, *TYPES])))
        assert book is not None
        mode = draw(st.sampled_from([None, *(mode.name for mode in book.modes)]))
        roles = (*mark.roles[1:], RoleMark(draw(st.sampled_from(ROLES)), draw(one), 0.9))
        figures = (*mark.figures, FigureMark(draw(st.sampled_from(FIGURES[:2])), draw(one), 0.9))  # type: ignore[arg-type]
        modality = draw(st.sampled_from(MODALITIES))
        return EventMark(mark.trigger, book.name, mode, modality, score, roles, figures)  # type: ignore[arg-type]

    annotation = replace(passage.annotation, events=tuple(map(changed, passage.annotation.events)))
    cast = {
        name: draw(st.sampled_from([known, known, f"group -:{known.partition(':')[2]}"]))
        for name, known in CAST.items()
    }
    places = {
        name: draw(st.sampled_from(["MLI city", "MLI point", "MLI admin1", "- none"])) for name in ("Tungar", "Goundam")
    }
    resolution = replace(
        cast_of(report, cast),
        places=places_of(report, places),
        whens=whens_of(report, {"Sunday": "2023-09-24", "Monday": draw(st.sampled_from(["2023-09-24", "2023-09-25"]))}),
    )
    return report, annotation, resolution


CAST = {
    "gunmen": "group MLI UAF:Gunmen; gunmen",
    "army": "organisation MLI MIL:The army; the army",
    "police": "organisation MLI COP:police",
    "both": "group MLI:Teachers and police",
    "teachers": "group MLI EDU:Teachers; teachers",
    "Mali": "country MLI:Mali",
    "Ana Ruiz": "person NER GOV:Ana Ruiz",
}
TYPES = [one.name for one in plover().types]


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
