"""`tocsin gazetteer`: build the gazetteer, add the villages of a country, and list what is there."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    help="The gazetteer: towns of the whole world, and the villages of countries that you add.", no_args_is_help=True
)


@app.command()
def build() -> None:
    """Build it."""


@app.command()
def add(countries: Annotated[list[str], typer.Argument(metavar="COUNTRY", help="ISO codes.")]) -> None:
    """Add."""


@app.command("list")
def list_() -> None:
    """List."""
