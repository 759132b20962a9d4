"""What the schema of the API says of answers: which record an endpoint gives, and that errors have one shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Responses = dict[int | str, dict[str, Any]]

_TOLD = {200: "What was asked for.", 201: "It was kept.", 202: "A job was made of it."}


def answers(name: str, status: int = 200) -> Responses:
    """Say that an endpoint answers with a record of this name, or with an error."""
    return {status: {"description": _TOLD[status], "content": _json(name)}, **_errors()}


def files(media_types: Iterable[str]) -> Responses:
    """Say that an endpoint answers with a file of one of these types, or with an error."""
    content = {each: {"schema": {"type": "string"}} for each in sorted(media_types)}
    return {200: {"description": "The file.", "content": content}, **_errors()}


def _errors() -> Responses:
    return {
        "4XX": {"description": "Something is wrong with the request; the slug says what.", "content": _json("Error")},
        "5XX": {"description": "The server cannot answer it now.", "content": _json("Error")},
    }


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
