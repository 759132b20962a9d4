"""Names, titles and pronouns of persons: which of them stand for one."""

from __future__ import annotations

import pytest
from actor_cases import Want, actors_of, check
from builders import marked

P = "person"

CASES: dict[str, tuple[str, dict[str, Want], list[str] | None]] = {
    "full name, surname and title": (
        "The [ROLE [LOC Kosovo] Prime Minister] [PER Arben Lluka] left for [LOC Vienna].\n"
        "[S1 [PER Lluka]] [C1 said] [Q1 it would rain]. [S2 [ROLE Prime Minister] [PER Lluka]] [C2 said] [Q2 no].",
        {
            "Arben Lluka": Want(
                P,
                "XKX",
                ("Prime Minister",),
                ("GOV",),
                (),
                ("Kosovo Prime Minister Arben Lluka", "Lluka", "Prime Minister Lluka"),
            )
        },
        ["Arben Lluka", "Arben Lluka"],
    ),
    "title before with comma and after with comma": (
        "The [ROLE [NAT Kenyan] interior minister], [PER Joseph Ndolo], met [PER Grace Atieno], the [ROLE mayor] of "
        "[LOC Kisumu], and [PER Peter Otieno], a [ROLE doctor].",
        {
            "Joseph Ndolo": Want(P, "KEN", ("Interior Minister",), ("GOV",)),
            "Grace Atieno": Want(P, None, ("Mayor",), ("GOV",)),
            "Peter Otieno": Want(P, None, ("Doctor",), ("MED",)),
        },
        None,
    ),
    "spokesman for a body, then the name": (
        "[S1 The [ROLE spokesman] for [ORG UNIFIL], [PER Marco Bettini],] [C1 said] [Q1 yes]. "
        "[S2 The [ROLE spokesman]] [C2 said] [Q2 no].",
        {"Marco Bettini": Want(P, "UNO", ("Spokesman",), ("MIL",))},
        ["Marco Bettini", "Marco Bettini"],
    ),
    "spokeswoman of a ministry takes its sector and country": (
        "[S1 [PER Rusul Kadhim], [ROLE spokeswoman] for the [ORG [NAT Iraqi] health ministry],] [C1 said] [Q1 so].",
        {"Rusul Kadhim": Want(P, "IRQ", ("Spokeswoman",), ("GOV", "MED"))},
        ["Rusul Kadhim"],
    ),
    "possessive country before the title": (
        "[LOC Armenia]’s [ROLE defence minister], [PER Vardan Melik], spoke. [LOC Serbia]’s [ROLE president] listened.",
        {
            "Vardan Melik": Want(P, "ARM", ("Defence Minister",), ("GOV", "MIL")),
            "Serbia’s president": Want(P, "SRB", ("President",), ("GOV",)),
        },
        None,
    ),
    "title with its country after of": (
        "The [ROLE Foreign Minister] of [LOC Cameroon], [PER Paul Njoya], spoke to [PER Ana Ruiz] of [ORG UNHCR].",
        {"Paul Njoya": Want(P, "CMR", ("Foreign Minister",), ("GOV",)), "Ana Ruiz": Want(P, "UNO", (), ("REF",))},
        None,
    ),
    "two spellings with one office are one person": (
        "[ROLE President] [PER Dritan Shehi] spoke.\nLater [ROLE President] [PER Driton Shehi] spoke. [PER Shehi] left.",
        {
            "Dritan Shehi": Want(
                P, variants=("Driton Shehi",), mentions=("President Dritan Shehi", "President Driton Shehi", "Shehi")
            )
        },
        None,
    ),
    "two spellings of a surname": (
        "[PER Volodymyr Hrytsenko] spoke.\nThen [PER Volodymyr Gritsenko] sat down. [PER Oleh Bondarenko] and "
        "[PER Oleh Bondarenkko] left on different days.",
        {"Oleh Bondarenko": Want(P), "Oleh Bondarenkko": Want(P)},
        None,
    ),
    "transliteration": (
        "[ROLE Colonel] [PER Muammar Qadiri] came.\nNobody saw [ROLE Colonel] [PER Moammar Gadiri] leave.",
        {"Muammar Qadiri": Want(P, variants=("Moammar Gadiri",))},
        None,
    ),
    "accents fall away": (
        "[ROLE President] [PER Zoran Vučetić] spoke. [PER Vucetic] did not wait.",
        {"Zoran Vučetić": Want(P, variants=("Vucetic",), mentions=("President Zoran Vučetić", "Vucetic"))},
        None,
    ),
    "two people of one surname": (
        "[PER John Abdi] is a [ROLE teacher]. [PER Sara Abdi] is a [ROLE nurse]. [S1 [PER Abdi]] [C1 said] [Q1 yes].",
        {"John Abdi": Want(P), "Sara Abdi": Want(P)},
        ["Sara Abdi"],
    ),
    "Mr and Ms tell them apart": (
        "Mr [PER John Abdi] met Ms [PER Sara Abdi]. [S1 Mr [PER Abdi]] [C1 said] [Q1 yes]. [S2 Ms [PER Abdi]] [C2 said] [Q2 no].",
        {},
        ["John Abdi", "Sara Abdi"],
    ),
    "a title tells them apart": (
        "[ROLE President] [PER John Abdi] met [ROLE Judge] [PER Sara Abdi].\n"
        "[S1 [ROLE President] [PER Abdi]] [C1 said] [Q1 yes]. [S2 [ROLE Judge] [PER Abdi]] [C2 said] [Q2 no].",
        {},
        ["John Abdi", "Sara Abdi"],
    ),
    "brothers named side by side": (
        "The [GRP brothers] [PER Albin Marku] and [PER Alban Marku] were there.",
        {"Albin Marku": Want(P, variants=()), "Alban Marku": Want(P, variants=())},
        None,
    ),
    "a brother is another man": (
        "[PER Marco Ruiz] fled.\nHis [ROLE brother], [PER Mario Ruiz], stayed.",
        {"Marco Ruiz": Want(P, variants=()), "Mario Ruiz": Want(P, variants=(), roles=(), sectors=("CVL",))},
        None,
    ),
    "man and woman of nearly one name": (
        "[PER Ivan Petrov] spoke.\nLater [PER Ivana Petrova] spoke.",
        {"Ivan Petrov": Want(P), "Ivana Petrova": Want(P)},
        None,
    ),
    "different offices keep near names apart": (
        "[ROLE Mayor] [PER Marco Ruizo] spoke.\nThen [ROLE Colonel] [PER Marko Ruizzo] spoke.",
        {"Marco Ruizo": Want(P, sectors=("GOV",)), "Marko Ruizzo": Want(P, sectors=("MIL",))},
        None,
    ),
    "junior and senior": (
        "[PER John Bell Jr] spoke. [PER John Bell Sr] did not.",
        {"John Bell Jr": Want(P), "John Bell Sr": Want(P)},
        None,
    ),
    "initials": (
        "[PER Joseph Ndolo] spoke. [S1 [PER J. Ndolo]] [C1 said] [Q1 so].",
        {"Joseph Ndolo": Want(P, variants=())},
        ["Joseph Ndolo"],
    ),
    "middle names": (
        "[PER Luz Adriana Perdomo Ruiz] spoke. [S1 [PER Luz Perdomo]] [C1 said] [Q1 so]. [S2 [PER Perdomo]] [C2 said] [Q2 no].",
        {},
        ["Luz Adriana Perdomo Ruiz", "Luz Adriana Perdomo Ruiz"],
    ),
    "particles": (
        "[PER Ludwig van der Velde] met [PER Omar al-Farsi] and [PER Mariam Ould Brahim]. [S1 [PER Velde]] [C1 said] [Q1 a]. "
        "[S2 [PER Al-Farsi]] [C2 said] [Q2 b]. [S3 [PER Ould Brahim]] [C3 said] [Q3 c].",
        {},
        ["Ludwig van der Velde", "Omar al-Farsi", "Mariam Ould Brahim"],
    ),
    "family name first": (
        "[PER Kang Min-jun] met [PER Kang Seo-yeon]. [PER Xu Jinhai] waited. [S1 [PER Xu]] [C1 said] [Q1 a]. "
        "[S2 [PER Min-jun]] [C2 said] [Q2 b].",
        {"Kang Min-jun": Want(P), "Kang Seo-yeon": Want(P)},
        ["Xu Jinhai", "Kang Min-jun"],
    ),
    "hyphens in a name": (
        "[PER Kang Min-jun] spoke. [S1 [PER Kang Min Jun]] [C1 said] [Q1 a]. [PER Rosa Ruiz-Ocampo] left. [S2 [PER Ruiz]] [C2 said] [Q2 b].",
        {},
        ["Kang Min-jun", "Rosa Ruiz-Ocampo"],
    ),
    "Burmese and Tuareg names": (
        "[PER Daw Khin Thant Zin] met [PER Oumar Ag Intalla]. [S1 [PER Khin Thant Zin]] [C1 said] [Q1 a]. "
        "[S2 [PER Ag Intalla]] [C2 said] [Q2 b].",
        {"Khin Thant Zin": Want(P)},
        ["Khin Thant Zin", "Oumar Ag Intalla"],
    ),
    "title inside the mark": (
        "[S1 [PER Maj. Gen. Prakash Thapa]] [C1 said] [Q1 so]. [S2 The [ROLE general]] [C2 said] [Q2 no].",
        {"Prakash Thapa": Want(P, roles=("Major General",), sectors=("MIL",))},
        ["Prakash Thapa", "Prakash Thapa"],
    ),
    "unmarked title": (
        "[S1 President [PER Ileana Dobre]] [C1 said] [Q1 so].",
        {"Ileana Dobre": Want(P, roles=("President",), sectors=("GOV",))},
        ["Ileana Dobre"],
    ),
    "nom de guerre": (
        "[S1 [PER Wilner Desrosiers], a [ROLE gang leader] better known as [PER Ti Zandolit],] [C1 said] [Q1 a]. "
        "[S2 [PER Ti Zandolit]] [C2 said] [Q2 b].",
        {"Wilner Desrosiers": Want(P, None, ("Gang Leader",), ("CRM",), ("Ti Zandolit",))},
        ["Wilner Desrosiers", "Wilner Desrosiers"],
    ),
    "a title alone with one holder": (
        "! [S1 [ROLE [LOC Kosovo] President]] [C1 blames] [Q1 the rain]\n"
        "The [ROLE [LOC Kosovo] President], [PER Mira Gashi], spoke to the [ROLE [NAT Serbian] President], [PER Lazar Simić].\n"
        "[S2 The [ROLE [LOC Kosovo] President]] [C2 said] [Q2 a]. [S3 The [ROLE [NAT Serbian] president]] [C3 said] [Q3 b].",
        {"Mira Gashi": Want(P, "XKX"), "Lazar Simić": Want(P, "SRB")},
        ["Mira Gashi", "Mira Gashi", "Lazar Simić"],
    ),
    "the Secretary, and a prime minister who is no minister": (
        "The [ROLE [LOC US] Secretary of State], [PER Alan Whitcombe], met the [ROLE [NAT Georgian] Prime Minister], [PER Levan Beridze].\n"
        "[S1 The [ROLE Secretary]] [C1 said] [Q1 a]. [S2 The [ROLE minister]] [C2 said] [Q2 b].",
        {"minister": Want(P, None, ("Minister",))},
        ["Alan Whitcombe", "minister"],
    ),
    "a title without holder keeps its own actor": (
        "[S1 The [ROLE [NAT Turkish] ambassador]] [C1 said] [Q1 a]. [S2 The [ROLE ambassador]] [C2 said] [Q2 b].",
        {"Turkish ambassador": Want(P, "TUR", ("Ambassador",), ("GOV",))},
        ["Turkish ambassador", "Turkish ambassador"],
    ),
    "two residents are two people": (
        "[S1 A [GRP resident]] [C1 said] [Q1 a]. [S2 Another [GRP resident]] [C2 said] [Q2 b].",
        {},
        ["resident", "resident"],
    ),
    "former and kin": (
        "[PER Nikola Orlić], a [ROLE former [NAT Montenegrin] president], met the [ROLE widow] of a [GRP soldier].",
        {"Nikola Orlić": Want(P, "MNE", ("Former President",), ("ELI",))},
        None,
    ),
    "rebel, police, lawmaker, judge, reporter": (
        "[ROLE rebel commander] [PER Abu Lwanga], [ROLE police chief] [PER Ida Strand], [ROLE [NAT Somali] lawmaker] [PER Hodan Gurey], "
        "[ROLE Judge] [PER Pilar Etche] and [ORG Reuters] [ROLE correspondent] [PER Tom Vale] were there.",
        {
            "Abu Lwanga": Want(P, None, ("Rebel Commander",), ("REB",)),
            "Ida Strand": Want(P, None, ("Police Chief",), ("COP",)),
            "Hodan Gurey": Want(P, "SOM", ("Lawmaker",), ("LEG",)),
            "Pilar Etche": Want(P, None, ("Judge",), ("JUD",)),
            "Tom Vale": Want(P, "GBR", ("Correspondent",), ("JRN",)),
        },
        None,
    ),
    "opposition leader": (
        "[S1 [ROLE Opposition leader] [PER Hayk Ter-Sargsyan]] [C1 said] [Q1 so].",
        {"Hayk Ter-Sargsyan": Want(P, None, ("Opposition Leader",), ("OPP", "PTY"))},
        None,
    ),
    "nationality right before a name": (
        "The [NAT Frenchman] [PER Luc Petit] and a [ROLE [NAT Malian] driver], [PER Issa Keita], were freed.",
        {"Luc Petit": Want(P, "FRA"), "Issa Keita": Want(P, "MLI", ("Driver",), ("LAB",))},
        None,
    ),
    "a group word beside a name": (
        "[S1 [PER Ali Noor], 34, a [GRP shopkeeper] in [LOC Goma],] [C1 said] [Q1 so].",
        {"Ali Noor": Want(P, None, ("Shopkeeper",), ("BUS",))},
        ["Ali Noor"],
    ),
    "party in brackets": (
        "[ROLE Cllr] [PER Hilary Tregenza] ([ORG Labour Party]) left.",
        {"Hilary Tregenza": Want(P, None, ("Councillor",), ("GOV",))},
        None,
    ),
    "who is relayed is not the spokesman": (
        "According to the [S1 [ORG State Department] [ROLE spokesperson], [PER Dana Fell]], [S2 the [ROLE Secretary]] [C2 was adamant] [Q2 that].\n"
        "The [ROLE [LOC US] Secretary of State], [PER Alan Whitcombe], left.",
        {
            "Dana Fell": Want(P, "USA", ("Spokesperson",), ("GOV",)),
            "Alan Whitcombe": Want(P, "USA", ("Secretary of State",)),
        },
        ["Dana Fell", "Alan Whitcombe"],
    ),
    "a spokeswoman who names no body speaks for whom she relays": (
        "The [ROLE [NAT Peruvian] president] was ill. According to the [S1 [ROLE spokeswoman], [PER Inés Salas]], "
        "[S2 the [ROLE president]] [C2 regretted] [Q2 this].",
        {"Inés Salas": Want(P, "PER", ("Spokeswoman",), ("GOV",))},
        ["Inés Salas", "Peruvian president"],
    ),
    "spokesman for a person": (
        "[S1 A [ROLE spokesman] for [ROLE President] [PER Ana Ruiz]] [C1 said] [Q1 so]. [S2 [PER Ruiz]] [C2 said] [Q2 no].",
        {"Ana Ruiz": Want(P, roles=("President",))},
        ["spokesman for President Ana Ruiz", "Ana Ruiz"],
    ),
    "a lawyer of somebody": (
        "[S1 [PER Berganza]’s [ROLE lawyer], [PER Otto Sáenz],] [C1 said] [Q1 so].",
        {"Otto Sáenz": Want(P, None, ("Lawyer",), ("CVL",)), "Berganza": Want(P)},
        ["Otto Sáenz"],
    ),
    "unmarked title set off before a name": (
        "[S1 The lawyer for three of them, [PER Besnik Ademi],] [C1 said] [Q1 so].",
        {"Besnik Ademi": Want(P, None, ("Lawyer",))},
        ["Besnik Ademi"],
    ),
}


