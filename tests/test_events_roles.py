"""Who does it to whom, where and when: phrases become actors, places and dates of the report."""

from __future__ import annotations

import pytest
from event_scenes import lines_of, scene

SOLDIERS = {"army": "organisation MLI MIL:Malian army", "rebels": "group MLI REB:rebels; the rebels"}

PARTIES = [
    (
        "[A1 The Malian army] [E1=ASSAULT shelled] [R1 rebels].",
        SOLDIERS,
        ["ASSAULT happened | army → rebels"],
    ),
    # several phrases of one role, and several names in one phrase
    (
        "[A1 Kenya] and [A1 Uganda] [E1=CONSULT met].",
        {"Kenya": "country KEN:", "Uganda": "country UGA:"},
        ["CONSULT happened | Kenya, Uganda"],
    ),
    (
        "[A1 Kenya, Uganda and the African Union] [E1=CONSULT met].",
        {"Kenya": "country KEN:", "Uganda": "country UGA:", "African Union": "organisation IGO:"},
        ["CONSULT happened | Kenya, Uganda, African Union"],
    ),
    (
        "[A1 The Malian army and the rebels] [E1=ASSAULT clashed].",
        {**SOLDIERS, "both": "group:The Malian army and the rebels"},
        ["ASSAULT happened | army, rebels"],
    ),
    # who only completes another is no actor of his own
    (
        "[A1 A spokesman for the defence ministry] [E1=ACCUSE accused] [R1 the rebels].",
        {**SOLDIERS, "spokesman": "person:A spokesman", "ministry": "organisation MLI MIL:defence ministry"},
        ["ACCUSE happened | spokesman → rebels"],
    ),
    (
        "[A1 Foreign Minister Lena Okoro, a former envoy to Ghana,] [E1=REQUEST urged] [R1 the rebels] to stop.",
        {**SOLDIERS, "Lena Okoro": "person NGA GOV:Foreign Minister Lena Okoro", "Ghana": "country GHA:"},
        ["REQUEST happened | Lena Okoro → rebels"],
    ),
    # a mention that takes in more than the phrase, and one that takes in less
    (
        "The [R1 soldiers] of the fifth brigade were [E1=ASSAULT ambushed].",
        {"brigade": "organisation MLI MIL:The soldiers of the fifth brigade"},
        ["ASSAULT happened | (nobody) → brigade"],
    ),
    (
        "[A1 Heavily armed rebels from the hills] [E1=ASSAULT attacked] a post.",
        SOLDIERS,
        ["ASSAULT happened | rebels"],
    ),
    # nobody is known by the words: they stay
    (
        "[A1 Raiders on motorbikes] [E1=ASSAULT shot at] [R1 a bus].",
        SOLDIERS,
        ["ASSAULT happened | (Raiders on motorbikes) → (a bus)"],
    ),
    ("[R1 The pipeline] was [E1=ASSAULT blown up].", {}, ["ASSAULT happened | (nobody) → (The pipeline)"]),
    ("A post was [E1=ASSAULT attacked].", {}, ["ASSAULT happened"]),
    # linked on both sides: the deed's own side counts
    ("[A1+R1 The rebels] [E1=RETREAT withdrew].", SOLDIERS, ["RETREAT happened | rebels → (The rebels)"]),
]


@pytest.mark.parametrize(("text", "cast", "expected"), PARTIES)
def test_parties(text: str, cast: dict[str, str], expected: list[str]) -> None:
    assert [line.replace(" |  →", " | (nobody) →") for line in lines_of(text, cast)] == expected


def test_one_actor_of_several_phrases_is_named_once_and_all_phrases_are_kept() -> None:
    one = scene("[A1 The rebels] struck: [A1 they] [E1=ASSAULT burned] a depot.", {"rebels": "group:The rebels; they"})
    [event] = one.events
    assert event.actors == ("actor-rebels",)
    assert [span.quote for span in event.actor_spans] == ["The rebels", "they"]


def test_a_phrase_inside_another_is_no_second_party() -> None:
    text = "[A1 The [A1 rebels] of the north] [E1=ASSAULT attacked] a post."
    [event] = scene(text, {"rebels": "group:rebels"}).events
    assert [span.quote for span in event.actor_spans] == ["The rebels of the north"]
    assert event.actors == ("actor-rebels",)


PLACES = {
    "Tungar": "MLI city",
    "Mopti": "MLI admin1",
    "Mali": "MLI country",
    "Goundam": "MLI city",
    "Kidal": "MLI point",
    "the north": "- none",
}

