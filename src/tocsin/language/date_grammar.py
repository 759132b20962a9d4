"""The grammar of date expressions, written over the shape of a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tocsin.language.date_shape import Shape, month_number, weekday_number
from tocsin.language.lexicon import lexicon

DateKind = Literal[
    "day", "weekday", "month", "year", "decade", "season", "feast", "offset", "period", "window", "clock", "range"
]
DateAnchor = Literal["published", "text", "event"]
Relation = Literal["last", "next", "this"]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One date expression as it stands, before it is counted from anything.

    Months and days count from 1, weekdays from Monday, 0. `anchor` says what a relative one counts from: the
    date published, another date of the text ("two days earlier"), or an event without a date. `week` and
    `years` shift the week or year that holds it ("Monday last week", "May last year"). `swapped` says that
    day and month might be the other way round. `first` and `last` are the ends of a range, and `first` alone
    the date that an offset counts from ("two days after 3 May").
    """

    start: int
    end: int
    text: str
    kind: DateKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relation: Relation | None = None
    unit: str | None = None
    count: tuple[float, float] = (1, 1)
    direction: int = 0
    anchor: DateAnchor = "published"
    part: str | None = None
    clock: tuple[int, int] | None = None
    edge: str | None = None
    week: int | None = None
    years: int | None = None
    swapped: bool = False
    since: bool = False
    vague: bool = False
    weak: bool = False
    first: DateExpression | None = None
    last: DateExpression | None = None


_NUMBER = "(?:jA|A?Vo?|A|N(?:-?N)?|[dnY])"
_BEFORE = (
    r"(?:z?(?:(?P<clock0>C),?O?|t?(?P<edge0>q)(?P<hours0>u)[oO]|t?(?P<part0>p)[oO]|(?P<edge1>q)(?:[O-]|(?=[LFHWwMmDdT]))"
    r"|Q(?:O|(?=W))))?"
)
_WEEK_BEFORE = r"(?:(?P<rel0>[LFH])(?P<unit0>u)(?:,?O|,))?"
_AFTER = r"(?P<part1>p)?(?:,?@?z?(?P<clock1>C)|,?@(?P<part2>p))?"
_SHIFT = r"(?:o?t?(?P<rel2>[LFH])(?P<unit2>u))"
_MONTH_DAY = (
    r"(?:(?P<day>[dD])o?(?P<month>[Mm])(?:,?(?P<year>Y))?|(?P<month1>[Mm])t?(?P<day1>[dD])(?:,?(?P<year1>Y))?)"
)
_WEEKDAY_BEFORE = r"(?:(?P<rel1>[LFH])?(?P<weekday>[Ww])(?:,?O?t?|-))?"
_EDGE = r"(?:(?P<edge1>q)-?|t?(?P<edge2>e)o?t?)?"

