"""Figures are claims: what is counted, who, between which bounds, and who says so."""

from __future__ import annotations

import pytest
from event_scenes import scene

from tocsin.events.coding.drafts import Desk
from tocsin.events.coding.figures import at_their_events, bounds_of, disjoint, same_counted
from tocsin.records import Count, CountKind, Span

SPAN = Span(0, 1, "x")


def count(who: str | None, low: float | None, high: float | None, what: CountKind = "killed") -> Count:
    return Count(what, who, low, high, False, None, SPAN)


BOUNDS = [
    ("three officers", (3, 3)),
    ("at least three officers", (3, None)),
    ("more than 30 people", (30, None)),
    ("up to 2,000 troops", (None, 2000)),
    ("between 20 and 30 soldiers", (20, 30)),
    ("a dozen men", (12, 12)),
    ("dozens", (12, 99)),
    ("several officers", (3, 9)),
    ("rose to 12", (12, 12)),
    # one, without a number word
    ("a policeman", (1, 1)),
    ("another civilian", (1, 1)),
    ("his brother", (1, 1)),
    ("the driver", (1, 1)),
    ("policeman", (1, 1)),
    ("a bus", (1, 1)),
    ("a minibus", (1, 1)),
    ("a third man", (1, 1)),
    ("a policeman in his thirties", (1, 1)),
    ("the army’s commander", (1, 1)),
    ("policeman has been killed", (1, 1)),
    # none
    ("no one", (0, 0)),
    ("nobody", (0, 0)),
    ("no civilians", (0, 0)),
    ("none of the crew", (0, 0)),
    # nobody says how many
    ("At", (None, None)),
    ("in the", (None, None)),
    ("the soldiers", (None, None)),
    ("policemen", (None, None)),
    ("his men", (None, None)),
    ("people", (None, None)),
    ("a number of people", (None, None)),
    ("an unknown number of civilians", (None, None)),
    ("a group of men", (None, None)),
    ("the police", (None, None)),
    ("a man and his wife", (2, 2)),
    ("the wives of the miners", (None, None)),
]


@pytest.mark.parametrize(("quote", "bounds"), BOUNDS)
def test_bounds(quote: str, bounds: tuple[float | None, float | None]) -> None:
    assert bounds_of(quote) == bounds


