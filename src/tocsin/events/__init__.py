"""Who says what, and what an editor should check: Annotation and Resolution -> Statement, Flag.

Signatures (the stage table calls these two):
    read_statements(report, annotation, resolution, options)
        -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]
    find_flags(report, annotation, resolution, statements, options) -> tuple[Flag, ...]
"""

from tocsin.events.flags import find_flags
from tocsin.events.options import EventsOptions
from tocsin.events.statements import read_statements

__all__ = ["EventsOptions", "find_flags", "read_statements"]
