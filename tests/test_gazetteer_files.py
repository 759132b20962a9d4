"""Country files of GeoNames: what is taken from them, how they are fetched, and what is refused."""

from __future__ import annotations

import gzip
import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from conftest import SHARED
from places_cases import COUNTRY_FILE, resolved, small_base

from tocsin.acquire import AcquireOptions
from tocsin.errors import TocsinError
from tocsin.resolve.gazetteer import added_countries, load_admin_names, load_country_file
from tocsin.resolve.gazetteer.dump import alpha2, bare_name, feature_of
from tocsin.resolve.gazetteer.opening import AREAS
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.run.gazetteer import add_country


def zipped(text: str, name: str = "XK.txt") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "about this file")
        archive.writestr(name, text)
    return packed.getvalue()


@contextmanager
def served(pages: dict[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """Serve some pages on this machine; the second value lists what was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            content = pages.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", "application/zip")
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/dump/", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("form", ["text", "gzip", "zip"])
def test_a_country_file_loads_in_each_form(form: str, tmp_path: Path):
    content = {"text": COUNTRY_FILE.encode(), "gzip": gzip.compress(COUNTRY_FILE.encode()), "zip": zipped(COUNTRY_FILE)}
    added = load_country_file(content[form], tmp_path)
    assert (added.country, added.places, added.left_out) == ("XK", 5, 1)
    assert list(added_countries(tmp_path)) == ["XK"]
    with Gazetteer(small_base(), [added.path]) as gazetteer:
        villages = [e for e, _ in gazetteer.named("Gornja Vrana")]
        assert [(e.ref, e.country, e.kind) for e in villages] == [
            ("geonames:9900001", "XKX", "city"),
            ("geonames:9900002", "XKX", "city"),
        ]
        assert [e.name for e, _ in gazetteer.named("Vrana e Epërme")] == ["Gornja Vrana"]
        assert gazetteer.named("Горња Врана") == ()
        assert {(e.kind, e.precision) for e, _ in gazetteer.named("Manastir Vrana")} == {("site", "point")}
        assert gazetteer.named("Vranski Put") == ()
        assert gazetteer.area_name("XKX", "30") == "Vranës"


def test_loading_again_replaces_and_does_not_double(tmp_path: Path):
    first = load_country_file(COUNTRY_FILE.encode(), tmp_path)
    shorter = "\n".join(COUNTRY_FILE.splitlines()[:1])
    second = load_country_file(shorter.encode(), tmp_path)
    assert first.path == second.path
    with Gazetteer(small_base(), [second.path]) as gazetteer:
        assert len(gazetteer.named("Gornja Vrana")) == 1
    assert [p.name for p in second.path.parent.iterdir()] == ["XK.sqlite"]


def test_the_country_file_knows_more_than_the_base(tmp_path: Path):
    line = COUNTRY_FILE.splitlines()[0].split("\t")
    line[0], line[1], line[2], line[3], line[7] = "783770", "Zvečan", "Zvecan", "", "PPLA2"
    added = load_country_file("\t".join(line).encode(), tmp_path)
    with Gazetteer(small_base(), [added.path]) as gazetteer:
        (zvecan,) = [e for e, _ in gazetteer.named("Zvečan") if e.kind == "city"]
        assert zvecan.code == "PPLA2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"only\tthree\tcolumns\n", "line 1 has 3 columns, not 19"),
        (COUNTRY_FILE.replace("42.97\t", "north\t", 1).encode(), "line 1 has no number"),
        (b"\x1f\x8bbroken", "not a GeoNames country file"),
        (b"PK\x03\x04broken", "not a GeoNames country file"),
        (zipped("nothing", "notes.md"), "holds no .txt file"),
        (b"\xff\xfe\x00", "not a GeoNames country file"),
        (b"", "holds no place"),
        (COUNTRY_FILE.splitlines()[5].encode(), "holds no place"),
    ],
)
def test_what_is_no_country_file_is_refused_and_leaves_nothing(content: bytes, words: str, tmp_path: Path):
    with pytest.raises(TocsinError, match=words):
        load_country_file(content, tmp_path)
    assert added_countries(tmp_path) == {}


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(TocsinError, match=r"nowhere\.txt"):
        load_country_file(tmp_path / "nowhere.txt", tmp_path)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("PPLA3", "city"),
        ("PPLX", "quarter"),
        ("ADM1", "admin1"),
        ("ADM4", "admin2"),
        ("MSTY", "site"),
        ("STM", "water"),
    ],
)
def test_feature_codes_have_kinds(code: str, kind: str):
    found = feature_of(code)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize("code", ["RD", "PCLI", "", "P"])
def test_other_feature_codes_are_left_out(code: str):
    assert feature_of(code) is None


def test_names_of_areas_lose_their_word_of_kind():
    assert bare_name("Komuna e Zubin Potokut") == "Zubin Potokut"
    assert bare_name("Licking County") == "Licking County"
    assert bare_name("Opština Zvečan") == "Zvečan"


def test_country_codes_are_taken_in_two_or_three_letters():
    assert (alpha2("xk"), alpha2("XKX"), alpha2("Kenya"), alpha2("ZZ")) == ("XK", "XK", None, None)


def test_names_of_areas_can_be_loaded_for_all_countries(tmp_path: Path):
    source = tmp_path / "admin1CodesASCII.txt"
    source.write_text("KE.05\tNairobi County\tNairobi County\t184742\nZZ.01\tNowhere\tNowhere\t1\n", encoding="utf-8")
    added = add_country(source, folder=tmp_path)
    assert (added.places, added.path) == (1, tmp_path / AREAS)
    with Gazetteer(small_base(), [tmp_path / AREAS]) as gazetteer:
        assert gazetteer.area_name("KEN", "05") == "Nairobi County"
    with pytest.raises(TocsinError, match="line 1 names no area code"):
        load_admin_names(b"Kenya\tNairobi\n", tmp_path)


def test_a_country_is_fetched_by_its_code(tmp_path: Path):
    with served({"/dump/XK.zip": zipped(COUNTRY_FILE)}) as (base_url, asked):
        options = AcquireOptions(allow_private=True)
        added = add_country("xkx", options, folder=tmp_path, base_url=base_url)
    assert asked == ["/dump/XK.zip"]
    assert (added.country, added.places) == ("XK", 5)


def test_a_country_that_the_server_lacks_is_an_error(tmp_path: Path):
    with served({}) as (base_url, _), pytest.raises(TocsinError, match="404"):
        add_country("KE", AcquireOptions(allow_private=True), folder=tmp_path, base_url=base_url)
    assert added_countries(tmp_path) == {}


def test_what_is_neither_code_nor_file_is_refused(tmp_path: Path):
    with pytest.raises(TocsinError, match="no country 'Kosvo'"):
        add_country("Kosvo", folder=tmp_path)


def test_a_path_needs_no_network(tmp_path: Path):
    source = tmp_path / "XK.txt"
    source.write_text(COUNTRY_FILE, encoding="utf-8")
    assert add_country(source, folder=tmp_path).places == 5


@pytest.mark.shared
def test_a_real_country_file_loads(tmp_path: Path):
    added = load_country_file(SHARED / "gazetteer" / "XK.txt.gz", tmp_path)
    assert (added.country, added.places) == ("XK", 5155)
    with Gazetteer(small_base(), [added.path]) as gazetteer:
        text = (
            "Shots were fired in the village of [Banjska] in the north of [Kosovo]. Police closed the road from "
            "[Zvečan] and [Leposavić] and the crossings to [Serbia]."
        )
        place = resolved(text, gazetteer)["Banjska"]
    assert (place.country, place.precision, place.lat, place.lon) == ("XKX", "city", 42.9733, 20.7808)
    assert (place.runners_up[0].name, place.runners_up[0].lat) == ("Banjska", 42.8586)
