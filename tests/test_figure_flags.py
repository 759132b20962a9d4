"""Flags on figures that cannot both be right, and on headlines that say other than the body."""

from __future__ import annotations

from event_scenes import Scene, scene

from tocsin.events import EventsOptions, find_flags
from tocsin.records import Flag

CAST = {
    "gunmen": "group XKX UAF:Gunmen; gunmen; The gunmen",
    "police": "organisation XKX COP:police; Police",
    "Ana Ruiz": "",
    "Jan Kowal": "",
    "Serbia": "country SRB:",
}
PLACES = {"Tungar": "MLI city"}


def flags_of(text: str, kind: str) -> list[Flag]:
    return [flag for flag in raised(scene(text, CAST, PLACES)) if flag.kind == kind]


def raised(one: Scene) -> tuple[Flag, ...]:
    return find_flags(one.report, one.annotation, one.resolution, one.statements, one.events, EventsOptions())


def shown(flags: list[Flag]) -> list[tuple[str, list[str]]]:
    return [(flag.message, [span.quote for span in flag.spans]) for flag in flags]


def test_two_figures_for_one_thing_are_flagged_with_who_gives_them() -> None:
    text = (
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar], killing [K1=killed two officers].\n"
        "[S1 Ana Ruiz] [C1 said] [Q1 [K2=killed three officers] had died in the [E2=ASSAULT raid]]."
    )
    [flag] = flags_of(text, "count-conflict")
    assert flag.message == "Two figures for one thing (killed): “two officers” and “three officers” (by Ana Ruiz)."
    assert [span.quote for span in flag.spans] == ["two officers", "three officers"]


def conflicts(*figures: str) -> list[tuple[str, list[str]]]:
    """One raid with each figure in a sentence of its own."""
    text = "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar]."
    for number, figure in enumerate(figures, 2):
        text += f"\nIn the [E{number}=ASSAULT raid], [K{number}={figure}] fell."
    one = scene(text, CAST, PLACES)
    assert len(one.events) == 1
    return shown([flag for flag in raised(one) if flag.kind == "count-conflict"])


def test_figures_that_may_both_be_right_are_no_conflict() -> None:
    assert conflicts("killed at least two men", "killed three men") == []
    assert conflicts("killed dozens of men", "killed about 40 men") == []
    assert conflicts("killed two men", "killed two men") == []


def test_figures_for_other_things_are_no_conflict() -> None:
    assert conflicts("killed two men", "injured three men") == []
    assert conflicts("killed two soldiers", "killed three civilians") == []


def test_a_conflict_is_told_once_however_often_the_figures_come() -> None:
    [(message, quotes)] = conflicts("killed two men", "killed three men", "killed two men", "killed three men")
    assert message == "Two figures for one thing (killed): “two men” and “three men”."
    assert quotes == ["two men", "three men"]


def test_every_pair_of_three_figures_is_told() -> None:
    assert len(conflicts("killed two men", "killed three men", "killed nine men")) == 3


def test_equal_figures_for_dead_and_hurt_are_told_apart() -> None:
    found = conflicts("killed two men", "killed three men", "injured two men", "injured three men")
    assert [message.split(":")[0] for message, _ in found] == [
        "Two figures for one thing (killed)",
        "Two figures for one thing (injured)",
    ]


def test_figures_of_two_events_are_no_conflict() -> None:
    text = "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar], killing [K1=killed two men]. [A2 Police] [E2=ASSAULT shot] [K2=killed nine men]."
    assert flags_of(text, "count-conflict") == []


BODY = "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar], killing [K1=killed one officer]."


def test_a_headline_with_another_figure_than_the_body() -> None:
    text = f"! [K9=killed Two officers] killed in [E9=ASSAULT raid] in [P9 Tungar]\n{BODY}"
    assert shown(flags_of(text, "headline-body")) == [
        ("The headline has “Two officers” (killed), the body “one officer”.", ["Two officers", "one officer"])
    ]


def test_a_figure_of_the_headline_counts_also_where_only_the_body_tells_the_deed() -> None:
    text = (
        "! [K1=killed Three officers] in a row\n"
        "[A1 Gunmen] [E1=ASSAULT raided] [P1 Tungar], killing [K1=killed two officers]."
    )
    [flag] = flags_of(text, "headline-body")
    assert flag.message == "The headline has “Three officers” (killed), the body “two officers”."