# name of the builder -> the shape that it reads
RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", _BEFORE + _WEEK_BEFORE + _WEEKDAY_BEFORE + _MONTH_DAY + _AFTER),
        ("day", _BEFORE + _WEEKDAY_BEFORE + _MONTH_DAY + _SHIFT),
        ("figures", _BEFORE + r"(?:(?P<weekday>[Ww]),?)?(?P<figures>[IX])" + _AFTER),
        ("weekday", _BEFORE + _WEEK_BEFORE + r"(?P<rel1>[LFH])?(?P<weekday>W)(?:,?t?(?P<day>D))?" + _AFTER),
        ("weekday", _BEFORE + r"(?P<weekday>W)(?P<part1>p)?" + _SHIFT),
        ("overnight", r"(?P<over>v)(?:O|c)?(?P<weekday>W)"),
        ("overnight", r"(?P<over>v)"),
        ("named_day", _BEFORE + r"(?P<named>T)" + _AFTER),
        ("named_day", r"t?(?P<unit>u)(?P<turn>[bg])(?P<named>T)"),
        ("month", _EDGE + r"(?P<rel1>[LFH])?(?P<month>[Mm])(?:[,o]?(?P<year>Y)|" + _SHIFT + r")?"),
        ("year", _EDGE + r"(?P<year>Y)"),
        ("years", r"(?P<years>k)"),
        ("season", _EDGE + r"t?(?P<rel1>[LFH])?(?P<season>S)(?:[,o]?(?P<year>Y)|" + _SHIFT + r")?"),
        ("decade", r"t?" + _EDGE + r"(?P<decade>K)"),
        ("feast", r"(?P<rel1>[LFH])?(?P<feast>Z)(?:,?(?P<year>Y))?"),
        ("offset", r"(?P<vague>z)?(?P<number>" + _NUMBER + r")(?P<unit>u)(?P<turn>[aQbgs])"),
        ("neighbour", r"t(?P<unit>[up])(?P<turn>[bg])"),
        ("period", r"(?P<the>t)?(?:(?P<edge1>[qQ])|t?(?P<edge2>e)o)?(?P<the2>t)?(?P<rel1>[LFHh])(?P<unit>[uU])"),
        ("within", r"(?P<edge1>[Qq])i(?P<the>t)(?P<unit>u)"),
        ("period", r"(?P<edge1>[qQ])?(?P<the>t)(?P<unit>U)"),
        ("window", r"t?(?P<rel1>[LF])z?(?P<number>" + _NUMBER + r")(?P<unit>u)"),
        ("window", r"(?P<rel1>R)(?P<unit>u)"),
        ("part", r"(?P<edge1>q)?(?P<the>t)?(?P<rel1>[LFHh])(?P<part1>p)"),
        ("part", r"(?:(?P<at>@)z?|(?<=[ybgc]))(?P<part1>p)"),
        ("part", r"(?<=i)t(?P<edge0>q)(?P<hours0>u)(?!o)"),
        ("clock", r"(?P<at>@)?z?(?P<clock1>C)"),
        ("days", r"(?:(?P<weekday>[Ww]),?)?(?P<day>[dD])(?P<link>[c&-])(?P<day2>[dD])o?(?P<month>[Mm])(?:,?(?P<year>Y))?"),
        ("days", r"(?P<month>[Mm])(?P<day>[dD])(?P<link>[c&-])(?P<day2>[dD])(?![MmuV])(?:,?(?P<year>Y))?"),
    )
)
_RELATIONS: dict[str, Relation] = {
    "last": "last", "past": "last", "previous": "last", "preceding": "last", "next": "next", "coming": "next",
    "following": "next", "upcoming": "next", "this": "this", "current": "this", "that": "this", "same": "this",
}  # fmt: skip
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_FIXED_PARTS = frozenset({"dawn", "dusk", "noon", "midday", "midnight", "sunrise", "sunset", "daybreak", "nightfall"})


class Reading:
    """One match of a rule: its groups as words, and what stands around it."""

    def __init__(self, text: str, shape: Shape, match: re.Match[str]) -> None:
        self.text = text
        self.shape = shape
        self.match = match
        self.start = match.start()
        self.end = match.end()

    def word(self, *groups: str) -> str | None:
        """The word of the first of the groups that took part, in lower case."""
        for group in groups:
            if group in self.match.re.groupindex and self.match.start(group) >= 0:
                return self.shape.value(self.match.start(group))
        return None

    def number(self, *groups: str) -> int | None:
        """The same as a number; ordinals too."""
        word = self.word(*groups)
        return int(re.sub(r"\D", "", word)) if word else None

    def before(self, back: int = 1) -> str:
        """The letter of the word before the match."""
        at = self.start - back
        return self.shape.letters[at] if at >= 0 else "!"

    def word_before(self) -> str:
        """The word before the match, in lower case."""
        return self.shape.value(self.start - 1) if self.start else ""

    def after(self, ahead: int = 0) -> str:
        """The letter of the word after the match."""
        at = self.end + ahead
        return self.shape.letters[at] if at < len(self.shape.letters) else "!"

    def word_after(self) -> str:
        """The word after the match, as it is written."""
        return self.shape.words[self.end] if self.end < len(self.shape.letters) else ""

    def expression(self, kind: DateKind, **fields: object) -> DateExpression:
        """Make an expression out of the words of the match."""
        start, end = self.shape.starts[self.start], self.shape.ends[self.end - 1]
        since = self.before() == "s"
        return DateExpression(start, end, self.text[start:end], kind, since=since, **fields)  # type: ignore[arg-type]

    def relation(self, *groups: str) -> Relation | None:
        """The relation that a word such as "last" expresses."""
        word = self.word(*groups)
        return _RELATIONS.get(word) if word else None

    def time_of_day(self) -> dict[str, object]:
        """The part of the day and the clock time among the groups."""
        fields: dict[str, object] = {}
        clock = self.word("clock1", "clock0")
        if clock:
            fields["clock"] = read_clock(clock)
        part = self.word("part1", "part2", "part0")
        edge = self.word("edge0", "edge1")
        if self.word("hours0"):
            part = "early hours" if edge == "early" else edge
        elif edge and not part:
            part = edge if edge != "middle" else "mid"
        if part:
            fields["part"] = part
        return fields


