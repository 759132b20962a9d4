"""What is known of somebody besides the name: what speaks for two forms being one person, and what against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import lru_cache

from tocsin.incidents.identities.offices import Office, Standing, read_role, standing_of
from tocsin.incidents.identities.spelling import data, fold, folded_list
from tocsin.records import ActorForm


class Grounds(IntEnum):
    """How much besides the name speaks for two forms being one person, the more the higher."""

    NOTHING = 0
    COUNTRY = 1
    ROLE_AND_COUNTRY = 2
    OFFICE = 3
    OFFICE_AND_COUNTRY = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """What the forms of somebody say besides the name; each field unites what they say.

    `sides` are the ids of the reviews that take these forms out of others; forms of other sides are never joined.
    """

    countries: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    standings: frozenset[Standing] = frozenset()
    offices: frozenset[Office] = frozenset()
    sides: frozenset[str] = frozenset()

    @property
    def bounds(self) -> Profile:
        """Give the part of a profile that keeps forms apart, which many forms share."""
        private = self.standings == {"private"}
        trades = frozenset(office for office in self.offices if private and office.sort == "trades")
        return Profile(self.countries, self.genders, self.standings, trades, self.sides)

    def of_sort(self, *sorts: str) -> frozenset[str]:
        """Give the names of the offices of some sorts."""
        return frozenset(office.name for office in self.offices if office.sort in sorts)


def profile_of(form: ActorForm, titles: Iterable[str], sides: frozenset[str]) -> Profile:
    """Read what a form says besides the name; `titles` are those that stood before it."""
    roles = (*form.roles, *titles)
    offices = frozenset(office for role in roles if (office := read_role(role)) is not None)
    return Profile(
        countries=frozenset({form.country} if form.country and is_state(form.country) else ()),
        genders=_genders(roles),
        standings=standing_of(offices, form.sectors),
        offices=offices,
        sides=sides,
    )


def is_state(code: str) -> bool:
    """Say whether a code is a country's and not one of PLOVER's for bodies of many countries (IGO, NGO, ...)."""
    return code in data("countries")["words"]


def united(profiles: Iterable[Profile]) -> Profile:
    """Unite what several forms say."""
    profiles = tuple(profiles)
    return Profile(**{f.name: frozenset().union(*(getattr(p, f.name) for p in profiles)) for f in fields(Profile)})


@lru_cache(maxsize=4096)
def _gender_of(role: str) -> str:
    folded = fold(role)
    for gender in ("male", "female"):
        words = folded_list("names", "gender", gender)
        if folded in words or folded.rpartition(" ")[2] in words:
            return gender
    return ""


def _genders(roles: Iterable[str]) -> frozenset[str]:
    return frozenset(gender for role in roles if (gender := _gender_of(role)))


@lru_cache(maxsize=65536)
def conflict(one: Profile, other: Profile) -> bool:
    """Say whether something keeps two forms apart, whatever their names are."""
    if one.sides != other.sides or len(one.countries | other.countries) > 1:
        return True
    if one.genders and other.genders and not one.genders & other.genders:
        return True
    if one.standings and other.standings and not one.standings & other.standings:
        return True
    if one.standings != {"private"} or other.standings != {"private"}:
        return False
    trades, others = one.of_sort("trades"), other.of_sort("trades")
    return bool(trades) and bool(others) and not trades & others


@lru_cache(maxsize=65536)
def grounds(one: Profile, other: Profile) -> Grounds:
    """Say what besides the name speaks for two forms that nothing keeps apart."""
    country = bool(one.countries & other.countries)
    if one.of_sort("sole") & other.of_sort("sole"):
        return Grounds.OFFICE_AND_COUNTRY if country else Grounds.OFFICE
    if country and one.of_sort("public") & other.of_sort("public"):
        return Grounds.ROLE_AND_COUNTRY
    return Grounds.COUNTRY if country else Grounds.NOTHING


@lru_cache(maxsize=65536)
def shares_role(one: Profile, other: Profile) -> bool:
    """Say whether both have a role in common that is more than a rank."""
    return bool((one.offices & other.offices) - {o for o in one.offices if o.sort in ("ranks", "bystanders")})


@lru_cache(maxsize=65536)
def roles_apart(one: Profile, other: Profile) -> bool:
    """Say whether both have roles that say who they are, and none in common."""
    telling = ("sole", "public", "callings", "trades", "bystanders")
    a, b = one.of_sort(*telling), other.of_sort(*telling)
    return bool(a) and bool(b) and not a & b
