"""What a user can set about resolving who, where and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ResolveOptions:
    """The settings of the resolve stage."""

    actor_files: tuple[Path, ...] = field(
        default=(),
        metadata={
            "help": "TOML files in the form of organisations.toml, roles.toml and groups.toml whose entries go before "
            "the ones that Tocsin ships, for instance to code a body otherwise."
        },
    )
    contested: tuple[str, ...] = field(
        default=(),
        metadata={
            "help": "Disputed territories and the country to file them under, such as crimea=RUS or kosovo=none; the "
            "names are in contested.toml."
        },
    )
