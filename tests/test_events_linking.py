"""Signs for and against one event are named, weighed, and each moves the chance the way it should."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from event_scenes import coded, scene

from tocsin import events
from tocsin.events.coding.coder import drafted
from tocsin.events.coding.drafts import Desk
from tocsin.events.coding.linking import SIGNS, WEIGHTS, signs
from tocsin.events.coding.weighing import chance, threshold
from tocsin.language.lexicon import lexicon
from tocsin.records import Mark, Published

CAST = {"gunmen": "group MLI UAF:Gunmen; The gunmen", "police": "organisation MLI COP:police patrol; the patrol"}
PLACES = {"Tungar": "MLI city", "Mali": "MLI country"}


def pair(text: str) -> tuple[float, dict[str, float]]:
    """The chance that the last two events marked in a text are one, and the signs of it."""
    one = scene(text, CAST, PLACES)
    desk = Desk.of(one.report, one.annotation, one.resolution, one.statements)
    marks = sorted(one.annotation.events, key=lambda mark: mark.trigger.start)
    before, draft = (drafted(desk, mark) for mark in marks[-2:])
    found = signs(desk, draft, before, 0)
    return chance(WEIGHTS, found), found


PLAIN = "[A1 Gunmen] [E1=ASSAULT stormed] a farm in [P1 Tungar].\n[A2 {who}] [E2=ASSAULT {how}] a post{where}."


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (("Men", "hit", ""), ("The gunmen", "hit", "")),
        (("The gunmen", "hit", ""), ("The gunmen", "stormed", "")),
        (("The gunmen", "hit", ""), ("The gunmen", "hit", " in [P2 Tungar]")),
    ],
)
def test_each_thing_in_common_makes_one_event_likelier(less: tuple[str, ...], more: tuple[str, ...]) -> None:
    names = ("who", "how", "where")
    low, high = (pair(PLAIN.format(**dict(zip(names, words, strict=True))))[0] for words in (less, more))
    assert 0 < low < high < 1


def test_a_sign_is_named_by_itself_and_by_where_the_two_stand() -> None:
    _, body = pair("[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\n[A2 The gunmen] [E2=ASSAULT raided] [P2 Tungar].")
    assert {"word", "body-word", "actor-shared", "body-actor-shared", "place", "body-place"} <= body.keys()
    _, one = pair("[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar] and [E2=ASSAULT shot at] [R2 a police patrol].")
    assert {"sentence-told", "actor-unsaid"} <= one.keys()
    _, title = pair("! [E1=ASSAULT Raid] in [P1 Tungar]\n[A2 Gunmen] [E2=ASSAULT raided] [P2 Tungar].")
    assert {"title-place", "title-word"} <= title.keys()
    assert "far" not in title


def test_every_weight_belongs_to_a_sign() -> None:
    data = lexicon("linking", Path(events.__file__).parent / "data")
    assert data["source"]
    assert 0 < threshold(WEIGHTS) < 1
    bare = {name.removeprefix("title-").removeprefix("sentence-").removeprefix("body-") for name in data["weights"]}
    # what the passages never showed has no weight
    assert bare <= set(SIGNS)
    assert len(bare) > 0.9 * len(SIGNS)


def test_the_day_in_a_dateline_is_not_the_day_of_the_event() -> None:
    text = "Tungar, [T1 24 September] - [A1 Gunmen] [E1=ASSAULT raided] a farm."
    one = scene(text, CAST, PLACES, {"24 September": "2023-09-24"})
    assert [event.when and event.when.span.quote for event in one.events] == ["24 September"]
    printed = one.report.span(one.report.text.index("24"), one.report.text.index(" -"))
    report = replace(one.report, published=Published("2023-09-24", "stated", printed))
    assert [event.when for event in coded(report, one.annotation, one.resolution).events] == [None]
    # the day of the report may also be inferred from the day of what it tells
    report = replace(one.report, published=Published("2023-09-24", "inferred", printed))
    assert [event.when and event.when.precision for event in coded(report, one.annotation, one.resolution).events] == [
        "day"
    ]


def test_the_finer_time_and_place_are_kept() -> None:
    text = (
        "[A1 Gunmen] [E1=ASSAULT raided] farms in [P1 Mali] [T1 last week].\n"
        "[A2 The gunmen] [E2=ASSAULT raided] [P2 Tungar] [T2 on Sunday]."
    )
    whens = {"last week": "2023-09-18 2023-09-24 week", "Sunday": "2023-09-24"}
    [event] = scene(text, CAST, PLACES, whens).events
    assert event.when is not None
    assert event.when.span.quote == "Sunday"
    assert event.place is not None
    assert event.place == next(
        place.id for place in scene(text, CAST, PLACES).resolution.places if place.name == "Tungar"
    )


def test_a_place_that_says_who_speaks_is_not_where_it_happened() -> None:
    text = "[S1 A charity in Tungar] [C1 said] [Q1 [A1 gunmen] had [E1=ASSAULT raided] a farm]."
    [event] = scene(text, CAST, PLACES).events
    assert event.place is None


def test_a_place_inside_a_phrase_for_a_party_is_part_of_who_they_are() -> None:
    one = scene("Men of a charity in Tungar saw how [A1 gunmen] [E1=ASSAULT raided] a farm.", CAST, PLACES)
    assert [event.place is None for event in one.events] == [False]
    start = one.report.text.index("Men")
    phrase = Mark("person-phrase", one.report.span(start, one.report.text.index(" saw")), 0.9)
    annotation = replace(one.annotation, mentions=(phrase,))
    assert [event.place for event in coded(one.report, annotation, one.resolution).events] == [None]
