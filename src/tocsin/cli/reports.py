"""`tocsin reports`: list the reports that the desk keeps."""

from __future__ import annotations

from tocsin.cli.filters import Asked, filtered


@filtered(
    "reports",
    told={
        "since": "Published on this day or later, such as 2024-05-31.",
        "until": "Published on this day or earlier.",
        "actor": "In which this actor occurs: words of a name, a country's code, or an actor's id.",
        "text": "With these words; words in double quotes stand together.",
        "outlet": "Of this outlet.",
        "report": "This report, also where a newer version replaced it.",
        "incident": "That tell of this incident.",
    },
)
def reports(asked: Asked) -> None:
    """List the reports that the desk keeps.

    Listed are current reports; one that a newer version of its page replaced is listed with --report and its id.

    \b
    Examples:
      tocsin reports
      tocsin reports --text "burnt village"
      tocsin reports --incident incident-1dd0fcda9c82e372
    """
    from tocsin.cli.listing import show_page
    from tocsin.cli.show_records import report_row
    from tocsin.run.desk import open_desk

    with open_desk(asked.desk) as desk:
        page = desk.reports(asked.wanted, order=asked.order, cursor=asked.cursor, limit=asked.limit)
        show_page(page, report_row, asked, "report")
