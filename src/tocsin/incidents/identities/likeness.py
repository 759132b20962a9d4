"""What it takes for two persons of a neighbourhood to be one: names compared, and grounds besides the names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz.distance import OSA

from tocsin.incidents.identities.evidence import Grounds, Profile, conflict, grounds, roles_apart, shares_role
from tocsin.incidents.identities.person_names import PersonName, Relation, compare, fits
from tocsin.incidents.identities.spelling import is_of_many

# a spelling of a surname that a report gives beside the full name is surer than any office
NOTED = max(Grounds) + 1
# two misspellings of one name may lie this many edits apart
_MISSPELT = 2
# from so many initials on, they and a rare surname are as good as a full name
_TELLING_INITIALS = 2
_MISSPELT_AS: dict[Relation, str] = {
    "slip": "one letter apart",
    "vowels": "surname with other vowels",
    "paired": "another form of the first name",
}
_GROUNDS = {
    Grounds.OFFICE_AND_COUNTRY: "same office ({role}) and country",
    Grounds.OFFICE: "same office ({role})",
    Grounds.ROLE_AND_COUNTRY: "same role ({role}) and country",
    Grounds.COUNTRY: "same country",
}


@dataclass(frozen=True, eq=False)
class Cluster:
    """Forms that are taken for one person so far; `members` are their places in the list of forms.

    `noted` are the short names that a report gives beside a full one.
    """

    members: tuple[int, ...]
    full: frozenset[PersonName]
    short: frozenset[PersonName]
    noted: frozenset[PersonName]
    profile: Profile

    @cached_property
    def keys(self) -> frozenset[str]:
        """Give all under which the full names are found."""
        return frozenset(key for name in self.full for key in name.keys)

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Give the short names that reports give beside a full one, by their sounds."""
        return frozenset(name.glued for name in self.noted)


def apart(one: Cluster, other: Cluster) -> bool:
    """Say whether something besides the names keeps two apart."""
    return conflict(one.profile, other.profile)


# full names


def is_same_and_more(one: Cluster, other: Cluster) -> bool:
    """Say whether two have the same full name, and a country or a role in common."""
    return bool(one.keys & other.keys) and _agree(one, other)


def is_same(one: Cluster, other: Cluster) -> bool:
    """Say whether two have the same full name, and one that is not of so many people that it proves little."""
    shared = one.keys & other.keys
    rare = any(not name.of_many and name.keys & shared for name in one.full | other.full)
    return bool(shared) and (rare or _agree(one, other))


def is_longer(one: Cluster, other: Cluster) -> bool:
    """Say whether one full name only adds to the other; where very many have both, office and country must agree."""
    strong = grounds(one.profile, other.profile) in (Grounds.ROLE_AND_COUNTRY, Grounds.OFFICE_AND_COUNTRY)
    return any(strong or not (a.of_many or b.of_many) for a, b in _related(one, other, "longer"))


def is_misspelt(one: Cluster, other: Cluster) -> bool:
    """Say whether full names are a letter apart or two forms of a first name, and office and country agree.

    An office that one person holds at a time needs no country where none speaks against it; in other roles only
    vowels may differ.
    """
    found = grounds(one.profile, other.profile)
    if found < Grounds.ROLE_AND_COUNTRY:
        return False
    pairs = _related(one, other, *_MISSPELT_AS)
    if found == Grounds.OFFICE:
        return any(not (a.of_many or b.of_many) for a, b in pairs)
    return bool(pairs) and (
        found == Grounds.OFFICE_AND_COUNTRY or any(a.outline == b.outline or _is_paired(a, b) for a, b in pairs)
    )


def akin(one: Cluster, other: Cluster) -> bool:
    """Say whether two may be one by their names, the same or longer, and nothing keeps them apart."""
    return not apart(one, other) and (is_same(one, other) or is_longer(one, other))


def far(one: Cluster, other: Cluster) -> bool:
    """Say whether two are no misspellings of one name."""
    return apart(one, other) or not any(
        OSA.distance(a.key, b.key, score_cutoff=_MISSPELT) <= _MISSPELT or compare(a, b) != "different"
        for a, b in product(one.full, other.full)
    )


