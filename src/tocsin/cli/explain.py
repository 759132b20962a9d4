"""`tocsin explain`: the way back from a record to the sentences that it came from."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import AsJson, DeskFolder


def explain(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Of an incident, event, statement, actor and so on.")],
    as_json: AsJson = False,
    desk_folder: DeskFolder = None,
) -> None:
    """Show where a record comes from: its reports, their sentences, and the model and stages that read them.

    \b
    Examples:
      tocsin explain incident-1dd0fcda9c82e372
      tocsin explain statement-e2d645ca022629f4
    """
    from tocsin.cli.listing import show_json
    from tocsin.cli.show_desk import trail_lines
    from tocsin.cli.terminal import console, write
    from tocsin.run.desk import open_desk

    with open_desk(desk_folder) as desk:
        trail = desk.trail(record_id)
    if as_json:
        show_json(trail)
    else:
        write(trail_lines(trail), console())
