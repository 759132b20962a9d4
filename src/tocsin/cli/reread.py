"""`tocsin reread`: read again what a desk keeps, and say what changed."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Assignments, DeskFolder


def reread(
    force: Annotated[bool, typer.Option("--force", help="Read all reports, not only those read otherwise.")] = False,
    as_json: AsJson = False,
    assignments: Assignments = None,
    desk_folder: DeskFolder = None,
) -> None:
    """Read the kept reports again with the stages and the model of this Tocsin, and say what changed.

    Only reports that other stages or another model read are read again, from the pages that the desk keeps. Stop it at
    any time; the same command goes on where it ended. What reviewers decided stays in force.

    The exit status is 0, or 1 if a report could not be read any more; it then stays as it was.

    \b
    Examples:
      tocsin reread
      tocsin reread --force --json > changes.jsonl
    """
    from tocsin.cli.listing import show_json, show_row
    from tocsin.cli.progress import building, counting, paused, working
    from tocsin.cli.show_desk import RereadSummary, reread_row
    from tocsin.run.desk import open_desk

    summary = RereadSummary()
    debug = bool(os.environ.get("TOCSIN_DEBUG"))
    with (
        working() as status,
        open_desk(desk_folder, assignments=assignments or (), building=building(status), debug=debug) as desk,
    ):
        for again in desk.reread(force=force, progress=counting(status, "Reading report")):
            summary.count(again)
            with paused(status):
                if as_json:
                    show_json(again)
                elif again.state != "same":
                    show_row(reread_row(again))
    summary.show(as_json=as_json)
    if summary.failed:
        raise typer.Exit(1)
