"""The page at /api that lists the endpoints; the only HTML, and nothing from a report is on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from starlette.responses import HTMLResponse


def overview(schema: Mapping[str, Any]) -> HTMLResponse:
    """List every endpoint of a schema."""
    rows = "\n".join(_rows(schema))
    title = escape(f"{schema['info']['title']} {schema['info']['version']}")
    return HTMLResponse(
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n<h1>{title}</h1>\n'
        f'<p>{escape(schema["info"]["description"])} <a href="/api/v1/openapi.json">The schema</a> has all of it.</p>\n'
        f"<table>\n{rows}\n</table>\n</html>\n"
    )


def _rows(schema: Mapping[str, Any]) -> Iterator[str]:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            cells = (method.upper(), path, operation.get("description", ""))
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
