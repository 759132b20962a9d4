"""Makes the records of what the document stage leaves out."""

from __future__ import annotations

from tocsin.errors import MESSAGES
from tocsin.records import Rejected


def rejected(source: str, slug: str, /, **values: object) -> Rejected:
    """Say why a source, or a piece of it, is not in the report."""
    return Rejected(source=source, stage="document", reason=slug, message=MESSAGES[slug].format(**values))
