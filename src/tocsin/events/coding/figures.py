"""Reads figures as claims: what is counted, who, between which bounds, and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.patterns import Word, listed_in, words_of
from tocsin.language.lexicon import lexicon
from tocsin.language.numbers import numbers_in_phrase
from tocsin.records import Count, EventMark, FigureMark

_ARTICLES = frozenset({"a", "an", "another"})
_ONE = _ARTICLES | {"his", "her", "their", "its", "the"}
# Who a part is stands so many characters behind it: "one of them, a girl".
_NAMED = 7
_EXACT = {"both": 2.0, "neither": 0.0}
_AND = re.compile(r"\s+and\s+")
_NONE = frozenset({"no", "none", "nobody", "without", "zero"})


def at_their_events(desk: Desk, marks: Sequence[EventMark]) -> list[EventMark]:
    """Give figures linked to a deed of another paragraph to one of that type that is told in their own sentence."""
    kept: dict[int, list[FigureMark]] = {n: [] for n in range(len(marks))}
    for number, mark in enumerate(marks):
        for figure in mark.figures:
            at = figure.span.start
            apart = desk.scene.block_number(at) != desk.scene.block_number(mark.trigger.start)
            start, end = desk.scene.sentence(at) if apart and not desk.in_headline(figure.span) else (at, at)
            near = [n for n, m in enumerate(marks) if m.type == mark.type and start <= m.trigger.start < end]
            to = min(near, key=lambda n: abs(marks[n].trigger.start - at), default=number)
            if all(one.span != figure.span for one in kept[to]):
                kept[to].append(figure)
    return [replace(mark, figures=tuple(kept[number])) for number, mark in enumerate(marks)]


def fill_counts(desk: Desk, draft: EventDraft) -> None:
    """Set the counts from the figures that the model linked to the trigger."""
    for figure in sorted((one for f in draft.mark.figures for one in _apart(desk, f)), key=lambda f: f.span):
        count = read_figure(desk, figure)
        if count is None:
            draft.note(f"“{figure.span.quote}” was marked as a figure but holds no number")
        elif count not in draft.counts:
            draft.counts.append(count)


def _apart(desk: Desk, figure: FigureMark) -> list[FigureMark]:
    """Take arms from people: "400 soldiers and two helicopters" are no 402 of anything."""
    span = figure.span
    joint = _AND.search(span.quote)
    if joint is None or _summed(span.quote) is None:
        return [figure]
    parts = [
        desk.report.span(span.start, span.start + joint.start()),
        desk.report.span(span.start + joint.end(), span.end),
    ]
    armed = [
        any(w.text in listed_in("coding", "counted", "arms") for w in words_of(part.quote, 0, len(part.quote)))
        for part in parts
    ]
    if len(set(armed)) == 1:
        return [figure]
    return [
        replace(figure, span=part, kind="materiel" if arms else figure.kind)
        for part, arms in zip(parts, armed, strict=True)
    ]


def read_figure(desk: Desk, figure: FigureMark) -> Count | None:
    """Read one figure; None where its words say no number."""
    span = figure.span
    bounds = _bounds(span.quote)
    if bounds is None:
        return None
    speaker = next((s.speaker for s in desk.statements_around(span) if s.speaker and s.stance != "denies"), None)
    return Count(figure.kind, _who(desk, figure, bounds[3]), *bounds[:3], speaker, span)


def bounds_of(quote: str) -> tuple[float | None, float | None]:
    """Read the bounds of a figure's words; both None where they say no number."""
    found = _bounds(quote)
    return found[:2] if found else (None, None)


def _bounds(quote: str) -> tuple[float | None, float | None, bool, tuple[int, int]] | None:
    """Read low, high, whether they are rough, and which characters said so."""
    together = _summed(quote)
    if together is not None:
        return together
    numbers = [n for n in numbers_in_phrase(quote) if n.kind in ("count", "measure")]
    if numbers:
        best = numbers[0]
        return best.low, best.high, best.approximate, (best.start, best.end)
    words = words_of(quote, 0, len(quote))
    if words and words[0].text in _NONE:
        said = words[1] if words[0].text == "no" and [w.text for w in words[1:2]] == ["one"] else words[0]
        return 0.0, 0.0, False, (0, said.end)
    if words and words[0].text in _EXACT:
        return _EXACT[words[0].text], _EXACT[words[0].text], False, (0, words[0].end)
    if words and words[0].text in lexicon("numbers")["vague"]:
        low, high = lexicon("numbers")["vague"][words[0].text]
        return float(low), float(high), True, (0, words[0].end)
    if not _tells_of_one(words):
        return None
    return 1.0, 1.0, False, (0, words[0].end if words[0].text in _ONE else 0)