def read_clock(word: str) -> tuple[int, int]:
    """Read a time of day such as "6:30 p.m.", "18.30 GMT" or "0600 hrs"."""
    found = re.match(r"(\d{1,2})[:.](\d{2})|(\d{2})(\d{2})|(\d{1,2})", word)
    digits = [int(digit) for digit in found.groups() if digit is not None] if found else [0]
    hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    rest = re.sub(r"[^a-z]", "", word)
    if rest.startswith("pm") and hour < 12:
        hour += 12
    elif rest.startswith("am") and hour == 12:
        hour = 0
    return min(hour, 23), min(minute, 59)


@functools.cache
def _names(key: str) -> frozenset[str]:
    return frozenset(lexicon("dates")["names"][key])


@functools.cache
def _doubtful_months() -> frozenset[int]:
    return frozenset(month_number(name) for name in lexicon("dates")["doubtful_months"])


def edge_of(word: str | None) -> str | None:
    """Bring "beginning", "mid", "close" to one of early, mid, late, start, end."""
    return lexicon("dates")["edge_words"].get(word, word) if word else None


def count_of(words: str) -> tuple[float, float]:
    """Read a number of units: "two", "twenty-five", "24", "a couple of", "half a"."""
    data = lexicon("dates")
    low = 0.0
    for word in re.findall(r"[^\W_]+", words.lower()):
        if word.isdigit():
            return float(word), float(word)
        if word in data["vague_numbers"]:
            least, most = data["vague_numbers"][word]
            return least, most
        if word == "half":
            return 0.5, 0.5
        low += data["number_words"].get(word, 0)
    return (low or 1, low or 1)


def _plausible_day(reading: Reading) -> bool:
    # "In March 10 people died", "24 May be": the number belongs to what follows.
    american = reading.word("day1")
    if american and american.isdigit() and reading.before() == "i" and not reading.number("year1"):
        return reading.after() in "!,("
    if american is None and reading.word("month") == "may" and not reading.number("year"):
        return reading.after() != "x" or reading.word_after() not in {"be", "have", "not", "also", "still", "well"}
    return True


def _build_day(reading: Reading) -> DateExpression | None:
    month, day = reading.word("month", "month1"), reading.number("day", "day1")
    if month is None or day is None or not _plausible_day(reading):
        return None
    fields = reading.time_of_day()
    weekday = reading.word("weekday")
    unit0, unit2 = reading.word("unit0"), reading.word("unit2")
    if unit0:
        if unit0 != "week":
            return None
        fields["week"] = _SHIFTS[reading.relation("rel0") or "this"]
    if unit2:
        if unit2 != "year":
            return None
        fields["years"] = _SHIFTS[reading.relation("rel2") or "this"]
    return reading.expression(
        "day",
        year=reading.number("year", "year1"),
        month=month_number(month),
        day=day,
        weekday=weekday_number(weekday) if weekday else None,
        relation=reading.relation("rel1"),
        **fields,
    )


def _build_figures(reading: Reading) -> DateExpression | None:
    parts = [int(part) for part in re.findall(r"\d+", reading.word("figures") or "")]
    swapped = False
    if parts[0] > 31:
        year, month, day = parts
    else:
        day, month, year = parts
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            swapped = True
        year += 2000 if year < 70 else 1900 if year < 100 else 0
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2199):
        return None
    weekday = reading.word("weekday")
    number = weekday_number(weekday) if weekday else None
    fields = reading.time_of_day()
    return reading.expression("day", year=year, month=month, day=day, weekday=number, swapped=swapped, **fields)


