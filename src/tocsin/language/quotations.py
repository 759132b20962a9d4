"""Finds quotations by their marks: curly, straight, single, guillemets, nested, over several paragraphs."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Literal

from tocsin.language.lexicon import words
from tocsin.language.sentences import split_sentences

QuoteStyle = Literal["double", "single", "guillemet"]
_Role = Literal["open", "close", "possessive", "either", "apostrophe"]

# Apostrophes between two letters or digits are passed over here, which leaves few marks to judge.
_MARKS = re.compile(
    r"(?P<paragraph>\n[^\S\n]*\n\s*|\u2029\s*)"
    r"|(?P<double>``|''|‘‘|’’|[“”„‟\"「」])"
    r"|(?P<guillemet>[«»‹›《》])"
    r"|(?P<single>[‘‚‛『』]|(?<![^\W_])['’]|['’](?![^\W_]))"
)
_MARK_CHARS = "“”„‟\"「」«»‹›《》‘‚‛『』'’`"
_OPENING = frozenset({"“", "„", "‟", "``", "‘‘", "「", "‘", "‚", "‛", "『", "《"})
_CLOSING = frozenset({"”", "’’", "」", "』", "》"})
_STRAIGHT = frozenset({'"', "''"})
_BEFORE_OPENING = frozenset("([{<—–―-/¿¡*_|=>")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–―-/…*_|<")
_INTRODUCING = frozenset(":,;—–―(")
_LETTERS = re.compile(r"[^\W\d_]+")
_DECADE = re.compile(r"\d0s\b")
_SHORT_YEAR = re.compile(r"\d\d(?![\d,.:]*\d)\b")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation within one paragraph, marks included.

    `level` is 0 for the outermost; `closed` says whether a closing mark ends it; `continues` says that the
    next paragraph carries it on, and all paragraphs of one quotation share their `group`.
    """

    start: int
    end: int
    level: int
    style: QuoteStyle
    closed: bool = True
    continues: bool = False
    group: int = 0


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    chars: str
    style: QuoteStyle
    role: _Role = "either"


@dataclass(slots=True)
class _Open:
    mark: _Mark
    level: int
    pieces_before: int


def find_quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """Find the quotations of `text[start:end]`, in order of their beginning.

    A quotation never crosses a blank line: one that runs on over paragraphs, each opened by a mark, is
    given piece by piece. What is never closed ends with its paragraph, or, where only a few words in the
    middle of a sentence are quoted, with that sentence.
    """
    return list(_quotations(text, start, len(text) if end is None else min(end, len(text))))


# Several stages ask for the quotations of one text, one after the other.
@functools.lru_cache(maxsize=128)
def _quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    marks: list[_Mark] = []
    begin = start
    carried: Quotation | None = None
    for match in _MARKS.finditer(text, start, end):
        kind = match.lastgroup
        if kind != "paragraph":
            marks.append(_Mark(match.start(), match.end(), match[0], kind))  # type: ignore[arg-type]
            continue
        if marks:
            carried = _read(text, begin, match.start(), marks, carried, found)
            marks = []
        else:
            carried = None
        begin = match.end()
    if marks:
        _read(text, begin, end, marks, carried, found)
    return tuple(found)


def quote_state(text: str) -> bytes:
    """Say of every character whether it is quoted: 0 no, 1 in double marks or guillemets, 2 in single, 3 nested."""
    state = bytearray(len(text))
    for quotation in find_quotations(text):
        value = 3 if quotation.level else 2 if quotation.style == "single" else 1
        state[quotation.start : quotation.end] = bytes((value,)) * (quotation.end - quotation.start)
    return bytes(state)


def _read(
    text: str, start: int, end: int, marks: list[_Mark], carried: Quotation | None, found: list[Quotation]
) -> Quotation | None:
    """Add one paragraph's quotations to `found`; hand back the one that the next paragraph carries on."""
    paragraph = _Paragraph(text, start, end, marks)
    pieces = paragraph.read()
    base = len(found)
    running: Quotation | None = None
    for number, piece in enumerate(pieces):
        group = base + number
        if carried is not None and piece.start == paragraph.first and piece.level == 0 and piece.style == carried.style:
            group = carried.group
        whole = Quotation(piece.start, piece.end, piece.level, piece.style, piece.closed, piece.continues, group)
        found.append(whole)
        if whole.continues and whole.level == 0:
            running = whole
    return running


