"""Works out the day a report was published from its metadata, its head, or the dates that it tells of."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.language.dates import DateExpression, find_dates, looks_ahead
from tocsin.language.lexicon import words
from tocsin.records.report import Published
from tocsin.records.span import Span

Day = datetime.date
_HEAD = 900  # characters in which a date line may stand
_LEAD = 1500  # characters in which a full date counts as news rather than background
_LINE = 300  # characters around a date that can belong to its line or sentence
_YEARS_BACK = 10  # weekdays repeat after 5, 6 or 11 years, so a longer window would always be ambiguous
_FRESH = datetime.timedelta(days=60)  # most reports are read soon after they appear
_CLOSE = 45  # days between two full dates of one story
_SPREAD = datetime.timedelta(days=300)  # the dates that one report tells of as news lie closer together than this
_DATELINE = re.compile(r"[A-Z][A-Z'’.-]+(?:[ ,/]{1,2}[A-Z][\w'’.-]*){0,5}[,.]?\s*[(]?$")
_AFTER_DATELINE = re.compile(r"\s*[)]?\s*(?:\([^)\n]{2,40}\)\s*)?(?:[—–:]|-{1,2}\s)")
_LED_IN = re.compile(r"\s*|(?i:by\s).*|.*[|•·–—:,-]\s*")
_LED_OUT = re.compile(r"\s*$|\s*[|•·–—,-]|\s+(?:at\s)?\d{1,2}[:.]\d{2}|\s+[A-Z]{3,4}\b")
_LONE = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Clues:
    """What a text says about its year."""

    dated: tuple[DateExpression, ...]  # weekday, day and month, no year, told as past
    bare: tuple[DateExpression, ...]  # day and month alone
    full: tuple[DateExpression, ...]  # day, month and year, told as past
    floor: int | None  # the latest year that is told as past
    hinted: tuple[int, ...]  # "25 years after 1999"
    counted: bool  # days are counted from the date published ("on Monday", "yesterday")


def infer_published(text: str, *, metadata_date: str | None, as_of: str | None) -> Published:
    """Work out when a report was published: by its metadata, by a date that it states, or by inference.

    `as_of` is the latest day possible (when the page was fetched). A date is inferred where weekdays in the
    text fit one recent year, as the latest day told as past: the report appeared on it or just after. Where
    the text says too little, or contradicts itself, the date is unknown.
    """
    latest = _parse(as_of)
    stamped = _parse(metadata_date)
    if stamped is not None and (latest is None or stamped <= latest + datetime.timedelta(days=1)):
        return Published(stamped.isoformat(), "metadata")
    expressions = list(_flat(find_dates(text)))
    stated = _stated(text, expressions, latest)
    if stated is not None:
        return Published(_day_of(stated).isoformat(), "stated", _span(text, stated))
    clues = _clues(text, expressions, latest)
    inferred = _by_weekdays(text, clues, latest) if clues.dated else _by_full_dates(text, clues, latest)
    return inferred or Published()


def _parse(date: str | None) -> Day | None:
    try:
        return Day.fromisoformat(date.strip()[:10]) if date else None
    except ValueError:
        return None


def _span(text: str, expression: DateExpression) -> Span:
    return Span.of(text, expression.start, expression.end)


def _flat(expressions: tuple[DateExpression, ...]) -> Iterator[DateExpression]:
    for expression in expressions:
        if expression.kind == "range" and expression.first and expression.last:
            yield from (expression.first, expression.last)
        elif not expression.weak:
            yield expression


def _try_day(expression: DateExpression, year: int | None) -> Day | None:
    try:
        return Day(year or 0, expression.month or 0, expression.day or 0)
    except ValueError:
        return None


def _day_of(expression: DateExpression) -> Day:
    return Day(expression.year or 1, expression.month or 1, expression.day or 1)


# --- stated ------------------------------------------------------------------------------------------------


def _stated(text: str, expressions: list[DateExpression], latest: Day | None) -> DateExpression | None:
    """The full date of a "Published ..." line, a line that is only a date, or a dateline; the best of them."""
    ranked: list[tuple[int, int, DateExpression]] = []
    for expression in expressions:
        day = _try_day(expression, expression.year)
        if expression.kind != "day" or expression.swapped or day is None or (latest and day > latest):
            continue
        rank = _line_rank(text, expression)
        if rank is not None:
            ranked.append((rank, expression.start, expression))
    return min(ranked, key=lambda one: one[:2])[2] if ranked else None


@functools.cache
def _labels(key: str) -> frozenset[str]:
    return words("published", key)


def _line_rank(text: str, expression: DateExpression) -> int | None:
    """How well a date's line says that the report appeared on it: 0 best, None not at all."""
    before = text[max(0, expression.start - _LINE) : expression.start].rpartition("\n")[2]
    after = text[expression.end : expression.end + _LINE].partition("\n")[0]
    label = re.sub(r"(?:\s|\b)(?:on|at)$", "", before.lower().rstrip(" :|–—-\t\u00a0")).rstrip(" :")
    label = re.split(r"[|•·–—]", label)[-1].strip()
    if label in _labels("published"):
        return 0
    if expression.start > _HEAD:
        return None
    if label in _labels("updated"):
        return 3
    if _DATELINE.fullmatch(before) and _AFTER_DATELINE.match(after):
        return 1
    # "By Ana Ruiz | 3 May 2024", "3 May 2024 10:30": a line that holds little else.
    alone = _LED_IN.fullmatch(before) and _LED_OUT.match(after)
    return 2 if alone and len(_LONE.findall(before + after)) <= 6 else None


