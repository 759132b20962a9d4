"""Signs for and against one happening: each is shown where it should be, and what is ruled out has no weight."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from incident_cases import ARMY, BENI, FRONT, GOMA, SAKE, figure, many_tellings, span, telling

from tocsin.incidents.comparing import SIGNS, distance, signs, weight
from tocsin.incidents.wording import data
from tocsin.records import Party, Spot, Telling

PAGE = Path(__file__).parents[1] / "docs" / "incidents.md"
NEAR = replace(SAKE, name="Mugunga", lat=-1.62, lon=29.18, gazetteer_id="4")
KIGALI = Spot("Kigali", "RWA", "Kigali", -1.95, 30.06, "city", "5")
# a village that no gazetteer has, put into a region
KIBUMBA = Spot("Kibumba", "COD", "North Kivu", -0.7, 29.2, "admin2", "9")
PROVINCE = Spot("North Kivu", "COD", "North Kivu", -0.7, 29.2, "admin1", "9")
KATANGA = Spot("Katanga", "COD", "Katanga", -9.0, 26.0, "admin1", "10")
COUNTRY = Spot("Congo", "COD", None, -2.9, 23.7, "country", "11")
GUNMEN = Party("gunmen", "act-gunmen", "group", None, ("UAF",))
RWANDA = Party("Rwanda", "act-rwa", "country", "RWA")
RWANDAN_ARMY = Party("Rwandan army", "act-rdf", "organisation", "RWA", ("MIL",))


def compared(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, float] | None:
    """Compare two tellings of two reports that differ from the usual one in some fields."""
    return signs(telling("e1", "r1", **mine), telling("e2", "r2", **theirs))


def shown(mine: dict[str, Any], theirs: dict[str, Any]) -> set[str]:
    found = compared(mine, theirs)
    assert found is not None
    return set(found)


def on(first: str, last: str | None = None, dated: str = "told") -> dict[str, str]:
    return {"start": f"2025-01-{first}", "end": f"2025-01-{last or first}", "dated": dated}


def test_every_sign_is_weighed_and_documented():
    assert list(data("comparing")["weights"]) == list(SIGNS)
    table = PAGE.read_text(encoding="utf-8").split("| sign | what it stands for |\n")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(.+)` \| \w.+ \|$", table, flags=re.MULTILINE) == list(SIGNS)


def test_the_weight_of_two_tellings_is_the_sum_over_the_signs_they_show():
    one, other = telling("e1", "r1"), telling("e2", "r2", spot=SAKE)
    found, weights = signs(one, other), data("comparing")["weights"]
    assert found is not None
    assert weight(one, other) == pytest.approx(sum(weights[name] * value for name, value in found.items()))
    assert weight(one, replace(other, type="AID")) is None


@given(many_tellings())
@settings(max_examples=150, deadline=None)
def test_comparing_is_the_same_from_both_sides_and_knows_no_other_signs(tellings: list[Telling]):
    for one, other in combinations(tellings, 2):
        found = signs(one, other)
        assert found == signs(other, one)
        assert set(found or ()) <= set(SIGNS)


@pytest.mark.parametrize(
    ("mine", "theirs", "sign"),
    [
        (on("10"), on("10"), "same-day"),
        (on("10", "11"), on("11"), "same-day"),
        (on("10"), on("11"), "day-apart"),
        (on("10"), on("13"), "days-apart"),
        (on("10"), on("05", "12"), "within-range"),
        (on("10"), on("19", dated="published"), "undated"),
        (on("10"), on("09", dated="published"), "undated"),
        (on("11", dated="published"), on("13", dated="published"), "undated"),
    ],
)
def test_how_days_lie_to_one_another(mine: dict, theirs: dict, sign: str):
    assert sign in shown(mine, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (on("10"), on("14")),
        (on("10"), on("21", dated="published")),
        (on("10"), on("08", dated="published")),
        (on("10", dated="published"), on("14", dated="published")),
        (on("10"), {"start": None, "end": None, "dated": "unknown"}),
    ],
    ids=["days later", "told too late", "told before", "published apart", "no day"],
)
def test_what_cannot_be_one_day_is_ruled_out(mine: dict, theirs: dict):
    assert compared(mine, theirs) is None


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        (GOMA, GOMA, "same-place"),
        (GOMA, replace(GOMA, name="Gomah", gazetteer_id="77"), "same-place"),
        (GOMA, NEAR, "near"),
        (GOMA, SAKE, "apart"),
        (GOMA, replace(SAKE, lat=-1.4, lon=28.8), "far"),
        (GOMA, PROVINCE, "coarse"),
        (GOMA, COUNTRY, "coarse"),
        (GOMA, None, "unplaced"),
        (GOMA, replace(SAKE, lat=None, lon=None), "unplaced"),
        (replace(KIBUMBA, gazetteer_id="12"), replace(KIBUMBA, lat=-9.0), "same-name"),
        (KIBUMBA, replace(KIBUMBA, name="near Kibumba", country="RWA", gazetteer_id="13"), "same-name"),
        (GOMA, replace(KIGALI, lat=-1.7, lon=29.26), "near"),
        (PROVINCE, replace(KATANGA, lat=-3.0), "coarse-apart"),
        (GOMA, replace(KIBUMBA, name="Rugari", lat=-2.5, lon=28.5), "coarse-apart"),
        (GOMA, replace(GOMA, told=False), "assumed-same"),
        (GOMA, replace(BENI, told=False), "assumed-apart"),
        (GOMA, replace(KIGALI, told=False), "assumed-apart"),
        (PROVINCE, replace(KATANGA, told=False), "assumed-apart"),
    ],
)
def test_how_places_lie_to_one_another(one: Spot, other: Spot | None, sign: str):
    assert sign in shown({"spot": one}, {"spot": other})


@pytest.mark.parametrize("other", [BENI, KIGALI, KATANGA], ids=["far town", "other country", "other province"])
def test_what_cannot_be_one_place_is_ruled_out(other: Spot):
    assert compared({"spot": GOMA}, {"spot": other}) is None


def test_two_towns_of_one_province_speak_less_for_one_happening_than_one_town():
    weights = [weight(telling("e1", "r1"), telling("e2", "r2", spot=spot)) for spot in (GOMA, NEAR, SAKE)]
    assert weights == sorted(weights, reverse=True)


def test_kilometres_are_measured_on_the_globe():
    assert distance(GOMA, KIGALI) == pytest.approx(98, abs=3)
    assert distance(GOMA, replace(GOMA, lon=GOMA.lon + 360)) == pytest.approx(0, abs=1e-6)
    assert distance(GOMA, replace(GOMA, lat=None)) is None


@pytest.mark.parametrize(
    ("mine", "theirs", "sign"),
    [
        ((FRONT,), (replace(FRONT, id="act-9"),), "actor-shared"),
        ((FRONT,), (replace(FRONT, name="The Front", variants=("Mutongo front",)),), "actor-shared"),
        ((ARMY,), (replace(ARMY, name="Congolese soldiers", kind="group"),), "actor-akin"),
        ((RWANDA,), (RWANDAN_ARMY,), "actor-akin"),
        ((FRONT,), (ARMY,), "actor-apart"),
        ((ARMY,), (replace(ARMY, country="RWA"),), "actor-apart"),
    ],
)
def test_how_doers_stand_to_one_another(mine: tuple[Party, ...], theirs: tuple[Party, ...], sign: str):
    assert sign in shown({"actors": mine}, {"actors": theirs})


@pytest.mark.parametrize("other", [(), (GUNMEN,)], ids=["unsaid", "anybody"])
def test_doers_who_may_be_anybody_speak_neither_for_nor_against(other: tuple[Party, ...]):
    assert not any(sign.startswith("actor") for sign in shown({"actors": (FRONT,)}, {"actors": other}))


def test_recipients_are_compared_as_doers_are():
    assert "recipient-shared" in shown({}, {})
    assert "recipient-apart" in shown({"recipients": (FRONT,)}, {"recipients": (RWANDAN_ARMY,)})


@pytest.mark.parametrize(
    ("theirs", "seen", "unseen"),
    [
        ({}, {"same-mode", "same-word"}, {"other-mode", "other-type"}),
        ({"mode": "beat", "trigger": span("beat")}, {"other-mode"}, {"same-mode", "same-word"}),
        ({"mode": None}, set(), {"same-mode", "other-mode"}),
        ({"type": "COERCE"}, {"other-type"}, {"same-mode", "other-mode"}),
        ({"trigger": span("shooting")}, set(), {"same-word"}),
        ({"trigger": span("shots")}, {"same-word"}, set()),
        ({"modality": "negated"}, {"negated"}, set()),
        ({"background": True}, {"recalled"}, {"titles", "leads"}),
    ],
)
def test_signs_of_the_deed_and_of_how_it_is_told(theirs: dict, seen: set, unseen: set):
    found = shown({}, theirs)
    assert seen <= found
    assert not unseen & found


def test_signs_of_figures():
    nine, killed = figure(low=9, high=9), figure()
    assert "figure-same" in shown({"figures": (killed,)}, {"figures": (nine, killed)})
    assert "figure-other" in shown({"figures": (killed,)}, {"figures": (nine,)})
    assert not {"figure-same", "figure-other"} & shown({"figures": (killed,)}, {"figures": (figure("injured"),)})


def test_shared_words_names_and_titles_are_measured():
    found = compared(
        {"title": "Shots at the Goma ferry", "lead": ("ferry",), "names": ("ana ruiz", "un")},
        {"title": "Ferry shots: what is known", "lead": ("ferry", "known"), "names": ("un",)},
    )
    assert found is not None
    assert found["titles"] == pytest.approx(2 / 3)
    assert (found["leads"], found["words"]) == (1.0, 1.0)
    assert (found["names"], found["many-names"]) == (1.0, 0.25)


def test_deeds_of_another_family_are_never_one():
    assert compared({}, {"type": "AID"}) is None


@pytest.mark.parametrize("other", ["AGREE", "CONSULT"])
def test_what_is_said_is_one_deed_only_where_one_and_the_same_says_it(other: str):
    said, alike = {"type": "AGREE", "actors": (FRONT,)}, {"type": other, "actors": (FRONT,)}
    assert compared(said, alike) is not None
    for mine, theirs in ((said, alike), (alike, said)):
        assert compared(mine, theirs | {"actors": (RWANDA,)}) is None
        assert compared(mine, theirs | {"actors": ()}) is None


def test_what_two_reports_doubt_is_not_joined_nor_what_one_report_doubts_with_what_it_tells():
    doubtful = telling("e2", "r2", doubtful=True)
    assert signs(telling("e1", "r1"), doubtful) is not None
    assert signs(telling("e1", "r2"), doubtful) is None
    assert signs(telling("e1", "r1", doubtful=True), doubtful) is None


def test_one_report_seldom_tells_one_happening_twice():
    one = telling("e1", "r1")
    apart, together = weight(one, telling("e2", "r2")), weight(one, telling("e2", "r1"))
    assert apart is not None
    assert together is not None
    assert together < apart


def test_tellings_that_agree_in_all_are_one_and_those_that_differ_in_most_are_not():
    one = telling("e1", "r1", actors=(FRONT,))
    same = weight(one, telling("e2", "r2", actors=(FRONT,)))
    other = weight(
        one,
        telling(
            "e2",
            "r2",
            actors=(ARMY,),
            recipients=(RWANDAN_ARMY,),
            spot=SAKE,
            words=("burnt", "hous"),
            lead=("burnt",),
            title="Houses burnt",
            **on("12"),
        ),
    )
    assert same is not None
    assert other is not None
    assert other < data("linking")["join"] < same
