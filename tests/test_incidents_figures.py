"""Figures of an incident: every claim is kept, and rolled up to UCDP's three figures and ACLED's one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_cases import figure, span, telling, toll

from tocsin.incidents.figures import ANYBODY, claims_of, counted, is_part, roll_ups
from tocsin.records import RollUp, Telling


def rolled(*tellings: Telling, groups: dict[str, int] | None = None) -> RollUp:
    """Roll up the one kind of figures of some tellings; each report is a source of its own unless said otherwise."""
    reports = sorted({each.report for each in tellings})
    (found,) = roll_ups(claims_of(tellings), groups or {report: n for n, report in enumerate(reports)})
    return found


def numbers(rollup: RollUp) -> tuple[int, int, int, int]:
    return rollup.low, rollup.best, rollup.high, rollup.cautious


def counting(*quotes: tuple[str, str | None, float], report: str = "r1", **more: Any) -> Telling:
    """Make a telling of a report that counts several groups, one after the other in one sentence."""
    made, at = [], 0
    for quote, who, number in quotes:
        made.append(figure(who=who, low=number, high=number, span=span(quote, at)))
        at += len(quote) + 5
    return telling(f"e-{report}", report, figures=tuple(made), **more)


def test_lowest_best_and_highest_are_ucdps_and_the_cautious_one_is_acleds():
    found = rolled(toll("a", "11", 4), toll("b", "12", 9), toll("c", "13", 9), toll("d", "14", 12))
    assert numbers(found) == (4, 9, 12, 4)


def test_copies_of_one_story_do_not_make_their_figure_the_best():
    copies = [toll("a", "11", 4), toll("b", "11", 4), toll("c", "11", 4)]
    others = [toll("d", "12", 9), toll("e", "12", 9)]
    assert rolled(*copies, *others, groups={"a": 1, "b": 1, "c": 1, "d": 2, "e": 3}).best == 9


def test_the_last_word_of_a_source_counts_and_the_newest_of_rival_ones():
    assert rolled(toll("a", "11", 4), toll("b", "13", 6), groups={"a": 1, "b": 1}).best == 6
    assert numbers(rolled(toll("a", "11", 4, high=None), toll("b", "12", 9))) == (4, 9, 9, 4)


def test_bounds_of_a_figure_are_kept_apart():
    assert numbers(rolled(toll("a", "11", 20, high=30))) == (20, 20, 30, 20)
    assert numbers(rolled(toll("a", "11", None, high=30))) == (30, 30, 30, 30)


@pytest.mark.parametrize("low", [4, 4.5, 4.9])
def test_a_roll_up_is_in_whole_people(low: float):
    assert rolled(toll("a", "11", low)).best == (4 if low == 4 else 5)


def test_a_report_that_names_the_older_figure_stands_by_the_newer():
    told = telling(figures=(figure(low=4, high=4), figure(low=9, high=9, newer=True, span=span("nine", 40))))
    assert numbers(rolled(told)) == (4, 9, 9, 4)


def test_a_total_outweighs_the_groups_that_it_is_made_of():
    whole = counting(("seven people", None, 7), ("two soldiers", "soldiers", 2), ("three children", "children", 3))
    assert numbers(rolled(whole)) == (7, 7, 7, 7)


@pytest.mark.parametrize("others", [("four civilians", "civilians"), ("four others", None), ("four rebels", "rebels")])
def test_groups_that_a_sentence_puts_side_by_side_are_added_up(others: tuple[str, str | None]):
    assert numbers(rolled(counting(("three soldiers", "soldiers", 3), (*others, 4)))) == (7, 7, 7, 7)


def test_the_same_people_under_another_name_further_down_are_not_added():
    first = figure(who="road workers", low=6, high=6, span=span("six road workers"))
    again = figure(who="labourers", low=6, high=6, span=span("six labourers", 900))
    assert numbers(rolled(telling(figures=(first, again)))) == (6, 6, 6, 6)


def test_a_part_of_those_hit_does_not_lower_the_toll():
    children = toll("b", "12", 3, who="children", span=span("three children"))
    some = toll("c", "12", 2, span=span("two of the dead"))
    assert numbers(rolled(toll("a", "11", 7), children, some)) == (7, 7, 7, 7)
    assert numbers(rolled(children)) == (3, 3, 3, 3)


@pytest.mark.parametrize(
    ("quote", "who", "part"),
    [
        ("three children", "children", True),
        ("two young women", "young women", True),
        ("four of the dead", None, True),
        ("two of those injured", "those", True),
        ("three more", None, True),
        ("another soldier", "soldier", True),
        ("63 men and women", "men and women", False),
        ("all five of the dead", None, False),
        ("five of its members", "members", False),
        ("seven people", "people", False),
        ("at least four", None, False),
    ],
)
def test_words_that_say_that_a_figure_is_of_some_only(quote: str, who: str | None, part: bool):
    (claim,) = claims_of([telling(figures=(figure(who=who, span=span(quote)),))])
    assert is_part(claim) == part


def test_eleven_more_injured_are_all_of_the_injured():
    (claim,) = claims_of([telling(figures=(figure("injured", 11, 11, span=span("eleven more")),))])
    assert not is_part(claim)


def whom(who: str | None) -> str:
    (claim,) = claims_of([telling(figures=(figure(who=who),))])
    return counted(claim)


@pytest.mark.parametrize("who", ["people", "12 villagers", "men and women", "residents of Goma", "the dead", "7"])
def test_a_figure_for_whoever_was_hit_counts_anybody(who: str):
    assert whom(who) == whom(None) == ANYBODY


def test_a_figure_for_a_group_counts_that_group_under_any_ending_and_addition():
    assert whom("soldiers") == whom("a soldier") == whom("two soldiers of the 34th brigade") != ANYBODY
    assert whom("soldiers") != whom("policemen")


def test_a_place_in_a_text_is_one_claim_however_many_events_hold_it():
    one, other = (telling(name, figures=(figure(), figure("injured", 11, 11))) for name in ("e1", "e2"))
    assert [(claim.what, claim.low) for claim in claims_of([one, other])] == [("injured", 11), ("killed", 4)]
    assert {kind.what for kind in roll_ups(claims_of([one, other]), {})} == {"injured", "killed"}


def test_claims_are_in_order_of_publication_and_of_the_text():
    late = toll("a", "12", 9)
    early = telling("e", "b", figures=(figure(span=span("nine", 80), low=9), figure(span=span("four", 3))))
    assert [(c.evidence.report, c.evidence.span.start) for c in claims_of([late, early])] == [
        ("b", 3),
        ("b", 80),
        ("a", 0),
    ]


FIGURES = st.builds(
    lambda low, more, who, newer, at: figure(
        who=who, low=low, high=None if more is None else (low or 0) + more, newer=newer, span=span("four", at)
    ),
    st.one_of(st.none(), st.integers(0, 400)),
    st.one_of(st.none(), st.integers(0, 20)),
    st.sampled_from([None, "people", "soldiers", "civilians", "children"]),
    st.booleans(),
    st.integers(0, 300),
)


@given(st.lists(st.lists(FIGURES, max_size=4), min_size=1, max_size=5), st.data())
@settings(max_examples=200, deadline=None)
def test_low_is_at_most_best_and_best_at_most_high(reports, drawn):
    tellings = [
        telling(f"e{n}", f"r{n}", published=f"2025-01-{11 + n}", figures=tuple(held)) for n, held in enumerate(reports)
    ]
    groups = {each.report: drawn.draw(st.integers(1, 3)) for each in tellings}
    claims = claims_of(tellings)
    for each in roll_ups(claims, groups):
        assert 0 <= each.cautious == each.low <= each.best <= each.high
    shuffled = drawn.draw(st.permutations(tellings))
    assert roll_ups(claims_of(shuffled), groups) == roll_ups(claims, groups)


def test_what_the_model_doubts_adds_no_figure_of_a_kind_of_its_own():
    sure = telling("e1", "r1", figures=(figure("killed", 4, 4),))
    doubted = telling("e2", "r2", doubtful=True, figures=(figure("killed", 9, 9), figure("abducted", 1, 1)))
    assert [(claim.what, claim.low) for claim in claims_of([sure, doubted])] == [("killed", 4), ("killed", 9)]
