"""`tocsin add`: read reports into a desk."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Assignments, DeskFolder


def add(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files, folders, addresses, or - for standard input.")
    ],
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Read with so many processes at once.")] = 1,
    as_json: AsJson = False,
    assignments: Assignments = None,
    desk_folder: DeskFolder = None,
) -> None:
    """Read reports into a desk: what is known already is left alone, a changed page becomes a new version.

    Each report is kept as soon as it is read, and its events are linked to those of all other reports. Stop it at any
    time; the same command goes on where it ended.

    The exit status is 0 if at least one report was kept or known, 1 if none was, 2 if a setting or the desk is wrong.

    \b
    Examples:
      tocsin add saved-pages/
      tocsin add --desk goma-desk --jobs 4 saved-pages/ https://example.org/news/article
      tocsin add - < report.txt
      tocsin add --json saved-pages/ > added.jsonl
    """
    from tocsin.cli.listing import show_json, show_row
    from tocsin.cli.progress import building, counting, paused, working
    from tocsin.cli.show_desk import AddedSummary, added_row
    from tocsin.run.desk import open_desk

    summary = AddedSummary()
    debug = bool(os.environ.get("TOCSIN_DEBUG"))
    with (
        working() as status,
        open_desk(desk_folder, assignments=assignments or (), building=building(status), debug=debug) as desk,
    ):
        stdin = sys.stdin.buffer if "-" in sources else None
        for added in desk.add(sources, stdin=stdin, jobs=jobs, progress=counting(status, "Reading report")):
            summary.count(added)
            with paused(status):
                if as_json:
                    show_json(added)
                elif added.state != "known":
                    show_row(added_row(added))
    summary.show(as_json=as_json)
    if not summary.any_kept:
        raise typer.Exit(1)
