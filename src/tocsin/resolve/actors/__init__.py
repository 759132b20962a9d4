"""Find who is in a report: mentions linked to actors, coded by kind, country, role and sector.

Every source of an attribution is a mention: for each source span there is exactly one actor among whose
`mentions` that very span stands ("the Kosovo President, Vjosa Osmani", "He", "officials"). A later stage finds
a speaker by looking for the actor with a mention equal to the span. Where a source names several people at
once, that actor is a group of its own, and the people keep their names inside the span as their own mentions.
"""

from __future__ import annotations

from tocsin.records import Actor, Annotation, Report
from tocsin.resolve.actors.assembly import Assembly
from tocsin.resolve.actors.bodies import Bodies
from tocsin.resolve.actors.coding import Coder
from tocsin.resolve.actors.groups import Groups
from tocsin.resolve.actors.lexicon import load_lexicon
from tocsin.resolve.actors.page import Page
from tocsin.resolve.actors.persons import Persons
from tocsin.resolve.actors.pronouns import Pronouns
from tocsin.resolve.actors.relays import link_spokespersons
from tocsin.resolve.actors.sources import Anchors
from tocsin.resolve.options import ResolveOptions

__all__ = ["resolve_actors"]


def resolve_actors(report: Report, annotation: Annotation, options: ResolveOptions) -> tuple[Actor, ...]:
    """Link everything that stands for somebody in a report to actors, in the order of their first mention."""
    page = Page(report, annotation, load_lexicon(options.actor_files))
    mentions = Assembly(page).run()
    anchors = Anchors(page, mentions)
    for attribution in annotation.attributions:
        anchors.sources([(span.start, span.end) for span in attribution.source])
    for mark in annotation.mentions:
        if mark.kind not in ("location-phrase", "nationality-phrase"):
            anchors.phrase(mark.span.start, mark.span.end)
    for event in annotation.events:
        for part in event.roles:
            if part.role in ("actor", "recipient"):
                anchors.party(part.span.start, part.span.end)
    persons, bodies, groups = Persons(page), Bodies(page), Groups(page)
    persons.link_names(mentions)
    bodies.link(mentions)
    persons.link_titles(mentions)
    groups.link(mentions)
    groups.link_together(mentions)
    linked = [*persons.drafts, *bodies.drafts, *groups.drafts]
    pronouns = Pronouns(page, linked, anchors.phrases)
    pronouns.link()
    groups.link_rest(mentions)
    link_spokespersons(page, persons.drafts, anchors.phrases)
    drafts = [*persons.drafts, *bodies.drafts, *groups.drafts, *pronouns.nobody]
    return Coder(page, anchors.phrases).actors(drafts)
