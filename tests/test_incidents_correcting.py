"""What reviewers correct is applied to a telling, and what hangs on an old value falls with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_cases import ARMY, FRONT, GOMA, VILLAGERS, figure, telling

from tocsin.errors import TocsinError
from tocsin.incidents.comparing import signs
from tocsin.incidents.correcting import FIELDS, corrected
from tocsin.records import Party, Spot, Telling

EVENT = telling(actors=(FRONT,), figures=(figure(), figure("injured", 11, 11)), background=True)


def fixed(*fields: str, event: Telling = EVENT) -> Telling:
    return corrected(event, [(name, value) for name, _, value in (each.partition("=") for each in fields)])


def test_a_type_takes_its_mode_with_it_and_a_mode_is_one_of_the_type():
    assert (fixed("type=coerce").type, fixed("type=coerce").mode) == ("COERCE", None)
    assert fixed("mode=arrest", "type=COERCE").mode == "arrest"
    assert fixed("mode=none").mode is None
    assert fixed("modality=negated").modality == "negated"


def test_a_new_first_day_is_the_day_until_a_last_one_is_set():
    event = fixed("start=2025-01-08")
    assert (event.start, event.end, event.dated, event.precision) == ("2025-01-08", "2025-01-08", "told", "day")
    event = fixed("end=2025-01-09", "start=2025-01-08")
    assert (event.start, event.end) == ("2025-01-08", "2025-01-09")
    undated = telling(start=None, end=None, dated="unknown")
    assert fixed("end=2025-01-09", event=undated).start == "2025-01-09"


def test_whether_it_is_recalled_follows_the_day():
    assert not fixed("start=2025-01-10").background
    assert fixed("start=2024-12-01").background


def test_another_place_has_neither_the_region_nor_the_point_of_the_old_one():
    spot = fixed("place=Kindu").spot
    assert spot == Spot("Kindu", "COD", None, None, None, "city", None)
    assert fixed("country=RWA").spot == Spot("Goma", "RWA", None, None, None, "city", None)
    assert signs(replace(EVENT, id="e2", report="r2"), fixed("place=Kindu"))["unplaced"] == 1


def test_a_place_that_is_confirmed_keeps_its_point_and_counts_as_told():
    assumed = telling(spot=replace(GOMA, told=False))
    assert fixed("place=Goma", event=assumed).spot == GOMA
    assert fixed("country=COD", event=assumed).spot == GOMA


def test_a_point_is_set_with_the_place_whatever_comes_first():
    spot = fixed("lat=-2.95", "lon=25.92", "place=Kindu").spot
    assert spot == Spot("Kindu", "COD", None, -2.95, 25.92, "point", None)
    assert fixed("lat=1", event=telling(spot=None)).spot == Spot("", lat=1.0, precision="point")


def test_parties_that_are_known_on_either_side_keep_what_is_known_of_them():
    event = fixed("actors=villagers; army", "recipients=Mutongo Front")
    assert event.actors == (VILLAGERS, Party("army", kind="group"))
    assert event.recipients == (FRONT,)
    assert fixed("actors=Ridge Army").actors == (Party("Ridge Army", kind="organisation"),)
    assert fixed("actors=").actors == ()
    assert fixed("actors=army; army", event=telling(actors=(ARMY,))).actors == (ARMY,)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("4", 4, 4), ("4+", 4, None), ("30-", None, 30), ("4 to 6", 4, 6), ("4-6", 4, 6), ("4–6", 4, 6), (" 4 ", 4, 4)],
)
def test_a_figure_is_written_as_incidents_write_it(written: str, low: float | None, high: float | None):
    event = fixed(f"killed={written}")
    (killed,) = [each for each in event.figures if each.what == "killed"]
    assert (killed.low, killed.high, killed.speaker, killed.newer) == (low, high, None, False)
    assert killed.span == event.evidence[0]
    assert [each.what for each in event.figures] == ["injured", "killed"]


def test_figures_are_taken_out_by_none():
    assert [each.what for each in fixed("killed=none").figures] == ["injured"]


@pytest.mark.parametrize(
    "field",
    [
        "type=WAR",
        "mode=arrest",
        "modality=perhaps",
        "start=Tuesday",
        "end=2025-01-09",
        "place=",
        "country=Congo",
        "lat=91",
        "lat=nan",
        "lon=east",
        "killed=many",
        "killed=6 to 4",
        "killed=-4",
        "killed=" + "9" * 400,
    ],
)
def test_what_cannot_be_is_refused(field: str):
    with pytest.raises(TocsinError) as refused:
        fixed(field)
    assert refused.value.slug == "review.bad-value"


def test_a_field_that_there_is_not_is_refused():
    with pytest.raises(TocsinError) as refused:
        fixed("mood=good")
    assert refused.value.slug == "review.unknown-field"


VALUES = {
    "type": "COERCE",
    "mode": "arrest",
    "modality": "ongoing",
    "start": "2025-01-08",
    "end": "2025-01-09",
    "place": "Kindu",
    "country": "RWA",
    "lat": "-2",
    "lon": "25",
    "actors": "villagers",
    "recipients": "Mutongo Front",
    "killed": "4 to 6",
    "injured": "none",
}


@given(st.permutations(sorted(VALUES)))
def test_the_order_of_fields_changes_nothing_and_what_is_corrected_twice_is_the_same(order: list[str]):
    fields = [(name, VALUES[name]) for name in order]
    event = corrected(EVENT, fields)
    assert event == corrected(EVENT, sorted(fields))
    assert corrected(event, fields) == event
    assert (event.id, event.report, event.evidence, event.trigger) == (
        EVENT.id,
        EVENT.report,
        EVENT.evidence,
        EVENT.trigger,
    )
    assert set(order) <= set(FIELDS)
