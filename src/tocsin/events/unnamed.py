"""Finds sources without a name, and claims without any source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.events.patterns import Patterns, Word, compile_pattern, listed, read_data, words_of
from tocsin.language.quotations import find_quotations
from tocsin.records import Annotation, Report, Resolution, Span, Statement


@dataclass(frozen=True)
class _Unnamed:
    nouns: frozenset[str]
    phrases: Patterns
    hidden: Patterns
    passive: Patterns
    prepositions: frozenset[str]
    offices: frozenset[str]
    definite: frozenset[str]


@cache
def _unnamed() -> _Unnamed:
    data = read_data("sources")
    irregular = read_data("stances")["irregular"]

    def patterns(written: Sequence[str]) -> Patterns:
        found = Patterns()
        for line in written:
            found.add(compile_pattern(line, {}, irregular), "unnamed")
        return found

    return _Unnamed(
        nouns=frozenset(data["unnamed"]),
        phrases=patterns(data["unnamed_phrases"]),
        hidden=patterns(data["hidden_phrases"]),
        passive=patterns(data["passive"]["patterns"]),
        prepositions=frozenset(data["prepositions"]),
        offices=frozenset(data["offices"]),
        definite=frozenset(data["definite"]),
    )


def unnamed_sources(
    report: Report, annotation: Annotation, resolution: Resolution, statements: Sequence[Statement]
) -> list[tuple[str, list[Span]]]:
    """List the sources of statements that no name is given for: folded words, and where they stand."""
    persons = [mark.span for mark in annotation.marks if mark.kind == "person"]
    named = {
        actor.id
        for actor in resolution.actors
        if any(p.overlaps(m) for m in actor.mentions for p in persons if m.contains(p)) and actor.kind == "person"
    }
    found: dict[str, list[Span]] = {}
    by_actor: dict[str, str] = {}
    for statement in statements:
        for actor, span in ((statement.speaker, statement.speaker_span), (statement.via, statement.via_span)):
            if span is None or actor in named:
                continue
            whole = _with_clause(report, span)
            if not _is_unnamed(report, whole, persons):
                continue
            # "the official" is the "senior official" of before: one flag for both.
            key = by_actor.setdefault(actor, _key(report, span)) if actor else _key(report, span)
            found.setdefault(key, []).append(whole)
    return [(key, sorted(set(spans))) for key, spans in found.items()]


def _key(report: Report, span: Span) -> str:
    words = [word.text for word in words_of(report.text, span.start, span.end)]
    return " ".join(words[1:] if words[:1] in (["a"], ["an"], ["the"]) else words)


def _with_clause(report: Report, span: Span) -> Span:
    """The source with the clause that hides its name: “a diplomat, speaking on condition of anonymity”."""
    block = report.block_at(span.start)
    end = min(block.end if block else len(report.text), span.end + 120)
    words = words_of(report.text, span.end, end)
    for begin, stop, _, _ in _unnamed().hidden.find(words, 0, 14):
        between = report.text[span.end : words[begin].start]
        if any(c in between for c in '.;:“”‘"!?'):
            break
        if words[0].text in listed("clauses", "withholding"):
            return report.span(span.start, words[stop - 1].end)
    return span


def _is_unnamed(report: Report, span: Span, persons: Sequence[Span]) -> bool:
    words = words_of(report.text, span.start, span.end)
    data = _unnamed()
    head = _head(report.text, words, data.prepositions)
    if not head or any(person.overlaps(span) and person.start < head[-1].end for person in persons):
        return False
    if data.hidden.find(words) or data.phrases.find(words):
        return True
    # "Red Sea Monitor" is the name of a body, "Officials" only begins a sentence.
    if head[-1].text not in data.nouns or (len(head) > 1 and report.text[head[-1].start].isupper()):
        return False
    # "the Swiss envoy" can be only one person; "an envoy" can be any.
    definite = head[0].text in data.definite or any(word.text.endswith("'s") for word in head[:-1])
    return not (definite and head[-1].text in data.offices)


def _head(text: str, words: Sequence[Word], prepositions: frozenset[str]) -> list[Word]:
    """The words of a phrase up to its first preposition, comma or relative clause."""
    for at, word in enumerate(words):
        broken = at > 0 and any(c in text[words[at - 1].end : word.start] for c in ",;:(–—")
        if at and (broken or word.text in prepositions or word.text in listed("clauses", "head_ends")):
            return list(words[:at])
    return list(words)


def unsourced_claims(report: Report) -> list[tuple[str, list[Span]]]:
    """List the words outside of quotations that report without a source: folded words, and where they stand."""
    quoted = [(q.start, q.end) for q in find_quotations(report.text) if q.level == 0]
    found: dict[str, list[Span]] = {}
    for block in report.blocks:
        words = words_of(report.text, block.start, block.end)
        last = 0
        for begin, stop, _, _ in _unnamed().passive.find(words):
            start, end = words[begin].start, words[stop - 1].end
            if begin < last or any(low < end and start < high for low, high in quoted):
                continue
            if "\n" in report.text[start:end] or (stop < len(words) and words[stop].text == "by"):
                continue
            last = stop
            key = " ".join(word.text for word in words[begin:stop])
            found.setdefault(key, []).append(report.span(start, end))
    return list(found.items())