def _build_weekday(reading: Reading) -> DateExpression | None:
    follows = reading.word_after()
    if reading.word_before() in _names("before") or (follows[:1].isupper() and follows.lower() in _names("follow")):
        return None
    fields = reading.time_of_day()
    for unit, relation in (("unit0", "rel0"), ("unit2", "rel2")):
        if reading.word(unit):
            if reading.word(unit) != "week":
                return None
            fields["week"] = _SHIFTS[reading.relation(relation) or "this"]
    habit = follows.lower() in _names("habits") or reading.word_before() in {"every", "each", "any"}
    return reading.expression(
        "weekday",
        weekday=weekday_number(reading.word("weekday") or ""),
        day=reading.number("day"),
        relation=reading.relation("rel1"),
        weak=habit,
        **fields,
    )


def _build_overnight(reading: Reading) -> DateExpression | None:
    weekday = reading.word("weekday")
    if weekday:
        return reading.expression("weekday", weekday=weekday_number(weekday), part="overnight", vague=True)
    return reading.expression("offset", unit="day", count=(1, 1), direction=-1, part="overnight")


def _build_named_day(reading: Reading) -> DateExpression | None:
    shift = {"yesterday": -1, "tomorrow": 1}.get(reading.word("named") or "", 0)
    fields = reading.time_of_day()
    if reading.word("named") == "tonight":
        fields["part"] = "night"
    if reading.word("turn"):
        if reading.word("unit") not in {"day", "night"} or not shift:
            return None
        shift *= 2
    return reading.expression("offset", unit="day", count=(abs(shift), abs(shift)), direction=shift and shift // abs(shift), **fields)


def _month_stands(reading: Reading, month: int, short: bool) -> bool:
    """Say whether a month without anything that makes it a date stands where a month must be meant."""
    before, after = reading.before(), reading.after()
    letters = reading.shape.letters
    joined = (after in "-c&" and letters[reading.end + 1 : reading.end + 2] in ("M", "m")) or (
        before in "-c&" and letters[max(reading.start - 2, 0) : reading.start - 1] in ("M", "m")
    )
    if joined and not (before == "&" or after == "&"):
        return True
    if after == "P" and before not in "is":
        return False
    if not short and month not in _doubtful_months():
        return True
    if before == "t" and not short:
        return month != 5 and after == "x" and reading.word_after() not in {"on", "against", "towards", "through"}
    if before in "isrB" or reading.word_before() in {"until", "till", "through"}:
        return True
    if joined:
        return True
    return before in "ybgf" and after != "P" and not short and reading.word_after() not in {"'", "’"}


def _build_month(reading: Reading) -> DateExpression | None:
    word = reading.word("month") or ""
    short = len(word.rstrip(".")) <= 4 and reading.match["month"] == "m"
    month, year = month_number(word), reading.number("year")
    relation, edge = reading.relation("rel1"), edge_of(reading.word("edge1", "edge2"))
    years = None
    if reading.word("unit2"):
        if reading.word("unit2") != "year":
            return None
        years = _SHIFTS[reading.relation("rel2") or "this"]
    bare = year is None and years is None and relation is None and edge is None
    if bare and not _month_stands(reading, month, short):
        return None
    if bare and reading.after() in "dD" and reading.before() != "i":
        return None  # "March 45": no date at all
    weak = bare and month == 5 and reading.before() in "ybgf"
    return reading.expression(
        "month", month=month, year=year, relation=relation, edge=edge, years=years, vague=edge is not None, weak=weak
    )


def _plural(word: str) -> bool:
    return word[:1].islower() and word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us"))


def _year_stands(reading: Reading, year: int) -> bool:
    before, after, follows = reading.before(), reading.after(), reading.word_after()
    letters, start = reading.shape.letters, reading.start
    if before in "isrB" or reading.word_before() in {"until", "till", "through", "circa"}:
        return not (before == "r" and _plural(follows))
    if before in "-c&" and start >= 2 and letters[start - 2] == "Y":
        return before != "&" or letters[start - 3 : start - 2] == "B"
    if after in "-c" and letters[reading.end + 1 : reading.end + 2] == "Y":
        return before not in "x" or reading.word_before() not in {"number", "no"}
    if before == "(":
        return follows == ")"
    recent = 1900 <= year < 2100
    if before in "bgfoy":
        return recent and not (_plural(follows) and year % 10 == 0) and after != "u"
    if before == "t" or reading.word_before() in {"a", "its", "his", "her", "their", "our"}:
        return recent and after in "xPSZ" and not (year % 100 == 0 and (_plural(follows) or year != 2000))
    return False


def _build_year(reading: Reading) -> DateExpression | None:
    year = reading.number("year") or 0
    edge = edge_of(reading.word("edge1", "edge2"))
    if edge is None and not _year_stands(reading, year):
        return None
    return reading.expression("year", year=year, edge=edge, vague=edge is not None)


def _build_years(reading: Reading) -> DateExpression | None:
    digits = re.findall(r"\d+", reading.word("years") or "")
    first, last = int(digits[0]), int(digits[0][:2] + digits[1])
    if last <= first:
        return None
    ends = (reading.expression("year", year=first), reading.expression("year", year=last))
    return reading.expression("range", first=ends[0], last=ends[1])


def _build_season(reading: Reading) -> DateExpression | None:
    season, year = reading.word("season") or "", reading.number("year")
    relation, years = reading.relation("rel1"), None
    if reading.word("unit2"):
        if reading.word("unit2") != "year":
            return None
        years = _SHIFTS[reading.relation("rel2") or "this"]
    written = reading.shape.words[reading.match.start("season")]
    bare = year is None and relation is None and years is None
    in_the = reading.shape.letters[max(reading.start - 1, 0) : reading.match.start("season")] in ("it", "rt", "st")
    if bare and (season == "fall" or written[0].isupper() or not in_the):
        return None
    if season == "fall" and relation and reading.after() in "oi":
        return None  # "this fall in prices"
    edge = edge_of(reading.word("edge1", "edge2"))
    return reading.expression("season", part=season, year=year, relation=relation, years=years, edge=edge, vague=True)


def _build_decade(reading: Reading) -> DateExpression | None:
    word = reading.word("decade") or ""
    year = int(re.sub(r"\D", "", word))
    edge = edge_of(reading.word("edge1", "edge2"))
    return reading.expression("decade", year=year, edge=edge, vague=edge is not None)


def _build_feast(reading: Reading) -> DateExpression | None:
    named = reading.shape.words[reading.match.start("feast")].replace("'", "’")
    fixed = lexicon("dates")["fixed_feasts"].get(re.sub(r"\s", " ", named))
    month, day = fixed or (None, None)
    fields: dict[str, object] = {"month": month, "day": day}
    return reading.expression("feast", year=reading.number("year"), relation=reading.relation("rel1"), **fields)


def _build_offset(reading: Reading) -> DateExpression | None:
    unit = lexicon("dates")["units"][reading.word("unit") or ""]
    at, to = reading.match.span("number")
    words = reading.text[reading.shape.starts[at] : reading.shape.ends[to - 1]]
    count = count_of(words)
    letter = reading.match["turn"]
    if letter == "s" and reading.after() not in "YMWdDI":
        return None
    turn = reading.word("turn")
    direction = -1 if turn in {"ago", "earlier", "before", "prior"} else 1
    anchor: DateAnchor = "published" if turn == "ago" else "text"
    if letter in "bgs" and reading.after() not in "!,(":
        anchor = "event"
    vague = reading.word("vague") is not None or count[0] != count[1] or count[0] == 0.5
    return reading.expression(
        "offset", unit=unit, count=count, direction=direction, anchor=anchor, vague=vague
    )


def _build_neighbour(reading: Reading) -> DateExpression | None:
    word = reading.word("unit") or ""
    part = word if reading.match["unit"] == "p" or word == "night" else None
    unit = lexicon("dates")["units"].get(word, "day")
    if reading.match["unit"] == "u" and (word.endswith("s") or unit not in {"day", "week", "month", "year"}):
        return None
    anchor: DateAnchor = "text" if reading.after() in "!,(" else "event"
    direction = -1 if reading.word("turn") in {"before", "prior"} else 1
    return reading.expression("offset", unit=unit, direction=direction, anchor=anchor, part=part)


def _build_period(reading: Reading) -> DateExpression | None:
    word, rel = reading.word("unit") or "", reading.word("rel1")
    unit = lexicon("dates")["units"][word]
    the = reading.word("the", "the2") is not None
    edge_word = reading.word("edge1", "edge2")
    edge = edge_word if edge_word in {"earlier", "later"} else edge_of(edge_word)
    relation = reading.relation("rel1") or "last"
    if unit in {"second", "minute", "hour"} or (word == "day" and rel in {"last", "past", "this", "current"}):
        return None
    if word in {"night", "nights"}:
        return None
    vague = edge is not None
    if word.endswith("s"):
        near = the or reading.before() == "i"
        if rel not in {"last", "past", "coming", "next"} or not near or reading.after() == "o":
            return None
        return reading.expression("window", unit=unit, count=(2, 9), direction=_SHIFTS[relation], vague=True)
    if rel in {"that", "same"} or (the and rel in {"next", "following", "previous", "preceding"}):
        if rel == "that" and (the or unit == "century" or reading.after() in "N"):
            return None
        return reading.expression("period", unit=unit, relation=relation, anchor="text", edge=edge, vague=vague)
    if rel in {"following", "previous", "preceding"} or (rel == "coming" and not the):
        return None
    if the and rel in {"last", "past", "coming"} and unit != "weekend" and edge is None:
        if reading.after() == "o":
            return None
        return reading.expression("window", unit=unit, direction=_SHIFTS[relation])
    return reading.expression("period", unit=unit, relation=relation, edge=edge, vague=vague)


def _build_within(reading: Reading) -> DateExpression | None:
    unit = lexicon("dates")["units"][reading.word("unit") or ""]
    if unit not in {"day", "week", "month", "year"} or (reading.word("unit") or "").endswith("s"):
        return None
    anchor: DateAnchor = "text" if unit == "day" else "published"
    edge = reading.word("edge1")
    return reading.expression("period", unit=unit, relation="this", edge=edge, anchor=anchor, vague=True)


def _build_window(reading: Reading) -> DateExpression | None:
    unit = lexicon("dates")["units"][reading.word("unit") or ""]
    if reading.word("rel1") == "recent":
        return reading.expression("window", unit=unit, count=(2, 9), direction=-1, vague=True)
    at, to = reading.match.span("number")
    count = count_of(reading.text[reading.shape.starts[at] : reading.shape.ends[to - 1]])
    relation = reading.relation("rel1") or "last"
    anchored = reading.word("rel1") in {"following", "previous", "preceding"}
    anchor: DateAnchor = "text" if anchored else "published"
    vague = count[0] != count[1]
    return reading.expression("window", unit=unit, count=count, direction=_SHIFTS[relation], anchor=anchor, vague=vague)


def _build_part(reading: Reading) -> DateExpression | None:
    fields = reading.time_of_day()
    rel = reading.word("rel1")
    if rel is None:
        if reading.word("hours0") and (reading.word("hours0") != "hours" or reading.word("edge0") != "early"):
            return None
        if not reading.word("hours0") and fields.get("part") not in _FIXED_PARTS:
            return None
        return reading.expression("clock", anchor="text", **fields)
    the = reading.word("the") is not None
    relation = reading.relation("rel1") or "this"
    if rel in {"past", "coming", "upcoming", "current"} or (rel == "last" and (the or fields.get("part") != "night")):
        return None
    anchored = rel in {"that", "same", "following", "previous", "preceding"} or (rel == "next" and the)
    anchor: DateAnchor = "text" if anchored else "published"
    return reading.expression("offset", unit="day", direction=_SHIFTS[relation], anchor=anchor, **fields)


def _build_clock(reading: Reading) -> DateExpression | None:
    word = reading.word("clock1") or ""
    if not reading.word("at") and reading.before() not in "yzfbgsc" and not re.search(r"[a-z]", word):
        return None
    return reading.expression("clock", anchor="text", clock=read_clock(word))


def _build_days(reading: Reading) -> DateExpression | None:
    first, last = reading.number("day") or 0, reading.number("day2") or 0
    link = reading.match["link"]
    if first >= last or (link == "&" and reading.before() != "B" and last != first + 1):
        return None
    month = month_number(reading.word("month") or "")
    year = reading.number("year")
    ends = [reading.expression("day", year=year, month=month, day=day) for day in (first, last)]
    return reading.expression("range", first=ends[0], last=ends[1])


BUILDERS: dict[str, Callable[[Reading], DateExpression | None]] = {
    "day": _build_day,
    "figures": _build_figures,
    "weekday": _build_weekday,
    "overnight": _build_overnight,
    "named_day": _build_named_day,
    "month": _build_month,
    "year": _build_year,
    "years": _build_years,
    "season": _build_season,
    "decade": _build_decade,
    "feast": _build_feast,
    "offset": _build_offset,
    "neighbour": _build_neighbour,
    "period": _build_period,
    "within": _build_within,
    "window": _build_window,
    "part": _build_part,
    "clock": _build_clock,
    "days": _build_days,
}
