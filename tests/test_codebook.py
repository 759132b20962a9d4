"""The codebook that Tocsin ships: complete, without loose ends, and with its sources' contradictions settled."""

from __future__ import annotations

import re
from ast import literal_eval
from itertools import chain
from pathlib import Path

import pytest

from tocsin.errors import TocsinError
from tocsin.records.codebook import cameo_to_plover, contexts_of, lost_in_cameo, plover, plover_to_cameo
from tocsin.records.codebook.cameo import cameo
from tocsin.records.codebook.wording import phrase_of

BOOK = plover()
TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
SECTORS = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"


def test_it_has_what_plover_has_and_in_its_order():
    # the reader model's outputs are in this order
    assert " ".join(one.name for one in BOOK.types) == TYPES
    assert len(BOOK.labels) == 83
    assert len(BOOK.contexts) == 37
    assert " ".join(BOOK.sectors) == SECTORS
    assert list(BOOK.bodies) == ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"]
    assert BOOK.source.startswith("https://")
    assert plover() is BOOK


@pytest.mark.parametrize("one", BOOK.types, ids=lambda one: one.name)
def test_every_type_is_complete(one):
    assert one.quad in BOOK.quads
    assert -10 <= one.score <= 10
    assert one.definition.endswith(".")
    assert len({mode.name for mode in one.modes}) == len(one.modes)
    for mode in one.modes:
        assert mode.definition.endswith(".")
        assert mode.score is not None or (one.name, mode.name) == ("PROTEST", "vandalize")


@pytest.mark.parametrize("one", BOOK.contexts, ids=lambda one: one.name)
def test_every_context_has_words_that_can_be_found(one):
    assert one.definition.endswith(".")
    assert len(one.words) >= 6
    assert set(one.labels) <= set(BOOK.labels)
    phrases = [phrase_of(word) for word in one.words]
    assert len(set(phrases)) == len(phrases)
    # a word that an open stem of the same list covers is there for nothing
    stems = [phrase[0][0] for phrase in phrases if len(phrase) == 1 and phrase[0][1]]
    covered = [p for p in phrases for stem in stems if any(w.startswith(stem) for w, _ in p) and p != ((stem, True),)]
    assert covered == []


def test_codes_are_of_one_form_and_nothing_has_two_meanings():
    codes = [*BOOK.sectors, *BOOK.bodies]
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert len(set(codes)) == len(codes)
    assert all(told.endswith(".") for told in chain(BOOK.sectors.values(), BOOK.bodies.values()))
    assert BOOK.country_codes == {"XKX": "KOS"}
    assert len(BOOK.partially_recognised) == 9


# what the manual leaves open or contradicts


def test_sanction_is_material_and_says_that_this_was_chosen():
    sanction = BOOK.type("SANCTION")
    assert (sanction.quad, BOOK.quads[sanction.quad]) == ("MCONF", "material conflict")
    assert "erbal" in sanction.corrected


def test_the_sign_of_accuse_is_that_of_its_modes():
    accuse = BOOK.type("ACCUSE")
    assert accuse.score == -3
    assert all(mode.score < 0 for mode in accuse.modes)
    assert accuse.corrected


def test_names_of_older_versions_are_known_and_none_is_a_type_now():
    assert {"DEMAND", "DISAPPROVE", "INVESTIGATE", "CRIME", "FIGHT", "YIELD"} <= set(BOOK.former)
    assert BOOK.former["YIELD"] == ("CONCEDE", "RETREAT")
    assert not set(BOOK.former) & {one.name for one in BOOK.types}
    assert set(chain(*BOOK.former.values())) <= set(BOOK.labels)


# CAMEO


def test_all_roots_of_cameo_are_there_with_their_children():
    codes = cameo().codes
    assert [code for code in codes if len(code) == 2] == [f"{n:02}" for n in range(1, 21)]
    for code, one in codes.items():
        assert re.fullmatch(r"\d{2,4}", code)
        assert one.label[0].isupper()
        # "0811" stands below "081", "081" below "08"
        assert len(code) == 2 or code[:-1] in codes
    assert len({one.label for one in codes.values()}) == len(codes)


def test_every_target_of_a_cameo_code_exists():
    contexts = {one.name for one in BOOK.contexts}
    for one in cameo().codes.values():
        assert (one.type is None) == (one.code[:2] == "01"), one
        if one.type is not None:
            assert (f"{one.type}.{one.mode}" if one.mode else one.type) in BOOK.labels, one
        assert set(one.contexts) <= contexts, one


