"""`tocsin incidents`: list incidents: what happened, with all that reports say of it."""

from __future__ import annotations

from tocsin.cli.filters import Asked, filtered


@filtered("incidents", told={"order": "newest or oldest first, or those with the most sources."})
def incidents(asked: Asked) -> None:
    """List incidents: what happened, with all that reports say of it.

    Each comes with its day and place, who did it to whom, the figures (the lowest, the highest and the best, as UCDP
    counts), how many independent sources and reports tell it, and whether they disagree.

    \b
    Examples:
      tocsin incidents
      tocsin incidents --contested --order sources
      tocsin incidents --country COD --since 2024-11-01 --type ASSAULT
      tocsin incidents --near 0.69,29.52 --radius 20
      tocsin incidents --text "gold mine" --json > incidents.jsonl
    """
    from tocsin.cli.listing import show_page
    from tocsin.cli.show_incidents import incident_row
    from tocsin.run.desk import open_desk

    with open_desk(asked.desk) as desk:
        page = desk.incidents(asked.wanted, order=asked.order, cursor=asked.cursor, limit=asked.limit)
        show_page(page, incident_row, asked, "incident")
