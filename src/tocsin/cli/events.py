"""`tocsin events`: list events: what single reports tell, with the sentence that tells it."""

from __future__ import annotations

from tocsin.cli.filters import Asked, filtered


@filtered("events")
def events(asked: Asked) -> None:
    """List events: what single reports tell, with the sentence that tells it.

    \b
    Examples:
      tocsin events --actor "Kasombo Front"
      tocsin events --incident incident-1dd0fcda9c82e372
      tocsin events --type PROTEST --modality happened --json
    """
    from tocsin.cli.listing import show_page
    from tocsin.cli.show_records import event_row
    from tocsin.run.desk import open_desk

    with open_desk(asked.desk) as desk:
        page = desk.events(asked.wanted, order=asked.order, cursor=asked.cursor, limit=asked.limit)
        show_page(page, event_row, asked, "event")