LOCATED = [
    # linked to the trigger
    ("Rebels [E1=ASSAULT raided] the [P1 village of Tungar].", ["ASSAULT happened | Tungar"]),
    ("Rebels [E1=ASSAULT raided] shops in [P1 Tungar in Mopti, Mali].", ["ASSAULT happened | Tungar"]),
    ("Rebels [E1=ASSAULT raided] [P1@0.6 Goundam], said a clerk in [P1@0.9 Tungar].", ["ASSAULT happened | Tungar"]),
    # a phrase that no place is known for gives way to the next one
    ("Rebels [E1=ASSAULT raided] [P1@0.9 a barracks] in [P1@0.6 Tungar].", ["ASSAULT happened | Tungar"]),
    ("Rebels [E1=ASSAULT raided] [P1 a barracks].", ["ASSAULT happened"]),
    # not linked, but the same sentence says where
    ("Near Tungar, rebels [E1=ASSAULT raided] a barracks.", ["ASSAULT happened | Tungar"]),
    ("In Kidal, long before dawn, rebels [E1=ASSAULT raided] posts near Tungar.", ["ASSAULT happened | Tungar"]),
    ("Rebels from Tungar [E1=ASSAULT raided] a barracks.", ["ASSAULT happened"]),
    ("Tungar mourned after a barracks was [E1=ASSAULT raided].", ["ASSAULT happened"]),
    # what did not happen happened nowhere
    ("Rebels in Tungar may [E1=ASSAULT~hypothetical raid] a barracks.", ["ASSAULT hypothetical"]),
    ("Rebels did not [E1=ASSAULT~negated raid] a barracks in Tungar.", ["ASSAULT negated"]),
    ("Rebels did not [E1=ASSAULT~negated raid] [P1 Tungar].", ["ASSAULT negated | Tungar"]),
    # the words of another event's party are not where this one happened
    (
        "After [A2 leaders in Tungar] [E2=CONSULT met], a barracks was [E1=ASSAULT raided].",
        ["CONSULT happened | (leaders in Tungar)", "ASSAULT happened"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LOCATED)
def test_places(text: str, expected: list[str]) -> None:
    assert lines_of(text, {}, PLACES) == expected


TIMES = {"Sunday": "2023-09-24", "Monday": "2023-09-25", "September": "2023-09-01 2023-09-30 month"}


def test_times_are_those_linked_to_the_trigger() -> None:
    text = "Said on Monday: rebels [E1=ASSAULT raided] a post [T1 on Sunday]. Others [E2=PROTEST marched] in September."
    assert lines_of(text, {}, {}, TIMES)[0] == "ASSAULT happened | Sunday"


def test_words_that_are_no_known_time_leave_it_open() -> None:
    assert lines_of("Rebels [E1=ASSAULT raided] a post [T1 back then].", {}, {}, TIMES) == ["ASSAULT happened"]


INHERITED = [
    # from the sentence before, or the one before that, in the same paragraph
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar] [T1 on Sunday]. Villagers [E2=PROTEST marched].",
        ["ASSAULT happened | Tungar | Sunday", "PROTEST happened | Tungar | Sunday"],
    ),
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar]. It was hot. Villagers [E2=PROTEST marched].",
        ["ASSAULT happened | Tungar", "PROTEST happened | Tungar"],
    ),
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar]. It was hot. It was late. Villagers [E2=PROTEST marched].",
        ["ASSAULT happened | Tungar", "PROTEST happened"],
    ),
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar].\nVillagers [E2=PROTEST marched].",
        ["ASSAULT happened | Tungar", "PROTEST happened"],
    ),
    # what is known stays
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar] [T1 on Sunday]. Villagers [E2=PROTEST marched] in [P2 Goundam].",
        ["ASSAULT happened | Tungar | Sunday", "PROTEST happened | Goundam | Sunday"],
    ),
    # the nearest one counts
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar]. They [E2=COERCE seized] [P2 Kidal]. Villagers [E3=PROTEST marched].",
        ["ASSAULT happened | Tungar", "COERCE happened | Kidal", "PROTEST happened | Kidal"],
    ),
    # words alone, plans and threats have no place but the speaker's
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar]. Mali [E2=ACCUSE blamed] them.",
        ["ASSAULT happened | Tungar", "ACCUSE happened"],
    ),
    (
        "Rebels [E1=ASSAULT raided] [P1 Tungar]. Villagers will [E2=PROTEST~future march].",
        ["ASSAULT happened | Tungar", "PROTEST future"],
    ),
    # not from what is told afterwards
    (
        "! Rebels [E9=ASSAULT raid] Tungar\n"
        "Villagers [E1=PROTEST marched]. Hours later rebels [E2=ASSAULT raided] [P2 Goundam] [T2 on Sunday].",
        ["ASSAULT happened | Goundam | Sunday", "PROTEST happened"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INHERITED)
def test_place_and_time_go_on_to_what_is_told_next(text: str, expected: list[str]) -> None:
    assert lines_of(text, {}, PLACES, TIMES) == expected


def test_how_place_and_time_were_found_is_kept() -> None:
    text = "Rebels [E1=ASSAULT raided] [P1 Tungar] [T1 on Sunday]. Villagers in Goundam [E2=PROTEST marched]. They [E3=PROTEST sang]."
    first, second, third = scene(text, {}, PLACES, TIMES).events
    assert first.why == "place: “Tungar”, linked to “raided”; time: “on Sunday”, linked to “raided”"
    assert second.why == "place: “Goundam”, named in the same sentence; time: that of “raided” just before"
    assert "place: that of “marched” just before" in third.why


def test_what_a_demand_asks_for_first_has_not_happened() -> None:
    asked = "[S1 Ana Ruiz] [C1=demands called for] [Q1 their [E1=RETREAT.disarm surrender] to [R1 the army]]."
    [event] = scene(asked, {"Ana Ruiz": "person MLI GOV:"}).events
    assert event.modality == "demanded"
    named = "[S1 Ana Ruiz] [C1=demands demanded] [Q1 that the [E1=ASSAULT attack] on [R1 the army] be looked into]."
    [event] = scene(named, {"Ana Ruiz": "person MLI GOV:"}).events
    assert event.modality == "happened"
