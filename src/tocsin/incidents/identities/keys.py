"""The blocks in which forms are compared: two forms that can be one actor share a key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tocsin.incidents.identities.evidence import Profile
from tocsin.incidents.identities.forms import Body, Named, read_form
from tocsin.incidents.identities.person_names import PersonName
from tocsin.incidents.identities.phrases import made_acronym
from tocsin.incidents.identities.spelling import is_of_many
from tocsin.records import ActorForm


@lru_cache(maxsize=16384)
def keys_of(form: ActorForm) -> tuple[str, ...]:
    """Give the keys of the blocks in which a form lies, sorted; every form has at least one.

    What a rule wants besides the names is part of the key: a surname alone and a full name meet where an office, a role
    or a country speaks for one person as well. By names alone the blocks of a large desk would run into one another
    until nearly everybody stood in one.
    """
    content = read_form(form)
    if isinstance(content, Named):
        return tuple(sorted(set(_of_person(content)))) or (f"form/{form.id}",)
    if isinstance(content, Body):
        return tuple(sorted(set(_of_body(form, content))))
    return (f"{form.kind}/{' '.join(content.line)}/{form.country or ''}",)


def _of_person(named: Named) -> Iterator[str]:
    for name in named.full:
        yield from (f"name/{key}" for key in name.keys)
        yield from _of_longer(name, named.profile)
        yield from _of_misspelt(name, named.profile)
    for name in named.short:
        if not name.of_many:
            yield f"noted/{name.glued}"
        if name.initials:
            yield f"name/{name.key}"
    for name in (*named.full, *named.short):
        yield from _of_surname(name, named.profile)


def _of_longer(name: PersonName, profile: Profile) -> Iterator[str]:
    """Give where names meet of which one only adds to the other: the first name with each surname."""
    for surname in name.surnames:
        pair = f"pair/{name.sounds[0]}/{surname}"
        if not (is_of_many(name.sounds[0]) and is_of_many(surname)):
            yield pair
        for country in profile.countries:
            yield from (f"{pair}/{role}/{country}" for role in profile.of_sort("sole", "public"))


def _of_misspelt(name: PersonName, profile: Profile) -> Iterator[str]:
    """Give where spellings of a name meet, besides the surname with the office."""
    for country in profile.countries:
        yield f"outline/{name.outline}/{country}"
        yield from (f"first/{name.sounds[0]}/{office}/{country}" for office in profile.of_sort("sole"))


def _of_surname(name: PersonName, profile: Profile) -> Iterator[str]:
    """Give where somebody named in full and somebody called by a surname meet: in an office, a role, or a country.

    By the country alone it is the one surname that is likely, and none of very many people.
    """
    for surname in name.surnames:
        yield from (f"office/{surname}/{office}" for office in profile.of_sort("sole"))
        if is_of_many(surname):
            continue
        for country in profile.countries:
            yield from (f"role/{surname}/{role}/{country}" for role in profile.of_sort("public"))
            if surname in name.called:
                yield f"land/{surname}/{country}"


def _of_body(form: ActorForm, body: Body) -> Iterator[str]:
    for name in (body.own, *body.called):
        yield f"body/{name.block(form.country)}"
        if name.head and form.country:
            yield f"body/{' '.join(name.head)}/{form.country}"
    if not body.own.generic and (acronym := made_acronym(form.name)) is not None:
        yield f"body/{acronym}"
