"""The options that say which records are wanted, defined once and put on every command where they mean something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from tocsin.cli.options import AsJson, DeskFolder

if TYPE_CHECKING:
    from tocsin.records import Filter
    from tocsin.run.desk.desk import Order


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a command ask for: records that fit `wanted`, of which desk, in which order and form."""

    wanted: Filter
    desk: Path | None
    order: Order
    limit: int
    cursor: str | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class _Option:
    """One option before it stands on a command."""

    flag: str
    metavar: str | None
    help: str
    kind: Any = str | None
    default: object = None

    def annotated(self, told: str | None) -> Any:
        return Annotated[self.kind, typer.Option(self.flag, metavar=self.metavar, help=told or self.help)]


# the field of a filter -> its option
_OPTIONS: dict[str, _Option] = {
    "since": _Option("--since", "DAY", "On this day or later, such as 2024-05-31."),
    "until": _Option("--until", "DAY", "On this day or earlier."),
    "near": _Option("--near", "LAT,LON", "Around this point, in degrees; with --radius."),
    "radius_km": _Option("--radius", "KM", "So many kilometres around --near.", float | None),
    "box": _Option("--box", "S,W,N,E", "Between these degrees: south, west, north, east."),
    "country": _Option("--country", "CODE", "In this country, by its code of three letters, such as SDN."),
    "actor": _Option("--actor", "WHO", "By whom: words of a name, a country's code, or an actor's id."),
    "recipient": _Option("--recipient", "WHO", "To whom; named as for --actor."),
    "either": _Option("--either", "WHO", "By or to whom; named as for --actor."),
    "type": _Option("--type", "TYPE", "Of this type, such as ASSAULT; docs/plover.md lists all."),
    "mode": _Option("--mode", "MODE", "Of this mode of a type, such as firearms."),
    "modality": _Option("--modality", "MODALITY", "Told as what: happened, ongoing, negated, demanded and so on."),
    "contested": _Option(
        "--contested/--uncontested", None, "Those on which accounts contradict each other, or only others.", bool | None
    ),
    "text": _Option("--text", "WORDS", "From reports with these words; words in double quotes stand together."),
    "outlet": _Option("--outlet", "NAME", "From reports of this outlet."),
    "report": _Option("--report", "ID", "From this report."),
    "incident": _Option("--incident", "ID", "Of this incident."),
    "kind": _Option("--kind", "KIND", "Of this kind."),
    "place": _Option("--place", "ID", "At this place, by its id across reports."),
    "stance": _Option("--stance", "STANCE", "Of this stance, such as denies or accuses."),
}
# which of them each list knows; the store refuses all others
LISTS: dict[str, tuple[str, ...]] = {
    "incidents": tuple(name for name in _OPTIONS if name not in ("incident", "kind", "stance")),
    "events": tuple(name for name in _OPTIONS if name not in ("kind", "stance")),
    "statements": ("since", "until", "actor", "type", "text", "outlet", "report", "incident", "stance"),
    "actors": ("country", "actor", "report", "incident", "kind"),
    "flags": ("since", "until", "text", "outlet", "report", "incident", "kind"),
    "rejected": ("since", "until", "report", "kind"),
    "reports": ("since", "until", "actor", "text", "outlet", "report", "incident"),
}
_PAGING: dict[str, _Option] = {
    "order": _Option("--order", "ORDER", "newest or oldest first.", str, "newest"),
    "limit": _Option("--limit", "N", "So many at most, up to 500.", int, 50),
    "cursor": _Option("--cursor", "CURSOR", "Go on where the last page ended, which named it."),
}


def filtered(
    listed: str, *, paged: bool = True, told: Mapping[str, str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Put the options of a list before a command, which gets them as its first argument, an `Asked`.

    Without `paged` there is no order, no limit and no --json. `told` replaces the help of single options.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        chosen = {name: _OPTIONS[name] for name in LISTS[listed]} | (_PAGING if paged else {})
        if listed == "actors":
            del chosen["order"]
        options = {name: (each.annotated((told or {}).get(name)), each.default) for name, each in chosen.items()}
        options |= ({"as_json": (AsJson, False)} if paged else {}) | {"desk": (DeskFolder, None)}

        @wraps(command)
        def run(**given: Any) -> None:
            command(_asked({name: given.pop(name) for name in options}), **given)

        own = list(signature(command, eval_str=True).parameters.values())[1:]
        added = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, (kind, default) in options.items()
        ]
        shown = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in own]
        run.__signature__ = signature(command).replace(parameters=[*shown, *added])  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in (*shown, *added)}
        return run

    return decorate


def _asked(given: dict[str, Any]) -> Asked:
    from tocsin.records import Filter

    fields = {name: given[name] for name in _OPTIONS if name in given}
    if (fields.get("near") is None) != (fields.get("radius_km") is None):
        raise typer.BadParameter("--near and --radius need one another")
    for name, count in (("near", 2), ("box", 4)):
        if fields.get(name) is not None:
            fields[name] = _degrees(name, fields[name], count)
    order = cast("Order", given.get("order", "newest"))
    return Asked(
        Filter(**fields), given["desk"], order, given.get("limit", 50), given.get("cursor"), given.get("as_json", False)
    )


def _degrees(name: str, text: str, count: int) -> tuple[float, ...]:
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != count:
        raise typer.BadParameter(f"--{name} takes {count} numbers with commas between them, not {text!r}")
    return numbers
