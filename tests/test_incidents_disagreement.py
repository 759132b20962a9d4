"""Where accounts differ: figures, place, day, doer and whether it happened; corrections apart from contradictions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_cases import ARMY, BENI, FRONT, GOMA, SAKE, accusation, figure, span, telling, toll, values_of, voice

from tocsin.incidents.disagreement import disagreements_of
from tocsin.incidents.figures import claims_of
from tocsin.incidents.responsibility import responsibility_of
from tocsin.records import Disagreement, Party, Spot, Telling

RIDGE = Party("Ridge Army", "act-ridge", "organisation", None, ("MIL",))
ARMED_MEN = Party("Armed men", "act-men", "group", None, ("UAF",))


def found(*tellings: Telling) -> tuple[Disagreement, ...]:
    return disagreements_of(tellings, claims_of(tellings), responsibility_of(tellings))


def over(field: str, *tellings: Telling) -> list[tuple[str, set[str]]]:
    """Pick the disagreements over one field, and see that there is none over anything else."""
    every = found(*tellings)
    assert {each.field for each in every} <= {field}
    return values_of(every, field)


# --- figures ---


def test_at_least_four_and_then_nine_is_a_correction():
    assert over("killed", toll("a", "11", 4, high=None), toll("b", "12", 9)) == [("correction", {"4+", "9"})]


def test_twelve_by_the_army_and_seven_by_the_hospital_contradict():
    army = toll("a", "11", 12, who="fighters", speaker="army")
    hospital = toll("b", "12", 7, who="bodies", speaker="hospital")
    assert over("killed", army, hospital) == [("contradiction", {"12", "7"})]
    assert over("killed", army, replace(hospital, published="2025-01-11")) == [("contradiction", {"12", "7"})]


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (toll("b", "12", 9, newer=True), "correction"),
        (toll("b", "12", 3, newer=True, speaker="mayor"), "correction"),
        (toll("b", "12", 9), "correction"),
        (toll("b", "12", 3, outlet="outlet of a"), "correction"),
        (toll("b", "12", 3), "contradiction"),
        (toll("b", "11", 9), "contradiction"),
        (toll("b", "11", 9, newer=True), "contradiction"),
    ],
    ids=["newer", "newer by another", "grown", "same outlet", "fallen", "same day", "same day, newer"],
)
def test_what_corrects_five_and_what_contradicts_it(later: Telling, kind: str):
    assert [each for each, _ in over("killed", toll("a", "11", 5), later)] == [kind]


def test_a_speaker_corrects_their_own_figure_in_any_outlet():
    said = toll("a", "11", 12, speaker="Army")
    assert over("killed", said, toll("b", "12", 9, speaker="army")) == [("correction", {"12", "9"})]
    assert over("killed", said, toll("b", "12", 9, speaker="police")) == [("contradiction", {"12", "9"})]


def test_two_reports_of_outlets_that_nobody_knows_are_not_one_voice():
    one, other = toll("a", "11", 9, outlet=None), toll("b", "12", 5, outlet=None)
    assert over("killed", one, other) == [("contradiction", {"9", "5"})]


def test_a_crowd_does_not_grow_as_news_comes_in():
    police = telling("e1", "a", published="2025-01-11", figures=(figure("participants", 300, 300),))
    paper = telling("e2", "b", published="2025-01-12", figures=(figure("participants", 2000, 2000),))
    assert over("participants", police, paper) == [("contradiction", {"300", "2000"})]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"low": 12, "high": None, "approximate": True}, {"low": 34}),
        ({"low": 300, "approximate": True}, {"low": 310}),
        ({"low": 20, "high": 30}, {"low": 25}),
        ({"low": None, "high": 30}, {"low": 12}),
        ({"low": 9}, {"low": 4, "high": None}),
        ({"low": 4}, {"low": 4, "high": None}),
        ({"low": None, "high": None}, {"low": 4}),
    ],
    ids=["dozens and 34", "about", "range", "at most", "at least, later", "the same", "no number"],
)
def test_words_that_allow_a_figure_do_not_disagree_with_it(one: dict, other: dict):
    assert found(toll("a", "11", **one), toll("b", "12", **other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"low": 12, "high": None, "approximate": True}, {"low": 7}),
        ({"low": 300, "approximate": True}, {"low": 150}),
        ({"low": 20, "high": 30}, {"low": 12}),
        ({"low": 40}, {"low": None, "high": 30}),
    ],
    ids=["dozens and seven", "about", "range", "at most"],
)
def test_words_that_do_not_allow_a_figure_contradict_it(one: dict, other: dict):
    assert [kind for kind, _ in over("killed", toll("a", "11", **one), toll("b", "12", **other))] == ["contradiction"]


@pytest.mark.parametrize(
    ("who", "quote"),
    [("children", "three children"), (None, "three of the dead"), (None, "three more")],
)
def test_a_part_is_no_rival_of_the_whole(who: str | None, quote: str):
    part = toll("b", "12", 3, who=who, span=span(quote))
    assert found(toll("a", "11", 7), part) == ()


def test_a_part_larger_than_the_whole_is_one():
    part = toll("b", "12", 9, who="children", span=span("nine children"))
    assert over("killed", toll("a", "11", 7), part) == [("correction", {"7", "9"})]
    assert over("killed", toll("a", "11", 7), replace(part, published="2025-01-11")) == [("contradiction", {"7", "9"})]


def test_a_driver_is_no_rival_of_all_but_an_officer_is_of_two_officers():
    driver = toll("b", "11", 1, who="driver", span=span("the driver"))
    assert found(toll("a", "11", 14), driver) == ()
    officer = toll("a", "11", 1, who="officer", speaker="police", span=span("an officer"))
    officers = toll("b", "11", 2, who="officers", speaker="hospital", span=span("two officers"))
    assert over("killed", officer, officers) == [("contradiction", {"1", "2"})]


def test_groups_side_by_side_are_no_rivals_of_their_sum():
    soldiers = figure(low=3, high=3, who="soldiers", span=span("three soldiers"))
    civilians = figure(low=4, high=4, who="civilians", span=span("four civilians", 19))
    assert found(telling("e1", "a", figures=(soldiers, civilians)), toll("b", "11", 7)) == ()


def test_two_speakers_of_one_report_contradict_each_other_and_an_older_figure_in_it_is_corrected():
    army, hospital = figure(low=12, high=12, speaker="army"), figure(low=7, high=7, speaker="hospital")
    hospital = replace(hospital, span=span("seven", 90))
    assert over("killed", telling(figures=(army, hospital))) == [("contradiction", {"12", "7"})]
    newer = replace(hospital, newer=True)
    assert over("killed", telling(figures=(army, newer))) == [("correction", {"12", "7"})]


def test_values_say_who_gives_them_first_when_and_where():
    ((four, nine),) = [
        each.values for each in found(toll("a", "11", 4, high=None), toll("b", "12", 9), toll("c", "13", 9))
    ]
    assert (four.value, four.by, four.first) == ("4+", ("outlet of a",), "2025-01-11")
    assert (nine.by, nine.first) == (("outlet of b", "outlet of c"), "2025-01-12")
    assert [each.report for each in nine.evidence] == ["b", "c"]


def test_two_values_of_which_one_corrects_the_other_for_somebody_contradict_for_nobody():
    first, revised = toll("a", "11", 9, outlet="The Post"), toll("b", "12", 5, outlet="The Post")
    assert over("killed", first, revised, toll("c", "12", 5)) == [("correction", {"9", "5"})]


def test_a_figure_may_correct_one_and_contradict_another():
    first, later, rival = toll("a", "11", 4, high=None), toll("b", "12", 9), toll("c", "12", 7)
    assert over("killed", first, later, rival) == [("correction", {"4+", "7", "9"}), ("contradiction", {"9", "7"})]


# --- place and day ---


def test_two_towns_are_a_disagreement_and_spellings_of_one_are_not():
    one, other = telling("e1", "a"), telling("e2", "b", spot=SAKE)
    assert over("place", one, other) == [("contradiction", {"Goma", "Sake"})]
    assert found(one, replace(other, spot=replace(GOMA, name="Gomah"))) == ()
    assert found(one, replace(other, spot=replace(SAKE, name="west of Goma"))) == ()


def test_a_place_that_stands_in_for_an_untold_one_disagrees_with_none():
    assert found(telling("e1", "a"), telling("e2", "b", spot=replace(BENI, told=False))) == ()


def test_a_province_and_a_town_in_it_do_not_disagree():
    province = Spot("North Kivu", "COD", "North Kivu", -0.7, 29.2, "admin1", "9")
    assert found(telling("e1", "a"), telling("e2", "b", spot=province)) == ()


def night(first: str, last: str) -> dict[str, str]:
    return {"start": f"2025-01-{first}", "end": f"2025-01-{last}", "precision": "part-of-day"}


def test_two_days_are_a_disagreement_and_a_night_has_both_of_its_days():
    one, other = telling("e1", "a"), telling("e2", "b", **night("11", "11"))
    assert over("day", one, other) == [("contradiction", {"2025-01-10", "2025-01-11"})]
    assert found(telling("e1", "a", **night("10", "11")), other) == ()
    assert found(one, telling("e2", "b", **night("10", "11"))) == ()
    assert over("day", one, telling("e2", "b", **night("11", "12"))) != []


def test_a_day_inside_a_range_of_days_is_no_rival():
    several = telling("e2", "b", start="2025-01-08", end="2025-01-12", precision="day")
    assert found(telling("e1", "a"), several) == ()


def test_days_that_no_text_tells_and_weeks_are_no_rivals():
    published = telling("e2", "b", **night("11", "11"), dated="published")
    week = telling("e3", "c", start="2025-01-12", end="2025-01-18", precision="week")
    assert found(telling("e1", "a"), published, week) == ()


# --- who, and whether ---


def test_two_reports_that_name_others_as_doers_disagree():
    one, other = telling("e1", "a", actors=(ARMY,)), telling("e2", "b", actors=(FRONT,))
    assert over("actor", one, other) == [("contradiction", {"army", "Mutongo Front"})]


@pytest.mark.parametrize(
    "others",
    [
        (),
        (ARMED_MEN,),
        (replace(FRONT, id="act-other"),),
        (replace(FRONT, name="fighters of the Front"),),
        (FRONT, ARMY),
    ],
    ids=["unsaid", "anybody", "the same", "akin", "both"],
)
def test_doers_that_may_be_one_are_no_rivals(others: tuple[Party, ...]):
    assert found(telling("e1", "a", actors=(FRONT,)), telling("e2", "b", actors=others)) == ()


def test_what_one_outlet_tells_of_two_in_one_report_is_no_contradiction():
    assert found(telling("e1", "a", actors=(FRONT,)), telling("e2", "a", actors=(RIDGE,))) == ()


def test_two_who_blame_each_other_in_one_report_disagree():
    told = telling(accusations=(accusation("Mutongo Front", RIDGE), accusation("Ridge Army", FRONT)))
    ((kind, values),) = over("actor", told)
    assert (kind, values) == ("contradiction", {"Ridge Army", "Mutongo Front"})
    (disagreement,) = found(told)
    assert {value.value: value.by for value in disagreement.values} == {
        "Ridge Army": ("Mutongo Front",),
        "Mutongo Front": ("Ridge Army",),
    }


def test_somebody_who_is_quoted_contradicts_the_outlet():
    told = telling("e1", "a", actors=(ARMY,))
    claimed = telling("e2", "b", actors=(FRONT,), by_outlet=False, voices=(voice(speaker="villagers"),))
    (disagreement,) = found(told, claimed)
    assert {value.value: value.by for value in disagreement.values} == {
        "army": ("outlet of a",),
        "Mutongo Front": ("villagers",),
    }


@pytest.mark.parametrize("speaker", ["Mutongo Front", "a spokesman"])
def test_a_denial_stands_against_the_accused(speaker: str):
    denied = voice("denies", speaker, "that its men had fired")
    told = telling(actors=(FRONT,), voices=(denied,))
    assert over("actor", told) == [("contradiction", {"Mutongo Front", "not Mutongo Front"})]


def test_the_accused_may_deny_it_in_another_report():
    one, other = telling("e1", "a", actors=(FRONT,)), telling("e2", "b", voices=(voice("denies", "Mutongo Front"),))
    assert over("actor", one, other) == [("contradiction", {"Mutongo Front", "not Mutongo Front"})]


def test_a_country_is_cleared_by_one_of_its_own():
    country = Party("Rwanda", "act-rwa", "country", "RWA")
    denied = voice("denies", "the defence ministry", "that troops had crossed", speaker_country="RWA")
    assert over("actor", telling(actors=(country,), voices=(denied,))) == [("contradiction", {"Rwanda", "not Rwanda"})]


@pytest.mark.parametrize(
    "words", ["“No such attack took place,”", "that the raid had never happened", "the report is a fabrication"]
)
def test_who_says_that_nothing_happened_disputes_the_event_and_not_the_doer(words: str):
    told = telling(actors=(FRONT,), voices=(voice("denies", "the governor", words),))
    assert over("happened", told) == [("contradiction", {"yes", "no"})]


def test_a_report_that_says_it_did_not_happen_disputes_it():
    negated = telling("e2", "b", modality="negated")
    (disagreement,) = found(telling("e1", "a"), negated)
    assert {value.value: value.by for value in disagreement.values} == {"yes": ("outlet of a",), "no": ("outlet of b",)}
    assert found(negated) == ()


def test_a_denial_of_ones_own_part_does_not_dispute_the_event():
    assert found(telling(voices=(voice("denies", "the army", "that it had fired"),))) == ()


def test_accounts_that_agree_do_not_disagree():
    assert found(toll("a", "11", 4), toll("b", "12", 4), telling("e3", "c", actors=(FRONT,))) == ()


@st.composite
def accounts(draw: st.DrawFn) -> list[Telling]:
    drawn = []
    for number in range(draw(st.integers(1, 6))):
        day = f"2025-01-{draw(st.integers(8, 10)):02}"
        low = draw(st.sampled_from([None, 4, 9, 12]))
        held = figure(
            draw(st.sampled_from(["killed", "injured", "participants"])),
            low,
            draw(st.sampled_from([None, 12, 30])) if draw(st.booleans()) else low,
            approximate=draw(st.booleans()),
            newer=draw(st.booleans()),
            speaker=draw(st.sampled_from([None, "army", "hospital"])),
            who=draw(st.sampled_from([None, "soldiers", "children"])),
        )
        drawn.append(
            telling(
                f"e{number}",
                f"r{draw(st.integers(0, 3))}",
                published=draw(st.sampled_from([None, "2025-01-11", "2025-01-12"])),
                start=day,
                end=day,
                spot=draw(st.sampled_from([None, GOMA, SAKE, BENI])),
                actors=draw(st.sampled_from([(), (ARMY,), (FRONT,), (RIDGE, FRONT)])),
                modality=draw(st.sampled_from(["happened", "happened", "negated"])),
                figures=(held,),
                voices=draw(st.sampled_from([(), (voice(),), (voice("denies", "Mutongo Front"),)])),
                accusations=draw(st.sampled_from([(), (accusation("villagers", RIDGE),)])),
            )
        )
    return drawn


@given(accounts())
@settings(max_examples=300, deadline=None)
def test_every_disagreement_has_two_values_and_every_value_its_evidence(tellings: list[Telling]):
    for each in found(*tellings):
        values = [value.value for value in each.values]
        assert len(values) == len(set(values)) >= 2
        assert all(value.by and value.evidence for value in each.values)
        assert all(value.first is None or value.first.startswith("2025-01-1") for value in each.values)
        assert each.kind == "contradiction" or each.field not in ("place", "day", "actor", "happened")


@given(accounts())
@settings(max_examples=100, deadline=None)
def test_one_report_alone_never_disagrees_over_place_or_day(tellings: list[Telling]):
    alone = [replace(each, report="r1", published="2025-01-12") for each in tellings]
    assert {each.field for each in found(*alone)}.isdisjoint({"place", "day"})