COUNTED = [
    ("Gunmen [E1=ASSAULT shot dead] [K1=killed at least three officers].", "killed 3.. officers"),
    ("The blast [E1=ASSAULT killed] [K1=killed about 20 people].", "killed about 20"),
    ("[K1=killed Two Serbian policemen] were [E1=ASSAULT shot].", "killed 2 Serbian policemen"),
    ("[K1=killed A policeman] was [E1=ASSAULT shot].", "killed 1 policeman"),
    ("[K1=killed No one] died in the [E1=ASSAULT shelling].", "killed 0"),
    ("[K1=killed Nobody] died in the [E1=ASSAULT shelling].", "killed 0"),
    ("[K1=killed No civilians] died in the [E1=ASSAULT shelling].", "killed 0 civilians"),
    ("The [E1=ASSAULT shelling] left [K1=killed four dead] and [K1=injured nine wounded].", "killed 4, injured 9"),
    (
        "Police [E1=COERCE.arrest detained] [K1=arrested 14 people, two of them teachers].",
        "arrested 14 two of them teachers",
    ),
    ("Up to [K1=forces 2,000 troops] [E1=MOBILIZE massed].", "forces 2000 troops"),
    ("[E1=MOBILIZE Massed]: [K1=forces up to 2,000 troops].", "forces ..2000 troops"),
    ("[E1=MOBILIZE Massed]: [K1=materiel between 20 and 30 tanks].", "materiel 20..30 tanks"),
    # arms are not counted with people
    (
        "It [E1=MOBILIZE moved] [K1=forces 400 soldiers and two helicopters].",
        "forces 400 soldiers, materiel 2 helicopters",
    ),
    ("It [E1=MOBILIZE moved] [K1=materiel 12 tanks and two helicopters].", "materiel 14 12 tanks and two helicopters"),
    # some of those who are counted
    ("The [E1=ASSAULT raid] left [K1=injured four people] hurt, [K1=injured two of them] badly.", "injured 4"),
    ("It [E1=ASSAULT hurt] [K1=injured four people], [K1=injured one of] them [K1=injured a girl of 8].", "injured 4"),
    ("They [E1=RETREAT.release freed] [K1=released two of them].", "released 2"),
    ("It [E1=ASSAULT killed] [K1=killed six], and [K1=injured two of them] were hurt before.", "killed 6, injured 2"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_figures_of_an_event(text: str, expected: str) -> None:
    one = scene(text)
    assert ", ".join(map(one.count, one.events[0].counts)) == expected
    assert all(c.speaker is None for c in one.events[0].counts)


def test_a_figure_without_a_number_is_left_out_and_the_reason_kept() -> None:
    [event] = scene("[K1=injured Soldiers] were [E1=ASSAULT shelled] by [A1 rebels].").events
    assert event.counts == ()
    assert "“Soldiers” was marked as a figure but holds no number" in event.why


SPEAKERS = {"Ana Ruiz": "", "Jan Kowal": "", "police": "organisation:Police; police"}


def test_who_gives_a_figure_is_kept_with_it() -> None:
    one = scene(
        "A [E1=ASSAULT blast] in the market killed [K1=killed three people]. "
        "[S1 Police] [C1 said] [Q1 [K1=killed at least five vendors] had died]. "
        "[S2 Ana Ruiz] [C2 said] [Q2 [K1=injured nine] were hurt].",
        SPEAKERS,
    )
    assert [one.count(c) for c in one.events[0].counts] == [
        "killed 3",
        "killed 5.. vendors by police",
        "injured 9 by Ana Ruiz",
    ]


def test_a_figure_that_is_denied_is_not_the_figure_of_who_denies_it() -> None:
    [event] = scene(
        "[S1 Ana Ruiz] [C1 denied] [Q1 that [K1=killed ten men] had died in the [E1=ASSAULT blast]].", SPEAKERS
    ).events
    assert [c.speaker for c in event.counts] == [None]


def test_within_a_relayed_statement_the_one_who_knows_gives_the_figure() -> None:
    one = scene(
        "[S1 Ana Ruiz] [C1 said] [Q1 [S2 Jan Kowal] had [C2 said] [Q2 [K1=killed ten men] had died in the [E1=ASSAULT blast]]].",
        SPEAKERS,
    )
    assert [one.count(c) for c in one.events[0].counts] == ["killed 10 men by Jan Kowal"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((3, 3), (3, 3), False),
        ((3, 3), (4, 4), True),
        ((3, None), (5, 5), False),
        ((3, None), (2, 2), True),
        ((None, 10), (11, None), True),
        ((None, 10), (10, None), False),
        ((12, 99), (20, 20), False),
        ((0, 0), (1, 1), True),
    ],
)
def test_figures_that_cannot_both_be_right(
    one: tuple[float | None, float | None], other: tuple[float | None, float | None], expected: bool
) -> None:
    assert disjoint(count(None, *one), count(None, *other)) is expected
    assert disjoint(count(None, *other), count(None, *one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("officer", "officers", True),
        ("policeman", "two policemen", True),
        ("police officers", "officer", True),
        ("civilians", "civilian", True),
        (None, "soldiers", True),
        ("soldiers", "civilians", False),
        ("men", "women", False),
        ("man", "woman", False),
        ("the army", "armies", True),
    ],
)
def test_who_is_counted_is_compared_by_its_noun(one: str | None, other: str | None, expected: bool) -> None:
    assert same_counted(count(one, 1, 1), count(other, 2, 2)) is expected
    assert same_counted(count(other, 2, 2), count(one, 1, 1)) is expected


def test_dead_and_hurt_are_never_the_same_figure() -> None:
    assert not same_counted(count(None, 1, 1), count(None, 1, 1, "injured"))


def test_a_figure_told_beside_a_deed_is_not_of_one_in_another_paragraph() -> None:
    text = (
        "[A1 Gunmen] [E1=ASSAULT raided] Tungar.\n"
        "The [E2=ASSAULT raid] took an hour. [K{number}=killed Two guards] were shot when it [E3=ASSAULT began]."
    )
    one = scene(text.format(number=1), {})
    told = {mark.trigger.quote: [f.span.quote for f in mark.figures] for mark in one.annotation.events}
    assert told == {"raided": ["Two guards"], "raid": [], "began": []}
    desk = Desk.of(one.report, one.annotation, one.resolution, one.statements)
    found = at_their_events(desk, one.annotation.events)
    assert {m.trigger.quote: [f.span.quote for f in m.figures] for m in found} == {
        "raided": [],
        "raid": [],
        "began": ["Two guards"],
    }
    # in its own paragraph a figure stays where the model put it
    beside = scene(text.format(number=2), {})
    desk = Desk.of(beside.report, beside.annotation, beside.resolution, beside.statements)
    assert at_their_events(desk, beside.annotation.events) == list(beside.annotation.events)
