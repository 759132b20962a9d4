"""What a statement has of a denial, whose side it takes, and how the deeds of a report compete for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_scenes import lines_of, scene

from tocsin import events
from tocsin.events.coding.answering import Reply, signs_of
from tocsin.events.coding.claims import tie_claims
from tocsin.events.coding.coder import drafted
from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.merging import merge
from tocsin.events.coding.sides import own_of, side_of
from tocsin.events.coding.weighing import best_of, chance, threshold, within
from tocsin.language.lexicon import lexicon

CAST = {
    "Ana Ruiz": "person SRB GOV:Ana Ruiz; the defence minister, Ana Ruiz",
    "Jan Kowal": "person XKX GOV:Jan Kowal",
    "Serbia": "country SRB:Serbia; Belgrade",
    "Serbian army": "organisation SRB MIL:Serbian army; army",
    "Kosovo": "country XKX:Kosovo",
    "rebels": "group MLI REB:rebels; the rebels; The rebels",
}


def desk_of(text: str) -> tuple[Desk, list[EventDraft]]:
    one = scene(text, CAST)
    desk = Desk.of(one.report, one.annotation, one.resolution, one.statements)
    drafts = merge(desk, [drafted(desk, mark) for mark in one.annotation.events])
    tie_claims(desk, drafts)
    return desk, drafts


def reply_to(text: str) -> tuple[Desk, list[EventDraft], Reply]:
    """The last statement of a text."""
    desk, drafts = desk_of(text)
    last = max(desk.statements, key=lambda s: s.content[0].start)
    return desk, drafts, Reply.of(desk, drafts, last)


SHELLED = "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"


@pytest.mark.parametrize(
    ("answer", "form", "may"),
    [
        ("[S2 Ana Ruiz] [C2 denied] [Q2 having [E2=ASSAULT shelled] anything].", "deed", True),
        ("[S2 Ana Ruiz] [C2 denied] [Q2 this].", "pronoun", True),
        ("[S2 Ana Ruiz] [C2 called] [Q2 the report a lie].", "charge", True),
        ("[S2 Ana Ruiz] [C2 said] [Q2 all of it was invented].", "judged", True),
        ("[S2 Ana Ruiz] [C2 said] [Q2 no shell had left its barrel].", "negated", True),
        ("[S2 Ana Ruiz] [C2 said] [Q2 the road was wet].", "other", False),
    ],
)
def test_how_an_answer_is_put(answer: str, form: str, may: bool) -> None:
    _, _, reply = reply_to(SHELLED + answer)
    assert (reply.form, reply.may_deny) == (form, may)


def test_a_minister_speaks_for_the_country_and_its_organs_and_a_rebel_for_himself() -> None:
    desk, _, reply = reply_to(SHELLED + "[S2 Ana Ruiz] [C2 denied] [Q2 this].")
    names = {actor.name for actor in desk.resolution.actors if actor.id in reply.side}
    assert names == {"Ana Ruiz", "Serbia", "Serbian army"}
    assert {actor.name for actor in desk.resolution.actors if actor.id in reply.own} == {"Ana Ruiz"}
    desk, _ = desk_of("[S1 The rebels] [C1 said] [Q1 that [A1 the Serbian army] had [E1=MOBILIZE left]].")
    [statement] = desk.statements
    assert side_of(desk, statement) == own_of(desk, statement)


def test_what_is_only_said_competes_for_nothing() -> None:
    desk, drafts, reply = reply_to(SHELLED + "[S2 Ana Ruiz] [C2 said] [Q2 the road was wet].")
    assert signs_of(desk, drafts, reply) == []


def test_signs_tell_who_claims_a_deed_and_whose_it_is() -> None:
    desk, drafts, reply = reply_to(SHELLED + "[S2 Ana Ruiz] [C2 said] [Q2 no shell was fired].")
    [(draft, signs)] = signs_of(desk, drafts, reply)
    assert draft is drafts[0]
    assert {"claimed", "actor-side", "claimed-side", "first", "negation", "negated-claimed"} <= signs.keys()
    assert not {"denies", "outlet", "side-claim", "recipient-side"} & signs.keys()


def test_speech_and_plans_are_no_deeds_that_are_denied() -> None:
    text = "[A1 Jan Kowal] [E1=REQUEST urged] [R1 Serbia] to [E2=RETREAT~demanded withdraw]. [S2 Ana Ruiz] [C2 denied] [Q2 this]."
    desk, drafts, reply = reply_to(text)
    assert len(drafts) == 2
    assert signs_of(desk, drafts, reply) == []


def test_a_negated_sentence_of_the_accused_denies_and_one_of_the_accuser_does_not() -> None:
    told = lines_of(
        SHELLED + "[S2 Ana Ruiz] [C2 said] [Q2 the army had not [E2=ASSAULT~negated shelled] any post].", CAST
    )
    assert told == ["ASSAULT happened | Serbian army | said by Jan Kowal | denied by Ana Ruiz"]
    told = lines_of(SHELLED + "[S2 Jan Kowal] [C2 said] [Q2 nobody had slept].", CAST)
    assert told == ["ASSAULT happened | Serbian army | said by Jan Kowal"]


def test_the_best_of_several_wins_with_those_nearly_as_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"threshold": 0.5, "beside": 0.6, "weights": {"a": 2.0, "b": 1.8, "c": -3.0}}
    monkeypatch.setattr("tocsin.events.coding.weighing.lexicon", lambda *_: data)
    monkeypatch.setattr("tocsin.events.coding.weighing._weights", lambda _: data["weights"])
    assert best_of("any", [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}]) == [0, 1]
    assert best_of("any", [{"a": 1.0}, {"c": 1.0}]) == [0]
    assert best_of("any", [{"c": 1.0}]) == []
    assert best_of("any", []) == []
    assert chance("any", {"a": 1.0, "c": 1.0}) == pytest.approx(1 / (1 + 2.718281828**1.0), abs=1e-6)
    assert threshold("any") == 0.5
    assert within("body", {"far": 2.0, "word": 0.0}) == {"far": 2.0, "body-far": 2.0}


def test_what_the_model_links_is_looked_at_whatever_its_words() -> None:
    said = SHELLED + "[S2 Ana Ruiz] [C2 said] [Q2 [D1@0.8 the guns were in their sheds]]."
    desk, drafts, reply = reply_to(said)
    assert reply.form == "other"
    assert reply.may_deny
    [(draft, _)] = signs_of(desk, drafts, reply)
    assert draft is drafts[0]
    assert reply.linked(draft) == reply.marked == 0.8
    # words that are a small part of what is said, and of which it is a small part, say nothing of it
    _, _, reply = reply_to(SHELLED + "[S2 Ana Ruiz] [C2 said] [Q2 the guns] [D1@0.8 were in their sheds].")
    assert reply.marked == 0.0


def test_every_weight_belongs_to_a_sign() -> None:
    data = lexicon("answering", Path(events.__file__).parent / "data")
    assert data["source"]
    assert 0 < data["threshold"] < 1
    assert 0 < data["beside"] <= 1
    desk, drafts, reply = reply_to(SHELLED + "[S2 Ana Ruiz] [C2 said] [Q2 no shell was fired].")
    [(_, signs)] = signs_of(desk, drafts, reply)
    assert signs.keys() & data["weights"].keys()
