"""Puts CAMEO codes into PLOVER and PLOVER's types and modes into CAMEO."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.errors import TocsinError
from tocsin.records.codebook.standard import packaged


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code and what it is in PLOVER; `type` is None where PLOVER has no such event.

    `swaps` says that CAMEO's actor is PLOVER's recipient; `published` is what the published table says where that is
    something else.
    """

    code: str
    label: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...] = ()
    swaps: bool = False
    published: str | None = None


@dataclass(frozen=True, slots=True)
class CameoExport:
    """The nearest code to a PLOVER type or mode, and what it does not tell any more."""

    code: str
    loses: str | None = None


@dataclass(frozen=True, slots=True)
class Cameo:
    """CAMEO's codes, what PLOVER's labels are exported as, and what stands for names the manual does not have."""

    version: str
    source: str
    codes: Mapping[str, CameoCode]
    exports: Mapping[str, CameoExport]
    modes: Mapping[str, str]
    contexts: Mapping[str, str]


@cache
def cameo() -> Cameo:
    """Read the mapping that Tocsin ships."""
    data = packaged("cameo.toml")
    return Cameo(
        version=data["version"],
        source=data["source"],
        codes={code: _code(code, row) for code, row in data["codes"].items()},
        exports={label: CameoExport(row["code"], row.get("loses")) for label, row in data["export"].items()},
        modes={label: row["plover"] for label, row in data["normalised"]["modes"].items()},
        contexts=data["normalised"]["contexts"],
    )


def cameo_to_plover(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Give a CAMEO code's PLOVER type, mode and contexts; None for codes that are no event in PLOVER (all of 01)."""
    found = cameo().codes.get(code)
    if found is None:
        raise TocsinError("codebook.unknown-code", code=code)
    return None if found.type is None else (found.type, found.mode, found.contexts)


def plover_to_cameo(event_type: str, mode: str | None = None) -> str:
    """Give the CAMEO code nearest to a PLOVER type and mode."""
    return _export(event_type, mode).code


def lost_in_cameo(event_type: str, mode: str | None = None) -> str | None:
    """Say what the CAMEO code of a PLOVER type and mode does not tell any more; None where nothing is lost."""
    return _export(event_type, mode).loses


def _export(event_type: str, mode: str | None) -> CameoExport:
    label = f"{event_type}.{mode}" if mode else event_type
    found = cameo().exports.get(label)
    if found is None:
        raise TocsinError("codebook.unknown-label", label=label)
    return found


def _code(code: str, row: Mapping[str, Any]) -> CameoCode:
    event_type, _, mode = row.get("plover", "").partition(".")
    return CameoCode(
        code=code,
        label=row["label"],
        type=event_type or None,
        mode=mode or None,
        contexts=tuple(row.get("contexts", ())),
        swaps=row.get("swaps", False),
        published=row.get("published"),
    )
