"""Quotations are given whole to whoever said them: extended, joined over paragraphs, or left without a speaker."""

from __future__ import annotations

import pytest
from builders import cast_of, lines_of, marked

from tocsin.events import EventsOptions, read_statements

# name, text in the markup of training/GUIDELINES.md, actors with their phrases, statements and rejections expected
CASES = [
    (
        "cue-after-quotation",
        "[Q1 “We were asleep when the shells came,”] [C1 said] [S1 [PER Furaha Kabuo], a [ROLE trader]].",
        {"Furaha Kabuo": ""},
        ["Furaha Kabuo | said | direct asserts | “We were asleep when the shells came,”"],
    ),
    (
        "cue-before-quotation",
        "[S1 [PER Ana Rusu]] [C1 said]: [Q1 ‘The bridge stays closed.’]",
        {"Ana Rusu": ""},
        ["Ana Rusu | said | direct asserts | ‘The bridge stays closed.’"],
    ),
    (
        "split-quotation-is-one",
        "[Q1 “We will hold the line,”] [S1 [PER Joseph Ndolo]] [C1 said]. [Q1 “Nobody should doubt it.”]",
        {"Joseph Ndolo": ""},
        ["Joseph Ndolo | said | direct promises | “We will hold the line,” + “Nobody should doubt it.”"],
    ),
    (
        "second-half-not-marked",
        "[Q1 “The harvest is gone,”] [S1 [PER Joseph Ndolo]] [C1 said]. “There is nothing left to sell in Mandera.”",
        {"Joseph Ndolo": ""},
        ["Joseph Ndolo | said | direct asserts | “The harvest is gone,” + “There is nothing left to sell in Mandera.”"],
    ),
    (
        "interrupted-sentence",
        "[Q1 ‘The convoy,’] [S1 [PER Mira Dahal]] [C1 said], ‘reached the camp at noon with everything it "
        "had set out with.’",
        {"Mira Dahal": ""},
        ["Mira Dahal | said | direct asserts | ‘The convoy,’ + ‘reached the camp at n …  it had set out with.’"],
    ),
    (
        "cut-at-window-edge",
        "[S1 [PER Lela Tskhadaia]] [C1 said]: [Q1 “The fence was moved at] night, forty metres to the south, "
        "and the orchard is on the other side now.”",
        {"Lela Tskhadaia": ""},
        ["Lela Tskhadaia | said | direct asserts | “The fence was moved a … n the other side now.”"],
    ),
    (
        "begins-inside-quotation",
        "“They came from the river and [Q1 they went back to it,”] [C1 said] [S1 [PER Tomás Quiroga]].",
        {"Tomás Quiroga": ""},
        ["Tomás Quiroga | said | direct asserts | “They came from the ri … they went back to it,”"],
    ),
    (
        "quotation-right-after-content",
        "[S1 The [ORG interior ministry]] [C1 urged] [Q1 residents of Gao to] ‘stay away from the barracks’.",
        {"interior ministry": "The interior ministry"},
        ["interior ministry | urged | mixed demands | residents of Gao to ‘s … way from the barracks’"],
    ),
    (
        "colon-introduces-next-paragraph",
        "[S1 She] [C1 said]:\n“The ferry was full and the sea was calm, and then it was not calm.”",
        {"Nadia Osman": "She"},
        ["Nadia Osman | said | direct asserts | “The ferry was full an … then it was not calm.”"],
    ),
    (
        "that-introduces-next-paragraph",
        "[S1 The Chadian government] [C1 responded by saying] that it regarded the report as:\n"
        "‘an exercise in geography by people who have never seen the wadi’",
        {"Chadian government": "The Chadian government"},
        [
            "Chadian government | responded by saying | mixed asserts | that it regarded the report as + "
            "‘an exercise in geogra … e never seen the wadi’",
        ],
    ),
    (
        "adamant-that-next-paragraph",
        "[S1 Minister Adjoa Mensah] [C1 was adamant] that:\n‘those who burned the market must answer for it’",
        {"Adjoa Mensah": "Minister Adjoa Mensah"},
        ["Adjoa Mensah | was adamant | direct demands | ‘those who burned the market must answer for it’"],
    ),
    (
        "content-marked-only-partly",
        "[S1 [PER Pavel Hronek]] [C1 said] [Q1 the report was ‘a novel] without a plot’ and had been written "
        "in another country.",
        {"Pavel Hronek": ""},
        ["Pavel Hronek | said | mixed asserts | the report was ‘a novel without a plot’"],
    ),
    (
        "three-paragraphs-of-one-quotation",
        "[S1 [PER Amina Yusuf]] [C1 said]:\n"
        "[Q1 “We walked for six days.]\n"
        "“On the third day the well was dry.\n"
        "“On the fifth we stopped counting.”",
        {"Amina Yusuf": ""},
        [
            "Amina Yusuf | said | direct asserts | “We walked for six days. + "
            "“On the third day the well was dry. + "
            "“On the fifth we stopped counting.”",
        ],
    ),
    (
        "further-quotation-paragraph",
        "[S1 [PER Amina Yusuf]] [C1 said]:\n"
        "[Q1 ‘We walked for six days.’]\n"
        "‘On the third day we found that the well was dry.’",
        {"Amina Yusuf": ""},
        [
            "Amina Yusuf | said | direct asserts | ‘We walked for six days.’ + "
            "‘On the third day we f … hat the well was dry.’",
        ],
    ),
    (
        "another-cue-ends-the-run",
        "[S1 [PER Amina Yusuf]] [C1 said]:\n"
        "[Q1 ‘We walked for six days.’]\n"
        "‘They did not walk for more than four,’ [C2 said] [S2 [PER Idriss Abakar]].",
        {"Amina Yusuf": "", "Idriss Abakar": ""},
        [
            "Amina Yusuf | said | direct asserts | ‘We walked for six days.’",
            "Idriss Abakar | said | direct asserts | ‘They did not walk for more than four,’",
        ],
    ),
    (
        "caption-between-cue-and-quotation",
        "[S1 [PER Vesna Markulin]] [C1 said]:\n"
        "~ The old bridge at Ostrovo, seen from the north\n"
        "‘It stood for four hundred years and fell in one morning.’",
        {"Vesna Markulin": ""},
        ["Vesna Markulin | said | direct asserts | ‘It stood for four hun …  fell in one morning.’"],
    ),
    (
        "last-speaker-in-own-paragraph",
        "[S1 [PER Vesna Markulin]] [C1 complained] [Q1 that nobody had warned the town].\n"
        "‘We heard it from the radio like everybody else did.’",
        {"Vesna Markulin": ""},
        [
            "Vesna Markulin | complained | indirect accuses | that nobody had warned the town",
            "Vesna Markulin | - | direct asserts | ‘We heard it from the  … e everybody else did.’",
        ],
    ),
    (
        "cue-that-nobody-marked",
        "The president, [PER Idrissa Maïga], spoke in Gao on Friday. He said:\n"
        "‘The road to the north will be open before the rains come.’",
        {"Idrissa Maïga": "Idrissa Maïga; He"},
        ["Idrissa Maïga | said | direct asserts | ‘The road to the north … efore the rains come.’"],
    ),
    (
        "cue-after-that-nobody-marked",
        "“The lights went out and then the shouting began,” said [PER Rosa Ibarra] at the gate.",
        {"Rosa Ibarra": ""},
        ["Rosa Ibarra | said | direct asserts | “The lights went out a … n the shouting began,”"],
    ),
    (
        "name-and-colon",
        "Secretary Olsen further: ‘welcomed the release of the two drivers and the return of their lorry’",
        {"Ida Olsen": "Secretary Olsen"},
        ["Ida Olsen | - | direct supports | ‘welcomed the release  … return of their lorry’"],
    ),
    (
        "headline-with-colon",
        "! [S1 Minister]: [Q1 ‘We will not yield to the] road-blockers’",
        {"Dragan Vuk": "Minister"},
        ["Dragan Vuk | - | direct promises | ‘We will not yield to the road-blockers’"],
    ),
    (
        "headline-says",
        "! [S1 Osei] [C1 says] [Q1 ‘no child will sleep outside’] as storm nears coast",
        {"Kwame Osei": "Osei"},
        ["Kwame Osei | says | direct asserts | ‘no child will sleep outside’"],
    ),
    (
        "headline-cue-last",
        "! Ceasefire [Q1 ‘holding, more or less’], [C1 say] [S1 monitors]",
        {"monitors": "group:"},
        ["monitors | say | direct asserts | ‘holding, more or less’"],
    ),
    (
        "subhead-of-quotation",
        "[S1 [PER Elif Kaya]] [C1 said]: [Q1 ‘The sea does not ask for papers, and neither shall we ask for "
        "them.’]\n"
        "!! ‘The sea does not ask for papers’\n"
        "The harbour was quiet on Monday.",
        {"Elif Kaya": ""},
        [
            "Elif Kaya | said | direct asserts | ‘The sea does not ask  … hall we ask for them.’",
            "Elif Kaya | - | direct asserts | ‘The sea does not ask for papers’",
        ],
    ),
    (
        "subhead-before-its-quotation",
        "!! ‘Nobody came to count the dead’\n"
        "[S1 [PER Elif Kaya]] [C1 said]: [Q1 ‘Nobody has come to count the dead, nobody at all.’]",
        {"Elif Kaya": ""},
        [
            "Elif Kaya | - | direct asserts | ‘Nobody came to count the dead’",
            "Elif Kaya | said | direct asserts | ‘Nobody has come to co …  dead, nobody at all.’",
        ],
    ),
    (
        "scare-quote-is-no-statement",
        "The so-called ‘people’s militia’ held a parade in Tiraspol.",
        {},
        [],
    ),
    (
        "quotation-without-speaker",
        "“I was there until the last car drove off, and I saw no dog on the grass.”",
        {},
        ["- | - | direct asserts | “I was there until the …  no dog on the grass.”"],
    ),
    (
        "title-of-a-book-is-rejected",
        "A play called “The Long Way to the River” opened in Nairobi.",
        {},
        ["rejected events.loose-quotation"],
    ),
    (
        "nested-quotation",
        "[S1 [PER Ruth Adeyemi]] [C1 said]: [Q1 “He shouted ‘run’ and] then the roof came down.”",
        {"Ruth Adeyemi": ""},
        ["Ruth Adeyemi | said | direct asserts | “He shouted ‘run’ and then the roof came down.”"],
    ),
    (
        "mixed",
        "[S1 The [ROLE governor]] [C1 told] reporters [Q1 that the dam was ‘as safe as a church’].",
        {"governor": "The governor"},
        ["governor | told | mixed asserts | that the dam was ‘as safe as a church’"],
    ),
    (
        "quotation-nearer-to-another",
        "[S1 [PER Jan Kowal]] [C1 said] [Q1 the plan was dead. “It was never alive,”] [S2 [PER Ewa Lis]] [C2 "
        "answered].",
        {"Jan Kowal": "", "Ewa Lis": ""},
        [
            "Jan Kowal | said | indirect asserts | the plan was dead.",
            "Ewa Lis | answered | direct denies | “It was never alive,”",
        ],
    ),
    (
        "content-missing-indirect",
        "[S1 [PER Jan Kowal]] [C1 told] state radio that the port would reopen on Sunday.",
        {"Jan Kowal": "", "state radio": "organisation:"},
        ["Jan Kowal via state radio | told | indirect asserts | that the port would reopen on Sunday"],
    ),
    (
        "according-to-content-missing",
        "The port will reopen on Sunday, [C1 according to] [S1 [PER Jan Kowal]].",
        {"Jan Kowal": ""},
        ["Jan Kowal | according to | indirect asserts | The port will reopen on Sunday"],
    ),
    (
        "nothing-said",
        "[S1 [PER Jan Kowal]] [C1 spoke].",
        {"Jan Kowal": ""},
        ["rejected events.nothing-said"],
    ),
    (
        "source-missing",
        "[Q1 “We cannot feed them all,”] [C1 said] [PER Rosa Ibarra].",
        {"Rosa Ibarra": ""},
        ["Rosa Ibarra | said | direct asserts | “We cannot feed them all,”"],
    ),
    (
        "passive-has-no-speaker",
        "It [C1 was reported] [Q1 that the garrison at Bria had left overnight].",
        {},
        ["- | was reported | indirect asserts | that the garrison at Bria had left overnight"],
    ),
    (
        "straight-double-quotes",
        '[S1 [PER Sam Oloo]] [C1 said], [Q1 "The gate was] never locked, and everybody knew that."',
        {"Sam Oloo": ""},
        ['Sam Oloo | said | direct asserts | "The gate was never lo …  everybody knew that."'],
    ),
    (
        "closing-quote-lost",
        "[S1 [PER Sam Oloo]] [C1 said]: ‘The gate was never locked and everybody knew that .",
        {"Sam Oloo": ""},
        ["Sam Oloo | said | direct asserts | ‘The gate was never lo …  everybody knew that ."],
    ),
    (
        "short-quotation-as-object",
        "[S1 [PER Sam Oloo]] [C1 called] it ‘madness’.",
        {"Sam Oloo": ""},
        ["Sam Oloo | called | direct asserts | ‘madness’"],
    ),
    (
        "who-clause",
        "[PER Ewa Lis], [S1 who] [C1 said] [Q1 that the list was false], left at noon.",
        {"Ewa Lis": ""},
        ["Ewa Lis | said | indirect denies | that the list was false"],
    ),
    (
        "participle-inherits",
        "[S1 The [ORG African Union]] [C1 issued a warning] to both sides, [C2 urging] [Q2 them to pull back "
        "from Abyei].",
        {"African Union": "organisation:"},
        ["African Union | urging | indirect demands | them to pull back from Abyei", "rejected events.nothing-said"],
    ),
    (
        "lead-that-nobody-marked",
        "Opposition leader [PER Hayk Sarkis] vowed to be back each morning ‘with a bigger board than the last’.",
        {"Hayk Sarkis": "Opposition leader Hayk Sarkis"},
        ["Hayk Sarkis | vowed | mixed promises | to be back each mornin … r board than the last’"],
    ),
    (
        "heading-with-colon-not-marked",
        "! Envoy: Lomé ‘a partner, not a patient’",
        {"Fiona Bell": "Envoy"},
        ["Fiona Bell | - | mixed asserts | Lomé ‘a partner, not a patient’"],
    ),
    (
        "joined-by-and",
        "[S1 The prefect] [C1 denied] [Q1 the order] and [C2 blamed] [Q2 the driver].",
        {"prefect": "The prefect"},
        ["prefect | denied | indirect denies | the order", "prefect | blamed | indirect accuses | the driver"],
    ),
    (
        "cue-inside-quotation-keeps-its-size",
        "[S1 [PER Mara Oduya]] [C1 said]: [Q1 “[S2 He] [C2 told] me [Q2 the well was] dry, and it was.”]",
        {"Mara Oduya": "", "Luke Oduya": "He"},
        [
            "Mara Oduya | said | direct asserts | “He told me the well was dry, and it was.”",
            "Luke Oduya via Mara Oduya | told | direct asserts | the well was",
        ],
    ),
    (
        "paragraph-between-ends-the-run",
        "[S1 [PER Amina Yusuf]] [C1 said]:\n"
        "[Q1 ‘We walked for six days.’]\n"
        "The road from Adré has no shade.\n"
        "‘Nobody came, and nobody was expected to come.’",
        {"Amina Yusuf": ""},
        [
            "Amina Yusuf | said | direct asserts | ‘We walked for six days.’",
            "- | - | direct asserts | ‘Nobody came, and nobody was expected to come.’",
        ],
    ),
    (
        "two-quotations-in-one-content",
        "[S1 The envoy] [C1 called] [Q1 the vote “a step”] and the count “a stumble in the dark”.",
        {"envoy": "The envoy"},
        ["envoy | called | mixed asserts | the vote “a step” + “a stumble in the dark”"],
    ),
    (
        "guillemets",
        "[S1 [PER Luc Mbarga]] [C1 said]: [Q1 «The market] will open when the shooting stops.»",
        {"Luc Mbarga": ""},
        ["Luc Mbarga | said | direct asserts | «The market will open when the shooting stops.»"],
    ),
    (
        "apostrophes-are-no-quotations",
        "[S1 The drivers’ union] [C1 said] [Q1 the company’s offer wasn’t serious].",
        {"drivers’ union": "organisation:The drivers’ union"},
        ["drivers’ union | said | indirect asserts | the company’s offer wasn’t serious"],
    ),
]


@pytest.mark.parametrize(("text", "cast", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_quotation(text: str, cast: dict[str, str], expected: list[str]) -> None:
    passage = marked(text)
    resolution = cast_of(passage.report, cast)
    statements, rejected = read_statements(passage.report, passage.annotation, resolution, EventsOptions())
    assert lines_of(statements, resolution) + [f"rejected {r.reason}" for r in rejected] == expected
