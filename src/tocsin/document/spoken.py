"""Says which language a text is in; loads the language identifier only where English is not plain to see."""

from __future__ import annotations

import functools
import re

from tocsin.document.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000
# over PolNeAR, LGL, re3d and SATP 99 of 100 English texts have a share of 0.22 or more (0.37 in the middle); pages in
# Spanish, French, German and Latvian have 0.01 to 0.12
_CLEAR = 0.2
_CLEAR_MARKS = 2


def language_of(text: str) -> str:
    """Give the ISO 639-1 code of the language that a text is in."""
    tokens = [token.casefold() for token in _WORD.findall(text[:_SAMPLE])]
    words, marks = _lists()
    share = sum(1 for token in tokens if token in words) / max(1, len(tokens))
    if share >= _CLEAR and len(marks.intersection(tokens)) >= _CLEAR_MARKS:
        return "en"
    return _identified(text[:_SAMPLE])


def language_name(code: str) -> str:
    """Give the English name of a language."""
    return str(lexicon("languages")["names"].get(code, code))


def _identified(text: str) -> str:
    # a second and 100 MB to load, and needed for few texts
    import py3langid

    return str(py3langid.classify(text)[0])


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon("english")
    return frozenset(data["words"]), frozenset(data["marks"])
