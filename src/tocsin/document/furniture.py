"""Tells page furniture (pleas, forms, sharing lines, lists of links) from the text of an article."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.document.lexicon import lexicon
from tocsin.document.pieces import Piece, is_sentence, same_words, words_in
from tocsin.language.quotations import find_quotations

_DECORATION = " \t•·●▪■◆◦*|»›>→▶►▸☰✕×✓✉✔+_~=:.!…–—-"
_ADDRESS = re.compile(r"\b(?:you|your|yours|we|us|our|ours|you’re|we’re|we’ve|we’ll|please)\b", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your|yours|you’re|you’ll|please)\b", re.IGNORECASE)
# verbs that can only tell of the past; words in -ed may also describe ("delayed quotes", "required fields")
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|took|came|went|made|gave|left|found|held|began|saw|met|fell|fled|shot|struck|broke|"
    r"won|lost|sent|led|became|wrote|spoke|says|withdrew|drove|flew|rose|ran|sank|stood|fought|threw|kept|knew|thought|"
    r"brought|bought|caught|blew|hid|rode|sought|swore|tore|woke|built|burnt|dealt|felt|heard|meant|paid|sat|slept)\b"
)
_PERHAPS_PAST = re.compile(r"\b\w{2,}ed\b")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’-]+")
_BARS = re.compile(r"\s+[|·•]\s+")
_UNITED_STATES = re.compile(r"\bUS\b")

# Weights of the search for where the foot of a page begins. A sentence without any sign of furniture outweighs
# every run of furniture before it, so it is never swallowed; what is swallowed are the short lines in between.
_CLOSING, _PLEA, _SIGN, _HINT, _FRAGMENT = 3.0, 2.0, 1.0, 0.5, 0.2
_DOUBT, _SENTENCE, _EVIDENT = -1.0, -4.0, -8.0
_RUN_CAP = 4.0
_FOOT = 2.0
_CLOSED = 2  # closing lines after which a page has begun to close

_LONGEST_LINE = 90  # words; patterns are not tried on anything longer
_LONGEST_FRAGMENT = 25
_LONGEST_TITLE = 15
_MANY = 3
_WORDS_PER_SIGN = 40
_HEADLINE = 14  # words; a longer line that tells of the past is a paragraph without its full stop
_SHORT = 3
_MENU = 4


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece that was left out, and what it was taken for."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Rule:
    label: str
    closing: bool
    header: bool
    line: re.Pattern[str] | None
    edge_line: re.Pattern[str] | None
    foot_line: re.Pattern[str] | None
    phrases: tuple[re.Pattern[str], ...]


@dataclass(slots=True)
class _Line:
    """One piece as the search sees it: what it speaks for, how much, and whether it goes wherever it stands."""

    piece: Piece
    outside: str
    words: int
    fragment: bool
    evident: bool
    sure: bool
    score: float = 0.0
    label: str | None = None
    header: bool = False
    certain: bool = False


def sift(pieces: Sequence[Piece], *, linked: bool, dated: bool) -> tuple[list[Piece], list[Dropped]]:
    """Separate an article's pieces from furniture, and say what each dropped piece was taken for.

    `linked` says that the pieces know whether they are links, as those of web pages do; `dated` that the day
    of publication is known, so that lines which only state it can go.
    """
    lines = [_measured(piece) for piece in pieces]
    first, last = _body(lines)
    plain = 0 if linked else first
    for number, line in enumerate(lines):
        if line.piece.kind == "headline":
            line.score = _EVIDENT
        else:
            _judge(line, edge=number < first or number > last, dated=dated)
    _mark_menus(lines[:first])
    # a plain text does not tell a list's head above an article from the name of its section
    _mark_lists(lines[plain:last], linked=linked)
    _mark_lists(lines[last:], linked=False)
    _mark_repeats(lines)
    _weigh_tail(lines)
    _mark_foot(lines)
    kept = [line.piece for line in lines if not line.certain]
    return kept, [Dropped(line.label or "", line.piece.text) for line in lines if line.certain]


def _measured(piece: Piece) -> _Line:
    count = len(words_in(piece.text))
    sentence = is_sentence(piece.text)
    outside = _unquoted(piece.text)
    # what tells of the past, and of somebody or without a word to the reader, is the article; so is what is wholly
    # quoted: somebody's words, never the page's own
    named = bool(_NAME.search(piece.text))
    surely = bool(_PAST.search(piece.text)) and (named or not _ADDRESS.search(outside))
    perhaps = bool(_PERHAPS_PAST.search(piece.text)) and named
    long = count >= (6 if sentence else _HEADLINE)
    sure = not outside or (surely and long)
    evident = sure or (perhaps and long)
    fragment = not sentence and not evident and count <= _LONGEST_FRAGMENT
    return _Line(piece, outside, count, fragment=fragment, evident=evident, sure=sure)


def _body(lines: Sequence[_Line]) -> tuple[int, int]:
    """Find the first and the last piece that is surely running text."""
    running = [n for n, line in enumerate(lines) if line.words >= 8 and not line.fragment]
    return (running[0], running[-1]) if running else (len(lines), len(lines))


def _judge(line: _Line, *, edge: bool, dated: bool) -> None:
    """Weigh one piece by itself."""
    outside = line.outside
    bare = outside.strip(_DECORATION)
    if sum(1 for char in line.piece.text if char.isalnum()) <= 1 and not line.piece.text.isdigit():
        line.label, line.score, line.certain = "an ornament", _SIGN, True
        return
    if not bare:
        line.score = _EVIDENT
        return
    if line.words <= _LONGEST_LINE and len(bare) > 0.5 * len(line.piece.text) and _by_line(line, bare, edge, dated):
        return
    if line.piece.link and (line.fragment or line.words < 12):
        line.label, line.score, line.certain = "a link to another page", _SIGN, True
        return
    signs, label = _signs(outside)
    addressed = bool(_ADDRESS.search(outside))
    if signs >= 2 and line.evident and label == _rule_label("author"):
        line.label, line.score = label, _HINT
    elif signs >= 2 and addressed and line.words <= _WORDS_PER_SIGN * signs:
        line.label, line.score = label, _PLEA
        line.certain = not line.evident or (not line.sure and signs >= _MANY)
    elif (signs and _READER.search(outside)) or (signs >= 2 and not line.evident):
        line.label, line.score = label, _SIGN
    elif signs and addressed and not line.evident:
        line.label, line.score = label, _HINT
    elif line.fragment:
        line.score = _FRAGMENT
    elif signs and not line.evident:
        line.score = _DOUBT
    else:
        line.score = _EVIDENT if line.evident else _SENTENCE


def _by_line(line: _Line, bare: str, edge: bool, dated: bool) -> bool:
    """Try the patterns for whole lines; say whether one fits."""
    stamp, end = _special("stamp"), _special("end")
    if end[0].fullmatch(line.piece.text):
        line.label, line.score, line.certain = end[1], _SIGN, True
        return True
    if stamp[0].fullmatch(bare):
        line.label, line.score, line.certain = stamp[1], 0.0, dated
        return True
    parts = _BARS.split(bare)
    if len(parts) > 1 and all(
        any(rule.line and rule.line.fullmatch(part.strip()) for rule in _rules()) for part in parts
    ):
        line.label, line.score, line.certain = "a menu or button", _SIGN, True
        return True
    for rule in _rules():
        always = rule.line is not None and rule.line.fullmatch(bare)
        if always or (edge and rule.edge_line is not None and rule.edge_line.fullmatch(bare)):
            line.label, line.header, line.certain = rule.label, rule.header, True
            line.score = _CLOSING if rule.closing else _SIGN
            return True
    for rule in _rules():
        if rule.foot_line is not None and not line.evident and rule.foot_line.fullmatch(bare):
            line.label, line.score = rule.label, _SIGN
            return True
    return False


def _signs(outside: str) -> tuple[int, str | None]:
    """Count the different phrases of furniture in a text, and name the rule with the most of them."""
    if not _any_phrase().search(outside):
        return 0, None
    counts = {rule.label: sum(1 for phrase in rule.phrases if phrase.search(outside)) for rule in _rules()}
    # what is said of authors ("based in", "previously") is said of others too, so it counts by itself alone
    author = _rule_label("author")
    about_author = counts.pop(author)
    total = sum(counts.values())
    return (about_author, author) if about_author > total else (total, max(counts, key=lambda label: counts[label]))


def _mark_menus(head: Sequence[_Line]) -> None:
    """Drop runs of very short lines before the article: a page's menu."""
    run: list[_Line] = []
    for line in [*head, None]:
        if line is not None and (line.certain or (line.fragment and line.words <= _SHORT)) and line.score > _EVIDENT:
            run.append(line)
            continue
        if len(run) >= _MENU:
            for one in run:
                one.label, one.certain = one.label or "a menu or button", True
        run = []