def test_every_label_has_a_code_that_leads_back_or_says_what_is_lost():
    assert list(cameo().exports) == list(BOOK.labels)
    for label in BOOK.labels:
        event_type, _, mode = label.partition(".")
        code = plover_to_cameo(event_type, mode or None)
        assert len(code) >= 3
        back = cameo_to_plover(code)
        if lost_in_cameo(event_type, mode or None) is None:
            assert back[:2] == (event_type, mode or None), label
        elif label != "RETREAT.resign":
            assert back[0] == event_type, label


def test_names_of_the_published_table_that_the_manual_lacks_are_all_replaced():
    table = cameo()
    odd = {one.published for one in table.codes.values() if one.published} - set(BOOK.labels)
    assert odd <= set(table.modes)
    assert not set(table.modes) & set(BOOK.labels)
    assert set(table.modes.values()) <= set(BOOK.labels)
    contexts = {one.name for one in BOOK.contexts}
    assert not set(table.contexts) & contexts
    assert set(table.contexts.values()) <= contexts
    for one in table.codes.values():
        assert one.published != f"{one.type}.{one.mode}", "says the same as the published table"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("012", None),
        ("0256", ("REQUEST", "yield", ("military",))),
        ("163", ("SANCTION", "discontinue", ("economic",))),
        ("0842", ("RETREAT", "release", ("legal",))),
        ("0813", ("CONCEDE", None, ("rights_freedoms",))),
        ("1322", ("THREATEN", "restrict", ("pro_autocracy",))),
        ("1712", ("ASSAULT", "destroy", ())),
        ("175", ("ASSAULT", None, ("repression",))),
        ("202", ("ASSAULT", "targeted", ())),
        ("20", ("ASSAULT", None, ())),
    ],
)
def test_codes_that_are_easily_taken_wrong(code, wanted):
    assert cameo_to_plover(code) == wanted


def test_the_host_of_a_visit_is_its_recipient():
    assert [one.code for one in cameo().codes.values() if one.swaps] == ["043"]
    assert cameo_to_plover("043") == cameo_to_plover("042")


@pytest.mark.parametrize("code", ["", "21", "1", "0199", "CONSULT"])
def test_a_code_that_does_not_exist_is_an_error_and_not_nothing(code):
    with pytest.raises(TocsinError, match=r"codebook\.unknown-code"):
        cameo_to_plover(code)


@pytest.mark.parametrize(("event_type", "mode"), [("DEMAND", None), ("AGREE", "visit"), ("CONSULT", "host")])
def test_a_label_that_does_not_exist_is_an_error(event_type, mode):
    with pytest.raises(TocsinError, match=r"codebook\.unknown-label"):
        plover_to_cameo(event_type, mode)


# contexts of a sentence


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The U.N. mission in Bunia lost two vehicles.", "peacekeeping"),
        ("Monitors of human-rights groups were turned back.", "human_rights"),
        ("Women’s rights campaigners marched in Mombasa.", "gender"),
        ("MEMBERS OF PARLIAMENT WALKED OUT", "legislative"),
        ("Farmers accused the mayor of embezzling the funds.", "corruption"),
        ("A mob burnt two mosques and the bishop's house.", "religion_ethnicity"),
        ("The taxi driver was held for an hour.", ""),
        ("Shares of the maker of prams retreated.", ""),
        ("The army court-martialled three soldiers.", "military legal"),
        ("Villagers fled as the shooting went on.", ""),
    ],
)
def test_words_speak_for_contexts(sentence, wanted):
    assert " ".join(contexts_of(sentence, BOOK)) == wanted


def test_some_types_bring_their_context_whatever_the_words():
    assert contexts_of("It went dark.", BOOK, ("COERCE", "COERCE.cyber")) == ("cyber",)
    assert contexts_of("It went dark.", BOOK, ("COERCE", "COERCE.None")) == ()


def test_the_page_tells_what_the_functions_give():
    page = (Path(__file__).resolve().parent.parent / "docs" / "codebook.md").read_text(encoding="utf-8")
    calls = re.findall(r"^(\w+)\(([^)]*)\) +# (\(.*\)|None|\".*\")", page, flags=re.MULTILINE)
    functions = {one.__name__: one for one in (cameo_to_plover, plover_to_cameo, lost_in_cameo)}
    assert {name for name, _, _ in calls} == set(functions)
    for name, arguments, wanted in calls:
        assert functions[name](*literal_eval(f"({arguments},)")) == literal_eval(wanted), (name, arguments)
