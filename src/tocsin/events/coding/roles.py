"""Finds which actors of the report fill the roles of an event."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk, EventDraft
from tocsin.events.patterns import listed_in, words_of
from tocsin.records import Actor, Span

# From the narrowest to the widest.
PRECISIONS = ("point", "city", "border", "admin2", "admin1", "country", "none")
# Phrases of people and bodies: a place inside one is part of who they are.
WHO = ("person-phrase", "organisation-phrase", "actor-phrase", "recipient-phrase")


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


def is_spoken(draft: EventDraft) -> bool:
    """Say whether an event is an act of speech, which has no place but the speaker's: the text seldom tells that."""
    return draft.mark.type in listed_in("coding", "spoken", "types")
