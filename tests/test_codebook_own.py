"""A user's own codebook: what it adds, which events get its types, and what is said of mistakes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from builders import report_of
from hypothesis import given
from hypothesis import strategies as st

from tocsin.cli.show_events import events as shown
from tocsin.errors import TocsinError
from tocsin.events import EventsOptions, code_events
from tocsin.records import (
    Actor,
    Annotation,
    EventMark,
    Reading,
    Resolution,
    RoleMark,
)
from tocsin.records.codebook import Party, Told, contexts_of, load_codebook, plover, refine
from tocsin.records.codebook.wording import phrase_of, words_in
from tocsin.settings import load_settings

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "codebook.md").read_text(encoding="utf-8")
HEAD = 'name = "Test"\nversion = "1"\nsource = "the tests"\n'
GOOD = HEAD + '[types.RAID]\nrefines = "COERCE.seize"\ndefinition = "A raid."\nwords = ["raid*"]\n'


def write(folder: Path, content: str) -> Path:
    path = folder / "own.toml"
    path.write_text(content, encoding="utf-8")
    return path


def example(folder: Path) -> Path:
    (found,) = [block for block in re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL) if "[types." in block]
    return write(folder, found)


def book_with(folder: Path, conditions: str, refines: str = "COERCE"):
    return load_codebook(
        write(folder, HEAD + f'[types.OWN]\nrefines = "{refines}"\ndefinition = "Own."\n{conditions}\n')
    )


def told(label: str, sentence: str = "", trigger: str = "", **more: object) -> Told:
    event_type, _, mode = label.partition(".")
    made = Told(event_type, mode or None, "happened", (trigger,), (sentence,))
    return replace(made, **more)  # type: ignore[arg-type]


POLICE = Party(("Uganda Police Force", "UPF"), ("COP",), "UGA")
KENYA, UGANDA = Party(("Kenya's cabinet",), ("GOV",), "KEN"), Party(("Uganda",), ("GOV",), "UGA")

# the example of the page


def test_the_example_of_the_page_loads(tmp_path):
    book = load_codebook(example(tmp_path))
    assert [own.name for own in book.own] == [
        "SHOP-CLOSURE",
        "NEWSROOM-RAID",
        "KENYA-UGANDA-VISIT",
        "WELL-ATTACK",
        "SIT-IN",
    ]
    assert (book.name, book.version) == ("Market watch", "2")
    assert [one.name for one in book.contexts[-2:]] == ["trafficking", "water_point"]
    assert book.types == plover().types
    used = {key for table in tomllib.loads(example(tmp_path).read_text())["types"].values() for key in table}
    assert used == {
        "refines",
        "definition",
        "words",
        "trigger_words",
        "actors",
        "recipients",
        "contexts",
        "modality",
    }


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (told("COERCE.restrict", "Officers shut eleven shops in Gulu.", "shut", actors=(POLICE,)), "SHOP-CLOSURE"),
        (told("COERCE.restrict", "Officers shut the bridge in Gulu.", "shut", actors=(POLICE,)), None),
        (told("COERCE.restrict", "Rioters shut eleven shops.", "shut", actors=(Party((), ("CVL",)),)), None),
        (told("COERCE.restrict", "Eleven shops were shut.", "shut"), None),
        (told("COERCE.seize", "They raided a radio station.", "raided", actors=(POLICE,)), "NEWSROOM-RAID"),
        (
            told("COERCE.seize", "They may raid a radio station.", actors=(POLICE,), modality="hypothetical"),
            None,
        ),
        (told("CONSULT.visit", actors=(KENYA,), recipients=(UGANDA,)), "KENYA-UGANDA-VISIT"),
        (told("CONSULT.visit", actors=(UGANDA,), recipients=(KENYA,)), None),
        (told("CONSULT.phone", actors=(KENYA,), recipients=(UGANDA,)), None),
        (told("ASSAULT.destroy", contexts=("water_point",)), "WELL-ATTACK"),
        (told("ASSAULT.destroy", contexts=("health",)), None),
        (told("PROTEST.demo", "They camped out by a sit-in.", "camped out"), "SIT-IN"),
        (told("PROTEST.demo", "They marched to the sit-in.", "marched"), None),
    ],
)
def test_events_get_the_types_that_the_page_promises(tmp_path, event, wanted):
    assert refine(load_codebook(example(tmp_path)), event) == wanted


# conditions


def test_the_first_type_that_fits_wins(tmp_path):
    later = '[types.OTHER]\nrefines = "COERCE"\ndefinition = "Any."\nwords = ["raid"]\n'
    book = load_codebook(write(tmp_path, GOOD + later))
    assert refine(book, told("COERCE.seize", "A raid.")) == "RAID"
    assert refine(book, told("COERCE.arrest", "A raid.")) == "OTHER"
    assert refine(book, told("COERCE", "A raid.")) == "OTHER"
    assert refine(book, told("ASSAULT", "A raid.")) is None


@pytest.mark.parametrize(
    ("written", "party", "fits"),
    [
        ("COP", POLICE, True),
        ("UGA", POLICE, True),
        ("UGA COP", POLICE, True),
        ("KEN COP", POLICE, False),
        ("UGA MIL", POLICE, False),
        ("Uganda Police", POLICE, True),
        ("polic*", POLICE, True),
        ("UPF", POLICE, True),
        ("Police of Uganda", POLICE, False),
        ("NGO", Party(("Wells for All",), ("SOC",), "NGO"), True),
        ("NGO", Party(("NGO forum",), ("SOC",), "KEN"), False),
        # a sector is never looked for in names
        ("MED", Party(("Med Air",), (), None), False),
        ("PRE", Party(("Parliament of Somaliland",), ("LEG",), "SOM"), True),
        ("PRE", Party(("Parliament of Somalia",), ("LEG",), "SOM"), False),
        ("PRE", Party(("Council",), ("GOV", "PRE"), None), True),
    ],
)
def test_whom_an_entry_means(tmp_path, written, party, fits):
    for key in ("actors", "recipients"):
        book = book_with(tmp_path, f'{key} = ["{written}"]')
        assert (refine(book, told("COERCE", **{key: (Party(("nobody",)), party)})) == "OWN") is fits


def test_the_list_of_partially_recognised_entities_can_be_replaced(tmp_path):
    somaliland, gagauzia = (Party((f"Court of {name}",), ("JUD",)) for name in ("Somaliland", "Gagauzia"))
    body = '[types.OWN]\nrefines = "COERCE"\ndefinition = "Own."\nactors = ["PRE"]\n'
    for setting, expected in (
        ("", ("OWN", None)),
        ('partially_recognised = ["Gagauzia"]\n', (None, "OWN")),
        ("partially_recognised = []\n", (None, None)),
    ):
        book = load_codebook(write(tmp_path, HEAD + setting + body))
        assert tuple(refine(book, told("COERCE", actors=(one,))) for one in (somaliland, gagauzia)) == expected


def test_the_quad_class_of_a_type_can_be_set_otherwise(tmp_path):
    book = load_codebook(write(tmp_path, HEAD + '[quads]\nSANCTION = "VCONF"\n'))
    assert book.type("SANCTION").quad == "VCONF"
    assert book.type("COERCE").quad == plover().type("COERCE").quad
    assert book.own == ()


@pytest.mark.parametrize(
    ("phrase", "text", "holds"),
    [
        ("well", "The WELL, dug in 1990", True),
        ("well", "wells", False),
        ("stall*", "stallholders’ wares", True),
        ("stall*", "an install", False),
        ("sit-in", "a sit in", True),
        ("women's rights", "the women’s rights march", True),
        ("un force", "a U.N. force", True),
        ("shut* down", "shutting down", True),
        ("shut* down", "shut it down", False),
        ("Zvečan", "in Zvec\u030can", True),
        ("a b c", "a b", False),
    ],
)
def test_words_and_phrases_are_found_whole(tmp_path, phrase, text, holds):
    book = book_with(tmp_path, f'words = ["{phrase}"]')
    assert (refine(book, told("COERCE", text)) == "OWN") is holds


def test_a_phrase_does_not_run_from_one_sentence_into_the_next(tmp_path):
    book = book_with(tmp_path, 'words = ["market closed"]')
    assert refine(book, told("COERCE", sentences=("They left the market.", "Closed roads followed."))) is None


def test_contexts_of_ones_own_are_found(tmp_path):
    book = load_codebook(example(tmp_path))
    assert contexts_of("Shells hit two boreholes near the army base.", book) == ("military", "water_point")
    assert contexts_of("Shells hit two boreholes.", plover()) == ()


@given(st.text(max_size=40))
def test_any_text_can_be_a_sentence_and_any_phrase_is_good_or_refused(text):
    words = words_in(text)
    assert all(words)
    try:
        phrase = phrase_of(text)
    except ValueError:
        return
    assert phrase
    assert [word for word, _ in phrase] == list(words)


# mistakes


@pytest.mark.parametrize(
    ("content", "slug", "words"),
    [
        ("[types.RAID\n", "bad-file", "is not TOML"),
        (GOOD + GOOD[len(HEAD) :], "bad-file", "is not TOML"),
        (HEAD, "empty", "adds nothing"),
        (HEAD + "[types]\n", "empty", "adds nothing"),
        ("colour = 1\n" + GOOD, "unknown-key", "has colour in the file"),
        (GOOD + 'actor = ["COP"]\n', "unknown-key", "Did you mean actors?"),
        (GOOD + "[types.RAID.more]\nx = 1\n", "unknown-key", "has more in [types.RAID]"),
        (GOOD.replace('name = "Test"\n', ""), "missing-key", "lacks name in the file"),
        (GOOD.replace('"1"', "1"), "wrong-value", "sets version in the file to 1, but it must be a text"),
        (GOOD.replace('definition = "A raid."\n', ""), "missing-key", "lacks definition in [types.RAID]"),
        (GOOD.replace('refines = "COERCE.seize"\n', ""), "missing-key", "lacks refines in [types.RAID]"),
        (GOOD.replace("COERCE.seize", "COERCE.grab"), "wrong-value", "the modes of COERCE are seize, restrict"),
        (GOOD.replace("COERCE.seize", "COERCE."), "wrong-value", "the modes of COERCE are seize"),
        (GOOD.replace("COERCE.seize", "AGREE.talk"), "wrong-value", "AGREE has no modes"),
        (GOOD.replace("COERCE.seize", "coerce"), "wrong-value", "PLOVER's types are AGREE, CONSULT"),
        (
            GOOD.replace("COERCE.seize", "DEMAND"),
            "wrong-value",
            "of an older PLOVER, in which place there now is REQUEST",
        ),
        (GOOD.replace("RAID]", "raid]"), "wrong-value", "such as SHOP-CLOSURE"),
        (GOOD.replace("RAID]", "ASSAULT]"), "name-taken", "[types.ASSAULT]"),
        (GOOD.replace("RAID]", "YIELD]"), "name-taken", "[types.YIELD]"),
        (GOOD.replace('words = ["raid*"]\n', ""), "no-condition", "another name for COERCE.seize"),
        (GOOD.replace('["raid*"]', "[]"), "wrong-value", "sets words in [types.RAID] to [], but it must be a list"),
        (GOOD.replace('["raid*"]', '"raid"'), "wrong-value", 'such as ["one", "another"]'),
        (GOOD.replace("raid*", "ra*"), "wrong-value", "three letters or more"),
        (GOOD.replace("raid*", "*raid"), "wrong-value", "three letters or more"),
        (GOOD.replace("raid*", "--"), "wrong-value", "each must be a word or phrase"),
        (GOOD + 'actors = ["co*"]\n', "wrong-value", "a sector in capitals"),
        (GOOD + 'recipients = ["KEN XYZ"]\n', "wrong-value", "sets recipients in [types.RAID] to 'KEN XYZ'"),
        (GOOD + 'contexts = ["wether"]\n', "wrong-value", "the contexts are military"),
        (GOOD + 'modality = ["past"]\n', "wrong-value", "it can be happened, ongoing"),
        (GOOD + '[contexts.economic]\ndefinition = "x"\nwords = ["x"]\n', "name-taken", "[contexts.economic]"),
        (GOOD + '[contexts.Water]\ndefinition = "x"\nwords = ["x"]\n', "wrong-value", "small letters"),
        (GOOD + '[contexts.water]\ndefinition = "x"\n', "missing-key", "lacks words in [contexts.water]"),
        (GOOD + '[contexts.water]\ndefinition = "x"\nword = ["x"]\n', "unknown-key", "Did you mean words?"),
        (GOOD + '[quads]\nSANCTIONS = "VCONF"\n', "unknown-key", "Did you mean SANCTION?"),
        (GOOD + '[quads]\nSANCTION = "verbal"\n', "wrong-value", "the quad classes are VCOOP"),
        ("quads = 1\n" + GOOD, "wrong-value", "headed [quads]"),
        (HEAD + "types = 1\n", "wrong-value", "headed [types.NAME]"),
        (HEAD + "types.RAID = 1\n", "wrong-value", "headed [types.RAID]"),
        ("partially_recognised = [1]\n" + GOOD, "wrong-value", "a list of texts"),
    ],
)
def test_every_mistake_is_told_with_its_place_and_what_is_allowed(tmp_path, content, slug, words):
    path = write(tmp_path, content)
    with pytest.raises(TocsinError) as raised:
        load_codebook(path)
    assert raised.value.slug == f"codebook.{slug}"
    assert str(path) in str(raised.value)
    assert words in str(raised.value)


def test_a_file_that_is_not_there_or_not_text_is_told_too(tmp_path):
    with pytest.raises(TocsinError, match=r"No such file.*\[codebook\.no-file\]"):
        load_codebook(tmp_path / "none.toml")
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TocsinError, match=r"codebook\.bad-file"):
        load_codebook(tmp_path / "own.toml")


def test_the_mistake_that_the_page_shows_is_told_in_these_words(tmp_path):
    (line,) = [line for line in PAGE.splitlines() if line.startswith("tocsin: The codebook")]
    path = write(tmp_path, example(tmp_path).read_text().replace("COERCE.restrict", "COERCE.close"))
    with pytest.raises(TocsinError) as raised:
        load_codebook(path)
    shown_on_page = line.removeprefix("tocsin: ").removesuffix(", ...").replace("market.toml", str(path))
    assert str(raised.value).startswith(shown_on_page)


# in a reading


def test_a_codebook_is_checked_when_it_is_set(tmp_path):
    path = write(tmp_path, GOOD)
    settings = load_settings(environ={}, assignments=[f"events.codebook={path}"])
    assert settings.events.codebook == path
    assert load_settings(environ={"TOCSIN_EVENTS_CODEBOOK": ""}).events.codebook is None
    with pytest.raises(TocsinError, match=r"codebook\.no-file"):
        load_settings(environ={}, assignments=["events.codebook=none.toml"])


def coded(path: Path | None) -> Reading:
    report = report_of("Border police raided a bus depot in Gulu, and the army looked on.")

    def span(words: str):
        start = report.text.index(words)
        return report.span(start, start + len(words))

    police = Actor(
        "actor-1", "Border police", "organisation", "UGA", sectors=("COP",), mentions=(span("Border police"),)
    )
    roles = (RoleMark("actor", police.mentions[0], 0.9), RoleMark("recipient", span("bus depot"), 0.9))
    mark = EventMark(span("raided"), "COERCE", "seize", "happened", 0.9, roles)
    annotation = Annotation(report.id, "by-hand", "1", ((0, len(report.text)),), (), (), events=(mark,))
    resolution = Resolution(report.id, actors=(police,))
    events, _, _ = code_events(report, annotation, resolution, (), EventsOptions(codebook=path))
    return Reading(report=report, annotation=annotation, actors=(police,), events=events)


def test_events_carry_contexts_and_the_own_type(tmp_path):
    path = write(tmp_path, GOOD + 'actors = ["UGA COP"]\nrecipients = ["bus"]\n')
    (event,) = coded(path).events
    assert (event.type, event.mode, event.refined, event.contexts) == ("COERCE", "seize", "RAID", ("military",))
    (event,) = coded(None).events
    assert (event.refined, event.contexts) == (None, ("military",))


def test_the_own_type_is_shown_beside_plovers(tmp_path):
    def first(path: Path | None) -> str:
        _, lines = next(iter(shown(coded(path))))
        return str(lines[0].text if hasattr(lines[0], "text") else lines[0])

    assert "COERCE seize (RAID)" in first(write(tmp_path, GOOD))
    assert "(RAID)" not in first(None)
