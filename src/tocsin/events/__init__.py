"""Who says what, and what an editor should check: Annotation and Resolution -> Statement, Flag.

Signatures (the stage table calls these two):
    read_statements(report, annotation, resolution, options)
        -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]
    find_flags(report, annotation, resolution, statements, options) -> tuple[Flag, ...]
"""
