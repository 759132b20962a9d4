"""`tocsin review`: decide on a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from tocsin.cli.options import DeskFolder

if TYPE_CHECKING:
    from tocsin.records import Subject, Verdict


def review(
    decision: Annotated[
        tuple[str, str, str],
        typer.Argument(
            metavar="SUBJECT ID VERDICT",
            help="event, statement, incident, actor, flag or report; its id; accept, correct, reject, merge or split.",
        ),
    ],
    author: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")],
    fields: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What is right; several times if need be.")
    ] = None,
    others: Annotated[
        list[str] | None,
        typer.Option("--other", metavar="ID", help="What a merge joins to it, or a split takes out of it."),
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    desk_folder: DeskFolder = None,
) -> None:
    """Decide on a record: it is right, wrong, or to be corrected, joined with others or taken apart.

    What the stages made stays beside it, and incidents follow at once. A correction sets fields of an event: type,
    mode, modality, start, end, place, country, lat, lon, actors, recipients (names with semicolons between them), and
    figures such as killed ("4", "4+", "30-", "4 to 6" or "none"). A merge joins incidents or actors; a split takes
    events out of an incident, or forms out of an actor. tocsin reviews lists decisions and takes them back.

    \b
    Examples:
      tocsin review event event-7ae7d8a01e41052a correct --author "A. Keto" --set killed=6 --set place=Oicha
      tocsin review event event-7ae7d8a01e41052a reject --author "A. Keto" --note "It is a drill."
      tocsin review incident incident-1dd0fcda9c82e372 merge --other incident-1f26a5a8e975799d --author "A. Keto"
      tocsin review actor actor-4279ac9a6c6c3890 split --other form-91235495c88dde12 --author "A. Keto"
    """
    from tocsin.cli.show_incidents import review_line
    from tocsin.cli.terminal import console, line, write
    from tocsin.run.desk import open_desk

    if not all("=" in each for each in fields or ()):
        raise typer.BadParameter("--set takes FIELD=VALUE, such as killed=4")
    pairs = [(name.strip(), value.strip()) for name, _, value in (each.partition("=") for each in fields or ())]
    subject, record_id, verdict = decision
    with open_desk(desk_folder) as desk:
        decided = desk.review(
            cast("Subject", subject),
            record_id,
            cast("Verdict", verdict),
            author=author,
            fields=pairs,
            others=others or (),
            note=note,
        )
    write(
        [review_line(decided), line(("-> ", "dim"), f"tocsin reviews --undo {decided.id}  takes it back", indent=2)],
        console(),
    )
