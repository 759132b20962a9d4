"""Finds quantities in English news text, with their bounds: figures, words, dozens, "at least", "20 to 30"."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from tocsin.language.dates import DateExpression, find_dates
from tocsin.language.lexicon import lexicon

NumberKind = Literal["count", "percent", "money", "measure", "age"]

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?P<code>[-‑]?\d[\w-]*)?)"  # with figures "M23", "F-16", "COVID-19": names
    r"|(?P<figure>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<suffix>[^\W\d_]+)?"
    r"|(?P<mark>[^\w\s])"
)
_DASHES = "-–—‑"
_MONEY = "$€£¥₴₽₹₦₪"


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """One quantity with its bounds, both included; None where the text does not bound it on that side.

    "at least 20" and "more than 20" have low 20 and no high, "up to 20" and "fewer than 20" high 20 and no
    low. `approximate` marks "about" and words such as "dozens", whose bounds are in numbers.toml.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    approximate: bool = False
    kind: NumberKind = "count"


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    text: str
    lower: str
    value: float = 0


@dataclass(frozen=True, slots=True)
class _Core:
    """Tokens `first` to `last` (exclusive) say a number between low and high."""

    first: int
    last: int
    low: float
    high: float
    vague: bool = False
    money: bool = False


def find_numbers(text: str, dates: tuple[DateExpression, ...] | None = None) -> tuple[NumberExpression, ...]:
    """Find the quantities of a text, in order; dates, times, years, ordinals and numbers in names are none.

    `dates` are the text's date expressions where they are known already.
    """
    tokens = _tokens(text)
    cores = _ranges(tokens, _without_dates(_cores(tokens), tokens, find_dates(text) if dates is None else dates))
    found: list[NumberExpression] = []
    taken = 0  # tokens up to here belong to the number before
    for core, following in zip(cores, [*cores[1:], None], strict=False):
        expression, taken = _bounded(text, tokens, core, (taken, following.first if following else len(tokens) + 1))
        found.append(expression)
    return tuple(found)


def numbers_in_phrase(phrase: str) -> tuple[NumberExpression, ...]:
    """Find the quantities of a phrase cut out of a text; its capital may only have begun the sentence."""
    return find_numbers(phrase[:1].lower() + phrase[1:])


def _tokens(text: str) -> list[_Token]:
    suffixes: dict[str, int] = lexicon("numbers")["suffixes"]
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind, written = match.lastgroup or "", match[0]
        start, end = match.span()
        figure = match["figure"]
        if figure is None:
            kind = "code" if match["code"] else kind
            tokens.append(_Token(start, end, kind, written, written.lower()))
            continue
        suffix = match["suffix"] or ""
        value = float(re.sub(r"[,\u00a0\u202f]", "", figure))
        if not suffix or suffix in suffixes:
            tokens.append(_Token(start, end, "figure", written, written, value * suffixes.get(suffix, 1)))
        elif suffix in _measures():
            tokens.append(_Token(start, match.end("figure"), "figure", figure, figure, value))
            tokens.append(_Token(match.start("suffix"), end, "word", suffix, suffix))
        else:
            tokens.append(_Token(start, end, "code", written, written.lower()))
    return tokens


@functools.cache
def _measures() -> frozenset[str]:
    return frozenset(lexicon("numbers")["kinds"]["measure"])


@functools.cache
def _names(key: str) -> frozenset[str]:
    return frozenset(lexicon("numbers")["names"][key])


