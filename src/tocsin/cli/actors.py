"""`tocsin actors`: list actors across reports, those in the most reports first."""

from __future__ import annotations

from tocsin.cli.filters import Asked, filtered


@filtered(
    "actors",
    told={
        "country": "Of this country, by its code of three letters.",
        "actor": "Of this name, or with this id.",
        "kind": "person, organisation, country or group.",
    },
)
def actors(asked: Asked) -> None:
    """List actors across reports, those in the most reports first.

    Groups such as "gunmen" are many people under one word; they are listed with --kind group, or by name.

    \b
    Examples:
      tocsin actors
      tocsin actors --kind person --limit 20
      tocsin actors --actor front
    """
    from tocsin.cli.listing import show_page
    from tocsin.cli.show_records import actor_row
    from tocsin.run.desk import open_desk

    with open_desk(asked.desk) as desk:
        page = desk.actors(asked.wanted, cursor=asked.cursor, limit=asked.limit)
        show_page(page, actor_row, asked, "actor")