def _mark_lists(lines: Sequence[_Line], *, linked: bool) -> None:
    """Drop the short lines, or links, that follow the head of a list."""
    inside = False
    for line in lines:
        if line.certain:
            inside = inside or line.header
        elif inside and line.score > _EVIDENT and _is_titled(line) and (line.piece.link or not linked):
            line.label, line.score, line.certain = "a list of other articles", _SIGN, True
        else:
            inside = False


def _is_titled(line: _Line) -> bool:
    """Say whether a line could be the title of another article."""
    return line.fragment or (line.words <= _LONGEST_TITLE and line.piece.text.rstrip(" ”’\"'")[-1:] in "?!")


def _mark_repeats(lines: Sequence[_Line]) -> None:
    """Drop what stands on the page a second time."""
    seen: set[str] = set()
    for line in lines:
        key = same_words(line.piece.text)
        if line.words >= 4 and key in seen and not line.certain:
            line.label, line.score, line.certain = "a repetition", _SIGN, True
        seen.add(key)


def _weigh_tail(lines: Sequence[_Line]) -> None:
    """Weigh anew what stands after the last piece that is surely the article.

    There, a sentence that speaks to the reader hints at furniture, and any other one is in doubt once the page
    has begun to close; neither can begin a foot.
    """
    start = max((number + 1 for number, line in enumerate(lines) if line.score <= _EVIDENT), default=0)
    closing = 0
    for line in lines[start:]:
        if line.certain and line.score >= _CLOSING:
            closing += 1
        elif line.score == _SENTENCE and _READER.search(line.outside):
            line.score = _HINT
        elif line.score == _SENTENCE and closing >= _CLOSED:
            line.score = _DOUBT


