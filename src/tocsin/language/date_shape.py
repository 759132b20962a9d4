"""Turns a text into its shape: one letter a word, by what the word can be in a date."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from tocsin.language.lexicon import lexicon

_ZONE = r"(?:\s(?:[A-Z]{2,3}T|GMT|UTC|BST|CES?T|local\stime|hours|hrs)\b)?"
_AMPM = r"\s?(?:[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b)"
_AFTER_THE = frozenset({"following", "previous", "preceding"})
_LONG_YEAR = re.compile(r"1[0-9]\d\d|20\d\d|21\d\d")


@dataclass(frozen=True, slots=True)
class Shape:
    """The letters of a text's words, and for each letter where its word stands and how it is written."""

    letters: str
    starts: list[int]
    ends: list[int]
    words: list[str]

    def value(self, at: int) -> str:
        """The word at a position of the shape, in lower case."""
        return self.words[at].lower()


@functools.cache
def _token_pattern() -> re.Pattern[str]:
    data = lexicon("dates")
    feasts = sorted([*data["fixed_feasts"], *data["feasts"]["moving"]], key=len, reverse=True)
    named = "|".join(re.escape(feast).replace("’", "['’]").replace(r"\ ", r"\s") for feast in feasts)
    return re.compile(
        rf"(?P<Z>(?=[A-Z])(?:{named})(?![\w-]))"
        r"|(?P<word>[^\W\d_]+)"
        r"|(?P<I>\d{4}-\d{2}-\d{2}(?![\d-]))"
        r"|(?P<X>\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![/.-]?\d))"
        r"|(?P<k>(?:1[5-9]|20)\d\d[–/-]\d\d(?![\d/.–-]))"
        rf"|(?P<C>\d{{1,2}}[:.]\d{{2}}{_AMPM}{_ZONE}|\d{{1,2}}:\d{{2}}(?!\d|:\d){_ZONE}|\d{{1,2}}{_AMPM}{_ZONE}"
        r"|[0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs|hours)\b|\d{1,2}\so['’]clock\b)"
        r"|(?P<K>(?:1[5-9]|20)\d0['’]?s\b|['’‘]\d0s\b)"
        r"|(?P<D>[0-3]?\d(?:st|nd|rd|th)\b)"
        r"|(?P<number>[$€£¥]?\d+(?:[.,]\d+)*(?:%|\w+)?)"
        r"|(?P<line>\n+)"
        r"|(?P<mark>[^\w\s])"
    )


@functools.cache
def _word_classes() -> dict[str, str]:
    data = lexicon("dates")
    classes = {word: letter for letter, members in data["classes"].items() for word in members}
    classes |= dict.fromkeys(data["number_words"], "N")
    return classes


@functools.cache
def _calendar_words() -> dict[str, str]:
    data = lexicon("dates")
    names: dict[str, str] = {}
    for letter, key in (("W", "weekdays"), ("M", "months")):
        for name in data[key]:
            names[name] = letter
            if len(name) > 3:
                names[name[:3]] = letter.lower()
    names |= {"sept": "m", "tues": "w", "weds": "w", "thur": "w", "thurs": "w"}
    return names


def weekday_number(word: str) -> int:
    """Number a weekday's name, full or short, from Monday, 0."""
    names: list[str] = lexicon("dates")["weekdays"]
    return next(i for i, name in enumerate(names) if name.startswith(word.lower()[:3]))


def month_number(word: str) -> int:
    """Number a month's name, full or short, from January, 1."""
    names: list[str] = lexicon("dates")["months"]
    return next(i for i, name in enumerate(names, 1) if name.startswith(word.lower()[:3]))


def read_shape(text: str) -> Shape:
    """Read the shape of a text.

    `W` and `M` are weekdays and months, `w` and `m` short forms of them, `D` an ordinal up to 31st, `d` a
    number up to 31, `Y` one that may be a year, `n` any other, `N` a number word, `I` an ISO date, `X` one
    in figures, `C` a time of day, `K` a decade, `k` a span of years, `Z` a feast; `,` `-` `(` punctuation,
    `!` any other mark, `x` any other word and `P` one with a capital. The rest are the classes in dates.toml.
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    found: list[str] = []
    for match in _token_pattern().finditer(text):
        kind = match.lastgroup or ""
        word = match[0]
        if kind == "word":
            letter = _in_context(_word_letter(word), word, letters[-1] if letters else "!")
        elif kind == "number":
            letter = _number_letter(word)
        elif kind == "D":
            letter = "D" if 1 <= int(word[:-2]) <= 31 else "x"
        elif kind == "mark":
            if word == "." and letters and letters[-1] in "mw" and ends[-1] == match.start():
                ends[-1] += 1  # the full stop of "Sept."
                continue
            letter = "," if word == "," else "-" if word in "-–—" else "(" if word == "(" else "!"
        else:
            letter = "!" if kind == "line" else kind
        letters.append(letter)
        starts.append(match.start())
        ends.append(match.end())
        found.append(word)
    return Shape("".join(letters), starts, ends, found)


def _in_context(letter: str, word: str, before: str) -> str:
    # "the following day", but "following clashes"; "Monday Night" in a headline, but the programme "This Morning".
    if letter in "LF" and word.lower() in _AFTER_THE and before != "t":
        return "x"
    if letter == "p" and word[0].isupper() and before not in "!WT":
        return "P"
    return letter


def _word_letter(word: str) -> str:
    lower = word.lower()
    if word[0].isupper():
        named = _calendar_words().get(lower)
        if named is not None:
            return named
        return _word_classes().get(lower, "P")
    return _word_classes().get(lower, "x")


def _number_letter(word: str) -> str:
    if not word.isdecimal():
        return "x" if word[0] in "$€£¥" or not word[-1].isdecimal() else "n"
    if len(word) <= 2:
        return "d" if 1 <= int(word) <= 31 else "n"
    return "Y" if len(word) == 4 and _LONG_YEAR.fullmatch(word) else "n"