def test_a_headline_with_a_figure_that_somebody_in_the_body_gives() -> None:
    text = (
        f"! [K9=killed Two officers] killed in [E9=ASSAULT raid] in [P9 Tungar]\n{BODY} "
        "[S1 Ana Ruiz] [C1 said] [Q1 [K2=killed two officers] had died in the [E2=ASSAULT raid]]."
    )
    assert flags_of(text, "headline-body") == []


def test_a_headline_that_rounds_or_leaves_the_figure_out() -> None:
    assert flags_of(f"! [E9=ASSAULT Raid] in [P9 Tungar]\n{BODY}", "headline-body") == []
    text = f"! [K9=killed At least one officer] killed in [E9=ASSAULT raid] in [P9 Tungar]\n{BODY}"
    assert flags_of(text, "headline-body") == []


SAID = "[S1 Jan Kowal] [C1 said] [Q1 [A1 Serbia] had [E1=ASSAULT shelled] a post in [P1 Tungar]]."


def test_some_of_them_are_no_rival_to_all_of_them() -> None:
    text = (
        "[A1 Gunmen] [E1=ASSAULT.abduct took] [K1=abducted five nurses] in Tungar; [K1=abducted two of them] are boys."
    )
    assert flags_of(text, "count-conflict") == []
    text = (
        "[A1 Gunmen] [E1=ASSAULT shot] [K1=killed two members of the band] in Tungar.\n"
        "The [E2=ASSAULT attack] killed [K2=killed nine members of the band]."
    )
    assert len(flags_of(text, "count-conflict")) == 1


DENIED = "[S2 Ana Ruiz] [C2 denied] [Q2 that [A2 Serbia] had [E2=ASSAULT shelled] a post in [P2 Tungar]]."


def test_a_headline_that_tells_as_a_fact_what_one_says_and_another_denies() -> None:
    [flag] = flags_of(f"! [A9 Serbia] [E9=ASSAULT shells] post\n{SAID}\n{DENIED}", "headline-body")
    assert flag.message == "The headline tells “shells” as a fact, which somebody in the body denies."
    assert [span.quote for span in flag.spans] == ["shells", "shelled", "shelled"]


def test_a_headline_that_shortens_what_somebody_says_and_nobody_denies() -> None:
    assert flags_of(f"! [A9 Serbia] [E9=ASSAULT shells] post\n{SAID}", "headline-body") == []


def test_a_headline_that_says_who_says_it() -> None:
    assert (
        flags_of(f"! [Q9 [A9 Serbia] [E9=ASSAULT shells] post], [C9 says] [S9 Jan Kowal]\n{SAID}", "headline-body")
        == []
    )


def test_a_headline_of_what_the_body_tells_too() -> None:
    text = f"! [A9 Serbia] [E9=ASSAULT shells] post\n[A2 Serbia] [E2=ASSAULT shelled] a post in [P2 Tungar].\n{SAID}"
    assert flags_of(text, "headline-body") == []


def test_a_headline_that_tells_as_a_fact_what_the_body_has_only_as_a_denial() -> None:
    text = (
        "! [A9 Serbia] [E9=ASSAULT shells] post\n"
        "[S1 Ana Ruiz] [C1 denied] [Q1 that [A1 Serbia] had [E1=ASSAULT shelled] a post in [P1 Tungar]]."
    )
    [flag] = flags_of(text, "headline-body")
    assert flag.message == "The headline tells “shells” as a fact, which somebody in the body denies."


def test_a_headline_of_what_is_demanded_claims_no_fact() -> None:
    text = "! [A9 Serbia] to [E9=RETREAT~demanded withdraw]\n[S1 Jan Kowal] [C1 said] [Q1 [A1 Serbia] must [E1=RETREAT~demanded withdraw]]."
    assert flags_of(text, "headline-body") == []


def test_a_headline_alone_is_not_compared() -> None:
    assert (
        flags_of("! [K9=killed Two officers] killed in [E9=ASSAULT raid] in [P9 Tungar]\nIt rained.", "headline-body")
        == []
    )
