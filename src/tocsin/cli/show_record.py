"""`tocsin show`: one record in full."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import AsJson, DeskFolder


def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Of an incident, event, statement, actor and so on.")],
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentences under each account.")] = False,
    as_json: AsJson = False,
    desk_folder: DeskFolder = None,
) -> None:
    """Show one record in full: an incident, event, statement, actor, flag, report, rejection or decision.

    An incident comes with every account of it, the figures with who gives them, who accuses whom and who denies it,
    and where accounts disagree, with the words of each. Numbers such as [12-40] say where words stand in the report's
    text, in characters.

    \b
    Examples:
      tocsin show incident-1dd0fcda9c82e372 --evidence
      tocsin show actor-4279ac9a6c6c3890
      tocsin show rep-b4d5bce60e987da8 --json
    """
    from tocsin.cli.listing import show_json
    from tocsin.cli.show_found import found_lines
    from tocsin.cli.terminal import console, write
    from tocsin.run.desk import open_desk

    with open_desk(desk_folder) as desk:
        found = desk.find(record_id)
        if as_json:
            show_json(found)
        else:
            write(found_lines(desk, found, evidence=evidence), console())
