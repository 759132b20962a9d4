"""What a report tells several times is one event; what it tells of two is two."""

from __future__ import annotations

import pytest
from event_scenes import lines_of, scene

from tocsin.events.coding import merging
from tocsin.events.coding.drafts import Desk, EventDraft

CAST = {
    "gunmen": "group MLI UAF:Gunmen; gunmen; The gunmen",
    "rebels": "group MLI REB:Rebels; rebels; The rebels",
    "army": "organisation MLI MIL:army",
    "infantry": "group MLI MIL:Infantry",
    "officers": "group MLI COP:Policemen; policemen",
    "police": "organisation MLI COP:police; police patrol",
    "Mali": "country MLI:",
    "France": "country FRA:",
    "Jan Kowal": "person XKX GOV:",
    "Ana Ruiz": "person MLI GOV:",
}
PLACES = {
    "Tungar": "MLI city",
    "Goundam": "MLI city",
    "Mali": "MLI country",
    "Kolda": "SEN city",
    "Mopti": "MLI admin1",
    "Sokolo": "MLI city Ségou",
    "Dioura": "MLI city Ségou",
}
TIMES = {"Sunday": "2023-09-24", "Monday": "2023-09-25", "September": "2023-09-01 2023-09-30 month"}


def told(text: str) -> list[str]:
    return lines_of(text, CAST, PLACES, TIMES)


