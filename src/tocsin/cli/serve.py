"""`tocsin serve`: answer browsers and programs over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from tocsin.cli.options import Assignments, DeskFolder


def serve(
    desk_folder: DeskFolder = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on; this machine alone if not given.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 8000 if not given.")] = None,
    require_token: Annotated[
        bool, typer.Option("--require-token", help="Ask callers on this machine for a token too.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
    assignments: Assignments = None,
) -> None:
    """Serve a desk to browsers and programs until it is stopped with Ctrl-C.

    It can be reached from this machine alone, unless --host says otherwise; then every caller needs a token, which
    tocsin token add makes. docs/browser.md tells of the pages, docs/api.md what programs can ask.

    \b
    Examples:
      tocsin serve --open
      tocsin serve --desk ~/kivu --port 9000
      tocsin serve --host 0.0.0.0 --set serve.names=desk.example.org
    """
    from tocsin.cli.terminal import visible
    from tocsin.run.desk import open_desk
    from tocsin.serve.server import serve as run

    with open_desk(desk_folder, assignments=assignments or ()) as opened:
        options = opened.settings.serve
        options = replace(
            options,
            host=options.host if host is None else host,
            port=options.port if port is None else port,
            require_token=require_token or options.require_token,
        )

        def begun(address: str) -> None:
            told = f"Serving {opened.folder} at {address}/ and its API at {address}/api; stop with Ctrl-C."
            typer.echo(visible(told), err=True)
            if open_it:
                typer.launch(address)

        run(opened, options, begun=begun)
