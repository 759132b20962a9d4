"""What reviewers decided about actors: which forms are one, and which are taken out of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.records import Review

_FORM = "form-"


@dataclass(frozen=True, slots=True)
class Bond:
    """Forms that a review joins; `brought` are those that it joined to the first."""

    forms: tuple[str, ...]
    brought: frozenset[str]
    why: str


@dataclass(frozen=True, slots=True)
class Parting:
    """Forms that a review takes out of all others."""

    review: str
    forms: frozenset[str]
    why: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """What holds after all reviews: bonds, the reviews that take each form out, and which review moved it last."""

    bonds: tuple[Bond, ...]
    sides: dict[str, frozenset[str]]
    words: dict[str, str]


def rulings_of(reviews: Iterable[Review]) -> Rulings:
    """Work out what holds after all reviews of actors, the later over the earlier (by time, then by id).

    Ids that are not those of forms are passed over.
    """
    held: list[Bond | Parting] = []
    for review in sorted({r for r in reviews if r.subject == "actor"}, key=lambda r: (r.at, r.id)):
        others = tuple(form for form in dict.fromkeys(review.others) if form.startswith(_FORM))
        if review.verdict == "merge":
            held = _merged(held, review, others)
        elif review.verdict == "split":
            held = _split(held, review, others)
    sides: dict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    for one in held:
        moved = one.brought if isinstance(one, Bond) else one.forms
        words.update(dict.fromkeys(sorted(moved), one.why))
        if isinstance(one, Parting):
            for form in one.forms:
                sides[form].add(one.review)
    bonds = tuple(one for one in held if isinstance(one, Bond))
    return Rulings(bonds, {form: frozenset(found) for form, found in sides.items()}, words)


def tied_by(reviews: Iterable[Review]) -> tuple[tuple[str, ...], ...]:
    """Give the groups of forms that reviews join; a neighbourhood is closed only where it holds each of them whole."""
    return tuple(bond.forms for bond in rulings_of(reviews).bonds)


def _merged(held: list[Bond | Parting], review: Review, others: tuple[str, ...]) -> list[Bond | Parting]:
    """Join forms; those that an earlier review took out come back."""
    first = (review.subject_id,) if review.subject_id.startswith(_FORM) else ()
    group = tuple(dict.fromkeys((*first, *others)))
    kept: list[Bond | Parting] = []
    for one in held:
        if isinstance(one, Parting) and not one.forms.issuperset(group):
            one = Parting(one.review, one.forms.difference(group), one.why)
        kept.append(one)
    if len(group) > 1:
        kept.append(Bond(group, frozenset(others), f"joined by {review.author} on {review.at[:10]}"))
    return kept


def _split(held: list[Bond | Parting], review: Review, others: tuple[str, ...]) -> list[Bond | Parting]:
    """Take forms out; what an earlier review joined stays joined on either side."""
    kept: list[Bond | Parting] = []
    for one in held:
        if isinstance(one, Parting):
            kept.append(one)
            continue
        halves = [form for form in one.forms if form in others], [form for form in one.forms if form not in others]
        kept.extend(Bond(tuple(half), one.brought.intersection(half), one.why) for half in halves if len(half) > 1)
    why = f"parted by {review.author} on {review.at[:10]}"
    return [*kept, Parting(review.id, frozenset(others), why)]
