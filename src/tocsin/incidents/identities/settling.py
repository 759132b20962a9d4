"""Joining what speaks for being one, and leaving alone what fits several that are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import combinations
from typing import TypeVar

N = TypeVar("N", bound=Hashable)
M = TypeVar("M", bound=Hashable)

Pair = tuple[int, int]


def components(nodes: Iterable[N], pairs: Iterable[tuple[N, N]]) -> list[list[N]]:
    """Give the nodes that hang together, in the order of `nodes`; those without a pair are alone."""
    root: dict[N, N] = {node: node for node in nodes}

    def find(node: N) -> N:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for one, other in pairs:
        root[find(one)] = find(other)
    found: dict[N, list[N]] = defaultdict(list)
    for node in root:
        found[find(node)].append(node)
    return list(found.values())


def settle(pairs: Iterable[Pair], marks: Mapping[int, M], rivals: Callable[[M, M], bool]) -> list[list[int]]:
    """Join what is paired, but not what is paired with two rivals, and no whole group that holds rivals.

    Rivals are judged by their marks. What is paired with two rivals is joined only with what is paired with the very
    same: it stays in one piece, of which nothing says whose it is. The result depends on the pairs, not their order.
    """
    around: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        around[one].add(other)
        around[other].add(one)
    unsure = {node for node in sorted(around) if _has_rivals(around[node], marks, rivals)}
    sure = {node: frozenset(marks[other] for other in around[node] - unsure) for node in unsure}
    kept = sorted(
        (one, other)
        for one in around
        for other in around[one]
        if one < other and (sure[one] == sure.get(other) if one in unsure else other not in unsure)
    )
    groups = components(sorted(around), kept)
    return [sorted(group) for group in groups if len(group) > 1 and not _has_rivals(group, marks, rivals)]


def _has_rivals(nodes: Iterable[int], marks: Mapping[int, M], rivals: Callable[[M, M], bool]) -> bool:
    return any(rivals(one, other) for one, other in combinations({marks[node] for node in nodes}, 2))


def attach(
    wishes: Mapping[int, Mapping[int, int]], marks: Mapping[int, M], rivals: Callable[[M, M], bool]
) -> dict[int, int]:
    """Give each node the one target that fits it best; none where two fit equally well.

    `wishes` are for each node its targets with how well they fit. Two rivals at one target both stay alone.
    """
    chosen: dict[int, int] = {}
    for node, fitting in wishes.items():
        best = max(fitting.values(), default=0)
        targets = [target for target, rank in fitting.items() if rank == best]
        if best and len(targets) == 1:
            chosen[node] = targets[0]
    guests: dict[int, list[int]] = defaultdict(list)
    for node, target in chosen.items():
        guests[target].append(node)
    return {
        node: target
        for node, target in sorted(chosen.items())
        if not any(rivals(marks[node], marks[other]) for other in guests[target] if other != node)
    }
