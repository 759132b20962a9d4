"""`tocsin reviews`: list what reviewers decided, and take a decision back."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import AsJson, DeskFolder


def reviews(
    record_id: Annotated[str | None, typer.Argument(metavar="ID", help="Only decisions on this record.")] = None,
    undo: Annotated[str | None, typer.Option(metavar="REVIEW", help="Take this decision back.")] = None,
    as_json: AsJson = False,
    desk_folder: DeskFolder = None,
) -> None:
    """List what reviewers decided and did not take back, or take a decision back.

    \b
    Examples:
      tocsin reviews
      tocsin reviews event-7ae7d8a01e41052a
      tocsin reviews --undo review-2f6c0b7d1a3e4f58
    """
    from tocsin.cli.listing import show_json
    from tocsin.cli.show_incidents import review_line
    from tocsin.cli.terminal import console, line, write
    from tocsin.run.desk import open_desk

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
