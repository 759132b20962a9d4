"""`tocsin statements`: list statements: who says what, in which words."""

from __future__ import annotations

from tocsin.cli.filters import Asked, filtered


@filtered(
    "statements",
    told={
        "since": "In reports of this day or later, such as 2024-05-31.",
        "until": "In reports of this day or earlier.",
        "actor": "Who speaks: words of a name, a country's code, or an actor's id.",
    },
)
def statements(asked: Asked) -> None:
    """List statements: who says what, in which words.

    \b
    Examples:
      tocsin statements --actor "Crispin Mukalay"
      tocsin statements --outlet "Bunia Courier" --since 2025-02-01
    """
    from tocsin.cli.listing import show_page
    from tocsin.cli.show_records import statement_row
    from tocsin.run.desk import open_desk

    with open_desk(asked.desk) as desk:
        page = desk.statements(asked.wanted, order=asked.order, cursor=asked.cursor, limit=asked.limit)
        show_page(page, statement_row, asked, "statement")
