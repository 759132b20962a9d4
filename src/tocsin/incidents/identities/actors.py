"""Actors of a desk made of forms: name, country, evidence for every form, and an id that seldom changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tocsin.incidents.identities.evidence import is_state
from tocsin.incidents.identities.forms import Body, Content, Named
from tocsin.incidents.identities.person_names import split_asides
from tocsin.records import ActorForm, DeskActor, Sameness, content_id

T = TypeVar("T", bound=str)

_ALONE = "no other form is of this actor"
_BOTH_NAMES = "a report gives both names"


@dataclass(frozen=True, slots=True)
class Member:
    """One form of an actor: what was read in it, why rules joined it, and which review moved it.

    `part` numbers what the rules alone put together, and `brought` says which review joined that part to others.
    """

    form: ActorForm
    content: Content
    joined: str | None = None
    ruled: str | None = None
    part: int = 0
    brought: str | None = None

    @property
    def key(self) -> str:
        """Give the name by its sounds, or the words."""
        return " ".join(self.content.line) if not isinstance(self.content, Named | Body) else self.content.own.key

    @property
    def shown(self) -> str:
        """Give the name as written, without titles and asides."""
        if isinstance(self.content, Named):
            return self.content.own.shown
        return split_asides(self.form.name)[0] if isinstance(self.content, Body) else self.form.name

    @property
    def fullness(self) -> int:
        """Rank how much of a name this is: a full name, initials, a surname alone; a name, an acronym."""
        if isinstance(self.content, Named):
            own = self.content.own
            return 2 if not own.short else int(own.initials)
        return int(isinstance(self.content, Body) and not self.content.own.acronym)


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor without its id, and what the id is made of: by what it is found, and in which country."""

    actor: DeskActor
    base: tuple[str, ...]
    forms: tuple[str, ...]


def draft_of(members: Sequence[Member]) -> Draft:
    """Unite forms in one actor: lists united and sorted, the name the fullest one that most forms agree on."""
    forms = [member.form for member in members]
    kind = _most(form.kind for form in forms)
    chosen = _best([member for member in members if member.form.kind == kind])
    name = chosen[0].shown
    named = [member.form for member in members if member.part == chosen[0].part]
    country = _country(named, of_person=isinstance(chosen[0].content, Named))
    actor = DeskActor(
        id="",
        name=name,
        kind=kind,
        country=country or _country(forms, of_person=kind == "person"),
        sectors=_united(form.sectors for form in forms),
        roles=_united(form.roles for form in forms),
        variants=tuple(sorted({text for form in forms for text in (form.name, *form.variants)} - {name})),
        members=tuple(
            Sameness(member.form.id, member.form.name, _why(member, chosen[0], alone=len(members) == 1))
            for member in sorted(members, key=lambda m: (m.form.name, m.form.id))
        ),
    )
    ids = tuple(sorted(form.id for form in forms))
    return Draft(actor, _base(chosen[0], kind, country, ids[0]), ids)


def with_ids(drafts: Iterable[Draft]) -> tuple[tuple[DeskActor, tuple[str, ...]], ...]:
    """Give every actor its id and the ids of its forms, sorted by id.

    A person's id holds the full name alone, any other's the country, too. Only where several share it, or where there
    is only a surname, is more put into it: a person's country, and then the smallest id of a form.
    """
    named: dict[tuple[str, ...], list[Draft]] = defaultdict(list)
    for draft in drafts:
        named[draft.base].append(draft)
    found = []
    for base, several in named.items():
        lands = Counter(draft.actor.country for draft in several)
        for draft in several:
            parts = base
            if len(several) > 1:
                land = draft.actor.country or ""
                parts = (*base, land) if lands[draft.actor.country] == 1 else (*base, land, draft.forms[0])
            found.append((replace(draft.actor, id=content_id("actor", *parts)), draft.forms))
    return tuple(sorted(found, key=lambda pair: pair[0].id))


def _base(chosen: Member, kind: str, country: str | None, first: str) -> tuple[str, ...]:
    content = chosen.content
    if isinstance(content, Named):
        own = content.own
        if own.short:
            return (kind, own.key, first)
        return (kind, " ".join((*sorted(own.sounds), own.suffix)) if own.either_way else own.key)
    head = " ".join(content.own.head) if isinstance(content, Body) else ""
    return (kind, head or chosen.key, country or "")


def _best(members: Sequence[Member]) -> list[Member]:
    """Choose the name, and of its spellings the best one, which comes first in what is given."""
    counts = Counter(member.key for member in members)
    key = min(members, key=lambda m: (-m.fullness, -counts[m.key], -len(m.key.split()), m.key)).key
    agreed = [member for member in members if member.key == key]
    written = Counter(member.shown for member in agreed)
    # headlines in capitals, names without their accents and phrases that say how many say less
    return sorted(
        agreed,
        key=lambda m: (m.shown.isupper(), -written[m.shown], m.shown.isascii(), len(m.shown), m.shown, m.form.id),
    )


def _why(member: Member, chosen: Member, *, alone: bool) -> str:
    """Say in plain words why a form belongs to an actor of the chosen name."""
    if member.ruled is not None:
        return member.ruled
    if alone:
        return member.joined or _ALONE
    if member.part != chosen.part and member.brought is not None:
        return member.brought
    one, other = member.content, chosen.content
    if isinstance(one, Named) and isinstance(other, Named):
        if one.own.keys & other.own.keys and one.own.suffix == other.own.suffix:
            return _same_name(one, other)
        return member.joined or _BOTH_NAMES
    if isinstance(one, Body) and isinstance(other, Body):
        if one.own.words == other.own.words:
            return "same name"
        return "same body of the same country" if one.own.head and one.own.head == other.own.head else _BOTH_NAMES
    return "same words and country" if member.form.country else "same words; no country is named"


def _same_name(one: Named, other: Named) -> str:
    if one.own.short:
        return "same surname" if not one.own.initials else "same initials and surname"
    return "same full name" if one.own.parts == other.own.parts else "same full name, spelt otherwise"


def _country(forms: Sequence[ActorForm], *, of_person: bool) -> str | None:
    """Choose the country that most forms give; of persons a state before a body of states."""
    codes = [form.country for form in forms if form.country is not None]
    states = [code for code in codes if is_state(code)] if of_person else []
    return _most(states or codes) if codes else None


def _united(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({entry for part in lists for entry in part}))


def _most(values: Iterable[T]) -> T:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))
