"""Look names up in the gazetteer: the base file and the country files that the user added."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA

from tocsin.records import PlacePrecision
from tocsin.resolve.gazetteer.entry import Entry, How
from tocsin.resolve.gazetteer.names import first_words, fold
from tocsin.resolve.gazetteer.storage import connect

KEPT = 20_000  # names whose answer is remembered
MOST = 400  # "San José" has more namesakes than any text can tell apart: the largest are enough

_FIELDS = "p.ref, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.precision, p.code, p.capital"
_LOOK_UP = (
    f"SELECT {_FIELDS}, n.how FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?"  # noqa: S608
    " ORDER BY n.how, p.population DESC, p.ref LIMIT ?"
)
_BY_REF = f"SELECT {_FIELDS} FROM places p WHERE p.ref = ?"  # noqa: S608
_TOWNS = "SELECT lat, lon FROM places WHERE country = ? AND kind = 'city'"

Match = tuple[Entry, How]
Head = tuple[str, str | None, How]  # country, first-level area, how the name belongs to it


class Gazetteer:
    """A read-only gazetteer; look-ups are remembered, so one object serves many reports."""

    def __init__(self, base: Path, countries: Iterable[Path] = ()) -> None:
        # country files first: what a user added knows more about a place than the base does
        self._files = [connect(path) for path in (*countries, base)]
        self._remembered: OrderedDict[str, tuple[Match, ...]] = OrderedDict()
        self._towns: dict[tuple[str, str | None], tuple[tuple[float, float], ...]] = {}

    def close(self) -> None:
        """Close the files."""
        for connection in self._files:
            connection.close()

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def named(self, name: str) -> tuple[Match, ...]:
        """Find the places that go by a name, in any spelling of it, with how the name belongs to them."""
        return self.keyed(fold(name))

    def keyed(self, key: str) -> tuple[Match, ...]:
        """Find the places under a folded name."""
        if key in self._remembered:
            self._remembered.move_to_end(key)
            return self._remembered[key]
        found: dict[str, Match] = {}
        for connection in self._files:
            for row in connection.execute(_LOOK_UP, (key, MOST)):
                found.setdefault(row[0], (_entry(row), How(row[11])))
        matches = tuple(found.values())
        self._remembered[key] = matches
        if len(self._remembered) > KEPT:
            self._remembered.popitem(last=False)
        return matches

    def entry(self, ref: str) -> Entry | None:
        """Find a place by its id."""
        for connection in self._files:
            for row in connection.execute(_BY_REF, (ref,)):
                return _entry(row)
        return None

    def country(self, code: str) -> Entry | None:
        """Find a country by its ISO alpha-3 code."""
        return self._countries.get(code)

    def area_name(self, country: str | None, admin1: str | None) -> str | None:
        """Name a first-level area by its code."""
        return self._area_names.get((country or "", admin1 or ""))

    def area(self, country: str, admin1: str) -> Entry | None:
        """Find a first-level area by country and code."""
        return self._areas.get((country, admin1))

    def towns(self, country: str, admin1: str | None = None) -> Sequence[tuple[float, float]]:
        """List where the towns of a country, or of a first-level area of it, lie."""
        if (country, admin1) not in self._towns:
            query, values = _TOWNS, (country,)
            if admin1 is not None:
                query, values = _TOWNS + " AND admin1 = ?", (country, admin1)  # type: ignore[assignment]
            rows = self._files[-1].execute(query + " ORDER BY lat, lon", values)
            self._towns[country, admin1] = tuple((lat, lon) for lat, lon in rows)
        return self._towns[country, admin1]

    def spelt_like(self, key: str, country: str, head: int = 3) -> tuple[Match, ...]:
        """Find places of one country whose folded name begins like `key` and differs from it by one letter."""
        found: dict[str, Match] = {}
        start = key[:head]
        for connection in self._files:
            rows = connection.execute(
                "SELECT DISTINCT key FROM names WHERE key >= ? AND key < ? AND length(key) BETWEEN ? AND ?",
                (start, start + "\U0010ffff", len(key) - 1, len(key) + 1),
            )
            for other in sorted(row[0] for row in rows):
                if one_apart(key, other):
                    for entry, how in self.keyed(other):
                        if entry.country == country and how < How.PEOPLE:
                            found.setdefault(entry.ref, (entry, how))
        return tuple(found.values())

    @cached_property
    def heads(self) -> dict[str, tuple[Head, ...]]:
        """Folded names of countries, well-known areas and their peoples, which tell where a text plays."""
        found: dict[str, list[Head]] = {}
        for key, country, admin1, how in self._files[-1].execute("SELECT key, country, admin1, how FROM heads"):
            found.setdefault(key, []).append((country, admin1 or None, How(how)))
        return {key: tuple(heads) for key, heads in found.items()}

    @cached_property
    def head_starts(self) -> frozenset[str]:
        """Folded words with which a text may begin one of the names in `heads`."""
        return frozenset(word for key in self.heads for word in first_words(key))

    @cached_property
    def known_areas(self) -> frozenset[tuple[str, str]]:
        """First-level areas as well known as countries: the states of some federations."""
        return frozenset(
            (country, admin1) for heads in self.heads.values() for country, admin1, _ in heads if admin1 is not None
        )

    @cached_property
    def _countries(self) -> dict[str, Entry]:
        rows = self._files[-1].execute(f"SELECT {_FIELDS} FROM places p WHERE p.kind = 'country'")  # noqa: S608
        return {entry.country: entry for entry in map(_entry, rows) if entry.country}

    @cached_property
    def _areas(self) -> dict[tuple[str, str], Entry]:
        found: dict[tuple[str, str], Entry] = {}
        for connection in self._files:
            rows = connection.execute(
                f"SELECT {_FIELDS} FROM places p WHERE p.kind = 'admin1' ORDER BY p.ref"  # noqa: S608
            )
            for entry in map(_entry, rows):
                if entry.country and entry.admin1:
                    found.setdefault((entry.country, entry.admin1), entry)
        return found

    @cached_property
    def _area_names(self) -> dict[tuple[str, str], str]:
        names: dict[tuple[str, str], str] = {}
        for connection in self._files:
            for country, code, name in connection.execute("SELECT country, code, name FROM areas"):
                names.setdefault((country, code), name)
        return names


def one_apart(one: str, other: str) -> bool:
    """Say whether two words differ by one letter: put in, left out, changed, or two neighbours swapped."""
    return OSA.distance(one, other, score_cutoff=1) == 1


def _entry(row: Sequence[object]) -> Entry:
    ref, name, kind, country, admin1, lat, lon, population, precision, code, capital = row[:11]
    return Entry(
        str(ref), str(name), str(kind), _text(country), _text(admin1), float(lat), float(lon),  # type: ignore[arg-type]
        int(population), _precision(precision), str(code), bool(capital),  # type: ignore[call-overload]
    )  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _precision(value: object) -> PlacePrecision:
    return value  # type: ignore[return-value]  # only precisions are ever written