@pytest.mark.parametrize(("text", "wanted", "said_by"), CASES.values(), ids=CASES.keys())
def test_persons(text: str, wanted: dict[str, Want], said_by: list[str] | None) -> None:
    check(text, wanted, said_by)


PRONOUNS: dict[str, tuple[str, list[str]]] = {
    "the one named": (
        "The [ROLE [LOC Kosovo] President], [PER Mira Gashi], spoke on [ORG Radio Iber].\n[S1 She] [C1 said]:",
        ["Mira Gashi"],
    ),
    "the subject before the object": (
        "[PER Ana Ruiz] met [PER Tom Vale]. [S1 She] [C1 said] [Q1 a].",
        ["Ana Ruiz"],
    ),
    "gender from a title": (
        "[ROLE King] [PER Harald Nor] received the [ROLE spokeswoman], [PER Kim Berg]. [S1 She] [C1 said] [Q1 a]. [S2 He] [C2 said] [Q2 b].",
        ["Kim Berg", "Harald Nor"],
    ),
    "gender from Mr and Ms anywhere": (
        "[PER Kim Berg] and [PER Lee Dahl] came. Ms [PER Dahl] sat down, then Mr [PER Berg]. [S1 She] [C1 said] [Q1 a].",
        ["Lee Dahl"],
    ),
    "the last speaker goes on": (
        "[S1 [PER Ana Ruiz]] [C1 said] [Q1 that the mayor, [PER Leon Katz], had lied]. [S2 She] [C2 added] [Q2 b].",
        ["Ana Ruiz", "Ana Ruiz"],
    ),
    "nobody named in a quotation says it": (
        "[S1 [PER Ana Ruiz]] [C1 said] [Q1 a].\n[Q2 “[PER Leon Katz] must go,”] [S2 she] [C2 said].",
        ["Ana Ruiz", "Ana Ruiz"],
    ),
    "in his own indirect words": (
        "[Q1 A [ROLE taxi driver] near the front had been there], [S1 he] [C1 said].",
        ["taxi driver"],
    ),
    "a body is it": (
        "The [ORG [NAT Serbian] government] met [PER Tom Vale]. [S1 It] [C1 said] [Q1 a].",
        ["Serbian government"],
    ),
    "people are they": (
        "[GRP Residents] fled as [PER Tom Vale] spoke. [S1 They] [C1 said] [Q1 a].",
        ["Residents"],
    ),
    "a government may be they": (
        "The [ORG [NAT Serbian] government] responded by saying that [S1 they] [C1 intended] [Q1 to stay].",
        ["Serbian government"],
    ),
    "a pair is no she": (
        "[LOC Colombia]’s [ROLE defense minister], [PER Luz Perdomo], spoke.\nThe [GRP pair] were freed.\n[S1 She] [C1 said] [Q1 a].",
        ["Luz Perdomo"],
    ),
    "not across the whole report": (
        "[PER Ana Ruiz] left.\nOne.\nTwo.\nThree.\nFour.\n[S1 She] [C1 said] [Q1 a].",
        ["She"],
    ),
    "the one named next": (
        "! [S1 She] [C1 said] [Q1 no]\n[PER Ana Ruiz] left.",
        ["Ana Ruiz"],
    ),
    "who": (
        "The [ROLE mayor], [PER Leon Katz], [S1 who] [C1 denied] [Q1 it], met [PER Ana Ruiz].",
        ["Leon Katz"],
    ),
    "his view": (
        "[PER Leon Katz] spoke. In [S1 his] [C1 view] [Q1 all was well].",
        ["Leon Katz"],
    ),
    "another pronoun is no proof of gender": (
        "[PER Ana Ruiz] demanded that six men be tried for taking a [GRP rancher] and his son. [Q1 “We know them,”] [S1 she] [C1 said].",
        ["Ana Ruiz"],
    ),
    "pieces of one source": (
        "[ORG Met Office] warned of rain. [S1 The [GRP hirers of the marquee]], from [LOC Tralee], [Q1 saw none], [S1 they] [C1 said].",
        ["hirers of the marquee", "hirers of the marquee"],
    ),
    "asked about it, she": (
        "[PER Ana Ruiz] sat down. [S1 Asked about it, she] [C1 said] [Q1 a].",
        ["Ana Ruiz"],
    ),
    "her mother is not the subject": (
        "[PER Mariam Ould Brahim] fled with her [GRP mother]. [Q1 “We ran,”] [S1 she] [C1 says].",
        ["Mariam Ould Brahim"],
    ),
}


