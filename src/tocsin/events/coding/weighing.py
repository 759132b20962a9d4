"""Weighs signs for and against something by fitted weights: a logistic regression whose weights are data."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from tocsin.language.lexicon import lexicon

_DATA = Path(__file__).parents[1] / "data"


@cache
def _weights(name: str) -> Mapping[str, float]:
    return cast(Mapping[str, float], lexicon(name, _DATA)["weights"])


def threshold(name: str) -> float:
    """Give the probability from which the answer of a file of weights is yes."""
    return float(lexicon(name, _DATA)["threshold"])


def _weight(name: str, signs: Mapping[str, float]) -> float:
    """Add up what signs weigh: the logarithm of odds, within bounds."""
    weights = _weights(name)
    return max(-30.0, min(30.0, sum(weights.get(sign, 0.0) * value for sign, value in signs.items())))


def chance(name: str, signs: Mapping[str, float]) -> float:
    """Give the probability that signs speak for, by the weights in a data file."""
    return 1 / (1 + math.exp(-_weight(name, signs)))


def within(place: str, found: Mapping[str, float]) -> dict[str, float]:
    """Let each sign weigh a little everywhere, and a little more or less where the two stand."""
    said = {name: value for name, value in found.items() if value}
    return said | {f"{place}-{name}": value for name, value in said.items()}


def best_of(name: str, several: Sequence[Mapping[str, float]]) -> list[int]:
    """Choose which of several is meant by their signs: none, or the likeliest with those that are nearly as likely."""
    odds = [math.exp(_weight(name, one)) for one in several]
    total = sum(odds)
    # "none of them" weighs 0, and so has odds of 1
    if total / (1 + total) < threshold(name):
        return []
    beside = float(lexicon(name, _DATA)["beside"])
    return [number for number, one in enumerate(odds) if one >= beside * max(odds)]
