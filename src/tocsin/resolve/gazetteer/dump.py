"""Load GeoNames country files: villages, areas, mountains, rivers and sites of one country."""

from __future__ import annotations

import gzip
import io
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from tocsin.errors import TocsinError
from tocsin.records import PlacePrecision
from tocsin.resolve.gazetteer.entry import Entry, How
from tocsin.resolve.gazetteer.location import gazetteer_folder
from tocsin.resolve.gazetteer.names import bare, fold, is_code, is_latin
from tocsin.resolve.gazetteer.opening import AREAS, COUNTRIES
from tocsin.resolve.gazetteer.storage import FORM, Writer, fresh

COLUMNS = 19
# columns of a GeoNames country file
ID, NAME, ASCII, OTHERS, LAT, LON, CLASS, CODE, COUNTRY, ADMIN1, PEOPLE = 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14


@dataclass(frozen=True, slots=True)
class CountryFile:
    """What was loaded from a country file and where it went."""

    country: str  # ISO alpha-2
    path: Path
    places: int
    left_out: int


def load_country_file(source: Path | bytes, folder: Path | None = None, *, name: str | None = None) -> CountryFile:
    """Load a GeoNames country file (.txt, .txt.gz or .zip) beside the base gazetteer; an older load is replaced.

    `name` names a source of bytes in messages.
    """
    label = name or (str(source) if isinstance(source, Path) else "the country file")
    rows = list(_rows(_text_of(source, label), label))
    countries = sorted({row[COUNTRY] for row in rows if row[COUNTRY]})
    if not rows or not countries:
        raise TocsinError("resolve.empty-country-file", path=label)
    code = max(countries, key=lambda c: sum(row[COUNTRY] == c for row in rows))
    path = (folder or gazetteer_folder()) / COUNTRIES / f"{code}.sqlite"
    with fresh(path) as connection:
        writer = Writer(connection)
        kept = 0
        for row in sorted(rows, key=lambda r: int(r[ID])):
            if (feature := feature_of(row[CODE])) and row[COUNTRY] in (code, ""):
                writer.add(*_place(row, *feature))
                kept += 1
        if not kept:
            raise TocsinError("resolve.empty-country-file", path=label)
        areas = {
            (alpha3(code), row[ADMIN1], bare_name(row[NAME]))
            for row in rows
            if row[CODE] == "ADM1" and row[ADMIN1] and row[COUNTRY] == code
        }
        writer.finish(sorted(areas), {"stamp": f"{FORM}/{code}", "source": f"GeoNames, CC BY 4.0 ({Path(label).name})"})
    return CountryFile(code, path, kept, len(rows) - kept)


def load_admin_names(source: Path | bytes, folder: Path | None = None, *, name: str | None = None) -> CountryFile:
    """Load GeoNames' names of first-level areas of all countries (admin1CodesASCII.txt)."""
    label = name or (str(source) if isinstance(source, Path) else "the file of area names")
    areas = set()
    for number, line in enumerate(_text_of(source, label).splitlines(), start=1):
        columns = line.split("\t")
        country, dot, code = columns[0].partition(".")
        if len(columns) != 4 or not dot:
            raise TocsinError("resolve.bad-country-file", path=label, problem=f"line {number} names no area code")
        if known := _alpha3().get(country):
            areas.add((known, code, columns[1]))
    path = (folder or gazetteer_folder()) / AREAS
    with fresh(path) as connection:
        Writer(connection).finish(areas, {"stamp": f"{FORM}/areas", "source": "GeoNames, CC BY 4.0"})
    return CountryFile("area names", path, len(areas), 0)


@cache
def _features() -> dict[str, tuple[str, PlacePrecision]]:
    table = tomllib.loads(files(__package__).joinpath("data").joinpath("features.toml").read_text(encoding="utf-8"))
    groups = {kind: group for kind, group in table.items() if isinstance(group, dict)}
    return {code: (kind, group["precision"]) for kind, group in groups.items() for code in group["codes"]}


@cache
def feature_of(code: str) -> tuple[str, PlacePrecision] | None:
    """Tell the kind and precision of a GeoNames feature code; None for those that are left out."""
    features = _features()
    if code in features:
        return features[code]
    for length in range(len(code), 1, -1):
        if found := features.get(code[:length] + "*"):
            return found
    return None


@cache
def _alpha3() -> dict[str, str]:
    table = files(__package__.rpartition(".")[0]).joinpath("data").joinpath("countries.toml").read_text("utf-8")
    return {c["alpha2"]: c["code"] for c in tomllib.loads(table)["country"]}


def alpha3(code: str) -> str:
    """Turn an alpha-2 country code into alpha-3; XK, which ISO lacks, into XKX."""
    return _alpha3().get(code, code)


def alpha2(name: str) -> str | None:
    """Turn a two- or three-letter country code, in any case, into the code that GeoNames files go by."""
    code = name.strip().upper()
    if code in _alpha3():
        return code
    return next((two for two, three in _alpha3().items() if three == code), None)


def bare_name(name: str) -> str:
    """Take a word of kind before the name of an area off it: "Komuna e Zubin Potokut" gives "Zubin Potokut"."""
    short, _ = bare(fold(name))
    count = len(short.split())
    words = name.split()
    return " ".join(words[-count:]) if count < len(words) and fold(" ".join(words[-count:])) == short else name


def _place(row: Sequence[str], kind: str, precision: PlacePrecision) -> tuple[Entry, dict[str, int]]:
    entry = Entry(
        f"geonames:{row[ID]}", row[NAME], kind, alpha3(row[COUNTRY]), row[ADMIN1] or None, float(row[LAT]),
        float(row[LON]), int(row[PEOPLE] or 0), precision, row[CODE], row[CODE] == "PPLC",
    )  # fmt: skip
    keys: dict[str, int] = {fold(row[NAME]): How.MAIN, fold(row[ASCII]): How.MAIN}
    for key in list(keys):
        keys.setdefault(bare(key)[0], How.BARE)
    for other in row[OTHERS].split(","):
        if other and is_latin(other) and not is_code(other):
            keys.setdefault(fold(other), How.OTHER)
    return entry, keys


def _rows(text: str, label: str) -> Iterator[list[str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = line.rstrip("\r").split("\t")
        if len(row) != COLUMNS:
            problem = f"line {number} has {len(row)} columns, not {COLUMNS}"
            raise TocsinError("resolve.bad-country-file", path=label, problem=problem)
        try:
            int(row[ID]), float(row[LAT]), float(row[LON]), int(row[PEOPLE] or 0)
        except ValueError as error:
            problem = f"line {number} has no number where one belongs ({error})"
            raise TocsinError("resolve.bad-country-file", path=label, problem=problem) from error
        yield row


def _text_of(source: Path | bytes, label: str) -> str:
    try:
        content = source.read_bytes() if isinstance(source, Path) else source
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        elif content[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
                if not names:
                    raise TocsinError("resolve.bad-country-file", path=label, problem="the archive holds no .txt file")
                content = archive.read(names[0])
        return content.decode("utf-8")
    except (OSError, EOFError, zipfile.BadZipFile, ValueError) as error:
        raise TocsinError("resolve.bad-country-file", path=label, problem=error) from error
