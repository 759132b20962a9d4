"""Makes date expressions out of what the grammar's rules match, and refuses what only looks like a date."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from tocsin.language.date_grammar import DateAnchor, DateExpression, Reading, count_of, edge_of, read_clock
from tocsin.language.date_shape import month_number, weekday_number
from tocsin.language.lexicon import lexicon

_SHIFTS = {"last": -1, "this": 0, "next": 1}
_POSSESSIVES = frozenset({"a", "its", "his", "her", "their", "our", "whose", "s"})  # "s": torn off "Smith’s 1995"
# What may stand after "the day before" where no event follows: a mark, or a word such as "in", "on", "by", "and".
_GOES_ON = "!,(-&iOyfc"
_FIXED_PARTS = frozenset({"dawn", "dusk", "noon", "midday", "midnight", "sunrise", "sunset", "daybreak", "nightfall"})


@functools.cache
def _names(key: str) -> frozenset[str]:
    return frozenset(lexicon("dates")["names"][key])


@functools.cache
def _doubtful_months() -> frozenset[int]:
    return frozenset(month_number(name) for name in lexicon("dates")["doubtful_months"])


def _plausible_day(reading: Reading) -> bool:
    # "In March 10 people died", "24 May be": the number belongs to what follows.
    american = reading.word("day1")
    if american and american.isdecimal() and reading.before() == "i" and not reading.number("year1"):
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
    anchor: DateAnchor = "published"
    if reading.word("rel1") and reading.before() == "t":
        # "the following Monday" counts from a day told before; "the last Sunday of March" is a rule, no day.
        if reading.after() == "o" or reading.word("rel1") in {"past", "coming", "upcoming", "current"}:
            return None
        anchor = "text"
    habit = follows.lower() in _names("habits") or reading.word_before() in {"every", "each", "any"}
    return reading.expression(
        "weekday",
        weekday=weekday_number(reading.word("weekday") or ""),
        day=reading.number("day"),
        relation=reading.relation("rel1"),
        anchor=anchor,
        weak=habit,
        **fields,
    )


def _build_overnight(reading: Reading) -> DateExpression | None:
    weekday = reading.word("weekday")
    if weekday:
        into = -1 if reading.word("into") else 0
        return reading.expression(
            "weekday", weekday=weekday_number(weekday), part="overnight", direction=into, vague=not into
        )
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
    return reading.expression(
        "offset", unit="day", count=(abs(shift), abs(shift)), direction=shift and shift // abs(shift), **fields
    )


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
    if before in "isrB" or reading.word_before() in {"until", "till", "through", "circa", "year", "years", "fiscal"}:
        return not (before == "r" and _plural(follows))
    if before in "-c&" and start >= 2 and letters[start - 2] == "Y":
        return before != "&" or letters[start - 3 : start - 2] in set("Bisrbgfoy")
    if after in "-c" and letters[reading.end + 1 : reading.end + 2] == "Y":
        return before not in "x" or reading.word_before() not in {"number", "no"}
    if before == "(":
        return follows == ")"
    recent = 1900 <= year < 2100
    if before in "bgfoy":
        return recent and not (_plural(follows) and year % 10 == 0) and after != "u"
    if before == "t" or reading.word_before() in _POSSESSIVES:
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
    relation, year = reading.relation("rel1"), reading.number("year")
    weak = reading.after() == "P" and year is None  # "Easter Island"
    return reading.expression("feast", year=year, month=month, day=day, relation=relation, weak=weak)


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
    if letter in "bgs" and reading.after() not in _GOES_ON:
        anchor = "event"
    vague = reading.word("vague") is not None or count[0] != count[1] or count[0] == 0.5
    return reading.expression("offset", unit=unit, count=count, direction=direction, anchor=anchor, vague=vague)


def _build_neighbour(reading: Reading) -> DateExpression | None:
    word = reading.word("unit") or ""
    part = word if reading.match["unit"] == "p" or word == "night" else None
    unit = lexicon("dates")["units"].get(word, "day")
    if reading.match["unit"] == "u" and (word.endswith("s") or unit not in {"day", "week", "month", "year"}):
        return None
    anchor: DateAnchor = "text" if reading.after() in _GOES_ON else "event"
    direction = -1 if reading.word("turn") in {"before", "prior"} else 1
    return reading.expression("offset", unit=unit, direction=direction, anchor=anchor, part=part)


def _build_period(reading: Reading) -> DateExpression | None:
    word, rel = reading.word("unit") or "", reading.word("rel1")
    unit = lexicon("dates")["units"][word]
    the = reading.word("the") is not None
    edge_word = reading.word("edge1", "edge2")
    edge = edge_word if edge_word in {"earlier", "later"} else edge_of(edge_word)
    relation = reading.relation("rel1") or "last"
    if unit in {"second", "minute", "hour"} or (
        word in {"day", "nights"} and rel in {"last", "past", "this", "current"}
    ):
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
    edge = reading.word("edge1") or edge_of(reading.word("edge2"))
    if edge in {"early", "late"}:
        return None
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
    if reading.before() not in "@yzfbgsc" and not re.search(r"[a-z]", word):
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
