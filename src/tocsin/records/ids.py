"""Ids that are hashes of content, so that the same input always gets the same id."""

from __future__ import annotations

import hashlib


def content_id(kind: str, *parts: object) -> str:
    """Name a record by its content: `kind`, a hyphen, and 16 hexadecimal digits of BLAKE2b.

    The parts are joined by a character that no text contains, so ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.blake2b("\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{kind}-{digest.hexdigest()}"
