"""Who claims an event and who denies it: told by statements, never decided by Tocsin."""

from __future__ import annotations

import pytest
from event_scenes import lines_of, scene

CAST = {
    "Ana Ruiz": "person SRB GOV:Ana Ruiz; she; She",
    "Jan Kowal": "person XKX GOV:Jan Kowal",
    "Ed Moss": "person USA JRN:Ed Moss",
    "Kosovo": "country XKX:Kosovo",
    "Serbia": "country SRB:Serbia; Belgrade",
    "army": "organisation SRB MIL:Serbian army; Serb troops",
    "rebels": "group MLI REB:rebels; the rebels; The rebels",
}


def told(text: str) -> list[str]:
    return lines_of(text, CAST)


CLAIMS = {
    "the report itself": (
        "[A1 Serb troops] [E1=MOBILIZE massed] near the line.",
        ["MOBILIZE happened | army"],
    ),
    "what somebody says": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 Serb troops] had [E1=MOBILIZE massed] near the line].",
        ["MOBILIZE happened | army | said by Jan Kowal"],
    ),
    "what somebody says, and the report too": (
        "[A1 Serb troops] [E1=MOBILIZE massed] near the line.\n"
        "[S1 Jan Kowal] [C1 said] [Q1 the [E2=MOBILIZE deployment] was without precedent].",
        ["MOBILIZE happened | army | said by Jan Kowal | told"],
    ),
    "two who say so": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 Serb troops] had [E1=MOBILIZE massed] near the line].\n"
        "[S2 Ed Moss] [C2 said] [Q2 the [E2=MOBILIZE deployment] was without precedent].",
        ["MOBILIZE happened | army | said by Jan Kowal, Ed Moss"],
    ),
    "a headline does not vouch for what the body attributes": (
        "! [A9 Serb troops] [E9=MOBILIZE mass] at the line\n"
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 Serb troops] had [E1=MOBILIZE massed] near the line].",
        ["MOBILIZE happened | army | said by Jan Kowal"],
    ),
    "of two speakers, one within the other, the one whose words they are": (
        "[S1 Ed Moss] [C1 said] [Q1 [S2 Jan Kowal] had [C2 told] him [Q2 that [A1 Serb troops] had [E1=MOBILIZE massed]]].",
        ["MOBILIZE happened | army | said by Jan Kowal"],
    ),
    "an accusation and what it is of": (
        "[S1+A1 Jan Kowal] [C1+E1=ACCUSE accused] [Q1 [R1+A2 Serbia] of [E2=MOBILIZE moving] tanks].",
        ["ACCUSE happened | Jan Kowal → Serbia", "MOBILIZE happened | Serbia | said by Jan Kowal"],
    ),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_claims(name: str) -> None:
    text, expected = CLAIMS[name]
    assert told(text) == expected


