"""The stance of a statement: from its cue, its negation, light verbs, and from the content of neutral cues."""

from __future__ import annotations

import pytest
from builders import cast_of, marked

from tocsin.events import EventsOptions, read_statements
from tocsin.events.patterns import compile_pattern, forms_of, words_of

# one attribution a line, and the stance that it has
CASES = [
    # verbs of saying
    ("[S1 The mayor] [C1 said] [Q1 that the bridge had been closed].", "asserts"),
    ("[S1 The mayor] [C1 has repeatedly told] reporters [Q1 that the bridge is closed].", "asserts"),
    ("[C1 According to] [S1 the mayor], [Q1 the bridge is closed].", "asserts"),
    ("[S1 The brigade] [C1 claimed responsibility for] [Q1 the ambush near Kidal].", "asserts"),
    ("[S1 The ministry] [C1 declined to comment on] [Q1 the report].", "asserts"),
    ("[S1 Nomads] [C1 reported] [Q1 three flights over the wadi].", "asserts"),
    # denials
    ("[S1 The army] [C1 denied] [Q1 any part in the raid].", "denies"),
    ("[S1 The army] [C1 has flatly rejected] [Q1 the accusation].", "denies"),
    ("[S1 The army] [C1 dismissed] [Q1 the report as propaganda].", "denies"),
    ("[S1 The junta] [C1 refuted] [Q1 the figure].", "denies"),
    ("[S1 The envoy] [C1 ruled out] [Q1 a second round of talks].", "denies"),
    ("[S1 The army] [C1 said] [Q1 there was no evidence that its guns had fired].", "denies"),
    ("[S1 The army] [C1 said] [Q1 it had nothing to do with the blast].", "denies"),
    ("[S1 The mayor] [C1 called] [Q1 the list a fabrication].", "denies"),
    ("[S1 The governor] [C1 insisted] [Q1 that no soldier had entered the school].", "denies"),
    ("[S1 The embassy] [C1 issued a denial of] [Q1 the story].", "denies"),
    ("[S1 The general] [C1 said] [Q1 the charge was baseless].", "denies"),
    ("[S1 The union] [C1 does not support] [Q1 the strike in Douala].", "denies"),
    # accusations
    ("[S1 The president] [C1 pointedly accused] [Q1 the neighbours of arming the gang].", "accuses"),
    ("[S1 Bamako] [C1 blames] [Q1 smugglers for the fire].", "accuses"),
    ("[S1 Farmers] [C1 alleged] [Q1 that the dam was opened at night].", "accuses"),
    ("[S1 The bishops] [C1 condemned] [Q1 the killing of the teacher].", "accuses"),
    ("[S1 The ministry] [C1 said] [Q1 the militia was behind the attack].", "accuses"),
    ("[S1 The minister] [C1 referred to] [Q1 the ambush as an act of terrorism].", "accuses"),
    ("[S1 The council] [C1 voiced strong criticism of] [Q1 the raid].", "accuses"),
    ("[S1 Villagers] [C1 pointed the finger at] [Q1 the company].", "accuses"),
    ("[S1 She] [C1 said]: [Q1 ‘It was an attack paid for and orchestrated by our neighbours.’]", "accuses"),
    # demands
    ("[S1 The Council] [C1 demanded] [Q1 the release of both drivers].", "demands"),
    ("[S1 The Secretary] [C1 urged] [Q1 the de-escalation of tensions].", "demands"),
    ("[S1 The nuns] [C1 called for] [Q1 calm].", "demands"),
    ("[S1 The nuns] [C1 called] on Friday [Q1 on both sides to lay down their arms].", "demands"),
    ("[S1 The premier] [C1 made calls for] [Q1 their surrender].", "demands"),
    ("[S1 Families] [C1 appealed] [Q1 for news of the boat].", "demands"),
    ("[S1 The envoy] [C1 insisted on] [Q1 an inquiry].", "demands"),
    ("[S1 The colonel] [C1 ordered] [Q1 the road closed].", "demands"),
    ("[S1 The judge] [C1 said] [Q1 the men must be freed at once].", "demands"),
    ("[S1 The police] [C1 told] residents [Q1 to leave the quay].", "demands"),
    ("[S1 The union] [C1 issued a demand for] [Q1 back pay].", "demands"),
    ("[S1 The judge] [C1 said] [Q1 the letter must have been lost].", "asserts"),
    ("[S1 The town] [C1 wants] [Q1 the sirens tested].", "demands"),
    # threats
    ("[S1 The rebels] [C1 threatened] [Q1 to shell the port].", "threatens"),
    ("[S1 The ministry] [C1 warned] [Q1 that the police would clear the bridge by force].", "threatens"),
    ("[S1 The alliance] [C1 issued a warning to] [Q1 the neighbours over the border posts].", "threatens"),
    ("[S1 The commander] [C1 vowed] [Q1 revenge for the raid].", "threatens"),
    ("[S1 The commander] [C1 vowed] [Q1 to retaliate within days].", "threatens"),
    ("[S1 The commander] [C1 said] [Q1 that they would pay a heavy price].", "threatens"),
    ("[S1 The agency] [C1 warned] [Q1 that famine was weeks away in the north].", "asserts"),
    ("[S1 Doctors] [C1 warned] [Q1 of an outbreak of cholera].", "asserts"),
    ("[S1 The ministry] [C1 warned] [Q1 that the company could face consequences].", "threatens"),
    # support
    ("[S1 The Secretary] [C1 welcomed] [Q1 the truce].", "supports"),
    ("[S1 The Secretary] [C1 voiced his support for] [Q1 the mission].", "supports"),
    ("[S1 The Secretary] [C1 voiced] [Q1 his full support for the mission].", "supports"),
    ("[S1 Lomé] [C1 backed] [Q1 the plan].", "supports"),
    ("[S1 The abbot] [C1 was full of praise for] [Q1 the firemen].", "supports"),
    ("[S1 The bloc] [C1 said] [Q1 it fully supported the inquiry].", "supports"),
    # promises
    ("[S1 The mayor] [C1 promised] [Q1 to rebuild the school].", "promises"),
    ("[S1 The mayor] [C1 gave assurances] [Q1 that the water was clean].", "promises"),
    ("[S1 The king] [C1 pledged] [Q1 two million dollars].", "promises"),
    ("[S1 The premier] [C1 said]: [Q1 “We will rebuild every house.”]", "promises"),
    ("[S1 The premier] [C1 said]: [Q1 “We will see.”]", "asserts"),
    # doubts
    ("[S1 The diplomat] [C1 questioned] [Q1 whether the truce would hold].", "doubts"),
    ("[S1 The agency] [C1 could not verify] [Q1 the account].", "doubts"),
    ("[S1 The agency] [C1 could not independently confirm] [Q1 the account].", "doubts"),
    ("[S1 Traders] [C1 cast doubt on] [Q1 the figure].", "doubts"),
    ("[S1 Traders] [C1 are not convinced] [Q1 that the road is safe].", "doubts"),
    # negation turns a stance round
    ("[S1 The army] [C1 did not deny] [Q1 the raid].", "asserts"),
    ("[S1 The envoy] [C1 stopped short of blaming] [Q1 the rebels].", "asserts"),
    ("[S1 The envoy] has never [C1 accused] [Q1 the rebels of it].", "asserts"),
    ("[S1 The town] [C1 made no demand for] [Q1 money].", "asserts"),
    ("[S1 The envoy] [C1 refused to condemn] [Q1 the raid].", "asserts"),
    ("[S1 The abbot] [C1 said]: [Q1 ‘Nobody should doubt it.’]", "asserts"),
]


