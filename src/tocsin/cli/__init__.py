"""The command line: one file per command, each of which only calls what Python users can call too."""

from __future__ import annotations

import os
import sys

import typer

from tocsin.cli.actors import actors
from tocsin.cli.add import add
from tocsin.cli.doctor import doctor
from tocsin.cli.evaluate import evaluate
from tocsin.cli.events import events
from tocsin.cli.explain import explain
from tocsin.cli.export import export
from tocsin.cli.flags import flags
from tocsin.cli.gazetteer import app as gazetteer
from tocsin.cli.incidents import incidents
from tocsin.cli.init import init
from tocsin.cli.read import read
from tocsin.cli.rejected import rejected
from tocsin.cli.reports import reports
from tocsin.cli.reread import reread
from tocsin.cli.review import review
from tocsin.cli.reviews import reviews
from tocsin.cli.serve import serve
from tocsin.cli.show_record import show
from tocsin.cli.stages import stages
from tocsin.cli.statements import statements
from tocsin.cli.token import app as token
from tocsin.errors import TocsinError

app = typer.Typer(
    name="tocsin",
    help="Read news reports and keep the record: who is in them, where and when, and who says what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # plain help, the same in a terminal, a pipe and docs/cli.md
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
# in the order of --help: what is done first comes first
for command in (read, init, add, incidents, events, statements, actors, flags, reports, rejected):
    app.command()(command)
for command in (show, explain, export, review, reviews, reread, doctor, evaluate, stages):
    app.command()(command)
app.add_typer(gazetteer, name="gazetteer")
app.command()(serve)
app.add_typer(token, name="token")


def _version(wanted: bool) -> None:
    if wanted:
        from tocsin import __version__

        typer.echo(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
    debug: bool = typer.Option(False, "--debug", envvar="TOCSIN_DEBUG", help="Show Python's traceback of failures."),
) -> None:
    """Read news reports and keep the record: who is in them, where and when, and who says what."""
    os.environ["TOCSIN_DEBUG"] = "1" if debug else ""


def main() -> None:
    """Run the command line; what goes wrong is told in one line, and in full with --debug."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader of the pipe has left, as `| head` does; nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except TocsinError as error:
        _complain(str(error))
        sys.exit(2)
    except Exception as error:
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        _complain(str(TocsinError("run.crashed", problem=f"{type(error).__name__}: {error}")))
        sys.exit(70)


def _complain(message: str) -> None:
    from tocsin.cli.terminal import visible

    typer.echo(f"tocsin: {visible(message)}", err=True)
