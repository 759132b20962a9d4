"""Says how likely two tellings of one type are tellings of one event: by fitted weights."""

from __future__ import annotations

import math
from collections.abc import Mapping

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.coding.figures import disjoint, same_counted
from tocsin.events.coding.likeness import (
    WIDE,
    akin,
    by_title,
    done_to_another,
    is_denied,
    is_noun,
    one_phrase,
    points_back,
    same_sentence,
    same_thing,
    same_word,
    share,
    speakers,
    strangers,
    tells_result,
)
from tocsin.events.coding.placing import when_between
from tocsin.events.coding.roles import is_spoken
from tocsin.events.coding.weighing import within
from tocsin.records import Place

WEIGHTS = "linking"

# The names of all signs; each is weighed by itself, and besides with where the two tellings stand before it.
SIGNS = (
    *("told", "word", "phrase", "back", "noun", "new", "thing", "spoken", "far", "between"),
    *("denied", "answers", "answered"),
    *("actor-shared", "actor-akin", "actor-apart", "actor-unsaid"),
    *("recipient-shared", "recipient-akin", "recipient-apart", "recipient-unsaid", "turned"),
    *("place", "wide-place", "unplaced", "day", "undated", "mode", "modes", "figure", "figures"),
    *("one-figure", "one-phrase", "result", "results", "result-first"),
    *("where-apart", "when-apart", "actor-strangers", "recipient-strangers"),
    *("second-demand", "not-real", "both-denied"),
    *("alike", "much-alike", "apart", "back-only", "back-first", "noun-first", "first"),
    *("answers-first", "answered-first"),
)


def signs(desk: Desk, draft: EventDraft, other: EventDraft, between: int) -> dict[str, float]:
    """List what speaks for and against one event, each sign named by where the two stand to one another.

    `between` says how many events of the same type are told between them.
    """
    title = by_title(desk, draft, other)
    where = "sentence" if same_sentence(desk, draft, other) else "title" if title else "body"
    denied = is_denied(desk, draft), is_denied(desk, other)
    results = tells_result(desk, draft), tells_result(desk, other)
    found = {
        "told": 1.0,
        "word": float(same_word(desk, draft, other)),
        "phrase": float(one_phrase(desk, draft, other)),
        "back": float(points_back(desk, draft) or points_back(desk, other)),
        "noun": float(is_noun(desk, draft)),
        "new": float(done_to_another(desk, draft, other)),
        "thing": float(same_thing(draft, other)),
        "denied": float(denied[0]),
        # one of the two names the deed only to deny it, and the other does not
        "answers": float(denied == (True, False)),
        "answered": float(denied == (False, True)),
        "spoken": float(is_spoken(draft)),
        "result": float(any(results) and not all(results)),
        "results": float(all(results)),
        # how far the body's words stand from the title says nothing
        "far": 0.0 if where == "title" else math.log1p(_apart(desk, draft, other)),
        "between": float(min(between, 3)),
    }
    found |= _sides(draft, other) | _scenes(draft, other) | _figures(draft, other) | _against(desk, draft, other, title)
    found["both-denied"] = float(all(denied) and bool(speakers(desk, draft) & speakers(desk, other)))
    found |= _together(found)
    return within(where, found)


def _sides(draft: EventDraft, other: EventDraft) -> dict[str, float]:
    found = {}
    for name, one, two in (
        ("actor", draft.actors, other.actors),
        ("recipient", draft.recipients, other.recipients),
    ):
        shared = share(one, two)
        alike = not shared and akin(one, two)
        found[f"{name}-shared"] = float(shared)
        found[f"{name}-akin"] = float(alike)
        found[f"{name}-apart"] = float(bool(one and two) and not shared and not alike)
        found[f"{name}-unsaid"] = float(not one or not two)
    # "the gunmen" done to here, doing there: two deeds
    found["turned"] = float(share(draft.actors, other.recipients) or share(draft.recipients, other.actors))
    return found


def _scenes(draft: EventDraft, other: EventDraft) -> dict[str, float]:
    same = draft.place is not None and draft.place == other.place
    wide = draft.place is not None and draft.place.precision in WIDE
    days = [d.when.start[:10] for d in (draft, other) if d.when and d.when.start]
    modes = {draft.mark.mode, *(m.mode for m in other.marks)} - {None}
    return {
        "place": float(same and not wide),
        "wide-place": float(same and wide),
        "unplaced": float(draft.place is None or other.place is None),
        "day": float(len(days) == 2 and days[0] == days[1]),
        "undated": float(len(days) < 2),
        "mode": float(draft.mark.mode is not None and draft.mark.mode in {m.mode for m in other.marks}),
        "modes": float(draft.mark.mode is not None and len(modes) > 1),
    }


def _against(desk: Desk, draft: EventDraft, other: EventDraft, title: bool) -> dict[str, float]:
    """Signs that all but rule out one event: other days, other places, known people who are not the same."""
    modalities = {draft.mark.modality, other.mark.modality}
    return {
        "where-apart": float(not where_alike(draft.place, other.place, title=title)),
        "when-apart": float(not when_between(draft.when, other.when)),
        "actor-strangers": float(strangers(draft.actors, other.actors, named=True)),
        "recipient-strangers": float(strangers(draft.recipients, other.recipients, named=True)),
        "second-demand": float(is_spoken(draft) and not same_word(desk, draft, other)),
        "not-real": float("negated" in modalities and len(modalities) > 1),
    }


def where_alike(one: Place | None, other: Place | None, *, title: bool) -> bool:
    """Say whether two places may be the same; a title may name the region's capital for the region."""
    if one is None or other is None or one.id == other.id or one.country is None or other.country is None:
        return True
    wide = one.precision in WIDE or other.precision in WIDE
    region = title and one.admin1 is not None and one.admin1 == other.admin1
    return one.country == other.country and (wide or region)


def _figures(draft: EventDraft, other: EventDraft) -> dict[str, float]:
    pairs = [(a, b) for a in draft.counts for b in other.counts if same_counted(a, b)]
    return {
        "figure": float(any((a.low, a.high) == (b.low, b.high) for a, b in pairs)),
        "figures": float(any(disjoint(a, b) for a, b in pairs)),
        # the same words count for both
        "one-figure": float(bool({c.span for c in draft.counts} & {c.span for c in other.counts})),
        "one-phrase": float(bool({*draft.recipient_spans} & {*other.recipient_spans})),
    }


def _together(found: Mapping[str, float]) -> dict[str, float]:
    """Signs that weigh more, or less, together."""
    alike = sum(map(bool, map(found.get, ("actor-shared", "recipient-shared", "place", "word", "thing", "figure"))))
    bare = found["actor-unsaid"] and found["recipient-unsaid"]
    return {
        "alike": float(alike),
        "much-alike": float(alike >= 2),
        "apart": float(found["actor-apart"] and found["recipient-apart"]),
        "back-only": float(found["back"] and bare),
        "back-first": float(found["back"] and not found["between"]),
        "noun-first": float(found["noun"] and not found["back"] and not found["between"]),
        "first": float(not found["between"]),
        "result-first": float(found["result"] and not found["between"]),
        "answers-first": float(found["answers"] and not found["between"]),
        "answered-first": float(found["answered"] and not found["between"]),
    }


def _apart(desk: Desk, draft: EventDraft, other: EventDraft) -> int:
    """Count the sentences from a draft to the nearest telling of another."""
    return min(desk.scene.sentences_between(draft.mark.trigger.start, m.trigger.start) for m in other.marks)
