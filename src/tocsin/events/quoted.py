"""Gives every quotation to the attribution that it belongs to: extended, joined over paragraphs, or left alone."""

from __future__ import annotations

import re
from itertools import pairwise

from tocsin.events.drafts import Desk, Draft
from tocsin.events.introducing import draft_from_words
from tocsin.events.options import EventsOptions
from tocsin.events.patterns import listed, words_of
from tocsin.events.scene import Interval, Scene, shared, without
from tocsin.language.quotations import Quotation

_OPEN_END = re.compile(r"(?:[:,–—-]|\b(?:that|to|as|of|was|is|were))\s*\Z")
_SENTENCE_STOP = re.compile(r"[.!?…]\s*[’”'\"»]?\s*\Z")
# A lead of fewer words ("that they would") says nothing by itself.
_LEAD_WORDS = 3
_HEADINGS = ("headline", "subhead")


def repair_quotations(desk: Desk, options: EventsOptions) -> None:
    """Make every quotation wholly part of one attribution, as far as the text shows whose it is."""
    _loosen(desk)
    for draft in desk.drafts:
        _extend(desk, draft)
    for quotation in desk.scene.quotations:
        _settle_conflict(desk, quotation)
    headings = []
    for quotation in desk.scene.quotations:
        block = desk.scene.block(quotation.start)
        if block is not None and block.kind in _HEADINGS:
            headings.append(quotation)
        _place(desk, quotation, options, final=block is None or block.kind not in _HEADINGS)
    for quotation in headings:
        if not desk.claimants(quotation.start, quotation.end):
            _place_heading(desk, quotation, options)
    desk.sort()


def _loosen(desk: Desk) -> None:
    """An attribution with neither source nor cue says nothing about its content: let the quotation rules decide."""
    for draft in list(desk.drafts):
        if draft.source or draft.cue:
            continue
        if any(desk.scene.quotations_in(*piece) for piece in draft.content):
            desk.drafts.remove(draft)
        else:
            desk.drop(
                draft, "events.nobody-says", "Words were marked as said, but no quotation, source or cue shows it."
            )


def _extend(desk: Desk, draft: Draft) -> None:
    """Content that begins or ends inside a quotation, or right beside it, takes in the whole quotation."""
    scene = desk.scene
    for quotation in scene.quotations:
        whole = (quotation.start, quotation.end)
        anchors = [*draft.cue, *draft.source]
        if shared(anchors, [whole]) or shared(draft.content, [whole]) >= quotation.end - quotation.start:
            continue
        if _shares_a_word(scene, draft.content, whole):
            draft.add(whole, scene.text)
            draft.note("the content was extended to the quotation marks")
        elif _touches(scene, draft, quotation) and not desk.claimants(*whole):
            draft.add(whole, scene.text)
            draft.note("the quotation right beside the content was added")


def _shares_a_word(scene: Scene, content: list[Interval], whole: Interval) -> bool:
    for start, end in content:
        low, high = max(start, whole[0]), min(end, whole[1])
        if low < high and any(c.isalnum() for c in scene.text[low:high]):
            return True
    return False


def _touches(scene: Scene, draft: Draft, quotation: Quotation) -> bool:
    if scene.block_number(draft.position) != scene.block_number(quotation.start):
        return False
    for start, end in draft.content:
        if end <= quotation.start and not scene.text[end : quotation.start].strip():
            return not _SENTENCE_STOP.search(scene.text[start:end])
        if quotation.end <= start and not scene.text[quotation.end : start].strip():
            return not _SENTENCE_STOP.search(scene.text[quotation.start : quotation.end])
    return False


def _settle_conflict(desk: Desk, quotation: Quotation) -> None:
    """Of two attributions in different sentences that claim one quotation, the nearer one has it."""
    scene, whole = desk.scene, (quotation.start, quotation.end)
    closer = _closed_by(desk, quotation)
    if closer is not None and not closer.content and scene.words(*whole):
        closer.add(whole, scene.text)
    claimants = [d for d in desk.claimants(*whole) if (d.cue or d.source) and not shared(d.cue or d.source, [whole])]
    if len(claimants) < 2:
        return
    nearest = min(claimants, key=lambda d: (_anchor_gap(d, whole), -d.position))
    for draft in claimants:
        encloses = shared(draft.content, nearest.cue or nearest.source) > 0
        if draft is nearest or encloses or scene.sentence(draft.position) == scene.sentence(nearest.position):
            continue
        rest = without(draft.content, [whole])
        if any(scene.words(*piece) for piece in rest):
            draft.content = [piece for piece in rest if scene.words(*piece)]
            draft.note("a quotation that belongs to another attribution was taken out", 0.9)
        else:
            desk.drop(draft, "events.other-speaker", "The quotation stands nearer to another source and cue.")


def _anchor_gap(draft: Draft, whole: Interval) -> int:
    return min(max(whole[0] - end, start - whole[1], 0) for start, end in (*draft.cue, *draft.source))


