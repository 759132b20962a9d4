"""Open the user's gazetteer, building it first where it is missing or stale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.resolve.gazetteer.location import gazetteer_folder
from tocsin.resolve.gazetteer.query import Gazetteer
from tocsin.resolve.gazetteer.storage import FORM, stamp, stamp_of

if TYPE_CHECKING:
    from tocsin.resolve.gazetteer.build import Progress

BASE = "base.sqlite"
COUNTRIES = "countries"
AREAS = "areas.sqlite"


def open_gazetteer(folder: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """Open the gazetteer with all country files that the user added; build its base if need be."""
    folder = folder or gazetteer_folder()
    base = ensure_base(folder, progress)
    areas = [folder / AREAS] if (stamp_of(folder / AREAS) or "").startswith(f"{FORM}/") else []
    return Gazetteer(base, [*added_countries(folder).values(), *areas])


def ensure_base(folder: Path, progress: Progress | None = None) -> Path:
    """Build the base file unless a current one is there, and name it."""
    base = folder / BASE
    if not is_ready(folder):
        from tocsin.resolve.gazetteer.build import build

        build(base, progress=progress)
    return base


def is_ready(folder: Path | None = None) -> bool:
    """Say whether the base file is there and made from what is installed now."""
    return stamp_of((folder or gazetteer_folder()) / BASE) == stamp()


def added_countries(folder: Path | None = None) -> dict[str, Path]:
    """List the country files that the user added, by ISO alpha-2 code."""
    files = sorted(((folder or gazetteer_folder()) / COUNTRIES).glob("*.sqlite"))
    return {path.stem: path for path in files if (stamp_of(path) or "").startswith(f"{FORM}/")}
