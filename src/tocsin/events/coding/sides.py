"""Says for whom somebody speaks: for himself, for the body that his title names, and for his state."""

from __future__ import annotations

from tocsin.events.coding.drafts import Desk
from tocsin.events.patterns import listed_in, words_of
from tocsin.events.scene import Mention
from tocsin.records import Span, Statement


def own_of(desk: Desk, statement: Statement) -> set[str]:
    """The speaker, who relays him, and whom their titles name: "the council’s representative"."""
    own = {one for one in (statement.speaker, statement.via) if one}
    spans = [span for span in (statement.speaker_span, statement.via_span) if span]
    for actor in desk.resolution.actors:
        if actor.id in own and actor.kind == "person":
            spans += actor.mentions
    return own | {m.actor.id for span in spans for m in _inside(desk, span)}


def side_of(desk: Desk, statement: Statement) -> set[str]:
    """The speaker and his own, and the country and other organs of the state that he speaks for."""
    found = own_of(desk, statement)
    state = listed_in("coding", "state", "sectors")
    known = [actor for actor in desk.resolution.actors if actor.id in found]
    for actor in desk.resolution.actors:
        official = actor.kind == "country" or set(actor.sectors) & state
        for one in known:
            of_state = one.kind == "country" or set(one.sectors) & state
            if actor.country and actor.country == one.country and official and of_state:
                found.add(actor.id)
    return found


def _inside(desk: Desk, span: Span) -> list[Mention]:
    """The mentions inside a phrase for a speaker, but for those whom it sets apart: "an envoy to Serbia"."""
    found = []
    for mention in desk.scene.mentions_in(span.start, span.end):
        if span.start <= mention.start and mention.end <= span.end:
            before = words_of(desk.scene.text, span.start, mention.start)[-3:]
            if not any(word.text in listed_in("coding", "apart", "words") for word in before):
                found.append(mention)
    return found
