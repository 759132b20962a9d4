"""`tocsin init`: make a desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where; this folder if none is named.")] = Path(),
    database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="A PostgreSQL database, or another file; else desk.sqlite in the folder."),
    ] = None,
) -> None:
    """Make a desk: a folder that keeps the record of the reports that are added to it.

    \b
    Examples:
      tocsin init
      tocsin init goma-desk
      tocsin init goma-desk --database postgresql://desk@localhost/goma
    """
    from tocsin.cli.terminal import console, line, write
    from tocsin.run.desk import init_desk

    file = init_desk(folder, **({} if database is None else {"database": database}))
    here = "" if folder == Path() else f" --desk {folder}"
    kept = "the database that you named" if database else str(folder / "desk.sqlite")
    rows = [
        line(("Made a desk. ", "bold"), f"Its settings are in {file}, and its record will be in {kept}."),
        line(("-> ", "dim"), f"tocsin add{here} SOURCE...  reads reports into it", indent=2),
        line(("-> ", "dim"), f"tocsin incidents{here}      then lists what they tell", indent=2),
    ]
    write(rows, console())
