"""What a telling keeps of its event and of the report that tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from incident_cases import reading

from tocsin.incidents.cutting import tellings_of
from tocsin.records import Party, Published, Reading, Telling

CAST = {
    "Mutongo Front": "organisation COD REB:Mutongo Front; the Front",
    "villagers": "group - CVL:villagers",
    "Ana Ruiz": "Ana Ruiz; the doctor",
    "army": "organisation COD MIL:The army; the army",
}
PLACES = {"Goma": "COD city Nord-Kivu", "Beni": "COD city Nord-Kivu", "Congo": "COD country"}
DAYS = {
    "Friday": "2025-01-10",
    "overnight": "2025-01-10T20:00 2025-01-11T06:00 part-of-day",
    "in December": "2024-12-01 2024-12-31 month",
    "one day": "- - unknown",
}


def read(*paragraphs: str, **more: Any) -> Reading:
    return reading(*paragraphs, **({"cast": CAST, "places": PLACES, "days": DAYS} | more))


def only(found: Reading) -> Telling:
    (telling,) = tellings_of(found)
    return telling


def told(sentence: str, **event: Any) -> Telling:
    """Cut the one telling of a report of one sentence."""
    return only(read(sentence, events=[{"words": "shot", **event}]))


def test_a_telling_keeps_what_the_event_and_its_report_are():
    found = read(
        "Gunmen shot three villagers in Goma.",
        events=[{"words": "shot", "type": "ASSAULT", "modality": "ongoing", "by_outlet": False}],
        title="Shooting in Goma",
        outlet="The Lake Courier",
    )
    telling, event = only(found), found.events[0]
    assert (telling.id, telling.report) == (event.id, found.report.id)
    assert (telling.title, telling.outlet, telling.published) == ("Shooting in Goma", "The Lake Courier", "2025-01-11")
    assert (telling.type, telling.mode, telling.modality, telling.by_outlet) == (
        "ASSAULT",
        "firearms",
        "ongoing",
        False,
    )
    assert (telling.trigger, telling.evidence, telling.doubtful) == (event.trigger, event.evidence, False)


@pytest.mark.parametrize(
    ("day", "start", "end", "precision"),
    [
        ("Friday", "2025-01-10", "2025-01-10", "day"),
        ("overnight", "2025-01-10", "2025-01-11", "part-of-day"),
        ("in December", "2024-12-01", "2024-12-31", "month"),
    ],
)
def test_the_days_that_the_text_tells_are_kept(day: str, start: str, end: str, precision: str):
    telling = told(f"Gunmen shot villagers {day}.", day=day)
    assert (telling.start, telling.end, telling.precision, telling.dated) == (start, end, precision, "told")


def test_the_day_published_stands_in_for_an_untold_one():
    telling = told("Gunmen shot villagers.")
    assert (telling.start, telling.end, telling.precision) == ("2025-01-11", "2025-01-11", "unknown")
    assert telling.dated == "published"


def test_without_either_no_day_is_known():
    telling = only(read("Gunmen shot villagers.", events=[{"words": "shot"}], published=Published()))
    assert (telling.start, telling.end, telling.dated) == (None, None, "unknown")


@pytest.mark.parametrize(("day", "background"), [("Friday", False), ("in December", True), (None, False)])
def test_what_happened_days_before_its_report_is_recalled(day: str | None, background: bool):
    assert told(f"Gunmen shot villagers {day or 'again'}.", day=day).background == background


def test_a_place_told_is_kept_and_that_of_the_report_stands_in_for_an_untold_one():
    found = read(
        "In Beni, shots were heard. Gunmen shot villagers in Goma. They burnt houses. They killed cows in Goma.",
        events=[{"words": "shot", "place": "Goma"}, {"words": "burnt"}, {"words": "killed", "place": "Goma"}],
    )
    spots = [telling.spot for telling in tellings_of(found)]
    assert [(spot.name, spot.told) for spot in spots if spot] == [("Goma", True), ("Goma", False), ("Goma", True)]
    first = read("In Beni, gunmen shot villagers near Goma.", events=[{"words": "shot"}])
    assert [(t.spot.name, t.spot.told) for t in tellings_of(first) if t.spot] == [("Beni", False)]


def test_a_country_stands_in_for_no_place():
    assert told("Gunmen shot villagers in Congo.").spot is None


def test_words_that_bound_a_place_are_part_of_its_name():
    found = read("Gunmen shot villagers near Goma.", events=[{"words": "shot", "place": "Goma"}])
    place = replace(next(each for each in found.places if each.name == "Goma"), qualifier="near")
    (telling,) = tellings_of(replace(found, places=(place,)))
    assert telling.spot is not None
    assert telling.spot.name == "near Goma"


def test_parties_are_actors_of_the_report_and_the_words_for_those_whom_nobody_resolved():
    telling = told("The Mutongo Front shot a bus.", actors=["Mutongo Front"], recipients=["a bus"])
    assert telling.actors == (Party("Mutongo Front", "actor-Mutongo Front", "organisation", "COD", ("REB",)),)
    assert telling.recipients == (Party("a bus"),)


def test_a_pronoun_or_a_number_is_nobody():
    telling = told("We shot three.", actors=["We"], recipients=["three"])
    assert (telling.actors, telling.recipients) == ((), ())


def test_figures_keep_who_gives_them():
    telling = told(
        "Gunmen shot nine people dead, Ana Ruiz said.",
        counts=[("killed", "nine people", 9, 9, "Ana Ruiz"), ("injured", "people", 1, None, None)],
    )
    assert [(f.what, f.low, f.high, f.speaker, f.newer) for f in telling.figures] == [
        ("killed", 9, 9, "Ana Ruiz", False),
        ("injured", 1, None, None, False),
    ]


@pytest.mark.parametrize(
    ("sentence", "newer"),
    [
        ("The toll rose to nine after gunmen shot at sellers.", True),
        ("Gunmen shot nine sellers, and not eight as initially reported.", True),
        ("Nine, up from four, were shot; nine had names.", True),
        ("Gunmen shot nine sellers earlier the same day.", False),
        ("Gunmen shot nine sellers.", False),
    ],
)
def test_a_figure_replaces_an_older_one_where_its_sentence_says_so(sentence: str, newer: bool):
    (figure,) = told(sentence, counts=[("killed", "nine", 9, 9, None)]).figures
    assert figure.newer == newer


def test_a_figure_that_replaces_an_older_one_does_so_wherever_the_report_gives_it():
    found = read(
        "Nine sellers were shot. The toll has risen to nine since Friday. Four shops were hit.",
        events=[
            {"words": "shot", "counts": [("killed", "Nine", 9, 9, None), ("materiel", "Four", 4, 4, None)]},
            {"words": "toll", "counts": [("killed", "nine", 9, 9, None)]},
        ],
    )
    assert [[f.newer for f in telling.figures] for telling in tellings_of(found)] == [[True, False], [True]]


def test_who_claims_and_who_denies_it_are_voices_with_their_words():
    telling = only(
        read(
            "The Mutongo Front shot villagers, Ana Ruiz said. The army denied it. It was untrue, a man said.",
            said=[("shot villagers", "Ana Ruiz"), ("denied it", "army"), ("It was untrue", None)],
            events=[{"words": "shot", "claimed_by": ["shot villagers"], "denied_by": ["denied it", "It was untrue"]}],
        )
    )
    assert [(v.kind, v.speaker, v.speaker_sectors, v.span.quote) for v in telling.voices] == [
        ("claims", "Ana Ruiz", (), "shot villagers"),
        ("denies", "army", ("MIL",), "denied it"),
    ]


def accused(*sentences: str, **more: Any) -> list[list[tuple[str, str]]]:
    """Cut the tellings of a report on "burnt", "shot" and an accusation, and give what each is laid at whose door."""
    blamed = {"words": "blamed", "type": "ACCUSE", "actors": ["army"], "recipients": ["Mutongo Front"]}
    found = read(" ".join(sentences), events=[{"words": "burnt"}, {"words": "shot"}, blamed | more])
    return [[(each.by, each.party.name) for each in telling.accusations] for telling in tellings_of(found)]


BURNT, SHOT, BLAMED = "Gunmen burnt Beni.", "Others shot villagers.", "The army blamed the Mutongo Front."


def test_an_accusation_is_laid_at_the_deed_told_last_before_it():
    assert accused(BURNT, SHOT, BLAMED) == [[], [("army", "Mutongo Front")], []]
    assert accused(BURNT, BLAMED, SHOT) == [[("army", "Mutongo Front")], [], []]
    assert accused(BLAMED, BURNT, SHOT) == [[], [], []]


@pytest.mark.parametrize("more", [{"modality": "negated"}, {"type": "THREATEN"}, {"actors": []}, {"recipients": []}])
def test_what_is_no_accusation_of_somebody_by_somebody_is_laid_nowhere(more: dict[str, Any]):
    assert accused(BURNT, SHOT, BLAMED, **more) == [[], [], []]


def test_an_event_told_in_the_headline_is_known_as_such():
    found = read(
        "! Villagers shot in Goma",
        "Gunmen burnt houses.",
        events=[{"words": "shot"}, {"words": "burnt"}],
    )
    assert [telling.in_headline for telling in tellings_of(found)] == [True, False]


def test_words_are_those_of_the_sentence_and_its_paragraph_without_what_every_report_has():
    found = read(
        "On Friday gunmen shot 12 fishermen. Their canoes drifted ashore.",
        "A harvest festival was held elsewhere.",
        events=[{"words": "shot"}],
        title="Fishermen shot",
        cast=CAST | {"UN": "organisation"},
    )
    (telling,) = tellings_of(found)
    assert telling.words == ("ashor", "cano", "drift", "fishermen", "gunmen", "shot")
    assert {"harvest", "festival", "fishermen"} <= set(telling.lead)


def test_names_are_those_of_persons_and_bodies_folded_each_once():
    found = read("Gunmen shot villagers. Ana Ruiz of the Mutongo Front saw the army.", events=[{"words": "shot"}])
    assert only(found).names == ("ana ruiz", "mutongo front")


def test_what_the_model_doubts_is_told_as_doubtful_after_all_that_is_sure():
    found = read("Gunmen burnt houses. They shot villagers.", doubtful=[{"words": "burnt"}], events=[{"words": "shot"}])
    assert [(t.trigger.quote, t.doubtful) for t in tellings_of(found)] == [("shot", False), ("burnt", True)]


def test_the_place_of_a_report_lies_in_the_country_that_it_names_most():
    places = PLACES | {"Geneva": "CHE city Geneva"}
    found = read(
        "GENEVA - In Geneva envoys spoke of Congo.",
        "Men shot two villagers. Goma is quiet, and Congo waits.",
        places=places,
        events=[{"words": "shot"}],
    )
    telling = only(found)
    assert telling.land == "COD"
    assert telling.spot is not None
    assert (telling.spot.name, telling.spot.told) == ("Goma", False)


def test_a_town_within_the_name_of_a_body_is_not_where_a_report_plays():
    cast = {"Goma Health Network": "organisation - MED:Goma Health Network"}
    found = read(
        "A statement of the Goma Health Network.",
        "Men shot two villagers. Beni is quiet.",
        cast=cast,
        events=[{"words": "shot"}],
    )
    spot = only(found).spot
    assert spot is not None
    assert spot.name == "Beni"
