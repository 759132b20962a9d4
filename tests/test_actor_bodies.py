"""Organisations, governments, countries and groups: which phrases stand for one, and how they are coded."""

from __future__ import annotations

import pytest
from actor_cases import Want, actors_of, check
from builders import marked

from tocsin.records import Annotation, Mark, Report
from tocsin.resolve.actors import resolve_actors
from tocsin.resolve.options import ResolveOptions

BODY, COUNTRY, GROUP = "organisation", "country", "group"

CASES: dict[str, tuple[str, dict[str, Want], list[str] | None]] = {
    "a capital that is credited speaks for the government": (
        "The [ORG [NAT Serbian] government] met. [S1 [LOC Belgrade]] [C1 denied] [Q1 it]. [S2 The [ORG government]] [C2 said] [Q2 no].",
        {
            "Serbian government": Want(
                BODY, "SRB", (), ("GOV",), ("Belgrade",), ("Serbian government", "Belgrade", "The government")
            )
        },
        ["Serbian government", "Serbian government"],
    ),
    "a capital without a government named": (
        "[S1 [LOC Bamako]] [C1 accused] [Q1 [LOC Algiers] of meddling].",
        {"Government of Mali": Want(BODY, "MLI", (), ("GOV",), ("Bamako",), ("Bamako",))},
        ["Government of Mali"],
    ),
    "a capital where things happen is only a place": (
        "Rain fell on [LOC Belgrade] and [LOC Serbia].",
        {},
        [],
    ),
    "the Kremlin and Moscow": (
        "[S1 The [ORG Kremlin]] [C1 said] [Q1 a]. [S2 [LOC Moscow]] [C2 said] [Q2 b].",
        {"Kremlin": Want(BODY, "RUS", (), ("GOV",), ("Moscow",))},
        ["Kremlin", "Kremlin"],
    ),
    "White House and Downing Street": (
        "[S1 The [ORG White House]] [C1 said] [Q1 a]. [S2 [LOC Downing Street]] [C2 said] [Q2 b]. [S3 The [ORG [LOC US] government]] [C3 said] [Q3 c].",
        {"Downing Street": Want(BODY, "GBR", (), ("GOV",))},
        ["White House", "Downing Street", "White House"],
    ),
    "a country that is credited": (
        "[S1 [LOC Rwanda]] [C1 repeated] [Q1 that there were none]. [S2 The country] [C2 denied] [Q2 it].",
        {"Rwanda": Want(COUNTRY, "RWA", (), ())},
        ["Rwanda", "Rwanda"],
    ),
    "governments of two countries": (
        "The [ORG [NAT Kenyan] government] and the [ORG government of [LOC Uganda]] agreed. [S1 [LOC Kenya]’s [ORG government]] [C1 said] [Q1 a]. "
        "[S2 The [ORG government]] [C2 said] [Q2 b].",
        {"Kenyan government": Want(BODY, "KEN"), "government of Uganda": Want(BODY, "UGA")},
        ["Kenyan government", "Kenyan government"],
    ),
    "ministries": (
        "The [ORG [NAT Kenyan] interior ministry] and the [ORG defence ministry] met. [S1 The [ORG Ministry of Interior]] [C1 said] [Q1 a]. "
        "[S2 The [ORG ministry]] [C2 said] [Q2 b].",
        {
            "Ministry of Interior": Want(BODY, "KEN", (), ("GOV",)),
            "defence ministry": Want(BODY, None, (), ("GOV", "MIL")),
        },
        ["Ministry of Interior", "Ministry of Interior"],
    ),
    "a ministry in a capital": (
        "[S1 The [ORG Defence Ministry] in [LOC Kyiv]] [C1 said] [Q1 a].",
        {"Defence Ministry": Want(BODY, "UKR", (), ("GOV", "MIL"))},
        ["Defence Ministry"],
    ),
    "police and army": (
        "[ORG [LOC Kosovo] Police] came. [S1 The [ORG police]] [C1 said] [Q1 a]. The [ORG [NAT Nigerian] army] and the [ORG [NAT Nigerian] navy] left. "
        "[S2 The [ORG army]] [C2 said] [Q2 b].",
        {
            "Kosovo Police": Want(BODY, "XKX", (), ("COP",)),
            "Nigerian army": Want(BODY, "NGA", (), ("MIL",)),
            "Nigerian navy": Want(BODY, "NGA", (), ("MIL",)),
        },
        ["Kosovo Police", "Nigerian army"],
    ),
    "abbreviation in brackets": (
        "The [ORG Cabo Verde Fishing Front] ([ORG CVFF]) met. [S1 The [ORG CVFF]] [C1 said] [Q1 a].",
        {"Cabo Verde Fishing Front": Want(BODY, "CPV", variants=("CVFF",))},
        ["Cabo Verde Fishing Front"],
    ),
    "abbreviation in brackets without a mark": (
        "The [ORG Sava Boatmen League] (SBL) met. [S1 The [ORG SBL]] [C1 said] [Q1 a].",
        {"Sava Boatmen League": Want(BODY, variants=("SBL",))},
        ["Sava Boatmen League"],
    ),
    "a description with a known abbreviation": (
        "The [ORG [ORG NATO] peacekeeping force] ([ORG KFOR]) stayed. The [ORG North Atlantic Treaty Organisation] ([ORG NATO]) met.",
        {
            "KFOR": Want(BODY, "IGO", (), ("MIL",), ("NATO peacekeeping force",)),
            "North Atlantic Treaty Organisation": Want(BODY, "IGO", (), ("MIL",), ("NATO",)),
        },
        None,
    ),
    "initials without brackets": (
        "The [ORG Lakes Rangers Union] met. [S1 [ORG LRU]] [C1 said] [Q1 a].",
        {"Lakes Rangers Union": Want(BODY, variants=("LRU",))},
        ["Lakes Rangers Union"],
    ),
    "initials of a known court": (
        "The [ORG International Criminal Court] sat. [S1 The [ORG ICC]] [C1 said] [Q1 a].",
        {"International Criminal Court": Want(BODY, "IGO", (), ("JUD",), ("ICC",))},
        ["International Criminal Court"],
    ),
    "bodies of the UN and the EU": (
        "[ORG UNHCR], [ORG UNMISS], [ORG WHO], [ORG EULEX], the [ORG EU], the [ORG African Union], [ORG ECOWAS] and the [ORG OSCE] met.",
        {
            "UNHCR": Want(BODY, "UNO", (), ("REF",)),
            "UNMISS": Want(BODY, "UNO", (), ("MIL",)),
            "WHO": Want(BODY, "UNO", (), ("MED",)),
            "EULEX": Want(BODY, "EUR", (), ("COP", "JUD")),
            "EU": Want(BODY, "EUR", (), ("GOV",)),
            "African Union": Want(BODY, "IGO"),
            "ECOWAS": Want(BODY, "IGO"),
            "OSCE": Want(BODY, "IGO"),
        },
        None,
    ),
    "armed groups are REB": (
        "[ORG Hamas], [ORG M23], the [ORG Rapid Support Forces] ([ORG RSF]) and [ORG al-Shabaab] spoke. [S1 The [ORG RSF]] [C1 said] [Q1 a].",
        {
            "Hamas": Want(BODY, "PSE", (), ("REB", "PTY")),
            "M23": Want(BODY, "COD", (), ("REB",)),
            "Rapid Support Forces": Want(BODY, "SDN", (), ("REB", "PRM"), ("RSF",)),
            "al-Shabaab": Want(BODY, "SOM", (), ("REB",)),
        },
        ["Rapid Support Forces"],
    ),
    "the group is the armed group": (
        "The [ORG Sava Liberation Front] attacked the [ORG ministry]. [S1 The [ORG group]] [C1 said] [Q1 a].",
        {"Sava Liberation Front": Want(BODY, sectors=("REB",))},
        ["Sava Liberation Front"],
    ),
    "the alliance is NATO": (
        "[ORG NATO] met in [LOC Vilnius] with [ORG Reuters]. [S1 The [ORG alliance]] [C1 said] [Q1 a].",
        {"NATO": Want(BODY, "IGO")},
        ["NATO"],
    ),
    "media": (
        "[S1 [ORG Reuters]] [C1 reported] [Q1 a]. [S2 [ORG Meridian News]] [C2 wrote] [Q2 b]. [S3 [ORG Radio Lac]] [C3 said] [Q3 c].",
        {
            "Reuters": Want(BODY, "GBR", (), ("JRN",)),
            "Meridian News": Want(BODY, None, (), ("JRN",)),
            "Radio Lac": Want(BODY, None, (), ("JRN",)),
        },
        None,
    ),
    "American departments": (
        "[S1 The [ORG State Department]] [C1 said] [Q1 a]. [S2 The [ORG Pentagon]] [C2 said] [Q2 b]. [S3 The [ORG [LOC US] State Office]] [C3 said] [Q3 c].",
        {
            "State Department": Want(BODY, "USA", (), ("GOV",)),
            "Pentagon": Want(BODY, "USA", (), ("GOV", "MIL")),
            "US State Office": Want(BODY, "USA", (), ("GOV",)),
        },
        None,
    ),
    "a name that many countries use": (
        "The [ORG House of Representatives] in [LOC Abuja] voted. The [NAT Nigerian] [ORG House of Representatives] rose.",
        {"House of Representatives": Want(BODY, "NGA", (), ("LEG",))},
        None,
    ),
    "parliament, court, university, hospital, church, firm, union": (
        "The [ORG [NAT Georgian] parliament], the [ORG Supreme Court of [LOC Kenya]], [ORG Makerere University], [ORG Saint Luke Hospital], "
        "the [ORG Diocese of [LOC Mopti]], [ORG Sava Shipping Company] and the [ORG Dock Workers’ Union] met.",
        {
            "Georgian parliament": Want(BODY, "GEO", (), ("LEG",)),
            "Supreme Court of Kenya": Want(BODY, "KEN", (), ("JUD",)),
            "Makerere University": Want(BODY, None, (), ("EDU",)),
            "Saint Luke Hospital": Want(BODY, None, (), ("MED",)),
            "Diocese of Mopti": Want(BODY, None, (), ("REL",)),
            "Sava Shipping Company": Want(BODY, None, (), ("BUS",)),
            "Dock Workers’ Union": Want(BODY, None, (), ("LAB",)),
        },
        None,
    ),
    "gunmen are one group": (
        "[GRP Armed gunmen] came. The [GRP gunmen] left. Three [GRP gunmen] died. A [GRP gunman] fled.",
        {"Armed gunmen": Want(GROUP, None, (), ("UAF",), (), ("Armed gunmen", "gunmen", "gunmen"))},
        None,
    ),
    "groups of two countries": (
        "[GRP [NAT Serbian] troops] met [GRP [NAT Turkish] soldiers] and [LOC Kosovo]’s [GRP forces]. The [GRP troops] left.",
        {
            "Serbian troops": Want(GROUP, "SRB", (), ("MIL",), (), ("Serbian troops", "troops")),
            "Turkish soldiers": Want(GROUP, "TUR", (), ("MIL",)),
            "Kosovo’s forces": Want(GROUP, "XKX", (), ("MIL",)),
        },
        None,
    ),
    "what stands before a weak word decides": (
        "[GRP Rebel fighters], [GRP police officers], [GRP masked men], [GRP opposition supporters], [GRP health workers], [GRP aid workers], "
        "[GRP students], [GRP refugees], [GRP protesters], [GRP residents], [GRP miners], [GRP herders], [GRP [ORG NATO] troops] and "
        "[GRP bandits] were there.",
        {
            "Rebel fighters": Want(GROUP, sectors=("REB",)),
            "police officers": Want(GROUP, sectors=("COP",)),
            "masked men": Want(GROUP, sectors=("UAF",)),
            "opposition supporters": Want(GROUP, sectors=("OPP",)),
            "health workers": Want(GROUP, sectors=("MED",)),
            "aid workers": Want(GROUP, sectors=("SOC",)),
            "students": Want(GROUP, sectors=("EDU",)),
            "refugees": Want(GROUP, sectors=("REF",)),
            "protesters": Want(GROUP, sectors=("CVL",)),
            "residents": Want(GROUP, sectors=("CVL",)),
            "miners": Want(GROUP, sectors=("LAB",)),
            "herders": Want(GROUP, sectors=("AGR",)),
            "NATO troops": Want(GROUP, "IGO", sectors=("MIL",)),
            "bandits": Want(GROUP, sectors=("CRM",)),
        },
        None,
    ),
    "officials of one place are not those of another": (
        "[S1 [GRP Local officials]] [C1 said] [Q1 a]. [S2 [GRP Western officials]] [C2 said] [Q2 b]. [S3 The [GRP officials]] [C3 said] [Q3 c].",
        {"Local officials": Want(GROUP, None, (), ("GOV",))},
        ["Local officials", "Western officials", "Western officials"],
    ),
    "two named together": (
        "[PER Ana Ruiz] and [PER Luis Ocampo] met. [S1 [PER Ruiz] and [PER Ocampo]] [C1 said] [Q1 a].",
        {"Ana Ruiz and Luis Ocampo": Want(GROUP), "Ana Ruiz": Want("person", mentions=("Ana Ruiz", "Ruiz"))},
        ["Ana Ruiz and Luis Ocampo"],
    ),
    "two bodies named together": (
        "[S1 Neither the [ORG [NAT Kenyan] ministry] nor the [ORG [NAT Kenyan] police]] [C1 said] [Q1 a].",
        {"Kenyan ministry and Kenyan police": Want(GROUP, "KEN", (), ("GOV", "COP"))},
        ["Kenyan ministry and Kenyan police"],
    ),
    "officials of two countries": (
        "[S1 [GRP [NAT French] and [NAT British] officials]] [C1 said] [Q1 a].",
        {"French and British officials": Want(GROUP, sectors=("GOV",))},
        ["French and British officials"],
    ),
    "sources without a name": (
        "[S1 A source close to [PER Ana Ruiz]] [C1 said] [Q1 a]. [S2 Witnesses] [C2 said] [Q2 b]. [S3 Two security sources] [C3 said] [Q3 c]. "
        "[S4 Some] [C4 said] [Q4 d]. [S5 The three men] [C5 said] [Q5 e].",
        {"Ana Ruiz": Want("person")},
        ["source close to Ana Ruiz", "Witnesses", "security sources", "Some", "men"],
    ),
    "a letter speaks for its writer": (
        "[S1 A statement from the [ORG [NAT Kenyan] interior ministry]] [C1 said] [Q1 a]. [S2 A report by [ORG Amnesty International]] [C2 said] [Q2 b]. "
        "[S3 A [ORG UN] report] [C3 said] [Q3 c]. [PER Leon Katz] resigned. [S4 His letter] [C4 said] [Q4 d].",
        {},
        ["Kenyan interior ministry", "Amnesty International", "UN", "Leon Katz"],
    ),
    "phrases without marks": (
        "[S1 The ministry] [C1 said] [Q1 a]. [S2 the spokeswoman] [C2 said] [Q2 b]. [S3 Serbia] [C3 said] [Q3 c]. [S4 Serbian officials] [C4 said] [Q4 d]. "
        "[S5 Serbia’s defence minister] [C5 said] [Q5 e]. [S6 the police] [C6 said] [Q6 f].",
        {
            "ministry": Want(BODY, None, (), ("GOV",)),
            "spokeswoman": Want("person", None, ("Spokeswoman",)),
            "Serbia": Want(COUNTRY, "SRB"),
            "Serbian officials": Want(GROUP, "SRB", (), ("GOV",)),
            "police": Want(BODY, None, (), ("COP",)),
        },
        ["ministry", "spokeswoman", "Serbia", "Serbian officials", "defence minister", "police"],
    ),
    "nouns without marks after a mark": (
        "[S1 [ORG UN] officials] [C1 said] [Q1 a]. [S2 [LOC Pristina]-based experts] [C2 said] [Q2 b]. [S3 The [ORG ministry]’s spokesman] [C3 said] [Q3 c].",
        {"UN officials": Want(GROUP, "UNO"), "ministry’s spokesman": Want("person", None, ("Spokesman",), ("GOV",))},
        ["UN officials", "Pristina-based experts", "ministry’s spokesman"],
    ),
    "a country or capital marked as a body": (
        "[ORG Albania] sent [GRP soldiers]. [ORG Tirana] paid for them. [ORG Soldiers] left, said [ORG we].",
        {
            "Albania": Want(COUNTRY, "ALB"),
            "Government of Albania": Want(BODY, "ALB", (), ("GOV",)),
            "soldiers": Want(GROUP, None, (), ("MIL",), (), ("soldiers", "Soldiers")),
        },
        None,
    ),
    "a body named with its people": (
        "The [ORG [NAT Kurdish] YPG] and the [ORG [NAT Lebanese] Hezbollah] were named, not the [ORG [NAT Turkish] Red Crescent].",
        {
            "Kurdish YPG": Want(BODY, "SYR", (), ("REB",)),
            "Lebanese Hezbollah": Want(BODY, "LBN"),
            "Turkish Red Crescent": Want(BODY, "TUR"),
        },
        None,
    ),
    "a people": (
        "[S1 The [NAT Kurds]] [C1 said] [Q1 a]. [S2 [NAT Ugandans]] [C2 said] [Q2 b].",
        {"Kurds": Want(GROUP, None), "Ugandans": Want(GROUP, "UGA")},
        ["Kurds", "Ugandans"],
    ),
    "a town that is nobody's seat": (
        "[S1 [LOC Vushtrri]] [C1 said] [Q1 a].",
        {"Vushtrri": Want(BODY, None)},
        ["Vushtrri"],
    ),
    "Brussels is the European Union, unless Belgium is about": (
        "[S1 [LOC Brussels]] [C1 said] [Q1 a].",
        {"Brussels": Want(BODY, "EUR")},
        ["Brussels"],
    ),
    "Brussels beside Belgium": (
        "Farmers in [LOC Belgium] rose. [S1 [LOC Brussels]] [C1 said] [Q1 a].",
        {"Government of Belgium": Want(BODY, "BEL")},
        ["Government of Belgium"],
    ),
    "a word for two countries takes the one that is named": (
        "In the [LOC Democratic Republic of Congo], the [ORG [NAT Congolese] army] left.",
        {"Congolese army": Want(BODY, "COD", (), ("MIL",))},
        None,
    ),
}


