"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="A settings file; else ./tocsin.toml if any.")
]
Assignments = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="STAGE.NAME=VALUE", help="Set one setting; may be given several times."),
]
DeskFolder = Annotated[
    Path | None,
    typer.Option("--desk", metavar="FOLDER", help="The desk; else TOCSIN_DESK, else this folder or the nearest above."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a record, one a line.")]