def _lower(tokens: list[_Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _cores(tokens: list[_Token]) -> list[_Core]:
    found: list[_Core] = []
    openers, done = _openers(), 0
    for at, token in enumerate(tokens):
        if at < done or not (token.kind == "figure" or token.lower in openers):
            continue
        core = _core_at(tokens, at)
        if core is not None:
            done = core.last
            if _is_quantity(tokens, core):
                found.append(core)
    return found


@functools.cache
def _openers() -> frozenset[str]:
    data = lexicon("numbers")
    return frozenset({*data["words"], *data["some"], *data["vague"], "a", "an", "half", "no", "none", "nobody"})


def _core_at(tokens: list[_Token], at: int) -> _Core | None:
    data = lexicon("numbers")
    token, word = tokens[at], _lower(tokens, at)
    if token.kind == "figure":
        money = at > 0 and tokens[at - 1].text in _MONEY
        core = _Core(at - money, at + 1, token.value, token.value, money=money)
        return _scaled(tokens, core)
    if token.kind != "word":
        return None
    if word in data["words"]:
        return _spelt(tokens, at)
    if word in data["some"]:
        return _some(tokens, at)
    if word in data["vague"] and token.text.islower():
        return _plural(tokens, at)
    if word in ("a", "an", "half") and _lower(tokens, at + 1 + (word == "half")) in data["scales"]:
        begin = at + 1 + (word == "half" and _lower(tokens, at + 1) in ("a", "the"))
        scale = data["scales"].get(_lower(tokens, begin))
        if scale is not None and _lower(tokens, begin) != "score":
            value = scale / 2 if word == "half" else scale
            return _Core(at, begin + 1, value, value)
    if word in ("no", "none", "nobody"):
        return _nothing(tokens, at)
    return None


def _scaled(tokens: list[_Token], core: _Core) -> _Core:
    """Let "thousand", "million" multiply what stands before them."""
    scales: dict[str, int] = lexicon("numbers")["scales"]
    last, low, high = core.last, core.low, core.high
    while (scale := scales.get(_lower(tokens, last))) and _lower(tokens, last) != "score":
        low, high, last = low * scale, high * scale, last + 1
    return replace(core, last=last, low=low, high=high)


def _spelt(tokens: list[_Token], at: int) -> _Core:
    """Read a number in words: "twenty-five", "three hundred and fifty", "two dozen"."""
    data = lexicon("numbers")
    words, scales = data["words"], data["scales"]
    total, part, last, i = 0, 0, at, at
    while i < len(tokens):
        word = _lower(tokens, i)
        if word in words:
            # "twenty one", but "twenty thirty" and "one two" are two numbers.
            if part % 100 and not (part % 10 == 0 and part % 100 >= 20 and words[word] < 10):
                break
            part += words[word]
        elif word in scales and word != "score" and last > at - 1 and i > at:
            if scales[word] >= 1000:
                total, part = total + (part or 1) * scales[word], 0
            else:
                part = (part or 1) * scales[word]
        elif (tokens[i].text in _DASHES or word == "and") and _lower(tokens, i + 1) in words and i > at:
            joins = tokens[i].text in _DASHES and part % 10 == 0 and part % 100 >= 20
            after_scale = word == "and" and (part % 100 == 0 and (part or total))
            if not (joins and words[_lower(tokens, i + 1)] < 10) and not after_scale:
                break
            i += 1
            continue
        else:
            break
        i += 1
        last = i
    value = total + part
    return _Core(at, max(last, at + 1), value, value)


def _some(tokens: list[_Token], at: int) -> _Core | None:
    word = _lower(tokens, at)
    low, high = lexicon("numbers")["some"][word]
    first, last = at, at + 1
    if word != "several":
        if _lower(tokens, at - 1) not in ("a", "the", "last", "past", "next", "first"):
            return None  # "few believe": no number
        first = at - 1 if _lower(tokens, at - 1) == "a" else at
        if _lower(tokens, at - 2) in ("quite", "only"):
            first -= _lower(tokens, at - 2) == "quite"
    core = _scaled(tokens, _Core(first, last, low, high, vague=low != high))
    if core.last > last:
        return replace(core, vague=True)
    if word in ("couple", "handful", "pair") and _lower(tokens, last) != "of":
        return None if word != "couple" else core
    return core


def _plural(tokens: list[_Token], at: int) -> _Core | None:
    vague: dict[str, list[int]] = lexicon("numbers")["vague"]
    low, high = vague[_lower(tokens, at)]
    first, last = at, at + 1
    if _lower(tokens, at) == "scores" and _lower(tokens, last) != "of":
        return None
    while _lower(tokens, last) == "of" and _lower(tokens, last + 1) in vague:
        more = vague[_lower(tokens, last + 1)]
        low, high, last = low * more[0], (high + 1) * more[0] - 1, last + 2
    return _Core(first, last, low, high, vague=True)


def _nothing(tokens: list[_Token], at: int) -> _Core | None:
    word, follows = _lower(tokens, at), _lower(tokens, at + 1)
    if word == "nobody" or (word == "no" and follows == "one"):
        last = at + 1 + (word == "no")
        return _Core(at, last, 0, 0) if _lower(tokens, last) in _names("happens") else None
    if word == "no":
        counted = _names("nothing")
        idiom = follows in ("more", "fewer", "less", "longer", "doubt")
        if idiom or not (follows in counted or _lower(tokens, at + 2) in counted):
            return None
    elif follows in ("the", "too", "other"):
        return None
    return _Core(at, at + 1, 0, 0)


def _is_quantity(tokens: list[_Token], core: _Core) -> bool:
    before, after = _lower(tokens, core.first - 1), _lower(tokens, core.last)
    touching = core.first > 0 and tokens[core.first - 1].end == tokens[core.first].start
    glued = core.last < len(tokens) and tokens[core.last].start == tokens[core.last - 1].end
    figure = tokens[core.first].kind == "figure"
    beside = (core.first > 0 and tokens[core.first - 1].kind == "figure") or (
        core.last < len(tokens) and tokens[core.last].kind == "figure"
    )
    if figure and beside:
        return False  # a telephone number
    if figure and (before in _names("before") or (before == "." and _lower(tokens, core.first - 2) in ("no", "nos"))):
        return False
    if touching and (before in "+#/'’:" or (before in _DASHES and _joins_name(tokens, core.first - 1))):
        return False
    if glued and after in ("/", ":") and core.last + 1 < len(tokens) and tokens[core.last + 1].kind == "figure":
        return False
    if glued and after in _DASHES and core.last + 1 < len(tokens) and tokens[core.last + 1].kind == "word":
        follows = _lower(tokens, core.last + 1)
        data = lexicon("numbers")
        return follows in _names("compounds") or follows in data["words"] or follows in data["scales"]
    word = tokens[core.first].lower
    if word == "one" and core.last == core.first + 1:
        superlative = after == "of" and re.fullmatch(r"most|least|.*est", _lower(tokens, core.last + 2)) is not None
        return before not in _names("pronoun_before") and after not in _names("pronoun_after") and not superlative
    return True


def _joins_name(tokens: list[_Token], dash: int) -> bool:
    # "Su-25" is one token already; "Brigade - 5" and "mid-20" are caught here, "20-30" is not.
    return dash > 0 and tokens[dash - 1].kind in ("word", "code") and tokens[dash - 1].end == tokens[dash].start


def _without_dates(cores: list[_Core], tokens: list[_Token], dates: tuple[DateExpression, ...]) -> list[_Core]:
    starts = [date.start for date in dates]
    kept = []
    for core in cores:
        at = bisect.bisect_right(starts, tokens[core.first].start) - 1
        if at < 0 or dates[at].end <= tokens[core.first].start:
            kept.append(core)
    return kept


def _ranges(tokens: list[_Token], cores: list[_Core]) -> list[_Core]:
    """Join "20 to 30", "20-30", "two or three" and "between 20 and 30"."""
    joined: list[_Core] = []
    for core in cores:
        if joined and core.first == joined[-1].last + 1 and not joined[-1].vague:
            before, link = joined[-1], _lower(tokens, core.first - 1)
            led_by = _lower(tokens, before.first - 1)
            linked = (
                (link == "and" and led_by == "between")
                or (link == "to" and led_by != "from")
                or (link == "or" and before.high <= core.low <= before.high + 2)
                or (link in _DASHES and core.low > 0)
            )
            low = before.low
            if linked and core.high >= 1000 and low < 1000 and core.high % 1000 == 0 and core.last - core.first > 1:
                low *= _scale_of(tokens, core)  # "two to three million"
            if linked and low < core.high:
                first = before.first - 1 if link == "and" else before.first
                joined[-1] = _Core(first, core.last, low, core.high, money=before.money)
                continue
            if link in _DASHES and max(before.high, core.high) < 100:
                joined.pop()  # "5-4" is a score or a vote
                continue
        joined.append(core)
    return joined


def _scale_of(tokens: list[_Token], core: _Core) -> int:
    scale: int = lexicon("numbers")["scales"].get(_lower(tokens, core.last - 1), 1)
    return scale


@functools.cache
def _phrases(side: str) -> dict[tuple[str, ...], str]:
    table: dict[str, list[str]] = lexicon("numbers")[side]
    return {tuple(phrase.split()): effect for effect, phrases in table.items() for phrase in phrases}


def _bounded(text: str, tokens: list[_Token], core: _Core, room: tuple[int, int]) -> tuple[NumberExpression, int]:
    """Add the phrases around a number to it; `room` is the tokens that are free for them."""
    first, last, low, high = core.first, core.last, core.low, core.high
    effects: list[str] = []
    for _ in range(2):  # "at least about 20"
        length, effect = _phrase(tokens, first, -1)
        if not length or first - length < room[0]:
            break
        first -= length
        effects.append(effect)
    length, effect = _phrase(tokens, last, 1)
    if length and last + length < room[1]:
        last += length
        effects.append(effect)
    bounds_low, bounds_high = "low" in effects, "high" in effects
    kind, last = _kind(tokens, core, last)
    start, end = tokens[first].start, tokens[last - 1].end
    expression = NumberExpression(
        start,
        end,
        text[start:end],
        None if bounds_high and not bounds_low else _whole(low),
        None if bounds_low and not bounds_high else _whole(high),
        core.vague or "about" in effects,
        kind,
    )
    return expression, last


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def _phrase(tokens: list[_Token], at: int, side: int) -> tuple[int, str]:
    phrases = _phrases("before" if side < 0 else "after")
    for length in (4, 3, 2, 1):
        span = range(at - length, at) if side < 0 else range(at, at + length)
        if span.start < 0 or span.stop > len(tokens):
            continue
        words = tuple(tokens[i].lower for i in span)
        effect = phrases.get(words)
        if effect is not None:
            return length, effect
        if side > 0 and length == 2 and words[0] in _DASHES and (words[1],) in phrases:
            return 2, phrases[(words[1],)]  # "20-odd"
    return 0, ""


def _kind(tokens: list[_Token], core: _Core, last: int) -> tuple[NumberKind, int]:
    kinds: dict[str, list[str]] = lexicon("numbers")["kinds"]
    follows, second = _lower(tokens, last), _lower(tokens, last + 1)
    if follows == "%":
        return "percent", last + 1
    if follows in kinds["percent"]:
        return "percent", last + 1
    if follows == "per" and second == "cent":
        return "percent", last + 2
    written = tokens[last].text if last < len(tokens) else ""
    if core.money or follows in kinds["money"] or written in kinds["money"]:
        return "money", last
    if follows in _measures() or (follows == "more" and second in _measures()):
        return "measure", last
    before = _lower(tokens, core.first - 1)
    named = core.first >= 2 and tokens[core.first - 2].text[:1].isupper()
    if (before == "," and named and follows in (",", ".", ")") and 1 <= core.low <= 120) or before == "aged":
        return "age", last
    # "a man of 44"
    if before == "of" and _lower(tokens, core.first - 2) in kinds["aged"] and 1 <= core.low <= 120:
        return "age", last
    return "count", last