def _place(desk: Desk, quotation: Quotation, options: EventsOptions, *, final: bool) -> None:
    """Find the attribution of a quotation that none has claimed; the first rule that answers counts."""
    scene, whole = desk.scene, (quotation.start, quotation.end)
    if desk.claimants(*whole) or shared([whole], [c for d in desk.drafts for c in d.cue + d.source]):
        return
    words = scene.words(*whole)
    if words < options.quotation_words:
        draft = _introduced_here(desk, quotation) if words else None
        if draft is not None and (not draft.content or _ends_with_colon(scene, quotation.start)):
            draft.add(whole, scene.text)
            draft.note("the quotation after the cue is its content", 0.9)
        return
    # A heading stands by itself: neither the paragraph before it nor the one after introduces it.
    for rule, reason in _RULES if final else _RULES_WITHIN:
        draft = rule(desk, quotation)
        if draft is not None:
            draft.add(whole, scene.text)
            draft.note(reason, 0.9)
            if draft not in desk.drafts:
                desk.drafts.append(draft)
            return
    if final:
        _leave_alone(desk, quotation, options, words)


def _ends_with_colon(scene: Scene, offset: int) -> bool:
    return scene.text[max(0, offset - 4) : offset].rstrip().endswith(":")


def _same_sentence(scene: Scene, draft: Draft, quotation: Quotation) -> bool:
    return scene.sentence(draft.position)[1] >= quotation.start or _ends_with_colon(scene, quotation.start)


def _introduced_here(desk: Desk, quotation: Quotation) -> Draft | None:
    """“She said: ‘…’” in one paragraph: the last cue before the quotation in its sentence."""
    scene = desk.scene
    block = scene.block(quotation.start)
    if block is None:
        return None
    found = [d for d in desk.in_stretch(block.start, quotation.start) if d.cue_end <= quotation.start]
    return found[-1] if found and _same_sentence(scene, found[-1], quotation) else None


def _closed_by(desk: Desk, quotation: Quotation) -> Draft | None:
    """“‘…,’ said Ruiz”: the source or cue that follows the quotation directly."""
    scene = desk.scene
    for draft in desk.in_stretch(quotation.end, quotation.end + 160):
        begins = min(start for start, _ in (*draft.source, *draft.cue) if start >= quotation.end)
        gap = scene.text[quotation.end : begins]
        if not any(c.isalnum() or c == "\n" for c in gap):
            return draft
        break
    return None


def _only_one_here(desk: Desk, quotation: Quotation) -> Draft | None:
    """The only attribution of the sentence that holds the quotation."""
    start, end = desk.scene.sentence(quotation.start)
    found = desk.in_stretch(start, max(end, desk.scene.sentence(quotation.end - 1)[1]))
    return found[0] if len(found) == 1 else None


def _introduced_before(desk: Desk, quotation: Quotation) -> Draft | None:
    """The paragraph before ends “She said:”, or with a cue whose content is still to come."""
    scene = desk.scene
    before = _block_before(scene, quotation)
    if before is None:
        return None
    sentence = scene.sentence(before[1] - 1)
    drafts = desk.in_stretch(max(sentence[0], before[0]), before[1])
    opens = _OPEN_END.search(scene.text[before[0] : before[1]]) is not None
    if drafts and (opens or not drafts[-1].content):
        _take_lead(scene, drafts[-1], before[1])
        return drafts[-1]
    return draft_from_words(desk, (max(sentence[0], before[0]), before[1])) if opens else None


def _take_lead(scene: Scene, draft: Draft, end: int) -> None:
    """“… responded by saying that it saw the report as: ‘…’”: what leads to the quotation is said too."""
    words = words_of(scene.text, draft.cue_end, end)
    if not draft.content and len(words) > _LEAD_WORDS and words[0].text == "that":
        draft.add((words[0].start, words[-1].end), scene.text)


def _block_before(scene: Scene, quotation: Quotation) -> Interval | None:
    """The paragraph before a quotation that opens its own paragraph; captions in between do not count."""
    number = scene.block_number(quotation.start)
    if number < 1 or scene.words(scene.report.blocks[number].start, quotation.start):
        return None
    number -= 1
    while number > 0 and scene.report.blocks[number].kind == "caption":
        number -= 1
    block = scene.report.blocks[number]
    return block.start, block.end


def _carried_on(desk: Desk, quotation: Quotation) -> Draft | None:
    """The next paragraph of one quotation, or a further paragraph that is nothing but a quotation."""
    scene = desk.scene
    before = _block_before(scene, quotation)
    if before is None:
        return None
    last = [q for q in scene.quotations_in(*before) if not scene.words(q.end, before[1])]
    if not last:
        return None
    same = last[-1].group == quotation.group and last[-1].continues
    if not same and not _is_alone(scene, quotation):
        return None
    claimants = desk.claimants(last[-1].start, last[-1].end)
    return claimants[-1] if claimants else None


def _is_alone(scene: Scene, quotation: Quotation) -> bool:
    """Say whether the paragraph holds nothing but quotations."""
    block = scene.block(quotation.start)
    if block is None:
        return False
    outside = without(
        [(block.start, block.end)], [(q.start, q.end) for q in scene.quotations_in(block.start, block.end)]
    )
    return not any(scene.words(*piece) for piece in outside)


