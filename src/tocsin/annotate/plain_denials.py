"""Short denials that the model passes over: "The ministry rejected the accusations.", "Damascus denied this."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from tocsin.language.lexicon import lexicon
from tocsin.records import Attribution, Report

_DATA = Path(__file__).parent / "data"
_SCORE = 0.6
# Whoever denies is named in no more words.
_LONGEST = 12


@cache
def _pattern() -> re.Pattern[str]:
    data = lexicon("denials", _DATA)
    verbs, between, pronouns, pointing, nouns = (
        "|".join(data[key]) for key in ("verbs", "between", "pronouns", "pointing", "nouns")
    )
    return re.compile(
        # who, from the beginning of the sentence or of the clause
        r"(?:\A|[;:,–—] (?:and |but |while )?|\b(?:and|but|while) )(?P<name>[^,;:–—“”\"()]{2,90}?) "
        rf"(?:(?:{between}) )*(?P<cue>{verbs}) "
        rf"(?P<what>(?:{pronouns})\b|(?:{pointing}) (?:{nouns})\b)"
        r"(?=[.,;:!–—]|\s*\Z| (?:as|and|but|on|in|at|by|when|saying|through|within|yesterday|last)\b)"
    )


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('denials', _DATA)['verbs'])})\b")


def plain_denials(
    report: Report, sentences: Sequence[tuple[int, int]], found: Iterable[Attribution]
) -> tuple[Attribution, ...]:
    """Read the short denials of a text whose verb stands in none of the attributions that were found."""
    # what the model credits with nothing becomes no statement
    taken = [span for one in found if one.content for span in (*one.cue, *one.content)]
    denials = []
    for start, end in sentences:
        # most sentences have no such verb, and the whole pattern is slow
        if not _verbs().search(report.text, start, end):
            continue
        for match in _pattern().finditer(report.text[start:end]):
            name, cue, what = (
                report.span(start + match.start(group), start + match.end(group)) for group in ("name", "cue", "what")
            )
            words = name.quote.split()
            named = len(words) <= _LONGEST and (words[0][:1].isupper() or words[0] in ("the", "a", "an"))
            if named and not any(span.overlaps(cue) for span in taken):
                denials.append(Attribution((name,), (cue,), (what,), _SCORE))
    return tuple(denials)
