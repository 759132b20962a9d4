"""What an incident is made of: every field from its tellings, every piece of evidence a quotation of one of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_cases import (
    ARMY,
    BENI,
    FRONT,
    GOMA,
    SAKE,
    VILLAGERS,
    accusation,
    evidence_of,
    figure,
    many_tellings,
    quotes_of,
    span,
    telling,
    toll,
    voice,
)

from tocsin.incidents.building import build
from tocsin.records import Incident, Party, Spot, Telling

STORY = (
    "Gunmen opened fire on an evening market in Goma on Friday, killing at least four people and wounding eleven, "
    "officials said on Saturday. The attackers came on foot from the hills and burned about twenty stalls."
)
HEADLINE = "Four shot dead at Goma market"
SENTENCE = "Gunmen shot villagers in Goma."
DENIAL = "The army denied that its men shot villagers."


def built(*tellings: Telling, texts: dict[str, str] | None = None) -> Incident:
    incident = build(tellings, texts or {})
    assert incident is not None
    return incident


def headed(name: str, report: str, title: str = HEADLINE, **more) -> Telling:
    """Make a telling whose report tells it in its headline."""
    evidence = (span(title), span(SENTENCE, 100))
    given = {"title": title, "evidence": evidence, "trigger": span("shot", 5), "in_headline": True} | more
    return telling(name, report, **given)


def test_an_incident_of_one_report_is_what_its_telling_says():
    incident = built(telling(actors=(FRONT,), figures=(figure(),)))
    assert (incident.type, incident.mode) == ("ASSAULT", "firearms")
    assert (incident.start, incident.end) == ("2025-01-10", "2025-01-10")
    assert (incident.spot, incident.spots) == (GOMA, (GOMA,))
    assert (incident.actors, incident.recipients) == (("Mutongo Front",), ("villagers",))
    assert (incident.sources, incident.reports) == (1, 1)
    assert [rollup.best for rollup in incident.rollups] == [4]
    assert (incident.disagreements, incident.contested) == ((), False)


@pytest.mark.parametrize(
    "tellings",
    [
        [telling(modality="negated")],
        [telling("e1", "r1", modality="negated"), telling("e2", "r2", modality="negated")],
        [telling(doubtful=True)],
        [telling("e1", "r1", modality="negated"), telling("e2", "r2", doubtful=True)],
    ],
)
def test_what_nobody_tells_for_sure_is_no_incident(tellings: list[Telling]):
    assert build(tellings, {}) is None


def test_one_sure_telling_bears_out_what_others_doubt_and_deny():
    incident = built(
        telling("e1", "r1", modality="negated", confidence=0.99),
        telling("e2", "r2", doubtful=True),
        telling("e3", "r3", confidence=0.7),
    )
    assert (incident.reports, incident.confidence) == (3, 0.7)
    assert incident.contested


def test_the_id_hangs_on_the_first_telling_and_stays_when_later_ones_come():
    first = telling("e5", "r5", published="2025-01-11")
    later = telling("e1", "r1", published="2025-01-12"), telling("e2", "r2", published=None)
    assert built(first).id == built(*later, first).id
    assert built(*later).id != built(first).id


def test_copies_count_as_one_source():
    tellings = [telling(f"e{n}", f"r{n}") for n in range(3)]
    incident = built(*tellings, texts={"r0": STORY, "r1": f"Dead in Goma\n\n{STORY}", "r2": "Women swept the market."})
    assert (incident.sources, incident.reports) == (2, 3)
    assert [(a.report, a.group, a.joined) for a in incident.accounts] == [
        ("r0", 1, "same text"),
        ("r1", 1, "same text"),
        ("r2", 2, None),
    ]


def test_type_and_mode_are_those_of_most_reports():
    incident = built(
        telling("e1", "r1", mode="beat"),
        telling("e2", "r2", mode="beat"),
        telling("e3", "r3"),
        telling("e4", "r4", type="COERCE", mode="arrest"),
        # one report counts once, however often it tells it
        *(telling(f"e{n}", "r4", type="COERCE", mode="arrest") for n in range(5, 9)),
    )
    assert (incident.type, incident.mode) == ("ASSAULT", "beat")
    assert built(telling(mode=None)).mode is None
    assert built(telling("e1", "r1", mode=None), telling("e2", "r2")).mode == "firearms"


def test_days_are_those_that_texts_tell_exactly():
    month = {"start": "2025-01-01", "end": "2025-01-31", "precision": "month"}
    published = {"start": "2025-01-11", "end": "2025-01-11", "dated": "published"}
    night = {"start": "2025-01-10", "end": "2025-01-11", "precision": "part-of-day"}

    def days(*more: dict) -> tuple[str | None, str | None]:
        incident = built(*(telling(f"e{n}", f"r{n}", **each) for n, each in enumerate(more)))
        return incident.start, incident.end

    assert days({}, month, published, night) == ("2025-01-10", "2025-01-10")
    assert days({}, {"start": "2025-01-12", "end": "2025-01-12"}) == ("2025-01-10", "2025-01-12")
    assert days(night, published) == ("2025-01-10", "2025-01-11")
    assert days(published) == ("2025-01-11", "2025-01-11")


def test_places_are_the_finest_first_and_of_those_the_one_that_most_sources_give():
    province = Spot("North Kivu", "COD", "North Kivu", -0.7, 29.2, "admin1", "9")
    spots = [province, SAKE, GOMA, GOMA, province, province]
    incident = built(*(telling(f"e{n}", f"r{n}", spot=spot) for n, spot in enumerate(spots)))
    assert incident.spots == (GOMA, SAKE, province)
    assert incident.spot == GOMA


def test_a_place_that_stands_in_gives_way_to_one_that_is_told():
    province = Spot("North Kivu", "COD", "North Kivu", -0.7, 29.2, "admin1", "9")
    assumed = [telling(f"e{n}", f"r{n}", spot=replace(BENI, told=False)) for n in range(3)]
    assert built(*assumed).spot == replace(BENI, told=False)
    assert built(*assumed, telling("e9", "r9", spot=province)).spots == (province,)


def test_names_are_those_written_most_often():
    spellings = ["Mutongo Front", "Mutongo front", "Mutongo Front"]
    tellings = [telling(f"e{n}", f"r{n}", actors=(replace(FRONT, name=name),)) for n, name in enumerate(spellings)]
    incident = built(*tellings, telling("e9", "r9", actors=(ARMY,)))
    assert incident.actors == ("Mutongo Front", "army")
    assert incident.actor_countries == ("COD",)


def test_who_did_it_is_not_taken_from_those_who_say_that_it_did_not_happen():
    incident = built(telling("e1", "r1"), telling("e2", "r2", modality="negated", actors=(ARMY,)))
    assert incident.actors == ()


# --- the title ---


def test_a_headline_that_tells_it_is_the_title():
    incident = built(telling("e1", "r1", confidence=0.99), headed("e2", "r2", confidence=0.6))
    assert incident.title == HEADLINE
    assert incident.title_evidence.report == "r2"
    assert incident.title_evidence.span == span(HEADLINE)


def test_without_a_headline_the_surest_sentence_is():
    surest = telling("e2", "r2", confidence=0.95, evidence=(span("Men fired at villagers in Goma."),))
    assert built(telling("e1", "r1"), surest).title == "Men fired at villagers in Goma."


@pytest.mark.parametrize(
    "other",
    [
        headed("e2", "r2", "No shots in Goma", modality="negated"),
        headed("e2", "r2", doubtful=True),
        headed("e2", "r2", background=True),
        headed("e2", "r2", type="COERCE"),
    ],
    ids=["negated", "doubtful", "recalled", "other type"],
)
def test_a_headline_that_does_not_tell_it_for_sure_is_no_title(other: Telling):
    first = headed("e1", "r1", "Villagers shot", confidence=0.5)
    third = telling("e3", "r3")
    assert built(first, other, third).title == "Villagers shot"


def test_a_denial_is_no_title():
    denied = replace(voice("denies", "the army"), span=span("its men shot villagers", 21))
    headline = headed("e2", "r2", DENIAL, voices=(denied,))
    assert built(headline).title == SENTENCE
    alone = replace(headline, evidence=(span(DENIAL),))
    assert built(telling("e1", "r1", confidence=0.3, evidence=(span("Men fired."),)), alone).title == "Men fired."


def test_a_report_that_it_never_happened_gives_no_title_where_another_tells_it():
    never = headed(
        "e2", "r2", "Talk of killings is untrue", voices=(voice("denies", "x", "no such attack took place"),)
    )
    assert built(telling("e1", "r1"), never).title == SENTENCE


def test_a_title_is_cut_after_a_headlines_length():
    long = "Gunmen shot " + "very " * 60 + "many villagers."
    incident = built(telling(evidence=(span(long),)))
    assert incident.title == long[:160]
    assert incident.title_evidence.span.quote == long


# --- accounts and responsibility ---


def test_an_account_holds_all_that_its_report_tells_of_it():
    incident = built(
        telling("e1", "r1", background=True),
        telling("e2", "r1", evidence=(span("Shot.", 200),), trigger=span("Shot.", 200)),
        telling("e3", "r2", background=True),
    )
    first, second = incident.accounts
    assert first.events == ("e1", "e2")
    assert [each.span.quote for each in first.evidence] == [SENTENCE, "Shot."]
    assert (first.background, second.background) == (False, True)
    assert all(each.report == account.report for account in incident.accounts for each in account.evidence)


def said(*tellings: Telling) -> list[tuple[str, str | None, str]]:
    return [(each.kind, each.actor, each.by) for each in built(*tellings).responsibility]


def test_who_is_said_to_have_done_it_by_whom():
    spokesman = voice(speaker="Mutongo Front")
    assert said(telling(actors=(FRONT,))) == [("told", "Mutongo Front", "outlet of r1")]
    assert said(telling(actors=(FRONT,), voices=(voice(),), by_outlet=False)) == [
        ("accused", "Mutongo Front", "the army")
    ]
    assert said(telling(actors=(FRONT,), voices=(spokesman,), by_outlet=False)) == [
        ("claimed", "Mutongo Front", "Mutongo Front")
    ]
    assert said(telling(accusations=(accusation("the army", FRONT),))) == [("accused", "Mutongo Front", "the army")]


def test_who_denies_it_and_what():
    own = voice("denies", "Mutongo Front", "that it had fired")
    others = voice("denies", "the governor", "that the Front had fired")
    never = voice("denies", "the governor", "no such attack took place")
    assert said(telling(actors=(FRONT,), voices=(own,)))[1:] == [("denied", "Mutongo Front", "Mutongo Front")]
    assert said(telling(actors=(FRONT,), voices=(others,)))[1:] == [("denied", "Mutongo Front", "the governor")]
    assert said(telling(actors=(FRONT,), voices=(never,)))[1:] == [("denied", None, "the governor")]
    assert said(telling(voices=(own,))) == [("denied", "Mutongo Front", "Mutongo Front")]
    assert said(telling("e1", "r1"), telling("e2", "r2", modality="negated")) == [("denied", None, "outlet of r2")]


def test_one_who_says_it_twice_in_a_report_is_heard_once():
    blamed = (accusation("the army", FRONT), accusation("the army", FRONT, "blamed them again"))
    assert said(telling(accusations=blamed)) == [("accused", "Mutongo Front", "the army")]


@pytest.mark.parametrize(
    ("tellings", "contested"),
    [
        ([toll("a", "11", 4, high=None), toll("b", "12", 9)], False),
        ([toll("a", "11", 9), toll("b", "12", 4)], True),
        ([telling(voices=(voice("denies"),))], True),
        ([telling(voices=(voice(),))], False),
    ],
    ids=["correction", "contradiction", "denial", "claim"],
)
def test_contradictions_and_denials_make_an_incident_contested(tellings: list[Telling], contested: bool):
    assert built(*tellings).contested == contested


@st.composite
def members(draw: st.DrawFn) -> list[Telling]:
    """Draw tellings with figures, voices and accusations, as clustering might put them together."""
    found = draw(many_tellings())
    return [
        replace(
            each,
            outlet=draw(st.sampled_from([None, "BBC", "AFP", each.outlet])),
            figures=draw(st.sampled_from([(), (figure(),), (figure(low=9, high=9), figure("injured", 3, None))])),
            voices=draw(st.sampled_from([(), (voice(),), (voice("denies", "army"),)])),
            accusations=draw(st.sampled_from([(), (accusation("villagers", FRONT),)])),
            evidence=draw(st.sampled_from([each.evidence, (span("Four people died.", 50), span("shot"))])),
        )
        for each in found
    ]


@given(members(), st.data())
@settings(max_examples=200, deadline=None)
def test_laws_of_an_incident(tellings: list[Telling], drawn):
    texts = {each.report: drawn.draw(st.sampled_from(["", STORY, SENTENCE])) for each in tellings}
    incident = build(tellings, texts)
    assert build(drawn.draw(st.permutations(tellings)), texts) == incident
    sure = [each for each in tellings if each.modality != "negated" and not each.doubtful]
    assert (incident is None) == (not sure)
    if incident is None:
        return
    assert 1 <= incident.sources <= incident.reports == len({each.report for each in tellings})
    assert {event for account in incident.accounts for event in account.events} == {each.id for each in tellings}
    assert incident.title_evidence.report in {each.report for each in sure}
    spans = {report: set() for report in texts}
    heads = {}
    for each in tellings:
        spans[each.report] |= quotes_of(each)
        heads.setdefault(each.report, set()).add((each.outlet, each.published))
    for each in evidence_of(incident):
        assert each.span in spans[each.report]
        assert (each.outlet, each.published) in heads[each.report]
    assert all(len(each.values) >= 2 for each in incident.disagreements)
    assert all(each.low <= each.best <= each.high for each in incident.rollups)


def test_a_party_of_the_text_without_a_name_is_shown_as_it_is_written():
    assert built(telling(recipients=(VILLAGERS, Party("a bus")))).recipients == ("a bus", "villagers")