@functools.cache
def _words(key: str) -> frozenset[str]:
    return words("quotations", key)


class _Paragraph:
    """The marks of one paragraph, judged in order with a stack of what is open."""

    def __init__(self, text: str, start: int, end: int, marks: list[_Mark]) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.first = start + len(text[start:end]) - len(text[start:end].lstrip())
        self.marks = marks
        self.stack: list[_Open] = []
        self.pieces: list[Quotation] = []
        for mark in marks:
            mark.role = self._single_role(mark) if mark.style == "single" else self._role(mark)
        self._count()

    def _count(self) -> None:
        # Looking ahead in constant time: how many marks of each sort stand after each mark.
        size = len(self.marks)
        self.straight_after = [0] * (size + 1)
        self.balance_after = [0] * (size + 1)
        self.single_balance_after = [0] * (size + 1)
        self.next_single: list[_Role | None] = [None] * (size + 1)
        self.next_sure: list[_Role | None] = [None] * (size + 1)
        for i in range(size - 1, -1, -1):
            mark = self.marks[i]
            straight = mark.chars in _STRAIGHT
            closing = (mark.chars in _CLOSING) - (mark.chars in _OPENING)
            single = mark.style == "single"
            self.straight_after[i] = self.straight_after[i + 1] + straight
            self.balance_after[i] = self.balance_after[i + 1] + (closing if mark.style == "double" else 0)
            value = (mark.role == "close") - (mark.role == "open") if single else 0
            self.single_balance_after[i] = self.single_balance_after[i + 1] + value
            counts = single and mark.role != "apostrophe"
            self.next_single[i] = mark.role if counts else self.next_single[i + 1]
            sure = counts and mark.role != "possessive"
            self.next_sure[i] = mark.role if sure else self.next_sure[i + 1]

    def read(self) -> list[Quotation]:
        """Pair the marks and hand back the quotations in order."""
        for i, mark in enumerate(self.marks):
            if mark.style == "single":
                self._judge_single(i, mark)
            elif mark.style == "guillemet":
                self._judge_guillemet(mark)
            elif mark.chars in _STRAIGHT:
                self._judge_straight(i, mark)
            else:
                self._judge_double(i, mark)
        while self.stack:
            self._leave_unclosed(self.stack.pop(), self.end)
        self.pieces.sort(key=lambda piece: (piece.start, piece.level))
        return self.pieces

    # --- what surrounds a mark ---------------------------------------------------------------------------

    def _sides(self, mark: _Mark) -> tuple[bool, bool]:
        """Say whether the left side looks like one of an opening mark, and the right side like a closing one's."""
        left, right = mark.start - 1, mark.end
        while left >= self.start and left >= mark.start - 3 and self.text[left] in _MARK_CHARS:
            left -= 1
        while right < self.end and right < mark.end + 3 and self.text[right] in _MARK_CHARS:
            right += 1
        before = self.text[left] if left >= self.start else " "
        after = self.text[right] if right < self.end else " "
        return before.isspace() or before in _BEFORE_OPENING, after.isspace() or after in _AFTER_CLOSING

    def _role(self, mark: _Mark) -> _Role:
        left, right = self._sides(mark)
        if left == right:
            return "either"
        return "open" if left else "close"

    def _single_role(self, mark: _Mark) -> _Role:
        text = self.text
        before = text[mark.start - 1] if mark.start > self.start else " "
        after = text[mark.end] if mark.end < self.end else " "
        if (before.isalnum() and after.isalnum()) or self._is_elision(mark, before):
            return "apostrophe"
        role = self._role(mark)
        if role == "open" and before == "-" and text[mark.start - 2 : mark.start - 1].isalpha() and after.isupper():
            return "apostrophe"  # "al-‘Abadi"
        if mark.chars in _OPENING:
            # "the ‘D-‘ grade": before a space even an opening mark may close.
            return "open" if role == "either" and not after.isspace() else role
        if role == "close" and after.isspace() and self._is_possessive(mark, before):
            return "possessive"
        if role == "either" and not before.isspace():
            return "close" if not before.isalnum() else "apostrophe"
        return role

    def _is_elision(self, mark: _Mark, before: str) -> bool:
        text, at = self.text, mark.end
        if before in "nN" and mark.start - 2 >= self.start and text[mark.start - 2] in "'’‘":
            return True  # the second mark of "rock ’n’ roll"
        if before.isalnum():
            return False
        letters = _LETTERS.match(text, at, min(self.end, at + 8))
        if letters:
            word, follow = letters[0], text[letters.end() : letters.end() + 1]
            if word in _words("endings") and before.isspace() and not (follow and follow in "'’"):
                return text[mark.start - 2 : mark.start - 1].isalnum() and (not follow or not follow.isalnum())
            return word in _words("elisions") or (word in _words("weak_elisions") and mark.chars not in _OPENING)
        if before.isspace() and text[at : at + 3].strip() == "s" and mark.chars not in _OPENING:
            return text[at : at + 1].isspace() and text[mark.start - 2 : mark.start - 1].isalnum()  # "Kosovo ’ s"
        if _DECADE.match(text, at, self.end):
            return True
        if mark.chars in _OPENING or not _SHORT_YEAR.match(text, at, self.end):
            return False
        return mark.chars == "’" or text[mark.start - 2 : mark.start - 1].isalpha()

    def _is_possessive(self, mark: _Mark, before: str) -> bool:
        dropped_g = before in "nN" and self.text[mark.start - 2 : mark.start - 1] in ("i", "I")
        if before not in "sSzx" and not dropped_g:
            return False
        at = mark.end
        while at < self.end and self.text[at] in " \u00a0":
            at += 1
        follow = _LETTERS.match(self.text, at, min(self.end, at + 20))
        return follow is not None and follow[0] not in _words("after_close")

    def _introduced(self, mark: _Mark) -> bool:
        before = self.text[max(self.start, mark.start - 8) : mark.start].rstrip()
        return not before or before[-1] in _INTRODUCING or before[-1] in ".!?"

    # --- opening and closing ----------------------------------------------------------------------------

    def _depth(self, style: QuoteStyle) -> int | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].mark.style == style:
                return depth
        return None

    def _push(self, mark: _Mark) -> None:
        if len(self.stack) < _DEEPEST:
            self.stack.append(_Open(mark, len(self.stack), len(self.pieces)))

    def _close(self, depth: int, mark: _Mark) -> None:
        while len(self.stack) > depth + 1:
            self._leave_unclosed(self.stack.pop(), mark.start)
        opened = self.stack.pop()
        self.pieces.append(Quotation(opened.mark.start, mark.end, opened.level, opened.mark.style))

    def _restart(self, depth: int, mark: _Mark) -> None:
        """Give up on what is open from `depth` on, and open a new quotation."""
        while len(self.stack) > depth:
            self._leave_unclosed(self.stack.pop(), mark.start)
        self._push(mark)

    def _leave_unclosed(self, opened: _Open, limit: int) -> None:
        mark = opened.mark
        continues = limit == self.end and opened.level == 0 and self._next_paragraph_opens(mark)
        if not continues and mark.style == "single" and (mark.chars not in _OPENING or not self._is_plausible(mark)):
            self._lift(opened, mark.start)
            return
        end = limit
        if not continues and self.text[mark.end : mark.end + 1].islower() and not self._introduced(mark):
            sentences = split_sentences(self.text, mark.end, limit)
            end = sentences[0][1] if sentences else limit
        while end > mark.end and self.text[end - 1].isspace():
            end -= 1
        end = self._lift(opened, end)
        if end > mark.end:
            self.pieces.append(Quotation(mark.start, end, opened.level, mark.style, False, continues))

    def _lift(self, opened: _Open, end: int) -> int:
        """Raise what turned out to stand outside an unclosed quotation; hand back where that one really ends."""
        inside = self.pieces[opened.pieces_before :]
        end = max([end, *(piece.end for piece in inside if piece.start < end)])
        self.pieces[opened.pieces_before :] = [
            piece if piece.start < end else replace(piece, level=piece.level - 1) for piece in inside
        ]
        return end

    def _next_paragraph_opens(self, mark: _Mark) -> bool:
        if self.text[self.start : self.end].rstrip().endswith(":"):
            return False  # what comes next is introduced anew
        at = self.end
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        following = self.text[at : at + len(mark.chars)]
        if mark.style == "guillemet":
            return bool(following) and following in "«»‹›"
        return following == mark.chars or (mark.style == "double" and bool(following) and following[0] in '“"„')

    def _is_plausible(self, mark: _Mark) -> bool:
        # "‘Abd" in the middle of a sentence is a letter of a name rather than a quotation that lost its end.
        return self._introduced(mark) or not self.text[mark.end : mark.end + 1].isupper()

    # --- the four kinds of marks --------------------------------------------------------------------------

    def _judge_double(self, i: int, mark: _Mark) -> None:
        depth = self._depth("double")
        if mark.chars in _CLOSING:
            if depth is not None:
                self._close(depth, mark)
            elif mark.role == "open" and self.balance_after[i + 1] > 0:
                self._push(mark)
            return
        if depth is None:
            if mark.role != "close" or mark.chars != "“":
                self._push(mark)
            return
        low = self.stack[depth].mark.chars == "„" and mark.chars == "“"
        if low or (mark.role == "close" and mark.chars == "“"):
            self._close(depth, mark)
            return
        curly = sum(opened.mark.style == "double" and opened.mark.chars not in _STRAIGHT for opened in self.stack)
        if self.balance_after[i + 1] > curly:
            self._push(mark)
        else:
            self._restart(depth, mark)

    def _judge_straight(self, i: int, mark: _Mark) -> None:
        depth = self._depth("double")
        odd = self.straight_after[i] % 2 == 1
        if depth is None:
            inches = mark.chars == '"' and mark.start > self.start and self.text[mark.start - 1].isdigit()
            if not (mark.role == "close" and odd) and not inches:
                self._push(mark)
            return
        inside_curly = self.stack[depth].mark.chars not in _STRAIGHT | {"``"}
        if mark.role == "open" and inside_curly and self.straight_after[i + 1]:
            self._push(mark)
        elif mark.role == "open" and not odd and not inside_curly:
            self._restart(depth, mark)
        else:
            self._close(depth, mark)

    def _judge_guillemet(self, mark: _Mark) -> None:
        depth = self._depth("guillemet")
        if depth is None:
            if mark.chars in "«‹《" or mark.role == "open":
                self._push(mark)
            return
        opener = self.stack[depth].mark.chars
        if mark.chars == opener:
            self._push(mark)
        elif {mark.chars, opener} in ({"«", "»"}, {"‹", "›"}, {"《", "》"}):
            self._close(depth, mark)
        elif mark.chars in "«‹《":
            self._push(mark)

    def _judge_single(self, i: int, mark: _Mark) -> None:
        if mark.role == "apostrophe":
            return
        depth = self._depth("single")
        top = depth is not None and depth == len(self.stack) - 1
        if mark.role == "open" or (mark.role == "either" and depth is None):
            self._open_single(i, mark, depth if top else None)
            return
        inside = mark.role == "possessive" and self.next_sure[i + 1] not in (None, "open")
        if depth is None or inside:
            return
        if top or not self._ends_later(i, depth):
            self._close(depth, mark)

    def _open_single(self, i: int, mark: _Mark, top: int | None) -> None:
        strong = mark.chars in _OPENING
        closes = self.next_single[i + 1] not in (None, "open")
        if top is not None:
            if not strong:
                return
            if self.single_balance_after[i + 1] > 1:
                self._push(mark)
            else:
                self._restart(top, mark)
        elif closes or (mark.role == "open" and self._may_run_on(mark, strong)):
            self._push(mark)

    def _may_run_on(self, mark: _Mark, strong: bool) -> bool:
        if strong:
            return self._is_plausible(mark) and not _SHORT_YEAR.match(self.text, mark.end, self.end)
        return mark.start == self.first and self._next_paragraph_opens(mark)

    def _ends_later(self, i: int, depth: int) -> bool:
        # A double quotation stands open inside the single one: is there still a mark to close it?
        inner = self.stack[depth + 1].mark
        if inner.chars in _STRAIGHT:
            return self.straight_after[i + 1] > 0
        return self.balance_after[i + 1] > 0
