"""Finds where sentences begin and end, by rules, with exact offsets."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from tocsin.language.lexicon import words

# Stops of other scripts end a sentence without a space or a capital after them. They are the characters with
# Unicode's Sentence_Terminal property whose use as a stop does not depend on context.
_OTHER_STOPS = "؟۔।॥።፧։။៕。！？｡؞܀꓿᠃᠉"
# “ closes only in the German manner, with a space after it; before a letter it opens a quotation.
_CLOSERS = "(?:[\"'”’»›)\\]}）」』〉》*]|“(?=\\s|$))*"
_STOPS = re.compile(
    rf"(?P<line>[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
    rf"|(?P<other>[{_OTHER_STOPS}]+{_CLOSERS})"
    rf"|(?P<stop>[.!?…‼⁇⁈⁉]+(?:\ [.!?]+(?=\s|$))*)(?P<close>{_CLOSERS})(?P<gap>\s|$|(?=[A-Z“‘][a-z\ ’A-Z]))"
)
_OPENERS = "\"'“”‘’«»„‚‹›([{（「『¿¡*"
_NEXT = re.compile(rf"[\s{re.escape(_OPENERS)}•·–—―-]*")
_WORD = re.compile(r"[^\W_][\w'’.-]{0,39}")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_INITIAL = re.compile(r"[^\W\d_]|[A-Z]\.-[A-Z]|(?:Th|Ch|Sh|Kh|Ph|Yu|Ya|Dzh)")
_PLAIN = re.compile(r"[a-z]{2,}|[a-z-]+[-'’][a-z]+|\d{4}")
_LIST_MARK = re.compile(r"\s*[(\[]?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})\Z")
_SITE = re.compile(r"(?i)https?:|www\.|@|\.(?:com|org|net|gov|edu|co|info|[a-z]{2})$")
_ENDINGS = frozenset({"com", "net", "org", "gov", "edu", "js", "io", "uk"})
_CLAUSE = re.compile(r"[;:,،؛、，—–)]\s")
_JOINING = frozenset(",;:)]}&%+/=")
_LONGEST = 2000


class _Lists(NamedTuple):
    titles: frozenset[str]
    before_number: frozenset[str]
    calendar: frozenset[str]
    inside: frozenset[str]
    joining: frozenset[str]
    before_lower: frozenset[str]
    clock: frozenset[str]
    clock_follow: frozenset[str]
    names: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]


@functools.cache
def _lists() -> _Lists:
    return _Lists(**{field: words("sentences", field) for field in _Lists._fields})


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Cut `text[start:end]` into sentences, as offsets without the white space around them.

    A line end always ends a sentence; a closing quotation mark or bracket belongs to the sentence before
    it; pieces longer than 2,000 characters are cut at a clause mark or a space.
    """
    end = len(text) if end is None else min(end, len(text))
    pieces: list[tuple[int, int]] = []
    begin = start
    for match in _STOPS.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "line":
            cut = match.start()
        elif kind == "other":
            cut = match.end()
        elif _ends(text, begin, match, end):
            cut = match.end("close")
        else:
            continue
        if cut > begin:
            _add(pieces, text, begin, cut)
            begin = cut
    _add(pieces, text, begin, end)
    return pieces


def _add(pieces: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return
    start += len(piece) - len(piece.lstrip())
    end = start + len(kept)
    while end - start > _LONGEST:
        cut = _clause_cut(text, start)
        pieces.append((start, start + len(text[start:cut].rstrip())))
        while text[cut].isspace():  # the piece ends in no space, so this stops inside it
            cut += 1
        start = cut
    pieces.append((start, end))


def _clause_cut(text: str, start: int) -> int:
    # The latest clause mark of the second half, else the latest space, else the bare limit.
    limit = start + _LONGEST
    marks = list(_CLAUSE.finditer(text, start + _LONGEST // 2, limit))
    if marks:
        return marks[-1].end()
    for at in range(limit, start + 1, -1):
        if text[at - 1].isspace():
            return at
    return limit


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    after = match.end("close")
    if not match["gap"] and after < end:
        return _ends_without_space(text, begin, match)
    follow = _NEXT.match(text, after, end)
    at = follow.end() if follow else after
    if at >= end:
        return True
    word = _WORD.match(text, at, end)
    head = word[0] if word else text[at]
    if head in _JOINING:
        return False
    if match["stop"] == ".":
        dashed = any(dash in text[after:at] for dash in "–—―-")
        return _ends_at_full_stop(text, begin, match, head, dashed)
    if head[0].islower():
        return False
    if match["stop"][0] in ".…":
        return True
    return not _is_exclaiming_name(text, begin, match) and not (match["close"] and _is_cue(text, at, end))


def _ends_without_space(text: str, begin: int, match: re.Match[str]) -> bool:
    # "the attack.He said": a space was lost; but "Node.Js", "U.S.A" and addresses stay whole.
    before = _token(text, begin, match.start())
    if len(before) < 2 or not before[-1].islower() or _SITE.search(before):
        return False
    word = _WORD.match(text, match.end("close"))
    if word is None:
        return bool(match["close"]) or match["stop"] != "."
    head = word[0].split(".")[0]
    return head.lower() not in _ENDINGS and (
        head in _lists().starters or (len(before) > 2 and len(head) > 3 and head[1:].islower())
    )


def _token(text: str, begin: int, end: int) -> str:
    """The characters before `end` up to a space, without opening marks; a space before the stop is skipped."""
    low = max(begin, end - 40)
    parts = text[low:end].split()
    return parts[-1].lstrip(_OPENERS + "_-–—").rsplit("—", 1)[-1] if parts else ""


def _ends_at_full_stop(text: str, begin: int, match: re.Match[str], head: str, dashed: bool) -> bool:
    lists = _lists()
    token = _token(text, begin, match.start())
    if not token:
        return head[0].isupper()
    lower = token.lower()
    if match["close"]:
        # "(est.) rose" goes on, "... (Rep.) The" ends.
        return not head[0].islower()
    if token in lists.titles or lower in lists.joining:
        return False
    digit = head[0].isdigit()
    if digit and (token in lists.before_number or lower in lists.before_number):
        return False
    follow = head.rstrip(".,")
    if token in lists.calendar and (digit or follow in lists.clock_follow):
        return False
    if head[0].islower():
        # Where a plain word comes before, writers merely forgot the capital (or the name has none: "al-Hol").
        return bool(_PLAIN.fullmatch(token)) and lower not in lists.before_lower and token not in lists.inside
    if lower in lists.clock:
        return not digit and follow not in lists.clock_follow
    if token in lists.inside or _ACRONYM.fullmatch(token):
        # A dash after a place's initials is a dateline: "ALBANY, N.Y. — The ...".
        return head in lists.starters and not dashed
    if _INITIAL.fullmatch(token):
        # "J. Smith" goes on, "Plan B. The" ends.
        return head in lists.starters and len(head) > 1
    return not _LIST_MARK.match(text[begin : match.start()])


def _is_exclaiming_name(text: str, begin: int, match: re.Match[str]) -> bool:
    return not match["close"] and _token(text, begin, match.end("stop")) in _lists().names


def _is_cue(text: str, at: int, end: int) -> bool:
    # “Who did this?” Ruiz asked: at most four words, all but the last capitalised, up to a verb of saying.
    lists = _lists()
    for found in text[at : min(end, at + 60)].split()[:5]:
        word = found.rstrip(",.:;")
        if word in lists.speech:
            return True
        if not word[:1].isupper() or word != found:
            return False
    return False
