"""The parts that actors are linked by: names, titles, the data files, and a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from actor_cases import actors_of
from builders import marked

from tocsin.errors import TocsinError
from tocsin.resolve.actors.lexicon import Lexicon, load_lexicon
from tocsin.resolve.actors.names import compare, read_name, split_titles
from tocsin.resolve.actors.titles import read_office, same_office
from tocsin.resolve.actors.wording import fold, key, words

DATA = Path(__file__).parent.parent / "src" / "tocsin" / "resolve" / "data"
SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    ]
)
BEYOND_STATES = frozenset(["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"])


@pytest.fixture(name="lexicon")
def _lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Albin Marku", "Alban Marku", "variant"),
        ("Anthony Vale", "Antony Vale", "variant"),
        ("Volodymyr Zelenko", "Volodimir Zelenkko", "variant"),
        ("Muammar Qadiri", "Moammar Gadiri", "variant"),
        ("Sergei Orlov", "Sergey Orlov", "variant"),
        ("Aleksandar Vučić-Lane", "Aleksandr Vucic-Lane", "variant"),
        ("Kang Min-jun", "Kang Min Jun", "same"),
        ("Kang Minjun", "Kang Min-jun", "same"),
        ("Orbán-Nagy Pál", "Pál Orbán-Nagy", "same"),
        ("Fattah al-Masri", "Fattah el-Masri", "same"),
        ("Ludwig van der Velde", "Ludwig Velde", "same"),
        ("J. Abdi", "John Abdi", "shorter"),
        ("John Abdi", "John Kamau Abdi", "shorter"),
        ("Khin Thant Zin", "Thant Zin", "shorter"),
        ("John Abdi", "Sara Abdi", "different"),
        ("Mario Ruiz", "Maria Ruiz", "different"),
        ("Ivan Petrov", "Ivana Petrova", "different"),
        ("Daniel Roth", "Daniela Roth", "different"),
        ("Kang Min-jun", "Kang Seo-yeon", "different"),
        ("John Bell Jr", "John Bell Sr", "different"),
        ("J. Abdi", "S. Abdi", "different"),
        ("Ali Noor", "Ali Hassan", "different"),
    ],
)
def test_names(one: str, other: str, relation: str, lexicon: Lexicon) -> None:
    first, second = read_name(one, lexicon), read_name(other, lexicon)
    assert compare(first, second) == relation
    assert compare(second, first) == relation


@pytest.mark.parametrize(
    ("marked_name", "name"),
    [
        ("Maj. Gen. Prakash Thapa", "Prakash Thapa"),
        ("Mr Kurtaj", "Kurtaj"),
        ("Prof. Dr. Ana Ruiz", "Ana Ruiz"),
        ("President", "President"),
        ("Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_titles_inside_a_name(marked_name: str, name: str, lexicon: Lexicon) -> None:
    start, _ = split_titles(marked_name, lexicon)
    assert marked_name[start:] == name


@pytest.mark.parametrize(
    ("title", "shown", "sectors"),
    [
        ("prime minister", "Prime Minister", ("GOV",)),
        ("PM", "Prime Minister", ("GOV",)),
        ("Brig. Gen.", "Brigadier General", ("MIL",)),
        ("Secretary of State", "Secretary of State", ("GOV",)),
        ("former president", "Former President", ("ELI",)),
        ("former soldier", "Former Soldier", ("MIL",)),
        ("senior army officer", "Senior Army Officer", ("MIL",)),
        ("police officer", "Police Officer", ("COP",)),
        ("health official", "Health Official", ("MED",)),
        ("rebel spokesman", "Rebel Spokesman", ("REB",)),
        ("Secretary-General", "Secretary-General", ()),
        ("spokesperson", "Spokesperson", ()),
        ("the chief justice", "Chief Justice", ("JUD",)),
        ("trade union leader", "Trade Union Leader", ("LAB",)),
    ],
)
def test_titles(title: str, shown: str, sectors: tuple[str, ...], lexicon: Lexicon) -> None:
    office = read_office(title, lexicon)
    assert office is not None
    assert office.shown == shown
    assert office.sectors(lexicon, (), has_polity=False) == sectors


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("secretary", "Secretary of State", True),
        ("minister", "interior minister", True),
        ("minister", "prime minister", False),
        ("president", "vice president", False),
        ("president", "former president", False),
        ("general", "Brig. Gen.", True),
        ("general", "Attorney General", False),
        ("spokesman", "spokeswoman", True),
        ("spokesman", "deputy spokesman", False),
        ("foreign minister", "interior minister", False),
        ("premier", "prime minister", True),
    ],
)
def test_one_office(short: str, long: str, same: bool, lexicon: Lexicon) -> None:
    one, other = read_office(short, lexicon), read_office(long, lexicon)
    assert one is not None
    assert other is not None
    assert same_office(one, other, lexicon) is same


def test_words_keep_their_place_in_the_text() -> None:
    text = "the U.S. Élysée’s N’Djai-Łukasz"
    assert all(text[word.start : word.end] == word.text for word in words(text))
    assert key(text) == "the us elysee n'djai lukasz"
    assert fold("Zvečan") == "zvecan"


def test_short_country_names_count_in_capitals_alone(lexicon: Lexicon) -> None:
    assert [p.codes for p in lexicon.polities_in("US officials told us")] == [("USA",)]
    assert lexicon.polities_in("officials told us") == ()


def test_names_of_regions_are_no_countries(lexicon: Lexicon) -> None:
    assert lexicon.polities_in("New Mexico") == ()
    assert [p.codes for p in lexicon.polities_in("South African")] == [("ZAF",)]


def test_codes_in_the_data_files_are_known(lexicon: Lexicon) -> None:
    known = set(lexicon.country_names) | BEYOND_STATES
    assert not {body.country for body in lexicon.bodies.values()} - known
    tables = (lexicon.bodies, lexicon.body_kinds, lexicon.titles, lexicon.heads)
    assert not {sector for table in tables for entry in table.values() for sector in entry.sectors} - SECTORS  # type: ignore[attr-defined]
    assert not {sector for sectors in lexicon.qualifiers.values() for sector in sectors} - SECTORS


@pytest.mark.parametrize("name", ["organisations", "roles", "groups", "phrases"])
def test_data_files_say_where_they_are_from(name: str) -> None:
    import tomllib

    table = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    assert table["source"]
    assert "terror" not in (DATA / "organisations.toml").read_text(encoding="utf-8").lower()


def test_a_users_file_goes_first(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'organisation = [{ name = "March 23 Movement", aliases = ["M23"], country = "IMG", sectors = ["UAF"] }]\n'
        'role = [{ titles = ["harbour pilot"], sectors = ["LAB"] }]\n',
        encoding="utf-8",
    )
    passage = marked("[ORG M23] met the [ROLE harbour pilot] [PER Tom Vale].")
    coded = {actor.name: (actor.country, actor.sectors) for actor in actors_of(passage, own)}
    assert coded == {"M23": ("IMG", ("UAF",)), "Tom Vale": (None, ("LAB",))}
    assert {actor.name: actor.country for actor in actors_of(passage)}["M23"] == "COD"


def test_a_users_file_that_is_missing_or_wrong(tmp_path: Path) -> None:
    passage = marked("[ORG M23] left.")
    with pytest.raises(TocsinError, match=r"resolve\.no-actor-file"):
        actors_of(passage, tmp_path / "none.toml")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('organisation = [{ name = "M23" }]', encoding="utf-8")
    with pytest.raises(TocsinError, match=r"resolve\.bad-actor-file"):
        actors_of(passage, wrong)
    wrong.write_text("organisation = [", encoding="utf-8")
    with pytest.raises(TocsinError, match=r"resolve\.bad-actor-file"):
        actors_of(passage, wrong)
