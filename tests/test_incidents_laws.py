"""Laws of linking: order, batches and detours change nothing, however small blocks are capped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incident_cases import ARMY, FRONT, many_tellings, telling

from tocsin.incidents.blocks import keys_of
from tocsin.incidents.clustering import cluster
from tocsin.incidents.linking import link, linkable
from tocsin.incidents.memory import MemoryLedger
from tocsin.incidents.wording import data
from tocsin.records import Incident, Ruling, Telling


@contextmanager
def limits(pillars: int, whole: int) -> Iterator[None]:
    """Set how much is compared for the time of a test."""
    with patch.dict(data("linking"), {"pillars": pillars, "whole": whole}):
        yield


def linked(batches: Sequence[Sequence[Telling]], rulings: Sequence[Ruling] = ()) -> list[tuple[Incident, set[str]]]:
    ledger = MemoryLedger(rulings=rulings)
    for batch in batches:
        link(ledger, batch)
    return [(incident, set(members)) for _, (incident, members) in sorted(ledger.incidents.items())]


LIMITS = st.tuples(st.sampled_from([1, 2, 3, 24]), st.sampled_from([1, 3, 48]))


@given(many_tellings(), LIMITS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_one_by_one_in_any_order_equals_all_at_once(tellings, sizes, chance):
    shuffled = list(tellings)
    chance.shuffle(shuffled)
    with limits(*sizes):
        assert linked([[each] for each in shuffled]) == linked([tellings])


@given(many_tellings(), LIMITS, st.data())
@settings(max_examples=150, deadline=None)
def test_what_was_taken_out_leaves_no_trace(tellings, sizes, drawn):
    gone = drawn.draw(st.sets(st.sampled_from([each.id for each in tellings])))
    with limits(*sizes):
        ledger = MemoryLedger()
        link(ledger, tellings)
        link(ledger, removed=gone)
        left = [(incident, set(members)) for _, (incident, members) in sorted(ledger.incidents.items())]
        assert left == linked([[each for each in tellings if each.id not in gone]])


@given(many_tellings(), LIMITS, st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_told_anew_leaves_no_trace_of_how_it_was_told(tellings, sizes, drawn):
    ids = [each.id for each in tellings]
    otherwise = {each: drawn.draw(st.sampled_from(tellings)) for each in drawn.draw(st.sets(st.sampled_from(ids)))}
    anew = [replace(otherwise[t.id], id=t.id, report=t.report) if t.id in otherwise else t for t in tellings]
    with limits(*sizes):
        ledger = MemoryLedger()
        link(ledger, tellings)
        link(ledger, [each for each in anew if each.id in otherwise], removed=sorted(otherwise))
        now = [(incident, set(members)) for _, (incident, members) in sorted(ledger.incidents.items())]
        assert now == linked([anew])


@pytest.mark.parametrize(("pillars", "gone"), [(1, 1), (2, 1), (3, 3)])
def test_two_that_were_never_compared_find_each_other_when_those_before_them_are_taken_out(pillars: int, gone: int):
    # what others agreed on is no deed of these two, but it lies in all of their blocks
    others = [
        telling(f"e{n}", f"r{n}", published=f"2025-01-1{n}", type="AGREE", actors=(ARMY,)) for n in range(pillars)
    ]
    pair = [telling(f"e{n}", f"r{n}", published="2025-01-19", type="AGREE", actors=(FRONT,)) for n in (8, 9)]
    with limits(pillars, 48):
        ledger = MemoryLedger()
        link(ledger, [*others, *pair])
        assert ledger.incidents_of(["e8"]) != ledger.incidents_of(["e9"])
        link(ledger, removed=[each.id for each in others[:gone]])
        assert ledger.incidents_of(["e8"]) == ledger.incidents_of(["e9"])


@given(many_tellings(), LIMITS)
@settings(max_examples=100, deadline=None)
def test_every_linkable_telling_is_in_one_group_at_most_and_ids_are_unique(tellings, sizes):
    with limits(*sizes):
        held = [each for _, members in linked([tellings]) for each in members]
    assert len(held) == len(set(held))
    assert set(held) <= {each.id for each in tellings if linkable(each)}


@given(many_tellings(), st.data())
@settings(max_examples=100, deadline=None)
def test_reviewers_are_obeyed_and_can_take_it_back(tellings, drawn):
    sure = [t.id for t in tellings if t.modality == "happened" and not t.doubtful]
    if len(sure) < 2:
        return
    first, second = sorted(drawn.draw(st.permutations(sure))[:2])
    for verdict in ("same", "different"):
        ruling = Ruling(first, second, verdict)
        ledger = MemoryLedger(rulings=[ruling])
        link(ledger, tellings)
        together = ledger.incidents_of([first]) == ledger.incidents_of([second])
        assert together == (verdict == "same")
        ledger.drop_rulings()
        link(ledger, ruled=[first, second])
        left = [(incident, set(members)) for _, (incident, members) in sorted(ledger.incidents.items())]
        assert left == linked([tellings])


def test_a_former_id_leads_to_the_incident_that_took_its_place():
    late, early = telling("e1", "r1", published="2025-01-12"), telling("e2", "r2", published="2025-01-11")
    ledger = MemoryLedger()
    (former,) = link(ledger, [late]).incidents
    (now,) = link(ledger, [early]).incidents
    assert former.id != now.id
    assert ledger.aliases == {former.id: now.id}
    assert {account.report for account in now.accounts} == {"r1", "r2"}


def test_days_three_apart_share_a_block_and_far_places_do_not():
    for first in range(8, 14):
        one = telling(start=f"2025-01-{first:02}", end=f"2025-01-{first:02}")
        other = telling(start=f"2025-01-{first + 3:02}", end=f"2025-01-{first + 3:02}")
        assert set(keys_of(one)) & set(keys_of(other))
    assert not set(keys_of(telling())) & set(keys_of(telling(start="2025-03-01", end="2025-03-01")))


def test_blocks_of_another_kind_of_deed_are_others():
    assert not set(keys_of(telling())) & set(keys_of(telling(type="AID")))


@pytest.mark.parametrize("day", [None, "2025-01-10"])
def test_without_a_day_nothing_is_linked(day):
    assert linkable(telling(start=day, end=day)) is (day is not None)


@given(st.lists(st.floats(-5, 5, allow_nan=False), min_size=10, max_size=10), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_ids_or_weights(values, chance):
    ids = list("abcde")
    pairs = [(a, b) for a in ids for b in ids if a < b]
    weights = dict(zip(pairs, values, strict=True))
    items = list(weights.items())
    chance.shuffle(items)
    chance.shuffle(ids)
    assert cluster(ids, dict(items)) == cluster(sorted(ids), weights)


def test_two_groups_are_joined_by_their_average_and_not_by_one_good_pair():
    weights = {("a", "b"): 5.0, ("c", "d"): 5.0, ("a", "c"): 3.0, ("a", "d"): -4.0, ("b", "c"): -4.0, ("b", "d"): -4.0}
    assert cluster("abcd", weights) == (("a", "b"), ("c", "d"))
    assert cluster("abcd", weights | {("a", "d"): 3.0, ("b", "c"): 3.0, ("b", "d"): 3.0}) == (("a", "b", "c", "d"),)
