"""Loads whole reports with what people found in them: NAME.txt, and NAME.toml beside it.

The report is plain text, headline first, a blank line between paragraphs. The TOML file may hold

    about = "one line on what the report is"
    [[cast]]        names: several names or phrases for one party; any of them, below, means all of them
    [[statements]]  speaker, via, words, stance, optional
    [[events]]      id, type, mode, modality, triggers, actors, recipients, place, date, counts, claimed_by, denied_by,
                    unscored, optional
    [[flags]]       kind, quotes, optional

- Quotations (`words`, `triggers`, `quotes`) are verbatim and stand once in the text, as whole words. What stands there
  more often is written with its surroundings: "after the [raid] on the camp". A long one may be cut in the middle:
  "They came on foot ... saw them": up to where the last words stand next.
- Names (`speaker`, `via`, `actors`, `recipients`, `place`, of counts `speaker`) stand in the text, once or more often.
  An absent `speaker` means that nobody is named: in statements no source, in counts the outlet itself.
- `stance`, `mode` and `place` may be lists, any of which is right. `modality` is `happened` where it is absent.
- `date` is 2024, 2024-03, 2024-03-12 or 2024-03-12/2024-03-15.
- A count has `what` and `low` or `high` or both, bounds included: `{ what = "killed", low = 3, speaker = "police" }`.
- `unscored` lists what is not scored, as careful readers may differ on it: `mode`, `modality`, `place`, `date`,
  `actors`, `recipients` or `counts`.
- `optional = true` marks what may be found and need not be: it is neither missed nor found in vain.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from tocsin.errors import TocsinError
from tocsin.records import CountKind, FlagKind, Modality, Span, Stance
from tocsin.records.codebook import plover

Names = tuple[str, ...]
Row = Mapping[str, Any]

_KEYS: dict[str, tuple[str, ...]] = {
    "cast": ("names",),
    "statements": ("speaker", "via", "words", "stance", "optional"),
    "events": (
        "id", "type", "mode", "modality", "triggers", "actors", "recipients", "place", "date", "counts",
        "claimed_by", "denied_by", "unscored", "optional",
    ),
    "counts": ("what", "low", "high", "speaker"),
    "flags": ("kind", "quotes", "optional"),
}  # fmt: skip
_NEEDED: dict[str, tuple[str, ...]] = {
    "cast": ("names",),
    "statements": ("words", "stance"),
    "events": ("id", "type", "triggers"),
    "counts": ("what",),
    "flags": ("kind", "quotes"),
}
_UNSCORED = ("mode", "modality", "place", "date", "actors", "recipients", "counts")
_CUT = " ... "
_DAYS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One thing said: the names that are right for the speaker and for who relayed it (empty for nobody)."""

    speaker: Names
    via: Names
    words: Span
    stances: Names
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldCount:
    """One claim of how many, with the names that are right for who gives it (empty for the outlet)."""

    what: str
    low: float | None
    high: float | None
    speaker: Names


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event, told once or many times; each party is given by the names that are right for it."""

    id: str
    type: str
    modes: tuple[str | None, ...]
    modality: str
    triggers: tuple[Span, ...]
    actors: tuple[Names, ...]
    recipients: tuple[Names, ...]
    places: Names
    days: tuple[str, str] | None
    counts: tuple[GoldCount, ...]
    claimed_by: tuple[Names, ...]
    denied_by: tuple[Names, ...]
    unscored: Names
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldFlag:
    """One thing that an editor should see, with the words that show it."""

    kind: str
    quotes: tuple[Span, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldReading:
    """One report with everything that should be read out of it."""

    name: str
    path: Path
    text: str
    statements: tuple[GoldStatement, ...]
    events: tuple[GoldEvent, ...]
    flags: tuple[GoldFlag, ...]


def load_gold(folder: Path) -> list[GoldReading]:
    """Load every pair of NAME.txt and NAME.toml in a folder, in the order of their names."""
    stems = {suffix: {path.stem for path in folder.glob(f"*{suffix}")} for suffix in (".txt", ".toml")}
    if not stems[".txt"] | stems[".toml"]:
        raise TocsinError("evaluate.no-gold", folder=folder)
    for suffix, other in ((".txt", ".toml"), (".toml", ".txt")):
        for stem in sorted(stems[suffix] - stems[other]):
            raise _wrong(folder / f"{stem}{suffix}", f"there is no {stem}{other} beside it")
    return [_load(folder / f"{stem}.txt") for stem in sorted(stems[".txt"])]


def locate(text: str, written: str) -> Span:
    """Find a quotation in the text; raises ValueError where it stands there not at all or more than once."""
    first, cut, last = written.partition(_CUT)
    span = _locate_once(text, first)
    if not cut:
        return span
    ends = _places(text, last, span.end)
    if not ends:
        raise ValueError(f"{last!r} does not stand in the text after {first!r}")
    return Span.of(text, span.start, ends[0] + len(last))


def _locate_once(text: str, written: str) -> Span:
    lead, bracket, rest = written.partition("[")
    inner, closed, tail = rest.partition("]")
    if bool(bracket) != bool(closed) or (bracket and not inner) or not written.strip():
        raise ValueError(f"{written!r} is not written as words or as words with one [part] in brackets")
    found = _places(text, lead + inner + tail)
    if len(found) != 1:
        often = "does not stand in the text" if not found else f"stands in the text {len(found)} times"
        raise ValueError(f"{written!r} {often}")
    start = found[0] + len(lead) if bracket else found[0]
    return Span.of(text, start, start + len(inner or written))


def _places(text: str, words: str, begin: int = 0) -> list[int]:
    """Where words stand as whole words."""
    before, after = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    return [m.start() for m in re.finditer(f"{before}(?={re.escape(words)}{after})", text) if m.start() >= begin]


def _wrong(path: Path, problem: object) -> TocsinError:
    return TocsinError("evaluate.bad-gold", path=path, problem=problem)


def _load(path: Path) -> GoldReading:
    beside = path.with_suffix(".toml")
    try:
        text = path.read_text(encoding="utf-8").strip()
        data = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _wrong(beside, error) from error
    try:
        return _Maker(path, text, data).make()
    except ValueError as error:
        raise _wrong(beside, error) from error


class _Maker:
    """Turns the tables of one file into records; every complaint is a ValueError."""

    def __init__(self, path: Path, text: str, data: Row) -> None:
        self.path, self.text, self.data = path, text, data
        self.cast: dict[str, Names] = {}

    def make(self) -> GoldReading:
        unknown = sorted(set(self.data) - {"about", "cast", "statements", "events", "flags"})
        if unknown:
            raise ValueError(f"there is no table {unknown[0]!r}")
        for row in self._rows(self.data, "cast"):
            names = tuple(self._name(name) for name in _listed(row, "names"))
            for name in names:
                if name in self.cast:
                    raise ValueError(f"{name!r} stands in the cast twice")
                self.cast[name] = names
        statements = tuple(map(self._statement, self._rows(self.data, "statements")))
        events = tuple(map(self._event, self._rows(self.data, "events")))
        flags = tuple(map(self._flag, self._rows(self.data, "flags")))
        ids = [event.id for event in events]
        double = next((one for one in ids if ids.count(one) > 1), None)
        if double is not None:
            raise ValueError(f"two events are called {double!r}")
        return GoldReading(self.path.stem, self.path, self.text, statements, events, flags)

    def _rows(self, table: Row, kind: str) -> list[Row]:
        rows = table.get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValueError(f"{kind} must be a list of tables")
        for row in rows:
            unknown = sorted(set(row) - set(_KEYS[kind]))
            missing = [key for key in _NEEDED[kind] if not row.get(key)]
            if unknown or missing:
                what = f"has no key {unknown[0]!r}" if unknown else f"needs {missing[0]!r}"
                raise ValueError(f"{kind} {what}: {dict(row)}")
        return rows

    def _name(self, name: str) -> str:
        if not name or not _places(self.text, name):
            raise ValueError(f"the name {name!r} does not stand in the text")
        return name

    def _names(self, name: str | None) -> Names:
        return self.cast.get(name, (self._name(name),)) if name is not None else ()

    def _parties(self, row: Row, key: str) -> tuple[Names, ...]:
        return tuple(dict.fromkeys(self._names(name) for name in _listed(row, key)))

    def _statement(self, row: Row) -> GoldStatement:
        stances = _checked("stance", _listed(row, "stance"), get_args(Stance))
        speaker, via = self._names(row.get("speaker")), self._names(row.get("via"))
        return GoldStatement(speaker, via, locate(self.text, row["words"]), stances, bool(row.get("optional")))

    def _event(self, row: Row) -> GoldEvent:
        try:
            return self._checked_event(row)
        except ValueError as error:
            raise ValueError(f"event {row['id']!r}: {error}") from error

    def _checked_event(self, row: Row) -> GoldEvent:
        kind = plover().type(row["type"])
        if kind is None:
            raise ValueError(f"the codebook has no type {row['type']!r}")
        modes = _checked(f"mode of {kind.name}", _listed(row, "mode"), [mode.name for mode in kind.modes])
        (modality,) = _checked("modality", [row.get("modality", "happened")], get_args(Modality))
        return GoldEvent(
            id=row["id"],
            type=kind.name,
            modes=modes or (None,),
            modality=modality,
            triggers=tuple(locate(self.text, written) for written in _listed(row, "triggers")),
            actors=self._parties(row, "actors"),
            recipients=self._parties(row, "recipients"),
            places=tuple(self._name(name) for name in _listed(row, "place")),
            days=_days(row["date"]) if "date" in row else None,
            counts=tuple(map(self._count, self._rows(row, "counts"))),
            claimed_by=self._parties(row, "claimed_by"),
            denied_by=self._parties(row, "denied_by"),
            unscored=_checked("key that can be unscored", _listed(row, "unscored"), _UNSCORED),
            optional=bool(row.get("optional")),
        )

    def _count(self, row: Row) -> GoldCount:
        (what,) = _checked("kind of count", [row["what"]], get_args(CountKind))
        low, high = row.get("low"), row.get("high")
        if low is None and high is None:
            raise ValueError("a count needs low, high or both")
        if low is not None and high is not None and low > high:
            raise ValueError(f"a count has low {low} above high {high}")
        return GoldCount(what, low, high, self._names(row.get("speaker")))

    def _flag(self, row: Row) -> GoldFlag:
        (kind,) = _checked("kind of flag", [row["kind"]], get_args(FlagKind))
        quotes = tuple(locate(self.text, written) for written in _listed(row, "quotes"))
        return GoldFlag(kind, quotes, bool(row.get("optional")))


def _listed(row: Row, key: str) -> list[str]:
    """Give a key's strings, also where there is one string or none."""
    value = row.get(key, [])
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise ValueError(f"{key} must be a string or a list of strings, not {value!r}")
    return values


def _checked(what: str, values: Sequence[str], known: Sequence[str]) -> Names:
    for value in values:
        if value not in known:
            raise ValueError(f"there is no {what} {value!r}; known are {', '.join(known)}")
    return tuple(values)


def _days(written: object) -> tuple[str, str]:
    """Read a date or an interval as its first and last day."""
    first, slash, last = str(written).partition("/")
    bounds = [_bounds(part) for part in ((first, last) if slash else (first, first))]
    if bounds[0][0] > bounds[1][1]:
        raise ValueError(f"the date {written!r} ends before it begins")
    return bounds[0][0], bounds[1][1]


def _bounds(written: str) -> tuple[str, str]:
    match = _DAYS.fullmatch(written)
    month = int(match[2]) if match and match[2] else None
    if match is None or (month is not None and not 1 <= month <= 12):
        raise ValueError(f"the date {written!r} is not written as 2024, 2024-03 or 2024-03-12")
    year = int(match[1])
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    length = _MONTH_LENGTHS[month - 1] + leap
    if match[3] is None:
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{length}"
    if not 1 <= int(match[3]) <= length:
        raise ValueError(f"there is no day {written!r}")
    return written, written
