"""The distinct ways in which reports present actors, and what is read in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tocsin.incidents.identities.evidence import Profile, profile_of
from tocsin.incidents.identities.offices import read_role, role_words
from tocsin.incidents.identities.person_names import PersonName, read_name, split_asides
from tocsin.incidents.identities.phrases import BodyName, Line, body_name, group_words, phrase_words
from tocsin.incidents.identities.spelling import fold, folded_list
from tocsin.records import Actor, ActorForm, content_id

_INSIDE = "\x1e"
# a report may claim any number of other names: so many are read, and so many letters of what is no name
_MOST_VARIANTS, _MOST_LETTERS = 64, 400
_NO_SIDES: frozenset[str] = frozenset()


def form_of(actor: Actor) -> ActorForm:
    """Give the form in which a report presents an actor, without what belongs to the report alone."""
    sectors, roles, variants = (tuple(sorted(set(part))) for part in (actor.sectors, actor.roles, actor.variants))
    parts = (_INSIDE.join(part) for part in (sectors, roles, variants))
    ident = content_id("form", actor.name, actor.kind, actor.country or "", *parts)
    return ActorForm(ident, actor.name, actor.kind, actor.country, sectors, roles, variants)


@dataclass(frozen=True, slots=True)
class Named:
    """A form of a person with a name: `own` is its name, `full` and `short` all names that it gives.

    `noted` are the short names among the variants of a form with a full name: spellings that a report vouches for.
    """

    own: PersonName
    full: frozenset[PersonName]
    short: frozenset[PersonName]
    profile: Profile

    @property
    def noted(self) -> frozenset[PersonName]:
        """Give the short names that stand beside a full one."""
        return self.short if self.full else frozenset()


@dataclass(frozen=True, slots=True)
class Body:
    """A form of an organisation: its name, the other names that it gives, and its code for a country."""

    own: BodyName
    called: frozenset[BodyName]
    country: str | None
    profile: Profile


@dataclass(frozen=True, slots=True)
class Words:
    """A form that names nobody: a country by its code, a group or a title by its words and country."""

    line: Line
    profile: Profile


Content = Named | Body | Words


@lru_cache(maxsize=16384)
def read_form(form: ActorForm, sides: frozenset[str] = _NO_SIDES) -> Content:
    """Read a form; `sides` are the reviews that take it out of others."""
    if form.kind == "person" and (named := _named(form, sides)) is not None:
        return named
    profile = Profile(countries=frozenset({form.country} if form.country else ()), sides=sides)
    if form.kind == "organisation" and phrase_words(form.name):
        name, asides = split_asides(form.name)
        called = frozenset(body_name(text, form.country) for text in (*form.variants[:_MOST_VARIANTS], *asides))
        return Body(
            body_name(name or form.name, form.country), frozenset(c for c in called if c.words), form.country, profile
        )
    if form.kind == "country" and form.country:
        return Words((), profile)
    return Words(group_words(form.name, form.country) or (fold(form.name[:_MOST_LETTERS]),), profile)


def _named(form: ActorForm, sides: frozenset[str]) -> Named | None:
    text, asides = split_asides(form.name)
    own = None if _is_nameless(text, form.roles) else read_name(text, form.country)
    if own is None:
        return None
    others = (read_name(split_asides(text)[0], form.country) for text in (*form.variants[:_MOST_VARIANTS], *asides))
    names = {own, *(name for name in others if name is not None)}
    titles = (title for name in sorted(names, key=lambda n: n.shown) for title in name.titles)
    return Named(
        own,
        frozenset(name for name in names if not name.short),
        frozenset(name for name in names if name.short),
        profile_of(form, titles, sides),
    )


def _is_nameless(text: str, roles: tuple[str, ...]) -> bool:
    """Say whether a person is given by a title alone: "Serbia's president", "nurse at the hospital"."""
    words = text.split()
    if not words:
        return True
    if words[-1].islower() or (words[0].islower() and not _is_particle(words[0])):
        return True
    if len(words) == 1 and fold(text) in folded_list("names", "honorifics"):
        return True
    line = role_words(text)
    ends = any(line[-len(role) :] == role for role in map(role_words, roles) if role)
    return ends and read_role(words[-1]) is not None


def _is_particle(word: str) -> bool:
    first = fold(word).split("-")[0]
    return any(first in folded_list("names", kind) for kind in ("particles", "small_particles", "hyphen_particles"))