def _agree(one: Cluster, other: Cluster) -> bool:
    return grounds(one.profile, other.profile) > Grounds.NOTHING or shares_role(one.profile, other.profile)


def _related(one: Cluster, other: Cluster, *relations: Relation) -> list[tuple[PersonName, PersonName]]:
    return [(a, b) for a, b in product(one.full, other.full) if compare(a, b) in relations]


def _is_paired(one: PersonName, other: PersonName) -> bool:
    return compare(one, other) == "paired"


# surnames alone and with initials


def rank_of(short: Cluster, other: Cluster) -> int:
    """Say how well somebody called by a short name is another person with a name that it fits; 0 is not at all."""
    if apart(short, other):
        return 0
    if any(name.glued in other.spellings and not name.of_many for name in short.short):
        return NOTED
    fitting = [(name, full) for name in short.short for full in other.full if fits(name, full)]
    return _proven(short, other, fitting)


def _proven(one: Cluster, other: Cluster, fitting: list[tuple[PersonName, PersonName]]) -> int:
    """Say how well two are proved to be one whose names fit; a surname of very many wants office and country."""
    if not fitting:
        return 0
    found = grounds(one.profile, other.profile)
    if _of_many(fitting):
        return found if found == Grounds.OFFICE_AND_COUNTRY else 0
    if found == Grounds.COUNTRY and roles_apart(one.profile, other.profile):
        return 0
    return found


def _of_many(fitting: list[tuple[PersonName, PersonName]]) -> bool:
    return all(is_of_many(surname) for a, b in fitting for surname in a.surnames & b.surnames)


def short_alike(one: Cluster, other: Cluster) -> bool:
    """Say whether two short names are one, and the people, too."""
    pairs = [(a, b) for a, b in product(one.short, other.short) if _one_short(a, b)]
    if not pairs or apart(one, other):
        return False
    telling = any(a.key == b.key and _count_initials(a) >= _TELLING_INITIALS for a, b in pairs)
    if telling and not _of_many(pairs) and not roles_apart(one.profile, other.profile):
        return True
    return _proven(one, other, pairs) > 0


def _one_short(one: PersonName, other: PersonName) -> bool:
    if not one.surnames & other.surnames or (one.suffix and other.suffix and one.suffix != other.suffix):
        return False
    return one.key == other.key or not (one.initials and other.initials)


def _count_initials(name: PersonName) -> int:
    return sum(len(part) == 1 for part in name.parts)


# in words


def why_longer(one: Cluster, other: Cluster) -> str:
    """Say why a longer or shorter form of a full name is the same person's."""
    return "same name with more or fewer parts; nobody else fits"


def why_misspelt(one: Cluster, other: Cluster) -> str:
    """Say why another spelling of a full name is the same person's."""
    found = next(r for r in _MISSPELT_AS if _related(one, other, r))
    return f"{_MISSPELT_AS[found]}, {_in_words(one, other)}"


def why_short(short: Cluster, other: Cluster) -> str:
    """Say why somebody called by a surname is another person with a name that it fits."""
    called = "surname and initials" if any(name.initials for name in short.short) else "surname"
    rank = rank_of(short, other)
    if rank == NOTED:
        return f"{called} as a report spells it beside the full name"
    if rank == Grounds.COUNTRY:
        return f"only named by {called}; same country, and nobody else fits"
    return f"{called} with the {_in_words(short, other)}; nobody else fits"


def why_short_alike(one: Cluster, other: Cluster) -> str:
    """Say why two short names are one person's."""
    alike = any(a.initials and a.key == b.key for a, b in product(one.short, other.short))
    words = _in_words(one, other)
    return f"same {'initials and surname' if alike else 'surname'}{words and f', {words}'}"


def _in_words(one: Cluster, other: Cluster) -> str:
    found = grounds(one.profile, other.profile)
    if found == Grounds.NOTHING:
        return ""
    sort = "public" if found == Grounds.ROLE_AND_COUNTRY else "sole"
    shared = sorted(one.profile.of_sort(sort) & other.profile.of_sort(sort))
    return _GROUNDS[found].format(role=", ".join(shared))
