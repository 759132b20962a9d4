"""Under which names the pages of a desk show places and countries."""

from __future__ import annotations

from fastapi import APIRouter, Response

from tocsin.serve.answers import JsonAnswer
from tocsin.serve.context import Here
from tocsin.serve.documented import answers
from tocsin.store.exports.data_files import data

router = APIRouter(tags=["health"])


@router.get("/names", responses=answers("Names"))
def names(here: Here) -> Response:
    """Give the names of countries, and those that this desk shows in place of others."""
    shown = [pair.partition("=") for pair in here.desk.settings.names.shown]
    countries: dict[str, dict[str, str]] = data("countries")["countries"]
    return JsonAnswer(
        {
            "schema": "tocsin.names/1",
            "countries": [{"code": code, "name": row["name"]} for code, row in sorted(countries.items())],
            "shown": [{"of": of.strip(), "name": name.strip()} for of, _, name in shown],
        }
    )