DENIALS = {
    "the deed inside the denial": (
        "[S1 Ana Ruiz] [C1 denied] [Q1 that [A1 Serb troops] had [E1=MOBILIZE massed] near the line].",
        ["MOBILIZE happened | army | denied by Ana Ruiz"],
    ),
    "one says, one denies": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 Serb troops] had [E1=MOBILIZE massed] near the line].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 that there had been any [E2=MOBILIZE deployment] by [A2 Serb troops]].",
        ["MOBILIZE happened | army | said by Jan Kowal | denied by Ana Ruiz"],
    ),
    "a part in the deed": (
        "[A1 Gunmen] [E1=ASSAULT attacked] [R1 a post].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 any role in the [E2=ASSAULT attack]].",
        ["ASSAULT happened | (Gunmen) → (a post)"],
    ),
    "being behind the deed": (
        "[A1 Gunmen] [E1=ASSAULT attacked] [R1 a post].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 being behind the [E2=ASSAULT attack]].",
        ["ASSAULT happened | (Gunmen) → (a post)"],
    ),
    "being behind the deed, at more length": (
        "[A1 Gunmen] [E1=ASSAULT attacked] [R1 a post].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 that her service was behind the weekend’s [E2=ASSAULT attack]].",
        ["ASSAULT happened | (Gunmen) → (a post)"],
    ),
    "a denial of an accusation, sentences later": (
        "[S1+A1 Jan Kowal] [C1+E1=ACCUSE accused] [Q1 [R1+A2 Serbia] of [E2=MOBILIZE moving] tanks]. It was late. "
        "The road was wet. [S2 Ana Ruiz] [C2 denied] [Q2 the accusation].",
        [
            "ACCUSE happened | Jan Kowal → Serbia",
            "MOBILIZE happened | Serbia | said by Jan Kowal | denied by Ana Ruiz",
        ],
    ),
    "an organ of the state answers for the state": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"
        "[S2 Serbia] [C2 rejected] [Q2 the claim].",
        ["ASSAULT happened | army | said by Jan Kowal | denied by Serbia"],
    ),
    "who rejects the claim made just before denies it": (
        "[S1 Ed Moss] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"
        "[S2 Kosovo] [C2 rejected] [Q2 the claim].",
        ["ASSAULT happened | army | said by Ed Moss | denied by Kosovo"],
    ),
    "whoever it is": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"
        "[S2 Ed Moss] [C2 rejected] [Q2 the claim].",
        ["ASSAULT happened | army | said by Jan Kowal | denied by Ed Moss"],
    ),
    "what only the report tells is not answered by “the claim”": (
        "[A1 The Serbian army] [E1=ASSAULT shelled] a post.\n[S2 Serbia] [C2 rejected] [Q2 the claim].",
        ["ASSAULT happened | army"],
    ),
    "a denial of something else with an event of its own": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 that she had [E2=CONSULT met] Moss].",
        ["ASSAULT happened | army | said by Jan Kowal", "CONSULT happened | denied by Ana Ruiz"],
    ),
    "what the speaker says himself is not what he denies": (
        "[S1 Ana Ruiz] [C1 said] [Q1 [A1 the Serbian army] had [E1=MOBILIZE moved] tanks].\n"
        "[S2 Ana Ruiz] [C2 rejected] [Q2 the claim].",
        ["MOBILIZE happened | army | said by Ana Ruiz"],
    ),
    "the nearest charge, with the deeds told in a row with it": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=COERCE seized] a bridge]. It rained. It snowed. "
        "It thawed. [S3 Jan Kowal] [C3 said] [Q3 [A3 the Serbian army] had [E3=ASSAULT shelled] a post "
        "and [E4=MOBILIZE moved] [A4 Serb troops]]. [S2 Serbia] [C2 rejected] [Q2 the claim].",
        [
            "COERCE happened | army | said by Jan Kowal",
            "ASSAULT happened | army | said by Jan Kowal | denied by Serbia",
            "MOBILIZE happened | army | said by Jan Kowal | denied by Serbia",
        ],
    ),
    "all charges, where several are denied": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=COERCE seized] a bridge]. It rained. It snowed. "
        "It thawed. [S3 Jan Kowal] [C3 said] [Q3 [A3 the Serbian army] had [E3=ASSAULT shelled] a post "
        "and [E4=MOBILIZE moved] [A4 Serb troops]]. [S2 Serbia] [C2 rejected] [Q2 the claims].",
        [
            "COERCE happened | army | said by Jan Kowal | denied by Serbia",
            "ASSAULT happened | army | said by Jan Kowal | denied by Serbia",
            "MOBILIZE happened | army | said by Jan Kowal | denied by Serbia",
        ],
    ),
    "what somebody named has said, wherever others are nearer": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=COERCE seized] a bridge]. "
        "[S3 Ed Moss] [C3 said] [Q3 [A3 the Serbian army] had [E3=ASSAULT shelled] a post]. "
        "[S2 Serbia] [C2 rejected] [Q2 the lies of Jan Kowal].",
        [
            "COERCE happened | army | said by Jan Kowal | denied by Serbia",
            "ASSAULT happened | army | said by Ed Moss",
        ],
    ),
    "the deed for which one is blamed without its being told again": (
        "A mill was [E1=ASSAULT bombed] in the night.\n[S2+A2 Jan Kowal] [C2+E2=ACCUSE blamed] [Q2 [R2 the rebels]].\n"
        "[S3 The rebels] [C3 rejected] [Q3 the accusations].",
        ["ASSAULT happened | denied by rebels | told", "ACCUSE happened | Jan Kowal → rebels"],
    ),
    "the accusation itself is not denied": (
        "[S1+A1 Jan Kowal] [C1+E1=ACCUSE accused] [Q1 [R1+A2 Serbia] of [E2=MOBILIZE moving] tanks].\n"
        "[S2 Ana Ruiz] [C2 rejected] [Q2 the [E3=ACCUSE accusation]].",
        ["ACCUSE happened | Jan Kowal → Serbia", "MOBILIZE happened | Serbia | said by Jan Kowal | denied by Ana Ruiz"],
    ),
    "a denial of something else": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 that she would step down].",
        ["ASSAULT happened | army | said by Jan Kowal"],
    ),
    "a pronoun": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"
        "[S2 Ana Ruiz] [C2 denied] [Q2 this].",
        ["ASSAULT happened | army | said by Jan Kowal | denied by Ana Ruiz"],
    ),
    "what others did is not what one is blamed for": (
        "[A1 The Serbian army] [E1=ASSAULT shelled] a post.\n[S2+A2 Jan Kowal] [C2+E2=ACCUSE blamed] [Q2 [R2 the rebels]].\n"
        "[S3 The rebels] [C3 rejected] [Q3 the accusations].",
        ["ASSAULT happened | army", "ACCUSE happened | Jan Kowal → rebels"],
    ),
    "a refusal is no denial of what others say": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post].\n"
        "[S2 Ana Ruiz] [C2 ruled out] [Q2 stepping down].",
        ["ASSAULT happened | army | said by Jan Kowal"],
    ),
    "the headline does not carry the charge out of reach": (
        "! [A9 Serbian army] [E9=ASSAULT shells] post\n" + "It was late. " * 14 + "\n"
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post]. "
        "[S2 Serbia] [C2 rejected] [Q2 the claim].",
        ["ASSAULT happened | army | said by Jan Kowal | denied by Serbia"],
    ),
    "a claim inside the denial": (
        "[S1 Ana Ruiz] [C1 rejected] [Q1 [S2 Jan Kowal]’s [C2 claim] [Q2 that [A1 Serb troops] had [E1=ASSAULT shelled] a post]].",
        ["ASSAULT happened | army | said by Jan Kowal | denied by Ana Ruiz"],
    ),
    "a charge too far away": (
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 the Serbian army] had [E1=ASSAULT shelled] a post]. "
        + "It was late. " * 15
        + "[S2 Serbia] [C2 rejected] [Q2 the claim].",
        ["ASSAULT happened | army | said by Jan Kowal"],
    ),
    "who relays a denial does not claim the deed": (
        "[S1 Ed Moss] [C1 said] [Q1 [S2 Ana Ruiz] had [C2 denied] [Q2 that [A1 Serb troops] had [E1=MOBILIZE massed]]].",
        ["MOBILIZE happened | army | denied by Ana Ruiz"],
    ),
}


@pytest.mark.parametrize("name", DENIALS)
def test_denials(name: str) -> None:
    text, expected = DENIALS[name]
    assert told(text) == expected


def test_statements_say_what_they_are_about() -> None:
    one = scene(
        "[S1 Jan Kowal] [C1 said] [Q1 [A1 Serb troops] had [E1=MOBILIZE massed]].\n"
        "[S2 Ed Moss] [C2 said] [Q2 the night was calm]. [S3 Ana Ruiz] [C3 rejected] [Q3 the claim].\n"
        "[S4 Jan Kowal] [C4 denied] [Q4 any role in the [E4=ASSAULT attack] on [R4 Ed Moss]].",
        CAST,
    )
    massed, attack = one.events
    assert [s.about for s in one.statements] == [(massed.id,), (), (massed.id,), (attack.id,)]
    assert attack.denied_by == ()
    assert massed.claimed_by == (one.statements[0].id,)
    assert massed.denied_by == (one.statements[2].id,)
    assert "denied by “the claim”" in massed.why
