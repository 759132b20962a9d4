"""Statements that reach the report through somebody else, a medium or a platform say so."""

from __future__ import annotations

import pytest
from builders import cast_of, lines_of, marked

from tocsin.events import EventsOptions, read_statements

# name, text in the markup of training/GUIDELINES.md, actors with their phrases, statements and rejections expected
CASES = [
    (
        "according-to-encloses",
        "[C1 According to] [S1 the spokesman, [PER Bo Lindqvist],] [Q1 [S2 the Secretary] [C2 was adamant] "
        "[Q2 that the prisoners must be freed]].",
        {"Bo Lindqvist": "the spokesman, Bo Lindqvist", "Secretary": "the Secretary"},
        [
            "Secretary via Bo Lindqvist | was adamant | indirect demands | that the prisoners must be freed",
            "rejected events.pure-relay",
        ],
    ),
    (
        "according-to-beside",
        "[C1 According to] [S1 the spokesman], [S2 the Secretary] [C2 was adamant] [Q2 that the prisoners "
        "must be freed].",
        {"spokesman": "the spokesman", "Secretary": "the Secretary"},
        [
            "Secretary via spokesman | was adamant | indirect demands | that the prisoners must be freed",
            "rejected events.pure-relay",
        ],
    ),
    (
        "relay-not-marked",
        "According to her spokesman, Bo Lindqvist, [S2 the Secretary] [C2 was adamant] [Q2 that the "
        "prisoners must be freed].",
        {"Bo Lindqvist": "", "Secretary": "the Secretary"},
        ["Secretary via Bo Lindqvist | was adamant | indirect demands | that the prisoners must be freed"],
    ),
    (
        "inner-not-marked",
        "[C1 According to] [S1 the spokesman], [Q1 the Secretary was adamant that the prisoners must be freed].",
        {"spokesman": "the spokesman", "Secretary": "the Secretary"},
        ["Secretary via spokesman | was adamant | indirect demands | that the prisoners must be freed"],
    ),
    (
        "according-to-last",
        "[Q1 [S2 The Secretary] [C2 welcomed] [Q2 the truce]], [C1 according to] [S1 an aide].",
        {"aide": "an aide", "Secretary": "The Secretary"},
        ["Secretary via aide | welcomed | indirect supports | the truce", "rejected events.pure-relay"],
    ),
    (
        "relay-with-next-paragraph",
        "[C1 According to] [S1 the embassy’s spokeswoman, [PER Ines Prado],] [Q1 [S2 Consul Reyes] [C2 was "
        "adamant] that:]\n"
        "‘those who fired on the boat must be found’",
        {"Ines Prado": "the embassy’s spokeswoman, Ines Prado", "Consul Reyes": ""},
        [
            "Consul Reyes via Ines Prado | was adamant | direct demands | ‘those who fired on the boat must be found’",
            "rejected events.pure-relay",
        ],
    ),
    (
        "relay-says-more",
        "[C1 According to] [S1 the UN], [Q1 thirty people were killed in the market, four of them children, "
        "and [S2 the army] [C2 denied] [Q2 any part in it]].",
        {"UN": "the UN", "army": "organisation:the army"},
        [
            "UN | According to | indirect asserts | thirty people were kil …  denied any part in it",
            "army via UN | denied | indirect denies | any part in it",
        ],
    ),
    (
        "said-that-had-promised",
        "[S1 [PER Ewa Lis]] [C1 said] [Q1 [S2 the mayor] [C2 had promised] [Q2 to rebuild the school]].",
        {"Ewa Lis": "", "mayor": "the mayor"},
        [
            "Ewa Lis | said | indirect asserts | the mayor had promised to rebuild the school",
            "mayor via Ewa Lis | had promised | indirect promises | to rebuild the school",
        ],
    ),
    (
        "said-he-had-promised",
        "[S1 [PER Ewa Lis]] [C1 said] [Q1 [S2 she] [C2 had promised] [Q2 to rebuild the school]].",
        {"Ewa Lis": "Ewa Lis; she"},
        [
            "Ewa Lis | said | indirect promises | she had promised to rebuild the school",
            "Ewa Lis | had promised | indirect promises | to rebuild the school",
        ],
    ),
    (
        "told-state-television",
        "[S1 The minister] [C1 told] state television [Q1 that the dam was safe].",
        {"minister": "The minister", "state television": "organisation:"},
        ["minister via state television | told | indirect asserts | that the dam was safe"],
    ),
    (
        "told-reporters",
        "[S1 The minister] [C1 told] reporters in Lomé [Q1 that the dam was safe].",
        {"minister": "The minister"},
        ["minister | told | indirect asserts | that the dam was safe"],
    ),
    (
        "told-parliament",
        "[S1 The minister] [C1 told] parliament [Q1 that the dam was safe].",
        {"minister": "The minister", "parliament": "organisation:"},
        ["minister | told | indirect asserts | that the dam was safe"],
    ),
    (
        "told-radio-by-name",
        "[S1 [PER Odette]] [C1 told] [ORG Radio Lac] [Q1 her village had been empty since July].",
        {"Odette": "", "Radio Lac": "organisation:"},
        ["Odette via Radio Lac | told | indirect asserts | her village had been empty since July"],
    ),
    (
        "told-unresolved-medium",
        "[S1 [PER Odette]] [C1 told] the Kivu Courier newspaper [Q1 her village had been empty since July].",
        {"Odette": ""},
        ["Odette via (the Kivu Courier newspaper) | told | indirect asserts | her village had been empty since July"],
    ),
    (
        "interview-with",
        "In an interview with the Meridian news agency, [S1 [PER Paulo Sá]] [C1 accused] [Q1 the navy of piracy].",
        {"Paulo Sá": "", "Meridian news agency": "organisation:the Meridian news agency"},
        ["Paulo Sá via Meridian news agency | accused | indirect accuses | the navy of piracy"],
    ),
    (
        "interview-after-quotation",
        "[Q1 “The reef is ours,”] [S1 he] [C1 said] in an interview with Radio Lac.",
        {"Paulo Sá": "he", "Radio Lac": "organisation:"},
        ["Paulo Sá via Radio Lac | said | direct asserts | “The reef is ours,”"],
    ),
    (
        "on-telegram",
        "[S1 Governor Taras Hnatiuk] [C1 wrote] on Telegram [Q1 that two houses had burned down].",
        {"Taras Hnatiuk": "Governor Taras Hnatiuk"},
        ["Taras Hnatiuk via (Telegram) | wrote | indirect asserts | that two houses had burned down"],
    ),
    (
        "post-on-x",
        "[Q1 “Two houses have burned down,”] [S1 the governor] [C1 said] in a post on X.",
        {"governor": "the governor"},
        ["governor via (X) | said | direct asserts | “Two houses have burned down,”"],
    ),
    (
        "via-his-lawyer",
        "[S1 The general] [C1 denied] through his lawyer [Q1 that he had given the order].",
        {"general": "The general"},
        ["general via (his lawyer) | denied | indirect denies | that he had given the order"],
    ),
    (
        "via-a-spokesman-named",
        "[S1 The general] [C1 denied], via his spokesman [PER Idris Bello], [Q1 that he had given the order].",
        {"general": "The general", "Idris Bello": "his spokesman Idris Bello"},
        ["general via Idris Bello | denied | indirect denies | that he had given the order"],
    ),
    (
        "media-quoted-as-saying",
        "[S1 State media] [C1 quoted] [Q1 the minister as saying that the siege was over].",
        {"State media": "organisation:", "minister": "the minister"},
        ["minister via State media | quoted | indirect asserts | that the siege was over"],
    ),
    (
        "was-quoted-by",
        "[S1 The minister] [C1 was quoted as saying] by the Saba agency [Q1 that the siege was over].",
        {"Saba agency": "organisation:the Saba agency", "minister": "The minister"},
        ["minister via Saba agency | was quoted as saying | indirect asserts | that the siege was over"],
    ),
    (
        "statement-read-on-television",
        "[Q1 “The airport is closed,”] [S1 the junta] [C1 said] in a statement read out on state television.",
        {"junta": "organisation:the junta", "state television": "organisation:"},
        ["junta via state television | said | direct asserts | “The airport is closed,”"],
    ),
    (
        "through-a-road-is-no-channel",
        "[S1 The driver] [C1 said] on Monday [Q1 that the road through Kasindi was open].",
        {"driver": "The driver"},
        ["driver | said | indirect asserts | that the road through Kasindi was open"],
    ),
    (
        "press-conference-is-no-medium",
        "[S1 The driver] [C1 told] a press conference in Goma [Q1 that the road was open].",
        {"driver": "The driver"},
        ["driver | told | indirect asserts | that the road was open"],
    ),
    (
        "two-in-one-sentence",
        "[S1 The minister] [C1 denied] [Q1 any order to shoot] and [C2 accused] [Q2 the marchers of throwing stones].",
        {"minister": "The minister"},
        [
            "minister | denied | indirect denies | any order to shoot",
            "minister | accused | indirect accuses | the marchers of throwing stones",
        ],
    ),
    (
        "quote-inside-quote-is-nested",
        "[S1 [PER Ruth Adeyemi]] [C1 said]: [Q1 “[S2 The mayor] [C2 promised] [Q2 to come], and he never came.”]",
        {"Ruth Adeyemi": "", "mayor": "The mayor"},
        [
            "Ruth Adeyemi | said | direct asserts | “The mayor promised to come, and he never came.”",
            "mayor via Ruth Adeyemi | promised | direct promises | to come",
        ],
    ),
    (
        "same-words-twice",
        "[S1 [PER Jan Kowal]] [C1 said], [C2 repeating]: [Q1 [Q2 “The plan is dead and buried.”]]",
        {"Jan Kowal": ""},
        ["Jan Kowal | said | direct asserts | “The plan is dead and buried.”", "rejected events.repeated"],
    ),
    (
        "media-cites-somebody",
        "[Q1 Six people died], [S1 Watan Radio] [C1 reported], citing a hospital.",
        {"Watan Radio": "organisation:"},
        ["(a hospital) via Watan Radio | reported | indirect asserts | Six people died"],
    ),
    (
        "spokesman-said-inside",
        "[S1 The chancellor], her spokesman [C1 said], [C1 has] [Q1 full confidence in the inspector].",
        {"chancellor": "The chancellor", "spokesman": "her spokesman"},
        ["chancellor via spokesman | said | indirect supports | full confidence in the inspector"],
    ),
    (
        "told-agency-by-bare-name",
        "[S1 A tailor] [C1 told] Fenix [Q1 that the trucks had gone].",
        {"tailor": "A tailor", "Fenix": "organisation:"},
        ["tailor via Fenix | told | indirect asserts | that the trucks had gone"],
    ),
    (
        "told-the-assembly",
        "[S1 A tailor] [C1 told] the Dail [Q1 that the trucks had gone].",
        {"tailor": "A tailor", "Dail": "organisation:"},
        ["tailor | told | indirect asserts | that the trucks had gone"],
    ),
    (
        "channel-of-another-cue",
        "[S1 The mayor] [C1 wrote] on his Telegram channel [Q1 that a silo was burning], the army [C2 denied] [Q2 it].",
        {"mayor": "The mayor", "army": "organisation:the army"},
        [
            "mayor via (his Telegram channel) | wrote | indirect asserts | that a silo was burning",
            "army | denied | indirect denies | it",
        ],
    ),
    (
        "denial-is-no-relay",
        "[S1 The governor] [C1 rejected] [Q1 [S2 her] [C2 claim] [Q2 that candidates had been held]].",
        {"governor": "The governor", "Leyla Demir": "her"},
        [
            "governor | rejected | indirect denies | her claim that candidates had been held",
            "Leyla Demir | claim | indirect asserts | that candidates had been held",
        ],
    ),
    (
        "first-person-in-quotation",
        "[S1 The family] [C1 said]: [Q1 “[S2 We] [C2 wanted] [Q2 a phone call].”]",
        {"family": "group:The family"},
        [
            "family | said | direct asserts | “We wanted a phone call.”",
            "family | wanted | direct demands | a phone call",
        ],
    ),
    (
        "readout-is-no-speaker",
        "[S1 The minister] [C1 stressed] [Q1 the need to talk], according to a readout of the meeting.",
        {"minister": "The minister"},
        ["minister | stressed | indirect demands | the need to talk"],
    ),
]


@pytest.mark.parametrize(("text", "cast", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_relay(text: str, cast: dict[str, str], expected: list[str]) -> None:
    passage = marked(text)
    resolution = cast_of(passage.report, cast)
    statements, rejected = read_statements(passage.report, passage.annotation, resolution, EventsOptions())
    assert lines_of(statements, resolution) + [f"rejected {r.reason}" for r in rejected] == expected
