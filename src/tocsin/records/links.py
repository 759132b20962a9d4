"""What joins and parts tellings of different reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Edge:
    """How much speaks for two tellings being of one happening, in log odds; `first` is the smaller id."""

    first: str
    second: str
    weight: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reviewer decided of two tellings: they are of one incident, or they are not. `first` is the smaller id."""

    first: str
    second: str
    verdict: Literal["same", "different"]
