"""Finds which actors, place and time of the report fill the roles of an event."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Actor, Place, Role, Span, When

# From the narrowest to the widest.
PRECISIONS = ("point", "city", "border", "admin2", "admin1", "country", "none")
# Phrases of people and bodies: a place inside one is part of who they are.
_WHO = ("person-phrase", "organisation-phrase", "actor-phrase", "recipient-phrase")
# How many sentences back an event's place or time may stand, within the paragraph.
_BACK = 2


def fill_parties(desk: Desk, draft: EventDraft) -> None:
    """Set actors and recipients from the phrases that the model linked to the trigger."""
    for role, actors, spans in (
        ("actor", draft.actors, draft.actor_spans),
        ("recipient", draft.recipients, draft.recipient_spans),
    ):
        for phrase in _outermost([r.span for r in draft.mark.of_role(role)]):  # type: ignore[arg-type]
            spans.append(phrase)
            actors += [actor for actor in actors_of(desk, phrase) if actor not in actors]
    # Whoever is on both sides of one deed was linked twice by mistake; the deed's own side counts.
    draft.recipients[:] = [one for one in draft.recipients if one not in draft.actors]


def actors_of(desk: Desk, phrase: Span) -> list[Actor]:
    """Find whom a phrase names: the actor of the whole phrase, or those of its conjuncts."""
    inside = [
        m
        for m in desk.scene.mentions_in(phrase.start, phrase.end)
        if phrase.start - 4 <= m.start and m.end <= phrase.end + 4
    ]
    if not inside:
        around = [m for m in desk.scene.mentions_in(phrase.start, phrase.end) if m.start <= phrase.start]
        inner = min((m for m in around if m.end >= phrase.end), key=lambda m: m.end - m.start, default=None)
        return [inner.actor] if inner else []
    whole = [m for m in inside if m.end - m.start >= 0.8 * (phrase.end - phrase.start)]
    together = {m.actor.id for m in whole if _names_several(desk, m.actor, m.start, m.end)}
    for mention in whole:
        if mention.actor.id not in together:
            return [mention.actor]
    outer: list[tuple[int, int, Actor]] = []
    for m in inside:
        if m.actor.id in together or any(low <= m.start and m.end <= high for low, high, _ in outer):
            continue
        outer.append((m.start, m.end, m.actor))
    return _heads(desk, outer) or [m.actor for m in whole[:1]]


def _names_several(desk: Desk, actor: Actor, start: int, end: int) -> bool:
    """Say whether an actor is only two others named together."""
    others = {m.actor.id for m in desk.scene.mentions_in(start, end) if m.actor is not actor}
    return actor.kind == "group" and len(others) > 1 and " and " in desk.scene.text[start:end]


def _heads(desk: Desk, outer: list[tuple[int, int, Actor]]) -> list[Actor]:
    """Leave out who only completes another: the second of "a spokesman for the ministry"."""
    ties = listed_in("coding", "completes", "prepositions")
    found: list[Actor] = []
    last = -1
    for start, end, actor in outer:
        between = [w.text for w in words_of(desk.scene.text, last, start)] if last >= 0 else []
        # A comma parts names of a row, but also opens what a person is besides: "Okoro, a former envoy to Ghana".
        row = desk.scene.text[last:start].strip().startswith(",") and not ties & set(between)
        if last < 0 or "and" in between or "or" in between or row:
            found.append(actor)
        last = end
    return list(dict.fromkeys(found))


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not any(k.contains(span) for k in kept):
            kept.append(span)
    return kept


def fill_place(desk: Desk, draft: EventDraft) -> None:
    """Set the place: the one linked to the trigger, or else one that the same sentence puts around it."""
    for phrase in _best_first(draft, "place"):
        place = _place_in(desk, phrase)
        if place is not None:
            draft.place = place
            draft.note(f"place: “{phrase.quote}”, linked to “{draft.mark.trigger.quote}”")
            return
    if draft.mark.modality in ("happened", "ongoing") and not is_spoken(draft):
        found = _located(desk, draft)
        if found is not None:
            draft.place = found[0]
            draft.note(f"place: “{found[1].quote}”, named in the same sentence")


def _best_first(draft: EventDraft, role: Role) -> list[Span]:
    return [r.span for r in sorted(draft.mark.of_role(role), key=lambda r: (-r.score, r.span.start))]


def _place_in(desk: Desk, phrase: Span) -> Place | None:
    """The narrowest place whose mention shares characters with a phrase."""
    found = [p for p in desk.resolution.places if any(m.overlaps(phrase) for m in p.mentions)]
    return min(found, key=lambda p: (PRECISIONS.index(p.precision), p.id), default=None)


def _located(desk: Desk, draft: EventDraft) -> tuple[Place, Span] | None:
    """A place after "in", "at" or "near" in the trigger's sentence, outside of other events' phrases."""
    trigger = draft.mark.trigger
    low, high = desk.scene.sentence(trigger.start)
    taken = [r.span for mark in desk.annotation.events for r in mark.roles if r.role != "time"]
    # "a charity in Thessaloniki" says where the charity is
    taken += [s.speaker_span for s in desk.statements if s.speaker_span]
    taken += [mark.span for mark in (*desk.annotation.mentions, *desk.annotation.parties) if mark.kind in _WHO]
    near: list[tuple[int, Place, Span]] = []
    for place in desk.resolution.places:
        for mention in place.mentions:
            if low <= mention.start and mention.end <= high and not any(t.overlaps(mention) for t in taken):
                before = words_of(desk.scene.text, max(low, mention.start - 16), mention.start)
                if any(w.text in listed_in("coding", "where", "prepositions") for w in before[-2:]):
                    near.append((abs(mention.start - trigger.end), place, mention))
    best = min(near, key=lambda n: (n[0], n[1].id), default=None)
    return (best[1], best[2]) if best else None


def fill_when(desk: Desk, draft: EventDraft) -> None:
    """Set the time: the one linked to the trigger."""
    # The day in a dateline is the day of the report, whatever stands beside it.
    published = desk.report.published
    printed = published.span if published.basis == "stated" else None
    for phrase in _best_first(draft, "time"):
        found = [
            w for w in desk.resolution.whens if w.span.overlaps(phrase) and not (printed and w.span.overlaps(printed))
        ]
        if found:
            draft.when = max(found, key=lambda w: (w.start is not None, w.span.end - w.span.start, -w.span.start))
            draft.note(f"time: “{phrase.quote}”, linked to “{draft.mark.trigger.quote}”")
            return


def inherit(desk: Desk, drafts: list[EventDraft]) -> None:
    """Let an event without place or time take that of the one told just before it in the same paragraph."""
    # In the order in which the body tells them: a headline may name the last of them first.
    drafts = sorted(drafts, key=lambda d: d.mark.trigger.start)
    for number, draft in enumerate(drafts):
        if draft.mark.modality not in ("happened", "ongoing") or is_spoken(draft):
            continue
        for other in reversed(drafts[:number]):
            if not _close(desk, other, draft):
                break
            if draft.place is None and other.place is not None and other.mark.modality == draft.mark.modality:
                draft.place = other.place
                draft.note(f"place: that of “{other.mark.trigger.quote}” just before")
            if draft.when is None and other.when is not None and other.mark.modality == draft.mark.modality:
                draft.when = other.when
                draft.note(f"time: that of “{other.mark.trigger.quote}” just before")


def is_spoken(draft: EventDraft) -> bool:
    """Say whether an event is an act of speech, which has no place but the speaker's: the text seldom tells that."""
    return draft.mark.type in listed_in("coding", "spoken", "types")


def _close(desk: Desk, one: EventDraft, other: EventDraft) -> bool:
    start, end = one.mark.trigger.start, other.mark.trigger.start
    if desk.scene.block_number(start) != desk.scene.block_number(end):
        return False
    return start <= end and desk.scene.sentences_between(start, end) <= _BACK


def when_between(one: When | None, other: When | None) -> bool:
    """Say whether two times may be the same: one of them unknown, or intervals that touch."""
    if one is None or other is None or one.start is None or other.start is None:
        return True
    return one.start[:10] <= (other.end or other.start)[:10] and other.start[:10] <= (one.end or one.start)[:10]
