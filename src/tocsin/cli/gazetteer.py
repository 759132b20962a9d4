"""`tocsin gazetteer`: build the gazetteer, add the villages of a country, and list what is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from tocsin.cli.options import Assignments, SettingsFile

app = typer.Typer(
    help="Build and extend the gazetteer: the world's towns, and the villages of countries that you add.",
    no_args_is_help=True,
)


@app.command()
def build() -> None:
    """Build the gazetteer of the world's towns, unless a current one is there.

    Reading builds it too, when it is first needed; this is for doing it beforehand.

    \b
    Example:
      tocsin gazetteer build
    """
    from tocsin.cli.terminal import visible
    from tocsin.resolve.gazetteer.location import gazetteer_folder
    from tocsin.resolve.gazetteer.opening import ensure_base, is_ready

    folder = gazetteer_folder()
    if is_ready(folder):
        typer.echo(visible(f"The gazetteer is built: {folder}"))
        return
    with _progress() as progress:
        base = ensure_base(folder, progress)
    typer.echo(visible(f"Built the gazetteer: {base} ({base.stat().st_size / 1e6:.0f} MB)"))


@app.command()
def add(
    countries: Annotated[
        list[str], typer.Argument(metavar="COUNTRY", help="Two-letter codes, or paths of GeoNames country files.")
    ],
    settings_file: SettingsFile = None,
    assignments: Assignments = None,
) -> None:
    """Add the villages of a country, from GeoNames' download area or from a file that you have.

    \b
    Examples:
      tocsin gazetteer add XK
      tocsin gazetteer add downloads/XK.zip downloads/RS.txt
    """
    from tocsin.cli.terminal import visible
    from tocsin.run.gazetteer import add_country
    from tocsin.settings import load_settings

    settings = load_settings(settings_file, assignments=assignments or ())
    for country in countries:
        with _progress() as progress:
            progress(f"adding {country}", 0.0)
            added = add_country(country, settings.acquire)
        typer.echo(visible(f"Added {added.country}: {added.places} places, {added.path}"))


@app.command("list")
def list_() -> None:
    """List what the gazetteer holds: its base, and the countries that were added.

    \b
    Example:
      tocsin gazetteer list
    """
    from tocsin.cli.terminal import visible
    from tocsin.resolve.gazetteer.location import gazetteer_folder
    from tocsin.resolve.gazetteer.opening import BASE, added_countries, is_ready

    folder = gazetteer_folder()
    state = "built" if is_ready(folder) else "not built, or out of date; tocsin gazetteer build"
    typer.echo(visible(f"base  {folder / BASE}  ({state})"))
    for code, path in added_countries(folder).items():
        typer.echo(visible(f"{code}    {path}  ({path.stat().st_size / 1e6:.1f} MB)"))


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """Show what is being done on standard error, where that is a terminal."""
    from tocsin.cli.terminal import console, visible

    out = console(sys.stderr)
    with out.status("Starting") as status:
        yield lambda what, share: status.update(visible(f"{what} ({share:.0%})"))
