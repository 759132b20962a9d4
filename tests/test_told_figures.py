"""Figures of killed and injured that no mark has are read from the words beside them."""

from __future__ import annotations

import pytest
from builders import marked

from tocsin.annotate.counting import is_uncounted
from tocsin.annotate.told_figures import with_told_figures


def figures(text: str) -> list[tuple[str, str, str]]:
    found = marked(text)
    marks = with_told_figures(found.report, found.annotation.sentences, found.annotation.events)
    return [(mark.trigger.quote, figure.kind, figure.span.quote) for mark in marks for figure in mark.figures]


TOLD = [
    ("Gunmen [E1=ASSAULT ambushed] a patrol, leaving three soldiers dead.", ("ambushed", "killed", "three soldiers")),
    ("The [E1=ASSAULT blast] wounded nine others, the clinic said.", ("blast", "injured", "nine others")),
    (
        "A van was [E1=ASSAULT ambushed], which led to the death of a guard and the injury of one other.",
        ("ambushed", "injured", "one other"),
    ),
    ("In the [E1=ASSAULT raid] another guard was badly hurt.", ("raid", "injured", "another guard")),
    ("Rebels [E1=ASSAULT shelled] Tungar; a farm boy was killed.", ("shelled", "killed", "a farm boy")),
    ("The [E1=ASSAULT shelling] of Tungar came before the [E2=ASSAULT raid] that killed 12.", ("raid", "killed", "12")),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_came_of_an_assault_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in figures(text)


NOT_TOLD = [
    # of another sentence
    "Gunmen [E1=ASSAULT raided] a farm. Three people were killed.",
    # no assault
    "Police [E1=COERCE.arrest arrested] a man after three people were killed.",
    # no people
    "He was killed two days after the [E1=ASSAULT raid].",
    "The guard was [E1=ASSAULT shot] and killed 12 kilometres from Tungar.",
    # of another kind
    "Rebels [E1=ASSAULT seized] 12 lorries.",
    "A [E1=ASSAULT raid] was a surprise to the mayor.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert figures(text) == []


CROWDS = [
    ("Teachers [E1=PROTEST.demo marched] in Tungar. Police put the crowd at about 300.", "about 300"),
    (
        "Miners [E1=PROTEST.obstruct blocked] a road. It was hot. Some 400 people took part, police said.",
        "Some 400 people",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CROWDS)
def test_how_many_protested_may_stand_behind_the_protest(text: str, expected: str) -> None:
    [(_, kind, quote)] = figures(text)
    assert (kind, quote) == ("participants", expected)


@pytest.mark.parametrize(
    "text",
    [
        # too far behind, no protest, too few for a crowd, and something else
        "Teachers [E1=PROTEST marched]. It rained. It was cold. It was dark. Some 400 people took part.",
        "Rebels [E1=ASSAULT raided] Tungar. Some 400 people took part in a wedding.",
        "Teachers [E1=PROTEST marched]. Two people joined the mayor.",
        "Teachers [E1=PROTEST marched]. The crowd filled 40 buses.",
    ],
)
def test_other_numbers_beside_a_crowd_are_left_alone(text: str) -> None:
    assert figures(text) == []


def test_another_figure_for_what_was_counted_is_of_its_kind() -> None:
    text = (
        "[K1=participants Some 150 dockers] [E1=PROTEST blocked] the road, the prefect said; the union spoke of 400.\n"
        "[K2=killed Six men] died in the [E2=ASSAULT raid]. The army gave a figure of nine. Two of the trucks burned."
    )
    assert figures(text) == [
        ("blocked", "participants", "Some 150 dockers"),
        ("blocked", "participants", "400"),
        ("raid", "killed", "Six men"),
        ("raid", "killed", "nine"),
    ]


def test_a_number_without_another_before_it_counts_nothing() -> None:
    assert figures("Rebels [E1=ASSAULT raided] Tungar. The mayor spoke of 400.") == []


def test_a_figure_that_is_marked_is_not_told_again() -> None:
    text = "[K1=killed Three soldiers] were killed when rebels [E1=ASSAULT raided] the post."
    assert figures(text) == [("raided", "killed", "Three soldiers")]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [("three villages", True), ("12 days", True), ("three villagers", False), ("12", False), ("", False)],
)
def test_places_and_days_are_not_counted(quote: str, expected: bool) -> None:
    assert is_uncounted(quote) is expected
