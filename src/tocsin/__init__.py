"""Tocsin reads news reports on a conflict and keeps the record: who is in it, where and when, and who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.errors import TocsinError
from tocsin.records import Actor, Flag, Place, Reading, Rejected, Report, Statement

if TYPE_CHECKING:
    from tocsin.run.local import read, read_many
    from tocsin.settings import Settings

    __version__: str

__all__ = [
    "Actor",
    "Flag",
    "Place",
    "Reading",
    "Rejected",
    "Report",
    "Settings",
    "Statement",
    "TocsinError",
    "__version__",
    "read",
    "read_many",
]

# the names that need more than the records are looked up when first used, so that `import tocsin` stays quick
_LATER = {"Settings": "tocsin.settings", "read": "tocsin.run.local", "read_many": "tocsin.run.local"}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("tocsin")
        except PackageNotFoundError:  # run from a source tree that was never installed
            return "0+source"
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'tocsin' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