ONE = {
    "what came of a deed, told in the same sentence": (
        "[R1 A police patrol] was [E1=ASSAULT ambushed] in [P1 Tungar], which led to the [E2=ASSAULT death] of [K2=killed two officers].",
        ["ASSAULT happened |  → police | Tungar | killed 2 officers"],
    ),
    "what came of a deed, told first": (
        "[R1+K1=killed Two officers] were [E1=ASSAULT killed] when [A2 gunmen] [E2=ASSAULT ambushed] a patrol.",
        ["ASSAULT happened | gunmen → (Two officers) | killed 2 officers"],
    ),
    "a noun that points back, with a party of a later paragraph": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\nHe spoke of the [E2=ASSAULT raid].\n[A2 The rebels] are far away.",
        ["ASSAULT happened | gunmen | Tungar"],
    ),
    "headline and body": (
        "! [A9 Gunmen] [E9=ASSAULT attack] [R9 police] in [P9 Mali]\n"
        "[A1 Gunmen] [E1=ASSAULT.firearms shot at] [R1 a police patrol] in [P1 Tungar].",
        ["ASSAULT.firearms happened | gunmen → police | Tungar"],
    ),
    "a headline that names parties otherwise": (
        "! [R9 Policemen] [E9=ASSAULT shot at] in [P9 Mali]\n"
        "[A1 Gunmen] [E1=ASSAULT shot at] [R1 a police patrol] in [P1 Tungar].",
        ["ASSAULT happened | gunmen → police | Tungar"],
    ),
    "a headline without parties": (
        "! [E9=ASSAULT Raid] shocks [P9 Tungar]\n[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].",
        ["ASSAULT happened | gunmen | Tungar"],
    ),
    "a headline that shares no more than the word": (
        "! [E9=ASSAULT Raid] shocks villagers\n[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].",
        ["ASSAULT happened | gunmen | Tungar"],
    ),
    "a headline that names the region by its capital": (
        "! [A9 Gunmen] [E9=ASSAULT raid] [P9 Sokolo]\n[A1 Gunmen] [E1=ASSAULT raided] a camp near [P1 Dioura].",
        ["ASSAULT happened | gunmen | Dioura"],
    ),
    "a headline that names other means": (
        "! [A9 Gunmen] [E9=ASSAULT.explosives attack] [P9 Tungar]\n[A1 Gunmen] [E1=ASSAULT.firearms shot at] a bus in [P1 Tungar].",
        ["ASSAULT.firearms happened | gunmen | Tungar"],
    ),
    "a denial in words of its own": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the army] had [E1=ASSAULT fired on] [R1 an ambulance] in [P1 Tungar]].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 that [A2 her men] had [E2=ASSAULT shot at] any [R2 ambulance]].",
        ["ASSAULT happened | army → (an ambulance), (ambulance) | Tungar | said by Jan Kowal | denied by Ana Ruiz"],
    ),
    "somebody who says that it did not happen": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the army] had [E1=ASSAULT shelled] [P1 Tungar]].\n"
        "[S2 Ana Ruiz] [C2 said] [Q2 [A2 the army] had not [E2=ASSAULT~negated shelled] [P2 Tungar]].",
        ["ASSAULT happened | army | Tungar | said by Jan Kowal | denied by Ana Ruiz"],
    ),
    "two words of one phrase": (
        "[A1 Gunmen] [E1=ASSAULT carried out] an [E2=ASSAULT.firearms ambush] on [R2 policemen] in [P1 Tungar].",
        ["ASSAULT.firearms happened | gunmen → officers | Tungar"],
    ),
    "a headline that shares no more than the town": (
        "! Deadly [E9=ASSAULT violence] in [P9 Tungar]\n[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].",
        ["ASSAULT happened | gunmen | Tungar"],
    ),
    "a headline that says no more than what happened in the country": (
        "! [E9=ASSAULT Violence] in [P9 Mali]\n[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].",
        ["ASSAULT happened | gunmen | Tungar"],
    ),
    "a noun that points back": (
        "[A1 Gunmen] [E1=ASSAULT shot at] [R1 a bus] in [P1 Tungar] [T1 on Sunday].\n"
        "The [E2=ASSAULT.firearms attack] shut the road.",
        ["ASSAULT.firearms happened | gunmen → (a bus) | Tungar | Sunday"],
    ),
    "it points back and adds who and when": (
        "[R1 A police patrol] was [E1=ASSAULT ambushed] in [P1 Tungar].\n"
        "No group has said that it was behind the [E2=ASSAULT ambush] [T2 on Sunday] by [A2 gunmen].",
        ["ASSAULT happened | gunmen → police | Tungar | Sunday"],
    ),
    "it points back under another name of the same force": (
        "[A1 Rebels] [E1=ASSAULT shelled] [R1 the army] at [P1 Tungar].\n[R2 Infantry] was all that they met in that [E2=ASSAULT attack].",
        ["ASSAULT happened | rebels → army | Tungar"],
    ),
    "it points back, and somebody is accused of it": (
        "[A1 Gunmen] [E1=ASSAULT.firearms shot at] [R1 a bus] in [P1 Tungar].\n"
        "[A2 Ana Ruiz] [E2=ACCUSE.allege accused] [R2+A3 France] of being behind the [E3=ASSAULT.firearms attack].",
        ["ASSAULT.firearms happened | gunmen → (a bus) | Tungar", "ACCUSE.allege happened | Ana Ruiz → France"],
    ),
    "told again in other words": (
        "[A1 Gunmen] [E1=ASSAULT shot at] [R1 a police patrol] in [P1 Tungar].\n"
        "[A2 The gunmen] [E2=ASSAULT opened fire on] [R2 the police patrol] [T2 on Sunday].",
        ["ASSAULT happened | gunmen → police | Tungar | Sunday"],
    ),
    "under way and done": (
        "[A1 The rebels] are [E1=ASSAULT~ongoing shelling] [P1 Tungar].\n[A2 The rebels] have [E2=ASSAULT shelled] [P2 Tungar].",
        ["ASSAULT ongoing | rebels | Tungar"],
    ),
    "the narrower place is kept": (
        "[A1 Gunmen] [E1=ASSAULT raided] a camp in [P1 Mali].\n[A2 The gunmen] [E2=ASSAULT raided] [P2 Tungar].",
        ["ASSAULT happened | gunmen | Tungar"],
    ),
    "two figures for one blast": (
        "[A1 Gunmen] [E1=ASSAULT blew up] a bridge in [P1 Tungar], killing [K1=killed two men].\n"
        "[K2=killed Three men] died when [A2 gunmen] [E2=ASSAULT blew up] the bridge in [P2 Tungar].",
        ["ASSAULT happened | gunmen | Tungar | killed 2 men, killed 3 men"],
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_told_several_times(name: str) -> None:
    text, expected = ONE[name]
    assert told(text) == expected


TWO = {
    "somebody is accused of another deed": (
        "[A1 Gunmen] [E1=ASSAULT.abduct seized] [R1 a bus] in [P1 Tungar].\n"
        "[A2 Ana Ruiz] [E2=ACCUSE.allege accused] [R2+A3 France] of the [E3=ASSAULT.heavy-weapons attack].",
        [
            "ASSAULT.abduct happened | gunmen → (a bus) | Tungar",
            "ACCUSE.allege happened | Ana Ruiz → France",
            "ASSAULT.heavy-weapons happened | France",
        ],
    ),
    "other places": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\n[A2 Gunmen] [E2=ASSAULT raided] [P2 Goundam].",
        ["ASSAULT happened | gunmen | Tungar", "ASSAULT happened | gunmen | Goundam"],
    ),
    "other towns of one region": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Sokolo].\n[A2 Gunmen] [E2=ASSAULT raided] [P2 Dioura].",
        ["ASSAULT happened | gunmen | Sokolo", "ASSAULT happened | gunmen | Dioura"],
    ),
    "other countries": (
        "[A1 Gunmen] [E1=ASSAULT raided] a post in [P1 Mali].\n[A2 Gunmen] [E2=ASSAULT raided] [P2 Kolda].",
        ["ASSAULT happened | gunmen | Mali", "ASSAULT happened | gunmen | Kolda"],
    ),
    "other days": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar] [T1 on Sunday].\n[A2 Gunmen] [E2=ASSAULT raided] [P2 Tungar] [T2 on Monday].",
        ["ASSAULT happened | gunmen | Tungar | Sunday", "ASSAULT happened | gunmen | Tungar | Monday"],
    ),
    "other parties": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\n[A2 The army] [E2=ASSAULT shelled] [P2 Tungar].",
        ["ASSAULT happened | gunmen | Tungar", "ASSAULT happened | army | Tungar"],
    ),
    "other parties with the same word": (
        "[A1 The rebels] [E1=ASSAULT shelled] [P1 Tungar].\n[A2 The army] [E2=ASSAULT shelled] [P2 Tungar].",
        ["ASSAULT happened | rebels | Tungar", "ASSAULT happened | army | Tungar"],
    ),
    "a headline on other parties": (
        "! [A9 The army] [E9=ASSAULT shells] [R9 rebels]\n[A1 Gunmen] [E1=ASSAULT shot] [R1 policemen] in [P1 Tungar].",
        ["ASSAULT happened | army → rebels", "ASSAULT happened | gunmen → officers | Tungar"],
    ),
    "a demand in the headline and another in the body": (
        "! [A9 France] [E9=REQUEST urges] [R9 Mali] to pay\n[A1 Jan Kowal] [E1=REQUEST called on] [R1 rebels] to leave.",
        ["REQUEST happened | France → Mali", "REQUEST happened | Jan Kowal → rebels"],
    ),
    "other victims": (
        "[A1 Gunmen] [E1=ASSAULT shot] [R1 policemen].\n[A2 Gunmen] [E2=ASSAULT shot] [R2 rebels].",
        ["ASSAULT happened | gunmen → officers", "ASSAULT happened | gunmen → rebels"],
    ),
    "other types": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\n[A2 Gunmen] [E2=COERCE seized] [P2 Tungar].",
        ["ASSAULT happened | gunmen | Tungar", "COERCE happened | gunmen | Tungar"],
    ),
    "deaths by one and an attack by another": (
        "[A1 Rebels] [E1=ASSAULT raided] [P1 Tungar] and [A2 the army] [E2=ASSAULT killed] [K2=killed two farmers].",
        ["ASSAULT happened | rebels | Tungar", "ASSAULT happened | army | Tungar | killed 2 farmers"],
    ),
    "other modes": (
        "[A1 Gunmen] [E1=ASSAULT.firearms shot at] a bus in [P1 Tungar].\n[A2 Gunmen] [E2=ASSAULT.abduct kidnapped] a nurse in [P2 Tungar].",
        ["ASSAULT.firearms happened | gunmen | Tungar", "ASSAULT.abduct happened | gunmen | Tungar"],
    ),
    "done and threatened": (
        "[A1 The rebels] [E1=ASSAULT shelled] [P1 Tungar].\n[A2 The rebels] will [E2=ASSAULT~threatened shell] [P2 Tungar] again.",
        ["ASSAULT happened | rebels | Tungar", "ASSAULT threatened | rebels | Tungar"],
    ),
    "in one sentence": (
        "[A1 The rebels] [E1=ASSAULT shelled] [P1 Tungar] before [A2 the rebels] [E2=ASSAULT stormed] it.",
        ["ASSAULT happened | rebels | Tungar", "ASSAULT happened | rebels | Tungar"],
    ),
    "two demands of one side": (
        "[A1 France] [E1=REQUEST called on] [R1 Mali] to talk.\n[A2 France] [E2=REQUEST urged] [R2 Mali] to pay.",
        ["REQUEST happened | France → Mali", "REQUEST happened | France → Mali"],
    ),
    "figures that cannot be of one raid": (
        "[A1 Gunmen] [E1=ASSAULT raided] a farm, killing [K1=killed two men].\n[A2 Gunmen] [E2=ASSAULT raided] a mill, killing [K2=killed nine men].",
        ["ASSAULT happened | gunmen | killed 2 men", "ASSAULT happened | gunmen | killed 9 men"],
    ),
    "nothing in common but the place": (
        "[R1 A bus] was [E1=ASSAULT shot at] in [P1 Tungar].\n[R2 A mill] was [E2=ASSAULT burnt down] in [P2 Tungar].",
        ["ASSAULT happened | (nobody) → (A bus) | Tungar", "ASSAULT happened | (nobody) → (A mill) | Tungar"],
    ),
    "other things hit by one side": (
        "[A1 The army] [E1=ASSAULT shelled] [R1 a school].\n[A2 The army] [E2=ASSAULT shelled] [R2 a hospital].",
        ["ASSAULT happened | army → (a school)", "ASSAULT happened | army → (a hospital)"],
    ),
    "a noun that points to a deed done to others": (
        "[A1 Rebels] [E1=ASSAULT shelled] [R1 the army].\n[R2 Policemen] were wounded in that [E2=ASSAULT attack].",
        ["ASSAULT happened | rebels → army", "ASSAULT happened | (nobody) → officers"],
    ),
    "a noun without anything that points": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\nAn [E2=ASSAULT attack] hit [R2 a mill].",
        ["ASSAULT happened | gunmen | Tungar", "ASSAULT happened | (nobody) → (a mill)"],
    ),
    "a noun that points to something of other parties": (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\nThe [E2=ASSAULT attack] by [A2 France] went on.",
        ["ASSAULT happened | gunmen | Tungar", "ASSAULT happened | France"],
    ),
    "a headline on another country": (
        "! [E9=ASSAULT Raid] in [P9 Kolda]\n[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].",
        ["ASSAULT happened | Kolda", "ASSAULT happened | gunmen | Tungar"],
    ),
    "a denial of what others are said to have done": (
        "[A1 The army] [E1=ASSAULT shelled] [P1 Tungar].\n"
        "[S2 Jan Kowal] [C2 denied] [Q2 that [A2 policemen] had [E2=ASSAULT shot at] [R2 rebels]].",
        ["ASSAULT happened | army | Tungar", "ASSAULT happened | officers → rebels | denied by Jan Kowal"],
    ),
    "two denials": (
        "[S1 Jan Kowal] [C1 denied] [Q1 that [A1 the army] had [E1=ASSAULT shelled] a mill].\n"
        "[S2 Jan Kowal] [C2 denied] [Q2 that [A2 the army] had [E2=ASSAULT shelled] a farm].",
        ["ASSAULT happened | army | denied by Jan Kowal", "ASSAULT happened | army | denied by Jan Kowal"],
    ),
    "two deeds in one headline": (
        "! [A8 Gunmen] [E8=ASSAULT storm] post, [E9=ASSAULT burn] mill\nIt was a quiet night.",
        ["ASSAULT happened | gunmen", "ASSAULT happened"],
    ),
}