@pytest.mark.parametrize(("text", "wanted", "said_by"), CASES.values(), ids=CASES.keys())
def test_bodies_and_groups(text: str, wanted: dict[str, Want], said_by: list[str] | None) -> None:
    check(text, wanted, said_by)


def _with_mentions(text: str, *phrases: str) -> tuple[Report, Annotation]:
    passage = marked(text)
    at = [passage.report.text.index(phrase) for phrase in phrases]
    marks = tuple(
        Mark("organisation", passage.report.span(start, start + len(phrase)), 0.9)
        for start, phrase in zip(at, phrases, strict=True)
    )
    old = passage.annotation
    return passage.report, Annotation(
        old.report_id, old.model, old.version, old.sentences, old.marks, old.attributions, marks
    )


def test_an_actor_phrase_of_the_model_makes_a_country_act() -> None:
    report, annotation = _with_mentions("A warning went to [LOC Belgrade] from [LOC Albania].", "Belgrade", "Albania")
    actors = resolve_actors(report, annotation, ResolveOptions())
    assert [(a.name, a.kind, a.country) for a in actors] == [
        ("Government of Serbia", "organisation", "SRB"),
        ("Albania", "country", "ALB"),
    ]


def test_a_place_alone_is_no_actor() -> None:
    assert actors_of(marked("Rain fell on [LOC Belgrade] and [LOC Serbia].")) == ()


def test_why_says_what_a_capital_was_taken_for() -> None:
    actor = actors_of(marked("[S1 [LOC Bamako]] [C1 said] [Q1 a]."))[0]
    assert "seat of the government of Mali" in actor.why
    assert actor.score < 1