@pytest.mark.parametrize(("text", "stance"), CASES)
def test_stance(text: str, stance: str) -> None:
    passage = marked(text)
    resolution = cast_of(passage.report, {})
    statements, _ = read_statements(passage.report, passage.annotation, resolution, EventsOptions())
    assert [(one.stance, one.why) for one in statements] == [(stance, statements[0].why)]


@pytest.mark.parametrize(
    ("verb", "form"),
    [("deny", "denied"), ("urge", "urging"), ("slam", "slammed"), ("dismiss", "dismisses"), ("say", "said"),
     ("stay", "stayed"), ("agree", "agreeing"), ("undertake", "undertook"), ("veto", "vetoed"), ("reject", "rejects")],
)  # fmt: skip
def test_verbs_are_inflected_by_rule(verb: str, form: str) -> None:
    irregular = {"say": ["says", "said", "saying"], "undertake": ["undertakes", "undertook"]}
    assert form in forms_of(verb, irregular)


def test_patterns_have_gaps_choices_classes_and_options() -> None:
    pattern = compile_pattern("~make * {noun} for|on peace?", {"noun": frozenset({"call", "calls"})}, {})
    text = "made some very loud calls for peace"
    words = words_of(text, 0, len(text))
    assert pattern.match(words, 0) is None, "`made` is irregular and was not listed"
    pattern = compile_pattern("made * {noun} for|on peace?", {"noun": frozenset({"call", "calls"})}, {})
    assert pattern.match(words, 0) == 7
    assert pattern.match(words[:6], 0) == 6
    assert pattern.match(words[1:], 0) is None