# --- inferred ----------------------------------------------------------------------------------------------


def _clues(text: str, expressions: list[DateExpression], latest: Day | None) -> _Clues:
    past = [one for one in expressions if not looks_ahead(text, one)]
    dated = tuple(
        one for one in past if one.kind == "day" and one.year is None and one.weekday is not None and one.years is None
    )
    bare = tuple(one for one in expressions if one.kind == "day" and one.year is one.weekday is None)
    full = tuple(
        one
        for one in past
        if one.kind == "day"
        and (day := _try_day(one, one.year)) is not None
        and not one.swapped
        and (latest is None or day <= latest)
    )
    years = [one.year for one in past if one.year is not None and one.kind in ("day", "month", "year", "season")]
    possible = [year for year in years if latest is None or year <= latest.year]
    hinted = tuple(
        one.first.year + round(one.count[0])
        for one in expressions
        if one.kind == "offset" and one.unit == "year" and one.direction > 0 and one.first and one.first.year
    )
    counted = any(one.kind == "weekday" or (one.kind == "offset" and one.anchor == "published") for one in expressions)
    return _Clues(dated, bare, full, max(possible, default=None), hinted, counted)


def _by_weekdays(text: str, clues: _Clues, latest: Day | None) -> Published | None:
    """The latest year in which all weekdays fit; its latest day is when the report appeared, or just before."""
    if latest is not None:
        years = _window(latest.year, clues.floor)
    elif clues.floor is not None:
        # Without a last possible day only a year that the text itself names can settle it.
        years = [clues.floor, clues.floor + 1]
    else:
        return None
    fitting = {year: days for year in years if (days := _fit(clues.dated, year, latest)) is not None}
    current = [one for one in clues.full if one.weekday is not None and _day_of(one).weekday() == one.weekday]
    if current:
        newest = max(_day_of(one) for one in current).year
        fitting = {year: days for year, days in fitting.items() if newest <= year <= newest + 1}
    hinted = {year for year in fitting if any(abs(year - hint) <= 1 for hint in clues.hinted)}
    candidates = sorted(hinted or fitting)
    if not candidates or (latest is None and len(candidates) > 1):
        return None
    days = fitting[_likeliest(candidates, fitting, clues.floor, latest)]
    deciding = _dateline(text, clues.dated)
    headed = _dateline(text, clues.bare)
    if deciding is None and headed is not None:
        day = _nearest_day(headed, max(days.values()))
        if day is not None and (latest is None or day <= latest):
            return Published(day.isoformat(), "inferred", _span(text, headed))
    if deciding is None:
        deciding = max(clues.dated, key=lambda one: (days[one], -one.start))
        floor, told = _week_floor(days)
        if floor > days[deciding]:
            return _bounded(floor, latest, _span(text, told))
    return Published(days[deciding].isoformat(), "inferred", _span(text, deciding))


