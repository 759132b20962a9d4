"""The blocks in which forms are compared: two forms that can be one actor share a key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tocsin.incidents.identities.forms import Body, Named, read_form
from tocsin.incidents.identities.person_names import PersonName
from tocsin.incidents.identities.phrases import BodyName, made_acronym
from tocsin.incidents.identities.spelling import is_of_many
from tocsin.records import ActorForm


@lru_cache(maxsize=65536)
def keys_of(form: ActorForm) -> tuple[str, ...]:
    """Give the keys of the blocks in which a form lies, sorted; every form has at least one.

    A full name and a surname alone meet only where an office, a role or a country speaks for one person as well: by
    surnames alone, the blocks of a large desk would run into one another.
    """
    content = read_form(form)
    if isinstance(content, Named):
        return tuple(sorted(set(_of_person(content))))
    if isinstance(content, Body):
        return tuple(sorted(set(_of_body(form, content))))
    country = form.country or ""
    return (f"{form.kind}/{' '.join(content.line)}/{country}",)


def _of_person(named: Named) -> Iterator[str]:
    for name in named.full:
        yield from (f"name/{key}" for key in name.keys)
        yield f"outline/{name.outline}"
        yield from _of_pairs(name)
        yield from (f"first/{name.sounds[0]}/{office}" for office in sorted(named.profile.of_sort("sole")))
    for name in named.short:
        yield from (f"short/{surname}" for surname in name.surnames)
    for name in (*named.full, *named.short):
        for surname in name.surnames:
            yield from _with_evidence(surname, named)


def _of_pairs(name: PersonName) -> Iterator[str]:
    """Give first name with each surname, under which shorter and longer forms of a name meet."""
    for surname in name.surnames:
        if not (is_of_many(name.sounds[0]) and is_of_many(surname)):
            yield f"pair/{name.sounds[0]}/{surname}"


def _with_evidence(surname: str, named: Named) -> Iterator[str]:
    profile = named.profile
    yield from (f"office/{surname}/{office}" for office in profile.of_sort("sole"))
    for country in profile.countries:
        yield from (f"role/{surname}/{role}/{country}" for role in profile.of_sort("public"))
        if not is_of_many(surname):
            yield f"land/{surname}/{country}"


def _of_body(form: ActorForm, body: Body) -> Iterator[str]:
    for name in (body.own, *body.called):
        yield from (f"body/{key}" for key in body_keys(name, form.country))
    if not body.own.generic and (acronym := made_acronym(form.name)) is not None:
        yield f"body/{acronym}"


def body_keys(name: BodyName, country: str | None) -> Iterator[str]:
    """Give under what the name of a body is found: what every country has only within one country."""
    yield f"{name.key}/{country or ''}" if name.generic else name.key
    if name.head and country:
        yield f"{' '.join(name.head)}/{country}"
