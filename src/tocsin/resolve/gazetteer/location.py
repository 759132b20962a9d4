"""Find the folder in which a user's gazetteer lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Name the user's data folder: TOCSIN_DATA where that is set, else what the platform keeps for it."""
    environ = os.environ if environ is None else environ
    if own := environ.get("TOCSIN_DATA"):
        return Path(own).expanduser()
    if platform == "win32":
        base = environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "tocsin"


def gazetteer_folder(data: Path | None = None) -> Path:
    """Name the folder of the gazetteer's files inside the data folder."""
    return (data or data_folder()) / "gazetteer"
