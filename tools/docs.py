"""Writes the reference pages under docs/ from the code, so that they cannot tell anything else.

Usage: python -m tools.docs [--check]
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
NOTE = "<!-- Written by `python -m tools.docs` from the code; edit the code, not this page. -->"


def cli_page() -> str:
    """Write the page of commands from their own --help."""
    from typer.main import get_command

    from tocsin.cli import app

    parts = ["# The command line", NOTE]
    for path, command in _commands(("tocsin",), get_command(app)):
        context = command.make_context(" ".join(path), [], resilient_parsing=True, terminal_width=100)
        parts += [f"## `{' '.join(path)}`", "```text\n" + command.get_help(context).strip() + "\n```"]
    return "\n\n".join(parts) + "\n"


def _commands(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands((*path, name), below)


def errors_page() -> str:
    """Write the page of error messages from `tocsin.errors`."""
    from tocsin.errors import MESSAGES

    parts = [
        "# Messages",
        NOTE,
        "Each message ends with its name in square brackets. The same names are the `reason` of what was left out. "
        "Words in braces stand for the values of the case.",
    ]
    for stage in sorted({slug.partition(".")[0] for slug in MESSAGES}):
        rows = [f"| `{slug}` | {_cell(MESSAGES[slug])} |" for slug in sorted(MESSAGES) if slug.startswith(f"{stage}.")]
        parts += [f"## {stage}", "\n".join(["| name | message |", "|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def settings_page() -> str:
    """Write the page of settings from the options of the stages."""
    from tocsin.settings import REMOVED, declared

    settings = declared()
    parts = [
        "# Settings",
        NOTE,
        "A setting is looked for in this order; what comes later wins: its default; the file `tocsin.toml` in the "
        "working folder, or the one named with `--settings`; the environment variable; `--set stage.name=value`.",
        "In the environment and after `--set`, a list is written with commas, and `none` takes a value away.",
        "```toml\n# tocsin.toml\n[acquire]\ntotal_timeout = 30.0\n\n[annotate]\nthreads = 2\n```",
    ]
    for stage in dict.fromkeys(setting.stage for setting in settings):
        rows = [
            f"| `{s.key}` | `{s.variable}` | {s.kind} | {_default(s.default)} | {_cell(s.help)} |"
            for s in settings
            if s.stage == stage
        ]
        head = ["| setting | environment | value | default | what it does |", "|---|---|---|---|---|"]
        parts += [f"## {stage}", "\n".join([*head, *rows])]
    removed = "\n".join(f"- `{key}`: {instead}" for key, instead in REMOVED.items()) or "None so far."
    return "\n\n".join([*parts, "## Removed settings", removed]) + "\n"


def json_page() -> str:
    """Write the page of the JSON form from the records and the contract."""
    from tocsin.records.contract import FIELDS, READING_SCHEMA, REJECTED_SCHEMA, rejected_to_dict
    from tocsin.records.rejected import Rejected

    rejected = rejected_to_dict(Rejected("", "", "", ""))
    parts = [
        "# The JSON form",
        NOTE,
        f"`tocsin read --json` prints one object a report, one a line, of schema `{READING_SCHEMA}`. Its keys, in "
        "this order: `schema`, `report`, `actors`, `places`, `statements`, `events`, `flags`. "
        "Every list holds objects of one record below; keys come in the order of the tables.",
        "`start` and `end` count characters of `report.text` from 0, `end` excluded, and "
        "`text[start:end] == quote` holds for every span.",
        f"What could not be read goes to standard error, one object a line, of schema `{REJECTED_SCHEMA}`: "
        + ", ".join(f"`{key}`" for key in rejected)
        + ".",
        "A schema's number changes when a key goes away or changes its meaning; keys may be added without.",
    ]
    for record, names in FIELDS.items():
        hints = get_type_hints(record)
        rows = [f"| `{name}` | {_cell(_kind(hints[name]))} |" for name in names]
        told = " ".join((record.__doc__ or "").split())
        parts += [f"## {record.__name__}", told, "\n".join(["| key | value |", "|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def plover_page() -> str:
    """Write the page of event types, contexts and sectors from the codebook."""
    from tocsin.records.codebook import plover

    book = plover()
    parts = [
        "# PLOVER as Tocsin has it",
        NOTE,
        f"Names, quad classes and scores are those of {book.source}; the definitions are Tocsin's own words. "
        "[codebook.md](codebook.md) tells how to add types of your own.",
        "A score goes from -10 (conflict) to 10 (cooperation). The quad classes: "
        + ", ".join(f"{code} {told}" for code, told in book.quads.items())
        + ".",
        "## Types and modes",
    ]
    for one in book.types:
        notes = [one.definition, "A recipient is required." if one.recipient_required else "", one.corrected or ""]
        rows = [f"| `{m.name}` | {_score(m.score)} | {_cell(m.definition)} |" for m in one.modes]
        table = ["\n".join(["| mode | score | meaning |", "|---|---|---|", *rows])] if rows else []
        parts += [f"### {one.name}", f"{one.quad}, {_score(one.score)}. " + " ".join(filter(None, notes)), *table]
    rows = [f"| `{one.name}` | {_cell(one.definition)} |" for one in book.contexts]
    parts += ["## Contexts", "\n".join(["| context | meaning |", "|---|---|", *rows])]
    for title, codes in (("Sectors", book.sectors), ("Codes in place of a country", book.bodies)):
        rows = [f"| `{code}` | {_cell(told)} |" for code, told in codes.items()]
        parts += [f"## {title}", "\n".join(["| code | meaning |", "|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _score(score: float | None) -> str:
    return "none" if score is None else f"{score:g}"


def _kind(hint: object) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        return f"list of {_kind(inner[0])}"
    if origin is Union or (inner and type(None) in inner):
        return ", or ".join(_kind(part) for part in inner)
    if hint is type(None):
        return "null"
    words = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    if isinstance(hint, type):
        return words.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"
    return str(hint)


def _default(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"`{part}`" for part in value) or "empty"
    return "none" if value is None else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    "docs/errors.md": errors_page,
    "docs/json.md": json_page,
    "docs/plover.md": plover_page,
    "docs/settings.md": settings_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only say which of them are stale, and return how many."""
    # help texts are laid out for the terminal of whoever runs this, unless told otherwise
    os.environ.update(COLUMNS="100", TERM="dumb", NO_COLOR="1")
    stale = 0
    for name, make in PAGES.items():
        path = ROOT / name
        new = make()
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        if old == new:
            continue
        if "--check" in arguments:
            stale += 1
            print(f"{name} is stale; `make fix` writes it anew:")
            print("\n".join(list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))[2:12]))
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(new, encoding="utf-8")
            print(f"wrote {name}")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
