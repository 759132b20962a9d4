"""The grammar of date expressions, written over the shape of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tocsin.language.date_shape import Shape
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
_AFTER = r"(?P<part1>p)?(?:,?@?z?(?P<clock1>C)|@(?P<part2>p))?"
_SHIFT = r"(?:o?t?(?P<rel2>[LFH])(?P<unit2>u))"
_MONTH_DAY = r"(?:(?P<day>[dD])o?(?P<month>[Mm])(?:,?(?P<year>Y))?|(?P<month1>[Mm])t?(?P<day1>[dD])(?:,?(?P<year1>Y))?)"
_WEEKDAY_BEFORE = r"(?:(?P<rel1>[LFH])?(?P<weekday>[Ww])(?:,?O?t?|-))?"
_EDGE = r"(?:(?P<edge1>q)-?|t?(?P<edge2>e)(?:ot?|-))?"

# name of the builder, the letters of which one must be there, the shape that it reads
RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, needs, re.compile(pattern))
    for name, needs, pattern in (
        ("day", "Mm", _BEFORE + _WEEK_BEFORE + _WEEKDAY_BEFORE + _MONTH_DAY + _AFTER),
        ("day", "Mm", _BEFORE + _WEEKDAY_BEFORE + _MONTH_DAY + _SHIFT),
        ("figures", "IX", _BEFORE + r"(?:(?P<weekday>[Ww]),?)?(?P<figures>[IX])" + _AFTER),
        ("weekday", "W", _BEFORE + _WEEK_BEFORE + r"(?P<rel1>[LFH])?(?P<weekday>W)(?:,?t?(?P<day>D))?" + _AFTER),
        ("weekday", "W", _BEFORE + r"(?P<weekday>W)(?P<part1>p)?" + _SHIFT),
        ("overnight", "v", r"v(?:(?:O|(?P<into>c))?(?P<weekday>W))?"),
        ("named_day", "T", _BEFORE + r"(?P<named>T)" + _AFTER),
        ("named_day", "T", r"t?(?P<unit>[up])(?P<turn>[bg])(?P<named>T)"),
        ("month", "Mm", _EDGE + r"(?P<rel1>[LFH])?(?P<month>[Mm])(?:[,o]?(?P<year>Y)|" + _SHIFT + r")?"),
        ("year", "Y", _EDGE + r"(?P<year>Y)"),
        ("years", "k", r"(?P<years>k)"),
        ("season", "S", _EDGE + r"t?(?P<rel1>[LFH])?(?P<season>S)(?:[,o]?(?P<year>Y)|" + _SHIFT + r")?"),
        ("decade", "K", r"t?" + _EDGE + r"(?P<decade>K)"),
        ("feast", "Z", r"(?P<rel1>[LFH])?(?P<feast>Z)(?:,?(?P<year>Y))?"),
        ("offset", "u", r"(?P<vague>z)?(?P<number>" + _NUMBER + r")(?P<unit>u)(?P<turn>[aQbgs])"),
        ("neighbour", "up", r"t(?P<unit>[up])(?P<turn>[bg])"),
        ("period", "uU", r"(?:(?P<edge1>[qQ])|t?(?P<edge2>e)o)?(?P<the>t)?(?P<rel1>[LFHh])(?P<unit>[uU])"),
        ("within", "u", r"(?:(?P<edge1>[Qq])i|t?(?P<edge2>e)o)t(?P<unit>u)"),
        ("period", "U", r"(?P<edge1>[qQ])?(?P<the>t)(?P<unit>U)"),
        ("window", "u", r"t?(?P<rel1>[LF])z?(?P<number>" + _NUMBER + r")(?P<unit>u)"),
        ("window", "u", r"(?P<rel1>R)(?P<unit>u)"),
        ("part", "p", r"(?P<edge1>q)?(?P<the>t)?(?P<rel1>[LFHh])(?P<part1>p)"),
        ("part", "p", r"(?<=[@ybgc])z?(?P<part1>p)"),
        ("part", "u", r"(?<=i)t(?P<edge0>q)(?P<hours0>u)(?!o)"),
        ("clock", "C", r"z?(?P<clock1>C)"),
        (
            "days",
            "Mm",
            r"(?:(?P<weekday>[Ww]),?)?(?P<day>[dD])(?P<link>[c&-])(?P<day2>[dD])o?(?P<month>[Mm])(?:,?(?P<year>Y))?",
        ),
        ("days", "Mm", r"(?P<month>[Mm])(?P<day>[dD])(?P<link>[c&-])(?P<day2>[dD])(?![MmuV])(?:,?(?P<year>Y))?"),
    )
)
# A run of words that may hold an expression, if one of the letters is there: none goes across an unknown word.
ISLAND = re.compile(r"[^xP!]+")
HEARTS = frozenset("WwMmIXkCKTvpuUSZY")
_RELATIONS: dict[str, Relation] = {
    "last": "last", "past": "last", "previous": "last", "preceding": "last", "next": "next", "coming": "next",
    "following": "next", "upcoming": "next", "this": "this", "current": "this", "that": "this", "same": "this",
}  # fmt: skip


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


def edge_of(word: str | None) -> str | None:
    """Bring "beginning", "mid", "close" to one of early, mid, late, start, end."""
    return lexicon("dates")["edge_words"].get(word, word) if word else None


def count_of(words: str) -> tuple[float, float]:
    """Read a number of units: "two", "twenty-five", "24", "a couple of", "half a"."""
    data = lexicon("dates")
    low = 0.0
    for word in re.findall(r"[^\W_]+", words.lower()):
        if word.isdecimal():
            return float(word), float(word)
        if word in data["vague_numbers"]:
            least, most = data["vague_numbers"][word]
            return least, most
        if word == "half":
            return 0.5, 0.5
        low += data["number_words"].get(word, 0)
    return (low or 1, low or 1)
