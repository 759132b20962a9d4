"""How many independent sources stand behind some reports: copies, agencies and publishers count once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.incidents.copies import Printed, credit, overlap, publisher, same_source, sources_of

QUOTED = "“They shot at anything that carried a lamp,” said the deputy administrator of the territory."
STORY = (
    "GOMA (Albertine News Agency) — Gunmen opened fire on an evening market in Lubero on Tuesday, killing at least "
    "four people and wounding eleven others. The attackers came on foot from the hills west of the town, when sellers "
    f"were lighting their lamps, and burned about twenty stalls before they withdrew. {QUOTED} Two of the wounded "
    "were driven to Butembo because the hospital had run out of blood, and a nurse there said that both would live."
)
OTHER = (
    "Women who sell flour in Lubero came back to their market a week after the shooting. Nobody had swept the ash away. "
    f"{QUOTED} Kavira Masika, whose neighbour did not come home, has moved her table to the wall of the church, from "
    "where she can see the road. The town has lived under a curfew since then, and few still buy after five o’clock."
)


def printed(report: str, text: str = "", outlet: str | None = None, published: str | None = "2025-01-11") -> Printed:
    return Printed(report, outlet or f"The {report} Post", published, text)


def count(*reports: Printed) -> int:
    return len({source.group for source in sources_of(reports).values()})


def test_reports_on_one_incident_that_quote_the_same_sentence_stay_independent():
    assert 0 < overlap(STORY, OTHER) < 0.3
    assert same_source(printed("a", STORY), printed("b", OTHER)) is None
    assert count(printed("a", STORY), printed("b", OTHER)) == 2


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        f"Dead in Lubero market attack\n\n{STORY}",
        STORY.split(" Two of the wounded")[0],
        STORY.replace("Albertine News Agency", "Our correspondents").replace("Tuesday", "19 November"),
        f"{STORY}\n\nThe town has taken in thousands of people since the middle of the year, many from Kanyabayonga.",
    ],
    ids=["as it is", "in capitals", "other headline", "cut short", "credit taken out", "with a paragraph more"],
)
def test_copies_of_one_story_count_once(copy: str):
    sources = sources_of([printed("a", STORY), printed("b", copy), printed("c", OTHER)])
    assert sources["a"].group == sources["b"].group == 1
    assert sources["b"].joined == "same text"
    assert sources["c"].group == 2
    assert sources["c"].joined is None


def test_outlets_of_one_publisher_count_once_whatever_they_write():
    first, second = printed("a", STORY, "BBC Africa"), printed("b", OTHER, "bbc news")
    assert same_source(first, second) == "same publisher"
    assert (
        same_source(printed("a", STORY, "The Lake Courier"), printed("b", OTHER, "the lake courier"))
        == "same publisher"
    )
    assert publisher("RFI") == publisher("France 24")
    assert publisher("The Lake Courier") == "the lake courier"


@pytest.mark.parametrize("outlet", [None, "", "  "])
def test_reports_of_outlets_that_nobody_knows_are_not_of_one_outlet(outlet: str | None):
    assert publisher(outlet) is None
    assert same_source(Printed("a", outlet, None, STORY), Printed("b", outlet, None, OTHER)) is None


def test_an_agency_and_those_who_credit_it_count_once():
    own = printed("a", OTHER, "Agence France-Presse")
    crediting = printed("b", "LUBERO, Congo (AFP) — Shots were heard after dark, and people ran to the church.")
    also = printed("c", "Shots in Lubero, people ran.\n\nBy Ana Ruiz, AFP\n\nThey spent the night in the church.")
    apart = printed("d", "LUBERO (Reuters) — Several people were shot dead in the market, the mayor said.")
    sources = sources_of([own, crediting, also, apart])
    assert [sources[each].group for each in "abcd"] == [1, 1, 1, 2]
    assert {sources[each].joined for each in "abc"} == {"same agency"}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("GOMA, Jan 11 (AFP) - Gunmen shot", "agence france-presse"),
        ("GOMA (AFP/Reuters) — Gunmen shot", "agence france-presse"),
        ("By Ana Ruiz and Tom Li, Associated Press\n\nGunmen shot", "associated press"),
        ("Gunmen shot at sellers.\n\n(AP)", "associated press"),
        ("Gunmen shot at sellers.\n\n— Lake Press Agency", "lake press agency"),
        ("Gunmen shot at sellers. (Xinhua)", "xinhua"),
        ("Gunmen shot at sellers, Reuters reported on Tuesday.", None),
        ("The board of the Atomic Energy Agency (IAEA)", None),
        ("GOMA (our correspondent) — Gunmen shot", None),
        ("", None),
    ],
)
def test_credit_is_found_where_agencies_are_credited(text: str, agency: str | None):
    assert credit(text) == agency


def test_what_joins_two_joins_all_that_are_joined_to_them():
    # a prints what b prints, and b and c are one publisher's
    sources = sources_of(
        [printed("a", STORY), printed("b", STORY, "DW"), printed("c", OTHER, "Deutsche Welle"), printed("d")]
    )
    assert [sources[each].group for each in "abcd"] == [1, 1, 1, 2]
    assert sources["c"].joined == "same publisher"


def test_sources_are_numbered_by_day_of_publication():
    early, late = printed("z", STORY, published="2025-01-10"), printed("a", OTHER, published="2025-01-12")
    unknown = printed("b", "", published=None)
    sources = sources_of([unknown, late, early])
    assert [sources[each].group for each in "zab"] == [1, 2, 3]


def test_a_report_without_text_is_nobodys_copy():
    assert overlap("", "") == 0
    assert overlap(STORY, "Shots in Goma.") == 0
    assert same_source(printed("a"), printed("b")) is None


REPORTS = st.lists(
    st.builds(
        Printed,
        report=st.sampled_from([f"r{n}" for n in range(9)]),
        outlet=st.sampled_from([None, "BBC", "BBC News", "AFP", "The Lake Courier", "Halden Post"]),
        published=st.sampled_from([None, "2025-01-11", "2025-01-12"]),
        text=st.sampled_from(["", STORY, STORY.split(" Two of")[0], OTHER, "GOMA (AFP) — Shots.", "Shots.\n\n(AP)"]),
    ),
    max_size=7,
    unique_by=lambda each: each.report,
)


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_sources_do_not_depend_on_order_and_are_no_more_than_reports(reports: list[Printed], chance):
    sources = sources_of(reports)
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert sources_of(shuffled) == sources
    numbers = {source.group for source in sources.values()}
    assert numbers == set(range(1, len(numbers) + 1))
    assert len(numbers) <= len(reports)
    for each in reports:
        shares = sum(source.group == sources[each.report].group for source in sources.values()) > 1
        assert (sources[each.report].joined is not None) == shares
