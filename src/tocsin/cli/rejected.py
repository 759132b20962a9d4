"""`tocsin rejected`: list what was left out, and why: sources without a report, page furniture, doubtful events."""

from __future__ import annotations

from tocsin.cli.filters import Asked, filtered


@filtered(
    "rejected",
    told={
        "since": "Added on this day or later, such as 2024-05-31.",
        "until": "Added on this day or earlier.",
        "kind": "A reason or its beginning, such as document or events.unsure.",
    },
)
def rejected(asked: Asked) -> None:
    """List what was left out, and why: sources without a report, page furniture, doubtful events.

    \b
    Examples:
      tocsin rejected
      tocsin rejected --kind acquire
      tocsin rejected --report rep-b4d5bce60e987da8
    """
    from tocsin.cli.listing import show_page
    from tocsin.cli.show_records import rejected_row
    from tocsin.run.desk import open_desk

    with open_desk(asked.desk) as desk:
        page = desk.rejected(asked.wanted, order=asked.order, cursor=asked.cursor, limit=asked.limit)
        show_page(page, rejected_row, asked, "record")
