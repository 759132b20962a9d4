"""`tocsin reviews`: list what reviewers decided, and take a decision back."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import AsJson, DeskFolder


def reviews(
    record_id: Annotated[str | None, typer.Argument(metavar="ID", help="Only decisions on this record.")] = None,
    undo: Annotated[str | None, typer.Option(metavar="REVIEW", help="Take this decision back.")] = None,
    data: Annotated[
        str | None,
        typer.Option(metavar="FORM", help="Print what was decided as annotated data instead: frames or pairs."),
    ] = None,
    as_json: AsJson = False,
    desk_folder: DeskFolder = None,
) -> None:
    """List what reviewers decided and did not take back, or take a decision back.

    With --data frames, every block of a report of which all events were judged is printed in the form of
    tocsin evaluate frames; with --data pairs, every pair of events that was joined or parted.

    \b
    Examples:
      tocsin reviews
      tocsin reviews event-7ae7d8a01e41052a
      tocsin reviews --undo review-2f6c0b7d1a3e4f58
      tocsin reviews --data frames > judged.jsonl
    """
    from tocsin.cli.listing import show_json
    from tocsin.cli.show_incidents import review_line
    from tocsin.cli.terminal import console, line, write
    from tocsin.records.contract import to_line
    from tocsin.run.desk import open_desk
    from tocsin.run.desk.judged import judged_pairs, judged_passages

    if data is not None:
        if data not in ("frames", "pairs"):
            raise typer.BadParameter(f"--data takes frames or pairs, not {data}")
        with open_desk(desk_folder) as desk:
            for row in judged_passages(desk) if data == "frames" else judged_pairs(desk):
                typer.echo(to_line(row))
        return
    with open_desk(desk_folder) as desk:
        decided = desk.reviews(record_id) if undo is None else (desk.undo(undo),)
    if undo is not None and not as_json:
        write([line(("Taken back:", "bold"))], console())
    for each in decided:
        if as_json:
            show_json(each)
        else:
            write([review_line(each)], console())
    if not decided and not as_json:
        write(
            [line("Nothing was decided yet." if record_id is None else f"Nothing was decided on {record_id}.")],
            console(),
        )