@pytest.mark.parametrize(("text", "said_by"), PRONOUNS.values(), ids=PRONOUNS.keys())
def test_pronouns(text: str, said_by: list[str]) -> None:
    check(text, {}, said_by)


def test_a_bare_surname_of_two_is_less_sure() -> None:
    one = actors_of(marked("[PER John Abdi] came. [PER Abdi] left."))
    two = actors_of(marked("[PER John Abdi] and [PER Sara Abdi] came. [PER Abdi] left."))
    assert one[0].score == 1.0
    assert next(a for a in two if len(a.mentions) == 2).score < 0.9


def test_a_spelling_without_an_office_is_less_sure() -> None:
    with_office = actors_of(
        marked("[ROLE President] [PER Dritan Shehi] spoke.\n[ROLE President] [PER Driton Shehi] left.")
    )
    without = actors_of(marked("[PER Dritan Shehi] spoke.\n[PER Driton Shehi] left."))
    assert len(with_office) == len(without) == 1
    assert without[0].score < with_office[0].score
    assert "spelling" in without[0].why


def test_a_name_in_quotation_marks_does_not_decide_the_spelling() -> None:
    actors = actors_of(
        marked(
            "[ROLE President] [PER Dritan Shehi] spoke.\n[ROLE President] [PER Driton Shehi] sat down.\n"
            "‘The lies of [PER Driton Shehi], the creator of chaos’"
        )
    )
    assert actors[0].name == "Dritan Shehi"
