"""Where the next page of a list begins, written so that it fits into an address."""

from __future__ import annotations

import json
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from tocsin.errors import TocsinError

Key = str | int | None

# far more than the longest name that a list is ordered by
_CHARACTERS = 16_384
_NUMBERS = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class Position:
    """The last row of a page: the values that its list is ordered by, and its number, which parts equal ones."""

    keys: tuple[Key, ...]
    n: int


def write_cursor(scope: str, position: Position) -> str:
    """Write a position as a cursor that is good for one list alone; `scope` says which, with its filter and order."""
    parts = json.dumps([*position.keys, position.n], separators=(",", ":"))
    check = blake2b(f"{scope}\x1f{parts}".encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return urlsafe_b64encode(f'["{check}",{parts[1:]}'.encode()).rstrip(b"=").decode("ascii")


def read_cursor(scope: str, cursor: str, kinds: tuple[tuple[type, ...], ...]) -> Position:
    """Read a cursor back; `kinds` are the types that each of the values may have that the list is ordered by.

    Raises `store.bad-cursor` for a cursor of another list, filter or order, and for one that was changed.
    """
    try:
        _, *keys, n = msgspec.json.decode(_payload(cursor), type=list[Key])
        fits = all(_is(part, kind) for part, kind in zip((*keys, n), (*kinds, (int,)), strict=True))
        position = Position(tuple(keys), n)  # type: ignore[arg-type]  # looked at in `fits`
    except (ValueError, msgspec.MsgspecError) as error:
        raise _bad(cursor) from error
    # a position is written in one way alone, so this finds every change
    if not fits or write_cursor(scope, position) != cursor:
        raise _bad(cursor)
    return position


def _payload(cursor: str) -> bytes:
    if len(cursor) > _CHARACTERS:
        raise ValueError("no cursor is that long")
    return b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)


def _is(key: Key, kinds: tuple[type, ...]) -> bool:
    return type(key) in kinds and (not isinstance(key, int) or key in _NUMBERS)


def _bad(cursor: str) -> TocsinError:
    return TocsinError("store.bad-cursor", cursor=cursor if len(cursor) <= 40 else f"{cursor[:40]}…")
