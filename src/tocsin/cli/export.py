"""`tocsin export`: write incidents or events in one of ten formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from tocsin.cli.filters import Asked, filtered

if TYPE_CHECKING:
    from tocsin.store.exports.own import Rows


def _list(wanted: bool) -> None:
    if wanted:
        from tocsin.cli.listing import show_row
        from tocsin.cli.show_exports import format_rows

        for row in format_rows():
            show_row(row)
        raise typer.Exit


@filtered("incidents", paged=False)
def export(
    asked: Asked,
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, jsonl, geojson, parquet, acled and so on.")],
    out: Annotated[
        Path | None, typer.Argument(metavar="OUT", help="A file, or a folder; else standard output.")
    ] = None,
    rows: Annotated[
        str | None, typer.Option(metavar="ROWS", help="incidents or events, where the format has both.")
    ] = None,
    loss: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the loss report as JSON here; - for standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    listed: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the formats, with a sentence on each.")
    ] = False,
) -> None:
    """Write incidents or events in one of ten formats, and say what the format could not hold.

    The loss report comes on standard error, a line for each thing that was lost, or as JSON with --loss. See
    docs/exports.md for what each column holds.

    \b
    Examples:
      tocsin export --list
      tocsin export csv incidents.csv
      tocsin export csv --rows events --country COD > events.csv
      tocsin export acled acled.csv --since 2024-01-01 --loss loss.json
      tocsin export parquet exports/ --force
    """
    from tocsin.cli.show_exports import screen, show_loss
    from tocsin.run.desk import open_desk
    from tocsin.run.desk.exporting import export_file, export_format

    form, wanted_rows = export_format(name), cast("Rows | None", rows)
    if out is None and loss == Path("-"):
        raise typer.BadParameter("--loss - needs a file for the export itself, as both would go to standard output")
    with open_desk(asked.desk) as desk:
        if out is None:
            report = form.write(desk.cases(asked.wanted), screen(form), wanted_rows)
        else:
            report = export_file(desk, out, form, asked.wanted, wanted_rows, force=force)
    show_loss(report, loss)
