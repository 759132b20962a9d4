"""`tocsin token`: make, list and revoke the tokens of those who may use a desk's API."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

import typer

from tocsin.cli.options import DeskFolder

app = typer.Typer(help="Make, list and revoke tokens for the API of a desk.", no_args_is_help=True)

_MOST_DAYS = 36_500

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is.")]


@app.command()
def add(
    name: Name,
    scope: Annotated[
        Literal["read", "write"], typer.Option(help="read: ask, and read reports without keeping them; write: all.")
    ] = "read",
    expires: Annotated[
        int | None, typer.Option(metavar="DAYS", help="Days after which it ends; never if left away.")
    ] = None,
    desk_folder: DeskFolder = None,
) -> None:
    """Make a token and print it; it is shown this once, and only a digest of it is kept.

    \b
    Examples:
      tocsin token add ana
      tocsin token add importer --scope write --expires 90
    """
    from tocsin.errors import TocsinError
    from tocsin.run.desk import open_desk
    from tocsin.settings import now
    from tocsin.store.tokens import add_token

    if expires is not None and not 1 <= expires <= _MOST_DAYS:
        raise TocsinError("token.bad-days", days=expires)
    made = now()
    end = None if expires is None else _later(made, expires)
    with open_desk(desk_folder) as opened:
        secret = add_token(opened.store, name, scope, now=made, expires=end)
    typer.echo(secret)
    typer.echo(f"Token {name} ({scope}{f', until {end}' if end else ''}). It is not shown again.", err=True)


@app.command("list")
def list_(desk_folder: DeskFolder = None) -> None:
    """List tokens: name, scope, when it was made, when it ends.

    \b
    Example:
      tocsin token list
    """
    from tocsin.cli.terminal import visible
    from tocsin.run.desk import open_desk
    from tocsin.settings import now
    from tocsin.store.tokens import list_tokens

    with open_desk(desk_folder) as opened:
        tokens = list_tokens(opened.store)
    time = now()
    for token in tokens:
        ends = "revoked" if token.revoked else token.expires or "never ends"
        past = "" if token.revoked or token.holds(time) else "  (past)"
        typer.echo(visible(f"{token.name}  {token.scope}  made {token.created}  {ends}{past}"))
    if not tokens:
        typer.echo("There are no tokens. Make one with tocsin token add NAME.", err=True)


@app.command()
def revoke(name: Name, desk_folder: DeskFolder = None) -> None:
    """End a token at once.

    \b
    Example:
      tocsin token revoke ana
    """
    from tocsin.run.desk import open_desk
    from tocsin.store.tokens import revoke_token

    with open_desk(desk_folder) as opened:
        revoke_token(opened.store, name)
    typer.echo(f"Token {name} is revoked.")


def _later(time: str, days: int) -> str:
    return (datetime.fromisoformat(time) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
