"""Turns whole records into JSON and back, compressed where they are large."""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def to_json(record: object) -> str:
    """Write a record as JSON."""
    return _encode(record).decode()


def from_json(text: str, kind: type[T]) -> T:
    """Read a record of a kind back from JSON."""
    return _decode(text.encode(), kind)


def pack(record: object) -> bytes:
    """Write a record as compressed JSON."""
    return zlib.compress(_encode(record))


def unpack(data: bytes, kind: type[T]) -> T:
    """Read a record of a kind back from compressed JSON."""
    return _decode(zlib.decompress(data), kind)


def _encode(record: object) -> bytes:
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        # a lone surrogate, as names of files can hold: msgspec cannot write it, Python escapes it
        return json.dumps(msgspec.to_builtins(record), separators=(",", ":")).encode()


def _decode(data: bytes, kind: type[T]) -> T:
    try:
        return cast(T, _decoder(cast(Any, kind)).decode(data))
    except msgspec.DecodeError as error:
        if isinstance(error, msgspec.ValidationError):
            raise
        return msgspec.convert(json.loads(data), kind)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[object]:
    return msgspec.json.Decoder(kind)
