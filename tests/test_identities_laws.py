"""Laws of joining forms to actors: no order, batches as good as all at once, reviews that can be taken back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tocsin.incidents.identities import form_of, identify, keys_of, tied_by
from tocsin.records import Actor, ActorForm, Review

FIRST = [
    "Albin",
    "Alban",
    "A.",
    "Arben",
    "Bill",
    "William",
    "Mohamed",
    "Muhammad",
    "Min-jun",
    "Luz Adriana",
    "Sheikh",
    "Prime Minister",
]
LAST = ["Kurti", "Qurti", "Ali", "Perdomo", "Perdomo Ruiz", "al-Hadi", "Alhadi", "Kim", "Ruiz-Ocampo", "Kurti Jr."]
ROLES = ["Prime Minister", "President", "Spokesman", "Spokeswoman", "Farmer", "Driver", "Mayor", "Colonel", "Onion"]
BODIES = [
    "police",
    "Kosovo police",
    "Serbian government",
    "Government of Serbia",
    "WFP",
    "World Food Programme",
    "The Gash Front",
    "Gash Front",
]
GROUPS = ["gunmen", "the gunmen", "two gunmen", "Kosovo Serb protesters", "protesters"]
LANDS = st.sampled_from([None, None, "XKX", "SRB", "IGO"])


def few(values: list[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def actor(name: str, kind: str, country: str | None, roles: tuple[str, ...], variants: tuple[str, ...]) -> Actor:
    return Actor("act-1", name, kind, country, roles, (), variants)  # type: ignore[arg-type]


PERSON_NAMES = st.one_of(
    st.sampled_from(LAST),
    st.builds(lambda first, last: f"{first} {last}", st.sampled_from(FIRST), st.sampled_from(LAST)),
    st.sampled_from(["prime minister", "Mr", "-year-", "Kim Jong-un"]),
)
PERSONS = st.builds(
    actor, PERSON_NAMES, st.just("person"), LANDS, few(ROLES, 2), st.lists(PERSON_NAMES, max_size=1).map(tuple)
)
OTHERS = st.one_of(
    st.builds(actor, st.sampled_from(BODIES), st.just("organisation"), LANDS, st.just(()), few(BODIES, 1)),
    st.builds(actor, st.sampled_from(GROUPS), st.just("group"), LANDS, st.just(()), st.just(())),
    st.builds(actor, st.sampled_from(["Serbia", "Kosovo"]), st.just("country"), LANDS, st.just(()), st.just(())),
)
FORMS = st.lists(st.one_of(PERSONS, PERSONS, OTHERS).map(form_of), max_size=24, unique_by=lambda form: form.id)


@st.composite
def desks(draw: st.DrawFn) -> tuple[list[ActorForm], list[Review]]:
    forms = draw(FORMS)
    ids = [form.id for form in forms] or ["form-none"]
    reviews = []
    for number in range(draw(st.integers(0, 3))):
        chosen = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        reviews.append(
            Review(
                id=f"review-{number}",
                subject="actor",
                subject_id=chosen[0] if draw(st.booleans()) else "actor-0000",
                verdict=draw(st.sampled_from(["merge", "split", "accept"])),
                author="Ada",
                at=f"2024-03-{draw(st.integers(10, 12))}T10:00:00Z",
                others=tuple(chosen[1:] or chosen),
            )
        )
    return forms, reviews


def closed(near: set[str], forms: dict[str, ActorForm], reviews: list[Review]) -> set[str]:
    """Close a set of forms under shared keys and reviews, the slow and plain way."""
    ties = [set(group) for group in tied_by(reviews)]
    while True:
        keys = {key for ident in near for key in keys_of(forms[ident])}
        wider = near | {ident for ident, form in forms.items() if keys & set(keys_of(form))}
        for tie in ties:
            if tie & wider:
                wider |= tie & forms.keys()
        if wider == near:
            return near
        near = wider


@given(desks(), st.randoms(use_true_random=False))
def test_order_does_not_matter(desk, chance):
    forms, reviews = desk
    wanted = identify(forms, reviews)
    chance.shuffle(forms)
    chance.shuffle(reviews)
    assert identify(forms, reviews) == wanted
    assert identify(forms + forms[:3], reviews) == wanted


@given(desks())
def test_every_form_is_of_one_actor_and_every_actor_has_its_own_id(desk):
    forms, reviews = desk
    actors = identify(forms, reviews)
    assert sorted(ident for _, ids in actors for ident in ids) == sorted(form.id for form in forms)
    assert len({actor.id for actor, _ in actors}) == len(actors)
    for actor_, ids in actors:
        assert {member.form for member in actor_.members} == set(ids)
        assert all(member.why for member in actor_.members)


@given(FORMS)
def test_what_is_joined_hangs_together_by_keys(forms):
    by_id = {form.id: form for form in forms}
    for _, ids in identify(forms):
        reached, keys = {ids[0]}, set(keys_of(by_id[ids[0]]))
        while more := {i for i in ids if i not in reached and keys & set(keys_of(by_id[i]))}:
            reached |= more
            keys |= {key for i in more for key in keys_of(by_id[i])}
        assert reached == set(ids)


@given(desks())
def test_several_closed_neighbourhoods_together_are_what_they_are_apart(desk):
    forms, reviews = desk
    by_id = {form.id: form for form in forms}
    apart, left = [], set(by_id)
    while left:
        near = closed({min(left)}, by_id, reviews)
        left -= near
        apart.extend(identify([by_id[ident] for ident in near], reviews))
    assert sorted(apart, key=lambda pair: pair[0].id) == list(identify(forms, reviews))


@given(desks(), st.integers(1, 5), st.randoms(use_true_random=False))
def test_batches_give_what_all_at_once_gives(desk, size, chance):
    forms, reviews = desk
    chance.shuffle(forms)
    kept: dict[str, ActorForm] = {}
    actor_of: dict[str, object] = {}
    actors = {}
    for start in range(0, len(forms), size):
        batch = {form.id: form for form in forms[start : start + size]}
        kept |= batch
        near = closed(set(batch), kept, reviews)
        for old in {actor_of[ident] for ident in near if ident in actor_of}:
            del actors[old]
        for made, ids in identify([kept[ident] for ident in near], reviews):
            actors[made.id] = (made, ids)
            actor_of.update(dict.fromkeys(ids, made.id))
    assert sorted(actors.values(), key=lambda pair: pair[0].id) == list(identify(forms, reviews))


@given(desks())
def test_reviews_taken_back_leave_nothing(desk):
    forms, reviews = desk
    before = identify(forms)
    identify(forms, reviews)
    assert identify(forms) == before
    assert identify(forms, [replace(review, subject="incident") for review in reviews]) == before


@given(desks())
def test_the_last_review_holds(desk):
    forms, reviews = desk
    if not reviews:
        return
    last = replace(reviews[-1], at="2025-01-01T00:00:00Z")
    together = defaultdict(set)
    for _, ids in identify(forms, [*reviews[:-1], last]):
        for ident in ids:
            together[ident] = set(ids)
    if last.verdict == "split":
        assert all(together[ident] <= set(last.others) for ident in last.others)
    elif last.verdict == "merge":
        named = [ident for ident in (last.subject_id, *last.others) if ident in together]
        assert all(set(named) <= together[ident] for ident in named)


@given(FORMS)
def test_a_review_that_joins_never_parts_what_the_rules_joined(forms):
    if len(forms) < 2:
        return
    review = Review("review-1", "actor", forms[0].id, "merge", "Ada", "2024-03-12T10:00:00Z", others=(forms[1].id,))
    after = [set(ids) for _, ids in identify(forms, [review])]
    assert all(any(set(ids) <= united for united in after) for _, ids in identify(forms))


@given(st.text(max_size=60), st.sampled_from(["person", "organisation", "group", "country"]), st.text(max_size=20))
def test_any_text_makes_an_actor(name, kind, role):
    form = form_of(actor(name, kind, None, (role,), (name[::-1],)))
    assert keys_of(form)
    assert all(isinstance(key, str) for key in keys_of(form))
    ((made, ids),) = identify([form])
    assert ids == (form.id,)
    assert made.kind == kind