def _from_words(desk: Desk, quotation: Quotation) -> Draft | None:
    """A verb of saying or a colon beside the quotation that the reader model did not mark."""
    start = desk.scene.sentence(quotation.start)[0]
    end = desk.scene.sentence(quotation.end - 1)[1]
    if desk.in_stretch(start, end):
        return None
    return draft_from_words(desk, (start, quotation.start), (quotation.end, end))


def _same_paragraph(desk: Desk, quotation: Quotation) -> Draft | None:
    """“‘…,’ Ruiz said. ‘…’”: a sentence of nothing but quotation belongs to whoever spoke before in the paragraph."""
    scene = desk.scene
    block = scene.block(quotation.start)
    if block is None:
        return None
    start, end = scene.sentence(quotation.start)[0], scene.sentence(quotation.end - 1)[1]
    if scene.words(min(start, quotation.start), quotation.start) or scene.words(quotation.end, end):
        return None
    drafts = desk.in_stretch(block.start, block.end)
    before = [d for d in drafts if d.position < quotation.start]
    if before:
        return before[-1]
    speakers = {d.actor.id if d.actor else None for d in drafts}
    return drafts[0] if len(speakers) == 1 else None


def _last_speaker(desk: Desk, quotation: Quotation) -> Draft | None:
    """A paragraph of nothing but quotation belongs to whoever spoke last in the paragraph before."""
    scene = desk.scene
    before = _block_before(scene, quotation)
    if before is None or not _is_alone(scene, quotation):
        return None
    block = scene.block(before[0])
    if block is None or block.kind in _HEADINGS:
        return None
    drafts = desk.in_stretch(*before)
    return _again(drafts[-1]) if drafts else None


def _again(draft: Draft) -> Draft:
    """A new statement by the speaker of another one."""
    return Draft([], [], [], draft.score * 0.7, draft.actor, draft.speaker_at)


_RULES_WITHIN = (
    (_closed_by, "the quotation stands right before source and cue"),
    (_introduced_here, "the quotation follows the cue"),
    (_only_one_here, "the only attribution of the sentence"),
    (_from_words, "the words beside the quotation show its speaker"),
)
_RULES = (
    *_RULES_WITHIN[:2],
    (_introduced_before, "the quotation was introduced at the end of the paragraph before"),
    (_only_one_here, "the only attribution of the sentence"),
    (_carried_on, "the quotation goes on from the paragraph before"),
    (_from_words, "the words beside the quotation show its speaker"),
    (_same_paragraph, "the quotation goes on in the same paragraph"),
    (_last_speaker, "a paragraph of quotation after this speaker"),
)


def _leave_alone(desk: Desk, quotation: Quotation, options: EventsOptions, words: int) -> None:
    """A quotation that nobody claims: speech without a speaker if it plainly is speech, else rejected."""
    scene = desk.scene
    inside = words_of(scene.text, quotation.start, quotation.end)
    ends = _SENTENCE_STOP.search(scene.text[quotation.start : quotation.end]) is not None
    speech = (
        any(word.text in listed("clauses", "first_person") for word in inside) or ends or _is_alone(scene, quotation)
    )
    if speech and words >= options.speech_words:
        draft = Draft([], [], [(quotation.start, quotation.end)], 0.3)
        draft.note("a quotation whose speaker the text does not show")
        desk.drafts.append(draft)
        return
    desk.reject(
        "events.loose-quotation",
        f"A quotation of {words} words that no source or cue claims and that need not be speech.",
        (quotation.start, quotation.end),
    )


def _place_heading(desk: Desk, quotation: Quotation, options: EventsOptions) -> None:
    """A quotation as headline or subhead belongs to whoever says the same words in the body."""
    scene, whole = desk.scene, (quotation.start, quotation.end)
    words = scene.words(*whole)
    if words < options.quotation_words:
        return
    best: tuple[float, int, Draft] | None = None
    for draft in desk.drafts:
        block = scene.block(draft.content[0][0]) if draft.content else None
        if block is None or block.kind in _HEADINGS:
            continue
        likeness = _likeness(scene, whole, draft.content)
        if likeness >= _ALIKE and (best is None or likeness > best[0]):
            best = (likeness, draft.position, draft)
    if best is None:
        _leave_alone(desk, quotation, options, words)
        return
    again = _again(best[2])
    again.add(whole, scene.text)
    again.note(f"the body has {best[0]:.0%} of these words from the same speaker")
    desk.drafts.append(again)


# Share of a heading's words and neighbouring pairs that one speaker's words must hold (mean of the two).
_ALIKE = 0.6


def _likeness(scene: Scene, heading: Interval, content: list[Interval]) -> float:
    short = [word.text for word in words_of(scene.text, *heading)]
    long = [word.text for piece in content for word in words_of(scene.text, *piece)]
    if len(short) < 2:
        return 0.0
    known = set(long)
    pairs = set(pairwise(long))
    single = sum(word in known for word in short) / len(short)
    double = sum(pair in pairs for pair in pairwise(short)) / (len(short) - 1)
    return (single + double) / 2
