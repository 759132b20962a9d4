"""`tocsin doctor`: check the installation and say what to do."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import SettingsFile


def doctor(
    settings_file: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a check, one a line.")] = False,
) -> None:
    """Check the installation: libraries, weights, gazetteer, and a small text read from end to end.

    The exit status is 0 if reading works, 1 if something is broken.

    \b
    Example:
      tocsin doctor
    """
    from dataclasses import asdict

    from tocsin.cli.terminal import console, line, write
    from tocsin.records.contract import to_line
    from tocsin.run.doctor import examine
    from tocsin.settings import load_settings

    styles = {"ok": "green", "warn": "yellow", "fail": "bold red"}
    out = console()
    broken = False
    for check in examine(load_settings(settings_file)):
        broken = broken or check.state == "fail"
        if as_json:
            typer.echo(to_line(asdict(check)))
            continue
        write([line((check.state.ljust(6), styles[check.state]), (check.name.ljust(11), "bold"), check.found)], out)
        if check.todo:
            write([line(("-> ", "dim"), check.todo, indent=6)], out)
    if broken:
        raise typer.Exit(1)
