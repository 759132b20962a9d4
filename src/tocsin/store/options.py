"""What can be set for keeping a desk."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StoreOptions:
    """The settings of a desk's database."""

    database: str = field(
        default="desk.sqlite",
        metadata={"help": "Where a desk keeps its record: a file in its folder, or postgresql://USER@HOST/NAME."},
    )
