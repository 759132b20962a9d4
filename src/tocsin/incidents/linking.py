"""Links tellings to incidents, one report at a time; only the neighbourhood of what is new is looked at.

Two tellings are compared where they share a block in which one of them is a pillar, that is, among its first. Which
pairs are compared is so a matter of what is kept and not of the order in which it came, and a block of a thousand
tellings costs a few comparisons for each. Pairs with enough weight are kept as edges; tellings that edges connect
are a neighbourhood, and each neighbourhood is grouped anew when something in it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from tocsin.incidents.blocks import keys_of
from tocsin.incidents.building import build
from tocsin.incidents.clustering import Pair, cluster
from tocsin.incidents.comparing import weight
from tocsin.incidents.ledger import Ledger
from tocsin.incidents.wording import data
from tocsin.records import Edge, Incident, Telling

_REAL = ("happened", "ongoing", "negated")


@dataclass(frozen=True, slots=True)
class Linked:
    """What a change did: the incidents that are there now, and the ids of those that are gone."""

    incidents: tuple[Incident, ...]
    gone: tuple[str, ...]


def linkable(telling: Telling) -> bool:
    """Say whether a telling can belong to an incident: it tells of something real, at a known time."""
    return telling.modality in _REAL and telling.start is not None


def link(
    ledger: Ledger, added: Iterable[Telling] = (), removed: Collection[str] = (), ruled: Collection[str] = ()
) -> Linked:
    """Take tellings in, take others out, look again at those that were ruled on, and bring incidents up to date.

    One that is both taken out and taken in is told anew.
    """
    new = {telling.id: telling for telling in added if linkable(telling)}
    known = set(ledger.keys(new)) - set(removed)
    new = {each: telling for each, telling in sorted(new.items()) if each not in known}
    former = ledger.keys(removed)
    touched = set(ruled) | {end for edge in ledger.edges(removed) for end in (edge.first, edge.second)}
    old = ledger.incidents_of({*removed, *ruled})
    touched |= ledger.members_of(old)
    own_keys = {each: keys_of(telling) for each, telling in new.items()}
    keys = {key for each in (own_keys, former) for held in each.values() for key in held}
    before = ledger.members(sorted(keys), _pillars())
    ledger.remove(removed)
    ledger.add((telling, own_keys[each]) for each, telling in new.items())
    after = ledger.members(sorted(keys), _pillars()) if former else _with_new(ledger, before, new, own_keys)
    edges = _new_edges(ledger, new, own_keys, before, after)
    ledger.put_edges(edges)
    touched |= {end for edge in edges for end in (edge.first, edge.second)} | _drop_unsupported(ledger, before, after)
    return _regroup(ledger, touched - set(removed) | set(new), old)


def _with_new(
    ledger: Ledger, before: dict[int, list[str]], new: dict[str, Telling], own_keys: dict[str, tuple[int, ...]]
) -> dict[int, list[str]]:
    """Work out the pillars of blocks after tellings came in, without asking for them again."""
    tellings = {**ledger.tellings({each for pillars in before.values() for each in pillars}), **new}
    after = {key: list(pillars) for key, pillars in before.items()}
    for each, held in own_keys.items():
        for key in held:
            after[key].append(each)
    return {
        key: sorted(pillars, key=lambda each: (tellings[each].published or "", each))[: _pillars()]
        for key, pillars in after.items()
    }


def _pillars() -> int:
    return int(data("linking")["pillars"])


def _new_edges(
    ledger: Ledger,
    new: dict[str, Telling],
    own_keys: dict[str, tuple[int, ...]],
    before: dict[int, list[str]],
    after: dict[int, list[str]],
) -> list[Edge]:
    """Compare what is new with the pillars of its blocks, and new pillars with everything in theirs."""
    pairs: set[Pair] = set()
    for each, held in own_keys.items():
        pairs |= {_pair(each, pillar) for key in held for pillar in after[key] if pillar != each}
    raised = {key: [p for p in pillars if p in new or p not in before[key]] for key, pillars in after.items()}
    # a block with fewer than it may have is all pillars; of others, only the pillars are known yet
    full = [key for key, fresh in raised.items() if fresh and len(after[key]) == _pillars()]
    members = after | ledger.members(sorted(full))
    for key, fresh in raised.items():
        pairs |= {_pair(p, member) for p in fresh for member in members[key] if member != p}
    tellings = {**ledger.tellings({end for pair in pairs for end in pair} - set(new)), **new}
    return list(_weighed(tellings, sorted(pairs)))


def _weighed(tellings: dict[str, Telling], pairs: Iterable[Pair]) -> Iterable[Edge]:
    least = data("linking")["near"]
    for first, second in pairs:
        value = weight(tellings[first], tellings[second])
        if value is not None and value > least:
            yield Edge(first, second, round(value, 9))


def _drop_unsupported(ledger: Ledger, before: dict[int, list[str]], after: dict[int, list[str]]) -> set[str]:
    """Drop the edges of those that are no longer pillars, unless another block still has the pair; give both ends."""
    fallen = {each for key, pillars in before.items() for each in pillars if each not in after[key]}
    fallen = set(ledger.keys(fallen))
    edges = ledger.edges(fallen)
    ends = {end for edge in edges for end in (edge.first, edge.second)}
    keys = ledger.keys(ends)
    pillars = ledger.members(sorted({key for held in keys.values() for key in held}), _pillars())
    dropped = [
        (edge.first, edge.second)
        for edge in edges
        if not any(
            edge.first in pillars[key] or edge.second in pillars[key]
            for key in set(keys[edge.first]) & set(keys[edge.second])
        )
    ]
    ledger.drop_edges(dropped)
    return {end for pair in dropped for end in pair}


def _regroup(ledger: Ledger, touched: set[str], old: set[str]) -> Linked:
    """Group the neighbourhoods of what was touched anew, and put the incidents made of them in the place of the old."""
    areas = _areas(ledger, touched)
    members = {each for area in areas for each in area}
    tellings = ledger.tellings(members)
    old = old | ledger.incidents_of(members)
    groups = [group for area in areas for group in _groups(ledger, area, tellings)]
    texts = ledger.texts({tellings[each].report for group in groups if len(group) > 1 for each in group})
    made = [
        (incident, group)
        for group in groups
        if (incident := build([tellings[each] for each in group], texts)) is not None
    ]
    ledger.replace_incidents(sorted(old), made)
    incidents = tuple(incident for incident, _ in made)
    return Linked(incidents, tuple(sorted(old - {incident.id for incident in incidents})))


def _areas(ledger: Ledger, touched: set[str]) -> list[tuple[str, ...]]:
    """Find the neighbourhoods of some tellings: all that edges, or a reviewer's word, connect."""
    links: dict[str, set[str]] = {each: set() for each in ledger.keys(touched)}
    front = set(links)
    while front:
        pairs = [(edge.first, edge.second) for edge in ledger.edges(front)]
        pairs += [(r.first, r.second) for r in ledger.rulings(front) if r.verdict == "same"]
        kept = ledger.keys({end for pair in pairs for end in pair})
        pairs = [pair for pair in pairs if pair[0] in kept and pair[1] in kept]
        front = {end for pair in pairs for end in pair} - set(links)
        for first, second in pairs:
            links.setdefault(first, set()).add(second)
            links.setdefault(second, set()).add(first)
    areas: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for each in sorted(links):
        if each not in seen:
            area = _reached(links, each)
            seen |= area
            areas.append(tuple(sorted(area)))
    return areas


def _reached(links: dict[str, set[str]], start: str) -> set[str]:
    found, front = {start}, [start]
    while front:
        fresh = links[front.pop()] - found
        found |= fresh
        front.extend(fresh)
    return found


def _groups(ledger: Ledger, area: tuple[str, ...], tellings: dict[str, Telling]) -> tuple[tuple[str, ...], ...]:
    if len(area) == 1:
        return (area,)
    settings = data("linking")
    if len(area) <= settings["whole"]:
        found = {pair: weight(tellings[pair[0]], tellings[pair[1]]) for pair in combinations(area, 2)}
        weights = {pair: settings["ruled_out"] if w is None else round(w, 9) for pair, w in found.items()}
    else:
        weights = {(edge.first, edge.second): edge.weight for edge in ledger.edges(area)}
    rulings = ledger.rulings(area)
    return cluster(area, weights, rulings, join=settings["join"], uncompared=settings["uncompared"])


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
