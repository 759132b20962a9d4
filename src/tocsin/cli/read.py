"""`tocsin read`: read reports and print who is in them, where and when they play, and who says what."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.options import Assignments, SettingsFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from tocsin.records import Reading, Rejected
    from tocsin.settings import Settings


def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files, folders, addresses, or - for standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a report, one a line.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what was marked, what was not, and why.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentences under each event.")] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option(metavar="DAY", formats=["%Y-%m-%d"], help="The day of reading, for dates without a year."),
    ] = None,
    settings_file: SettingsFile = None,
    assignments: Assignments = None,
) -> None:
    """Read reports: who is in them, where and when they play, who did what to whom, and who says so.

    Every line ends with the place of its evidence in the report's text, as [start-end] in characters.

    The exit status is 0 if at least one report was read, 1 if none was, 2 if a setting or the
    installation is wrong. What could not be read is named on standard error, with the reason.

    \b
    Examples:
      tocsin read report.html
      tocsin read saved-pages/ https://example.org/news/article
      tocsin read - < report.txt
      tocsin read --json reports/*.html > readings.jsonl
      tocsin read --evidence report.txt
      tocsin read --explain report.txt | less
    """
    from tocsin.settings import load_settings

    if as_json and explain:
        raise typer.BadParameter("--explain is for reading, --json for programs; give one of them")
    settings = load_settings(settings_file, assignments=assignments or (), as_of=as_of.date() if as_of else None)
    if not run(sources, settings, as_json=as_json, explain=explain, evidence=evidence):
        raise typer.Exit(1)


def run(sources: list[str], settings: Settings, *, as_json: bool, explain: bool, evidence: bool = False) -> int:
    """Read the sources, print each result as it comes, and count the reports read."""
    from tocsin.cli.progress import building, counting, paused, working
    from tocsin.records import Rejected
    from tocsin.run.local import LocalRunner
    from tocsin.run.resources import Resources

    show = _shower(as_json=as_json, explain=explain, evidence=evidence)
    count = 0
    with working() as status:
        resources = Resources(settings, progress=building(status))
        debug = bool(os.environ.get("TOCSIN_DEBUG"))
        runner = LocalRunner(settings, resources=resources, debug=debug, doubtful=False)
        results = runner.read(
            sources,
            stdin=sys.stdin.buffer if "-" in sources else None,
            progress=counting(status, "Reading report"),
        )
        for result in results:
            with paused(status):
                if isinstance(result, Rejected):
                    _complain(result, as_json=as_json)
                else:
                    show(result, count)
                    count += 1
    return count


def _shower(*, as_json: bool, explain: bool, evidence: bool) -> Callable[[Reading, int], None]:
    from tocsin.cli.show import explanation, overview
    from tocsin.cli.terminal import console, line, write
    from tocsin.records.contract import to_dict, to_line

    out = console()

    def show(reading: Reading, number: int) -> None:
        if as_json:
            sys.stdout.write(to_line(to_dict(reading)) + "\n")
            sys.stdout.flush()
            return
        if number:
            write([line(""), line(("─" * min(out.width, 72)) if out.is_terminal else "----", indent=0), line("")], out)
        write(overview(reading, evidence=evidence), out)
        if explain:
            write(explanation(reading), out)
        out.file.flush()

    return show


def _complain(rejected: Rejected, *, as_json: bool) -> None:
    from tocsin.cli.terminal import visible
    from tocsin.records.contract import rejected_to_dict, to_line

    if as_json:
        sys.stderr.write(to_line(rejected_to_dict(rejected)) + "\n")
    else:
        sys.stderr.write(visible(f"not read: {rejected.source}: {rejected.message} [{rejected.reason}]") + "\n")
