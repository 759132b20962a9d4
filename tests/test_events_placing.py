"""Where and when an event is: what is linked to it, what its own sentence says, and what its item begins with."""

from __future__ import annotations

import pytest
from event_scenes import lines_of, scene

TOWNS = {"Goma": "COD city", "Beni": "COD city"}

TIMES = [
    # nothing but a time of day says nothing of the day: the deed before it does
    (
        "[A1 Gunmen] [E1=ASSAULT shot] a guard on [T1 Friday]. [T2 In the evening] they [E2=ASSAULT.destroy burned] a shop.",
        {"Friday": "2025-01-10", "In the evening": "- - unknown"},
        ["ASSAULT happened | (Gunmen) | Friday", "ASSAULT.destroy happened | Friday"],
    ),
    # the day at the head of a sentence dates it, where no other is linked
    (
        "On Tuesday, a bomb [E1=ASSAULT killed] two.",
        {"Tuesday": "2025-01-07"},
        ["ASSAULT happened | Tuesday"],
    ),
    # any other day in it may be the one on which something was said
    ("A bomb [E1=ASSAULT killed] two, police said on Tuesday.", {"Tuesday": "2025-01-07"}, ["ASSAULT happened"]),
    # "two days later" goes on from what was told
    (
        "A curfew was [E1=COERCE.curfew introduced] two days later.",
        {"two days later": "2025-01-07"},
        ["COERCE.curfew happened | two days later"],
    ),
    # so long after a deed: that dates the deed, and not what came after it
    (
        "[A1 They] [E1=RETREAT.release freed] six men on [T1 Monday], three weeks after [A2 gunmen] [E2=ASSAULT.abduct took] them.",
        {"Monday": "2025-01-27", "three weeks after": "2025-01-06"},
        ["RETREAT.release happened | (They) | Monday", "ASSAULT.abduct happened | (gunmen) | three weeks after"],
    ),
    (
        "They were held since March, when [A1 men] [E1=ASSAULT.abduct seized] them.",
        {"March": "2025-03-01 2025-03-31 month"},
        ["ASSAULT.abduct happened | (men) | March"],
    ),
    (
        "Police came on Monday, when shops were shut, and [E1=ASSAULT fired].",
        {"Monday": "2025-01-06"},
        ["ASSAULT happened"],
    ),
    # an item of a chronicle begins with its day
    (
        "Goma, 16 April. A bomb [E1=ASSAULT exploded] near a bus.",
        {"16 April": "2025-04-16"},
        ["ASSAULT happened | Goma | 16 April"],
    ),
    (
        "16 April, Goma: A bomb [E1=ASSAULT exploded] near a bus.",
        {"16 April": "2025-04-16"},
        ["ASSAULT happened | Goma | 16 April"],
    ),
    (
        "16 April, Goma: A bomb [E1=ASSAULT exploded] near a bus. The next day [A2 police] [E2=COERCE.arrest held] two men.",
        {"16 April": "2025-04-16", "The next day": "2025-04-17"},
        ["ASSAULT happened | Goma | 16 April", "COERCE.arrest happened | (police) | Goma | The next day"],
    ),
]


@pytest.mark.parametrize(("text", "days", "expected"), TIMES)
def test_a_deed_has_the_day_of_its_own_words(text: str, days: dict[str, str], expected: list[str]):
    assert lines_of(text, {}, TOWNS, days) == expected


def test_a_colon_after_what_somebody_says_opens_no_item():
    text = "The mayor of Goma said on Monday: men [E1=ASSAULT fired] at a bus."
    (event,) = scene(text, {}, TOWNS, {"Monday": "2025-01-06"}).events
    assert event.when is None


def test_why_a_day_was_taken_is_told():
    (event,) = scene("On Tuesday, a bomb [E1=ASSAULT killed] two.", {}, {}, {"Tuesday": "2025-01-07"}).events
    assert "time: “Tuesday”, in the same sentence" in event.why


def test_where_somebody_is_who_had_a_part_in_it_is_not_where_it_was():
    text = "[A1 Men] behind an [E1=ASSAULT attack] who hide in Goma will be tried."
    assert lines_of(text, {}, TOWNS, {}) == ["ASSAULT happened | (Men)"]
    assert lines_of(text.replace("who hide ", ""), {}, TOWNS, {}) == ["ASSAULT happened | (Men) | Goma"]
