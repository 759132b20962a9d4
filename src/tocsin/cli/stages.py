"""`tocsin stages`: print the table of stages."""

from __future__ import annotations


def stages() -> None:
    """Print the stages in order: what each reads and writes, what it sees at once, and its version.

    \b
    Example:
      tocsin stages
    """
    from tocsin.cli.terminal import console, line, write
    from tocsin.run.stages import STAGES

    out = console()
    rows = [("stage", "per", "version", "reads", "writes")]
    rows += [(s.name, s.per, s.version, ", ".join(s.reads), ", ".join(s.writes)) for s in STAGES]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        write([line((cells, "bold" if number == 0 else ""))], out)
