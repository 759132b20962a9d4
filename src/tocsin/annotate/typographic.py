"""Attributions that the layout of a page shows by itself: lines of a transcript, and quotations with a name below."""

from __future__ import annotations

import re

from tocsin.records import Attribution, Block, Report, Span

# "PENCE: Well, look", "Anna Ruiz: No." at the start of a paragraph
_LABEL = re.compile(r"[“\"]?(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(?P<cue>:)\s+(?=\S)")
# "“We were told to wait.” — Anna Ruiz" as a paragraph of its own
_CREDIT = re.compile(
    r"(?P<said>[“”\"‘'][^\n]{15,}?[”“\"’'.])\s*(?P<cue>[―—–]+|--?)\s*(?P<name>[A-Z][^\n]{2,80}?)[.\s]*\Z"
)
_OPENING = ("“", '"', "‘")
# Fewer labelled paragraphs are a headline, a list or an aside rather than a conversation.
_LINES = 3
_SCORE = 0.9


def layout_attributions(report: Report) -> list[Attribution]:
    """Read who says what off transcripts and credited quotations, in reading order."""
    found = [one for block in report.blocks if (one := _credited(report, block)) is not None]
    return sorted([*found, *_transcript(report)], key=lambda a: a.cue[0])


def combined(model: tuple[Attribution, ...], layout: list[Attribution]) -> tuple[Attribution, ...]:
    """Put the two together; where both have the same words, what the layout shows counts."""
    kept = [one for one in model if not any(_same(one, shown) for shown in layout)]
    return tuple(sorted([*kept, *layout], key=lambda a: (a.cue or a.content or a.source)[0]))


def _same(one: Attribution, shown: Attribution) -> bool:
    own = sum(s.end - s.start for s in one.content)
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in shown.content)
    inside = any(b.contains(cue) for cue in one.cue for b in shown.content)
    return not inside and (2 * common > own if own else any(s.overlaps(t) for s in one.source for t in shown.source))


def _credited(report: Report, block: Block) -> Attribution | None:
    match = _CREDIT.match(report.text[block.start : block.end])
    if match is None or not all(w[:1].isupper() or len(w) < 4 for w in match["name"].split(",")[0].split()):
        return None
    return _attribution(report, block.start, match, [match.span("said")])


def _transcript(report: Report) -> list[Attribution]:
    labelled = {
        number: match
        for number, block in enumerate(report.blocks)
        if block.kind == "paragraph" and (match := _LABEL.match(report.text[block.start : block.end]))
    }
    names = [match["name"] for match in labelled.values()]
    # A conversation has speakers who come back.
    if len(names) < _LINES or len(set(names)) == len(names):
        return []
    found = []
    for number, match in labelled.items():
        block = report.blocks[number]
        pieces = [(match.end(), block.end - block.start)]
        for later in range(number + 1, len(report.blocks)):
            following = report.blocks[later]
            if later in labelled or report.text[following.start] not in _OPENING:
                break
            pieces.append((following.start - block.start, following.end - block.start))
        found.append(_attribution(report, block.start, match, pieces))
    return found


def _attribution(report: Report, base: int, match: re.Match[str], content: list[tuple[int, int]]) -> Attribution:
    def span(start: int, end: int) -> Span:
        return report.span(base + start, base + end)

    return Attribution(
        (span(*match.span("name")),), (span(*match.span("cue")),), tuple(span(*piece) for piece in content), _SCORE
    )