@pytest.mark.parametrize("name", TWO)
def test_two_stay_two(name: str) -> None:
    text, expected = TWO[name]
    assert [line.replace("|  →", "| (nobody) →") for line in told(text)] == expected


def test_the_nearest_of_several_is_what_a_noun_points_back_to() -> None:
    text = (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar].\n[A2 The army] [E2=ASSAULT shelled] [P2 Goundam].\n"
        "The [E3=ASSAULT attack] killed [K3=killed two men]."
    )
    assert told(text) == ["ASSAULT happened | gunmen | Tungar", "ASSAULT happened | army | Goundam | killed 2 men"]


@pytest.mark.parametrize(("place", "expected"), [("", 1), (" in [P2 Goundam]", 2)])
def test_what_is_one_with_two_events_makes_one_of_them(
    place: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_title(desk: Desk, draft: EventDraft, other: EventDraft, apart: int) -> dict[str, float]:
        return {"title": float(desk.in_headline(draft.mark.trigger))}

    monkeypatch.setattr(merging, "signs", only_title)
    monkeypatch.setattr(merging, "chance", lambda name, signs: 0.9 if signs["title"] else 0.1)
    text = (
        "! [R9 Policemen] [E9=ASSAULT shot]\n[A1 Gunmen] [E1=ASSAULT fired on] [R1 police] in [P1 Tungar].\n"
        f"The mayor wept.\n[A2 Gunmen] [E2=ASSAULT killed] [R2 police]{place}."
    )
    # nothing makes one of what happened in two towns
    assert len(told(text)) == expected


def test_a_noun_that_points_to_nothing_told_is_rejected() -> None:
    one = scene("The [E1=ASSAULT attack] was on all front pages.")
    assert one.events == ()
    [rejected] = one.rejected
    assert (rejected.stage, rejected.reason) == ("events", "events.pointing")
    assert rejected.message == "“attack” points to a deed that the report does not tell."
    assert one.report.text[slice(*rejected.span)] == "attack"  # type: ignore[misc]


def test_a_noun_that_tells_something_is_kept_though_it_points() -> None:
    assert told("The [E1=ASSAULT attack] killed [K1=killed two men].") == ["ASSAULT happened | killed 2 men"]


def test_one_event_shows_all_that_tells_it_and_the_body_first() -> None:
    text = (
        "! [E9=ASSAULT Raid] in [P9 Tungar]\nIt is a town.\n[A1 Gunmen] [E1=ASSAULT@0.8 raided] [P1 Tungar]. "
        "The [E2=ASSAULT@0.5 raid] took an hour."
    )
    [event] = scene(text, CAST, PLACES).events
    assert event.trigger.quote == "raided"
    assert [span.quote for span in event.mentions] == ["Raid", "raided", "raid"]
    assert [span.quote for span in event.evidence] == [
        "Gunmen raided Tungar.",
        "The raid took an hour.",
        "Raid in Tungar",
    ]
    assert event.confidence == pytest.approx(1 - 0.1 * 0.2 * 0.5)
    assert "also “Raid” at 0 (the headline)" in event.why
    assert "(it points back)" in event.why


def test_a_mode_told_once_is_the_mode_of_the_event() -> None:
    text = "[A1 Gunmen] [E1=ASSAULT attacked] [R1 policemen] in [P1 Tungar].\nThe [E2=ASSAULT.firearms shooting] lasted an hour."
    assert told(text) == ["ASSAULT.firearms happened | gunmen → officers | Tungar"]


def test_unsure_events_are_rejected_on_demand() -> None:
    from tocsin.events import EventsOptions

    text = "[A1 Gunmen] [E1=ASSAULT@0.6 raided] a farm. [A2 Teachers] [E2=PROTEST@0.8 marched]."
    one = scene(text, options=EventsOptions(event_score=0.7))
    assert one.lines == ["PROTEST happened | (Teachers)"]
    assert [(r.reason, r.message) for r in one.rejected] == [
        ("events.unsure", "“raided” may tell of an event, but only with confidence 0.60 (events.event_score).")
    ]