def _mark_foot(lines: Sequence[_Line]) -> None:
    """Find where furniture begins to dominate, from the end backwards, and drop everything after.

    The foot begins at something that speaks for furniture. A sentence that speaks against it is only taken in
    when what stands before it outweighs it.
    """
    closed = run = 0.0
    crossed = False  # whether a piece that speaks against furniture stands between here and the foot found so far
    best, start = _FOOT, len(lines)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.score >= 0:
            run += line.score
        else:
            closed += min(run, _RUN_CAP) + line.score
            run, crossed = 0.0, True
        total = closed + min(run, _RUN_CAP)
        found = start < len(lines)
        better = total > best or (total >= best and not (found and crossed))
        if line.score >= _SIGN and better:
            best, start, crossed = total, number, False
    for line in lines[start:]:
        line.label, line.certain = line.label or "the foot of the page", True


def _unquoted(text: str) -> str:
    """Give what a piece says outside quotation marks, as patterns expect it."""
    parts: list[str] = []
    at = 0
    for quotation in find_quotations(text):
        if quotation.level == 0 and quotation.start >= at:
            parts.append(text[at : quotation.start])
            at = quotation.end
    parts.append(text[at:])
    return _UNITED_STATES.sub("U.S.", " ".join(parts).replace("'", "’")).strip()


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            label=rule["label"],
            closing=rule.get("closing", False),
            header=rule.get("header", False),
            line=_any_of(rule.get("line", [])),
            edge_line=_any_of(rule.get("edge_line", [])),
            foot_line=_any_of(rule.get("foot_line", [])),
            phrases=tuple(_phrase(pattern) for pattern in rule.get("phrase", [])),
        )
        for rule in lexicon("furniture")["rule"]
    )


@functools.cache
def _rule_label(kind: str) -> str:
    return next(str(rule["label"]) for rule in lexicon("furniture")["rule"] if rule["kind"] == kind)


@functools.cache
def _special(name: str) -> tuple[re.Pattern[str], str]:
    special = lexicon("furniture")[name]
    pattern = _any_of(special["line"])
    assert pattern is not None
    return pattern, special["label"]


@functools.cache
def _any_phrase() -> re.Pattern[str]:
    return _phrase("|".join(_phrase_sources()))


def _phrase_sources() -> Iterator[str]:
    for rule in lexicon("furniture")["rule"]:
        yield from rule.get("phrase", [])


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else None


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
