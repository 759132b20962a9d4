"""Works out which days a date expression means, counted from a reference date."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace

from tocsin.language.date_grammar import DateExpression
from tocsin.language.lexicon import lexicon
from tocsin.records.resolved import WhenBasis, WhenPrecision

Day = datetime.date
_UNITS: dict[str, WhenPrecision] = {
    "second": "day", "minute": "day", "hour": "day", "day": "day", "week": "week", "fortnight": "week",
    "weekend": "day", "month": "month", "year": "year", "decade": "decade", "century": "decade",
}  # fmt: skip
_DAYS = {"second": 0.0, "minute": 0.0, "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "weekend": 7.0}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class DateValue:
    """What an expression means: first and last day (or minute), how precise, on what basis, and why."""

    start: str | None
    end: str | None
    precision: WhenPrecision
    basis: WhenBasis
    vague: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Days:
    first: Day
    last: Day
    precision: WhenPrecision
    basis: WhenBasis
    why: str = ""
    vague: bool = False


def resolve_date(expression: DateExpression, reference: str | None, *, future: bool = False) -> DateValue:
    """Work out an expression; relative ones count from `reference`, an ISO 8601 date.

    A bare weekday is the latest one up to the reference, and a day or month without a year the nearest one
    not after it, unless `future` says that the text looks ahead.
    """
    day = _parse(reference)
    try:
        return _resolve(expression, day, future)
    except (ValueError, OverflowError):
        return _unknown("no such day")


def _unknown(why: str) -> DateValue:
    return DateValue(None, None, "unknown", "unknown", why=why)


def _parse(date: str | None) -> Day | None:
    try:
        return Day.fromisoformat(date[:10]) if date else None
    except ValueError:
        return None


def _resolve(expression: DateExpression, reference: Day | None, future: bool) -> DateValue:
    if expression.kind == "range":
        return _resolve_range(expression, reference, future)
    if expression.first is not None:
        anchor = _resolve(expression.first, reference, future)
        if anchor.start is None:
            return anchor
        value = _resolve(replace(expression, first=None, anchor="text"), _parse(anchor.start), future)
        return replace(value, why=f"counted from {anchor.start[:10]}")
    if expression.anchor == "event":
        return _unknown("counts from an event without a date")
    days = _DAYS_OF[expression.kind](expression, reference, future)
    if days is None:
        return _unknown("no date to count from" if reference is None else "the calendar day is not known")
    if expression.since:
        return _since(days, reference, expression)
    return _with_time(days, expression)


def _since(days: _Days, reference: Day | None, expression: DateExpression) -> DateValue:
    last = max(reference, days.first) if reference else days.last
    why = "from then until the reference date" if reference else days.why
    start = _with_time(days, expression).start
    return DateValue(start, last.isoformat(), days.precision, days.basis, days.vague or expression.vague, why)


def _with_time(days: _Days, expression: DateExpression) -> DateValue:
    vague = days.vague or expression.vague or expression.swapped
    if days.first != days.last or (expression.clock is None and expression.part is None) or expression.kind == "season":
        return DateValue(days.first.isoformat(), days.last.isoformat(), days.precision, days.basis, vague, days.why)
    if expression.clock is not None:
        hour, minute = expression.clock
        moment = f"{days.first.isoformat()}T{hour:02}:{minute:02}"
        return DateValue(moment, moment, "minute" if minute else "hour", days.basis, vague, days.why)
    hours = lexicon("dates")["hours"].get(expression.part)
    if hours is None:
        return DateValue(days.first.isoformat(), days.last.isoformat(), days.precision, days.basis, vague, days.why)
    start, end = (
        f"{(days.first + datetime.timedelta(days=hour // 24)).isoformat()}T{hour % 24:02}:00" for hour in hours
    )
    return DateValue(start, end, "hour" if start == end else "part-of-day", days.basis, vague, days.why)


def _resolve_range(expression: DateExpression, reference: Day | None, future: bool) -> DateValue:
    first, last = expression.first, expression.last
    if first is None or last is None:
        return _unknown("an open range")
    if first.year is None and last.year is not None and first.kind in {"day", "month"}:
        ahead = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
        first = replace(first, year=last.year - ahead)
    end = _resolve(last, reference, future)
    if end.end is None:
        return end
    start = _resolve(replace(first, since=False), reference, future)
    if start.start is None or start.start > end.end:
        start = _resolve(replace(first, since=False), _parse(end.end), False)
    if start.start is None or start.start > end.end:
        return _unknown("the range ends before it begins")
    basis = end.basis if end.basis != "stated" else start.basis
    why = end.why or start.why
    return DateValue(start.start, end.end, end.precision, basis, start.vague or end.vague or expression.vague, why)


def _shift_months(day: Day, months: int) -> Day:
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return Day(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month_days(year: int, month: int, last_month: int | None = None) -> tuple[Day, Day]:
    first = Day(year, month, 1)
    final = _shift_months(first, (last_month or month) - month)
    return first, final.replace(day=monthrange(final.year, final.month)[1])


def _nearest_year(days_in: Callable[[int], Day | None], reference: Day, future: bool) -> int | None:
    """The year whose day is nearest to the reference: not after it, or, looking ahead, not before it.

    Even a text that looks ahead names what has just passed: "will grow less than forecast in July".
    """
    fitting = [(year, day) for year in range(reference.year - 8, reference.year + 9) if (day := days_in(year))]
    past = next(((year, day) for year, day in reversed(fitting) if day <= reference), None)
    ahead = next(((year, day) for year, day in fitting if day >= reference), None)
    if not future or ahead is None:
        return past[0] if past else None
    if past is not None and 2 * (reference - past[1]) < ahead[1] - reference:
        return past[0]
    return ahead[0]


def _try_day(year: int, month: int, day: int) -> Day | None:
    return Day(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _day_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    month, number, year = expression.month or 1, expression.day or 1, expression.year
    if year is not None:
        if expression.swapped and reference is not None:
            other = Day(year, number, month)
            if Day(year, month, number) > reference >= other and not future:
                return _Days(other, other, "day", "stated", "month and day are taken in the order that is not ahead")
        why = "day and month might be the other way round" if expression.swapped else ""
        return _Days(Day(year, month, number), Day(year, month, number), "day", "stated", why)
    if reference is None:
        return None
    if expression.years is not None:
        year, basis = reference.year + expression.years, "relative"
    else:
        found = _nearest_year(lambda y: _try_day(y, month, number), reference, future)
        if found is None:
            return None
        year, basis = found, "inferred"
    day = Day(year, month, number)
    why = f"the year is the one nearest to {reference.isoformat()}" if basis == "inferred" else ""
    if expression.weekday is not None and day.weekday() != expression.weekday:
        why = "the weekday does not fit this date"
    return _Days(day, day, "day", basis, why)  # type: ignore[arg-type]


def _weekday_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    weekday = expression.weekday or 0
    if reference is None:
        return None
    if expression.week is not None or expression.relation == "this":
        day = _monday(reference) + datetime.timedelta(days=7 * (expression.week or 0) + weekday)
        vague = False
    elif expression.day is not None:
        step = 1 if future else -1
        days = (reference + datetime.timedelta(days=step * n) for n in range(366 * 2))
        day_found = next((d for d in days if d.day == expression.day and d.weekday() == weekday), None)
        if day_found is None:
            return None
        return _Days(day_found, day_found, "day", "inferred", "the nearest such day")
    else:
        ahead = future or expression.relation == "next"
        gap = (weekday - reference.weekday()) % 7 if ahead else -((reference.weekday() - weekday) % 7)
        if gap == 0 and expression.relation in ("last", "next"):
            gap = 7 if ahead else -7
        day = reference + datetime.timedelta(days=gap)
        # Some writers mean by "next Friday" the one of the week after.
        vague = expression.relation == "next" and _monday(day) == _monday(reference)
    if expression.direction:
        day += datetime.timedelta(days=expression.direction)
    return _Days(day, day, "day", "relative", f"counted from {reference.isoformat()}", vague)


def _monday(day: Day) -> Day:
    return day - datetime.timedelta(days=day.weekday())


def _named_year(expression: DateExpression, reference: Day | None, future: bool, month: int) -> int | None:
    if expression.year is not None:
        return expression.year
    if reference is None:
        return None
    if expression.years is not None:
        return reference.year + expression.years
    if expression.relation == "this":
        return reference.year
    day = reference
    if expression.relation in ("last", "next"):
        # The month that is running is neither the last nor the next one.
        day = _shift_months(reference.replace(day=1), 1 if expression.relation == "next" else -1)
    return _nearest_year(lambda y: Day(y, month, 1), day.replace(day=1), future or expression.relation == "next")


def _basis(expression: DateExpression) -> WhenBasis:
    if expression.year is not None:
        return "stated"
    return "relative" if expression.relation or expression.years is not None else "inferred"


def _month_named(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    month = expression.month or 1
    year = _named_year(expression, reference, future, month)
    if year is None:
        return None
    first, last = _month_days(year, month)
    first, last = _edge_days(expression.edge, "month", first, last)
    return _Days(first, last, "month", _basis(expression), _year_why(expression, reference))


def _year_why(expression: DateExpression, reference: Day | None) -> str:
    if expression.year is not None or expression.years is not None or reference is None:
        return ""
    return f"the year is the one nearest to {reference.isoformat()}"


def _edge_days(edge: str | None, unit: str, first: Day, last: Day) -> tuple[Day, Day]:
    bounds = lexicon("dates")["edges"].get(unit, {}).get(edge)
    if bounds is None:
        return first, last
    low, high = bounds
    if unit == "month":
        return first.replace(day=low), last.replace(day=min(high, last.day))
    if unit == "week":
        return first + datetime.timedelta(days=low), first + datetime.timedelta(days=high)
    if unit == "decade":
        return Day(first.year + low, 1, 1), Day(first.year + high, 12, 31)
    return _month_days(first.year, low, high)


def _year_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    year = expression.year or 1
    first, last = _edge_days(expression.edge, "year", Day(year, 1, 1), Day(year, 12, 31))
    return _Days(first, last, "year", "stated")


def _decade_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    year, basis = expression.year or 0, "stated"
    if year < 100:
        known = reference.year if reference else 1999
        year, basis = year + known // 100 * 100, "inferred"
        year -= 100 if year > known else 0
    first, last = _edge_days(expression.edge, "decade", Day(year, 1, 1), Day(year + 9, 12, 31))
    return _Days(first, last, "decade", basis)  # type: ignore[arg-type]


def _season_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    low, high = lexicon("dates")["seasons"][expression.part]
    year = _named_year(expression, reference, future, low)
    if year is None:
        return None
    first, last = _month_days(year, low, high)
    return _Days(first, last, "season", _basis(expression), _year_why(expression, reference), vague=True)


def _feast_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    if expression.month is None:
        return None
    if expression.relation == "last" and reference is not None:
        reference -= datetime.timedelta(days=1)
    future = future or expression.relation == "next"
    return _day_days(replace(expression, swapped=False), reference, future)


def _offset_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    if reference is None:
        return None
    unit, (low, high) = expression.unit or "day", expression.count
    why = f"counted from {reference.isoformat()}"
    near, far = (_moved(reference, unit, expression.direction * count) for count in (low, high))
    first, last = min(near, far), max(near, far)
    precision = _UNITS[unit]
    if precision == "week" and first == last:
        spread = datetime.timedelta(days=3)
        return _Days(first - spread, last + spread, "week", "relative", why, vague=True)
    if precision in ("month", "year", "decade"):
        first, last = _whole(first, unit)[0], _whole(last, unit)[1]
    return _Days(first, last, precision, "relative", why, vague=low != high)


def _moved(day: Day, unit: str, count: float) -> Day:
    if unit in _MONTHS:
        return _shift_months(day, round(_MONTHS[unit] * count))
    whole = _DAYS[unit] * count
    return day + datetime.timedelta(days=int(whole) if unit == "hour" else round(whole))


def _whole(day: Day, unit: str) -> tuple[Day, Day]:
    """The whole week, month, year ... that holds a day."""
    if unit in ("week", "fortnight"):
        return _monday(day), _monday(day) + datetime.timedelta(days=6)
    if unit == "month":
        return _month_days(day.year, day.month)
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        first = day.year // size * size
        return Day(first, 1, 1), Day(first + size - 1, 12, 31)
    return day, day


def _period_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    if reference is None:
        return None
    unit = expression.unit or "day"
    why = f"counted from {reference.isoformat()}"
    shift = {"last": -1, "next": 1}.get(expression.relation or "", 0)
    if unit == "weekend":
        first = _saturday(expression, reference, future)
        last = first + datetime.timedelta(days=1)
    else:
        first, last = _whole(_moved(reference, unit, shift), unit)
    if expression.edge == "earlier":
        last = max(first, min(last, reference))
    elif expression.edge == "later":
        first = min(last, max(first, reference))
    else:
        first, last = _edge_days(expression.edge, unit, first, last)
    return _Days(first, last, _UNITS[unit], "relative", why)


def _saturday(expression: DateExpression, reference: Day, future: bool) -> Day:
    this = _monday(reference) + datetime.timedelta(days=5)
    if expression.relation == "next":
        return this + datetime.timedelta(days=7 if reference >= this else 0)
    if expression.relation == "last":
        return this - datetime.timedelta(days=7)
    if expression.relation == "this" or future or reference >= this:
        return this
    return this - datetime.timedelta(days=7)


def _window_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    if reference is None:
        return None
    unit, (_, high) = expression.unit or "day", expression.count
    other = _moved(reference, unit, expression.direction * high)
    why = f"counted from {reference.isoformat()}"
    return _Days(min(other, reference), max(other, reference), _UNITS[unit], "relative", why)


def _clock_days(expression: DateExpression, reference: Day | None, future: bool) -> _Days | None:
    return _Days(reference, reference, "day", "relative", f"on {reference.isoformat()}") if reference else None


_DAYS_OF: dict[str, Callable[[DateExpression, Day | None, bool], _Days | None]] = {
    "day": _day_days,
    "weekday": _weekday_days,
    "month": _month_named,
    "year": _year_days,
    "decade": _decade_days,
    "season": _season_days,
    "feast": _feast_days,
    "offset": _offset_days,
    "period": _period_days,
    "window": _window_days,
    "clock": _clock_days,
}
