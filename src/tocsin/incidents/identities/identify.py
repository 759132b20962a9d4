"""Forms of actors put together: who is one actor across reports, by cautious rules and by what reviewers said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tocsin.incidents.identities.actors import Member, draft_of, with_ids
from tocsin.incidents.identities.bodies import Bodies
from tocsin.incidents.identities.forms import Body, Content, Named, Words, read_form
from tocsin.incidents.identities.keys import keys_of
from tocsin.incidents.identities.persons import Persons
from tocsin.incidents.identities.rulings import rulings_of
from tocsin.incidents.identities.settling import components
from tocsin.records import ActorForm, DeskActor, Review


def identify(
    forms: Sequence[ActorForm], rulings: Sequence[Review] = ()
) -> tuple[tuple[DeskActor, tuple[str, ...]], ...]:
    """Join forms to actors of the desk: each with the ids of its forms, sorted by the actor's id.

    `forms` must be closed: with a form come all that share a key with it (`keys_of`) and all that a review joins it to
    (`tied_by`). Then the result depends on the set of forms and reviews alone, and that for several closed
    neighbourhoods together is that for each of them. Reviews win over rules, and the later over the earlier.
    """
    desk = tuple({form.id: form for form in sorted(forms, key=lambda form: form.id)}.values())
    decided = rulings_of(rulings)
    contents = tuple(read_form(form, decided.sides.get(form.id, frozenset())) for form in desk)
    groups, why = _by_rules(desk, contents)
    part_of = {desk[place].id: part for part, group in enumerate(groups) for place in group}
    brought: dict[int, str] = {}
    ties: list[tuple[int, int]] = []
    for bond in decided.bonds:
        parts = sorted({part_of[form] for form in bond.forms if form in part_of})
        brought.update(dict.fromkeys(parts, bond.why))
        ties.extend((parts[0], part) for part in parts[1:])
    drafts = []
    for parts in components(range(len(groups)), ties):
        members = [
            Member(
                desk[place], contents[place], why.get(place), decided.words.get(desk[place].id), part, brought.get(part)
            )
            for part in parts
            for place in groups[part]
        ]
        drafts.append(draft_of(members))
    return with_ids(drafts)


def _by_rules(forms: Sequence[ActorForm], contents: Sequence[Content]) -> tuple[list[list[int]], dict[int, str]]:
    """Join the places of forms, and say why of those for which their names do not."""
    named = [place for place, content in enumerate(contents) if isinstance(content, Named)]
    bodies = [place for place, content in enumerate(contents) if isinstance(content, Body)]
    words: dict[object, list[int]] = defaultdict(list)
    for place, content in enumerate(contents):
        if isinstance(content, Words):
            words[forms[place].kind, content].append(place)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, place in enumerate(named):
        for key in keys_of(forms[place]):
            blocks[key].append(index)
    persons = Persons([content for content in contents if isinstance(content, Named)], blocks.values())
    organisations = Bodies([content for content in contents if isinstance(content, Body)])
    groups = [
        *([named[index] for index in cluster.members] for cluster in persons.clusters.values()),
        *([bodies[index] for index in cluster] for cluster in organisations.clusters.values()),
        *words.values(),
    ]
    return groups, {named[index]: why for index, why in persons.why.items()}
