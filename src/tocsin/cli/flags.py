"""`tocsin flags`: list what an editor should look at: figures that conflict, sources without a name and so on."""

from __future__ import annotations

from tocsin.cli.filters import Asked, filtered


@filtered(
    "flags",
    told={
        "since": "In reports of this day or later, such as 2024-05-31.",
        "until": "In reports of this day or earlier.",
        "kind": "Such as count-conflict, headline-body, name-variant, date-mismatch, unnamed-source.",
    },
)
def flags(asked: Asked) -> None:
    """List what an editor should look at: figures that conflict, sources without a name and so on.

    \b
    Examples:
      tocsin flags
      tocsin flags --kind count-conflict --since 2024-11-01
    """
    from tocsin.cli.listing import show_page
    from tocsin.cli.show_records import flag_row
    from tocsin.run.desk import open_desk

    with open_desk(asked.desk) as desk:
        page = desk.flags(asked.wanted, order=asked.order, cursor=asked.cursor, limit=asked.limit)
        show_page(page, flag_row, asked, "flag")
