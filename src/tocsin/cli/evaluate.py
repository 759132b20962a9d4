"""`tocsin evaluate`: score Tocsin against a file that people have annotated."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.options import Assignments, SettingsFile

if TYPE_CHECKING:
    from tocsin.cli.terminal import Line


def evaluate(
    task: Annotated[
        str,
        typer.Argument(metavar="TASK", help="attribution, entities, places, events, spans, frames, readings or desk."),
    ],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Annotated records, JSON lines, also gzipped; for readings and desk, a folder."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    settings_file: SettingsFile = None,
    assignments: Assignments = None,
) -> None:
    """Score Tocsin against a file that people have annotated.

    \b
    Examples:
      tocsin evaluate attribution attribution_dev.jsonl.gz
      tocsin evaluate places --json places.jsonl
      tocsin evaluate events plv_train.jsonl.gz
      tocsin evaluate frames dev_frames.jsonl
      tocsin evaluate readings evals/readings
      tocsin evaluate desk examples/desk
    """
    from tocsin.cli.terminal import console, line, write
    from tocsin.records.contract import to_line
    from tocsin.run.evaluate.tasks import evaluate as score
    from tocsin.run.resources import Resources
    from tocsin.settings import load_settings

    settings = load_settings(settings_file, assignments=assignments or ())
    result = score(task, file, Resources(settings))
    if as_json:
        typer.echo(to_line(result.to_dict()))
        return
    wide = max(map(len, result.scores), default=0)
    rows = [line((f"{name.ljust(wide)}  ", ""), (_figure(value), "bold")) for name, value in result.scores.items()]
    rows += _table(result.confusion or {})
    write([line((f"{result.task}", "bold cyan"), f"  {result.file}, {result.records} records"), *rows], console())


def _table(confusion: Mapping[str, Mapping[str, int]]) -> list[Line]:
    """Lay out who was taken for whom: a row a type annotated, with the types found, most often first."""
    from tocsin.cli.terminal import line

    rows = [line(""), line(("annotated, and what was found", "bold cyan"))] if confusion else []
    for name, row in sorted(confusion.items()):
        found = sorted(row.items(), key=lambda item: (-item[1], item[0]))
        rows.append(line((f"{name.ljust(10)} {sum(row.values()):4}  ", ""), ", ".join(f"{k} {n}" for k, n in found)))
    return rows


def _figure(value: float) -> str:
    # shares are told to four digits; kilometres and counts to one
    return f"{value:.4f}" if 0 <= value <= 1 else f"{value:.1f}"
