"""Writes what a desk keeps into a file of one of the export formats, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.errors import TocsinError
from tocsin.records import Filter
from tocsin.store.exports import FORMATS, Format, LossReport

if TYPE_CHECKING:
    from tocsin.run.desk.desk import Desk
    from tocsin.store.exports.own import Rows


def export_format(name: str) -> Format:
    """Find a format by its name. Raises `export.no-such-format`."""
    if name not in FORMATS:
        raise TocsinError("export.no-such-format", format=name, known=", ".join(FORMATS))
    return FORMATS[name]


def export_file(
    desk: Desk, into: Path, form: Format, wanted: Filter, rows: Rows | None = None, *, force: bool = False
) -> LossReport:
    """Write incidents and events that fit a filter into a file; into a folder under the format's usual name.

    What was there stays unless the whole of it could be written. Raises `export.file-exists` without `force`, and
    `export.unwritable`.
    """
    path = into / form.file_name(rows) if into.is_dir() else into
    if path.exists() and not force:
        raise TocsinError("export.file-exists", path=path)
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            with part.open("wb") as out:
                report = form.write(desk.cases(wanted), out, rows)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise TocsinError("export.unwritable", path=path, problem=error.strerror or error) from error
    return report
