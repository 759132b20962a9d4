"""Everything in one report that statements are read against, with quick look-ups by offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tocsin.events.patterns import count_words
from tocsin.language.quotations import Quotation, find_quotations
from tocsin.records import Actor, Annotation, Block, Report, Resolution, Span, When

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an actor."""

    start: int
    end: int
    actor: Actor


@dataclass(frozen=True)
class Scene:
    """One report with its sentences, outermost quotations, mentions and dates, all in reading order."""

    report: Report
    sentences: tuple[Interval, ...]
    quotations: tuple[Quotation, ...]
    mentions: tuple[Mention, ...]
    whens: tuple[When, ...]

    @classmethod
    def of(cls, report: Report, annotation: Annotation, resolution: Resolution) -> Scene:
        """Put a scene together from a report and what is known of it."""
        quotations: list[Quotation] = []
        for quotation in find_quotations(report.text):
            if quotation.level == 0:
                quotations.append(quotation)
        return cls(
            report=report,
            sentences=_sentences(report, annotation),
            quotations=tuple(quotations),
            mentions=tuple(
                sorted(
                    (Mention(span.start, span.end, actor) for actor in resolution.actors for span in actor.mentions),
                    key=lambda mention: (mention.start, -mention.end, mention.actor.id),
                )
            ),
            whens=tuple(sorted(resolution.whens, key=lambda when: (when.span.start, when.span.end))),
        )

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.report.blocks]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _longest_mention(self) -> int:
        return max((mention.end - mention.start for mention in self.mentions), default=0)

    def sentences_between(self, one: int, other: int) -> int:
        """Count the sentences that begin after one offset and up to the other; 0 within one sentence."""
        low, high = sorted((one, other))
        return bisect_right(self._sentence_starts, high) - bisect_right(self._sentence_starts, low)

    def block_number(self, offset: int) -> int:
        """The number of the block that holds `offset`, or of the last one that begins before it; -1 before all."""
        return bisect_right(self._block_starts, offset) - 1

    def block(self, offset: int) -> Block | None:
        """The block that holds `offset`."""
        number = self.block_number(offset)
        if number < 0 or self.report.blocks[number].end <= offset:
            return None
        return self.report.blocks[number]

    def sentence(self, offset: int) -> Interval:
        """The sentence that holds `offset`; between sentences, the block or the bare offset."""
        number = bisect_right(self._sentence_starts, offset) - 1
        if number >= 0 and offset < self.sentences[number][1]:
            return self.sentences[number]
        block = self.block(offset)
        return (block.start, block.end) if block else (offset, offset)

    def clause_end(self, offset: int) -> int:
        """Where the sentence of `offset` ends, not counting stops inside a quotation that begins after it."""
        end = self.sentence(offset)[1]
        for quotation in self.quotations_in(offset, end):
            end = max(end, self.sentence(quotation.end - 1)[1]) if quotation.start > offset else end
        return end

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a character with `start` to `end`."""
        first = bisect_right(self._mention_starts, start - self._longest_mention - 1)
        last = bisect_right(self._mention_starts, end - 1)
        return [mention for mention in self.mentions[first:last] if mention.end > start]

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """The outermost quotations that share a character with `start` to `end`."""
        return [q for q in self.quotations if q.start < end and q.end > start]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation that holds `offset`."""
        return next((q for q in self.quotations if q.start <= offset < q.end), None)

    def words(self, start: int, end: int) -> int:
        """Count the words between two offsets."""
        return count_words(self.text, start, end)

    def span(self, interval: Interval) -> Span:
        """Cut a span out of the text."""
        return self.report.span(*interval)


def _sentences(report: Report, annotation: Annotation) -> tuple[Interval, ...]:
    """The annotation's sentences in order; blocks stand in where there are none."""
    size = len(report.text)
    found = sorted({(s, e) for s, e in annotation.sentences if 0 <= s < e <= size})
    return tuple(found) or tuple((block.start, block.end) for block in report.blocks)


def merged(intervals: Sequence[Interval], text: str) -> list[Interval]:
    """Join pieces that overlap or have only white space between them; trim white space at their ends."""
    out: list[Interval] = []
    for start, end in sorted(intervals):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            continue
        if out and (
            start <= out[-1][1] or (not text[out[-1][1] : start].strip() and "\n" not in text[out[-1][1] : start])
        ):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def shared(one: Sequence[Interval], other: Sequence[Interval]) -> int:
    """Count the characters that two lists of pieces share; neither may overlap itself."""
    total = 0
    for start, end in one:
        for low, high in other:
            if low < end and start < high:
                total += (end if end < high else high) - (start if start > low else low)
    return total


def without(intervals: Sequence[Interval], cuts: Sequence[Interval]) -> list[Interval]:
    """Take stretches out of a list of pieces."""
    out = list(intervals)
    for low, high in cuts:
        left: list[Interval] = []
        for start, end in out:
            if high <= start or end <= low:
                left.append((start, end))
                continue
            left += [(start, low)] * (start < low) + [(high, end)] * (high < end)
        out = left
    return out


def length(intervals: Sequence[Interval]) -> int:
    """Count the characters of a list of pieces."""
    return sum(end - start for start, end in intervals)
