"""Weigh the choices of a text against one another and say how likely each is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from tocsin.resolve.places_coherence import JOINT, Coherence
from tocsin.resolve.places_fallback import FALLBACK
from tocsin.resolve.places_features import LOCAL, Array, Choice

ROUNDS = 3  # how often the choices are weighed anew with what the other mentions have become


@dataclass(frozen=True)
class Weights:
    """How much each feature counts: first by itself, then together, for names that are not known."""

    local: Array
    joint: Array
    fallback: Array


@cache
def load_weights() -> Weights:
    """Read the weights that training/places.py wrote."""
    text = files("tocsin.resolve").joinpath("data").joinpath("place_weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Weights(
        np.array([data["local"][name] for name in LOCAL]),
        np.array([data["joint"][name] for name in (*LOCAL, *JOINT)]),
        np.array([data["fallback"][name] for name in FALLBACK]),
    )


def weigh(choices: Sequence[Choice], weights: Weights) -> list[Array]:
    """Say how likely each place of each choice is; the last figure of each is for none of them."""
    beliefs = [chances(choice.local @ weights.local - choice.doubts) for choice in choices]
    own, others = weights.joint[: len(LOCAL)], weights.joint[len(LOCAL) :]
    alone = [choice.local @ own - choice.doubts for choice in choices]
    coherence = Coherence(choices)
    for _ in range(ROUNDS):
        joint = coherence.rows(beliefs)
        beliefs = [chances(single + rows @ others) for single, rows in zip(alone, joint, strict=True)]
    return beliefs


def chances(weights: Array) -> Array:
    """Turn weights into chances that sum to one."""
    powers = np.exp(weights - weights.max()) if len(weights) else weights
    total: Array = powers / powers.sum() if len(powers) else powers
    return total