def _window(newest: int, floor: int | None) -> list[int]:
    """The years to try: the recent ones, and the year that the text names and the next."""
    years = {*range(max(newest - _YEARS_BACK, floor or 0), newest + 1)}
    if floor is not None and floor >= newest - 2 * _YEARS_BACK:
        years |= {floor, min(floor + 1, newest)}
    return sorted(years)


def _likeliest(
    candidates: list[int], fitting: dict[int, dict[DateExpression, Day]], floor: int | None, latest: Day | None
) -> int:
    """The latest year, unless it is no fresh news and the text names an earlier year that fits as well.

    News that names years mostly names its own or the one before; weekdays fit another year by chance in one
    case of seven.
    """
    newest = candidates[-1]
    fresh = latest is not None and latest - max(fitting[newest].values()) <= _FRESH
    named = [year for year in candidates if floor is not None and year in (floor, floor + 1)]
    return named[0] if named and not fresh else newest


def _bounded(day: Day, latest: Day | None, span: Span) -> Published:
    return Published((min(day, latest) if latest else day).isoformat(), "inferred", span)


def _fit(dated: tuple[DateExpression, ...], year: int, latest: Day | None) -> dict[DateExpression, Day] | None:
    """Give every expression its day, in `year` or late in the year before; None where a weekday does not fit."""
    days: dict[DateExpression, Day] = {}
    for one in dated:
        fits = [
            day
            for at in (year, year - 1)
            if (day := _try_day(one, at)) is not None
            and day.weekday() == one.weekday
            and (latest is None or day <= latest)
        ]
        if not fits:
            return None
        days[one] = fits[0]
    newest = max(days.values())
    return days if newest.year == year and newest - min(days.values()) <= _SPREAD else None


def _week_floor(days: dict[DateExpression, Day]) -> tuple[Day, DateExpression]:
    """The first day on which "last week on Sunday 24th" can have been written."""
    floors = [(_week_start(day) + datetime.timedelta(days=7), one) for one, day in days.items() if one.week == -1]
    if not floors:
        return Day.min, next(iter(days))
    return max(floors, key=lambda pair: pair[0])


def _week_start(day: Day) -> Day:
    return day - datetime.timedelta(days=day.weekday())


def _dateline(text: str, dated: tuple[DateExpression, ...]) -> DateExpression | None:
    return next((one for one in dated if one.start < _HEAD and _line_rank(text, one) is not None), None)


def _nearest_day(expression: DateExpression, day: Day) -> Day | None:
    """Give a day and month the year that brings it close to a day; None where it is not close in any."""
    days = [d for at in (day.year - 1, day.year, day.year + 1) if (d := _try_day(expression, at)) is not None]
    nearest = min(days, key=lambda d: abs(d - day), default=None)
    return nearest if nearest is not None and abs(nearest - day) <= _FRESH else None


def _by_full_dates(text: str, clues: _Clues, latest: Day | None) -> Published | None:
    """The latest full date that is told as news, where no later year is named.

    News mostly gives the year only of what is long past, so a full date counts with its weekday; without,
    where nothing is counted from the day of publication and the lead has two such dates close together.
    """
    news = [
        one
        for one in clues.full
        if one.year == clues.floor
        and (latest is None or latest.year - (one.year or 0) <= _YEARS_BACK)
        and not _looks_back(text, one)
        and (one.weekday is None or _day_of(one).weekday() == one.weekday)
    ]
    lead = [one for one in news if one.start < _LEAD]
    pairs = {_day_of(one) for one in lead if any(0 < abs((_day_of(one) - _day_of(o)).days) <= _CLOSE for o in lead)}
    news = [one for one in news if one.weekday is not None or (not clues.counted and _day_of(one) in pairs)]
    if not news:
        return None
    deciding = max(news, key=lambda one: (_day_of(one), -one.start))
    return Published(_day_of(deciding).isoformat(), "inferred", _span(text, deciding))


@functools.cache
def _looking_back() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:" + "|".join(sorted(words("published", "looking_back"))) + r")\b")


def _looks_back(text: str, expression: DateExpression) -> bool:
    before = re.split(r"\n|\. ", text[max(0, expression.start - _LINE) : expression.start])[-1]
    after = re.split(r"\n|\. ", text[expression.end : expression.end + _LINE])[0]
    return _looking_back().search(before + "|" + after) is not None