def _summed(quote: str) -> tuple[float, float, bool, tuple[int, int]] | None:
    """Add up "a soldier and two civilians"; None where not every part says how many."""
    parts = _AND.split(quote)
    if len(parts) < 2 or quote.lower().startswith("between"):
        return None
    found = [_bounds(part) for part in parts]
    low = high = 0.0
    rough = False
    for part, one in zip(parts, found, strict=True):
        counted = words_of(part, 0, len(part))
        # a bare noun after "and" is no second sum: "two officers and civilians"
        if one is None or one[0] is None or one[1] is None or one[3] == (0, 0) or len(counted) < 2:
            return None
        low, high, rough = low + one[0], high + one[1], rough or one[2]
    return low, high, rough, (0, 0)


def _tells_of_one(words: list[Word]) -> bool:
    """Say whether words without a number are of one person or thing: "a bus", "his brother", "policeman killed"."""
    told = [w.text for w in words]
    stops = listed_in("coding", "where", "prepositions") | listed_in("coding", "completes", "prepositions")
    if set(told) <= stops | _ONE or "and" in told:
        return False
    if told[0] in _ARTICLES:
        return not listed_in("coding", "counted", "groups") & set(told[1:4])
    head = told[: next((at for at, word in enumerate(told) if word in stops), len(told))]
    return not any(_is_plural(word) for word in head)


def _is_plural(word: str) -> bool:
    if word in listed_in("coding", "counted", "plurals") or word.endswith("men"):
        return True
    return word.endswith("s") and word not in _ONE and not word.endswith(("ss", "us", "is", "as", "'s"))


def _who(desk: Desk, figure: FigureMark, number: tuple[int, int]) -> str | None:
    """The words of the figure that say who was counted, without the number."""
    quote = figure.span.quote
    rest = [w for w in words_of(quote, 0, len(quote)) if w.end <= number[0] or w.start >= number[1]]
    skip = listed_in("coding", "counted", "skip")
    while rest and rest[0].text in skip:
        rest = rest[1:]
    while rest and rest[-1].text in skip:
        rest = rest[:-1]
    return quote[rest[0].start : rest[-1].end] if rest else None


def is_part(count: Count) -> bool:
    """Say whether a figure is of some out of others: "two of them", "nine of the 14 drones"."""
    quote = count.span.quote
    numbers = numbers_in_phrase(quote)
    after = words_of(quote, numbers[0].end, len(quote))[:2] if numbers else []
    if [w.text for w in after[:1]] != ["of"]:
        return False
    return len(after) == 1 or after[-1].text in listed_in("coding", "counted", "wholes")


def without_parts(counts: Sequence[Count]) -> list[Count]:
    """Leave out figures of some out of others where the event has one of all those, and who is named for them."""
    parts = [c for c in counts if is_part(c) and any(_holds(other, c) for other in counts if not is_part(other))]
    # "one of them a girl of 8"
    ends = {part.span.end for part in parts}
    return [c for c in counts if c not in parts and not any(0 <= c.span.start - end <= _NAMED for end in ends)]


def _holds(one: Count, part: Count) -> bool:
    return one.what == part.what and (one.high is None or part.low is None or one.high > part.low)


def disjoint(one: Count, other: Count) -> bool:
    """Say whether two claims cannot both be right."""
    low = max(c.low if c.low is not None else float("-inf") for c in (one, other))
    high = min(c.high if c.high is not None else float("inf") for c in (one, other))
    return low > high


def same_counted(one: Count, other: Count) -> bool:
    """Say whether two claims count the same people: the same kind, and words for who that do not differ."""
    if one.what != other.what:
        return False
    if one.who is None or other.who is None:
        return True
    a, b = (_stem(c.who or "") for c in (one, other))
    return a == b or a in b or b in a


def _stem(who: str) -> str:
    word = who.lower().split()[-1]
    # A policewoman is no policeman, though the one word holds the other.
    for plural, single in (("women", "w."), ("woman", "w."), ("men", "man"), ("ies", "y"), ("s", "")):
        if word.endswith(plural):
            return word.removesuffix(plural) + single
    return word
